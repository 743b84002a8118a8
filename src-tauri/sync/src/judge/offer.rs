//! After the office was restored, devices offer again what it lost: every stamped value, deletion and review item they
//! hold, and the acknowledged transactions they still keep, with the ranks that an earlier office gave them.

use std::collections::BTreeMap;

use super::settle::Incoming;
use super::{Admission, Dockets, Judgement, Rules, Work};
use crate::schema::{Class, SchemaView, field_view};
use crate::scope::Unit;
use crate::verdict::{Outcome, Verdict};
use crate::{
    Cell, Change, DELETED, DeviceNumber, EffectiveSeen, FieldNumber, MemberId, Patch, Rank, Record, RecordId,
    RecordPatch, Transaction, Writing,
};

/// What a device offers.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// Who offers.
    pub device: DeviceNumber,
    /// Until which epoch the device knew the office's decisions.
    pub epoch: u32,
    /// What it holds of one record.
    pub patch: &'a RecordPatch,
}

/// Takes back what an earlier office had ranked. What was never in scope of the device's members is left out: they
/// cannot hold it honestly. `dockets` holds the record's docket.
pub fn offer<V: SchemaView>(rules: &Rules<'_, V>, offered: Offered<'_>, dockets: Dockets) -> Judgement {
    let nothing = nothing_of(rules);
    let mut work = Work::new(rules, offered.device, &nothing, dockets);
    let patch = offered.patch;
    let erased = patch.case.is_some_and(|case| rules.ledger.is_erased(case));
    let docket = work.dockets.entry(patch.record).or_default();
    if docket.erased.is_some() {
        return Judgement::default();
    }
    if erased {
        docket.erased = patch.case;
        return Judgement { dockets: work.dockets, ..Judgement::default() };
    }
    let record = docket.record.get_or_insert_with(|| Record::new(patch.kind, patch.case));
    if record.kind != patch.kind || record.case != patch.case {
        return Judgement::default();
    }
    let holders = work.holders();
    let members: Vec<_> =
        rules.ledger.device(offered.device).into_iter().flat_map(|device| device.ever.keys()).collect();
    let allowed = |field: FieldNumber| {
        let class = field_view(rules.schema, patch.kind, field).class;
        let unit = Unit { case: patch.case, kind: patch.kind, class };
        members.iter().any(|member| ever_read(rules, **member, unit))
    };
    let mut groups: BTreeMap<(FieldNumber, Rank), Vec<(FieldNumber, Cell)>> = BTreeMap::new();
    let (mut removals, mut pasts) = (Vec::new(), Vec::new());
    for piece in patch.patches.iter().filter(|piece| allowed(piece.field())) {
        match piece {
            Patch::Cell(field, cell) => {
                let group = field_view(rules.schema, patch.kind, *field).group;
                groups.entry((group, cell.rank)).or_default().push((*field, cell.clone()));
            }
            Patch::Past(field, cell) => pasts.push((*field, cell)),
            Patch::Removal(rank, removal) => removals.push((*rank, removal.clone())),
            Patch::Review(id, review) => {
                work.touched.insert(patch.record);
                if work.record_mut(patch.record).is_some_and(|record| record.meet_review(*id, review.clone()))
                {
                    work.tell(patch.record, piece.clone());
                }
            }
        }
    }
    for (field, cell) in &pasts {
        work.take_past(patch.record, patch.kind, *field, cell, &pasts);
    }
    for ((group, rank), cells) in groups {
        let came = rank;
        let rank = work.as_in_that_past(&patch.record, patch.kind, group, rank, &pasts);
        let Some((member, writing)) = cells.first().map(|(_, cell)| (cell.member, cell.writing)) else {
            continue;
        };
        if let Some(docket) = work.dockets.get_mut(&patch.record) {
            docket.stands(group, rank);
        }
        let rank = work.free_rank(patch.record, group, rank, writing);
        work.moved(patch.record, group, came, rank);
        let values = cells.into_iter().map(|(field, cell)| (field, cell.value)).collect();
        let (record, seen, epoch) = (patch.record, EffectiveSeen::default(), Some(offered.epoch));
        let beneath = work.moved_above(patch.kind, group, came, &pasts);
        work.settle(Incoming { record, group, values, rank, member, writing, seen, epoch, beneath });
    }
    for (rank, removal) in removals {
        if let Some(docket) = work.dockets.get_mut(&patch.record) {
            docket.stands(DELETED, rank);
        }
        work.meet_removal(patch.record, rank, removal);
    }
    work.void_what_was_not_seen();
    work.keep_places();
    work.finish(holders, Vec::new())
}

/// Takes back a transaction that an earlier office had judged: its log keeps it again, with the ranks it got. What was
/// quarantined is quarantined, what was rejected is rejected; a conflict that had made a review item makes the same.
/// `epoch`: until which the device knew the office's decisions.
pub fn resume<V: SchemaView>(
    rules: &Rules<'_, V>,
    device: DeviceNumber,
    epoch: u32,
    transaction: &Transaction,
    verdict: &Verdict,
    dockets: Dockets,
) -> Judgement {
    let mut work = Work::new(rules, device, transaction, dockets);
    let holders = work.holders();
    let admissions = work.admit_released();
    let mut outcomes: Vec<Option<Outcome>> = vec![None; admissions.len()];
    let mut removals = Vec::new();
    let mut first = 0;
    for change in &transaction.records {
        let start = first;
        first += change.changes.len();
        for (group, places) in work.groups(change.kind, &change.changes) {
            let Some(at) = places.first().map(|place| start + place) else { continue };
            let (Some(former), Some(admission)) = (verdict.outcomes.get(at), admissions.get(at)) else {
                continue;
            };
            let ones: Vec<_> = places.iter().filter_map(|place| change.changes.get(*place)).collect();
            work.know_shared_own(change.record, group, &ones, former.rank());
            let seen = work.seen(change.record, group, &ones);
            let outcome = work.again(change.record, group, seen, *former, *admission);
            places.iter().for_each(|place| mark(&mut outcomes, start + place, outcome));
            let Some(rank) = outcome.standing().filter(|_| change.kind != crate::review::REVIEW) else {
                continue;
            };
            if let Some(one) = ones.iter().find(|one| one.is_removal()) {
                removals.push((change.record, rank, one.removing.clone().unwrap_or_default()));
                continue;
            }
            let values: Vec<_> = ones.iter().map(|one| (one.field, one.value.clone())).collect();
            let again = values.clone();
            let (record, member, writing) = (change.record, transaction.member, transaction.id.writing());
            let (epoch, beneath) = (Some(epoch), Vec::new());
            work.settle(Incoming { record, group, values, rank, member, writing, seen, epoch, beneath });
            if matches!(outcome, Outcome::Lost { review: Some(_), .. }) {
                work.open_review(record, group, rank, member, again);
            }
        }
        if change.kind == crate::review::REVIEW {
            work.resume_closing(change, outcomes.get(start).copied().flatten());
        }
    }
    for (record, rank, removing) in removals {
        let beneath = removing.beneath.into_iter().collect();
        let (member, writing) = (transaction.member, transaction.id.writing());
        let removal = crate::Removal { member, writing, beneath, void: false };
        work.meet_removal(record, rank, removal);
    }
    work.void_what_was_not_seen();
    work.keep_places();
    work.finish(holders, outcomes)
}

impl<V: SchemaView> Work<'_, V> {
    /// A value from the history of an earlier office: it counts for knowing a writing again.
    fn take_past(
        &mut self,
        record: RecordId,
        kind: crate::KindNumber,
        field: FieldNumber,
        cell: &Cell,
        pasts: &[(FieldNumber, &Cell)],
    ) {
        let group = field_view(self.rules.schema, kind, field).group;
        let known = self.ranked(record, group, cell.writing, cell.member);
        let (seen, epoch, values) = (EffectiveSeen::default(), None, Vec::new());
        let Cell { rank, member, writing, .. } = *cell;
        let beneath = self.moved_above(kind, group, rank, pasts);
        let incoming = Incoming { record, group, values, rank, member, writing, seen, epoch, beneath };
        self.stand_above_other_rank(&incoming);
        if known != Some(cell.rank) {
            self.touched.insert(record);
            self.tell(record, Patch::Past(field, cell.clone()));
        }
    }

    /// What an earlier office had moved a value above, for good reason: it stays beneath it.
    fn moved_above(
        &self,
        kind: crate::KindNumber,
        group: FieldNumber,
        rank: Rank,
        pasts: &[(FieldNumber, &Cell)],
    ) -> Vec<(Writing, MemberId, Rank)> {
        let beneath = pasts.iter().filter(|(field, past)| {
            rank.device == DeviceNumber::OFFICE
                && past.rank < rank
                && field_view(self.rules.schema, kind, *field).group == group
        });
        beneath.map(|(_, past)| (past.writing, past.member, past.rank)).collect()
    }

    /// A value that an earlier office held above a writing which this one has ranked higher since: it stands above that
    /// writing here too.
    fn as_in_that_past(
        &self,
        record: &RecordId,
        kind: crate::KindNumber,
        group: FieldNumber,
        rank: Rank,
        pasts: &[(FieldNumber, &Cell)],
    ) -> Rank {
        let standing = self.dockets.get(record).and_then(|docket| docket.record.as_ref());
        let Some(standing) = standing else { return rank };
        let of_group = |field: FieldNumber| field_view(self.rules.schema, kind, field).group == group;
        let above = standing.cells.iter().filter(|(field, cell)| {
            of_group(**field)
                && cell.rank > rank
                && pasts.iter().any(|(past_field, past)| {
                    past_field == *field
                        && (past.writing, past.member) == (cell.writing, cell.member)
                        && past.rank < rank
                })
        });
        let above = above.map(|(_, cell)| cell.rank.time.successor()).max();
        above.map_or(rank, |above| rank.moved_up(above))
    }

    /// The former outcome, unless what it hangs on is gone; its rank moved up where that is needed.
    fn again(
        &mut self,
        record: RecordId,
        group: FieldNumber,
        seen: EffectiveSeen,
        former: Outcome,
        admission: Admission,
    ) -> Outcome {
        let of_device = (self.device, self.transaction.sequence);
        // What is known here with a higher rank gets no second one.
        let known = self.ranked_before(record, group).unwrap_or_default();
        let docket = self.dockets.entry(record).or_default();
        let moved = |rank| docket.at_least(rank, group, of_device, seen.canonical()).max(known);
        let outcome = match (admission, former) {
            (Admission::Rejected(reason), _) => Outcome::Rejected(reason),
            (Admission::Quarantined(reason), former) => match former.rank() {
                Some(rank) => Outcome::Quarantined { rank: moved(rank), reason },
                None => former,
            },
            (_, Outcome::Accepted { rank, late }) => Outcome::Accepted { rank: moved(rank), late },
            (_, Outcome::Lost { rank, winner, review }) => {
                Outcome::Lost { rank: moved(rank), winner, review }
            }
            (_, Outcome::Quarantined { rank, reason }) => Outcome::Quarantined { rank: moved(rank), reason },
            (_, Outcome::Rejected(_)) => former,
        };
        let free = |rank| self.free_rank(record, group, rank, self.transaction.id.writing());
        let outcome = match outcome {
            Outcome::Accepted { rank, late } => Outcome::Accepted { rank: free(rank), late },
            Outcome::Lost { rank, winner, review } => Outcome::Lost { rank: free(rank), winner, review },
            waiting => waiting,
        };
        if let (Some(came), Some(rank)) = (former.rank(), outcome.rank()) {
            self.moved(record, group, came, rank);
        }
        let docket = self.dockets.entry(record).or_default();
        if let Some(rank) = outcome.rank() {
            let (device, sequence) = of_device;
            docket.issue(group, device, sequence, rank, outcome.standing().is_some());
            self.touched.insert(record);
            if outcome.standing().is_none() {
                let (writing, member) = (self.transaction.id.writing(), self.transaction.member);
                self.note_writing(record, group, writing, member, rank);
            }
        }
        outcome
    }

    /// The own change that was on the screen comes later under a new number, if it waited in quarantine. A copy may have
    /// brought it under the number that they shared, which the rank from that time bears: what is filed apart stands
    /// above it too.
    fn know_shared_own(
        &mut self,
        record: RecordId,
        group: FieldNumber,
        changes: &[&Change],
        former: Option<Rank>,
    ) {
        if self.device != self.device.former() {
            return;
        }
        let own = changes.iter().map(|change| change.own).max().unwrap_or(0);
        let (Some(docket), Some(former)) = (self.dockets.get_mut(&record), former) else { return };
        let apart = docket.issued.get(&(group, self.device)).map_or(0, |apart| apart.sequence);
        let shared = docket.issued.get(&(group, former.device)).copied();
        if let Some(shared) = shared.filter(|shared| apart < shared.sequence && shared.sequence <= own) {
            let stands = shared.brought == Some(shared.top);
            docket.issue(group, self.device, shared.sequence, shared.top, stands);
        }
    }

    fn resume_closing(&mut self, change: &crate::RecordChange, outcome: Option<Outcome>) {
        let Some(rank) = outcome.and_then(|outcome| outcome.standing()) else { return };
        let Some(about) = super::parent_of(&change.changes) else { return };
        let closing = crate::review::Closing { rank, member: self.transaction.member };
        let item = self.record_mut(about).and_then(|record| record.reviews.get_mut(&change.record));
        if let Some(review) = item
            && review.close(closing)
        {
            let review = review.clone();
            self.touched.insert(about);
            self.tell(about, Patch::Review(change.record, review));
        }
    }
}

fn mark(outcomes: &mut [Option<Outcome>], at: usize, outcome: Outcome) {
    if let Some(slot) = outcomes.get_mut(at) {
        *slot = Some(outcome);
    }
}

fn ever_read<V: SchemaView>(rules: &Rules<'_, V>, member: MemberId, unit: Unit) -> bool {
    rules.ledger.ever_had(member, |role| {
        let reach = rules.schema.reach(role, unit.kind);
        let everywhere = reach.cases == crate::schema::Cases::All;
        reach.reads.unwrap_or(Class::Normal) >= unit.class
            && reach.reads.is_some()
            && (everywhere || unit.case.is_none_or(|case| rules.ledger.ever_held(member, case)))
    })
}

fn nothing_of<V>(rules: &Rules<'_, V>) -> Transaction {
    Transaction {
        id: crate::TransactionId::default(),
        sequence: 0,
        member: MemberId::default(),
        claimed: rules.now,
        ledger: 0,
        operation: String::new(),
        records: Vec::new(),
    }
}
