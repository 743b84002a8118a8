//! Deleting, and what makes a deletion void: a value that stands now and that the deletion had not seen. It follows
//! from the record alone, so it does not matter which of the two arrived first; and it is marked, so it stays.

use super::{Docket, Work};
use crate::schema::{SchemaView, field_view};
use crate::verdict::{Outcome, Winner};
use crate::{Cell, DELETED, FieldNumber, Patch, Rank, Record, RecordChange, RecordId, Removal};

impl<V: SchemaView> Work<'_, V> {
    pub(super) fn remove(&mut self, change: &RecordChange, late: bool, fixed: Option<Rank>) -> Outcome {
        let Some(one) = change.changes.iter().find(|one| one.is_removal()) else {
            return Outcome::Rejected(crate::verdict::Rejection::WithItsUnit);
        };
        let seen = self.seen(change.record, DELETED, &[one]);
        let rank = self.issue(change.record, DELETED, seen, true, fixed);
        let removing = one.removing.clone().unwrap_or_default();
        let beneath = removing.beneath.into_iter().collect();
        let (member, writing) = (self.transaction.member, self.transaction.id.writing());
        let mut removal = Removal { member, writing, beneath, void: false };
        self.complete(change, removing.epoch, removing.cursor, &mut removal);
        self.meet_removal(change.record, rank, removal);
        self.void_unseen(change.record);
        let holding = self.dockets.get(&change.record).and_then(|docket| docket.record.as_ref());
        let Some(record) = holding else { return Outcome::Accepted { rank, late } };
        if record.holding_removal().is_some_and(|(holding, _)| holding >= rank) {
            return Outcome::Accepted { rank, late };
        }
        let kept = record.cells.get(&DELETED).filter(|kept| kept.rank > rank);
        let winner = kept.or_else(|| unseen_in(record, rank)).map(winner_of);
        Outcome::Lost { rank, winner, review: None }
    }

    pub(super) fn meet_removal(&mut self, record: RecordId, rank: Rank, mut removal: Removal) {
        // The same deletion under another rank: one of them counts.
        if let Some(before) = self.ranked(record, DELETED, removal.writing, removal.member) {
            removal.void |= before != rank;
        }
        self.note_writing(record, DELETED, removal.writing, removal.member, rank);
        self.touched.insert(record);
        if let Some(known) = self.record_mut(record)
            && known.meet_removal(rank, removal)
            && let Some(removal) = known.removals.get(&rank).cloned()
        {
            self.tell(record, Patch::Removal(rank, removal));
        }
    }

    /// What the device could not say itself: values of its own that stood before, and values that its member's scope
    /// hides but that its office had told before.
    fn complete(&self, change: &RecordChange, epoch: u32, cursor: u64, removal: &mut Removal) {
        let Some(docket) = self.dockets.get(&change.record) else { return };
        let Some(record) = &docket.record else { return };
        let known = self.rules.ledger.cursor_after(epoch, cursor);
        for (field, cell) in record.cells.iter().filter(|(field, _)| **field != DELETED) {
            let own = self.is_own_before(docket, record, *field, cell.rank);
            let told = docket.origins.get(field).is_some_and(|origin| origin.position <= known);
            if own || (told && self.is_hidden(record, *field)) {
                let stamp = removal.beneath.entry(*field).or_insert(cell.rank.stamp());
                *stamp = (*stamp).max(cell.rank.stamp());
            }
        }
    }

    /// A value that this device wrote before, be it under a former number.
    fn is_own_before(&self, docket: &Docket, record: &Record, field: FieldNumber, rank: Rank) -> bool {
        let group = field_view(self.rules.schema, record.kind, field).group;
        let issued = docket.issued.get(&(group, self.device));
        issued.is_some_and(|issued| {
            issued.sequence <= self.transaction.sequence
                && (issued.top == rank
                    || issued.brought == Some(rank)
                    || (rank.device == self.device && rank < issued.top))
        })
    }

    fn is_hidden(&self, record: &Record, field: FieldNumber) -> bool {
        let (rules, member) = (self.rules, self.transaction.member);
        let since = rules.ledger.device(self.device).and_then(|device| device.ever.get(&member));
        let then = self.transaction.ledger.max(since.copied().unwrap_or(0)).min(rules.ledger.position());
        let reads =
            rules.ledger.role(member, then).and_then(|role| rules.schema.reach(role, record.kind).reads);
        reads.is_none_or(|reads| reads < field_view(rules.schema, record.kind, field).class)
    }

    /// What is released now was written before the same device last deleted the record, or kept it: that deletion knew
    /// it. Those below need not have, but where the last one does not hold they do not either: it knew all they knew. As
    /// long as the last one is not in force, only those knew it that were written later; at the same time is not later.
    /// What stands above with the device's number is a copy's that an earlier office did not tell apart. A copy that has
    /// a number of its own since, and wrote nothing over what is released, knew it too.
    pub(super) fn deletions_knew_what_is_released(&mut self) {
        let (own, sequence, writing) =
            (self.device, self.transaction.sequence, self.transaction.id.writing());
        for id in self.touched.clone() {
            let Some(docket) = self.dockets.get_mut(&id) else { continue };
            let Some(record) = docket.record.as_mut() else { continue };
            let released = record.cells.iter().filter(|(_, cell)| cell.writing == writing);
            let released: Vec<_> = released.map(|(field, cell)| (*field, cell.rank)).collect();
            for ((_, device), last) in docket.issued.iter().filter(|((group, _), _)| *group == DELETED) {
                for (field, rank) in &released {
                    let group = field_view(self.rules.schema, record.kind, *field).group;
                    let copys = docket.issued.get(&(group, *device)).filter(|issued| issued.top == *rank);
                    let written =
                        if *device == own { Some(sequence) } else { copys.map(|issued| issued.sequence) };
                    if written.is_none_or(|written| written > last.sequence) {
                        continue;
                    }
                    let in_force = last.brought == Some(last.top);
                    let knew = |removal: &Rank| {
                        removal.device == *device && (in_force || rank.written < removal.written)
                    };
                    let removals = record.removals.range_mut(..=last.top);
                    for (_, removal) in removals.filter(|(removal, _)| knew(removal)) {
                        let known = removal.beneath.entry(*field).or_insert(rank.stamp());
                        *known = (*known).max(rank.stamp());
                    }
                }
            }
        }
    }

    pub(super) fn void_what_was_not_seen(&mut self) {
        for record in self.touched.clone() {
            self.void_unseen(record);
        }
    }

    fn void_unseen(&mut self, id: RecordId) {
        let Some(record) = self.record_mut(id) else { return };
        let void: Vec<Rank> = record
            .removals
            .iter()
            .filter(|(_, removal)| !removal.void && unseen_by(record, removal).is_some())
            .map(|(rank, _)| *rank)
            .collect();
        for rank in void {
            let Some(removal) = self.record_mut(id).and_then(|record| record.removals.get_mut(&rank)) else {
                continue;
            };
            removal.void = true;
            let removal = removal.clone();
            self.tell(id, Patch::Removal(rank, removal));
        }
    }
}

/// A value that stands and that a deletion had not seen.
fn unseen_by<'a>(record: &'a Record, removal: &Removal) -> Option<&'a Cell> {
    let unseen = |(field, cell): &(&FieldNumber, &Cell)| {
        let beneath = removal.beneath.get(field);
        let seen = beneath.is_some_and(|seen| *seen == cell.rank.stamp() || cell.rank.time < seen.time);
        **field != DELETED && !seen
    };
    record.cells.iter().find(unseen).map(|(_, cell)| cell)
}

fn unseen_in(record: &Record, rank: Rank) -> Option<&Cell> {
    unseen_by(record, record.removals.get(&rank)?)
}

fn winner_of(cell: &Cell) -> Winner {
    Winner { stamp: cell.rank.stamp(), member: cell.member }
}
