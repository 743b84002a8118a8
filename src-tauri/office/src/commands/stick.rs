//! An exchange on a stick.

use std::path::Path;

use anyhow::{Context, Result};
use office::clock::wall;
use office::exchange::Counter;
use office::folder::write_whole;
use office::schema::office_schema;
use office::stick;
use serde_json::json;

use super::{At, print_json};

/// Answers the file that a casebook wrote; the answer takes its place.
pub fn exchange(at: &At, file: &Path, json: bool) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("{} could not be read", file.display()))?;
    let mut store = at.store()?;
    let counter = Counter::open(office_schema()?, &store)?;
    let (answer, happened) = stick::exchange(&counter, &mut store, wall(), &bytes)?;
    // What was asked is replaced only once the answer is whole.
    write_whole(file, &answer)?;
    let device = happened.device.0;
    if json {
        return print_json(&json!({
            "device": device, "sent": happened.sent, "told": happened.told, "clock_held": happened.held,
        }));
    }
    println!("device {device}: {} transactions taken, {} records told", happened.sent, happened.told);
    if happened.held {
        println!("the office does not trust its clock: what was sent waits; see clock");
    }
    println!("the answer stands in {}; bring it back to the casebook", file.display());
    Ok(())
}
