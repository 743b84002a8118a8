//! The ledger: what must never be undone by restoring a backup. It stands outside the backups and is delivered by
//! ledger position, never by log cursor. A restore without it is refused.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::schema::Role;
use crate::{DeviceNumber, MemberId, Rank, RecordId, RequestId};

/// One line of the ledger. Its position is its place, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LedgerEntry {
    /// The office was restored; its log goes on after this position. Epochs count from 0 and are never reused.
    Restored {
        /// The new epoch.
        epoch: u32,
        /// The last log position that the backup held.
        from: u64,
    },
    /// A member got a role; `None`: left.
    Member {
        /// Who.
        member: MemberId,
        /// The role.
        role: Option<Role>,
    },
    /// A device number was given out. Numbers are never reused.
    Device {
        /// The number.
        device: DeviceNumber,
        /// Who works on it.
        members: Vec<MemberId>,
        /// The number it had before, when it was restored or copied.
        replaces: Option<DeviceNumber>,
        /// The request that asked for it: asked again, it gets the same number.
        request: RequestId,
    },
    /// Other members work on a device.
    Members {
        /// Which device.
        device: DeviceNumber,
        /// All who work on it now.
        members: Vec<MemberId>,
    },
    /// A device may only upload, into quarantine.
    Revoked {
        /// Which.
        device: DeviceNumber,
    },
    /// A member began a case. It counts from the beginning, and until somebody is named who holds the case.
    Claimed {
        /// The case.
        case: RecordId,
        /// Who began it.
        member: MemberId,
    },
    /// A record of the caseload names who holds a case; `None`: it names nobody any more.
    Caseload {
        /// The record that says so.
        source: RecordId,
        /// The case.
        case: RecordId,
        /// Who holds it by this record.
        member: Option<MemberId>,
        /// The rank of the value that says so: after a restore a stale one cannot undo it.
        rank: Rank,
        /// Who wrote that value.
        by: MemberId,
    },
    /// A person's right: the case is gone, everywhere.
    Erased {
        /// The case.
        case: RecordId,
    },
}

/// A restore that would undo what must never be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// No ledger beside the backup.
    #[error("the ledger is missing; restoring without it would bring back what was erased")]
    NoLedger,
    /// The ledger ends before the backup does.
    #[error("the ledger ends at {found}, but the backup was made at {needed}")]
    OldLedger {
        /// Its last position.
        found: u64,
        /// The position that the backup knew.
        needed: u64,
    },
}

/// What a record of the caseload said from a position on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// From this position of the ledger on.
    pub since: u64,
    /// The record that says so.
    pub source: RecordId,
    /// Who holds the case by this record.
    pub member: Option<MemberId>,
    /// The rank of the value that says so.
    pub rank: Rank,
    /// Who wrote that value.
    pub by: MemberId,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Holding {
    claimed: Option<MemberId>,
    named: Vec<Named>,
}

/// A device as the ledger knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Who works on it now.
    pub members: Vec<MemberId>,
    /// Who ever worked on it, or on what it replaces, and since which position: what she wrote before counts from there.
    pub ever: BTreeMap<MemberId, u64>,
    /// The number it was enrolled with; its own unless it was restored or copied.
    pub first: DeviceNumber,
    /// It may only upload, into quarantine.
    pub revoked: bool,
}

fn note_since(ever: &mut BTreeMap<MemberId, u64>, members: &[MemberId], position: u64) {
    for member in members {
        ever.entry(*member).or_insert(position);
    }
}

/// The ledger, with what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    entries: Vec<LedgerEntry>,
    epochs: Vec<(u32, u64)>,
    roles: BTreeMap<MemberId, Vec<(u64, Option<Role>)>>,
    devices: BTreeMap<DeviceNumber, Enrolled>,
    requests: BTreeMap<RequestId, DeviceNumber>,
    holdings: BTreeMap<RecordId, Holding>,
    erased: BTreeSet<RecordId>,
}

impl Ledger {
    /// A ledger read from its store, in order.
    pub fn from_entries(entries: impl IntoIterator<Item = LedgerEntry>) -> Ledger {
        let mut ledger = Ledger::default();
        entries.into_iter().for_each(|entry| ledger.append(entry));
        ledger
    }

    /// Whether a backup that knew this position of the ledger may be restored beside it.
    pub fn check_restore(ledger: Option<&Ledger>, needed: u64) -> Result<(), RestoreError> {
        match ledger {
            None => Err(RestoreError::NoLedger),
            Some(ledger) if ledger.position() < needed => {
                Err(RestoreError::OldLedger { found: ledger.position(), needed })
            }
            Some(_) => Ok(()),
        }
    }

    /// Adds a line.
    pub fn append(&mut self, entry: LedgerEntry) {
        let position = self.position() + 1;
        match &entry {
            LedgerEntry::Restored { epoch, from } => self.epochs.push((*epoch, *from)),
            LedgerEntry::Member { member, role } => {
                self.roles.entry(*member).or_default().push((position, *role));
            }
            LedgerEntry::Device { device, members, replaces, request } => {
                let before = replaces.and_then(|before| self.devices.get(&before));
                let first = before.map_or(*device, |before| before.first);
                let mut ever = before.map(|before| before.ever.clone()).unwrap_or_default();
                note_since(&mut ever, members, position);
                let members = members.clone();
                self.devices.insert(*device, Enrolled { members, ever, first, revoked: false });
                self.requests.insert(*request, *device);
            }
            LedgerEntry::Members { device, members } => {
                if let Some(enrolled) = self.devices.get_mut(device) {
                    enrolled.members.clone_from(members);
                    note_since(&mut enrolled.ever, members, position);
                }
            }
            LedgerEntry::Revoked { device } => {
                if let Some(enrolled) = self.devices.get_mut(device) {
                    enrolled.revoked = true;
                }
            }
            LedgerEntry::Claimed { case, member } => {
                self.holdings.entry(*case).or_default().claimed.get_or_insert(*member);
            }
            LedgerEntry::Caseload { source, case, member, rank, by } => {
                let named = Named { since: position, source: *source, member: *member, rank: *rank, by: *by };
                self.holdings.entry(*case).or_default().named.push(named);
            }
            LedgerEntry::Erased { case } => {
                self.erased.insert(*case);
            }
        }
        self.entries.push(entry);
    }

    /// The position of its last line; 0 when it is empty.
    pub fn position(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Its lines after a position.
    pub fn since(&self, position: u64) -> &[LedgerEntry] {
        let start = usize::try_from(position).unwrap_or(usize::MAX).min(self.entries.len());
        self.entries.get(start..).unwrap_or_default()
    }

    /// The office's present epoch.
    pub fn epoch(&self) -> u32 {
        self.epochs.last().map_or(0, |(epoch, _)| *epoch)
    }

    /// How much of the log a device that knew `epoch` up to `cursor` still knows now.
    pub fn cursor_after(&self, epoch: u32, cursor: u64) -> u64 {
        let later = self.epochs.iter().filter(|(other, _)| *other > epoch);
        later.map(|(_, from)| *from).min().map_or(cursor, |from| from.min(cursor))
    }

    /// The role of a member at a position.
    pub fn role(&self, member: MemberId, position: u64) -> Option<Role> {
        let roles = self.roles.get(&member)?;
        roles.iter().rev().find(|(since, _)| *since <= position).and_then(|(_, role)| *role)
    }

    /// What is known of a device.
    pub fn device(&self, device: DeviceNumber) -> Option<&Enrolled> {
        self.devices.get(&device)
    }

    /// Every device, by number.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceNumber, &Enrolled)> {
        self.devices.iter().map(|(number, enrolled)| (*number, enrolled))
    }

    /// Every member with the present role; `None`: left.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, Option<Role>)> {
        let now = |(member, roles): (&MemberId, &Vec<(u64, Option<Role>)>)| {
            (*member, roles.last().and_then(|(_, role)| *role))
        };
        self.roles.iter().map(now)
    }

    /// The number that a request got.
    pub fn number_given_to(&self, request: RequestId) -> Option<DeviceNumber> {
        self.requests.get(&request).copied()
    }

    /// The request that enrolled a device under its first number.
    pub fn enrolled_by(&self, device: DeviceNumber) -> Option<RequestId> {
        self.entries.iter().find_map(|entry| match entry {
            LedgerEntry::Device { device: number, replaces: None, request, .. } if *number == device => {
                Some(*request)
            }
            _ => None,
        })
    }

    /// The number for the next device.
    pub fn next_number(&self) -> DeviceNumber {
        DeviceNumber(self.devices.last_key_value().map_or(1, |(last, _)| last.0.saturating_add(1)))
    }

    /// Whether a member held a case at a position.
    pub fn held(&self, member: MemberId, case: RecordId, position: u64) -> bool {
        self.holdings.get(&case).is_some_and(|holding| holding.held(member, position))
    }

    /// Whether a member ever held a case.
    pub fn ever_held(&self, member: MemberId, case: RecordId) -> bool {
        self.holdings.get(&case).is_some_and(|holding| {
            holding.claimed == Some(member) || holding.named.iter().any(|named| named.member == Some(member))
        })
    }

    /// Whether a member ever had a role that satisfies a condition.
    pub fn ever_had(&self, member: MemberId, fits: impl Fn(Role) -> bool) -> bool {
        let roles = self.roles.get(&member).map(Vec::as_slice).unwrap_or_default();
        roles.iter().any(|(_, role)| role.is_some_and(&fits))
    }

    /// The cases a member holds now.
    pub fn caseload(&self, member: MemberId) -> BTreeSet<RecordId> {
        let now = self.position();
        let held = self.holdings.iter().filter(|(case, _)| !self.erased.contains(case));
        held.filter(|(_, holding)| holding.held(member, now)).map(|(case, _)| *case).collect()
    }

    /// Whether anybody was ever said to hold a case.
    pub fn knows_case(&self, case: RecordId) -> bool {
        self.holdings.contains_key(&case)
    }

    /// What a record of the caseload said last, for a case.
    pub fn named_by(&self, source: RecordId, case: RecordId) -> Option<&Named> {
        self.holdings.get(&case)?.named.iter().rev().find(|named| named.source == source)
    }

    /// What every record of the caseload said last.
    pub fn all_named(&self) -> BTreeMap<RecordId, Named> {
        let named = self.holdings.values().flat_map(|holding| &holding.named);
        named.map(|named| (named.source, *named)).collect()
    }

    /// Whether a case was erased.
    pub fn is_erased(&self, case: RecordId) -> bool {
        self.erased.contains(&case)
    }

    /// The cases erased after a position, for a device to follow.
    pub fn erased_since(&self, position: u64) -> Vec<RecordId> {
        let erased = self.since(position).iter().filter_map(|entry| match entry {
            LedgerEntry::Erased { case } => Some(*case),
            _ => None,
        });
        erased.collect()
    }

    /// Every case ever erased, for following a restore.
    pub fn all_erased(&self) -> impl Iterator<Item = RecordId> {
        self.erased.iter().copied()
    }
}

impl Holding {
    fn held(&self, member: MemberId, position: u64) -> bool {
        let until = self.named.iter().filter(|named| named.since <= position);
        let named: BTreeMap<RecordId, Option<MemberId>> =
            until.map(|named| (named.source, named.member)).collect();
        if named.is_empty() {
            self.claimed == Some(member)
        } else {
            named.values().any(|who| *who == Some(member))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn member(number: u128) -> MemberId {
        MemberId(Uuid::from_u128(number))
    }

    fn record(number: u128) -> RecordId {
        RecordId(Uuid::from_u128(number))
    }

    #[test]
    fn who_began_a_case_holds_it_until_somebody_is_named() {
        let named = |who| LedgerEntry::Caseload {
            source: record(9),
            case: record(1),
            member: who,
            rank: Rank::default(),
            by: member(3),
        };
        let claimed = LedgerEntry::Claimed { case: record(1), member: member(1) };
        let ledger = Ledger::from_entries([claimed, named(Some(member(2))), named(None)]);
        assert!(ledger.held(member(1), record(1), 0) && ledger.held(member(1), record(1), 1));
        assert!(ledger.held(member(2), record(1), 2) && !ledger.held(member(1), record(1), 2));
        assert!(!ledger.held(member(2), record(1), 3) && !ledger.held(member(1), record(1), 3));
    }

    #[test]
    fn a_restore_without_its_ledger_is_refused() {
        let ledger = Ledger::from_entries([LedgerEntry::Erased { case: record(1) }]);
        assert_eq!(Ledger::check_restore(None, 0), Err(RestoreError::NoLedger));
        let old = RestoreError::OldLedger { found: 1, needed: 2 };
        assert_eq!(Ledger::check_restore(Some(&ledger), 2), Err(old));
        assert_eq!(Ledger::check_restore(Some(&ledger), 1), Ok(()));
    }

    #[test]
    fn a_cursor_is_worth_what_every_restore_since_left_of_it() {
        let ledger = Ledger::from_entries([
            LedgerEntry::Restored { epoch: 1, from: 50 },
            LedgerEntry::Restored { epoch: 2, from: 80 },
        ]);
        assert_eq!(ledger.cursor_after(0, 100), 50);
        assert_eq!(ledger.cursor_after(1, 100), 80);
        assert_eq!(ledger.cursor_after(2, 100), 100);
    }
}
