//! The office's decision on one transaction: a pure function of the transaction, the ledger, the office's time and the
//! loaded dockets of the records it touches. A store locks the records that [`records_of`] names, in id order, loads
//! their dockets, judges, takes its sequence lock last, tells the judgement its log position, and writes what it says.
//!
//! Laws:
//! - Which value of a field is current does not depend on the order in which transactions arrive: a rank depends on
//!   what the author claimed, saw and wrote before, never on what happens to be current ([`Docket::rank`]).
//! - What was written knowingly over a value outranks it, whatever any clock says.
//! - A change that is not current is in the history or in quarantine, or was refused with a reason.
//! - A conflict is met when the losing side or the winning side had not seen the other; the module `settle` says when.
//!
//! Two holes that earlier model checking left open are closed here.
//! - *After a restore, deletions racing with losing edits.* A deletion used to know the rest of its record by log
//!   position alone. After a restore positions start again, so an edit that had lost to a value which the deletion had
//!   seen could look like a winning, unseen edit and void the deletion for ever. A deletion now carries the stamps of
//!   the other fields ([`crate::Removing::beneath`]), which no restore changes: an edit that lost to one of them ranks
//!   below it, and so never voids. *Superseded reviews*: an item that is met again after its loser's author had
//!   written over the field is born closed, since the office knows what it issued to each device; and nothing ever
//!   writes "open", so no closing can be undone ([`crate::review`]).
//! - *A quarantined change written over with the clock stepped back.* A quarantined change gets its rank at once,
//!   reserved, and counts as its device's previous one on the field. What its author writes over it stands above it,
//!   also when an administrator releases it later.

mod admit;
mod docket;
mod offer;
mod ranked;
mod release;
mod remove;
mod settle;

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Ledger, LedgerEntry};
use crate::review::REVIEW;
use crate::schema::{SchemaView, field_view};
use crate::verdict::{Outcome, Quarantine, Rejection, Verdict};
use crate::{
    Change, DeviceNumber, EffectiveSeen, FieldNumber, HybridTime, MemberId, PARENT, Patch, Rank, Record,
    RecordId, RecordPatch, Transaction,
};

pub use docket::{Docket, Issued, Origin};
pub use offer::{Offered, offer, resume};
pub use ranked::as_it_stands;
pub use release::{refuse, release};

/// The log position of a judgement that has none yet.
const PENDING: u64 = u64::MAX;

/// By what a transaction is judged.
pub struct Rules<'a, V> {
    /// The office's schema.
    pub schema: &'a V,
    /// The ledger up to now.
    pub ledger: &'a Ledger,
    /// Office time.
    pub now: HybridTime,
}

/// Dockets by record.
pub type Dockets = BTreeMap<RecordId, Docket>;

/// What the office decided, for its store to write in one database transaction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// One outcome for each change.
    pub outcomes: Vec<Outcome>,
    /// The dockets that changed.
    pub dockets: Dockets,
    /// What devices in scope have to hear: the log entry. Past values among them are the office's history.
    pub patches: Vec<RecordPatch>,
    /// What follows for the ledger.
    pub ledger: Vec<LedgerEntry>,
}

impl Judgement {
    /// The judgement takes its place in the log.
    pub fn placed_at(&mut self, position: u64) {
        for origin in self.dockets.values_mut().flat_map(|docket| docket.origins.values_mut()) {
            if origin.position == PENDING {
                origin.position = position;
            }
        }
    }

    /// Whether there is anything to tell to devices.
    pub fn is_silent(&self) -> bool {
        self.patches.is_empty()
    }
}

/// The records that must be loaded for judging a transaction, in id order: those it changes and the parents it names.
pub fn records_of(transaction: &Transaction) -> BTreeSet<RecordId> {
    let mut records = BTreeSet::new();
    for change in &transaction.records {
        records.insert(change.record);
        records.extend(parent_of(&change.changes));
    }
    records
}

fn parent_of(changes: &[Change]) -> Option<RecordId> {
    changes.iter().find(|change| change.field == PARENT).and_then(|change| change.value.as_reference())
}

/// Judges a transaction that the office meets for the first time. `dockets` holds a docket, if only an empty one, for
/// each of [`records_of`].
pub fn judge<V: SchemaView>(
    rules: &Rules<'_, V>,
    device: DeviceNumber,
    transaction: &Transaction,
    dockets: Dockets,
) -> Judgement {
    let mut work = Work::new(rules, device, transaction, dockets);
    let admissions = work.admit();
    work.apply(&admissions, None)
}

/// A known transaction came again under another number of its device (it was restored or copied): it gets its first
/// verdict again, and what it got counts for the new number too. Answers the dockets that changed.
pub fn recognise<V: SchemaView>(
    rules: &Rules<'_, V>,
    device: DeviceNumber,
    transaction: &Transaction,
    verdict: &Verdict,
    mut dockets: Dockets,
) -> Dockets {
    let mut outcomes = verdict.outcomes.iter();
    for change in &transaction.records {
        for (one, outcome) in change.changes.iter().zip(outcomes.by_ref()) {
            let Some(rank) = outcome.rank() else { continue };
            let group = field_view(rules.schema, change.kind, one.field).group;
            let docket = dockets.entry(change.record).or_default();
            docket.issue(group, device, transaction.sequence, rank, outcome.standing().is_some());
        }
    }
    dockets
}

/// A transaction on the bench.
struct Work<'a, V> {
    rules: &'a Rules<'a, V>,
    device: DeviceNumber,
    transaction: &'a Transaction,
    written: HybridTime,
    dockets: Dockets,
    touched: BTreeSet<RecordId>,
    patches: BTreeMap<RecordId, Vec<Patch>>,
    ledger: Vec<LedgerEntry>,
    /// Cases that this transaction begins.
    begun: BTreeSet<RecordId>,
}

/// Whether a change may be judged, decided for each unit as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Admission {
    Admitted {
        late: bool,
    },
    Quarantined(Quarantine),
    Rejected(Rejection),
    /// It was decided before and stays so.
    Decided(Outcome),
}

impl<'a, V: SchemaView> Work<'a, V> {
    fn new(
        rules: &'a Rules<'a, V>,
        device: DeviceNumber,
        transaction: &'a Transaction,
        dockets: Dockets,
    ) -> Self {
        Work {
            rules,
            device,
            transaction,
            written: transaction.claimed.min(rules.now),
            dockets,
            touched: BTreeSet::new(),
            patches: BTreeMap::new(),
            ledger: Vec::new(),
            begun: BTreeSet::new(),
        }
    }

    /// Applies what was admitted; reserves ranks for what waits. `reserved` are the ranks that a released transaction
    /// got when it was quarantined.
    fn apply(mut self, admissions: &[Admission], reserved: Option<&[Outcome]>) -> Judgement {
        let mut outcomes: Vec<Option<Outcome>> = vec![None; admissions.len()];
        let holders = self.holders();
        let mut removals = Vec::new();
        let mut first = 0;
        for change in &self.transaction.records {
            let of_record = first..first + change.changes.len();
            first = of_record.end;
            let Some(admitted) = admissions.get(of_record.clone()) else { continue };
            if change.kind == REVIEW {
                let outcome = self.close_item(change, admitted.first().copied());
                outcomes
                    .iter_mut()
                    .skip(of_record.start)
                    .take(of_record.len())
                    .for_each(|slot| *slot = outcome);
                continue;
            }
            for (group, places) in self.groups(change.kind, &change.changes) {
                let at = |place: &usize| of_record.start + place;
                let Some(lead) = places.first() else { continue };
                let Some(admission) = admitted.get(*lead) else { continue };
                let fixed = reserved.and_then(|all| all.get(at(lead))).and_then(Outcome::rank);
                let outcome = match admission {
                    Admission::Rejected(reason) => Outcome::Rejected(*reason),
                    Admission::Decided(outcome) => *outcome,
                    Admission::Quarantined(reason) => Outcome::Quarantined {
                        rank: self.reserve(change, group, &places, fixed),
                        reason: *reason,
                    },
                    Admission::Admitted { late } => {
                        let removes = places.iter().any(|place| change.changes[*place].is_removal());
                        if removes {
                            removals.push((change, at(lead), *late, fixed));
                            continue;
                        }
                        self.admit_group(change, group, &places, *late, fixed)
                    }
                };
                for place in &places {
                    if let Some(slot) = outcomes.get_mut(at(place)) {
                        *slot = Some(outcome);
                    }
                }
            }
        }
        // Deletions after everything else: a deletion knows what its own transaction wrote.
        for (change, at, late, fixed) in removals {
            let outcome = self.remove(change, late, fixed);
            if let Some(slot) = outcomes.get_mut(at) {
                *slot = Some(outcome);
            }
        }
        if reserved.is_some() {
            self.deletions_knew_what_is_released();
        }
        self.void_what_was_not_seen();
        self.keep_places();
        self.finish(holders, outcomes)
    }

    /// The changes of a record by group, in the order of their first field; by place.
    fn groups(&self, kind: crate::KindNumber, changes: &[Change]) -> Vec<(FieldNumber, Vec<usize>)> {
        let mut groups: Vec<(FieldNumber, Vec<usize>)> = Vec::new();
        for (place, change) in changes.iter().enumerate() {
            let group = field_view(self.rules.schema, kind, change.field).group;
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, places)) => places.push(place),
                None => groups.push((group, vec![place])),
            }
        }
        groups
    }

    /// What the author of some changes of one group had seen.
    fn seen(&self, record: RecordId, group: FieldNumber, changes: &[&Change]) -> EffectiveSeen {
        let canonical =
            changes.iter().filter_map(|change| change.seen).filter(|seen| seen.device.0 != 0).max();
        let own = changes.iter().map(|change| change.own).max().unwrap_or(0);
        let docket = self.dockets.get(&record);
        let own = docket.and_then(|docket| docket.own(group, self.device, own));
        let canonical = canonical.map(|seen| docket.map_or(seen, |docket| docket.now_at(group, seen)));
        EffectiveSeen::new(canonical, own)
    }

    /// The rank of a change, noted as issued to its device.
    fn issue(
        &mut self,
        record: RecordId,
        group: FieldNumber,
        seen: EffectiveSeen,
        stands: bool,
        fixed: Option<Rank>,
    ) -> Rank {
        let (device, sequence) = (self.device, self.transaction.sequence);
        let before = self.ranked_before(record, group);
        let docket = self.dockets.entry(record).or_default();
        let rank = match (fixed, before) {
            (Some(reserved), _) => reserved,
            (None, Some(before)) => docket.at_least(before, group, (device, sequence), seen.canonical()),
            (None, None) => docket.rank(group, device, self.written, seen.canonical()),
        };
        let rank = self.free_rank(record, group, rank, self.transaction.id.writing());
        let docket = self.dockets.entry(record).or_default();
        docket.issue(group, device, sequence, rank, stands);
        self.note_writing(record, group, self.transaction.id.writing(), self.transaction.member, rank);
        self.touched.insert(record);
        rank
    }

    fn reserve(
        &mut self,
        change: &crate::RecordChange,
        group: FieldNumber,
        places: &[usize],
        fixed: Option<Rank>,
    ) -> Rank {
        let changes: Vec<&Change> = places.iter().filter_map(|place| change.changes.get(*place)).collect();
        let seen = self.seen(change.record, group, &changes);
        self.issue(change.record, group, seen, false, fixed)
    }

    /// Who is named by each record of the caseload, before anything changes.
    fn holders(&self) -> BTreeMap<RecordId, Option<MemberId>> {
        self.dockets
            .iter()
            .map(|(id, docket)| (*id, self.holder(*id, docket).map(|(member, ..)| member)))
            .collect()
    }

    /// Whom a record of the caseload names, by which rank and by whom. A deleted one names nobody; but a case that is
    /// deleted itself stays with who holds it, who may want to keep it after all.
    fn holder(&self, id: RecordId, docket: &Docket) -> Option<(MemberId, Rank, MemberId)> {
        let names = |record: &&Record| !record.is_deleted() || record.case == Some(id);
        let record = docket.record.as_ref().filter(names)?;
        let cell = record.cells.get(&self.rules.schema.holder(record.kind)?)?;
        let member = cell.value.as_reference()?;
        Some((MemberId(member.0), cell.rank, cell.member))
    }

    fn finish(
        mut self,
        holders: BTreeMap<RecordId, Option<MemberId>>,
        outcomes: Vec<Option<Outcome>>,
    ) -> Judgement {
        for id in &self.touched {
            let Some(docket) = self.dockets.get(id) else { continue };
            let Some(record) = &docket.record else { continue };
            let Some(case) = record.case else { continue };
            if self.rules.schema.holder(record.kind).is_none() {
                continue;
            }
            let after = self.holder(*id, docket);
            let before = holders.get(id).copied().flatten();
            if before == after.map(|(member, ..)| member) {
                continue;
            }
            let removal = record.holding_removal().map(|(rank, removal)| (rank, removal.member));
            let (rank, by) = after.map(|(_, rank, by)| (rank, by)).or(removal).unwrap_or((
                Rank { time: self.written, written: self.written, device: self.device },
                self.transaction.member,
            ));
            if self.rules.ledger.named_by(*id, case).is_none_or(|named| named.rank < rank) {
                let member = after.map(|(member, ..)| member);
                self.ledger.push(LedgerEntry::Caseload { source: *id, case, member, rank, by });
            }
        }
        let touched = self.touched;
        let patches = self.patches.into_iter().filter_map(|(record, patches)| {
            let placed = self.dockets.get(&record)?.record.as_ref()?;
            Some(RecordPatch { record, kind: placed.kind, case: placed.case, patches })
        });
        Judgement {
            patches: patches.collect(),
            outcomes: outcomes
                .into_iter()
                .map(|outcome| outcome.unwrap_or(Outcome::Rejected(Rejection::WithItsUnit)))
                .collect(),
            dockets: self.dockets.into_iter().filter(|(id, _)| touched.contains(id)).collect(),
            ledger: self.ledger,
        }
    }

    /// A patch for the log, unless it says nothing new.
    fn tell(&mut self, record: RecordId, patch: Patch) {
        self.patches.entry(record).or_default().push(patch);
    }

    fn record_mut(&mut self, record: RecordId) -> Option<&mut Record> {
        self.dockets.get_mut(&record)?.record.as_mut()
    }
}
