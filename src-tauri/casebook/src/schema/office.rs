//! The schema as an office must know it: numbers, homes, classes, groups and reach, no nouns.

use sync::schema::{Cases, FieldView, KindRow, SchemaTable};
use sync::{FieldNumber, schema as office};

use super::{Class, Conflict, Field, Home, KINDS, Kind, Reach};
use crate::session::Role;

/// The description as a table of numbers.
pub fn office_table() -> SchemaTable {
    SchemaTable {
        kinds: KINDS.iter().map(row).collect(),
        unknown: vec![
            (office::Role::Coach, reach(Role::Coach, Reach::Everything)),
            (office::Role::Lead, reach(Role::Lead, Reach::Everything)),
        ],
    }
}

fn row(kind: &Kind) -> KindRow {
    KindRow {
        kind: kind.number,
        home: match kind.home {
            Home::Organisation => office::Home::Organisation,
            Home::Case => office::Home::Case,
            Home::Within(_) => office::Home::Within,
        },
        holder: kind.holder().map(|field| field.number),
        fields: kind.fields.iter().map(|field| (field.number, view(kind, field))).collect(),
        reach: Role::ALL.map(|role| (role.at_office(), reach(role, kind.reach(role)))).to_vec(),
    }
}

fn view(kind: &Kind, field: &Field) -> FieldView {
    let together = kind.fields.iter().filter(|other| other.unit == field.unit).map(|other| other.number);
    let group: Option<FieldNumber> = field.unit.and_then(|_| together.min());
    FieldView {
        class: match field.class {
            Class::Normal => office::Class::Normal,
            Class::Sensitive => office::Class::Sensitive,
        },
        conflict: match field.conflict {
            Conflict::Later => office::Conflict::Later,
            Conflict::Review => office::Conflict::Review,
        },
        group: group.unwrap_or(field.number),
    }
}

/// A coach and an assistant of a department reach the cases they hold, the others all of the organisation.
fn reach(role: Role, reach: Reach) -> office::Reach {
    let (reads, writes) = match reach {
        Reach::None => (None, None),
        Reach::Read => (Some(office::Class::Normal), None),
        Reach::Write => (Some(office::Class::Normal), Some(office::Class::Normal)),
        Reach::Everything => (Some(office::Class::Sensitive), Some(office::Class::Sensitive)),
    };
    let cases = match role {
        Role::Coach | Role::Assistant => Cases::Caseload,
        Role::Lead | Role::AccountManager | Role::Administrator => Cases::All,
    };
    office::Reach { reads, writes, cases }
}
