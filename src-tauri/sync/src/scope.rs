//! Who sees what. The unit of scope is (case or organisation-wide, kind, privacy class); a member's role and caseload
//! select units. A device holds the union of its members' scopes, sent as a set: a lost or repeated message cannot
//! leave a difference behind.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::schema::{Cases, Class, ClassTable, Home, Reach, SchemaView};
use crate::{FieldNumber, KindNumber, MemberId, RecordId};

/// What is in scope or out of it as a whole, and what a transaction changes as a whole or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unit {
    /// The case; `None`: organisation-wide.
    pub case: Option<RecordId>,
    /// The kind.
    pub kind: KindNumber,
    /// The privacy class.
    pub class: Class,
}

/// What a role reads of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// Up to this class; `None`: nothing.
    pub reads: Option<Class>,
    /// Of which cases.
    pub cases: Cases,
}

/// The scope of one member.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MemberScope {
    /// Who.
    pub member: MemberId,
    /// What the role reads, by kind.
    pub grants: BTreeMap<KindNumber, Grant>,
    /// What it reads of kinds that the office does not know.
    pub unknown: Grant,
    /// The cases the member holds.
    pub caseload: BTreeSet<RecordId>,
}

/// The scope of a device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// Its members' scopes.
    pub members: Vec<MemberScope>,
    /// Where the office draws the line between classes.
    pub classes: ClassTable,
}

/// What a device has to ask for after its scope grew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entered {
    /// Only these cases.
    Cases(BTreeSet<RecordId>),
    /// More than that.
    Everything,
}

impl MemberScope {
    fn of(schema: &impl SchemaView, ledger: &Ledger, member: MemberId) -> Option<MemberScope> {
        let role = ledger.role(member, ledger.position())?;
        let grant = |kind| {
            let reach = schema.reach(role, kind);
            Grant { reads: reach.reads, cases: reach.cases }
        };
        Some(MemberScope {
            member,
            grants: schema.kinds().into_iter().map(|kind| (kind, grant(kind))).collect(),
            unknown: grant(KindNumber(u16::MAX)),
            caseload: ledger.caseload(member),
        })
    }

    fn covers(&self, unit: Unit) -> bool {
        let grant = self.grants.get(&unit.kind).unwrap_or(&self.unknown);
        grant.reads.is_some_and(|reads| reads >= unit.class)
            && (grant.cases == Cases::All || unit.case.is_none_or(|case| self.caseload.contains(&case)))
    }
}

impl Scope {
    /// The present scope of a device with these members.
    pub fn of(schema: &impl SchemaView, ledger: &Ledger, members: &[MemberId]) -> Scope {
        let mut members: Vec<_> =
            members.iter().filter_map(|member| MemberScope::of(schema, ledger, *member)).collect();
        members.sort_by_key(|scope| scope.member);
        Scope { members, classes: ClassTable::of(schema) }
    }

    /// Whether a unit is in scope.
    pub fn covers(&self, unit: Unit) -> bool {
        self.members.iter().any(|member| member.covers(unit))
    }

    /// Whether a field of a record is in scope.
    pub fn sees(&self, case: Option<RecordId>, kind: KindNumber, field: FieldNumber) -> bool {
        self.covers(Unit { case, kind, class: self.classes.class(kind, field) })
    }

    /// Whether it covers a class of a kind in every case, not only in a caseload.
    pub fn covers_every_case(&self, kind: KindNumber, class: Class) -> bool {
        let everywhere =
            |grant: &Grant| grant.cases == Cases::All && grant.reads.is_some_and(|reads| reads >= class);
        self.members.iter().any(|member| everywhere(member.grants.get(&kind).unwrap_or(&member.unknown)))
    }

    /// Whether nothing of a case is in scope but what is in the caseload of one of its members.
    pub fn is_within_caseload(&self) -> bool {
        let grants = self.members.iter().flat_map(|member| member.grants.values().chain([&member.unknown]));
        grants.filter(|grant| grant.reads.is_some()).all(|grant| grant.cases == Cases::Caseload)
    }

    /// The cases that any of its members holds.
    pub fn caseload(&self) -> BTreeSet<RecordId> {
        self.members.iter().flat_map(|member| member.caseload.iter().copied()).collect()
    }

    /// A fingerprint, so that the set travels only when it is another.
    pub fn fingerprint(&self) -> u64 {
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        let mut head = [0; 8];
        blake3::Hasher::new().update(&bytes).finalize_xof().fill(&mut head);
        u64::from_le_bytes(head)
    }

    /// Whether nothing left with this scope, seen from the one before, as far as that is plain.
    pub fn keeps(&self, before: &Scope) -> bool {
        let keeps = |then: &MemberScope| {
            let now = self.members.iter().find(|now| now.member == then.member);
            now.is_some_and(|now| {
                now.grants == then.grants
                    && now.unknown == then.unknown
                    && now.caseload.is_superset(&then.caseload)
            })
        };
        before.members.is_empty() || self.classes == before.classes && before.members.iter().all(keeps)
    }

    /// What entered with this scope, seen from the one before; `None` when nothing did.
    pub fn entered_since(&self, before: &Scope) -> Option<Entered> {
        let mut cases = BTreeSet::new();
        for now in &self.members {
            let Some(then) = before.members.iter().find(|then| then.member == now.member) else {
                return Some(Entered::Everything);
            };
            if now.grants != then.grants || now.unknown != then.unknown {
                return Some(Entered::Everything);
            }
            cases.extend(now.caseload.difference(&then.caseload));
        }
        if self.classes != before.classes {
            return Some(Entered::Everything);
        }
        if cases.is_empty() { None } else { Some(Entered::Cases(cases)) }
    }
}

impl Entered {
    /// Whether a record is among what is asked for.
    pub fn includes(&self, case: Option<RecordId>) -> bool {
        match self {
            Entered::Everything => true,
            Entered::Cases(cases) => case.is_some_and(|case| cases.contains(&case)),
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Entered) -> Entered {
        match (self, other) {
            (Entered::Cases(mut cases), Entered::Cases(more)) => {
                cases.extend(more);
                Entered::Cases(cases)
            }
            _ => Entered::Everything,
        }
    }
}

/// Whether a member could write a unit at a position of the ledger.
pub fn may_write(
    schema: &impl SchemaView,
    ledger: &Ledger,
    member: MemberId,
    position: u64,
    unit: Unit,
) -> bool {
    let reach = ledger.role(member, position).map_or(Reach::NOTHING, |role| schema.reach(role, unit.kind));
    reach.writes.is_some_and(|writes| writes >= unit.class)
        && (reach.cases == Cases::All || unit.case.is_none_or(|case| ledger.held(member, case, position)))
}

/// Whether a member may begin a case of this kind.
pub fn may_begin(
    schema: &impl SchemaView,
    ledger: &Ledger,
    member: MemberId,
    position: u64,
    kind: KindNumber,
) -> bool {
    schema.home(kind) == Some(Home::Case)
        && ledger.role(member, position).is_some_and(|role| schema.reach(role, kind).writes.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_scope_that_grows_keeps_what_was_in_it_and_one_that_shrinks_does_not() {
        let grant = Grant { reads: Some(Class::Normal), cases: Cases::Caseload };
        let scope = |cases: &[u128]| Scope {
            members: vec![MemberScope {
                member: MemberId(Uuid::from_u128(1)),
                grants: BTreeMap::from([(KindNumber(2), grant)]),
                unknown: grant,
                caseload: cases.iter().map(|case| RecordId(Uuid::from_u128(*case))).collect(),
            }],
            classes: ClassTable::default(),
        };
        assert!(scope(&[1, 2, 3]).keeps(&scope(&[1, 3])));
        assert!(!scope(&[1]).keeps(&scope(&[1, 3])), "a case left");
        assert!(!Scope::default().keeps(&scope(&[])), "its member left");
        let mut other = scope(&[1]);
        other.members[0].grants.clear();
        assert!(!other.keeps(&scope(&[1])), "it reads other kinds");
    }
}
