//! What there is, in words: the schema, every operation, and why something was refused.

use std::fmt::Write;

use anyhow::{Error, Result};
use casebook::operation::catalogue;
use casebook::schema::{Class, Conflict, Field, Home, Identity, KINDS, Kind, Reach, Shape, office_table};
use casebook::{CasebookError, Role, Verb};
use desk::Failure;
use serde_json::{Value, json};

use crate::{Cli, Outcome};

/// Every kind and field.
pub fn schema(cli: &Cli) -> Result<Outcome> {
    if cli.json {
        let kinds: Vec<Value> = KINDS.iter().map(kind_json).collect();
        println!("{}", serde_json::to_string_pretty(&json!({"schema": casebook::SCHEMA, "kinds": kinds}))?);
        return Ok(Outcome::Done);
    }
    for kind in KINDS {
        println!("\n{} ({}) – {}", kind.name, home(kind), kind.about);
        for field in kind.fields {
            let class = class(field);
            println!("  {:<24} {:<44} {class:<10} {}", field.name, shape(field.shape), field.about);
        }
    }
    Ok(Outcome::Done)
}

/// The table that an office judges by.
pub fn office_schema() -> Result<Outcome> {
    println!("{}", serde_json::to_string(&office_table())?);
    Ok(Outcome::Done)
}

fn kind_json(kind: &Kind) -> Value {
    let operations: Vec<String> =
        Verb::of(kind).into_iter().map(|verb| format!("{}.{}", kind.name, verb.name_on(kind))).collect();
    let roles: serde_json::Map<String, Value> =
        Role::ALL.iter().map(|role| (role.name().to_owned(), json!(reach(kind.reach(*role))))).collect();
    json!({
        "kind": kind.name,
        "number": kind.number.0,
        "about": kind.about,
        "belongs_to": home(kind),
        "identity": match kind.identity { Identity::Given => "id", Identity::Element => "parent and element" },
        "operations": operations,
        "roles": roles,
        "fields": kind.fields.iter().map(field_json).collect::<Vec<_>>(),
    })
}

fn field_json(field: &Field) -> Value {
    json!({
        "field": field.name,
        "number": field.number.0,
        "type": shape(field.shape),
        "required": field.required,
        "class": class(field),
        "changes_with": field.unit,
        "conflict": match field.conflict { Conflict::Later => "later", Conflict::Review => "review" },
        "about": field.about,
    })
}

fn home(kind: &Kind) -> &'static str {
    match kind.home {
        Home::Organisation => "organisation",
        Home::Case => "case",
        Home::Within(parent) => parent,
    }
}

fn class(field: &Field) -> &'static str {
    match field.class {
        Class::Normal => "normal",
        Class::Sensitive => "sensitive",
    }
}

fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::None => "nothing",
        Reach::Read => "reads normal fields",
        Reach::Write => "writes normal fields",
        Reach::Everything => "everything",
    }
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::Line(most) => format!("text of one line, at most {most}"),
        Shape::Prose(most) => format!("text, at most {most}"),
        Shape::Contact(most) => format!("telephone or e-mail, at most {most}"),
        Shape::Integer(least, most) => format!("number {least} to {most}"),
        Shape::Flag => "true or false".to_owned(),
        Shape::Day => "day, as 2026-11-24".to_owned(),
        Shape::Moment => "milliseconds since 1970 UTC".to_owned(),
        Shape::Choice(choices) => choices.join(" | "),
        Shape::Reference(kind) => format!("id of a {kind}"),
        Shape::Blob(most) => format!("content, given as text, at most {most} bytes"),
    }
}

/// Every operation, for `apply --help`.
pub fn operations() -> String {
    let mut text = String::from(
        "A line is a JSON object:
  {\"op\": \"participant.add\", \"id\": \"…\", \"fields\": {\"call_name\": \"Selam\", \"phase\": \"arrived\"}}
  op       kind.verb, from the list below
  id       UUID of the record; for a new one you may choose it, so that an import can run twice
  parent   id of the record a new one belongs to
  element  for “put”: the element within the parent's set
  fields   new values by field name; null empties a field (`meedoen-cli schema` lists fields and types)
  seen     stamps of the values you had seen, by field name, as `dump --stamps` shows them
  with     more steps (op, id, parent, element, fields, seen) that happen together with the first or not at all

Each line is answered: its number, done | unchanged | held | refused, the operation, the id.
“held” means: a text may hold a citizen number, so it was kept beside the record instead of in it.

Operations:\n",
    );
    for (name, verb, kind) in catalogue() {
        let parent = match (verb, kind.home) {
            (Verb::Add | Verb::Put, Home::Within(parent)) => format!(" parent: {parent}."),
            _ => String::new(),
        };
        let required: Vec<&str> = match verb {
            Verb::Add | Verb::Put => {
                kind.fields.iter().filter(|field| field.required).map(|field| field.name).collect()
            }
            _ => Vec::new(),
        };
        let required = if required.is_empty() {
            String::new()
        } else {
            format!(" A new one needs: {}.", required.join(", "))
        };
        let about = if verb == Verb::Add || verb == Verb::Put { kind.about } else { "" };
        let _ = writeln!(text, "  {name}\n      {}.{parent}{required} {about}", verb.about());
    }
    text
}

/// Why a line was refused, in a sentence.
pub fn words(failure: &Failure) -> String {
    let argument = |name: &str| failure.arguments.get(name).cloned().unwrap_or_default();
    match failure.code.as_str() {
        "not_an_operation" => format!("this is not an operation: {}", argument("detail")),
        "line_too_long" => format!("a line has at most {} bytes", argument("most")),
        "unknown_operation" => format!("there is no operation “{}”", argument("operation")),
        "unknown_field" => format!("{} has no field “{}”", argument("kind"), argument("field")),
        "wrong_value" => format!("{}: {}", argument("field"), argument("detail")),
        "missing" => format!("{} is missing", argument("field")),
        "not_allowed" => format!("a member with the role {} may not do this", argument("role")),
        "needs_evidence" => format!("{} needs one sentence: what was seen, and when", argument("dimension")),
        _ => failure.to_string(),
    }
}

/// What went wrong, what was kept, what to do.
pub fn failure(error: &Error) -> String {
    let Some(known) = error.downcast_ref::<CasebookError>() else { return format!("{error:#}") };
    let remedy = match known {
        CasebookError::WrongPassphrase => "Try again; with the recovery key the window gives you a new one.",
        CasebookError::Damaged(_) => {
            "Keep it, and restore the newest file of its folder “snapshots” into another folder."
        }
        CasebookError::KeysMissing(_) => {
            "Put casebook.keys back, or restore a backup: each has the keys inside."
        }
        CasebookError::NewerSchema { .. } => "Install the newer version; the casebook was left as it is.",
        CasebookError::AlreadyOpen(_) => "Close the other window or command, then try again.",
        CasebookError::ReadOnlyFolder(_) => "Choose a folder you may write, or ask who keeps this machine.",
        CasebookError::DiskFull => "Make room, then try again.",
        CasebookError::BadBackup(_) => "Nothing was written; try an older backup.",
        CasebookError::AlreadyExists(_) => "Choose an empty folder.",
        CasebookError::NoCasebook(_) => "Give its folder with --casebook, or make one with “init”.",
        _ => "",
    };
    format!("{known}. {remedy}").trim().to_owned()
}
