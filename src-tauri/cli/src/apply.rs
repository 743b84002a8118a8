//! `apply`: operations from a file, the same ones the screens use.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result};
use casebook::{Applied, Casebook, CasebookError, Operation, Refusal, Session};
use desk::{Failure, OperationRequest, is_close, read_request};
use phrasebook::Phrasebook;
use serde_json::json;

use crate::{Cli, Outcome, casebook_of};

/// Lines committed together; each is answered once it is on the disk.
const LINES_A_COMMIT: usize = 256;
/// Longest line.
const MOST_LINE_BYTES: usize = 4 * 1024 * 1024;

/// A line that waits for the commit.
struct Waiting {
    number: usize,
    name: String,
    operation: Operation,
}

struct Applying<'a> {
    cli: &'a Cli,
    casebook: Casebook,
    session: Session,
    phrasebook: Phrasebook,
    waiting: Vec<Waiting>,
    refused: usize,
}

/// Applies every line; a bad one is refused with its number and reason, the rest stands.
pub fn apply(cli: &Cli, file: &Path) -> Result<Outcome> {
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(
            File::open(file).with_context(|| format!("{} cannot be read", file.display()))?,
        ))
    };
    let (casebook, session) = casebook_of::open(cli)?;
    let phrasebook = Phrasebook::embedded()?;
    let mut applying = Applying { cli, casebook, session, phrasebook, waiting: Vec::new(), refused: 0 };
    for (place, line) in input.split(b'\n').enumerate() {
        applying.line(place + 1, &line.context("the file cannot be read any further")?)?;
    }
    applying.commit()?;
    Ok(if applying.refused == 0 { Outcome::Done } else { Outcome::Refused })
}

impl Applying<'_> {
    fn line(&mut self, number: usize, line: &[u8]) -> Result<()> {
        if line.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let operation = match read_line(line) {
            Ok(operation) => operation,
            Err(failure) => {
                self.commit()?;
                return self.answer(number, "", Err(failure));
            }
        };
        let name = operation.name();
        if let [step] = operation.steps.as_slice()
            && is_close(step)
        {
            self.commit()?;
            let closed = match step.record {
                Some(id) => desk::close_conversation(&mut self.casebook, &self.session, &self.phrasebook, id),
                None => Err(Refusal::Missing("id").into()),
            };
            return match closed {
                Err(CasebookError::Refused(refusal)) => self.answer(number, &name, Err(refusal.into())),
                closed => self.answer(number, &name, Ok(closed?)),
            };
        }
        self.waiting.push(Waiting { number, name, operation });
        if self.waiting.len() >= LINES_A_COMMIT { self.commit() } else { Ok(()) }
    }

    fn commit(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut labels = Vec::with_capacity(waiting.len());
        let mut operations = Vec::with_capacity(waiting.len());
        for line in waiting {
            labels.push((line.number, line.name));
            operations.push(line.operation);
        }
        let outcomes = self.casebook.write_many(&self.session, operations)?;
        for ((number, name), outcome) in labels.into_iter().zip(outcomes) {
            self.answer(number, &name, outcome.map_err(Failure::from))?;
        }
        Ok(())
    }

    fn answer(&mut self, number: usize, name: &str, outcome: Result<Applied, Failure>) -> Result<()> {
        let mut out = std::io::stdout().lock();
        match outcome {
            Ok(applied) => {
                let state = match (&applied.transaction, applied.held.is_empty()) {
                    (_, false) => "held",
                    (Some(_), _) => "done",
                    (None, _) => "unchanged",
                };
                let id = applied.changed.first().map(|changed| changed.record.to_string());
                if self.cli.json {
                    let transaction = applied.transaction.map(|transaction| transaction.to_string());
                    let held: Vec<&str> = applied.held.iter().map(|held| held.field).collect();
                    let answer = json!({"line": number, "op": name, "status": state, "id": id, "transaction": transaction, "held": held});
                    writeln!(out, "{answer}")?;
                } else {
                    writeln!(out, "{number}\t{state}\t{name}\t{}", id.unwrap_or_default())?;
                }
            }
            Err(failure) => {
                self.refused += 1;
                let reason = crate::describe::words(&failure);
                if self.cli.json {
                    let answer = json!({"line": number, "op": name, "status": "refused", "code": failure.code, "reason": reason});
                    writeln!(out, "{answer}")?;
                } else {
                    writeln!(out, "{number}\trefused\t{name}\t{}", failure.code)?;
                }
                eprintln!("line {number}: {reason}");
            }
        }
        Ok(())
    }
}

fn read_line(line: &[u8]) -> Result<Operation, Failure> {
    if line.len() > MOST_LINE_BYTES {
        return Err(Failure::of("line_too_long").with("most", MOST_LINE_BYTES));
    }
    let request: OperationRequest = serde_json::from_slice(line)
        .map_err(|error| Failure::of("not_an_operation").with("detail", error))?;
    Ok(read_request(request)?)
}
