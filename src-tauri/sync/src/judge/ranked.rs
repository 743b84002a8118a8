//! One writing that two offices ranked: the one that was lost, and the one that came back.
//!
//! A transaction whose verdict got lost on the way was ranked by the office that was lost, and colleagues may hold its
//! value with that rank; to the office that came back it is new. Were it simply ranked again, the two ranks would count
//! as two writings, and the older copy could outrank what its own author, or whoever saw it, wrote over it since. So a
//! writing keeps its first rank here; and when a copy comes with a higher one, what stands over the writing moves above
//! that copy. A writing is known by its author and a mark of its transaction.

use super::settle::Incoming;
use super::{Dockets, Origin, PENDING, Rules, Work};
use crate::schema::{SchemaView, field_view};
use crate::{Cell, DELETED, FieldNumber, MemberId, Patch, Rank, RecordId, Transaction, Verdict, Writing};

/// A verdict on a known transaction with the ranks that its writings have since: what its device writes over them next
/// has to stand above those.
pub fn as_it_stands<V: SchemaView>(
    rules: &Rules<'_, V>,
    transaction: &Transaction,
    verdict: &Verdict,
    dockets: &Dockets,
) -> Verdict {
    let mut verdict = verdict.clone();
    let mut outcomes = verdict.outcomes.iter_mut();
    for change in &transaction.records {
        let docket = dockets.get(&change.record);
        for (one, outcome) in change.changes.iter().zip(outcomes.by_ref()) {
            let group = field_view(rules.schema, change.kind, one.field).group;
            let writing = (group, transaction.id.writing(), transaction.member);
            let since = docket.and_then(|docket| docket.ranked.get(&writing));
            if let (Some(rank), Some(since)) = (outcome.rank_mut(), since) {
                *rank = (*rank).max(*since);
            }
        }
    }
    verdict
}

impl<V: SchemaView> Work<'_, V> {
    /// The rank that a writing got here since the office came back.
    pub(super) fn ranked(
        &self,
        record: RecordId,
        group: FieldNumber,
        writing: Writing,
        member: MemberId,
    ) -> Option<Rank> {
        self.dockets.get(&record)?.ranked.get(&(group, writing, member)).copied()
    }

    /// The same for the transaction on the bench.
    pub(super) fn ranked_before(&self, record: RecordId, group: FieldNumber) -> Option<Rank> {
        self.ranked(record, group, self.transaction.id.writing(), self.transaction.member)
    }

    pub(super) fn note_writing(
        &mut self,
        record: RecordId,
        group: FieldNumber,
        writing: Writing,
        member: MemberId,
        rank: Rank,
    ) {
        if self.rules.ledger.epoch() == 0 || writing == Writing(0) {
            return;
        }
        let docket = self.dockets.entry(record).or_default();
        let known = docket.ranked.entry((group, writing, member)).or_insert(rank);
        let (low, high) = ((*known).min(rank), (*known).max(rank));
        *known = high;
        if low != high {
            docket.raised.insert((group, low.stamp()), high.stamp());
        }
    }

    /// Two copies of one casebook may have been given the same rank by two offices: then the later to come stands above.
    pub(super) fn free_rank(
        &self,
        record: RecordId,
        group: FieldNumber,
        rank: Rank,
        writing: Writing,
    ) -> Rank {
        let Some(standing) = self.dockets.get(&record).and_then(|docket| docket.record.as_ref()) else {
            return rank;
        };
        let of_group =
            |field: FieldNumber| field_view(self.rules.schema, standing.kind, field).group == group;
        let taken = |rank: Rank| {
            let mut cells = standing.cells.iter().filter(|(field, _)| of_group(**field));
            cells.any(|(_, cell)| cell.rank == rank && cell.writing != writing && cell.writing != Writing(0))
        };
        let mut free = rank;
        while writing != Writing(0) && taken(free) {
            free = free.moved_up(free.time.successor());
        }
        free
    }

    /// A value that came with one rank stands with another: whoever saw it under the first knows it under the second.
    pub(super) fn moved(&mut self, record: RecordId, group: FieldNumber, from: Rank, to: Rank) {
        if from != to && self.rules.ledger.epoch() > 0 {
            let docket = self.dockets.entry(record).or_default();
            docket.raised.insert((group, from.stamp()), to.stamp());
        }
    }

    /// A copy of a known writing comes with a higher rank: what stands over the writing moves above the copy, unless an
    /// earlier office had moved the writing above that.
    pub(super) fn stand_above_other_rank(&mut self, incoming: &Incoming) {
        let Incoming { record: id, group, writing, member, rank, seen: knowledge, .. } = *incoming;
        let known = self.ranked(id, group, writing, member);
        self.note_writing(id, group, writing, member, rank);
        let Some(known) = known.filter(|known| *known < rank) else { return };
        let (schema, epoch) = (self.rules.schema, self.rules.ledger.epoch());
        let Some(docket) = self.dockets.get_mut(&id) else { return };
        let Some(record) = docket.record.as_mut() else { return };
        let kind = record.kind;
        let of_group = |field: FieldNumber| {
            if group == DELETED { field == DELETED } else { field_view(schema, kind, field).group == group }
        };
        let mut raised = Vec::new();
        for (field, cell) in record.cells.iter_mut().filter(|(field, _)| of_group(**field)) {
            let is_beneath = incoming.beneath.iter().any(|(writing, member, past)| {
                (*writing, *member) == (cell.writing, cell.member) && *past >= cell.rank
            });
            if cell.rank > known && cell.rank < rank && !knowledge.knows(cell.rank) && !is_beneath {
                cell.rank = cell.rank.moved_up(rank.time.successor());
                let seen = docket.origins.get(field).and_then(|origin| origin.seen);
                docket.origins.insert(*field, Origin { position: PENDING, epoch, seen });
                raised.push((*field, cell.clone()));
            }
        }
        for (field, cell) in raised {
            let Cell { rank, member, writing, .. } = cell;
            if let Some(docket) = self.dockets.get_mut(&id) {
                docket.stands(group, rank);
            }
            self.note_writing(id, group, writing, member, rank);
            self.tell(id, Patch::Cell(field, cell));
        }
    }
}
