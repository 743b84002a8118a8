//! `dump`: every record as JSON Lines.

use std::io::{BufWriter, Write};

use anyhow::Result;
use casebook::{CasebookError, export};

use crate::{Cli, Outcome, casebook_of, json};

/// What can go wrong while dumping: the casebook, or whoever reads the lines.
#[derive(Debug)]
enum Failed {
    Casebook(CasebookError),
    Output(std::io::Error),
}

impl From<CasebookError> for Failed {
    fn from(error: CasebookError) -> Failed {
        Failed::Casebook(error)
    }
}

pub fn dump(cli: &Cli, stamps: bool) -> Result<Outcome> {
    let (casebook, session) = casebook_of::open(cli)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = export::each(&casebook.read(&session), |record| {
        writeln!(out, "{}", json::record(&record, stamps)).map_err(Failed::Output)
    })
    .and_then(|()| out.flush().map_err(Failed::Output));
    match written {
        Ok(()) => Ok(Outcome::Done),
        Err(Failed::Casebook(error)) => Err(error.into()),
        // Whoever reads the lines has seen enough.
        Err(Failed::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
        Err(Failed::Output(error)) => Err(error.into()),
    }
}
