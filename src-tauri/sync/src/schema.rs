//! What the engine must know of kinds and fields: numbers, homes, classes, groups. It knows no nouns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{DELETED, ELEMENT, FieldNumber, KindNumber, PARENT};

/// Where records of a kind hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Home {
    /// They belong to the organisation.
    Organisation,
    /// Each is a case itself.
    Case,
    /// Each belongs to its parent's home.
    Within,
}

/// Privacy class of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Class {
    /// What colleagues around a case may know.
    Normal,
    /// What only its coach may know. Also every field that nobody declared.
    Sensitive,
}

/// What two people's different values mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Conflict {
    /// The later one stands, the earlier one is in the history.
    Later,
    /// Somebody has to look at both: free text and critical fields.
    Review,
}

/// What a member is in the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Jobcoach.
    Coach,
    /// Afdelingsassistent.
    Assistant,
    /// Projectleider.
    Lead,
    /// Accountmanager.
    AccountManager,
    /// Beheerder.
    Administrator,
}

/// Of which cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cases {
    /// Those in the member's caseload.
    Caseload,
    /// All of the organisation.
    All,
}

/// How far a role reaches into a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reach {
    /// Fields it reads: up to this class; `None` for none.
    pub reads: Option<Class>,
    /// Fields it writes: up to this class; `None` for none.
    pub writes: Option<Class>,
    /// Of which cases; no matter for kinds of the organisation.
    pub cases: Cases,
}

impl Reach {
    /// Sees and changes nothing.
    pub const NOTHING: Reach = Reach { reads: None, writes: None, cases: Cases::Caseload };
}

/// What the engine must know of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldView {
    /// How private.
    pub class: Class,
    /// What two people's different values mean.
    pub conflict: Conflict,
    /// The lowest number of the fields that change together with it; its own when it changes alone.
    pub group: FieldNumber,
}

/// A schema, as far as the engine must know it.
pub trait SchemaView {
    /// Every kind it knows.
    fn kinds(&self) -> Vec<KindNumber>;
    /// Where records of a kind hang; `None` for a kind it does not know.
    fn home(&self, kind: KindNumber) -> Option<Home>;
    /// The own fields of a kind that it knows.
    fn fields(&self, kind: KindNumber) -> Vec<FieldNumber>;
    /// What there is to know of an own field; `None` when it does not know it.
    fn field(&self, kind: KindNumber, field: FieldNumber) -> Option<FieldView>;
    /// How far a role reaches into a kind, also into one it does not know.
    fn reach(&self, role: Role, kind: KindNumber) -> Reach;
    /// The field of this kind that names the member who holds the case to which the record belongs: the caseload is
    /// made of records that people change in the app.
    fn holder(&self, kind: KindNumber) -> Option<FieldNumber>;
}

/// A schema as a table of numbers, for who knows no nouns: an office reads it from a file that the casebook's own
/// description makes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SchemaTable {
    /// Every kind.
    pub kinds: Vec<KindRow>,
    /// How far each role reaches into a kind that the table does not have.
    pub unknown: Vec<(Role, Reach)>,
}

/// A kind of a [`SchemaTable`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindRow {
    /// Its number.
    pub kind: KindNumber,
    /// Where its records hang.
    pub home: Home,
    /// The field that names who holds the case.
    pub holder: Option<FieldNumber>,
    /// Its own fields, by number.
    pub fields: Vec<(FieldNumber, FieldView)>,
    /// How far each role reaches into it; one that is not named reaches nothing.
    pub reach: Vec<(Role, Reach)>,
}

impl SchemaTable {
    fn row(&self, kind: KindNumber) -> Option<&KindRow> {
        self.kinds.iter().find(|row| row.kind == kind)
    }
}

impl SchemaView for SchemaTable {
    fn kinds(&self) -> Vec<KindNumber> {
        self.kinds.iter().map(|row| row.kind).collect()
    }

    fn home(&self, kind: KindNumber) -> Option<Home> {
        self.row(kind).map(|row| row.home)
    }

    fn fields(&self, kind: KindNumber) -> Vec<FieldNumber> {
        self.row(kind).map(|row| row.fields.iter().map(|(field, _)| *field).collect()).unwrap_or_default()
    }

    fn field(&self, kind: KindNumber, field: FieldNumber) -> Option<FieldView> {
        let fields = &self.row(kind)?.fields;
        fields.iter().find(|(number, _)| *number == field).map(|(_, view)| *view)
    }

    fn reach(&self, role: Role, kind: KindNumber) -> Reach {
        let reaches = self.row(kind).map_or(&self.unknown, |row| &row.reach);
        reaches.iter().find(|(of, _)| *of == role).map_or(Reach::NOTHING, |(_, reach)| *reach)
    }

    fn holder(&self, kind: KindNumber) -> Option<FieldNumber> {
        self.row(kind)?.holder
    }
}

/// What there is to know of any field: the three common ones are normal and change alone; one that the schema does
/// not know is sensitive and kept as it came.
pub fn field_view(schema: &impl SchemaView, kind: KindNumber, field: FieldNumber) -> FieldView {
    let alone = |class| FieldView { class, conflict: Conflict::Later, group: field };
    match field {
        DELETED | PARENT | ELEMENT => alone(Class::Normal),
        _ => schema.field(kind, field).unwrap_or(alone(Class::Sensitive)),
    }
}

/// Which fields are of class normal. The office's table travels with the scope, so that a device that knows fewer or
/// more fields than its office still draws the line of each unit where the office draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct ClassTable {
    normal: BTreeMap<KindNumber, Vec<FieldNumber>>,
}

impl ClassTable {
    /// The table of a schema.
    pub fn of(schema: &impl SchemaView) -> ClassTable {
        let mut normal = BTreeMap::new();
        for kind in schema.kinds() {
            let mut fields = schema.fields(kind);
            fields.retain(|field| field_view(schema, kind, *field).class == Class::Normal);
            fields.sort_unstable();
            normal.insert(kind, fields);
        }
        ClassTable { normal }
    }

    /// The class of a field.
    pub fn class(&self, kind: KindNumber, field: FieldNumber) -> Class {
        let declared = self.normal.get(&kind).is_some_and(|fields| fields.binary_search(&field).is_ok());
        if declared || matches!(field, DELETED | PARENT | ELEMENT) { Class::Normal } else { Class::Sensitive }
    }
}
