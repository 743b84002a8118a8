//! A record on its way out: what its reader may see of it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use sync::{RecordId, Stamp, Stamps};

use crate::held_text::HeldText;
use crate::operation::write_stamp;
use crate::schema::{Kind, Reach};

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

/// Fields with their values, in the order of the schema. A record has some sixty, read one by one on the screen and
/// by the thousand in a list: a plain row costs a tenth of a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields(pub(crate) Vec<(&'static str, FieldValue)>);

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
            Some(FieldValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A field's number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.fields.get(name) {
            Some(FieldValue::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.integer(name) == Some(1)
    }
}

impl Fields {
    /// A field's value; `None` when its reader may not see it.
    pub fn get(&self, name: &str) -> Option<&FieldValue> {
        self.0.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
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
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
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
