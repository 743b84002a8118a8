//! What waits in quarantine.

use anyhow::{Result, bail};
use clap::ValueEnum;
use office::OfficeError;
use office::clock::{OfficeClock, wall};
use office::schema::office_schema;
use office::store::OfficeStore;
use serde_json::json;
use sync::office::{Logged, Store as _};
use sync::{Outcome, TransactionId};
use uuid::Uuid;

use super::administer::names;
use super::{At, print_json, when};

/// What an administrator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Decision {
    /// Lists what waits.
    List,
    /// Lets a transaction in, and before it whatever its device sent before and waits too.
    Release,
    /// Refuses a transaction; its content stays in the log.
    Refuse,
}

/// Lists or decides.
pub fn quarantine(at: &At, decision: Decision, id: Option<Uuid>, json: bool) -> Result<()> {
    let mut store = at.store()?;
    match (decision, id.map(TransactionId)) {
        (Decision::List, _) => list(&mut store, json),
        (Decision::Release, Some(id)) => release(&mut store, id),
        (Decision::Refuse, Some(id)) => refuse(&mut store, id),
        (_, None) => bail!("name the transaction, as quarantine list shows it; nothing was decided"),
    }
}

fn list(store: &mut OfficeStore, json: bool) -> Result<()> {
    let (names, waiting) = store.reading(|store| {
        let waiting: Result<Vec<Option<Logged>>, OfficeError> =
            store.quarantined()?.into_iter().map(|id| store.transaction(id)).collect();
        Ok((names(store)?, waiting?))
    })?;
    let rows = waiting.into_iter().flatten().map(|logged| {
        let transaction = &logged.transaction;
        let reasons = logged.verdict.outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Quarantined { reason, .. } => Some(format!("{reason:?}")),
            _ => None,
        });
        let mut reasons: Vec<String> = reasons.collect();
        reasons.dedup();
        json!({
            "transaction": transaction.id,
            "device": logged.device,
            "sequence": transaction.sequence,
            "member": names.get(&transaction.member),
            "operation": transaction.operation,
            "claimed_at_utc": transaction.claimed.milliseconds_utc(),
            "records": transaction.records.iter().map(|change| change.record).collect::<Vec<_>>(),
            "reasons": reasons,
        })
    });
    let rows: Vec<_> = rows.collect();
    if json {
        return print_json(&rows);
    }
    for row in &rows {
        println!(
            "{}  device {}  {}  {}  {}  {}",
            row["transaction"].as_str().unwrap_or_default(),
            row["device"],
            when(row["claimed_at_utc"].as_u64().unwrap_or(0)),
            row["member"].as_str().unwrap_or("unknown member"),
            row["operation"].as_str().unwrap_or_default(),
            row["reasons"],
        );
    }
    if rows.is_empty() {
        println!("nothing waits in quarantine");
    }
    Ok(())
}

/// Those of one device in the order of their numbers.
fn release(store: &mut OfficeStore, id: TransactionId) -> Result<()> {
    let wall = wall();
    let time = OfficeClock::open(store)?.look(store, wall)?;
    if time.held {
        bail!("the office's clock is not believed; confirm it with clock --confirm, then release again");
    }
    let before = store.reading(|store| {
        let logged = waiting(store, id)?;
        let mut before = Vec::new();
        for other in store.quarantined()? {
            let other = store.transaction(other)?;
            before.extend(other.filter(|other| {
                other.device == logged.device && other.transaction.sequence <= logged.transaction.sequence
            }));
        }
        Ok(before)
    })?;
    let schema = office_schema()?;
    for logged in &before {
        let id = logged.transaction.id;
        let released = sync::office::release(store, &schema, time, id);
        store.finish(released)?;
        println!("{id} is released");
    }
    Ok(())
}

fn refuse(store: &mut OfficeStore, id: TransactionId) -> Result<()> {
    store.reading(|store| waiting(store, id).map(|_| ()))?;
    let refused = sync::office::refuse(store, id);
    store.finish(refused)?;
    println!("{id} is refused; its content stays in the log");
    Ok(())
}

fn waiting(store: &OfficeStore, id: TransactionId) -> Result<Logged, OfficeError> {
    let waits = |logged: &Logged| {
        logged.verdict.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Quarantined { .. }))
    };
    let unknown = || OfficeError::Unknown { what: "transaction in quarantine", name: id.to_string() };
    store.transaction(id)?.filter(waits).ok_or_else(unknown)
}
