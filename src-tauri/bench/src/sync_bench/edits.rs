//! What is written: everything before, and then two people without hearing of each other.

use std::collections::BTreeMap;

use anyhow::Result;
use casebook::schema::Kind;
use casebook::{Casebook, Session, StepRequest};
use sync::{RecordId, Value};

use crate::people::person;

/// Fields by name of every person, in order.
pub type Rows = Vec<Vec<(&'static str, Value)>>;

/// A colleague's own fields, and one's own.
pub const THEIRS: [&str; 3] = ["own_script_name", "pronunciation", "town"];
const OWN: [&str; 3] = ["client_number", "municipal_file_number", "licence_categories"];
/// What both change: the later one stands, or, of every tenth person, somebody has to look at both.
const BOTH: &str = "department";
const BOTH_REVIEWED: &str = "goal";

/// A tenth of all values on either side, a quarter of those on both.
pub struct Edits {
    pub before: Rows,
    pub theirs: Rows,
    pub own: Rows,
}

impl Edits {
    pub fn of(people: usize) -> Edits {
        let edits = |names: [&'static str; 3], who: &str| {
            let row = |number: usize| {
                let both = if number.is_multiple_of(10) { BOTH_REVIEWED } else { BOTH };
                let names = names.into_iter().chain([both]);
                names.map(|name| (name, Value::Text(format!("{who} {}", number * 7919 % 100_003)))).collect()
            };
            (0..people).map(row).collect()
        };
        Edits {
            before: (0..people).map(person).collect(),
            theirs: edits(THEIRS, "kas"),
            own: edits(OWN, "school"),
        }
    }
}

/// How many values rows have.
pub fn count(rows: &Rows) -> usize {
    rows.iter().map(Vec::len).sum()
}

/// The same rows as operations of somebody who has these people on the screen.
pub fn changes(
    casebook: &Casebook,
    session: &Session,
    ids: &[RecordId],
    rows: &Rows,
) -> Result<Vec<StepRequest>> {
    let kind = Kind::named("participant").ok_or_else(|| anyhow::anyhow!("no participants"))?;
    let reading = casebook.read(session);
    let mut requests = Vec::with_capacity(rows.len());
    for (id, row) in ids.iter().zip(rows) {
        let stamps = serde_json::to_value(&reading.get(kind, *id)?.stamps)?;
        let mut request = StepRequest { op: "participant.change".into(), ..StepRequest::default() };
        request.id = Some(id.to_string());
        request.fields = row.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let seen = row.iter().map(|(name, _)| ((*name).to_owned(), stamps[name].as_str().map(str::to_owned)));
        request.seen = seen.collect::<BTreeMap<_, _>>();
        requests.push(request);
    }
    Ok(requests)
}
