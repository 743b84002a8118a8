//! Whether a change may be judged: placed, of the right kind, not erased, and in scope at the ledger position that its
//! device had applied. A transaction is atomic within a unit.

use std::collections::BTreeMap;

use super::{Admission, Docket, Work, parent_of};
use crate::review::REVIEW;
use crate::schema::{Class, Home, SchemaView, field_view};
use crate::scope::{Unit, may_begin, may_write};
use crate::verdict::{Quarantine, Rejection};
use crate::{ELEMENT, ERASED, FieldNumber, KindNumber, LedgerEntry, PARENT, Record, RecordChange, RecordId};

/// Where a record belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Known { kind: KindNumber, case: Option<RecordId> },
    Begun { case: RecordId },
    Under { case: Option<RecordId> },
    Erased { case: RecordId },
    Nowhere,
}

impl<V: SchemaView> Work<'_, V> {
    /// One admission for each change.
    pub(super) fn admit(&mut self) -> Vec<Admission> {
        self.admit_where(true)
    }

    /// The same without asking for scope: an administrator released it.
    pub(super) fn admit_released(&mut self) -> Vec<Admission> {
        self.admit_where(false)
    }

    fn admit_where(&mut self, ask_scope: bool) -> Vec<Admission> {
        let mut judged: Vec<(Option<Unit>, Admission)> = Vec::new();
        let transaction = self.transaction;
        for change in &transaction.records {
            let place = self.place(change);
            for one in &change.changes {
                let unit = self.unit(change, place, one.field);
                let admission = match self.refusal(change, place, one.field) {
                    Some(refusal) => refusal,
                    None => unit.map_or(Admission::Quarantined(Quarantine::Unplaced), |unit| {
                        self.in_scope(change, unit, place, ask_scope)
                    }),
                };
                judged.push((unit, admission));
            }
        }
        settle_units(&judged)
    }

    /// Finds out where a record belongs, and places it when it is new: what follows in the transaction may hang on it.
    fn place(&mut self, change: &RecordChange) -> Place {
        let parent = parent_of(&change.changes);
        let docket = |id: RecordId| self.dockets.get(&id);
        if change.kind == ERASED {
            return Place::Erased { case: change.record };
        }
        if change.kind == REVIEW {
            return match parent.and_then(docket) {
                Some(Docket { erased: Some(case), .. }) => Place::Erased { case: *case },
                Some(Docket { record: Some(record), .. }) => Place::Under { case: record.case },
                _ => Place::Nowhere,
            };
        }
        match docket(change.record) {
            Some(Docket { erased: Some(case), .. }) => return Place::Erased { case: *case },
            Some(Docket { record: Some(record), .. }) => {
                return Place::Known { kind: record.kind, case: record.case };
            }
            _ => {}
        }
        let place = match (self.rules.schema.home(change.kind), parent) {
            (Some(Home::Organisation), _) => Place::Under { case: None },
            (Some(Home::Case), _) if self.rules.ledger.is_erased(change.record) => {
                Place::Erased { case: change.record }
            }
            (Some(Home::Case), _) if self.rules.ledger.knows_case(change.record) => {
                Place::Under { case: Some(change.record) }
            }
            (Some(Home::Case), _) => Place::Begun { case: change.record },
            (_, Some(parent)) => match docket(parent) {
                Some(Docket { erased: Some(case), .. }) => Place::Erased { case: *case },
                Some(Docket { record: Some(record), .. }) => Place::Under { case: record.case },
                _ => Place::Nowhere,
            },
            (Some(Home::Within), None) => Place::Nowhere,
            // A later version's kind. Unless it begins something, nobody knows where it belongs.
            (None, None) if self.begins_record(change) => Place::Under { case: None },
            (None, None) => Place::Nowhere,
        };
        let case = match place {
            Place::Begun { case } => {
                self.begun.insert(case);
                Some(case)
            }
            Place::Under { case } => case,
            Place::Erased { case } => {
                // Children of what was erased may still arrive: they must find the grave.
                self.dockets.entry(change.record).or_default().erased = Some(case);
                self.touched.insert(change.record);
                return place;
            }
            Place::Known { .. } | Place::Nowhere => return place,
        };
        // Placed, but still empty: it counts as known only once a change of it is admitted.
        self.dockets.entry(change.record).or_default().record = Some(Record::new(change.kind, case));
        place
    }

    /// What deletes begins nothing, nor what is written over something; and what began a record that the office has met,
    /// and does not know, waits in quarantine or was refused.
    fn begins_record(&self, change: &RecordChange) -> bool {
        let is_met = self.dockets.get(&change.record).is_some_and(|docket| !docket.issued.is_empty());
        let begins = |one: &crate::Change| one.field != crate::DELETED && one.seen.is_none() && one.own == 0;
        !is_met && change.changes.iter().all(begins)
    }

    fn unit(&self, change: &RecordChange, place: Place, field: FieldNumber) -> Option<Unit> {
        let case = match place {
            Place::Known { case, .. } | Place::Under { case } => case,
            Place::Begun { case } | Place::Erased { case } => Some(case),
            Place::Nowhere => return None,
        };
        if change.kind != REVIEW {
            let class = field_view(self.rules.schema, change.kind, field).class;
            return Some(Unit { case, kind: change.kind, class });
        }
        let about = self.dockets.get(&parent_of(&change.changes)?)?.record.as_ref()?;
        let class = about
            .reviews
            .get(&change.record)
            .map_or(Class::Normal, |review| field_view(self.rules.schema, about.kind, review.lead).class);
        Some(Unit { case, kind: about.kind, class })
    }

    fn refusal(&self, change: &RecordChange, place: Place, field: FieldNumber) -> Option<Admission> {
        match place {
            Place::Erased { .. } => Some(Admission::Rejected(Rejection::Erased)),
            Place::Known { case: Some(case), .. } if self.rules.ledger.is_erased(case) => {
                Some(Admission::Rejected(Rejection::Erased))
            }
            Place::Known { kind, .. } if kind != change.kind => {
                Some(Admission::Rejected(Rejection::OtherKind))
            }
            Place::Known { .. } if matches!(field, PARENT | ELEMENT) => {
                let current = self.dockets.get(&change.record)?.record.as_ref()?.cells.get(&field)?;
                let given = change.changes.iter().find(|one| one.field == field)?;
                (current.value != given.value).then_some(Admission::Rejected(Rejection::Moved))
            }
            _ => None,
        }
    }

    fn in_scope(&self, change: &RecordChange, unit: Unit, place: Place, ask_scope: bool) -> Admission {
        let (rules, member) = (self.rules, self.transaction.member);
        let enrolled = rules.ledger.device(self.device);
        let now = rules.ledger.position();
        if !ask_scope {
            return Admission::Admitted { late: !may_write(rules.schema, rules.ledger, member, now, unit) };
        }
        let Some(enrolled) = enrolled.filter(|enrolled| !enrolled.revoked) else {
            return Admission::Quarantined(Quarantine::Revoked);
        };
        let Some(since) = enrolled.ever.get(&member) else {
            return Admission::Quarantined(Quarantine::UnknownMember);
        };
        let then = self.transaction.ledger.clamp((*since).min(now), now);
        let begins = unit.case.is_some_and(|case| self.begun.contains(&case));
        let could = |position| {
            if self.is_herself(change, unit) {
                rules.ledger.role(member, position).is_some()
            } else if begins {
                self.begins(unit, place, position)
            } else {
                may_write(rules.schema, rules.ledger, member, position, unit)
            }
        };
        if could(then) {
            Admission::Admitted { late: !could(now) }
        } else {
            Admission::Quarantined(Quarantine::OutOfScope)
        }
    }

    /// A member's own record of the organisation – it has her identifier – is hers to write, whatever her role: else her
    /// casebook would lose who she is with its first exchange.
    fn is_herself(&self, change: &RecordChange, unit: Unit) -> bool {
        change.record == RecordId(self.transaction.member.0)
            && unit.class == Class::Normal
            && self.rules.schema.home(change.kind) == Some(Home::Organisation)
    }

    /// Within a case that this transaction begins, its member holds it.
    fn begins(&self, unit: Unit, place: Place, position: u64) -> bool {
        let (rules, member) = (self.rules, self.transaction.member);
        let role = rules.ledger.role(member, position);
        let reaches = role.is_some_and(|role| {
            rules.schema.reach(role, unit.kind).writes.is_some_and(|writes| writes >= unit.class)
        });
        match place {
            Place::Begun { .. } => {
                reaches && may_begin(rules.schema, rules.ledger, member, position, unit.kind)
            }
            _ => reaches,
        }
    }

    /// After admission: cases that were begun are claimed, and what was only placed for admission is forgotten.
    pub(super) fn keep_places(&mut self) {
        let begun = std::mem::take(&mut self.begun);
        for (id, docket) in &mut self.dockets {
            let Some(record) = &docket.record else { continue };
            if record.is_empty() {
                docket.record = None;
            } else if begun.contains(id) {
                self.ledger.push(LedgerEntry::Claimed { case: *id, member: self.transaction.member });
            }
        }
    }
}

/// A unit is admitted, quarantined or rejected as a whole: the worst of its changes decides.
fn settle_units(judged: &[(Option<Unit>, Admission)]) -> Vec<Admission> {
    let mut units: BTreeMap<Unit, Admission> = BTreeMap::new();
    for (unit, admission) in judged {
        let Some(unit) = unit else { continue };
        let worst = units.entry(*unit).or_insert(*admission);
        if severity(admission) > severity(worst) {
            *worst = *admission;
        }
    }
    let of_unit = |(unit, own): &(Option<Unit>, Admission)| {
        let whole = unit.and_then(|unit| units.get(&unit).copied()).unwrap_or(*own);
        match (whole, own) {
            (Admission::Rejected(_), Admission::Rejected(_)) => *own,
            (Admission::Rejected(_), _) => Admission::Rejected(Rejection::WithItsUnit),
            _ => whole,
        }
    };
    judged.iter().map(of_unit).collect()
}

fn severity(admission: &Admission) -> u8 {
    match admission {
        Admission::Admitted { .. } | Admission::Decided(_) => 0,
        Admission::Quarantined(_) => 1,
        Admission::Rejected(_) => 2,
    }
}
