//! A failure as it leaves Rust: a stable code and arguments. The screens and the command line own the words.

use std::collections::BTreeMap;

use casebook::{CasebookError, Refusal};
use phrasebook::PhrasebookError;
use serde::Serialize;

/// What went wrong. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Failure {
    /// Stable code.
    pub code: String,
    /// What the words need: a field, a length, a folder.
    pub arguments: BTreeMap<String, String>,
}

impl Failure {
    /// A failure with a code only.
    pub fn of(code: &str) -> Failure {
        Failure { code: code.to_owned(), arguments: BTreeMap::new() }
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Failure {
        self.arguments.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<CasebookError> for Failure {
    fn from(error: CasebookError) -> Failure {
        let failure = Failure::of(error.code());
        match &error {
            CasebookError::WeakPassphrase { least } => failure.with("least", least),
            CasebookError::NoCasebook(path)
            | CasebookError::AlreadyExists(path)
            | CasebookError::KeysMissing(path)
            | CasebookError::Damaged(path)
            | CasebookError::AlreadyOpen(path)
            | CasebookError::ReadOnlyFolder(path)
            | CasebookError::BadBackup(path) => failure.with("path", path.display()),
            CasebookError::NewerSchema { found, known } => failure.with("found", found).with("known", known),
            CasebookError::Refused(refusal) => Failure::from(refusal.clone()),
            _ => failure,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        let failure = Failure::of(refusal.code());
        match refusal {
            Refusal::UnknownOperation(name) => failure.with("operation", name),
            Refusal::UnknownField { kind, field } => failure.with("kind", kind).with("field", field),
            Refusal::WrongValue { field, reason } => {
                failure.with("field", field).with("reason", reason.code()).with("detail", reason)
            }
            Refusal::Missing(field) => failure.with("field", field),
            Refusal::OtherKind(kind) => failure.with("kind", kind),
            Refusal::NotAllowed(role) => failure.with("role", role.name()),
            Refusal::NeedsEvidence { dimension } => failure.with("dimension", dimension),
            Refusal::TooManySteps(most) => failure.with("most", most),
            _ => failure,
        }
    }
}

impl From<PhrasebookError> for Failure {
    fn from(_: PhrasebookError) -> Failure {
        Failure::of("internal")
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.code)?;
        for (name, value) in &self.arguments {
            write!(formatter, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
