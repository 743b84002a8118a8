//! Stub kinds: a case with names that change together and a holder, notes, an employer, presence on a trip, and what
//! only a newer version knows.

use crate::schema::{Cases, Class, Conflict, FieldView, Home, Reach, Role, SchemaView};
use crate::{FieldNumber, KindNumber};

/// A case.
pub const PERSON: KindNumber = KindNumber(1);
/// Within a case; sensitive.
pub const NOTE: KindNumber = KindNumber(2);
/// Of the organisation.
pub const EMPLOYER: KindNumber = KindNumber(3);
/// Within a case, by element: two devices make the same record.
pub const PRESENCE: KindNumber = KindNumber(4);
/// Of the organisation.
pub const TRIP: KindNumber = KindNumber(5);
/// Within a case; only version 2 knows it.
pub const GOAL: KindNumber = KindNumber(6);
/// The field of a person that names who holds the case.
pub const HOLDER: FieldNumber = FieldNumber(14);

/// The schema of a version, 1 or 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StubSchema {
    /// Which version.
    pub version: u8,
}

type Row = (u16, Class, Conflict, u16);

const fn row(field: u16, class: Class, conflict: Conflict, group: u16) -> Row {
    (field, class, conflict, group)
}

use Class::{Normal, Sensitive};
use Conflict::{Later, Review};

const PERSON_ROWS: &[Row] = &[
    row(10, Normal, Later, 10),
    row(11, Normal, Later, 10),
    row(12, Normal, Review, 12),
    row(13, Sensitive, Later, 13),
    row(14, Normal, Later, 14),
    row(15, Sensitive, Review, 15),
    row(16, Normal, Review, 16),
];
const NOTE_ROWS: &[Row] = &[row(10, Sensitive, Review, 10), row(11, Normal, Later, 11)];
const EMPLOYER_ROWS: &[Row] = &[row(10, Normal, Review, 10), row(11, Normal, Later, 11)];
const PRESENCE_ROWS: &[Row] = &[row(10, Normal, Later, 10), row(11, Normal, Later, 10)];
const TRIP_ROWS: &[Row] = &[row(10, Normal, Later, 10)];
const GOAL_ROWS: &[Row] = &[row(10, Normal, Review, 10), row(11, Sensitive, Later, 11)];

/// The fields of a kind in a version.
fn rows(kind: KindNumber, version: u8) -> &'static [Row] {
    match (kind, version) {
        (PERSON, 1) => PERSON_ROWS.split_at(6).0,
        (PERSON, _) => PERSON_ROWS,
        (NOTE, _) => NOTE_ROWS,
        (EMPLOYER, _) => EMPLOYER_ROWS,
        (PRESENCE, _) => PRESENCE_ROWS,
        (TRIP, _) => TRIP_ROWS,
        (GOAL, 2) => GOAL_ROWS,
        _ => &[],
    }
}

impl SchemaView for StubSchema {
    fn kinds(&self) -> Vec<KindNumber> {
        let mut kinds = vec![PERSON, NOTE, EMPLOYER, PRESENCE, TRIP];
        kinds.extend((self.version > 1).then_some(GOAL));
        kinds
    }

    fn home(&self, kind: KindNumber) -> Option<Home> {
        match kind {
            PERSON => Some(Home::Case),
            NOTE | PRESENCE => Some(Home::Within),
            GOAL if self.version > 1 => Some(Home::Within),
            EMPLOYER | TRIP => Some(Home::Organisation),
            _ => None,
        }
    }

    fn fields(&self, kind: KindNumber) -> Vec<FieldNumber> {
        rows(kind, self.version).iter().map(|row| FieldNumber(row.0)).collect()
    }

    fn field(&self, kind: KindNumber, field: FieldNumber) -> Option<FieldView> {
        let row = rows(kind, self.version).iter().find(|row| row.0 == field.0)?;
        Some(FieldView { class: row.1, conflict: row.2, group: FieldNumber(row.3) })
    }

    fn reach(&self, role: Role, kind: KindNumber) -> Reach {
        let known = self.kinds().contains(&kind);
        let all = Some(Class::Sensitive);
        let some = Some(Class::Normal);
        match (role, kind) {
            (Role::Lead, _) => Reach { reads: all, writes: all, cases: Cases::All },
            (Role::Coach, _) => Reach { reads: all, writes: all, cases: Cases::Caseload },
            (_, _) if !known => Reach::NOTHING,
            (Role::Assistant, PRESENCE) => Reach { reads: some, writes: some, cases: Cases::All },
            (Role::Assistant, PERSON | NOTE | GOAL) => {
                Reach { reads: some, writes: some, cases: Cases::Caseload }
            }
            (Role::Assistant, _) => Reach { reads: some, writes: None, cases: Cases::All },
            (Role::AccountManager, PERSON) => Reach { reads: some, writes: None, cases: Cases::All },
            (Role::AccountManager, EMPLOYER | TRIP) => Reach { reads: all, writes: all, cases: Cases::All },
            (Role::AccountManager | Role::Administrator, _) => Reach::NOTHING,
        }
    }

    fn holder(&self, kind: KindNumber) -> Option<FieldNumber> {
        (kind == PERSON).then_some(HOLDER)
    }
}
