//! Members, caseload, devices, erasure.

use anyhow::{Result, bail};
use office::OfficeError;
use office::administration::{decisions, lists};
use office::clock::wall;
use serde_json::json;
use sync::office::Store as _;
use sync::{DeviceNumber, RecordId};
use uuid::Uuid;

use super::{At, print_json, role_text, when};

/// Lists the members.
pub fn members(at: &At, json: bool) -> Result<()> {
    let rows = at.store()?.reading(|store| lists::members(store))?;
    if json {
        let rows = rows.iter().map(|row| {
            json!({
                "member": row.member,
                "name": row.name,
                "role": role_text(row.role),
                "cases": row.cases,
                "since_utc": row.since_utc,
                "left_utc": row.left_utc,
            })
        });
        return print_json(&rows.collect::<Vec<_>>());
    }
    for row in rows {
        println!("{}  {:<15}  {:>5} cases  {}", row.member, role_text(row.role), row.cases, row.name);
    }
    Ok(())
}

/// Ends a membership.
pub fn leave(at: &At, name: &str) -> Result<()> {
    let mut store = at.store()?;
    store.writing(|store| {
        let unknown = || OfficeError::Unknown { what: "member", name: name.to_owned() };
        let member = store.member_named(name)?.ok_or_else(unknown)?;
        decisions::leave(store, member, wall())
    })?;
    println!("{name} has left; each of the member's devices hears of it at its next exchange");
    Ok(())
}

/// Lists who holds which case.
pub fn caseload(at: &At, json: bool) -> Result<()> {
    let mut store = at.store()?;
    let (names, rows) = store.reading(|store| {
        let names = store.member_names()?;
        let ledger = store.ledger();
        let rows: Vec<_> = ledger.members().map(|(member, _)| (member, ledger.caseload(member))).collect();
        Ok((names, rows))
    })?;
    if json {
        let rows = rows
            .iter()
            .map(|(member, cases)| json!({ "member": member, "name": names.get(member), "cases": cases }));
        return print_json(&rows.collect::<Vec<_>>());
    }
    for (member, cases) in rows {
        for case in cases {
            println!("{case}  {}", names.get(&member).map_or("", String::as_str));
        }
    }
    Ok(())
}

/// Lists the devices.
pub fn devices(at: &At, json: bool) -> Result<()> {
    let rows = at.store()?.reading(|store| lists::devices(store))?;
    if json {
        let rows = rows.iter().map(|row| {
            json!({
                "device": row.device,
                "name": row.name,
                "schema": row.schema,
                "enrolled_at_utc": row.enrolled_utc,
                "enrolled_as": row.enrolled_as,
                "members": row.members,
                "revoked": row.revoked,
                "revoked_utc": row.revoked_utc,
                "transactions": row.delivered,
                "last_exchange_utc": row.last_contact_utc,
            })
        });
        return print_json(&rows.collect::<Vec<_>>());
    }
    for row in rows {
        println!(
            "{:>4}  {:<20}  last exchange {:<19}  {} transactions  {}{}",
            row.device.0,
            row.name.unwrap_or_default(),
            when(row.last_contact_utc.unwrap_or(0)),
            row.delivered,
            row.members.join(", "),
            if row.revoked { "  REVOKED" } else { "" },
        );
    }
    Ok(())
}

/// Revokes a device.
pub fn revoke(at: &At, device: u32) -> Result<()> {
    let revoked = at.store()?.writing(|store| decisions::revoke(store, DeviceNumber(device), wall()))?;
    let what = match revoked {
        None => return Err(OfficeError::Unknown { what: "device", name: device.to_string() }.into()),
        Some(true) => "was revoked before",
        Some(false) => "is revoked",
    };
    println!(
        "device {device} {what}: it locks at its next exchange, and what waits there goes into quarantine"
    );
    Ok(())
}

/// Erases a case.
pub fn erase(at: &At, case: Uuid, for_ever: bool) -> Result<()> {
    let (mut store, case) = (at.store()?, RecordId(case));
    let count = store.reading(|store| store.records_of_case(case))?.len();
    if !for_ever {
        bail!("{count} records would be erased on every device, for ever; add --for-ever to do so");
    }
    store.alone(|store| sync::office::erase(store, case))?;
    println!("{count} records are erased here; each device erases them at its next exchange");
    Ok(())
}
