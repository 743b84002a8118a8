//! What an administrator asks the office on a screen, and decides there: members, devices, quarantine. Pure, as
//! [`crate::http`] is.
//!
//! `POST` to [`ADMINISTRATION_PATH`] with `Authorization: Bearer` and the device's token: an [`AdministrationRequest`],
//! answered by an [`AdministrationAnswer`], both as [`encode`] makes them. The office answers a device that was not
//! revoked, to a member who works on it and is an administrator; to anybody else a [`crate::http::Refusal`].

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::http::{SmallBodyError, decode_as, encode_as};
use crate::schema::Role;
use crate::verdict::Quarantine;
use crate::wire::BODY_BYTES;
use crate::{DeviceNumber, FieldNumber, KindNumber, MemberId, RecordId, RequestId, TransactionId, Value};

/// Where an administrator asks.
pub const ADMINISTRATION_PATH: &str = "/v1/administration";
/// For how many days an invitation holds, unless the office's command line says otherwise.
pub const INVITATION_DAYS: u32 = 7;
/// About how many bytes the rows of one answer take; at least one row goes.
const PAGE_BYTES: usize = BODY_BYTES / 4;
/// Raised with every new question or answer: who does not know it says so by the format.
const FORMAT: u8 = 1;

/// A member asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministrationRequest {
    /// Who.
    pub member: MemberId,
    /// What.
    pub question: Question,
}

/// What is asked, or decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// The members, from this row on.
    Members(u32),
    /// The devices, from this row on.
    Devices(u32),
    /// What waits in quarantine: the first of it, in the order in which it is released.
    Quarantine,
    /// Invites somebody: for one device, once, for [`INVITATION_DAYS`].
    Invite {
        /// Who; the name of a member invites another device of theirs.
        name: String,
        /// To be what.
        role: Role,
        /// Random; asked again with it, the office gives the same invitation.
        request: RequestId,
    },
    /// Revokes a device: it locks, delivers what waits into quarantine, and is wiped.
    Revoke(DeviceNumber),
    /// Ends a membership.
    Leave(MemberId),
    /// Lets a quarantined transaction in, and before it whatever its device sent before and waits too.
    Release(TransactionId),
    /// Refuses a quarantined transaction; its content stays in the log.
    Refuse(TransactionId),
}

/// What the office answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AdministrationAnswer {
    /// To [`Question::Members`]: those who are there by name, then those who left.
    Members(Page<MemberRow>),
    /// To [`Question::Devices`]: by number.
    Devices(Page<DeviceRow>),
    /// To [`Question::Quarantine`].
    Quarantine(Page<QuarantineRow>),
    /// To [`Question::Invite`].
    Invited(Invited),
    /// What was decided is done.
    Done,
}

/// Some rows of all there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// Those that fit.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: u32,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// Who.
    pub member: MemberId,
    /// By name.
    pub name: String,
    /// As what; `None`: left.
    pub role: Option<Role>,
    /// Since when, in milliseconds since 1970 (UTC); `None` when nobody noted it.
    pub since_utc: Option<u64>,
    /// When the member left; likewise.
    pub left_utc: Option<u64>,
    /// How many cases the member holds now.
    pub cases: u32,
}

/// A device. The office cannot know what still waits on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// Its number.
    pub device: DeviceNumber,
    /// The number it was enrolled with: another one when it was restored or copied since.
    pub enrolled_as: DeviceNumber,
    /// What it is called.
    pub name: Option<String>,
    /// The number of its casebook's schema when it was enrolled.
    pub schema: Option<u32>,
    /// When it was enrolled, in milliseconds since 1970 (UTC).
    pub enrolled_utc: Option<u64>,
    /// Who works on it, by name.
    pub members: Vec<String>,
    /// How many transactions it delivered.
    pub delivered: u64,
    /// When it was last met, to a minute; a revoked one exactly.
    pub last_contact_utc: Option<u64>,
    /// It was revoked. Once it was met after that it is locked, and wiped as soon as everything is delivered.
    pub revoked: bool,
    /// When; `None` also when nobody noted it.
    pub revoked_utc: Option<u64>,
}

/// A transaction that waits for an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineRow {
    /// Which.
    pub transaction: TransactionId,
    /// What its device gave it as its number.
    pub sequence: u64,
    /// What its operation is called.
    pub operation: String,
    /// The device that brought it.
    pub device: DeviceNumber,
    /// What that is called.
    pub device_name: Option<String>,
    /// Who wrote it, by name; `None`: nobody the office knows.
    pub member: Option<String>,
    /// When, by the device's own clock, in milliseconds since 1970 (UTC).
    pub claimed_utc: u64,
    /// How many earlier ones of its device are released with it.
    pub before: u32,
    /// Why it waits.
    pub reasons: Vec<Quarantine>,
    /// The first of what it would change.
    pub records: Vec<WaitingRecord>,
    /// How many more records it would change.
    pub more: u32,
}

/// What waits about one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingRecord {
    /// Which.
    pub record: RecordId,
    /// Its kind.
    pub kind: KindNumber,
    /// Its fields. Long text is cut; `None` for what is too private for an administrator, or no text or number.
    pub fields: Vec<(FieldNumber, Option<Value>)>,
}

/// An invitation that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Its text; the office keeps no more of it than a hash.
    pub text: String,
    /// Until when it holds, in milliseconds since 1970 (UTC).
    pub expires_utc: u64,
}

impl Question {
    /// What it is called in a log; says nothing of whom it is about.
    pub fn name(&self) -> &'static str {
        match self {
            Question::Members(_) => "members",
            Question::Devices(_) => "devices",
            Question::Quarantine => "quarantine",
            Question::Invite { .. } => "invite",
            Question::Revoke(_) => "revoke",
            Question::Leave(_) => "leave",
            Question::Release(_) => "release",
            Question::Refuse(_) => "refuse",
        }
    }
}

impl<T: Serialize> Page<T> {
    /// The rows that fit into one answer.
    pub fn of(rows: impl IntoIterator<Item = T>, total: usize) -> Page<T> {
        let mut weight = 0;
        let fits = |row: &T| {
            let before = weight;
            weight += postcard::to_stdvec(row).map_or(PAGE_BYTES, |bytes| bytes.len());
            before == 0 || weight <= PAGE_BYTES
        };
        let rows = rows.into_iter().take_while(fits).collect();
        Page { rows, total: u32::try_from(total).unwrap_or(u32::MAX) }
    }
}

/// A question or an answer as bytes.
pub fn encode(body: &impl Serialize) -> Result<Vec<u8>, SmallBodyError> {
    encode_as(FORMAT, BODY_BYTES, body)
}

/// A question or an answer from bytes; nothing may follow it.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, SmallBodyError> {
    decode_as(FORMAT, BODY_BYTES, bytes)
}
