//! The ledger and the line between privacy classes, read by the oracle itself.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::{EMPLOYER, GOAL, NOTE, PERSON, PRESENCE, TRIP};
use crate::schema::{Class, Role};
use crate::{DeviceNumber, FieldNumber, KindNumber, LedgerEntry, MemberId, RecordId};

/// The ledger, read by the oracle itself.
pub(super) struct Facts {
    pub(super) version: u8,
    pub(super) roles: Vec<(u64, MemberId, Option<Role>)>,
    pub(super) claims: BTreeMap<RecordId, MemberId>,
    pub(super) named: Vec<(u64, RecordId, RecordId, Option<MemberId>)>,
    pub(super) erased: BTreeSet<RecordId>,
    pub(super) members: BTreeMap<DeviceNumber, Vec<MemberId>>,
    pub(super) since: BTreeMap<(DeviceNumber, MemberId), u64>,
    pub(super) revoked: BTreeSet<DeviceNumber>,
    pub(super) end: u64,
}

impl Facts {
    pub(super) fn read(entries: &[LedgerEntry], version: u8) -> Facts {
        let mut facts = Facts {
            version,
            roles: Vec::new(),
            claims: BTreeMap::new(),
            named: Vec::new(),
            erased: BTreeSet::new(),
            members: BTreeMap::new(),
            since: BTreeMap::new(),
            revoked: BTreeSet::new(),
            end: entries.len() as u64,
        };
        for (place, entry) in entries.iter().enumerate() {
            let at = place as u64 + 1;
            match entry {
                LedgerEntry::Member { member, role } => facts.roles.push((at, *member, *role)),
                LedgerEntry::Device { device, members, replaces, .. } => {
                    let before: Vec<_> = facts.since.clone().into_iter().collect();
                    for ((old, member), since) in before {
                        if Some(old) == *replaces {
                            facts.since.insert((*device, member), since);
                        }
                    }
                    for member in members {
                        facts.since.entry((*device, *member)).or_insert(at);
                    }
                    facts.members.insert(*device, members.clone());
                }
                LedgerEntry::Members { device, members } => {
                    for member in members {
                        facts.since.entry((*device, *member)).or_insert(at);
                    }
                    facts.members.insert(*device, members.clone());
                }
                LedgerEntry::Revoked { device } => {
                    facts.revoked.insert(*device);
                }
                LedgerEntry::Claimed { case, member } => {
                    facts.claims.entry(*case).or_insert(*member);
                }
                LedgerEntry::Caseload { source, case, member, .. } => {
                    facts.named.push((at, *source, *case, *member));
                }
                LedgerEntry::Erased { case } => {
                    facts.erased.insert(*case);
                }
                LedgerEntry::Restored { .. } => {}
            }
        }
        facts
    }

    pub(super) fn role(&self, member: MemberId, at: u64) -> Option<Role> {
        let mut roles = self.roles.iter().filter(|(since, who, _)| *since <= at && *who == member);
        roles.next_back().and_then(|(_, _, role)| *role)
    }

    pub(super) fn holds(&self, member: MemberId, case: RecordId, at: u64) -> bool {
        let said = self.named.iter().filter(|(since, _, of, _)| *since <= at && *of == case);
        let said: Vec<_> = said.collect();
        // In the stub schema only the person's own record names a holder.
        match said.last() {
            Some((_, _, _, who)) => *who == Some(member),
            None => self.claims.get(&case) == Some(&member),
        }
    }

    /// Whether a member reads (or writes) a field of a case, or of the organisation.
    pub(super) fn may(
        &self,
        member: MemberId,
        at: u64,
        what: (Option<RecordId>, KindNumber, Class),
        write: bool,
    ) -> bool {
        let (case, kind, class) = what;
        let holds = || case.is_none_or(|case| self.holds(member, case, at));
        match self.role(member, at) {
            Some(Role::Lead) => true,
            Some(Role::Coach) => holds(),
            Some(Role::Assistant) if class == Class::Normal => match kind {
                PRESENCE => true,
                PERSON | NOTE => holds(),
                GOAL => self.version > 1 && holds(),
                EMPLOYER | TRIP => !write,
                _ => false,
            },
            Some(Role::AccountManager) => match kind {
                PERSON => class == Class::Normal && !write,
                EMPLOYER | TRIP => true,
                _ => false,
            },
            _ => false,
        }
    }

    pub(super) fn sees(&self, members: &[MemberId], what: (Option<RecordId>, KindNumber, Class)) -> bool {
        members.iter().any(|member| self.may(*member, self.end, what, false))
    }
}

/// The class of a field as an office of this version knows it.
pub(super) fn class(version: u8, kind: KindNumber, field: FieldNumber) -> Class {
    if field.0 < 10 {
        return Class::Normal;
    }
    let normal = match kind {
        PERSON => matches!(field.0, 10 | 11 | 12 | 14) || (field.0 == 16 && version > 1),
        NOTE => field.0 == 11,
        EMPLOYER | PRESENCE => matches!(field.0, 10 | 11),
        TRIP => field.0 == 10,
        GOAL => field.0 == 10 && version > 1,
        _ => false,
    };
    if normal { Class::Normal } else { Class::Sensitive }
}
