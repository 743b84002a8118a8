//! What can go wrong, each with a stable code. A message holds no personal data; the screens own the words.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::birth::BirthError;
use crate::session::Role;

/// Why the casebook could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CasebookError {
    /// No slot opens with this passphrase.
    #[error("the passphrase opens no key of this casebook")]
    WrongPassphrase,
    /// The recovery key is well-formed but not of this casebook.
    #[error("the recovery key is not of this casebook")]
    WrongRecoveryKey,
    /// The recovery key has a typing mistake: its check character does not fit.
    #[error("the recovery key has a typing mistake")]
    RecoveryKeyMistyped,
    /// Too short to keep anybody out.
    #[error("a passphrase has at least {least} characters")]
    WeakPassphrase {
        /// Least number of characters.
        least: usize,
    },
    /// Somebody else of this casebook uses it.
    #[error("this passphrase is in use; choose another one")]
    PassphraseInUse,
    /// There is no casebook in the folder.
    #[error("there is no casebook in {0}")]
    NoCasebook(PathBuf),
    /// There is one already; it is never replaced.
    #[error("there is a casebook in {0} already; it was left as it is")]
    AlreadyExists(PathBuf),
    /// The casebook is there, its key file is not.
    #[error("the key file of the casebook in {0} is missing; the casebook was left as it is")]
    KeysMissing(PathBuf),
    /// The right key, but the file does not read. It is kept.
    #[error("the casebook file in {0} is damaged; it was left as it is")]
    Damaged(PathBuf),
    /// A newer program wrote it.
    #[error("the casebook was written by a newer version (schema {found}, this version knows {known})")]
    NewerSchema {
        /// Schema of the file.
        found: u32,
        /// Newest schema of this program.
        known: u32,
    },
    /// The office revoked this device, and everything was delivered.
    #[error("the office took this device out of use; everything was delivered, and nothing is here any more")]
    Wiped,
    /// Another window or command has it open.
    #[error("the casebook in {0} is open elsewhere")]
    AlreadyOpen(PathBuf),
    /// The folder or the file cannot be written.
    #[error("the folder {0} cannot be written")]
    ReadOnlyFolder(PathBuf),
    /// No room left.
    #[error("the disk is full; nothing of this change was kept, everything before it was")]
    DiskFull,
    /// A backup file that does not read.
    #[error("the backup {0} does not read")]
    BadBackup(PathBuf),
    /// A rule of the work, or a value that cannot be.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The storage failed in another way.
    #[error("the casebook file could not be read or written")]
    Storage(#[source] rusqlite::Error),
    /// The file system failed in another way.
    #[error("a file could not be read or written")]
    Files(#[source] std::io::Error),
    /// Something that should hold did not; nothing was changed.
    #[error("the casebook found something it cannot explain: {0}")]
    Unexplained(&'static str),
}

/// Why an operation was refused. Nothing of it was kept, everything before it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no operation of this name.
    #[error("there is no operation “{0}”")]
    UnknownOperation(String),
    /// The kind has no such field.
    #[error("{kind} has no field “{field}”")]
    UnknownField {
        /// Kind of record.
        kind: &'static str,
        /// Name that was given.
        field: String,
    },
    /// A field cannot hold the value.
    #[error("{field}: {reason}")]
    WrongValue {
        /// Which field.
        field: &'static str,
        /// Why.
        reason: ValueProblem,
    },
    /// A record cannot be without it.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// There is no record with this id.
    #[error("there is no such record")]
    NotFound,
    /// The id belongs to a record of another kind.
    #[error("this id belongs to a {0}")]
    OtherKind(&'static str),
    /// The record was removed.
    #[error("the record was removed; put it back first")]
    Removed,
    /// The role may not do this.
    #[error("a member with the role {} may not do this", .0.name())]
    NotAllowed(Role),
    /// It is closed or signed; a correction is a new one that points back.
    #[error("it is closed; make a correction that points back to it")]
    Settled,
    /// It is somebody else's draft.
    #[error("it is the draft of another member")]
    NotAuthor,
    /// A correction of something that is still a draft, or of another kind.
    #[error("only something closed can be corrected")]
    NothingToCorrect,
    /// A correction gives its reason.
    #[error("a correction gives its reason")]
    NeedsReason,
    /// An assessment is discussed before it is signed.
    #[error("fill in on which day it was discussed")]
    NotDiscussed,
    /// Nothing was seen yet.
    #[error("no dimension has a score or “not seen” yet")]
    NothingScored,
    /// Scores 1 and 5 need one sentence of what was seen and when.
    #[error("{dimension} needs one sentence: what was seen, and when")]
    NeedsEvidence {
        /// Which dimension.
        dimension: String,
    },
    /// A text is kept back because it may hold a citizen number.
    #[error("a text holds what may be a citizen number; mask or change it first")]
    TextHeldBack,
    /// An interpreter of this kind may not be used here.
    #[error("this talk needs a professional interpreter")]
    NeedsProfessionalInterpreter,
    /// The operation has more steps than one transaction may hold.
    #[error("an operation has at most {0} steps")]
    TooManySteps(usize),
    /// There is nothing to undo, or somebody changed it since.
    #[error("it was changed since; look at its history")]
    ChangedSince,
    /// The last user with a key cannot be removed.
    #[error("somebody must be able to open the casebook")]
    LastKey,
    /// A casebook belongs to one office.
    #[error("this casebook belongs to an office already")]
    HasOffice,
    /// The office knows the member under the id of another user of this casebook.
    #[error("the office knows this member as another user of this casebook")]
    HasMember,
    /// The office revoked this device: it only delivers what waits.
    #[error("the office revoked this device; nothing more can be written on it")]
    DeviceRevoked,
    /// There is no such version to look at any more.
    #[error("somebody has settled this already")]
    SettledAlready,
}

/// Why a field cannot hold a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ValueProblem {
    /// Too long.
    #[error("at most {most} characters")]
    TooLong {
        /// Most characters, or bytes.
        most: usize,
    },
    /// Not a number of this range.
    #[error("a number from {least} to {most}")]
    OutOfRange {
        /// Least.
        least: i64,
        /// Most.
        most: i64,
    },
    /// Not one of the words it takes.
    #[error("one of: {}", .0.join(", "))]
    NotAChoice(&'static [&'static str]),
    /// Not a day of the calendar.
    #[error("a day that exists, written year-month-day")]
    NotADay,
    /// Not yes or no.
    #[error("1 for yes or 0 for no")]
    NotAFlag,
    /// Not an instant.
    #[error("milliseconds since 1970")]
    NotAMoment,
    /// Not text.
    #[error("text")]
    NotText,
    /// Text with control characters.
    #[error("text without control characters")]
    ControlCharacters,
    /// Empty, and a record cannot be without it.
    #[error("may not be empty")]
    Empty,
    /// Not the id of a record of the right kind.
    #[error("the id of a {0}")]
    NotAReference(&'static str),
    /// Not content as text.
    #[error("text, which is kept beside the record")]
    NotContent,
    /// A date of birth that cannot be.
    #[error(transparent)]
    Birth(BirthError),
    /// A period that ends before it begins.
    #[error("not before the first day")]
    EndsBeforeItBegins,
    /// It may hold a citizen number, and a record cannot be without the field.
    #[error("a number in it may be a citizen number")]
    CitizenNumber,
}

impl CasebookError {
    /// A stable code for the screens and for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            CasebookError::WrongPassphrase => "wrong_passphrase",
            CasebookError::WrongRecoveryKey => "wrong_recovery_key",
            CasebookError::RecoveryKeyMistyped => "recovery_key_mistyped",
            CasebookError::WeakPassphrase { .. } => "weak_passphrase",
            CasebookError::PassphraseInUse => "passphrase_in_use",
            CasebookError::NoCasebook(_) => "no_casebook",
            CasebookError::AlreadyExists(_) => "already_exists",
            CasebookError::KeysMissing(_) => "keys_missing",
            CasebookError::Damaged(_) => "damaged",
            CasebookError::NewerSchema { .. } => "newer_schema",
            CasebookError::AlreadyOpen(_) => "already_open",
            CasebookError::ReadOnlyFolder(_) => "read_only_folder",
            CasebookError::Wiped => "device_wiped",
            CasebookError::DiskFull => "disk_full",
            CasebookError::BadBackup(_) => "bad_backup",
            CasebookError::Refused(refusal) => refusal.code(),
            CasebookError::Storage(_) | CasebookError::Files(_) | CasebookError::Unexplained(_) => "internal",
        }
    }
}

impl Refusal {
    /// A stable code for the screens and for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::UnknownOperation(_) => "unknown_operation",
            Refusal::UnknownField { .. } => "unknown_field",
            Refusal::WrongValue { .. } => "wrong_value",
            Refusal::Missing(_) => "missing",
            Refusal::NotFound => "not_found",
            Refusal::OtherKind(_) => "other_kind",
            Refusal::Removed => "removed",
            Refusal::NotAllowed(_) => "not_allowed",
            Refusal::Settled => "settled",
            Refusal::NotAuthor => "not_author",
            Refusal::NothingToCorrect => "nothing_to_correct",
            Refusal::NeedsReason => "needs_reason",
            Refusal::NotDiscussed => "not_discussed",
            Refusal::NothingScored => "nothing_scored",
            Refusal::NeedsEvidence { .. } => "needs_evidence",
            Refusal::TextHeldBack => "text_held_back",
            Refusal::NeedsProfessionalInterpreter => "needs_professional_interpreter",
            Refusal::TooManySteps(_) => "too_many_steps",
            Refusal::ChangedSince => "changed_since",
            Refusal::LastKey => "last_key",
            Refusal::HasOffice => "has_office",
            Refusal::HasMember => "has_member",
            Refusal::DeviceRevoked => "device_revoked",
            Refusal::SettledAlready => "settled_already",
        }
    }
}

impl ValueProblem {
    /// A stable code for the screens and for scripts.
    pub fn code(self) -> &'static str {
        match self {
            ValueProblem::TooLong { .. } => "too_long",
            ValueProblem::OutOfRange { .. } => "out_of_range",
            ValueProblem::NotAChoice(_) => "not_a_choice",
            ValueProblem::NotADay => "not_a_day",
            ValueProblem::NotAFlag => "not_a_flag",
            ValueProblem::NotAMoment => "not_a_moment",
            ValueProblem::NotText => "not_text",
            ValueProblem::ControlCharacters => "control_characters",
            ValueProblem::Empty => "empty",
            ValueProblem::NotAReference(_) => "not_a_reference",
            ValueProblem::NotContent => "not_content",
            ValueProblem::Birth(BirthError::DayWithoutMonth) => "day_without_month",
            ValueProblem::Birth(BirthError::NoSuchMonth { .. }) => "no_such_month",
            ValueProblem::Birth(BirthError::NoSuchDay { .. }) => "no_such_day",
            ValueProblem::Birth(BirthError::YearOutOfRange) => "year_out_of_range",
            ValueProblem::EndsBeforeItBegins => "ends_before_it_begins",
            ValueProblem::CitizenNumber => "citizen_number",
        }
    }
}

impl From<rusqlite::Error> for CasebookError {
    fn from(error: rusqlite::Error) -> CasebookError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => CasebookError::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                CasebookError::Damaged(PathBuf::new())
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                CasebookError::ReadOnlyFolder(PathBuf::new())
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                CasebookError::AlreadyOpen(PathBuf::new())
            }
            _ => CasebookError::Storage(error),
        }
    }
}

impl From<std::io::Error> for CasebookError {
    fn from(error: std::io::Error) -> CasebookError {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => CasebookError::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                CasebookError::ReadOnlyFolder(PathBuf::new())
            }
            _ => CasebookError::Files(error),
        }
    }
}

impl CasebookError {
    /// Names the folder or file where the storage could only say what happened.
    #[must_use]
    pub fn in_folder(self, folder: &std::path::Path) -> CasebookError {
        let here = || folder.to_path_buf();
        match self {
            CasebookError::Damaged(path) if path.as_os_str().is_empty() => CasebookError::Damaged(here()),
            CasebookError::ReadOnlyFolder(path) if path.as_os_str().is_empty() => {
                CasebookError::ReadOnlyFolder(here())
            }
            CasebookError::AlreadyOpen(path) if path.as_os_str().is_empty() => {
                CasebookError::AlreadyOpen(here())
            }
            other => other,
        }
    }
}
