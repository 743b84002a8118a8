//! One record's row: read, inserted, changed. Table and column names come from the schema, never from outside.

use std::collections::HashMap;
use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension, params_from_iter};
use sync::{FieldNumber, KindNumber, RecordId, Stamps, Value};
use uuid::Uuid;

use crate::error::{CasebookError, Refusal};
use crate::schema::{DELETED, ELEMENT, Field, Home, KINDS, Kind, PARENT, Shape};
use crate::value::{Stored, from_row};

/// A record of a kind, as it stands in its table. References hold local ids.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub local: i64,
    pub record: RecordId,
    pub kind: &'static Kind,
    pub case: Option<i64>,
    pub parent: Option<i64>,
    pub parent_record: Option<RecordId>,
    pub element: Option<String>,
    pub deleted: bool,
    pub stamps: Stamps,
    /// In the order of the kind's fields.
    pub values: Vec<Value>,
    pub references: References,
    /// A text of it is held back.
    pub holds_text: bool,
    pub is_new: bool,
}

/// The records that reference fields named when the row was read, by the field's place.
#[derive(Debug, Clone, Default)]
pub(crate) struct References(Vec<(usize, RecordId)>);

impl References {
    /// Every place with the record that its field named.
    pub fn all(&self) -> impl Iterator<Item = (usize, RecordId)> {
        self.0.iter().copied()
    }

    /// The record that the field at this place named.
    pub fn at(&self, place: usize) -> Option<RecordId> {
        self.0.iter().find(|(of, _)| *of == place).map(|(_, record)| *record)
    }
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

    /// The record that a reference field named when the row was read.
    pub fn reference(&self, name: &str) -> Option<RecordId> {
        let place = self.kind.fields.iter().position(|field| field.name == name)?;
        self.references.at(place)
    }

    /// A record that is not there yet; `insert` gives it its local id.
    pub fn new(
        record: RecordId,
        kind: &'static Kind,
        parent: Option<(Place, RecordId)>,
        element: Option<String>,
    ) -> Row {
        Row {
            local: 0,
            record,
            kind,
            case: parent.and_then(|(place, _)| place.case),
            parent: parent.map(|(place, _)| place.local),
            parent_record: parent.map(|(_, record)| record),
            element,
            deleted: false,
            stamps: Stamps::default(),
            values: vec![Value::Null; kind.fields.len()],
            references: References::default(),
            holds_text: false,
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
    // What this version does not know is not there for it.
    Ok(found.and_then(|(local, number, case)| {
        Kind::numbered(KindNumber(number)).map(|kind| Place { local, kind, case })
    }))
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

/// The local id of a record, also of one that is only referred to.
pub(crate) fn find_local(connection: &Connection, record: RecordId) -> Result<Option<i64>, CasebookError> {
    Ok(connection
        .prepare_cached("SELECT id FROM record WHERE uuid = ?1")?
        .query_row([record.0.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// The kind of a record; `None` when this version does not know it.
pub(crate) fn kind_of(connection: &Connection, local: i64) -> Result<Option<&'static Kind>, CasebookError> {
    let number: u16 = connection
        .prepare_cached("SELECT kind FROM record WHERE id = ?1")?
        .query_row([local], |row| row.get(0))?;
    Ok(Kind::numbered(KindNumber(number)))
}

/// The id everywhere of a local id.
pub(crate) fn get_record(connection: &Connection, local: i64) -> Result<RecordId, CasebookError> {
    let bytes: [u8; 16] = connection
        .prepare_cached("SELECT uuid FROM record WHERE id = ?1")?
        .query_row([local], |row| row.get(0))?;
    Ok(RecordId(Uuid::from_bytes(bytes)))
}

/// The statements of a kind, written once: looking a statement up costs a hash of its text, writing it costs more.
struct Statements {
    select: String,
    get: String,
    get_by_uuid: String,
    list: String,
    insert: String,
    put: String,
}

fn statements(kind: &Kind) -> Result<&'static Statements, CasebookError> {
    static ALL: LazyLock<HashMap<KindNumber, Statements>> =
        LazyLock::new(|| KINDS.iter().map(|kind| (kind.number, Statements::of(kind))).collect());
    ALL.get(&kind.number).ok_or(CasebookError::Unexplained("a kind outside the schema"))
}

impl Statements {
    fn of(kind: &Kind) -> Statements {
        let select = write_select(kind);
        let columns: String = kind.fields.iter().map(|field| format!(", {}", field.name)).collect();
        let marks: String = (0..kind.fields.len()).map(|place| format!(", ?{}", place + 7)).collect();
        let insert = format!(
            "INTO {} (id, parent, element, stamps, top, deleted{columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6{marks})",
            kind.name
        );
        Statements {
            get: format!("{select} WHERE r.id = ?1"),
            get_by_uuid: format!("{select} WHERE r.uuid = ?1"),
            list: format!("{select} WHERE k.parent = ?1 AND k.deleted = 0 ORDER BY k.element, k.id"),
            insert: format!("INSERT {insert}"),
            put: format!("REPLACE {insert}"),
            select,
        }
    }
}

/// Selects rows of a kind (`k`) with their ids (`r`) for [`read_row`]; a condition and an order may follow.
pub(crate) fn select(kind: &Kind) -> Result<&'static str, CasebookError> {
    Ok(&statements(kind)?.select)
}

/// One statement reads all there is to a record: its references as ids that hold everywhere, its parent's id, and
/// whether a text of it is held back.
fn write_select(kind: &Kind) -> String {
    let fields: String = kind.fields.iter().map(|field| format!(", k.{}", field.name)).collect();
    let uuids: String = references(kind).map(|(place, _)| format!(", r{place}.uuid")).collect();
    let joins: String = references(kind)
        .map(|(place, field)| format!(" LEFT JOIN record r{place} ON r{place}.id = k.{}", field.name))
        .collect();
    // A case is its own, so that reading one by its id finds all it needs of `record` in the index of ids.
    let (case, parent) = match kind.home {
        Home::Within(_) => ("r.case_id", "(SELECT uuid FROM record WHERE id = k.parent)"),
        Home::Case => ("r.id", "NULL"),
        Home::Organisation => ("NULL", "NULL"),
    };
    format!(
        "SELECT r.id, r.uuid, {case}, k.parent, {parent}, k.element, k.deleted,
           EXISTS (SELECT 1 FROM held_text WHERE record = r.id), k.stamps{fields}{uuids}
         FROM record r JOIN {} k ON k.id = r.id{joins}",
        kind.name
    )
}

fn references(kind: &Kind) -> impl Iterator<Item = (usize, &Field)> {
    kind.fields.iter().enumerate().filter(|(_, field)| matches!(field.shape, Shape::Reference(_)))
}

/// Columns of a row before its fields.
const HEAD: usize = 9;

pub(crate) fn read_row(kind: &'static Kind, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let uuid = |bytes: Option<[u8; 16]>| bytes.map(|bytes| RecordId(Uuid::from_bytes(bytes)));
    // A record is read often and has many fields: room for them all is made at once.
    let mut values = Vec::with_capacity(kind.fields.len());
    for place in 0..kind.fields.len() {
        values.push(from_row(row.get_ref(HEAD + place)?));
    }
    let mut referred = Vec::new();
    for (column, (place, _)) in references(kind).enumerate() {
        let record = uuid(row.get(HEAD + kind.fields.len() + column)?);
        referred.extend(record.map(|record| (place, record)));
    }
    Ok(Row {
        local: row.get(0)?,
        record: RecordId(Uuid::from_bytes(row.get(1)?)),
        kind,
        case: row.get(2)?,
        parent: row.get(3)?,
        parent_record: uuid(row.get(4)?),
        element: row.get(5)?,
        deleted: row.get(6)?,
        holds_text: row.get(7)?,
        stamps: Stamps::from_bytes(row.get_ref(8)?.as_blob()?).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(8, rusqlite::types::Type::Blob, Box::new(error))
        })?,
        values,
        references: References(referred),
        is_new: false,
    })
}

/// Reads one record by its local id.
pub(crate) fn get_row(
    connection: &Connection,
    kind: &'static Kind,
    local: i64,
) -> Result<Row, CasebookError> {
    let mut statement = connection.prepare_cached(&statements(kind)?.get)?;
    let found = statement.query_row([local], |row| read_row(kind, row)).optional()?;
    found.ok_or(CasebookError::Refused(Refusal::NotFound))
}

/// Reads one record by its id; refused when it is not there or of another kind.
pub(crate) fn get_row_of(
    connection: &Connection,
    kind: &'static Kind,
    record: RecordId,
) -> Result<Row, CasebookError> {
    let mut statement = connection.prepare_cached(&statements(kind)?.get_by_uuid)?;
    let found = statement.query_row([record.0.as_bytes()], |row| read_row(kind, row)).optional()?;
    match found {
        Some(row) => Ok(row),
        None => match find_place(connection, record)? {
            Some(place) => Err(Refusal::OtherKind(place.kind.name).into()),
            None => Err(Refusal::NotFound.into()),
        },
    }
}

/// Reads the records of a kind that belong to a parent and were not removed, by element and id.
pub(crate) fn list_rows(
    connection: &Connection,
    kind: &'static Kind,
    parent: i64,
) -> Result<Vec<Row>, CasebookError> {
    let mut statement = connection.prepare_cached(&statements(kind)?.list)?;
    let rows = statement.query_map([parent], |row| read_row(kind, row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Inserts a new record with the values it has, and gives it its local id. It has one already when it was referred to
/// before it came.
pub(crate) fn insert(connection: &Connection, row: &mut Row, operation: i64) -> Result<(), CasebookError> {
    if row.local == 0 {
        insert_place(connection, row, operation)?;
    } else {
        let case = if row.kind.home == Home::Case { Some(row.local) } else { row.case };
        connection
            .prepare_cached("UPDATE record SET kind = ?2, case_id = ?3, created_by = ?4 WHERE id = ?1")?
            .execute((row.local, row.kind.number.0, case, operation))?;
        row.case = case;
    }
    write(connection, row, &statements(row.kind)?.insert)?;
    row.is_new = false;
    Ok(())
}

fn insert_place(connection: &Connection, row: &mut Row, operation: i64) -> Result<(), CasebookError> {
    let local = if row.kind.home == Home::Case { Some(next_local(connection)?) } else { None };
    connection
        .prepare_cached(
            "INSERT INTO record (id, uuid, kind, case_id, created_by) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((local, row.record.0.as_bytes(), row.kind.number.0, local.or(row.case), operation))?;
    row.local = connection.last_insert_rowid();
    row.case = local.or(row.case);
    Ok(())
}

/// The local id of the record that comes next. A case is its own case: its id has to be known before it is given.
pub(crate) fn next_local(connection: &Connection) -> Result<i64, CasebookError> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM record")?
        .query_row([], |found| found.get(0))?)
}

/// Writes a whole row in the place of the one that may be there.
pub(crate) fn put(connection: &Connection, row: &Row) -> Result<(), CasebookError> {
    write(connection, row, &statements(row.kind)?.put)
}

fn write(connection: &Connection, row: &Row, sql: &str) -> Result<(), CasebookError> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.raw_bind_parameter(1, row.local)?;
    statement.raw_bind_parameter(2, row.parent)?;
    statement.raw_bind_parameter(3, row.element.as_deref())?;
    statement.raw_bind_parameter(4, row.stamps.as_bytes())?;
    statement.raw_bind_parameter(5, top(row))?;
    statement.raw_bind_parameter(6, row.deleted)?;
    for (place, value) in row.values.iter().enumerate() {
        statement.raw_bind_parameter(7 + place, Stored(value))?;
    }
    statement.raw_execute()?;
    Ok(())
}

/// Writes changed fields of a record that is there.
pub(crate) fn update(
    connection: &Connection,
    row: &Row,
    changed: &[FieldNumber],
) -> Result<(), CasebookError> {
    let mut assignments = String::from("stamps = ?2, top = ?3");
    let mut values = vec![
        Value::Integer(row.local),
        Value::Bytes(row.stamps.as_bytes().to_vec()),
        Value::Integer(top(row)),
    ];
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
