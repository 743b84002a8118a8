//! What an administrator decides about quarantined changes. Those of one device are released in the order of their
//! sequence numbers; each with the rank that was reserved for it when it arrived.

use super::{Admission, Dockets, Judgement, Rules, Work};
use crate::schema::SchemaView;
use crate::verdict::{Outcome, Rejection, Verdict};
use crate::{DeviceNumber, Transaction};

/// Lets the quarantined changes of a transaction in. What hangs on a record that the office still does not know stays.
/// The judgement's outcomes take the place of the verdict's; it makes a log entry of its own.
pub fn release<V: SchemaView>(
    rules: &Rules<'_, V>,
    device: DeviceNumber,
    transaction: &Transaction,
    verdict: &Verdict,
    dockets: Dockets,
) -> Judgement {
    let mut work = Work::new(rules, device, transaction, dockets);
    let admissions: Vec<Admission> = work
        .admit_released()
        .into_iter()
        .zip(&verdict.outcomes)
        .map(|(admission, outcome)| match outcome {
            Outcome::Quarantined { .. } => admission,
            decided => Admission::Decided(*decided),
        })
        .collect();
    work.apply(&admissions, Some(&verdict.outcomes))
}

/// Refuses the quarantined changes of a transaction. Their content stays in the log.
pub fn refuse(verdict: &Verdict) -> Vec<Outcome> {
    let refused = |outcome: &Outcome| match outcome {
        Outcome::Quarantined { .. } => Outcome::Rejected(Rejection::Refused),
        decided => *decided,
    };
    verdict.outcomes.iter().map(refused).collect()
}
