//! What can go wrong at the office.

use std::path::PathBuf;

use sync::ledger::RestoreError;

/// What went wrong; what was kept and what to do is part of each message. Holds no personal data.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The embedded store failed.
    #[error("the office's store failed; what was acknowledged is kept")]
    Embedded(#[from] rusqlite::Error),
    /// PostgreSQL failed.
    #[error("PostgreSQL failed; what was acknowledged is kept")]
    Postgres(#[from] tokio_postgres::Error),
    /// A file could not be read or written.
    #[error("{path} could not be read or written; nothing was changed")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The network or the terminal failed.
    #[error("the system refused")]
    Io(#[from] std::io::Error),
    /// What the office kept does not read.
    #[error("a row of {0} does not read; stop the office and run verify, then restore a backup")]
    Damaged(&'static str),
    /// Something does not encode.
    #[error("something does not encode; nothing was kept")]
    Encoding(#[from] postcard::Error),
    /// There is no office in the folder.
    #[error("{0} holds no office; start one with serve, or name the right folder with --data")]
    NoOffice(PathBuf),
    /// The key does not open the store.
    #[error("the key in {0} does not open the store beside it; put the right key back, nothing was changed")]
    WrongKey(PathBuf),
    /// The store was made by a later version.
    #[error("the store is of version {found}, this program knows {known}; update it, nothing was changed")]
    LaterStore {
        /// Its version.
        found: u64,
        /// This program's.
        known: u64,
    },
    /// A server is running on it.
    #[error("the office is running; stop it first, nothing was changed")]
    Running,
    /// The backup may not be restored.
    #[error("{0}; nothing was changed")]
    Restore(#[from] RestoreError),
    /// The backup does not verify.
    #[error("the backup {path} does not verify ({reason}); it was left as it is")]
    BadBackup {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
    /// What a command named does not exist.
    #[error("the office knows no {what} {name:?}; nothing was changed")]
    Unknown {
        /// What it would be.
        what: &'static str,
        /// As it was named.
        name: String,
    },
    /// A command asks for what may not be.
    #[error("{0}; nothing was changed")]
    Refused(&'static str),
    /// No randomness.
    #[error("the system gives no random numbers")]
    Random(#[from] getrandom::Error),
    /// The certificate could not be made or read.
    #[error("the certificate or its key cannot be used: {0}")]
    Certificate(String),
    /// The invitation cannot be made.
    #[error(transparent)]
    Invitation(#[from] sync::invitation::InvitationError),
    /// A body does not encode.
    #[error(transparent)]
    Body(#[from] sync::wire::BodyError),
    /// A file on a stick does not open.
    #[error("{0}; nothing was taken from it")]
    StickFile(#[from] sync::stick::file::StickError),
    /// What a stick brought is refused.
    #[error(transparent)]
    Stick(sync::http::Refusal),
    /// A picture could not be drawn.
    #[error("the picture could not be drawn: {0}")]
    Picture(String),
}

impl OfficeError {
    /// A file that could not be read or written.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> OfficeError {
        let path = path.into();
        move |source| OfficeError::File { path, source }
    }

    /// Stable, for logs and scripts.
    pub fn code(&self) -> &'static str {
        match self {
            OfficeError::Embedded(_) => "store.embedded",
            OfficeError::Postgres(_) => "store.postgres",
            OfficeError::File { .. } => "file",
            OfficeError::Io(_) => "system",
            OfficeError::Damaged(_) => "store.damaged",
            OfficeError::Encoding(_) => "encoding",
            OfficeError::NoOffice(_) => "no-office",
            OfficeError::WrongKey(_) => "wrong-key",
            OfficeError::LaterStore { .. } => "later-store",
            OfficeError::Running => "running",
            OfficeError::Restore(_) => "restore.ledger",
            OfficeError::BadBackup { .. } => "restore.backup",
            OfficeError::Unknown { .. } => "unknown",
            OfficeError::Refused(_) => "refused",
            OfficeError::Random(_) => "random",
            OfficeError::Certificate(_) => "certificate",
            OfficeError::Invitation(_) => "invitation",
            OfficeError::Body(_) => "body",
            OfficeError::Picture(_) => "picture",
            OfficeError::StickFile(_) | OfficeError::Stick(_) => "stick",
        }
    }

    /// Whether the same may well succeed when it is tried again at once: another transaction stood in the way.
    pub fn is_transient(&self) -> bool {
        match self {
            OfficeError::Postgres(error) => error.code().is_some_and(|code| {
                use tokio_postgres::error::SqlState;
                [SqlState::T_R_DEADLOCK_DETECTED, SqlState::T_R_SERIALIZATION_FAILURE].contains(code)
            }),
            OfficeError::Embedded(error) => {
                error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
            }
            _ => false,
        }
    }
}
