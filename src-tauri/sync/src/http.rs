//! What a casebook and its office say to each other over HTTP: paths, bodies, refusals. Pure: neither side's network
//! code is here.
//!
//! - `POST /v1/enrol`: [`EnrolRequest`], answered by [`EnrolAnswer`].
//! - `POST /v1/exchange` with `Authorization: Bearer` and the [`Token`]: a request of [`crate::wire`], compressed
//!   (`transport`), answered by an answer of [`crate::wire`], compressed. The header [`HEARD_HEADER`] names the request
//!   whose answer the casebook read last: then the office may call records by the numbers of that answer.
//! - `POST /v1/blob`, with the token: a [`crate::blob::BlobPiece`], answered by [`crate::blob::BlobHeld`].
//! - `POST /v1/blob/wanted`, with the token: a [`crate::blob::BlobWanted`], answered by a [`crate::blob::BlobPiece`].
//! - `POST /v1/administration`: see [`crate::administration`].
//! - Any other status than 200 comes with a [`Refusal`] as its body.
//!
//! Every body but those of an exchange is a version byte and postcard.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::invitation::InvitationSecret;
use crate::schema::Role;
use crate::{DeviceNumber, MemberId, RequestId};

/// Where a casebook enrols.
pub const ENROL_PATH: &str = "/v1/enrol";
/// Where a casebook exchanges.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// Names the request whose answer was read last, as a hyphenated UUID; absent when none was, or its numbers are lost.
pub const HEARD_HEADER: &str = "meedoen-heard";
/// Where a casebook brings a piece of what stands beside a record.
pub const BLOB_PATH: &str = "/v1/blob";
/// Where it asks for one.
pub const WANTED_BLOB_PATH: &str = "/v1/blob/wanted";
/// Of every body that this module reads or writes.
pub const CONTENT_TYPE: &str = "application/octet-stream";
/// The largest body of an enrolment, its answer, or a refusal, in bytes.
pub const SMALL_BODY_BYTES: usize = 16 * 1024;
/// The largest body with a piece of a blob, in bytes.
pub const BLOB_BODY_BYTES: usize = crate::blob::PIECE_BYTES as usize + 1024;
/// The longest name of a device, in characters.
pub const MOST_NAME_LETTERS: usize = 120;
/// The most members of one casebook.
pub const MOST_MEMBERS: usize = 100;

const FORMAT: u8 = 1;

/// What a device shows at every exchange; who has it is that device. 32 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token(pub [u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Token(..)")
    }
}

/// A casebook asks to be enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// From the invitation.
    pub secret: InvitationSecret,
    /// What the device is called, for its administrator.
    pub device_name: String,
    /// The casebook's own user, who uses the invitation.
    pub member: MemberId,
    /// The casebook's other users. Those who are members already work on this device too.
    pub others: Vec<MemberId>,
    /// Random; asked again with it, the office gives the same answer.
    pub request: RequestId,
    /// The number of the casebook's schema.
    pub schema: u32,
    /// What the casebook shows when it is enrolled already: then another of its users comes to work on the same device.
    pub enrolled: Option<Token>,
}

/// The casebook is enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// The device's number.
    pub device: DeviceNumber,
    /// What it shows at every exchange.
    pub token: Token,
    /// Who uses the invitation. Another than the one who asked when the office knows this member already, by a
    /// casebook on another device: then the casebook calls its own user by this identifier from now on.
    pub member: MemberId,
    /// What the member is in the organisation.
    pub role: Role,
    /// What the office is called.
    pub office_name: String,
    /// The office.
    pub office: Uuid,
    /// What all casebooks of the office key the hashes of names with, by which a coach hears that a colleague guides the
    /// same person.
    pub name_key: [u8; 32],
}

/// Why the office did nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// No invitation has this secret.
    #[error("the office knows no such invitation; ask its administrator for a new one")]
    WrongInvitation,
    /// Its time is over.
    #[error("the invitation has expired; ask the office's administrator for a new one")]
    ExpiredInvitation,
    /// Another casebook used it.
    #[error("the invitation was used before; each is for one device, so ask for a new one")]
    UsedInvitation,
    /// The casebook's own user is known as another member than the one invited, or the one invited as another user.
    #[error(
        "this casebook's user is known at the office as another member; ask for an invitation for that one"
    )]
    OtherMember,
    /// No device has this token.
    #[error("the office does not know this device; what waits is kept, enrol it again")]
    UnknownToken,
    /// The token is that of another device.
    #[error("this device's key is that of another device; what waits is kept, enrol it again")]
    OtherDevice,
    /// Records are known by other numbers: forget the agreed ones, and send again in full.
    #[error("the office knows the records by other numbers; the exchange is sent again in full")]
    OtherReferences,
    /// The body is larger than one may be, as it came or after it was inflated.
    #[error("the message is larger than the office takes; nothing of it was taken")]
    TooLarge,
    /// The body does not read.
    #[error("the office could not read the message ({0}); nothing of it was taken")]
    Malformed(String),
    /// The body is in a format of another version.
    #[error("the office does not know format {0}; update the older of the two, what waits is kept")]
    UnknownFormat(u8),
    /// Nothing of this address is held, or it is out of scope.
    #[error("the office does not hold that, or not for this device; it is asked for again later")]
    UnknownBlob,
    /// Nothing is at this path.
    #[error("the office has nothing there; update the older of the two, what waits is kept")]
    UnknownPath,
    /// Too many requests at once; ask again later.
    #[error("the office is busy; the exchange goes on later by itself")]
    Busy,
    /// The office's store failed; its administrator finds why in its log.
    #[error("the office could not keep what was sent; it stays here and is sent again")]
    Failed,
    /// The device was revoked.
    #[error("this device was revoked; it only delivers what waits")]
    RevokedDevice,
    /// The member does not work on the device.
    #[error("the office does not know this member on this device")]
    UnknownMember,
    /// The member is no administrator, or has left.
    #[error("only an administrator of the office may ask this; nothing was changed")]
    NotAdministrator,
    /// An administrator would shut out herself.
    #[error("an administrator cannot do this to herself or her own device; another one can, or the office")]
    Oneself,
    /// What was named is not there, or somebody decided on it already.
    #[error("the office does not have this any more; look again, nothing was changed")]
    Gone,
    /// The office's clock jumped, and nothing is stamped until it is confirmed.
    #[error("the office does not believe its own clock; confirm it there first, nothing was changed")]
    ClockHeld,
}

impl Refusal {
    /// The HTTP status it comes with.
    pub fn status(&self) -> u16 {
        match self {
            Refusal::WrongInvitation | Refusal::UnknownToken => 401,
            Refusal::OtherMember
            | Refusal::OtherDevice
            | Refusal::RevokedDevice
            | Refusal::UnknownMember
            | Refusal::NotAdministrator
            | Refusal::Oneself => 403,
            Refusal::UnknownPath | Refusal::UnknownBlob => 404,
            Refusal::OtherReferences | Refusal::ClockHeld => 409,
            Refusal::ExpiredInvitation | Refusal::UsedInvitation | Refusal::Gone => 410,
            Refusal::TooLarge => 413,
            Refusal::Malformed(_) => 400,
            Refusal::UnknownFormat(_) => 415,
            Refusal::Busy => 429,
            Refusal::Failed => 503,
        }
    }
}

impl From<crate::wire::BodyError> for Refusal {
    fn from(error: crate::wire::BodyError) -> Refusal {
        use crate::wire::BodyError;
        match error {
            BodyError::TooLarge(_) => Refusal::TooLarge,
            BodyError::UnknownFormat(format) => Refusal::UnknownFormat(format),
            BodyError::OtherReferences => Refusal::OtherReferences,
            BodyError::OtherSort | BodyError::Damaged => Refusal::Malformed(error.to_string()),
        }
    }
}

/// A small body that does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmallBodyError {
    /// More than such a body may have.
    #[error("the message has {0} bytes, which is too many")]
    TooLarge(usize),
    /// Written by a version that this one does not know.
    #[error("the message is in format {0}, which this version does not know")]
    UnknownFormat(u8),
    /// It is damaged.
    #[error("the message does not read")]
    Damaged,
}

impl From<SmallBodyError> for Refusal {
    fn from(error: SmallBodyError) -> Refusal {
        match error {
            SmallBodyError::TooLarge(_) => Refusal::TooLarge,
            SmallBodyError::UnknownFormat(format) => Refusal::UnknownFormat(format),
            SmallBodyError::Damaged => Refusal::Malformed(error.to_string()),
        }
    }
}

/// An enrolment, its answer or a refusal as bytes.
pub fn encode(body: &impl Serialize) -> Result<Vec<u8>, SmallBodyError> {
    encode_within(SMALL_BODY_BYTES, body)
}

/// An enrolment, its answer or a refusal from bytes; nothing may follow it.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, SmallBodyError> {
    decode_within(SMALL_BODY_BYTES, bytes)
}

/// A body as bytes, at most so many.
pub fn encode_within(most: usize, body: &impl Serialize) -> Result<Vec<u8>, SmallBodyError> {
    encode_as(FORMAT, most, body)
}

/// A body from bytes, at most so many; nothing may follow it.
pub fn decode_within<T: DeserializeOwned>(most: usize, bytes: &[u8]) -> Result<T, SmallBodyError> {
    decode_as(FORMAT, most, bytes)
}

pub(crate) fn encode_as(format: u8, most: usize, body: &impl Serialize) -> Result<Vec<u8>, SmallBodyError> {
    let bytes = postcard::to_extend(body, vec![format]).map_err(|_| SmallBodyError::Damaged)?;
    if bytes.len() > most { Err(SmallBodyError::TooLarge(bytes.len())) } else { Ok(bytes) }
}

pub(crate) fn decode_as<T: DeserializeOwned>(
    format: u8,
    most: usize,
    bytes: &[u8],
) -> Result<T, SmallBodyError> {
    if bytes.len() > most {
        return Err(SmallBodyError::TooLarge(bytes.len()));
    }
    match bytes.split_first() {
        Some((first, body)) if *first == format => match postcard::take_from_bytes(body) {
            Ok((body, [])) => Ok(body),
            _ => Err(SmallBodyError::Damaged),
        },
        Some((other, _)) => Err(SmallBodyError::UnknownFormat(*other)),
        None => Err(SmallBodyError::Damaged),
    }
}
