//! Backups: making, restoring, verifying.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use office::backup;
use office::clock::wall;
use office::schema::office_schema;
use serde_json::json;

use super::{At, print_json};

/// Makes a backup.
pub fn backup(at: &At, to: Option<&Path>, json: bool) -> Result<()> {
    let mut store = at.store()?;
    let made = backup::make(&mut store, to, wall())?;
    if json {
        return print_json(&made);
    }
    println!("verified up to line {} of the log", made.position);
    println!("{}", made.file.display());
    Ok(())
}

/// Puts a backup back.
pub fn restore(at: &At, file: &Path) -> Result<()> {
    let folder = at.folder()?;
    let _closed = folder.keep_closed()?;
    let schema = office_schema()?;
    let mut store = folder.store_for_restoring(&schema)?;
    let restored = backup::restore(&mut store, &schema, file, wall())?;
    println!("the office stands again at line {} of the log", restored.position);
    println!("what came after it is offered again by each device at its next exchange");
    Ok(())
}

/// Checks everything; fails when something is wrong.
pub fn verify(at: &At, json: bool) -> Result<ExitCode> {
    let folder = at.folder()?;
    let mut store = at.store()?;
    let pages = store.check_pages()?;
    let sums = store.reading(|store| store.check_digests())?;
    let latest = backup::list(&folder.backups())?.into_iter().next();
    let checked = latest.as_deref().map(|file| backup::verify(file, folder.key()));
    let (made, fault) = match checked {
        Some(Ok(made)) => (Some(made), None),
        Some(Err(error)) => (None, Some(error.to_string())),
        None => (None, None),
    };
    let sound = pages.is_none() && sums.is_empty() && fault.is_none();
    if json {
        print_json(&json!({
            "sound": sound,
            "pages": pages,
            "units_that_differ": sums.len(),
            "backup": made,
            "backup_fault": fault,
        }))?;
    } else {
        println!("store: {}", pages.as_deref().unwrap_or("sound"));
        println!("sums: {}", if sums.is_empty() { "sound".into() } else { format!("{} differ", sums.len()) });
        match (&made, &fault) {
            (Some(made), _) => println!("latest backup: sound, up to line {} of the log", made.position),
            (None, Some(fault)) => println!("latest backup: {fault}"),
            (None, None) => println!("latest backup: none yet; make one with backup"),
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
