//! What happened, as people saw it: who wrote which value over which, and what a deletion's author had on the screen.

use std::collections::{BTreeMap, BTreeSet};

use super::memory::{DeviceData, MemoryOffice};
use super::world::Casebook;
use crate::device::Draft;
use crate::{DELETED, FieldNumber, KindNumber, RecordId, TransactionId, Value};

/// A moment in the life of a casebook.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub line: usize,
    pub serial: u64,
}

/// A value that somebody wrote; all of them differ.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub text: String,
    pub transaction: TransactionId,
    pub record: RecordId,
    pub kind: KindNumber,
    pub field: FieldNumber,
    pub line: usize,
    /// What its author had on the screen.
    pub over: Option<usize>,
    pub serial: u64,
}

/// A deletion that somebody made.
#[derive(Debug, Clone)]
pub(super) struct Deletion {
    pub transaction: TransactionId,
    pub record: RecordId,
    pub line: usize,
    pub serial: u64,
    /// What its author had on the screen.
    pub known: BTreeMap<FieldNumber, usize>,
    pub fields: BTreeSet<FieldNumber>,
}

/// What happened, as people saw it.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    pub(super) versions: Vec<Version>,
    pub(super) by_text: BTreeMap<String, usize>,
    pub(super) deletions: Vec<Deletion>,
    screen: Option<BTreeMap<FieldNumber, Option<Value>>>,
    pub(super) acknowledged: BTreeSet<TransactionId>,
    /// Lost by right: a restore took the last copy.
    pub(super) excused: BTreeSet<TransactionId>,
    /// Lines of life of casebooks: where each branched off.
    lines: Vec<Option<Moment>>,
    pub(super) restores: usize,
    /// Of them, those of the office.
    pub(super) office_restores: usize,
    /// A canonical value of these went bad on a device: then the log may be the only place that still has it, and what
    /// was on a screen is not what anybody wrote.
    pub(super) damaged: BTreeSet<RecordId>,
    /// An administrator let these in.
    pub released: BTreeSet<TransactionId>,
}

/// What a draft will be once it is written.
#[derive(Debug, Clone, Default)]
pub struct Drafted {
    versions: Vec<Version>,
    deletions: Vec<Deletion>,
}

impl Truth {
    /// What was on the screen from which the next draft is written.
    pub fn on_screen(&mut self, shown: BTreeMap<FieldNumber, Option<Value>>) {
        self.screen = Some(shown);
    }

    pub fn drafted(
        &mut self,
        line: usize,
        serial: u64,
        transaction: TransactionId,
        drafts: &[Draft],
        own: &Casebook,
    ) -> Drafted {
        let screen = self.screen.take();
        let mut drafted = Drafted::default();
        for draft in drafts {
            let shown = |field: FieldNumber| {
                let value = match &screen {
                    Some(screen) => screen.get(&field).cloned().flatten(),
                    None => crate::device::show(&own.store, draft.record, field).unwrap().value,
                };
                match value {
                    Some(Value::Text(text)) => self.by_text.get(&text).copied(),
                    _ => None,
                }
            };
            for change in &draft.changes {
                let (record, kind, field) = (draft.record, draft.kind, change.field);
                if field == DELETED && change.value == Value::DELETE {
                    let fields: Vec<FieldNumber> =
                        screen.iter().flat_map(|screen| screen.keys().copied()).collect();
                    let known = fields.iter().filter_map(|field| Some((*field, shown(*field)?))).collect();
                    let fields = fields.into_iter().collect();
                    drafted.deletions.push(Deletion { transaction, record, line, serial, known, fields });
                }
                let Value::Text(text) = &change.value else { continue };
                if field.0 < 10 {
                    continue;
                }
                let over = shown(field);
                let text = text.clone();
                drafted.versions.push(Version { text, transaction, record, kind, field, line, over, serial });
            }
        }
        drafted
    }

    pub fn written(&mut self, drafted: Drafted) {
        for version in drafted.versions {
            self.by_text.insert(version.text.clone(), self.versions.len());
            self.versions.push(version);
        }
        self.deletions.extend(drafted.deletions);
    }

    /// What devices now know to be acknowledged.
    pub fn look(&mut self, casebooks: &[Casebook]) {
        for casebook in casebooks {
            self.acknowledged.extend(casebook.store.data.kept.iter().map(|kept| kept.transaction.id));
        }
    }

    /// A new casebook.
    pub fn begin(&mut self) -> usize {
        self.lines.push(None);
        self.lines.len() - 1
    }

    /// A casebook goes on from what another, or itself, was at a moment.
    pub fn branch(&mut self, from: Moment) -> usize {
        self.lines.push(Some(from));
        self.lines.len() - 1
    }

    pub fn office_restored(&mut self, casebooks: &[Casebook], office: &MemoryOffice) {
        self.restores += 1;
        self.office_restores += 1;
        let held: BTreeSet<TransactionId> =
            casebooks.iter().flat_map(|one| held_by(&one.store.data)).collect();
        let all = self.versions.iter().map(|version| version.transaction);
        let all = all.chain(self.deletions.iter().map(|deletion| deletion.transaction));
        let lost = all.filter(|id| !held.contains(id) && !office.data.transactions.contains_key(id));
        self.excused.extend(lost.collect::<Vec<_>>());
    }

    pub fn device_restored(&mut self, before: &DeviceData, casebooks: &[Casebook], office: &MemoryOffice) {
        self.restores += 1;
        let held: BTreeSet<TransactionId> =
            casebooks.iter().flat_map(|one| held_by(&one.store.data)).collect();
        for id in held_by(before) {
            if !held.contains(&id) && !office.data.transactions.contains_key(&id) {
                self.excused.insert(id);
            }
        }
    }

    /// A device applied an answer from before the office came back from a backup older than the verified one that the
    /// answer speaks of: the office had promised what it then did not keep.
    pub fn promised_by_a_lost_office(
        &mut self,
        before: &[TransactionId],
        casebooks: &[Casebook],
        office: &MemoryOffice,
    ) {
        let held: BTreeSet<TransactionId> =
            casebooks.iter().flat_map(|one| held_by(&one.store.data)).collect();
        let lost =
            before.iter().filter(|id| !held.contains(id) && !office.data.transactions.contains_key(id));
        self.excused.extend(lost);
    }

    pub(super) fn ancestors(&self, version: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut next = self.versions[version].over;
        while let Some(one) = next {
            if !found.insert(one) {
                break;
            }
            next = self.versions[one].over;
        }
        found
    }

    /// Whether what was written on one line at `serial` is part of another line's past.
    pub(super) fn is_past_of(&self, line: usize, serial: u64, mut other: usize) -> bool {
        loop {
            if other == line {
                return true;
            }
            match self.lines[other] {
                Some(from) if from.serial > serial => other = from.line,
                _ => return false,
            }
        }
    }
}

pub fn held_by(data: &DeviceData) -> Vec<TransactionId> {
    let waiting = data.waiting.values().map(|waiting| waiting.transaction.id);
    waiting.chain(data.kept.iter().map(|kept| kept.transaction.id)).collect()
}
