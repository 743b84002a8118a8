//! Two versions of which somebody has to take one: the one that stands, and the one that lost to it unseen.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde::Serialize;
use sync::device::{Shelf, Store};
use sync::review::{CLOSED, REVIEW};
use sync::{Change, DELETED, FieldNumber, PARENT, RecordChange, RecordId, Review, Value};
use uuid::Uuid;

use super::store::DeviceStore;
use super::{as_shown, fits, outward, shown};
use crate::error::{CasebookError, Refusal};
use crate::file::Casebook;
use crate::held_text::verb_that_changes;
use crate::operation::{Operation, Setting, Settlement, Step};
use crate::reading::Reading;
use crate::record::FieldValue;
use crate::row::{self, Row};
use crate::schema::{Field, Reach, Shape};
use crate::session::Session;
use crate::write::Applied;

/// Which of the two versions somebody takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The one that stands.
    Standing,
    /// The one that lost.
    Other,
}

/// Two versions that somebody has to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReviewItem {
    /// Its id.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    /// The record it is about.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub record: RecordId,
    /// The name of the record's kind.
    pub kind: &'static str,
    /// The case the record belongs to.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub case: Option<RecordId>,
    /// What stands.
    pub standing: Version,
    /// What lost without its author, or the other's, having seen the other.
    pub other: Version,
}

/// One of two versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Version {
    /// Its fields by name.
    #[cfg_attr(feature = "specta", specta(type = std::collections::BTreeMap<&'static str, FieldValue>))]
    pub fields: std::collections::BTreeMap<&'static str, FieldValue>,
    /// Who wrote it.
    pub member: String,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
}

/// Every version that somebody has to look at and this member may see, oldest first.
pub fn list(reading: &Reading) -> Result<Vec<ReviewItem>, CasebookError> {
    let store = DeviceStore::over(reading.connection);
    let records = to_review(reading.connection)?;
    let settled = if records.is_empty() { BTreeSet::new() } else { settled_here(&store)? };
    let mut items = Vec::new();
    for id in records {
        let (Some(record), Some(row)) =
            (store.record(Shelf::Open, id)?, shown::find_row(reading.connection, id)?)
        else {
            continue;
        };
        let reach = row.kind.reach(reading.session.role);
        for (item, review) in &record.reviews {
            if review.closed.is_some() || settled.contains(item) {
                continue;
            }
            items.extend(read_item(reading, &store, &row, reach, *item, review)?);
        }
    }
    items.sort_by_key(|item| item.other.at);
    Ok(items)
}

/// Records of which two versions are to be looked at.
fn to_review(connection: &Connection) -> Result<Vec<RecordId>, CasebookError> {
    let mut statement = connection.prepare_cached(
        "SELECT record FROM canonical WHERE open_reviews > 0 AND shelf = 0 ORDER BY record",
    )?;
    let records = statement.query_map([], |row| Ok(RecordId(Uuid::from_bytes(row.get(0)?))))?;
    Ok(records.collect::<rusqlite::Result<_>>()?)
}

/// Items that this device settled and the office has not heard of.
fn settled_here(store: &DeviceStore) -> Result<BTreeSet<RecordId>, CasebookError> {
    let waiting = store.waiting()?;
    let changes = waiting.iter().flat_map(|waiting| &waiting.transaction.records);
    Ok(changes.filter(|change| change.kind == REVIEW).map(|change| change.record).collect())
}

fn read_item(
    reading: &Reading,
    store: &DeviceStore,
    row: &Row,
    reach: Reach,
    id: RecordId,
    review: &Review,
) -> Result<Option<ReviewItem>, CasebookError> {
    let known = known_fields(row, review);
    if known.is_empty() || known.iter().any(|(field, _)| !field.is_read_with(reach)) {
        return Ok(None);
    }
    let (mut standing, mut other) = (Version::empty(), Version::empty());
    for (field, value) in known {
        other.fields.insert(field.name, as_shown(field, value));
        let here = outward(reading.connection, Some(row.kind), field.number, row.value(field.name))?;
        standing.fields.insert(field.name, as_shown(field, &here));
    }
    other.member = reading.member_name(review.member)?;
    other.at = milliseconds(review.rank.written);
    let of = row.stamps.provenance(review.lead).unwrap_or_default();
    standing.at = milliseconds(of.rank.written);
    standing.member = match of.author {
        0 => reading.member_name(reading.session.member)?,
        author => reading.member_name(store.member_of(author)?)?,
    };
    let case = row.case.map(|case| row::get_record(reading.connection, case)).transpose()?;
    Ok(Some(ReviewItem { id, record: row.record, kind: row.kind.name, case, standing, other }))
}

impl Version {
    fn empty() -> Version {
        Version { fields: std::collections::BTreeMap::new(), member: String::new(), at: 0 }
    }
}

/// The fields of an item that this version knows, with the values that lost.
fn known_fields<'a>(row: &Row, review: &'a Review) -> Vec<(&'static Field, &'a Value)> {
    let known = |(number, value): &'a (FieldNumber, Value)| {
        let field = row.kind.field_numbered(*number)?;
        fits(field, value).then_some((field, value))
    };
    review.values.iter().filter_map(known).collect()
}

fn milliseconds(time: sync::HybridTime) -> i64 {
    i64::try_from(time.milliseconds_utc()).unwrap_or(i64::MAX)
}

/// One less to look at here, also before the office has heard of it.
pub(crate) fn count_settled(connection: &Connection, settles: Settlement) -> Result<(), CasebookError> {
    connection.execute(
        "UPDATE canonical SET open_reviews = open_reviews - 1 WHERE shelf = 0 AND record = ?1 AND open_reviews > 0",
        [settles.record.0.as_bytes()],
    )?;
    Ok(())
}

impl Settlement {
    /// As it travels.
    pub(crate) fn change(self) -> RecordChange {
        let changes = vec![
            Change::new(PARENT, Value::reference(self.record), None),
            Change::new(CLOSED, Value::Integer(1), None),
        ];
        RecordChange { record: self.item, kind: REVIEW, changes }
    }
}

impl Casebook {
    /// Takes one of two versions; the item is closed everywhere.
    pub fn take_version(
        &mut self,
        session: &Session,
        item: RecordId,
        take: Take,
    ) -> Result<Applied, CasebookError> {
        let (record, review) = self.find_review(item)?;
        let settles = Some(Settlement { record, item });
        let mut steps = Vec::new();
        if take == Take::Other {
            steps.push(self.step_to(record, &review)?);
        }
        self.write(session, Operation { steps, settles })
    }

    fn find_review(&self, item: RecordId) -> Result<(RecordId, Review), CasebookError> {
        let store = DeviceStore::over(&self.connection);
        for id in to_review(&self.connection)? {
            let review = store.record(Shelf::Open, id)?.and_then(|mut record| record.reviews.remove(&item));
            if let Some(review) = review.filter(|review| review.closed.is_none()) {
                return Ok((id, review));
            }
        }
        Err(Refusal::SettledAlready.into())
    }

    /// The other version is written knowingly over the one that stands.
    fn step_to(&self, record: RecordId, review: &Review) -> Result<Step, CasebookError> {
        let row = shown::find_row(&self.connection, record)?.ok_or(Refusal::NotFound)?;
        let mut step = Step::new(verb_that_changes(row.kind), row.kind);
        step.record = Some(record);
        step.parent = row.parent_record;
        step.element.clone_from(&row.element);
        for (field, value) in known_fields(&row, review) {
            if field.number == DELETED {
                continue;
            }
            let value = match value.as_reference().filter(|_| matches!(field.shape, Shape::Reference(_))) {
                Some(referred) => Value::Text(referred.to_string()),
                None => value.clone(),
            };
            step.settings.push(Setting { field, value, seen: row.stamps.stamp(field.number) });
        }
        Ok(step)
    }
}
