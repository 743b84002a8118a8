//! Every record as it is, for administrators, scripts and moving to another system.

use sync::{RecordId, Stamp, Value};

use crate::error::CasebookError;
use crate::reading::Reading;
use crate::row;
use crate::schema::{KINDS, Kind, Reach};
use crate::session::Role;

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
        let sql = format!("{} ORDER BY r.uuid", row::select(kind)?);
        let mut statement = reading.connection.prepare(&sql).map_err(CasebookError::from)?;
        let mut rows = statement.query([]).map_err(CasebookError::from)?;
        while let Some(found) = rows.next().map_err(CasebookError::from)? {
            let record = row::read_row(kind, found).map_err(CasebookError::from)?;
            each(exported(reading.session.role, record))?;
        }
    }
    Ok(())
}

fn exported(role: Role, row: row::Row) -> Exported {
    let reach = row.kind.reach(role);
    let mut fields = Vec::new();
    for (place, (field, value)) in row.kind.fields.iter().zip(row.values).enumerate() {
        let stamp = row.stamps.stamp(field.number);
        if !field.is_read_with(reach) || (value == Value::Null && stamp.is_none()) {
            continue;
        }
        let value = match row.references.at(place) {
            Some(record) => Value::Text(record.to_string()),
            None => value,
        };
        fields.push((field.name, value, stamp));
    }
    Exported {
        id: row.record,
        kind: row.kind,
        parent: row.parent_record,
        element: row.element,
        removed: row.deleted,
        fields,
    }
}
