//! What people do: begin cases, write from fresh and stale screens, delete, keep, hand over, resolve.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::events::Event;
use super::schema::{EMPLOYER, GOAL, HOLDER, NOTE, PERSON, PRESENCE, StubSchema, TRIP};
use super::world::World;
use crate::device::{self, Draft, DraftChange, Shown, ShownBeneath};
use crate::review::{CLOSED, REVIEW};
use crate::schema::SchemaView;
use crate::{DELETED, ELEMENT, FieldNumber, KindNumber, MemberId, PARENT, RecordId, TransactionId, Value};

/// What somebody has on a screen.
#[derive(Debug, Clone)]
pub struct Screen {
    pub(super) record: RecordId,
    kind: KindNumber,
    fields: BTreeMap<FieldNumber, Shown>,
    removing: ShownBeneath,
}

impl World {
    pub(super) fn text(&self, event: &Event, place: usize) -> String {
        format!("{}.{place}", event.serial)
    }

    pub(super) fn member_of(&self, own: usize, event: &Event) -> MemberId {
        let members = &self.casebooks[own].members;
        members[event.b / 7 % members.len()]
    }

    /// Writes drafts; values that are unique become versions that the oracle follows.
    pub(super) fn write(&mut self, event: &Event, own: usize, operation: &str, drafts: Vec<Draft>) {
        let wall = self.wall(own);
        let member = self.member_of(own, event);
        let id = TransactionId(self.uuid(event.serial, 3));
        let truths =
            self.truth.drafted(self.casebooks[own].line, event.serial, id, &drafts, &self.casebooks[own]);
        let casebook = &mut self.casebooks[own];
        let schema = StubSchema { version: casebook.version };
        let written = device::write(&mut casebook.store, &schema, id, member, wall, operation, drafts);
        casebook.store.disarm();
        let there = casebook.store.data.waiting.values().any(|waiting| waiting.transaction.id == id);
        assert!(there || written.is_err(), "lost: a durable write is not in the outbox");
        if there {
            self.truth.written(truths);
        }
    }

    pub(super) fn draft(
        &self,
        own: usize,
        record: RecordId,
        kind: KindNumber,
        field: FieldNumber,
        value: Value,
    ) -> Draft {
        let seen = device::show(&self.casebooks[own].store, record, field).unwrap().seen;
        let changes = vec![DraftChange { field, value, seen, removing: None }];
        Draft { record, kind, changes }
    }

    pub(super) fn begin_case(&mut self, event: &Event, own: usize) {
        let record = RecordId(self.uuid(event.serial, 4));
        let member = self.member_of(own, event);
        let mut draft = self.draft(own, record, PERSON, FieldNumber(10), Value::Text(self.text(event, 0)));
        for (place, field) in [11, 12, 13].into_iter().enumerate() {
            let value = Value::Text(self.text(event, place + 1));
            draft.changes.extend(self.draft(own, record, PERSON, FieldNumber(field), value).changes);
        }
        if !event.c.is_multiple_of(3) {
            let value = Value::reference(RecordId(member.0));
            draft.changes.extend(self.draft(own, record, PERSON, HOLDER, value).changes);
        }
        self.write(event, own, "person.add", vec![draft]);
    }

    pub(super) fn add_child(&mut self, event: &Event, own: usize) {
        let cases = self.cases(own);
        let Some(case) = cases.get(event.b % cases.len().max(1)).copied() else { return };
        let version = self.casebooks[own].version;
        let kinds: &[KindNumber] = if version > 1 { &[NOTE, PRESENCE, GOAL] } else { &[NOTE, PRESENCE] };
        let kind = kinds[event.c % kinds.len()];
        let element = format!("half-day {}", event.b % 3);
        let record = match kind {
            PRESENCE => RecordId(Uuid::new_v5(&case.0, element.as_bytes())),
            _ => RecordId(self.uuid(event.serial, 5)),
        };
        let mut draft = self.draft(own, record, kind, PARENT, Value::reference(case));
        if kind == PRESENCE {
            draft.changes.extend(self.draft(own, record, kind, ELEMENT, Value::Text(element)).changes);
        }
        for (place, field) in [10, 11].into_iter().enumerate() {
            let value = Value::Text(self.text(event, place));
            draft.changes.extend(self.draft(own, record, kind, FieldNumber(field), value).changes);
        }
        self.write(event, own, "child.add", vec![draft]);
    }

    pub(super) fn add_to_organisation(&mut self, event: &Event, own: usize) {
        let kind = if event.b.is_multiple_of(2) { EMPLOYER } else { TRIP };
        let record = RecordId(self.uuid(event.serial, 6));
        let draft = self.draft(own, record, kind, FieldNumber(10), Value::Text(self.text(event, 0)));
        self.write(event, own, "organisation.add", vec![draft]);
    }

    /// The records that a casebook shows: canonical ones in scope, and own waiting ones.
    pub(super) fn shown(&self, own: usize) -> Vec<(RecordId, KindNumber)> {
        let data = &self.casebooks[own].store.data;
        if data.standing.locked {
            return Vec::new();
        }
        let mut all: BTreeMap<RecordId, KindNumber> =
            data.open.iter().map(|(id, record)| (*id, record.kind)).collect();
        for change in data.waiting.values().flat_map(|waiting| &waiting.transaction.records) {
            let gone = data.gone.contains(&change.record) || data.sealed.contains_key(&change.record);
            if change.kind != REVIEW && !gone {
                all.insert(change.record, change.kind);
            }
        }
        let version = self.casebooks[own].version;
        all.into_iter().filter(|(_, kind)| StubSchema { version }.kinds().contains(kind)).collect()
    }

    pub(super) fn cases(&self, own: usize) -> Vec<RecordId> {
        let shown = self.shown(own).into_iter();
        let cases = shown.filter(|(_, kind)| *kind == PERSON).map(|(record, _)| record);
        cases.filter(|record| !self.is_deleted(own, *record)).collect()
    }

    pub(super) fn is_deleted(&self, own: usize, record: RecordId) -> bool {
        let shown = device::show(&self.casebooks[own].store, record, DELETED).unwrap();
        shown.value == Some(Value::DELETE)
    }

    pub(super) fn some_record(
        &self,
        own: usize,
        number: usize,
        deleted: bool,
    ) -> Option<(RecordId, KindNumber)> {
        let mut shown = self.shown(own);
        shown.retain(|(record, _)| self.is_deleted(own, *record) == deleted);
        shown.get(number % shown.len().max(1)).copied()
    }

    pub(super) fn fields(&self, own: usize, kind: KindNumber) -> Vec<FieldNumber> {
        let mut fields = StubSchema { version: self.casebooks[own].version }.fields(kind);
        fields.retain(|field| kind != PERSON || *field != HOLDER);
        fields
    }

    pub(super) fn screen(&self, own: usize, record: RecordId, kind: KindNumber) -> Screen {
        let store = &self.casebooks[own].store;
        let mut fields: BTreeMap<FieldNumber, Shown> = BTreeMap::new();
        for field in self.fields(own, kind).into_iter().chain([DELETED]) {
            fields.insert(field, device::show(store, record, field).unwrap());
        }
        Screen { record, kind, fields, removing: device::removing(store, record).unwrap() }
    }

    pub(super) fn open_screen(&mut self, event: &Event, own: usize) {
        if let Some((record, kind)) = self.some_record(own, event.b, false) {
            let screen = self.screen(own, record, kind);
            let screens = &mut self.casebooks[own].screens;
            screens.truncate(2);
            screens.insert(0, screen);
        }
    }

    pub(super) fn write_from(
        &mut self,
        event: &Event,
        own: usize,
        screen: &Screen,
        count: usize,
        size: usize,
    ) {
        let fields = self.fields(own, screen.kind);
        let schema = StubSchema { version: self.casebooks[own].version };
        let mut changed = BTreeSet::new();
        for place in 0..count {
            let Some(field) = fields.get((event.c / (place + 1)) % fields.len().max(1)) else { return };
            let group = crate::schema::field_view(&schema, screen.kind, *field).group;
            let of_group = |other: &&FieldNumber| {
                crate::schema::field_view(&schema, screen.kind, **other).group == group
            };
            changed.extend(fields.iter().filter(of_group).copied());
        }
        let changes = changed.into_iter().enumerate().map(|(place, field)| {
            let mut text = self.text(event, place);
            text.push_str(&" long".repeat(size));
            let seen = screen.fields.get(&field).map(|shown| shown.seen).unwrap_or_default();
            DraftChange { field, value: Value::Text(text), seen, removing: None }
        });
        let draft = Draft { record: screen.record, kind: screen.kind, changes: changes.collect() };
        let shown = screen.fields.iter().map(|(field, shown)| (*field, shown.value.clone())).collect();
        self.truth.on_screen(shown);
        self.write(event, own, "change", vec![draft]);
    }

    pub(super) fn write_from_screen(&mut self, event: &Event, own: usize) {
        let screens = &self.casebooks[own].screens;
        let Some(screen) = screens.get(event.b % screens.len().max(1)).cloned() else { return };
        let gone = !self.shown(own).contains(&(screen.record, screen.kind));
        if gone || self.is_deleted(own, screen.record) {
            return;
        }
        self.write_from(event, own, &screen, 1 + event.c % 2, 0);
    }

    pub(super) fn write_one(&mut self, event: &Event, own: usize, count: usize) {
        if let Some((record, kind)) = self.some_record(own, event.b, false) {
            let screen = self.screen(own, record, kind);
            self.write_from(event, own, &screen, count, 0);
        }
    }

    pub(super) fn write_large(&mut self, event: &Event, own: usize) {
        if let Some((record, kind)) = self.some_record(own, event.b, false) {
            let screen = self.screen(own, record, kind);
            let size = self.limits.bytes.min(4_000) / 3;
            self.write_from(event, own, &screen, 1, size);
        }
    }

    pub(super) fn delete(&mut self, event: &Event, own: usize) {
        if let Some((record, kind)) = self.some_record(own, event.b, false) {
            let screen = self.screen(own, record, kind);
            self.delete_screen(event, own, screen);
        }
    }

    pub(super) fn delete_from_screen(&mut self, event: &Event, own: usize) {
        let screens = &self.casebooks[own].screens;
        let Some(screen) = screens.get(event.b % screens.len().max(1)).cloned() else { return };
        if self.shown(own).contains(&(screen.record, screen.kind)) && !self.is_deleted(own, screen.record) {
            self.delete_screen(event, own, screen);
        }
    }

    pub(super) fn delete_screen(&mut self, event: &Event, own: usize, screen: Screen) {
        let seen = screen.fields.get(&DELETED).map(|shown| shown.seen).unwrap_or_default();
        let removing = Some(screen.removing);
        let changes = vec![DraftChange { field: DELETED, value: Value::DELETE, seen, removing }];
        let shown = screen.fields.iter().map(|(field, shown)| (*field, shown.value.clone())).collect();
        self.truth.on_screen(shown);
        self.write(event, own, "remove", vec![Draft { record: screen.record, kind: screen.kind, changes }]);
    }

    pub(super) fn keep(&mut self, event: &Event, own: usize) {
        if let Some((record, kind)) = self.some_record(own, event.b, true) {
            let draft = self.draft(own, record, kind, DELETED, Value::Integer(0));
            self.write(event, own, "keep", vec![draft]);
        }
    }

    pub(super) fn reassign(&mut self, event: &Event, own: usize) {
        let cases = self.cases(own);
        let Some(case) = cases.get(event.b % cases.len().max(1)).copied() else { return };
        let member = self.members[event.c % self.members.len()];
        let draft = self.draft(own, case, PERSON, HOLDER, Value::reference(RecordId(member.0)));
        self.write(event, own, "reassign", vec![draft]);
    }

    pub(super) fn resolve(&mut self, event: &Event, own: usize) {
        let data = &self.casebooks[own].store.data;
        if data.standing.locked {
            return;
        }
        let open = data.open.iter().flat_map(|(about, record)| {
            let reviews = record.reviews.iter().filter(|(_, review)| review.closed.is_none());
            reviews.map(move |(id, _)| (*about, *id))
        });
        let open: Vec<_> = open.collect();
        let Some((about, item)) = open.get(event.b % open.len().max(1)).copied() else { return };
        let change = |field, value| DraftChange { field, value, seen: Default::default(), removing: None };
        let changes = vec![change(PARENT, Value::reference(about)), change(CLOSED, Value::Integer(1))];
        self.write(event, own, "review.take", vec![Draft { record: item, kind: REVIEW, changes }]);
    }
}
