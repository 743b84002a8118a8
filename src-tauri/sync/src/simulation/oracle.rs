//! What must be true when everything has come to rest, written from the rules and from what people had on their
//! screens. It reads ranks and outcomes, and never asks the engine who should have won, who may see what, or what is
//! void.

use std::collections::BTreeMap;

use super::deletions::deletions_are_right;
use super::facts::{Facts, class};
use super::memory::OfficeData;
use super::schema::{EMPLOYER, GOAL, NOTE, PERSON};
use super::truth::Version;
use super::world::World;
use crate::review::REVIEW;
use crate::{DELETED, FieldNumber, KindNumber, LedgerEntry, Outcome, Record, RecordId, Transaction, Value};

/// Everything that must hold.
pub fn check(world: &World) -> Result<(), String> {
    let ledger: Vec<LedgerEntry> = world.office.ledger.since(0).to_vec();
    let facts = Facts::read(&ledger, world.office_version);
    nothing_waits(world, &facts)?;
    converged(world, &facts)?;
    nothing_is_lost(world, &facts)?;
    knowing_edits_win(world, &facts)?;
    nothing_foreign_was_accepted(world, &facts)?;
    erased_stays_erased(world, &facts)?;
    deletions_are_right(world, &facts)?;
    losers_are_reviewed(world, &facts)
}

fn nothing_waits(world: &World, facts: &Facts) -> Result<(), String> {
    for (own, casebook) in world.casebooks.iter().enumerate() {
        let data = &casebook.store.data;
        if facts.revoked.contains(&data.standing.device) && !data.standing.wiped {
            return Err(format!("stall: casebook {own} was revoked and not wiped"));
        }
        if !data.waiting.is_empty() {
            return Err(format!("stall: casebook {own} still has {} waiting", data.waiting.len()));
        }
    }
    Ok(())
}

fn converged(world: &World, facts: &Facts) -> Result<(), String> {
    for (own, casebook) in world.casebooks.iter().enumerate() {
        let data = &casebook.store.data;
        if data.standing.wiped {
            continue;
        }
        let members = facts.members.get(&data.standing.device).cloned().unwrap_or_default();
        let mut expected = BTreeMap::new();
        for (id, docket) in &world.office.data.dockets {
            let Some(record) = &docket.record else { continue };
            let sees = |field: FieldNumber| {
                facts.sees(
                    &members,
                    (record.case, record.kind, class(world.office_version, record.kind, field)),
                )
            };
            add_items(&mut expected, *id, record, sees);
        }
        let mut found = BTreeMap::new();
        for (id, record) in &data.open {
            add_items(&mut found, *id, record, |_| true);
        }
        for (key, item) in &expected {
            if found.get(key) != Some(item) {
                return Err(format!(
                    "diverged: casebook {own} has {:?} for {key}, the office {item}",
                    found.get(key)
                ));
            }
        }
        if let Some((key, item)) = found.iter().find(|(key, _)| !expected.contains_key(*key)) {
            return Err(format!("diverged: casebook {own} has {key} = {item}, the office shows it nothing"));
        }
    }
    Ok(())
}

fn add_items(
    into: &mut BTreeMap<String, String>,
    id: RecordId,
    record: &Record,
    sees: impl Fn(FieldNumber) -> bool,
) {
    for (field, cell) in record.cells.iter().filter(|(field, _)| sees(**field)) {
        into.insert(format!("{id} {}", field.0), format!("{:?} at {:?}", cell.value, cell.rank));
    }
    for (rank, removal) in record.removals.iter().filter(|_| sees(DELETED)) {
        into.insert(format!("{id} removed {rank:?}"), format!("void {}", removal.void));
    }
    for (review, item) in record.reviews.iter().filter(|(_, item)| sees(item.lead)) {
        into.insert(format!("{id} review {review}"), format!("closed {}", item.closed.is_some()));
    }
}

/// Where the office has a value.
fn places(office: &OfficeData, record: RecordId, field: FieldNumber, text: &str) -> Vec<&'static str> {
    let mut places = Vec::new();
    let is = |value: &Value| *value == Value::Text(text.to_owned());
    if let Some(record) = office.dockets.get(&record).and_then(|docket| docket.record.as_ref()) {
        if record.cells.get(&field).is_some_and(|cell| is(&cell.value)) {
            places.push("current");
        }
        let in_review = |item: &crate::Review| item.values.iter().any(|(_, value)| is(value));
        if record.reviews.values().any(in_review) {
            places.push("review");
        }
    }
    if office.past.iter().any(|((of, on, ..), cell)| *of == record && *on == field && is(&cell.value)) {
        places.push("history");
    }
    places
}

/// What became of a version, by the office's log.
pub(super) fn outcome(world: &World, version: &Version) -> Option<Outcome> {
    let logged = world.office.data.transactions.get(&version.transaction)?;
    let changes = logged
        .transaction
        .records
        .iter()
        .flat_map(|change| change.changes.iter().map(move |one| (change.record, one.field)));
    let of = |(at, _): &((RecordId, FieldNumber), &Outcome)| *at == (version.record, version.field);
    changes.zip(&logged.verdict.outcomes).find(of).map(|(_, outcome)| *outcome)
}

fn is_erased(facts: &Facts, world: &World, record: RecordId) -> bool {
    let docket = world.office.data.dockets.get(&record);
    facts.erased.contains(&record) || docket.is_some_and(|docket| docket.erased.is_some())
}

fn nothing_is_lost(world: &World, facts: &Facts) -> Result<(), String> {
    for version in &world.truth.versions {
        let office = &world.office.data;
        let name = format!("{} of {} field {}", version.text, version.record, version.field.0);
        if world.truth.excused.contains(&version.transaction) || is_erased(facts, world, version.record) {
            continue;
        }
        match outcome(world, version) {
            None if world.truth.acknowledged.contains(&version.transaction) => {
                return Err(format!("vanished: {name} was acknowledged and the office knows it no more"));
            }
            None => return Err(format!("undelivered: {name} never arrived")),
            Some(Outcome::Accepted { .. } | Outcome::Lost { .. }) => {
                let logged = speaks_of(&office.transactions[&version.transaction].transaction, &version.text);
                let found = places(office, version.record, version.field, &version.text);
                if found.is_empty() && !(world.truth.damaged.contains(&version.record) && logged) {
                    trace(world, version.record, version.field);
                    return Err(format!("lost: {name} is nowhere"));
                }
            }
            Some(Outcome::Quarantined { .. } | Outcome::Rejected(_)) => {
                let logged = &office.transactions[&version.transaction];
                if !speaks_of(&logged.transaction, &version.text) {
                    return Err(format!("emptied: {name} waits or was refused without its content"));
                }
            }
        }
    }
    Ok(())
}

fn speaks_of(transaction: &Transaction, text: &str) -> bool {
    let mut changes = transaction.records.iter().flat_map(|change| &change.changes);
    changes.any(|one| one.value == Value::Text(text.to_owned()))
}

/// The version that is current in a field.
fn current(world: &World, record: RecordId, field: FieldNumber) -> Option<usize> {
    let record = world.office.data.dockets.get(&record)?.record.as_ref()?;
    match &record.cells.get(&field)?.value {
        Value::Text(text) => world.truth.by_text.get(text).copied(),
        _ => None,
    }
}

fn knowing_edits_win(world: &World, facts: &Facts) -> Result<(), String> {
    for (number, version) in world.truth.versions.iter().enumerate() {
        if is_erased(facts, world, version.record) || world.truth.damaged.contains(&version.record) {
            continue;
        }
        if outcome(world, version).and_then(|outcome| outcome.standing()).is_none() {
            continue;
        }
        let Some(current) = current(world, version.record, version.field) else { continue };
        if world.truth.ancestors(number).contains(&current) {
            trace(world, version.record, version.field);
            return Err(format!(
                "overruled: {} was written knowingly over {}, which is current: {:?} against {:?}",
                version.text,
                world.truth.versions[current].text,
                outcome(world, version),
                outcome(world, &world.truth.versions[current]),
            ));
        }
    }
    Ok(())
}

/// Prints the office's log about a field, when asked for by `MEEDOEN_SIMULATION_TRACE`.
#[allow(clippy::print_stdout)]
pub(super) fn trace(world: &World, record: RecordId, field: FieldNumber) {
    if std::env::var_os("MEEDOEN_SIMULATION_TRACE").is_none() {
        return;
    }
    println!(
        "{:?}",
        world.office.data.dockets.get(&record).map(|docket| (&docket.ranked, &docket.raised, &docket.issued))
    );
    for entry in world.office.data.log.values() {
        for patch in entry.patches.iter().filter(|patch| patch.record == record) {
            for piece in
                patch.patches.iter().filter(|piece| piece.field() == field || piece.field() == DELETED)
            {
                println!("{} {:?} of {:?}: {piece:?}", entry.position, entry.kind, entry.device);
            }
        }
    }
}

fn nothing_foreign_was_accepted(world: &World, facts: &Facts) -> Result<(), String> {
    for logged in world.office.data.transactions.values() {
        let transaction = &logged.transaction;
        if world.truth.released.contains(&transaction.id) {
            continue;
        }
        // It counts from when its member came to work on its device; a casebook that joined twice may have brought it under either number.
        let joined = facts.since.iter().filter(|((device, member), _)| {
            let holds = facts.members.get(device).is_some_and(|members| members.contains(member));
            *member == transaction.member
                && (*device == logged.device || device.former() == logged.device || holds)
        });
        let moments: Vec<u64> =
            joined.map(|(_, since)| transaction.ledger.clamp((*since).min(facts.end), facts.end)).collect();
        let mut outcomes = logged.verdict.outcomes.iter();
        for change in &transaction.records {
            for (one, outcome) in change.changes.iter().zip(outcomes.by_ref()) {
                if outcome.standing().is_none() || change.kind == REVIEW {
                    continue;
                }
                let docket = world.office.data.dockets.get(&change.record);
                let Some(record) = docket.and_then(|docket| docket.record.as_ref()) else { continue };
                let class = class(world.office_version, change.kind, one.field);
                let begun = record.case.is_some_and(|case| {
                    facts.claims.get(&case) == Some(&transaction.member)
                        && moments.iter().any(|at| facts.role(transaction.member, *at).is_some())
                        && change.kind == PERSON
                        && change.record == case
                });
                // An office that learned a field since may have accepted it when it counted as sensitive.
                let what = (record.case, change.kind, class);
                let may = |at: &u64| facts.may(transaction.member, *at, what, true);
                if !begun && !moments.iter().any(may) {
                    return Err(format!(
                        "foreign: {:?} of {} in {} was accepted from {} at {moments:?}",
                        one.value, one.field.0, change.record, transaction.member
                    ));
                }
            }
        }
    }
    Ok(())
}

fn erased_stays_erased(world: &World, facts: &Facts) -> Result<(), String> {
    let of_case = |version: &&Version| is_erased(facts, world, version.record);
    for version in world.truth.versions.iter().filter(of_case) {
        let office = &world.office.data;
        let value = Value::Text(version.text.clone());
        let mut found = Vec::new();
        found.extend(places(office, version.record, version.field, &version.text));
        if office.transactions.values().any(|logged| speaks_of(&logged.transaction, &version.text)) {
            found.push("a transaction of the office");
        }
        let in_patch = |patch: &crate::Patch| match patch {
            crate::Patch::Cell(_, cell) | crate::Patch::Past(_, cell) => cell.value == value,
            crate::Patch::Review(_, review) => review.values.iter().any(|(_, other)| *other == value),
            crate::Patch::Removal(..) => false,
        };
        if office
            .log
            .values()
            .flat_map(|entry| &entry.patches)
            .any(|patch| patch.patches.iter().any(in_patch))
        {
            found.push("the log");
        }
        for casebook in &world.casebooks {
            let data = &casebook.store.data;
            let records = data.open.values().chain(data.sealed.values().map(|(record, _)| record));
            if records.flat_map(Record::patches).any(|patch| in_patch(&patch)) {
                found.push("a casebook");
            }
            if data.past.values().any(|cell| cell.value == value) {
                found.push("the history of a casebook");
            }
            let waiting = data.waiting.values().map(|waiting| &waiting.transaction);
            if waiting
                .chain(data.kept.iter().map(|kept| &kept.transaction))
                .any(|one| speaks_of(one, &version.text))
            {
                found.push("a transaction of a casebook");
            }
        }
        if !found.is_empty() {
            return Err(format!("unerased: {} of {} is in {found:?}", version.text, version.record));
        }
    }
    Ok(())
}

/// Fields that somebody has to look at, as an office of this version knows them.
fn is_reviewed(version: u8, kind: KindNumber, field: FieldNumber) -> bool {
    match kind {
        PERSON => matches!(field.0, 12 | 15) || (field.0 == 16 && version > 1),
        NOTE | EMPLOYER => field.0 == 10,
        GOAL => field.0 == 10 && version > 1,
        _ => false,
    }
}

fn losers_are_reviewed(world: &World, facts: &Facts) -> Result<(), String> {
    // A restore of the office may take the last copy of what made the item; the value itself is then in the history.
    if world.truth.office_restores > 0 {
        return Ok(());
    }
    for (number, version) in world.truth.versions.iter().enumerate() {
        let stands = outcome(world, version).is_some_and(|outcome| outcome.standing().is_some());
        if !stands
            || world.truth.damaged.contains(&version.record)
            || is_erased(facts, world, version.record)
            || !is_reviewed(1, version.kind, version.field)
            || current(world, version.record, version.field) == Some(number)
        {
            continue;
        }
        let of_field = |other: &&Version| {
            (other.record, other.field) == (version.record, version.field) && other.serial != version.serial
        };
        let succeeded = world.truth.versions.iter().filter(of_field).any(|other| {
            world.truth.ancestors(world.truth.by_text[&other.text]).contains(&number)
                || (other.serial > version.serial
                    && world.truth.is_past_of(version.line, version.serial, other.line))
        });
        let found = places(&world.office.data, version.record, version.field, &version.text);
        if !succeeded && !found.contains(&"review") {
            trace(world, version.record, version.field);
            return Err(format!(
                "unreviewed: {} of {} field {} lost to a value that had not seen it, and nobody is told",
                version.text, version.record, version.field.0
            ));
        }
    }
    Ok(())
}
