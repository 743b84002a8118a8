//! A casebook to measure, written into as the product does it.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use casebook::{Casebook, Machine, NewCasebook, Operation, Role, Session, StepRequest};
use sync::{RecordId, Value};

/// As many as `meedoen-cli apply` commits at a time.
pub const BATCH: usize = 256;
pub const PASSPHRASE: &str = "een lange zin om te meten";

pub fn casebook(folder: &Path, member: &str, role: Role) -> Result<(Casebook, Session)> {
    let new = NewCasebook { name: "Bench", member, role, locale: "nl", passphrase: PASSPHRASE };
    let (casebook, session, _) = Casebook::create(folder, &new, Arc::new(Machine::default()))?;
    Ok((casebook, session))
}

pub fn add(values: &[(&'static str, Value)]) -> StepRequest {
    let fields = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    StepRequest { op: "participant.add".into(), fields, ..StepRequest::default() }
}

/// The public write path: history, index, outbox and audit on, committed [`BATCH`] at a time as `meedoen-cli apply` does.
pub fn apply(
    casebook: &mut Casebook,
    session: &Session,
    requests: Vec<StepRequest>,
) -> Result<Vec<RecordId>> {
    let mut ids = Vec::with_capacity(requests.len());
    let mut requests = requests.into_iter().peekable();
    while requests.peek().is_some() {
        let batch = requests.by_ref().take(BATCH).map(|request| Operation::read(vec![request]));
        let batch = batch.collect::<Result<Vec<_>, _>>()?;
        for outcome in casebook.write_many(session, batch)? {
            ids.extend(outcome?.changed.first().map(|changed| changed.record));
        }
    }
    Ok(ids)
}
