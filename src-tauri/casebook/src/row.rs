//! One record's row: read, inserted, changed. Table and column names come from the schema, never from outside.

use rusqlite::{Connection, OptionalExtension, params_from_iter};
use sync::{FieldNumber, RecordId, Stamps, Value};
use uuid::Uuid;

use crate::error::{CasebookError, Refusal};
use crate::schema::{DELETED, ELEMENT, Home, Kind, PARENT};
use crate::value::{Stored, from_row};

/// A record of a kind, as it stands in its table. References hold local ids.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub local: i64,
    pub record: RecordId,
    pub kind: &'static Kind,
    pub case: Option<i64>,
    pub parent: Option<i64>,
    pub element: Option<String>,
    pub deleted: bool,
    pub stamps: Stamps,
    /// In the order of the kind's fields.
    pub values: Vec<Value>,
    pub is_new: bool,
}

/// Where a record stands, without its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub local: i64,
    pub kind: &'static Kind,
    pub case: Option<i64>,
}

impl Eq for Kind {}

impl Row {
    pub fn value(&self, name: &str) -> Value {
        let place = self.kind.fields.iter().position(|field| field.name == name);
        place.and_then(|place| self.values.get(place)).cloned().unwrap_or_default()
    }

    /// A record that is not there yet; `insert` gives it its local id.
    pub fn new(record: RecordId, kind: &'static Kind, parent: Option<Place>, element: Option<String>) -> Row {
        Row {
            local: 0,
            record,
            kind,
            case: parent.and_then(|place| place.case),
            parent: parent.map(|place| place.local),
            element,
            deleted: false,
            stamps: Stamps::default(),
            values: vec![Value::Null; kind.fields.len()],
            is_new: true,
        }
    }
}

/// Where the record of an id stands.
pub(crate) fn find_place(connection: &Connection, record: RecordId) -> Result<Option<Place>, CasebookError> {
    let found: Option<(i64, u16, Option<i64>)> = connection
        .prepare_cached("SELECT id, kind, case_id FROM record WHERE uuid = ?1")?
        .query_row([record.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found.map(|(local, number, case)| Ok(Place { local, kind: kind_numbered(number)?, case })).transpose()
}

/// Where a record stands; refused when it is not there or of another kind.
pub(crate) fn get_place(
    connection: &Connection,
    record: RecordId,
    kind: &'static Kind,
) -> Result<Place, CasebookError> {
    let place = find_place(connection, record)?.ok_or(Refusal::NotFound)?;
    if place.kind == kind { Ok(place) } else { Err(Refusal::OtherKind(place.kind.name).into()) }
}

pub(crate) fn kind_numbered(number: u16) -> Result<&'static Kind, CasebookError> {
    Kind::numbered(sync::KindNumber(number)).ok_or(CasebookError::Unexplained("a record of an unknown kind"))
}

/// The id everywhere of a local id.
pub(crate) fn get_record(connection: &Connection, local: i64) -> Result<RecordId, CasebookError> {
    let bytes: [u8; 16] = connection
        .prepare_cached("SELECT uuid FROM record WHERE id = ?1")?
        .query_row([local], |row| row.get(0))?;
    Ok(RecordId(Uuid::from_bytes(bytes)))
}

/// The columns of a kind in the order that [`Row::values`] has.
pub(crate) fn select_list(kind: &Kind) -> String {
    let fields: Vec<String> = kind.fields.iter().map(|field| format!("k.{}", field.name)).collect();
    format!("r.id, r.uuid, r.case_id, k.parent, k.element, k.deleted, k.stamps, {}", fields.join(", "))
}

pub(crate) fn read_row(kind: &'static Kind, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let stamps: Vec<u8> = row.get(6)?;
    Ok(Row {
        local: row.get(0)?,
        record: RecordId(Uuid::from_bytes(row.get(1)?)),
        kind,
        case: row.get(2)?,
        parent: row.get(3)?,
        element: row.get(4)?,
        deleted: row.get(5)?,
        stamps: Stamps::from_bytes(&stamps).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(6, rusqlite::types::Type::Blob, Box::new(error))
        })?,
        values: (0..kind.fields.len())
            .map(|place| Ok(from_row(row.get_ref(7 + place)?)))
            .collect::<rusqlite::Result<_>>()?,
        is_new: false,
    })
}

/// Reads one record by its local id.
pub(crate) fn get_row(
    connection: &Connection,
    kind: &'static Kind,
    local: i64,
) -> Result<Row, CasebookError> {
    let sql =
        format!("SELECT {} FROM {} k JOIN record r USING (id) WHERE k.id = ?1", select_list(kind), kind.name);
    Ok(connection.prepare_cached(&sql)?.query_row([local], |row| read_row(kind, row))?)
}

/// Reads the records of a kind that belong to a parent and were not removed, by element and id.
pub(crate) fn list_rows(
    connection: &Connection,
    kind: &'static Kind,
    parent: i64,
) -> Result<Vec<Row>, CasebookError> {
    let sql = format!(
        "SELECT {} FROM {} k JOIN record r USING (id) WHERE k.parent = ?1 AND k.deleted = 0 ORDER BY k.element, k.id",
        select_list(kind),
        kind.name
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([parent], |row| read_row(kind, row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts a new record with the values it has, and gives it its local id.
pub(crate) fn insert(connection: &Connection, row: &mut Row, operation: i64) -> Result<(), CasebookError> {
    connection
        .prepare_cached("INSERT INTO record (uuid, kind, case_id, created_by) VALUES (?1, ?2, ?3, ?4)")?
        .execute((row.record.0.as_bytes(), row.kind.number.0, row.case, operation))?;
    row.local = connection.last_insert_rowid();
    if row.kind.home == Home::Case {
        row.case = Some(row.local);
        connection.prepare_cached("UPDATE record SET case_id = id WHERE id = ?1")?.execute([row.local])?;
    }
    let given: Vec<usize> = (0..row.values.len()).filter(|place| row.values[*place] != Value::Null).collect();
    let columns: String = given.iter().map(|place| format!(", {}", row.kind.fields[*place].name)).collect();
    let marks: String = (0..given.len()).map(|place| format!(", ?{}", place + 7)).collect();
    let sql = format!(
        "INSERT INTO {} (id, parent, element, stamps, top, deleted{columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6{marks})",
        row.kind.name
    );
    let head = [
        Value::Integer(row.local),
        row.parent.map_or(Value::Null, Value::Integer),
        row.element.clone().map_or(Value::Null, Value::Text),
        Value::Bytes(row.stamps.to_bytes()),
        Value::Integer(top(row)),
        Value::Integer(i64::from(row.deleted)),
    ];
    let values = head.iter().chain(given.iter().map(|place| &row.values[*place])).map(Stored);
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    row.is_new = false;
    Ok(())
}

/// Writes changed fields of a record that is there.
pub(crate) fn update(
    connection: &Connection,
    row: &Row,
    changed: &[FieldNumber],
) -> Result<(), CasebookError> {
    let mut assignments = String::from("stamps = ?2, top = ?3");
    let mut values =
        vec![Value::Integer(row.local), Value::Bytes(row.stamps.to_bytes()), Value::Integer(top(row))];
    for number in changed {
        let (name, value) = match *number {
            DELETED => ("deleted", Value::Integer(i64::from(row.deleted))),
            PARENT | ELEMENT => return Err(CasebookError::Unexplained("a record cannot move")),
            own => match row.kind.place_of(own) {
                Some(place) => (row.kind.fields[place].name, row.values[place].clone()),
                None => return Err(CasebookError::Unexplained("a change of an unknown field")),
            },
        };
        values.push(value);
        assignments.push_str(&format!(", {name} = ?{}", values.len()));
    }
    let sql = format!("UPDATE {} SET {assignments} WHERE id = ?1", row.kind.name);
    connection.prepare_cached(&sql)?.execute(params_from_iter(values.iter().map(Stored)))?;
    Ok(())
}

fn top(row: &Row) -> i64 {
    row.stamps.top().map_or(0, |stamp| stamp.time.to_bits().cast_signed())
}
