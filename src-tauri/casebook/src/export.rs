//! Every record as it is, for administrators, scripts and moving to another system.

use sync::{RecordId, Stamp, Value};

use crate::error::CasebookError;
use crate::reading::Reading;
use crate::row;
use crate::schema::{KINDS, Kind, Reach, Shape};

/// One record, with everything its reader may see. References are ids as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: &'static Kind,
    /// The record it belongs to.
    pub parent: Option<RecordId>,
    /// Its element within the parent's set.
    pub element: Option<String>,
    /// It was removed.
    pub removed: bool,
    /// Its fields that have a value or a stamp.
    pub fields: Vec<(&'static str, Value, Option<Stamp>)>,
}

/// Calls `each` for every record, by kind and then by id: the same order on every device.
pub fn each<Failed: From<CasebookError>>(
    reading: &Reading,
    mut each: impl FnMut(Exported) -> Result<(), Failed>,
) -> Result<(), Failed> {
    for kind in KINDS.iter().filter(|kind| kind.reach(reading.session.role) != Reach::None) {
        let sql = format!(
            "SELECT {} FROM {} k JOIN record r USING (id) ORDER BY r.uuid",
            row::select_list(kind),
            kind.name
        );
        let mut statement = reading.connection.prepare(&sql).map_err(CasebookError::from)?;
        let mut rows = statement.query([]).map_err(CasebookError::from)?;
        while let Some(found) = rows.next().map_err(CasebookError::from)? {
            let record = row::read_row(kind, found).map_err(CasebookError::from)?;
            each(exported(reading, &record)?)?;
        }
    }
    Ok(())
}

fn exported(reading: &Reading, record: &row::Row) -> Result<Exported, CasebookError> {
    let reach = record.kind.reach(reading.session.role);
    let mut fields = Vec::new();
    for (field, value) in record.kind.fields.iter().zip(&record.values) {
        let stamp = record.stamps.stamp(field.number);
        if !field.is_read_with(reach) || (*value == Value::Null && stamp.is_none()) {
            continue;
        }
        let value = match (field.shape, value) {
            (Shape::Reference(_), Value::Integer(local)) => {
                Value::Text(row::get_record(reading.connection, *local)?.to_string())
            }
            _ => value.clone(),
        };
        fields.push((field.name, value, stamp));
    }
    Ok(Exported {
        id: record.record,
        kind: record.kind,
        parent: record.parent.map(|parent| row::get_record(reading.connection, parent)).transpose()?,
        element: record.element.clone(),
        removed: record.deleted,
        fields,
    })
}
