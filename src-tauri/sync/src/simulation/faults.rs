//! What goes wrong, and what an administrator does.

use super::events::Event;
use super::schema::PERSON;
use super::truth::Moment;
use super::world::World;
use crate::office::{self, OfficeTime, Store as _};
use crate::{DeviceNumber, FieldNumber, LedgerEntry, RecordId, Value};

impl World {
    pub(super) fn restore_device(&mut self, event: &Event, own: usize) {
        let backups = &self.casebooks[own].backups;
        let Some((data, version, moment)) = backups.get(event.b % backups.len().max(1)).cloned() else {
            return;
        };
        if self.casebooks[own].store.data.standing.wiped {
            return;
        }
        let before = std::mem::replace(&mut self.casebooks[own].store.data, data);
        self.casebooks[own].store.disarm();
        self.casebooks[own].version = version.max(self.casebooks[own].version);
        self.casebooks[own].screens.clear();
        self.casebooks[own].joined = self.casebooks[own].store.data.standing.device.0 > 0;
        self.casebooks[own].line = self.truth.branch(moment);
        self.truth.device_restored(&before, &self.casebooks, &self.office);
    }

    pub(super) fn clone_device(&mut self, event: &Event, own: usize) {
        if self.casebooks.len() >= 24 {
            return;
        }
        let mut copy = self.casebooks[own].clone();
        copy.store.disarm();
        copy.screens.clear();
        copy.line = self.truth.branch(Moment { line: copy.line, serial: event.serial });
        self.casebooks.push(copy);
    }

    pub(super) fn restore_office(&mut self, event: &Event) -> Result<(), String> {
        let backups = &self.office.backups;
        let backup = event.b % backups.len().max(1);
        let Some((data, needed)) = backups.get(backup).cloned() else {
            return Ok(());
        };
        crate::Ledger::check_restore(Some(&self.office.ledger), needed).map_err(|error| error.to_string())?;
        self.office.disarm();
        self.office.data = data;
        let schema = self.office_schema();
        office::restored(&mut self.office, &schema).unwrap();
        self.office.backups.clear();
        self.office.back_up().unwrap();
        self.tell_twin(|twin, schema| twin.restore(schema, backup));
        self.truth.office_restored(&self.casebooks, &self.office);
        Ok(())
    }

    pub(super) fn confirm_clock(&mut self) {
        let wall = self.now.saturating_add_signed(self.office_skew);
        self.guard = self.guard.confirmed(wall);
        self.looked_at = self.now;
    }

    pub(super) fn erase(&mut self, event: &Event) {
        let known = self.office.data.dockets.iter();
        let cases: Vec<RecordId> = known
            .filter(|(_, docket)| docket.record.as_ref().is_some_and(|record| record.kind == PERSON))
            .map(|(id, _)| *id)
            .collect();
        let Some(case) = cases.get(event.b % cases.len().max(1)) else { return };
        let case = *case;
        office::erase(&mut self.office, case).ok();
        self.office.disarm();
        self.tell_twin(|twin, _| twin.erase(case));
    }

    pub(super) fn decide(&mut self, event: &Event, release: bool) {
        let waiting = self.office.quarantined().unwrap();
        let Some(first) = waiting.get(event.b % waiting.len().max(1)).copied() else { return };
        let schema = self.office_schema();
        let wall = self.now.saturating_add_signed(self.office_skew);
        let device = self.office.data.transactions[&first].device;
        // Those of one device, in the order of their numbers.
        for id in waiting {
            if self.office.data.transactions[&id].device == device {
                let done = if release {
                    self.truth.released.insert(id);
                    office::release(&mut self.office, &schema, OfficeTime { wall, held: false }, id)
                } else {
                    office::refuse(&mut self.office, id)
                };
                if done.is_err() {
                    break;
                }
                let time = OfficeTime { wall, held: false };
                self.tell_twin(|twin, schema| twin.decide(schema, time, id, release));
            }
        }
        self.office.disarm();
    }

    pub(super) fn share(&mut self, event: &Event, own: usize) {
        let device = self.casebooks[own].store.data.standing.device;
        let member = self.members[event.b % self.members.len()];
        let mut members = self.casebooks[own].members.clone();
        if device == DeviceNumber(0) || members.contains(&member) {
            return;
        }
        members.push(member);
        self.casebooks[own].members.clone_from(&members);
        self.tell_ledger(LedgerEntry::Members { device, members });
    }

    /// A canonical value on a device goes bad.
    pub(super) fn damage(&mut self, event: &Event, own: usize) {
        let data = &mut self.casebooks[own].store.data;
        let place = event.b % data.open.len().max(1);
        let Some((id, record)) = data.open.iter_mut().nth(place) else { return };
        let fields: Vec<FieldNumber> = record.cells.keys().copied().filter(|field| field.0 >= 10).collect();
        let Some(field) = fields.get(event.c % fields.len().max(1)) else { return };
        self.truth.damaged.insert(*id);
        if event.c.is_multiple_of(2) {
            record.cells.remove(field);
        } else if let Some(cell) = record.cells.get_mut(field) {
            cell.value = Value::Text("damaged".into());
        }
    }

    /// Counts of what came about.
    pub fn exercised(&self) -> Vec<(&'static str, usize)> {
        let data = &self.office.data;
        let outcomes = || data.transactions.values().flat_map(|logged| &logged.verdict.outcomes);
        let count =
            |wanted: fn(&crate::Outcome) -> bool| outcomes().filter(|outcome| wanted(outcome)).count();
        let records = || data.dockets.values().filter_map(|docket| docket.record.as_ref());
        let removals = || records().flat_map(|record| record.removals.values());
        let reviews = || records().flat_map(|record| record.reviews.values());
        let numbers = self.office.ledger.next_number().0 as usize - 1;
        use crate::Outcome::{Accepted, Lost, Quarantined, Rejected};
        vec![
            ("casebooks", self.casebooks.len()),
            ("transactions", data.transactions.len()),
            ("accepted", count(|outcome| matches!(outcome, Accepted { .. }))),
            ("accepted late", count(|outcome| matches!(outcome, Accepted { late: true, .. }))),
            ("lost", count(|outcome| matches!(outcome, Lost { .. }))),
            ("quarantined", count(|outcome| matches!(outcome, Quarantined { .. }))),
            ("rejected", count(|outcome| matches!(outcome, Rejected(_)))),
            ("reviews", reviews().count()),
            ("reviews closed", reviews().filter(|review| review.closed.is_some()).count()),
            ("deletions", removals().count()),
            ("deletions void", removals().filter(|removal| removal.void).count()),
            ("restores of the office", self.office.ledger.epoch() as usize),
            ("numbers after the first", numbers.saturating_sub(self.casebooks.len())),
            ("wiped", self.casebooks.iter().filter(|one| one.store.data.standing.wiped).count()),
            ("repairs", self.repairs),
            ("sealed records", self.casebooks.iter().map(|one| one.store.data.sealed.len()).sum()),
            ("moved ranks", data.dockets.values().map(|docket| docket.raised.len()).sum()),
        ]
    }
}
