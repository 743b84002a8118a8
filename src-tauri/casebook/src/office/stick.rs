//! The casebook's side of an exchange on a stick (`sync::stick`).

use rusqlite::OptionalExtension;
use sync::device;
use sync::stick::{self, Answered, Back, Brought};

use super::{Exchanged, INVITATION, read_standing};
use crate::error::CasebookError;
use crate::file::{Casebook, meta, set_meta};

impl Casebook {
    /// Asks the office by a stick: everything that waits, and how far this casebook has heard. Asking over a line, or by
    /// another stick, makes the answer to this one count for nothing.
    pub fn ask_by_stick(&mut self) -> Result<Brought, CasebookError> {
        let request = self.ask(stick::LIMITS)?;
        let wanted = self.blobs_wanted()?.into_iter().map(|(hash, _)| hash).collect();
        let blobs = self.whole_blobs(stick::MOST_BLOB_BYTES)?;
        Ok(Brought { request, scope: read_standing(&self.connection)?.scope, blobs, wanted })
    }

    /// Applies what a stick brought, as far as it answers what this casebook asks. `None`: it answers none of it, since it
    /// was applied before or this casebook has asked again since.
    pub fn apply_from_stick(&mut self, back: Back) -> Result<Option<Exchanged>, CasebookError> {
        for hash in &back.held {
            self.blob_delivered(*hash)?;
        }
        let mut applied: Option<Exchanged> = None;
        for Answered { question, answer } in back.answers {
            match &applied {
                None if read_standing(&self.connection)?.request != Some(answer.request) => break,
                None => {}
                Some(_) => {
                    let (asked, ..) = self.exchange(|store| device::ask_on(store, answer.request))?;
                    if stick::question(&asked) != question {
                        break;
                    }
                }
            }
            let exchanged = self.apply(answer)?;
            applied = Some(match applied {
                None => exchanged,
                Some(before) => before.and(exchanged),
            });
        }
        for blob in &back.blobs {
            self.take_blob(blob)?;
        }
        Ok(applied)
    }

    /// Keeps the invitation that goes out on a stick, until the answer comes.
    pub fn keep_invitation(&mut self, invitation: &str) -> Result<(), CasebookError> {
        set_meta(&self.connection, INVITATION, invitation)?;
        Ok(())
    }

    /// The invitation that went out on a stick.
    pub fn kept_invitation(&self) -> Result<Option<String>, CasebookError> {
        Ok(meta(&self.connection, INVITATION).optional()?)
    }
}

impl Exchanged {
    /// Both, one after the other.
    fn and(mut self, later: Exchanged) -> Exchanged {
        self.changed.retain(|record, _| !later.gone.contains(record));
        self.changed.extend(later.changed);
        self.gone.extend(later.gone);
        Exchanged { again: later.again, is_unknown: later.is_unknown, ..self }
    }
}
