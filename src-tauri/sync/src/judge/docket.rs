//! A record with what the office needs for judging it, and the rank of a change: rule 2.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{DeviceNumber, FieldNumber, HybridTime, MemberId, Rank, Record, RecordId, Stamp, Writing};

/// What the office remembers of a current value besides the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Where in the log it became current.
    pub position: u64,
    /// The epoch in which an office ranked it.
    pub epoch: u32,
    /// What its author had seen.
    pub seen: Option<Stamp>,
}

/// What one device got on one group of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Issued {
    /// The device's last transaction that changed it.
    pub sequence: u64,
    /// The highest rank, quarantined ones too, by where they stand since; see [`Docket::raised`].
    pub top: Rank,
    /// The highest rank in force that its own transactions brought.
    pub brought: Option<Rank>,
    /// The highest rank in force, whoever brought it.
    pub standing: Option<Rank>,
}

/// A record with what the office needs for judging it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Docket {
    /// The record; `None` while the office does not know it.
    pub record: Option<Record>,
    /// Of its current values.
    pub origins: BTreeMap<FieldNumber, Origin>,
    /// By group of fields and device. A store may drop what is below the current value's time and older than the
    /// retention of its log.
    pub issued: BTreeMap<(FieldNumber, DeviceNumber), Issued>,
    /// What writings got that were ranked since the office was first restored, by group, writing and author. Only
    /// an office that has come back meets a writing twice. May go once every device has offered again.
    pub ranked: BTreeMap<(FieldNumber, Writing, MemberId), Rank>,
    /// Stamps under which a value was known, and the higher one that it has since.
    pub raised: BTreeMap<(FieldNumber, Stamp), Stamp>,
    /// It was erased, with this case: nothing of it comes back.
    pub erased: Option<RecordId>,
}

impl Docket {
    /// The rank of a change: rule 2. `seen` is what it must stand above.
    pub fn rank(
        &self,
        group: FieldNumber,
        device: DeviceNumber,
        written: HybridTime,
        seen: Option<Stamp>,
    ) -> Rank {
        let above_seen = seen.map_or(written, |seen| self.now_at(group, seen).time.successor());
        let above_own = self.issued.get(&(group, device));
        let above_own =
            above_own.map_or(written, |issued| self.now_at(group, issued.top.stamp()).time.successor());
        Rank { time: written.max(above_seen).max(above_own), written, device }
    }

    /// A rank from an earlier office, moved up where it would not stand above what its author had seen and written
    /// before: the office that came back may have ranked those higher.
    pub(super) fn at_least(
        &self,
        rank: Rank,
        group: FieldNumber,
        (device, sequence): (DeviceNumber, u64),
        seen: Option<Stamp>,
    ) -> Rank {
        let above_seen = seen.map_or(rank.time, |seen| self.now_at(group, seen).time.successor());
        let before = self.issued.get(&(group, device)).filter(|issued| issued.sequence < sequence);
        let above_own =
            before.map_or(rank.time, |issued| self.now_at(group, issued.top.stamp()).time.successor());
        rank.moved_up(above_seen.max(above_own))
    }

    /// Where a value now stands that was seen with this stamp.
    pub(super) fn now_at(&self, group: FieldNumber, seen: Stamp) -> Stamp {
        let mut at = seen;
        while let Some(higher) = self.raised.get(&(group, at)).filter(|higher| **higher > at) {
            at = *higher;
        }
        at
    }

    /// Notes that a value of a device stands, whoever brought it. It does not count as the device's previous one: the
    /// device may still send what it wrote before.
    pub(super) fn stands(&mut self, group: FieldNumber, rank: Rank) {
        let issued = self.issued.entry((group, rank.device)).or_default();
        issued.standing = issued.standing.max(Some(rank));
    }

    /// Notes what a device got on a group.
    pub(super) fn issue(
        &mut self,
        group: FieldNumber,
        device: DeviceNumber,
        sequence: u64,
        rank: Rank,
        stands: bool,
    ) {
        // By where they stand now: what the device wrote later may have moved above what comes again with a higher rank.
        let at = |rank: &Rank| (self.now_at(group, rank.stamp()), *rank);
        let before = self.issued.get(&(group, device)).map_or(rank, |issued| issued.top);
        let top = std::cmp::max_by_key(before, rank, at);
        let issued = self.issued.entry((group, device)).or_default();
        issued.sequence = issued.sequence.max(sequence);
        issued.top = top;
        if stands {
            issued.brought = issued.brought.max(Some(rank));
            issued.standing = issued.standing.max(Some(rank));
        }
    }

    /// What the office gave to the device's own change that was on the screen.
    pub(super) fn own(&self, group: FieldNumber, device: DeviceNumber, own: u64) -> Option<Stamp> {
        let issued = self.issued.get(&(group, device))?;
        (own != 0 && issued.sequence <= own).then(|| self.now_at(group, issued.top.stamp()))
    }
}
