//! How the office stands.

use anyhow::Result;
use office::clock::{self, OfficeClock, wall};
use serde_json::json;
use sync::guard::ClockState;
use sync::office::Store as _;

use super::{At, print_json, when};

/// Says how it stands.
pub fn status(at: &At, json: bool) -> Result<()> {
    let folder = at.folder()?;
    let mut store = at.store()?;
    let now = wall();
    let clock = OfficeClock::open(&store)?.state(now);
    let status = store.reading(|store| {
        let (ledger, reachable) = (store.ledger(), store.reachable()?);
        let last = store.contacts()?.into_iter().map(|(_, at)| at).max();
        Ok(json!({
            "name": store.identity()?.map(|identity| identity.name),
            "database": folder.database_name(),
            "addresses": reachable.addresses,
            "own_certificate": reachable.fingerprint.is_some(),
            "epoch": ledger.epoch(),
            "log": store.end()?,
            "ledger": ledger.position(),
            "backed_up": store.verified()?,
            "members": ledger.members().filter(|(_, role)| role.is_some()).count(),
            "devices": ledger.devices().count(),
            "open_invitations": store.open_invitations(now)?,
            "quarantined": store.quarantined()?.len(),
            "last_exchange_utc": last,
            "clock_held": clock != ClockState::Steady,
        }))
    })?;
    let running = folder.keep_closed().is_err();
    if json {
        let mut status = status;
        status["running"] = json!(running);
        return print_json(&status);
    }
    println!("{} on {}", status["name"].as_str().unwrap_or("never started"), folder.database_name());
    println!("running: {}", if running { "yes" } else { "no" });
    println!("members: {}, devices: {}", status["members"], status["devices"]);
    println!("log: {} lines, {} of them in a verified backup", status["log"], status["backed_up"]);
    println!("ledger: {} lines, epoch {}", status["ledger"], status["epoch"]);
    println!("last exchange: {}", when(status["last_exchange_utc"].as_u64().unwrap_or(0)));
    println!("in quarantine: {}", status["quarantined"]);
    if clock != ClockState::Steady {
        println!("the clock jumped: stamping is held until you set it right and run clock --confirm");
    }
    Ok(())
}

/// Says what it thinks of its clock, or confirms it.
pub fn clock(at: &At, confirm: bool) -> Result<()> {
    let mut store = at.store()?;
    let now = wall();
    if confirm {
        clock::confirm(&mut store, now)?;
        println!("confirmed: it is {}; the office stamps again", when(now));
        return Ok(());
    }
    match OfficeClock::open(&store)?.state(now) {
        ClockState::Steady => println!("believed: it is {}", when(now)),
        ClockState::Held { jump } => {
            println!("not believed: it jumped by {} minutes, to {}", jump / 60_000, when(now));
        }
    }
    Ok(())
}
