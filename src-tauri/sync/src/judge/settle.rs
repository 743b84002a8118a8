//! A group of fields meets the values that stand: who wins, what goes into the history, and whether it is a conflict.
//!
//! A conflict needs different values from different devices. It is one
//! - when a change wins over a value that its author had not seen;
//! - when a change that the office meets for the first time loses: then nobody who wrote later had seen it, whatever
//!   their stamps say;
//! - when a value that an earlier epoch had ranked meets one that was ranked since, and neither knew the other. Between
//!   values of the same past the office of that past has decided.

use super::{Docket, Origin, PENDING, Work};
use crate::review::{Closing, Review};
use crate::schema::{Conflict, SchemaView, field_view};
use crate::verdict::{Outcome, Winner};
use crate::{
    Cell, Change, DELETED, DeviceNumber, EffectiveSeen, FieldNumber, MemberId, Met, Patch, Rank,
    RecordChange, RecordId, Value, Writing,
};

/// Values of one group from one author, on their way into a record.
pub(super) struct Incoming {
    pub record: RecordId,
    pub group: FieldNumber,
    pub values: Vec<(FieldNumber, Value)>,
    pub rank: Rank,
    pub member: MemberId,
    pub writing: Writing,
    pub seen: EffectiveSeen,
    /// `None`: ranked now. Else ranked by the office of this epoch, or of one before it.
    pub epoch: Option<u32>,
    /// What an earlier office had moved these values above.
    pub beneath: Vec<(Writing, MemberId, Rank)>,
}

impl Incoming {
    fn cell(&self, value: &Value) -> Cell {
        Cell { value: value.clone(), rank: self.rank, member: self.member, writing: self.writing }
    }
}

/// What became of them.
pub(super) struct Settled {
    pub winner: Option<Winner>,
    pub review: Option<RecordId>,
}

impl<V: SchemaView> Work<'_, V> {
    /// The changes of one group that were admitted.
    pub(super) fn admit_group(
        &mut self,
        change: &RecordChange,
        group: FieldNumber,
        places: &[usize],
        late: bool,
        fixed: Option<Rank>,
    ) -> Outcome {
        let changes: Vec<&Change> = places.iter().filter_map(|place| change.changes.get(*place)).collect();
        let seen = self.seen(change.record, group, &changes);
        let before = self.ranked_before(change.record, group);
        let epoch = before.map(|_| self.rules.ledger.epoch());
        let rank = self.issue(change.record, group, seen, true, fixed);
        let values = changes.iter().map(|change| (change.field, change.value.clone())).collect();
        let (record, member, writing) =
            (change.record, self.transaction.member, self.transaction.id.writing());
        let beneath = Vec::new();
        let incoming = Incoming { record, group, values, rank, member, writing, seen, epoch, beneath };
        let settled = self.settle(incoming);
        match settled.winner {
            None => Outcome::Accepted { rank, late },
            winner => Outcome::Lost { rank, winner, review: settled.review },
        }
    }

    pub(super) fn settle(&mut self, incoming: Incoming) -> Settled {
        self.touched.insert(incoming.record);
        self.stand_above_other_rank(&incoming);
        let settled = if incoming.group == DELETED { self.keep(&incoming) } else { self.meet(&incoming) };
        self.close_what_it_supersedes(&incoming);
        settled
    }

    /// Somebody keeps a record that was, or may be, deleted.
    fn keep(&mut self, incoming: &Incoming) -> Settled {
        let mut winner = None;
        let origin = self.origin(incoming);
        let mut patches = Vec::new();
        let Some(docket) = self.dockets.get_mut(&incoming.record) else { return Settled::won() };
        let Some(record) = docket.record.as_mut() else { return Settled::won() };
        for (field, value) in &incoming.values {
            let cell = incoming.cell(value);
            match record.meet(*field, cell.clone()) {
                Met::Won(_) => {
                    docket.origins.insert(*field, origin);
                    patches.push(Patch::Cell(*field, cell));
                }
                Met::Lost => winner = record.cells.get(field).map(Winner::of),
                Met::Same => {}
            }
        }
        if let Some((rank, removal)) = record.holding_removal() {
            winner = Some(Winner { stamp: rank.stamp(), member: removal.member });
        }
        patches.into_iter().for_each(|patch| self.tell(incoming.record, patch));
        Settled { winner, review: None }
    }

    fn meet(&mut self, incoming: &Incoming) -> Settled {
        let origin = self.origin(incoming);
        let standing = self.standing(incoming);
        let top = standing.iter().map(|(_, cell)| cell).max_by_key(|cell| cell.rank);
        if let Some(top) = top.filter(|top| top.rank > incoming.rank) {
            let (winner, device) = (Winner::of(top), top.rank.device);
            return self.lose(incoming, &standing, winner, device);
        }
        let review = self.review_of_losers(incoming, &standing);
        let mut patches = Vec::new();
        let Some(docket) = self.dockets.get_mut(&incoming.record) else { return Settled::won() };
        let Some(record) = docket.record.as_mut() else { return Settled::won() };
        for (field, value) in &incoming.values {
            let cell = incoming.cell(value);
            if let Met::Won(before) = record.meet(*field, cell.clone()) {
                docket.origins.insert(*field, origin);
                patches.extend(before.map(|before| Patch::Past(*field, before)));
                patches.push(Patch::Cell(*field, cell));
            }
        }
        patches.into_iter().for_each(|patch| self.tell(incoming.record, patch));
        if let Some((loser, member, values)) = review {
            self.open_review(incoming.record, incoming.group, loser, member, values);
        }
        Settled::won()
    }

    fn lose(
        &mut self,
        incoming: &Incoming,
        standing: &[(FieldNumber, Cell)],
        winner: Winner,
        device: DeviceNumber,
    ) -> Settled {
        for (field, value) in &incoming.values {
            self.tell(incoming.record, Patch::Past(*field, incoming.cell(value)));
        }
        let unseen = |field: FieldNumber| match incoming.epoch {
            None => true,
            Some(epoch) => self.origin_of(incoming.record, field).is_some_and(|origin| {
                origin.epoch > epoch && !EffectiveSeen::new(origin.seen, None).knows(incoming.rank)
            }),
        };
        let differs = |field: FieldNumber, cell: &Cell| {
            incoming.values.iter().any(|(other, value)| *other == field && *value != cell.value)
        };
        let conflict = device != incoming.rank.device
            && standing.iter().any(|(field, cell)| differs(*field, cell) && unseen(*field))
            && self.wants_review(incoming);
        let review = conflict.then(|| {
            let values = incoming.values.clone();
            self.open_review(incoming.record, incoming.group, incoming.rank, incoming.member, values)
        });
        Settled { winner: Some(winner), review }
    }

    /// What loses to the incoming values without their author having seen it, where somebody has to look at both.
    #[allow(clippy::type_complexity)]
    fn review_of_losers(
        &self,
        incoming: &Incoming,
        standing: &[(FieldNumber, Cell)],
    ) -> Option<(Rank, MemberId, Vec<(FieldNumber, Value)>)> {
        if !self.wants_review(incoming) {
            return None;
        }
        let unseen = |field: FieldNumber, cell: &Cell| match incoming.epoch {
            None => !incoming.seen.knows(cell.rank),
            Some(epoch) => self.origin_of(incoming.record, field).is_some_and(|origin| origin.epoch > epoch),
        };
        let lost = |(field, cell): &&(FieldNumber, Cell)| {
            let other = incoming.values.iter().find(|(other, _)| other == field);
            other.is_some_and(|(_, value)| *value != cell.value)
                && cell.rank < incoming.rank
                && cell.rank.device != incoming.rank.device
                && unseen(*field, cell)
        };
        let (_, loser) = standing.iter().filter(lost).max_by_key(|(_, cell)| cell.rank)?;
        let same = standing.iter().filter(|(_, cell)| cell.rank == loser.rank);
        let values = same.map(|(field, cell)| (*field, cell.value.clone())).collect();
        Some((loser.rank, loser.member, values))
    }

    fn wants_review(&self, incoming: &Incoming) -> bool {
        let kind = self.dockets.get(&incoming.record).and_then(|docket| docket.record.as_ref());
        kind.is_some_and(|record| {
            incoming.values.iter().any(|(field, _)| {
                field_view(self.rules.schema, record.kind, *field).conflict == Conflict::Review
            })
        })
    }

    /// The values of the group as they stand.
    fn standing(&self, incoming: &Incoming) -> Vec<(FieldNumber, Cell)> {
        let record = self.dockets.get(&incoming.record).and_then(|docket| docket.record.as_ref());
        let Some(record) = record else { return Vec::new() };
        let of_group =
            |field: FieldNumber| field_view(self.rules.schema, record.kind, field).group == incoming.group;
        let cells = record.cells.iter().filter(|(field, _)| of_group(**field));
        cells.map(|(field, cell)| (*field, cell.clone())).collect()
    }

    fn origin(&self, incoming: &Incoming) -> Origin {
        let epoch = incoming.epoch.unwrap_or(self.rules.ledger.epoch());
        Origin { position: PENDING, epoch, seen: incoming.seen.canonical() }
    }

    fn origin_of(&self, record: RecordId, field: FieldNumber) -> Option<Origin> {
        self.dockets.get(&record)?.origins.get(&field).copied()
    }

    /// One item for one loser. It is born closed when the loser's device has written over the field since.
    pub(super) fn open_review(
        &mut self,
        record: RecordId,
        lead: FieldNumber,
        loser: Rank,
        member: MemberId,
        values: Vec<(FieldNumber, Value)>,
    ) -> RecordId {
        let id = Review::id(record, lead, loser);
        let since = self.dockets.get(&record).and_then(|docket| docket.written_since(lead, loser));
        let review =
            Review { lead, values, rank: loser, member, closed: since.map(|rank| Closing { rank, member }) };
        if let Some(known) = self.record_mut(record)
            && known.meet_review(id, review.clone())
        {
            self.tell(record, Patch::Review(id, review));
        }
        id
    }

    /// The loser's author has written over the field, knowingly: on the same device always, on another when the
    /// winner was on the screen.
    fn close_what_it_supersedes(&mut self, incoming: &Incoming) {
        let Incoming { rank, member, seen, group, .. } = *incoming;
        let Some(record) = self.record_mut(incoming.record) else { return };
        let top = record.cells.get(&group).map(|cell| cell.rank);
        let knew_winner = |loser: Rank| {
            seen.canonical().is_some_and(|seen| seen.time > loser.time) && top.is_some_and(|top| top >= rank)
        };
        let mut closed = Vec::new();
        for (id, review) in &mut record.reviews {
            let own = review.rank.device == rank.device && review.rank < rank;
            let former = seen.knows_as_own(review.rank);
            let elsewhere = review.member == member && review.rank < rank && knew_winner(review.rank);
            if review.lead == group && (own || former || elsewhere) && review.close(Closing { rank, member })
            {
                closed.push((*id, review.clone()));
            }
        }
        for (id, review) in closed {
            self.tell(incoming.record, Patch::Review(id, review));
        }
    }

    /// Somebody resolved a review item.
    pub(super) fn close_item(
        &mut self,
        change: &RecordChange,
        admission: Option<super::Admission>,
    ) -> Option<Outcome> {
        use super::Admission;
        use crate::verdict::{Quarantine, Rejection};
        let member = self.transaction.member;
        match admission? {
            Admission::Rejected(reason) => Some(Outcome::Rejected(reason)),
            Admission::Decided(outcome) => Some(outcome),
            Admission::Quarantined(reason) => {
                let rank = self.issue(change.record, DELETED, EffectiveSeen::default(), false, None);
                Some(Outcome::Quarantined { rank, reason })
            }
            Admission::Admitted { late } => {
                let rank = self.issue(change.record, DELETED, EffectiveSeen::default(), true, None);
                let Some(about) = super::parent_of(&change.changes) else {
                    return Some(Outcome::Rejected(Rejection::OtherKind));
                };
                let Some(review) =
                    self.record_mut(about).and_then(|record| record.reviews.get_mut(&change.record))
                else {
                    return Some(Outcome::Quarantined { rank, reason: Quarantine::Unplaced });
                };
                if review.close(Closing { rank, member }) {
                    let review = review.clone();
                    self.touched.insert(about);
                    self.tell(about, Patch::Review(change.record, review));
                }
                Some(Outcome::Accepted { rank, late })
            }
        }
    }
}

impl Docket {
    /// What the device of a loser wrote on the group since, in force.
    fn written_since(&self, group: FieldNumber, loser: Rank) -> Option<Rank> {
        let standing = self.issued.get(&(group, loser.device))?.standing?;
        (standing > loser).then_some(standing)
    }
}

impl Settled {
    fn won() -> Settled {
        Settled { winner: None, review: None }
    }
}

impl Winner {
    fn of(cell: &Cell) -> Winner {
        Winner { stamp: cell.rank.stamp(), member: cell.member }
    }
}
