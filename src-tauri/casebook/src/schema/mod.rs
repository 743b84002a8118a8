//! The schema description: one list of kinds and fields from which tables, stamps, validation, scope, search,
//! export and the privacy officer's inventory follow. Adding a field is one line in [`kinds`].

mod kinds;
mod office;
mod tables;

use sync::{FieldNumber, KindNumber};

pub use kinds::{KINDS, choices};
pub use office::office_table;
// The numbers every kind has are agreed with the office.
pub use sync::{DELETED, ELEMENT, PARENT};
pub(crate) use tables::create_tables;

use crate::session::Role;

/// A kind of record: a noun of the work.
#[derive(Debug)]
pub struct Kind {
    /// Stable number, never reused.
    pub number: KindNumber,
    /// Its one name: table, operation prefix, key in exports.
    pub name: &'static str,
    /// What it is, for somebody who never saw the code.
    pub about: &'static str,
    /// Where it hangs.
    pub home: Home,
    /// What identifies a record of this kind.
    pub identity: Identity,
    /// When records of this kind stop changing.
    pub settles: Settles,
    /// Its own fields; the three common ones come on top.
    pub fields: &'static [Field],
    /// Who may read and write it.
    pub access: Access,
}

/// Where a record hangs: the unit of access, handing over and erasure is the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// It belongs to the organisation.
    Organisation,
    /// It is a case itself.
    Case,
    /// It belongs to a record of this kind, and through it to a case.
    Within(&'static str),
}

/// What identifies a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// A random id, or one given from outside.
    Given,
    /// Derived from parent, kind and element, so that two devices make the same row.
    Element,
}

/// When records of a kind stop changing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settles {
    /// Never.
    Never,
    /// Its author's draft until the `state` field leaves the first choice; then immutable, and a correction is a
    /// new record that points back.
    WhenClosed,
    /// With its parent.
    WithParent,
}

/// Who may do what with a kind. A coach may do everything within a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// Assistant of a department (afdelingsassistent).
    pub assistant: Reach,
    /// Account manager (accountmanager).
    pub account_manager: Reach,
    /// Administrator.
    pub administrator: Reach,
}

/// How far a role reaches into a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Does not see it.
    None,
    /// Reads its fields of class normal.
    Read,
    /// Reads and writes its fields of class normal.
    Write,
    /// Reads and writes everything.
    Everything,
}

/// A field of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Stable number within its kind, never reused.
    pub number: FieldNumber,
    /// Its one name.
    pub name: &'static str,
    /// What it holds, with units.
    pub about: &'static str,
    /// What values it takes.
    pub shape: Shape,
    /// Fields with the same unit change together.
    pub unit: Option<&'static str>,
    /// How private it is (domain.md §5.4).
    pub class: Class,
    /// What two people's different values mean.
    pub conflict: Conflict,
    /// A record cannot be added without it.
    pub required: bool,
    /// How it is found.
    pub search: Search,
}

/// How a field is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// Not at all.
    No,
    /// As a name of the case: by its beginning and by its spelling key.
    Name,
    /// As a number of the case: by its beginning.
    Number,
    /// As text of its own record.
    Text,
}

/// What values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line of text, at most this many characters.
    Line(usize),
    /// Free text, at most this many characters; scanned for citizen numbers.
    Prose(usize),
    /// A telephone number or e-mail address: exempt from the scan.
    Contact(usize),
    /// A whole number in this range.
    Integer(i64, i64),
    /// Yes (1) or no (0).
    Flag,
    /// A calendar day, ISO 8601.
    Day,
    /// An instant in milliseconds since 1970 (UTC).
    Moment,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of a record of this kind.
    Reference(&'static str),
    /// Content of at most this many bytes, given as text; it stands beside the record, and the value refers to it.
    Blob(usize),
}

/// Privacy class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Name, contact, languages, education, work, availability, placements.
    Normal,
    /// Birth date, notes, scores with reasons, drawings.
    Sensitive,
}

/// What two people's different values of one field mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// The later one stands; the earlier one is in the history.
    Later,
    /// Somebody has to look at both.
    Review,
}

/// First number of a kind's own fields.
pub const FIRST_OWN_FIELD: u16 = 10;
/// Longest element name, in characters.
pub const ELEMENT_LENGTH: usize = 80;

impl Kind {
    /// The kind of a name.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The kind of a number.
    pub fn numbered(number: KindNumber) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.number == number)
    }

    /// One of its own fields by name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// One of its own fields by number.
    pub fn field_numbered(&self, number: FieldNumber) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// Where one of its own fields stands among them.
    pub(crate) fn place_of(&self, number: FieldNumber) -> Option<usize> {
        self.fields.iter().position(|field| field.number == number)
    }

    /// The field that names the coach who holds the case.
    pub(crate) fn holder(&self) -> Option<&'static Field> {
        if self.home == Home::Case { self.field("coach") } else { None }
    }

    /// Whether records of this kind are part of a case.
    pub fn is_case_work(&self) -> bool {
        self.home != Home::Organisation
    }

    /// How far a role reaches into this kind.
    pub fn reach(&self, role: Role) -> Reach {
        match role {
            // A coach on her own is also who lets a colleague in (docs/decisions/0005).
            Role::Coach | Role::Lead => Reach::Everything,
            Role::Assistant => self.access.assistant,
            Role::AccountManager => self.access.account_manager,
            Role::Administrator => self.access.administrator,
        }
    }
}

impl Field {
    /// Whether a role with this reach reads the field.
    pub fn is_read_with(&self, reach: Reach) -> bool {
        reach == Reach::Everything || (reach >= Reach::Read && self.class == Class::Normal)
    }

    /// Whether a role with this reach writes the field.
    pub fn is_written_with(&self, reach: Reach) -> bool {
        reach == Reach::Everything || (reach == Reach::Write && self.class == Class::Normal)
    }

    /// Whether free text in it is searched for citizen numbers.
    pub fn is_scanned(&self) -> bool {
        matches!(self.shape, Shape::Prose(_) | Shape::Line(_))
    }
}

const fn field(number: u16, name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field {
        number: FieldNumber(number),
        name,
        about,
        shape,
        unit: None,
        class: Class::Normal,
        conflict: Conflict::Later,
        required: false,
        search: Search::No,
    }
}

impl Field {
    const fn sensitive(self) -> Field {
        Field { class: Class::Sensitive, ..self }
    }

    const fn review(self) -> Field {
        Field { conflict: Conflict::Review, ..self }
    }

    const fn together(self, unit: &'static str) -> Field {
        Field { unit: Some(unit), ..self }
    }

    const fn required(self) -> Field {
        Field { required: true, ..self }
    }

    const fn found_as_name(self) -> Field {
        Field { search: Search::Name, ..self }
    }

    const fn found_as_number(self) -> Field {
        Field { search: Search::Number, ..self }
    }

    const fn found_as_text(self) -> Field {
        Field { search: Search::Text, ..self }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_and_names_are_used_once() {
        let mut kind_numbers = HashSet::new();
        let mut kind_names = HashSet::new();
        for kind in KINDS {
            assert!(kind_numbers.insert(kind.number) && kind_names.insert(kind.name), "{} twice", kind.name);
            let mut numbers = HashSet::new();
            let mut names = HashSet::new();
            for field in kind.fields {
                assert!(
                    field.number.0 >= FIRST_OWN_FIELD,
                    "{}.{} takes a common number",
                    kind.name,
                    field.name
                );
                assert!(numbers.insert(field.number), "{}.{} reuses a number", kind.name, field.name);
                assert!(names.insert(field.name), "{}.{} twice", kind.name, field.name);
                assert!(!field.about.is_empty(), "{}.{} says nothing", kind.name, field.name);
            }
        }
    }

    #[test]
    fn a_changed_schema_gets_a_new_number() {
        // Everything a file depends on. Whoever changes it raises SCHEMA, unless no release holds this number yet,
        // and writes the new fingerprint here.
        let mut description = include_str!("../system.sql").to_owned();
        for kind in KINDS {
            description.push_str(&format!("\n{} {} {:?}", kind.number.0, kind.name, kind.identity));
            for field in kind.fields {
                description.push_str(&format!("\n  {} {} {:?}", field.number.0, field.name, field.shape));
            }
        }
        let fingerprint = blake3::hash(description.as_bytes()).to_hex();
        assert_eq!((crate::file::SCHEMA, &fingerprint[..16]), (1, "82eb18bf05d30039"));
    }

    #[test]
    fn every_home_and_reference_is_a_kind() {
        for kind in KINDS {
            if let Home::Within(parent) = kind.home {
                assert!(Kind::named(parent).is_some(), "{} hangs on nothing", kind.name);
            }
            for field in kind.fields {
                if let Shape::Reference(target) = field.shape {
                    assert!(Kind::named(target).is_some(), "{}.{} points nowhere", kind.name, field.name);
                }
            }
            if kind.settles == Settles::WhenClosed {
                assert!(kind.field("state").is_some() && kind.field("author").is_some(), "{}", kind.name);
            }
        }
    }

    #[test]
    fn no_field_holds_what_a_coach_must_not_record() {
        // domain.md §5.3 and §5.4: no citizen number, no health, ethnicity, religion, politics.
        for word in
            ["bsn", "citizen", "illness", "diagnos", "medic", "religio", "ethnic", "politic", "nationality"]
        {
            for kind in KINDS {
                for field in kind.fields {
                    assert!(!field.name.contains(word), "{}.{}", kind.name, field.name);
                }
            }
        }
    }
}
