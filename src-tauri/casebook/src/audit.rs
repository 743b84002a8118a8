//! The audit trail: who did or saw what, when and where, each line chained to the one before (BIO2 8.15).

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension};
use sync::RecordId;

use crate::error::CasebookError;
use crate::file::Casebook;
use crate::session::Session;

/// Most views kept in memory before the next write.
const MOST_VIEWS: usize = 10_000;

/// One line: action, object, result, origin, actor, time.
#[derive(Debug, Clone)]
pub(crate) struct AuditLine {
    pub at: i64,
    pub session: Session,
    pub action: String,
    pub record: Option<RecordId>,
    pub outcome: &'static str,
}

/// The hash of the last line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AuditTrail {
    head: [u8; 32],
}

/// Who looked at what since the last write. Looking must not wait for the disk, so these lines are written with the
/// next change, or within a second or so; a kill may lose that last second of looking, never of changing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Views(Arc<Mutex<Vec<AuditLine>>>);

impl Views {
    pub fn add(&self, line: AuditLine) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let repeated = lines.last().is_some_and(|last| {
            last.record == line.record && last.action == line.action && last.at + 60_000 > line.at
        });
        if !repeated && lines.len() < MOST_VIEWS {
            lines.push(line);
        }
    }

    pub fn take(&self) -> Vec<AuditLine> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl AuditTrail {
    pub fn resumed(connection: &Connection) -> Result<AuditTrail, CasebookError> {
        let head: Option<[u8; 32]> = connection
            .query_row("SELECT chain FROM audit ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
            .optional()?;
        Ok(AuditTrail { head: head.unwrap_or_default() })
    }

    /// Writes a line; the caller keeps the returned trail only if its transaction commits.
    #[must_use = "the trail moves on only if the transaction commits"]
    pub fn append(self, connection: &Connection, line: &AuditLine) -> Result<AuditTrail, CasebookError> {
        let record = line.record.map(|record| *record.0.as_bytes());
        let member = line.session.member.0.as_bytes();
        let device = line.session.device.0;
        let head = chain(self.head, line.at, member, device, &line.action, record.as_ref(), line.outcome);
        connection
            .prepare_cached(
                "INSERT INTO audit (at, member, device, action, record, outcome, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((line.at, member, device, &line.action, record, line.outcome, head))?;
        Ok(AuditTrail { head })
    }
}

/// Whether every line still carries the hash of itself and the line before; the id of the first that does not.
pub(crate) fn find_tampering(connection: &Connection) -> Result<Option<i64>, CasebookError> {
    let mut head = [0_u8; 32];
    let mut statement = connection
        .prepare("SELECT id, at, member, device, action, record, outcome, chain FROM audit ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let member: [u8; 16] = row.get(2)?;
        let record: Option<[u8; 16]> = row.get(5)?;
        let (action, outcome): (String, String) = (row.get(4)?, row.get(6)?);
        head = chain(head, row.get(1)?, &member, row.get(3)?, &action, record.as_ref(), &outcome);
        if head != row.get::<_, [u8; 32]>(7)? {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

fn chain(
    before: [u8; 32],
    at: i64,
    member: &[u8; 16],
    device: u32,
    action: &str,
    record: Option<&[u8; 16]>,
    outcome: &str,
) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&before).update(&at.to_le_bytes()).update(member).update(&device.to_le_bytes());
    hasher.update(&(action.len() as u64).to_le_bytes()).update(action.as_bytes());
    hasher.update(record.map_or(&[][..], |bytes| &bytes[..]));
    hasher.update(outcome.as_bytes());
    *hasher.finalize().as_bytes()
}

impl Casebook {
    /// Writes one line of its own, outside any operation.
    pub(crate) fn note(
        &mut self,
        session: &Session,
        action: &str,
        record: Option<RecordId>,
        outcome: &'static str,
    ) -> Result<(), CasebookError> {
        self.views.add(AuditLine {
            at: self.surroundings.now_milliseconds_utc(),
            session: *session,
            action: action.to_owned(),
            record,
            outcome,
        });
        self.flush_views()
    }
}
