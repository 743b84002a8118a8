//! Asking the office as its administrator: members, devices, quarantine. Over the same line as an exchange, in the words
//! of the screens.

use casebook::office::{Membership, as_shown, waits_because};
use casebook::schema::{DELETED, Kind};
use casebook::{Casebook, FieldValue, Role, Session};
use serde::Serialize;
use sync::administration::{
    AdministrationAnswer, AdministrationRequest, DeviceRow, MemberRow, Page, QuarantineRow, Question,
    WaitingRecord,
};
use sync::{DeviceNumber, FieldNumber, MemberId, RequestId, TransactionId, Value};

use crate::Failure;
use crate::office::OfficeLine;

/// Rows of one list: an office that never comes to its end must not be asked for ever.
const MOST_ROWS: usize = 10_000;

/// A member of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OfficeMember {
    /// Who.
    pub id: String,
    /// By name.
    pub name: String,
    /// As what; `None`: left.
    pub role: Option<Role>,
    /// Since when, in milliseconds since 1970 (UTC); `None` when nobody noted it.
    pub since: Option<i64>,
    /// When the member left; likewise.
    pub left: Option<i64>,
    /// How many cases the member holds.
    pub cases: u32,
    /// It is the one who asks.
    pub is_me: bool,
}

/// A device of the office. What still waits on it only the device itself knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OfficeDevice {
    /// Its number.
    pub number: u32,
    /// The number it was enrolled with: another one when its casebook was put back or copied since.
    pub enrolled_as: u32,
    /// What it is called.
    pub name: Option<String>,
    /// Who works on it.
    pub members: Vec<String>,
    /// When it was enrolled, in milliseconds since 1970 (UTC).
    pub enrolled: Option<i64>,
    /// How many changes it delivered.
    pub delivered: u32,
    /// When it was last met, in milliseconds since 1970 (UTC).
    pub last_contact: Option<i64>,
    /// It was revoked.
    pub is_revoked: bool,
    /// It was revoked and met after that: it is locked, and wiped as soon as everything is delivered.
    pub heard: bool,
    /// It is the one that asks.
    pub is_own: bool,
}

/// What waits in quarantine.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct QuarantineView {
    /// The first of it, in the order in which it is released.
    pub rows: Vec<Quarantined>,
    /// How much there is.
    pub total: u32,
}

/// A transaction that waits in quarantine.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Quarantined {
    /// Which.
    pub id: String,
    /// The device that brought it.
    pub device: u32,
    /// What that is called.
    pub device_name: Option<String>,
    /// Who wrote it; `None`: nobody the office knows.
    pub member: Option<String>,
    /// When, by the device's own clock, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// How many earlier ones of its device are released with it.
    pub before: u32,
    /// Stable codes of why.
    pub reasons: Vec<&'static str>,
    /// The first of what it would change.
    pub records: Vec<QuarantinedRecord>,
    /// How many more records it would change.
    pub more: u32,
}

/// What waits about one record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct QuarantinedRecord {
    /// The name of its kind; `None` for one that only a later version knows.
    pub kind: Option<&'static str>,
    /// Its fields.
    pub fields: Vec<QuarantinedField>,
}

/// What waits in one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct QuarantinedField {
    /// Its name; `None` for one that only a later version knows.
    pub name: Option<&'static str>,
    /// What was written; references are ids.
    pub value: FieldValue,
    /// The office does not show it to an administrator.
    pub is_withheld: bool,
}

/// An invitation that was made just now; nobody can show it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NewInvitation {
    /// Its text.
    pub text: String,
    /// Until when it holds, in milliseconds since 1970 (UTC).
    pub expires: i64,
}

/// Somebody who asks her office. Opens no connection before a question; each waits for the network, so none may be asked
/// on a thread of an asynchronous runtime.
pub struct Administration {
    membership: Membership,
    member: MemberId,
}

impl Administration {
    /// The office of a casebook, as the member at work in it asks.
    pub fn of(casebook: &Casebook, session: &Session) -> Result<Administration, Failure> {
        let membership = casebook.membership()?.ok_or_else(|| Failure::of("no_office"))?;
        Ok(Administration { membership, member: session.member })
    }

    /// Every member: those who are there by name, then those who left.
    pub fn members(&self) -> Result<Vec<OfficeMember>, Failure> {
        let rows = self.list(Question::Members, |answer| match answer {
            AdministrationAnswer::Members(page) => Some(page),
            _ => None,
        })?;
        Ok(rows.into_iter().map(|row| self.member_of(row)).collect())
    }

    /// Every device, by number.
    pub fn devices(&self) -> Result<Vec<OfficeDevice>, Failure> {
        let rows = self.list(Question::Devices, |answer| match answer {
            AdministrationAnswer::Devices(page) => Some(page),
            _ => None,
        })?;
        Ok(rows.into_iter().map(|row| self.device_of(row)).collect())
    }

    /// What waits in quarantine.
    pub fn quarantine(&self) -> Result<QuarantineView, Failure> {
        match self.ask(Question::Quarantine)? {
            AdministrationAnswer::Quarantine(Page { rows, total }) => {
                Ok(QuarantineView { rows: rows.into_iter().map(quarantined).collect(), total })
            }
            _ => Err(unreadable()),
        }
    }

    /// Invites somebody: for one device, once. Asked again with the same request, it is the same invitation.
    pub fn invite(&self, name: &str, role: Role, request: RequestId) -> Result<NewInvitation, Failure> {
        let (name, role) = (name.trim().to_owned(), role.at_office());
        match self.ask(Question::Invite { name, role, request })? {
            AdministrationAnswer::Invited(made) => {
                Ok(NewInvitation { text: made.text, expires: milliseconds(made.expires_utc) })
            }
            _ => Err(unreadable()),
        }
    }

    /// Revokes a device: it locks, delivers what waits into quarantine, and is wiped.
    pub fn revoke(&self, device: u32) -> Result<(), Failure> {
        self.decide(Question::Revoke(DeviceNumber(device)))
    }

    /// Ends a membership.
    pub fn end_membership(&self, member: MemberId) -> Result<(), Failure> {
        self.decide(Question::Leave(member))
    }

    /// Lets a quarantined transaction in, and what its device sent before it and waits too.
    pub fn release(&self, transaction: TransactionId) -> Result<(), Failure> {
        self.decide(Question::Release(transaction))
    }

    /// Refuses a quarantined transaction; its content stays in the office's log.
    pub fn refuse(&self, transaction: TransactionId) -> Result<(), Failure> {
        self.decide(Question::Refuse(transaction))
    }

    fn decide(&self, question: Question) -> Result<(), Failure> {
        match self.ask(question)? {
            AdministrationAnswer::Done => Ok(()),
            _ => Err(unreadable()),
        }
    }

    fn ask(&self, question: Question) -> Result<AdministrationAnswer, Failure> {
        self.ask_over(&self.line()?, question)
    }

    fn line(&self) -> Result<OfficeLine, Failure> {
        OfficeLine::to(self.membership.clone())
    }

    fn ask_over(&self, line: &OfficeLine, question: Question) -> Result<AdministrationAnswer, Failure> {
        line.administer(&AdministrationRequest { member: self.member, question })
    }

    /// Page by page until there is no more.
    fn list<T>(
        &self,
        question: impl Fn(u32) -> Question,
        page: impl Fn(AdministrationAnswer) -> Option<Page<T>>,
    ) -> Result<Vec<T>, Failure> {
        let line = self.line()?;
        let mut rows = Vec::new();
        loop {
            let from = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let Page { rows: more, total } =
                page(self.ask_over(&line, question(from))?).ok_or_else(unreadable)?;
            let is_last = more.is_empty() || rows.len() + more.len() >= (total as usize).min(MOST_ROWS);
            rows.extend(more);
            if is_last {
                return Ok(rows);
            }
        }
    }

    fn member_of(&self, row: MemberRow) -> OfficeMember {
        OfficeMember {
            id: row.member.to_string(),
            name: row.name,
            role: row.role.map(Role::of_office),
            since: row.since_utc.map(milliseconds),
            left: row.left_utc.map(milliseconds),
            cases: row.cases,
            is_me: row.member == self.member,
        }
    }

    fn device_of(&self, row: DeviceRow) -> OfficeDevice {
        OfficeDevice {
            number: row.device.0,
            enrolled_as: row.enrolled_as.0,
            name: row.name,
            members: row.members,
            enrolled: row.enrolled_utc.map(milliseconds),
            delivered: u32::try_from(row.delivered).unwrap_or(u32::MAX),
            last_contact: row.last_contact_utc.map(milliseconds),
            is_revoked: row.revoked,
            // One that nobody revoked on a day, but as a copy of a revoked one, was met then.
            heard: row.revoked && row.last_contact_utc.is_some() && row.last_contact_utc >= row.revoked_utc,
            is_own: row.enrolled_as == self.membership.device,
        }
    }
}

fn quarantined(row: QuarantineRow) -> Quarantined {
    Quarantined {
        id: row.transaction.to_string(),
        device: row.device.0,
        device_name: row.device_name,
        member: row.member,
        at: milliseconds(row.claimed_utc),
        before: row.before,
        reasons: row.reasons.into_iter().map(waits_because).collect(),
        records: row.records.into_iter().map(record).collect(),
        more: row.more,
    }
}

fn record(waiting: WaitingRecord) -> QuarantinedRecord {
    let kind = Kind::numbered(waiting.kind);
    let fields = waiting.fields.into_iter().map(|(number, value)| field(kind, number, value));
    QuarantinedRecord { kind: kind.map(|kind| kind.name), fields: fields.collect() }
}

fn field(kind: Option<&Kind>, number: FieldNumber, value: Option<Value>) -> QuarantinedField {
    let known = kind.and_then(|kind| kind.field_numbered(number));
    let shown = value.as_ref().map(|value| match known {
        Some(field) => as_shown(field, value),
        None => FieldValue::from(value),
    });
    QuarantinedField {
        name: if number == DELETED { Some("deleted") } else { known.map(|field| field.name) },
        is_withheld: shown.is_none(),
        value: shown.unwrap_or(FieldValue::Null),
    }
}

fn milliseconds(at_utc: u64) -> i64 {
    i64::try_from(at_utc).unwrap_or(i64::MAX)
}

fn unreadable() -> Failure {
    Failure::of("office_unreadable")
}
