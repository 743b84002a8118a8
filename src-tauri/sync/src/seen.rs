//! What an author had on the screen. Screens carry it from reading to writing; the write path never infers it, or an
//! edit would silently overwrite what arrived while somebody typed.

use serde::{Deserialize, Serialize};

use crate::{DeviceNumber, Rank, Stamp, TransactionId};

/// What stood on the screen for one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Seen {
    /// The canonical stamp that was shown, or stood beneath own waiting values.
    pub canonical: Option<Stamp>,
    /// The own waiting transaction whose value was shown. By its identifier: its number may change meanwhile.
    pub own: Option<TransactionId>,
}

/// What the office makes of it: the canonical stamp that was seen, and what the office gave to the own change that was
/// shown. A rejected own change is skipped, and so is a stamp that no office ever gave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EffectiveSeen {
    canonical: Option<Stamp>,
    own: Option<Stamp>,
}

impl EffectiveSeen {
    /// `own` is the stamp that the office gave to the author's own change that was shown.
    pub fn new(canonical: Option<Stamp>, own: Option<Stamp>) -> EffectiveSeen {
        EffectiveSeen { canonical: canonical.filter(|stamp| stamp.device != DeviceNumber(0)), own }
    }

    /// The canonical stamp that the change must stand above.
    pub fn canonical(self) -> Option<Stamp> {
        self.canonical
    }

    /// Whether it is the author's own change that was shown.
    pub fn knows_as_own(self, rank: Rank) -> bool {
        self.own == Some(rank.stamp())
    }

    /// Whether the author knew a value that is, or was, current. What was seen had outranked everything before it. A
    /// value of the same time that is not the one that was seen came later: it outranked that one by the tie rule.
    pub fn knows(self, current: Rank) -> bool {
        let stamp = current.stamp();
        self.own == Some(stamp)
            || self.canonical.is_some_and(|seen| seen == stamp || current.time < seen.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HybridTime;

    fn rank(time: u64, device: u32) -> Rank {
        let time = HybridTime::new(time, 0);
        Rank { time, written: time, device: DeviceNumber(device) }
    }

    #[test]
    fn what_was_on_the_screen_is_known_and_what_came_later_is_not() {
        let seen = EffectiveSeen::new(Some(rank(5, 1).stamp()), None);
        assert!(seen.knows(rank(5, 1)) && seen.knows(rank(4, 2)));
        assert!(!seen.knows(rank(6, 2)) && !seen.knows(rank(5, 2)));
        assert!(!EffectiveSeen::default().knows(rank(1, 1)));
    }

    #[test]
    fn a_stamp_from_before_joining_is_no_canonical_one() {
        let local = Stamp { time: HybridTime::new(u64::MAX, 0), device: DeviceNumber(0) };
        assert_eq!(EffectiveSeen::new(Some(local), None), EffectiveSeen::default());
    }

    #[test]
    fn an_own_change_in_quarantine_makes_no_earlier_value_known() {
        let seen = EffectiveSeen::new(Some(rank(1, 1).stamp()), Some(rank(9, 3).stamp()));
        assert!(seen.knows(rank(9, 3)) && !seen.knows(rank(5, 2)));
    }
}
