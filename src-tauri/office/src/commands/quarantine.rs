//! What waits in quarantine.

use anyhow::{Result, bail};
use clap::ValueEnum;
use office::OfficeError;
use office::administration::{decisions, lists};
use office::clock::{OfficeClock, wall};
use office::schema::office_schema;
use office::store::OfficeStore;
use serde_json::json;
use sync::TransactionId;
use uuid::Uuid;

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
    let schema = office_schema()?;
    let (rows, _) = store.reading(|store| lists::quarantine(store, &schema, usize::MAX))?;
    let rows = rows.iter().map(|row| {
        json!({
            "transaction": row.transaction,
            "device": row.device,
            "sequence": row.sequence,
            "member": row.member,
            "operation": row.operation,
            "claimed_at_utc": row.claimed_utc,
            "records": row.records.iter().map(|record| record.record).collect::<Vec<_>>(),
            "reasons": row.reasons.iter().map(|reason| format!("{reason:?}")).collect::<Vec<_>>(),
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

fn release(store: &mut OfficeStore, id: TransactionId) -> Result<()> {
    let time = OfficeClock::open(store)?.look(store, wall())?;
    if time.held {
        bail!("the office's clock is not believed; confirm it with clock --confirm, then release again");
    }
    let released = decisions::release(store, &office_schema()?, time, id)?.ok_or_else(|| unknown(id))?;
    for id in released {
        println!("{id} is released");
    }
    Ok(())
}

fn refuse(store: &mut OfficeStore, id: TransactionId) -> Result<()> {
    if !decisions::refuse(store, id)? {
        return Err(unknown(id).into());
    }
    println!("{id} is refused; its content stays in the log");
    Ok(())
}

fn unknown(id: TransactionId) -> OfficeError {
    OfficeError::Unknown { what: "transaction in quarantine", name: id.to_string() }
}
