//! Changes of this device that are not in force: the office refused them, or its administrator has to look first.

use serde::Serialize;
use sync::device::Store;
use sync::exchange::Kept;
use sync::verdict::{Quarantine, Rejection};
use sync::{Outcome, RecordId};

use super::as_shown;
use super::store::DeviceStore;
use crate::error::CasebookError;
use crate::reading::Reading;
use crate::record::FieldValue;
use crate::schema::Kind;

/// A change that is not in force, with its content.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Undelivered {
    /// The record it is about.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub record: RecordId,
    /// The name of the record's kind.
    pub kind: &'static str,
    /// The name of the field.
    pub field: &'static str,
    /// What was written; references are ids.
    pub value: FieldValue,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// A stable code of why.
    pub reason: &'static str,
    /// It waits for the office's administrator; else it was refused for good.
    pub waits: bool,
}

/// Every change of this device that is not in force, as long as it is kept here; oldest first. What was erased is not
/// told again.
pub fn list(reading: &Reading) -> Result<Vec<Undelivered>, CasebookError> {
    let kept = DeviceStore::over(reading.connection).kept()?;
    Ok(kept.iter().flat_map(|kept| of_transaction(reading, kept)).collect())
}

fn of_transaction(reading: &Reading, kept: &Kept) -> Vec<Undelivered> {
    let changes = kept.transaction.records.iter();
    let changes = changes.flat_map(|change| change.changes.iter().map(move |one| (change, one)));
    let at = i64::try_from(kept.transaction.claimed.milliseconds_utc()).unwrap_or(0);
    changes
        .zip(&kept.verdict.outcomes)
        .filter_map(|((change, one), outcome)| {
            let (reason, waits) = why(outcome)?;
            let kind = Kind::numbered(change.kind)?;
            let field = kind.field_numbered(one.field)?;
            if !field.is_read_with(kind.reach(reading.session.role)) {
                return None;
            }
            let value = as_shown(field, &one.value);
            Some(Undelivered {
                record: change.record,
                kind: kind.name,
                field: field.name,
                value,
                at,
                reason,
                waits,
            })
        })
        .collect()
}

fn why(outcome: &Outcome) -> Option<(&'static str, bool)> {
    Some(match outcome {
        Outcome::Accepted { .. } | Outcome::Lost { .. } | Outcome::Rejected(Rejection::Erased) => {
            return None;
        }
        Outcome::Rejected(Rejection::OtherKind) => ("other_kind", false),
        Outcome::Rejected(Rejection::Moved) => ("moved", false),
        Outcome::Rejected(Rejection::Refused) => ("refused", false),
        Outcome::Rejected(Rejection::WithItsUnit) => ("with_its_unit", false),
        Outcome::Quarantined { reason, .. } => (waits_because(*reason), true),
    })
}

/// The stable code of why a change waits for an administrator.
pub fn waits_because(reason: Quarantine) -> &'static str {
    match reason {
        Quarantine::OutOfScope => "out_of_scope",
        Quarantine::UnknownMember => "unknown_member",
        Quarantine::Revoked => "revoked",
        Quarantine::Unplaced => "unplaced",
    }
}
