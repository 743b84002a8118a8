//! A record on its way out: what its reader may see of it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use sync::{RecordId, Stamp, Stamps, Value};

use crate::held_text::HeldText;
use crate::operation::write_stamp;
use crate::schema::{Field, Kind, Reach, Shape};

/// A record as its reader may see it: references are ids, fields out of reach are not there.
#[derive(Debug, Clone, PartialEq, Serialize)]
// “Record” is a type of TypeScript's own.
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "RecordView")]
pub struct Record {
    /// Its id.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    /// The name of its kind.
    pub kind: &'static str,
    /// The record it belongs to.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub parent: Option<RecordId>,
    /// Its element within the parent's set.
    pub element: Option<String>,
    /// It was removed.
    pub removed: bool,
    /// Its readable fields by name. Bytes are not among them.
    #[cfg_attr(feature = "specta", specta(type = std::collections::BTreeMap<&'static str, FieldValue>))]
    pub fields: Fields,
    /// The stamps of the fields that have one, by name, to be passed back as seen.
    #[cfg_attr(feature = "specta", specta(type = std::collections::BTreeMap<&'static str, String>))]
    pub stamps: SeenStamps,
    /// Texts of it that are held back.
    pub held: Vec<HeldText>,
}

/// A field's value on its way out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
pub enum FieldValue {
    /// Empty.
    Null,
    /// A number, a flag (0 or 1), or an instant in milliseconds since 1970 (UTC).
    Integer(i64),
    /// Text, a day, a choice, or the id of a record.
    Text(String),
}

/// The values of a record as far as its reader reaches. They stay in the row in which they were read: a record has some
/// sixty, and most reads ask for one or two.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields {
    kind: &'static Kind,
    reach: Reach,
    /// In the order of the kind's fields; references by the ids that hold everywhere.
    values: Vec<Value>,
}

/// The stamps of a record's readable fields; written out only when they leave.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenStamps {
    pub(crate) kind: &'static Kind,
    pub(crate) reach: Reach,
    pub(crate) stamps: Stamps,
}

impl Record {
    /// A field's text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.fields.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A field's number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.fields.get(name) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.integer(name) == Some(1)
    }
}

impl Fields {
    /// `values` in the order of the kind's fields. What is out of reach is taken out, not only hidden.
    pub(crate) fn new(kind: &'static Kind, reach: Reach, mut values: Vec<Value>) -> Fields {
        if reach != Reach::Everything {
            let all = kind.fields.iter().zip(&mut values);
            all.filter(|(field, _)| !is_shown(field, reach)).for_each(|(_, value)| *value = Value::Null);
        }
        Fields { kind, reach, values }
    }

    /// A field's value; `None` when its reader may not see it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.kind.fields.iter().position(|field| field.name == name)?;
        if is_shown(self.kind.fields.get(place)?, self.reach) { self.values.get(place) } else { None }
    }

    fn shown(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        let all = self.kind.fields.iter().zip(&self.values);
        all.filter(|(field, _)| is_shown(field, self.reach)).map(|(field, value)| (field.name, value))
    }
}

/// Bytes leave by roads of their own.
fn is_shown(field: &Field, reach: Reach) -> bool {
    field.is_read_with(reach) && !matches!(field.shape, Shape::Blob(_))
}

impl From<&Value> for FieldValue {
    fn from(value: &Value) -> FieldValue {
        match value {
            Value::Integer(number) => FieldValue::Integer(*number),
            Value::Text(text) => FieldValue::Text(text.clone()),
            Value::Null | Value::Bytes(_) => FieldValue::Null,
        }
    }
}

impl SeenStamps {
    /// The stamp of a field.
    pub fn get(&self, name: &str) -> Option<Stamp> {
        let field = self.kind.field(name).filter(|field| field.is_read_with(self.reach))?;
        self.stamps.stamp(field.number)
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.shown().map(|(name, value)| (name, FieldValue::from(value))))
    }
}

impl Serialize for SeenStamps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in self.kind.fields.iter().filter(|field| field.is_read_with(self.reach)) {
            if let Some(stamp) = self.stamps.stamp(field.number) {
                map.serialize_entry(field.name, &write_stamp(stamp))?;
            }
        }
        map.end()
    }
}
