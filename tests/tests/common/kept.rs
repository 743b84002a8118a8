//! Where an office keeps what somebody wrote.

use office::store::OfficeStore;
use sync::office::Store as _;
use sync::{RecordId, Value};

/// As a value that stands, in a review, in the history, or with a transaction that waits or was refused.
pub fn place_of(store: &OfficeStore, record: RecordId, text: &str) -> Option<&'static str> {
    let is = |value: &Value| *value == Value::Text(text.to_owned());
    let known = store.docket(record).unwrap().and_then(|docket| docket.record);
    if let Some(known) = &known {
        if known.cells.values().any(|cell| is(&cell.value)) {
            return Some("current");
        }
        if known.reviews.values().any(|review| review.values.iter().any(|(_, value)| is(value))) {
            return Some("in review");
        }
    }
    let past = store.past(&[record]).unwrap();
    if past.values().flatten().any(|(_, cell)| is(&cell.value)) {
        return Some("in the history");
    }
    let waiting = store.quarantined().unwrap().into_iter().filter_map(|id| store.transaction(id).unwrap());
    let changes = waiting.flat_map(|logged| logged.transaction.records).flat_map(|change| change.changes);
    changes.into_iter().any(|change| is(&change.value)).then_some("in quarantine")
}
