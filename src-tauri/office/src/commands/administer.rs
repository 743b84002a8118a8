//! Members, caseload, devices, erasure.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use office::OfficeError;
use office::store::OfficeStore;
use serde_json::json;
use sync::office::Store as _;
use sync::{DeviceNumber, LedgerEntry, MemberId, RecordId};
use uuid::Uuid;

use super::{At, print_json, role_text, when};

/// Lists the members.
pub fn members(at: &At, json: bool) -> Result<()> {
    let mut store = at.store()?;
    let rows = store.reading(|store| {
        let names = names(store)?;
        let ledger = store.ledger();
        let row = |(member, role)| {
            let name = names.get(&member).cloned().unwrap_or_default();
            (name, role_text(role), ledger.caseload(member).len(), member)
        };
        let mut rows: Vec<_> = ledger.members().map(row).collect();
        rows.sort_unstable();
        Ok(rows)
    })?;
    if json {
        let rows = rows.iter().map(|(name, role, cases, member)| {
            json!({ "member": member, "name": name, "role": role, "cases": cases })
        });
        return print_json(&rows.collect::<Vec<_>>());
    }
    for (name, role, cases, member) in rows {
        println!("{member}  {role:<15}  {cases:>5} cases  {name}");
    }
    Ok(())
}

/// Ends a membership.
pub fn leave(at: &At, name: &str) -> Result<()> {
    let mut store = at.store()?;
    store.writing(|store| {
        let unknown = || OfficeError::Unknown { what: "member", name: name.to_owned() };
        let member = store.member_named(name)?.ok_or_else(unknown)?;
        store.append_ledger(LedgerEntry::Member { member, role: None })
    })?;
    println!("{name} has left; each of the member's devices hears of it at its next exchange");
    Ok(())
}

/// Lists who holds which case.
pub fn caseload(at: &At, json: bool) -> Result<()> {
    let mut store = at.store()?;
    let (names, rows) = store.reading(|store| {
        let names = names(store)?;
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
    let mut store = at.store()?;
    let rows = store.reading(|store| {
        let names = names(store)?;
        let named: BTreeMap<_, _> = store.named_devices()?.into_iter().collect();
        let contacts: BTreeMap<_, _> = store.contacts()?.into_iter().collect();
        let mut rows = Vec::new();
        for (device, enrolled) in store.ledger().devices() {
            let named = named.get(&enrolled.first);
            let members =
                enrolled.members.iter().map(|member| names.get(member).cloned().unwrap_or_default());
            rows.push(json!({
                "device": device,
                "name": named.map(|named| named.name.as_str()),
                "schema": named.map(|named| named.schema),
                "enrolled_at_utc": named.map(|named| named.enrolled_at_utc),
                "enrolled_as": enrolled.first,
                "members": members.collect::<Vec<_>>(),
                "revoked": enrolled.revoked,
                "transactions": store.transactions_of(device)?,
                "last_exchange_utc": contacts.get(&device),
            }));
        }
        Ok(rows)
    })?;
    if json {
        return print_json(&rows);
    }
    for row in rows {
        println!(
            "{:>4}  {:<20}  last exchange {:<19}  {} transactions  {}{}",
            row["device"],
            row["name"].as_str().unwrap_or_default(),
            when(row["last_exchange_utc"].as_u64().unwrap_or(0)),
            row["transactions"],
            row["members"].as_array().map(|all| joined(all)).unwrap_or_default(),
            if row["revoked"] == true { "  REVOKED" } else { "" },
        );
    }
    Ok(())
}

/// Revokes a device.
pub fn revoke(at: &At, device: u32) -> Result<()> {
    let mut store = at.store()?;
    let device = DeviceNumber(device);
    let was = store.writing(|store| {
        let Some(enrolled) = store.ledger().device(device) else {
            return Err(OfficeError::Unknown { what: "device", name: device.0.to_string() });
        };
        let was = enrolled.revoked;
        if !was {
            store.append_ledger(LedgerEntry::Revoked { device })?;
        }
        Ok(was)
    })?;
    let (number, what) = (device.0, if was { "was revoked before" } else { "is revoked" });
    println!(
        "device {number} {what}: it locks at its next exchange, and what waits there goes into quarantine"
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

pub(super) fn names(store: &OfficeStore) -> Result<BTreeMap<MemberId, String>, OfficeError> {
    Ok(store.named_members()?.into_iter().collect())
}

fn joined(names: &[serde_json::Value]) -> String {
    names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}
