//! Every canonical record as a line of JSON, for comparing with what a device has.

use std::io::{BufWriter, Write};

use anyhow::Result;
use office::OfficeError;
use serde_json::{Value as Json, json};
use sync::{Record, RecordId, Stamp, Value};

use super::At;

/// Writes them in the order of their identifiers.
pub fn export(at: &At) -> Result<()> {
    let mut store = at.store()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    store.reading(|store| {
        store.each_record(&mut |_, id, record| {
            writeln!(out, "{}", line(id, record)).map_err(OfficeError::from)
        })
    })?;
    Ok(out.flush()?)
}

fn line(id: RecordId, record: &Record) -> Json {
    let fields: serde_json::Map<String, Json> = record
        .cells
        .iter()
        .map(|(field, cell)| {
            let told = json!({
                "value": value(&cell.value),
                "stamp": stamp(cell.rank.stamp()),
                "member": cell.member,
            });
            (field.0.to_string(), told)
        })
        .collect();
    let removals: Vec<Json> = record
        .removals
        .iter()
        .map(|(rank, removal)| json!({ "stamp": stamp(rank.stamp()), "void": removal.void }))
        .collect();
    let reviews: Vec<Json> = record
        .reviews
        .iter()
        .map(|(id, review)| json!({ "review": id, "field": review.lead, "open": review.closed.is_none() }))
        .collect();
    json!({
        "record": id,
        "kind": record.kind,
        "case": record.case,
        "deleted": record.is_deleted(),
        "fields": fields,
        "removals": removals,
        "reviews": reviews,
    })
}

/// Bytes as hexadecimal digits.
fn value(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            json!({ "bytes": digits })
        }
    }
}

/// As the casebook writes it: the time's 64 bits and the device.
fn stamp(stamp: Stamp) -> Json {
    json!([stamp.time.to_bits(), stamp.device])
}
