//! `participants` and `history`.

use anyhow::Result;
use casebook::operation::read_id;
use casebook::participant::{self, ParticipantFilter, ParticipantRow};
use casebook::schema::choices;
use casebook::{FieldValue, history};
use serde_json::json;

use crate::{Cli, Outcome, casebook_of};

pub fn participants(cli: &Cli, find: Option<&str>) -> Result<Outcome> {
    let (casebook, session) = casebook_of::open(cli)?;
    let filter = ParticipantFilter {
        find: find.unwrap_or_default().to_owned(),
        // A script wants everybody, the closed ones too.
        phases: choices::PHASE.iter().map(|phase| (*phase).to_owned()).collect(),
        language: None,
    };
    let list = participant::list(&casebook.read(&session), &filter)?;
    if cli.json {
        let rows: Vec<_> = list.rows.iter().map(row_json).collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        for row in &list.rows {
            let phase = row.phase.as_deref().unwrap_or("-");
            let language = row.language.as_deref().unwrap_or("-");
            println!("{}\t{}\t{}\t{language}\t{phase}", row.person.id, row.person.name, row.person.call_name);
        }
        if list.total > list.rows.len() {
            eprintln!("the first {} of {}: narrow it with --find", list.rows.len(), list.total);
        }
    }
    Ok(Outcome::Done)
}

fn row_json(row: &ParticipantRow) -> serde_json::Value {
    json!({
        "id": row.person.id.to_string(),
        "name": row.person.name,
        "call_name": row.person.call_name,
        "own_script_name": row.own_script_name,
        "languages": row.languages,
        "phase": row.phase,
        "dutch_level": row.dutch_level,
        "department": row.department,
        "days_since_arrival": row.day,
        "found_by_spelling": row.by_spelling,
    })
}

pub fn history(cli: &Cli, record: &str) -> Result<Outcome> {
    let (casebook, session) = casebook_of::open(cli)?;
    let entries = history::list(&casebook.read(&session), read_id(record)?)?;
    if cli.json {
        println!("{}", serde_json::to_string_pretty(&entries)?);
        return Ok(Outcome::Done);
    }
    for entry in entries {
        let value = match &entry.value {
            FieldValue::Null => "-".to_owned(),
            FieldValue::Integer(number) => number.to_string(),
            FieldValue::Text(text) => text.clone(),
        };
        let mark = if entry.current { "now" } else { "was" };
        println!("{}\t{mark}\t{value}\t{}\t{}\t{}", entry.field, entry.at, entry.member, entry.operation);
    }
    Ok(Outcome::Done)
}
