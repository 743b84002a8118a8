//! What the oracle asks of deletions.

use super::facts::{Facts, class};
use super::oracle::{outcome, trace};
use super::schema::{HOLDER, PERSON};
use super::truth::{Deletion, Version};
use super::world::World;
use crate::{DELETED, FieldNumber, Outcome, Record, RecordId, Value};

pub(super) fn deletions_are_right(world: &World, facts: &Facts) -> Result<(), String> {
    for (id, docket) in &world.office.data.dockets {
        if world.truth.damaged.contains(id) {
            continue;
        }
        let Some(record) = &docket.record else { continue };
        let holding = record.removals.iter().rev().find(|(_, removal)| !removal.void);
        let kept = record.cells.get(&DELETED).map(|cell| cell.rank);
        for deletion in world.truth.deletions.iter().filter(|deletion| deletion.record == *id) {
            let Some(rank) = deletion_rank(world, deletion) else { continue };
            let unknown = unknown_to(world, facts, record, deletion, rank);
            let holds =
                holding.is_some_and(|(other, _)| *other == rank) && kept.is_none_or(|kept| kept < rank);
            if holds && let Some(unknown) = unknown {
                trace(world, *id, world.truth.versions[unknown].field);
                return Err(format!(
                    "buried: {} stands in {id}, which a deletion that had not seen it holds deleted",
                    world.truth.versions[unknown].text
                ));
            }
            let void = record.removals.get(&rank).is_some_and(|removal| removal.void);
            let someone = world.truth.versions.iter().any(|version| {
                version.record == *id
                    && outcome(world, version).is_some_and(|outcome| outcome.standing().is_some())
                    // From a stale screen, after its number changed and what it knew was long delivered, a casebook
                    // need not know its own writing; then the record lives, which is the safe side.
                    && !was_shown(world, deletion, version)
            });
            // Who holds a case, and what a record hangs on, are values too, which this oracle does not follow.
            let someone = someone || other_structure(world, deletion);
            if void && !someone && world.truth.restores == 0 && world.truth.excused.is_empty() {
                return Err(format!(
                    "revived: a deletion of {id} is void, though it had seen everything: {record:?} {deletion:?}"
                ));
            }
        }
    }
    Ok(())
}

fn other_structure(world: &World, deletion: &Deletion) -> bool {
    world.office.data.transactions.values().any(|logged| {
        let changes = logged.transaction.records.iter();
        let of_record = changes.filter(|change| change.record == deletion.record);
        logged.transaction.id != deletion.transaction
            && of_record.flat_map(|change| &change.changes).any(|one| {
                matches!(one.field.0, 1 | 2) || (one.field == HOLDER && matches!(one.value, Value::Bytes(_)))
            })
    })
}

fn deletion_rank(world: &World, deletion: &Deletion) -> Option<crate::Rank> {
    let logged = world.office.data.transactions.get(&deletion.transaction)?;
    let changes = logged
        .transaction
        .records
        .iter()
        .flat_map(|change| change.changes.iter().map(move |one| (change.record, one.field)));
    let of = |(at, _): &((RecordId, FieldNumber), &Outcome)| *at == (deletion.record, DELETED);
    changes.zip(&logged.verdict.outcomes).find(of)?.1.standing()
}

fn was_shown(world: &World, deletion: &Deletion, version: &Version) -> bool {
    let number = world.truth.by_text[&version.text];
    let shown = deletion.known.get(&version.field);
    shown.is_some_and(|shown| *shown == number || world.truth.ancestors(*shown).contains(&number))
}

fn knew(world: &World, deletion: &Deletion, version: &Version) -> bool {
    let own = version.serial < deletion.serial
        && world.truth.is_past_of(version.line, version.serial, deletion.line);
    own || !deletion.fields.contains(&version.field) || was_shown(world, deletion, version)
}

/// A value that stands and that the deletion's author had not seen, though their scope does not hide it.
fn unknown_to(
    world: &World,
    facts: &Facts,
    record: &Record,
    deletion: &Deletion,
    _rank: crate::Rank,
) -> Option<usize> {
    let logged = world.office.data.transactions.get(&deletion.transaction)?;
    for (field, cell) in &record.cells {
        let Value::Text(text) = &cell.value else { continue };
        let Some(number) = world.truth.by_text.get(text).copied() else { continue };
        if *field == HOLDER && record.kind == PERSON {
            continue;
        }
        let what = (record.case, record.kind, class(world.office_version, record.kind, *field));
        let since = facts.since.iter();
        let since = since
            .filter(|((device, member), _)| {
                *member == logged.transaction.member
                    && (*device == logged.device || device.former() == logged.device)
            })
            .map(|(_, since)| *since)
            .next()
            .unwrap_or(0);
        let then = logged.transaction.ledger.max(since);
        let reads = [then, facts.end].iter().all(|at| facts.may(logged.transaction.member, *at, what, false));
        if reads && !knew(world, deletion, &world.truth.versions[number]) {
            return Some(number);
        }
    }
    None
}
