//! How content that stands beside records travels (`sync::blob`): up before the transaction that refers to it, down when a
//! value came whose content is not here.

use rusqlite::{Connection, OptionalExtension};
use sync::blob::{BlobHash, BlobPiece};
use sync::{FieldNumber, RecordId};
use uuid::Uuid;

use crate::error::CasebookError;
use crate::file::Casebook;
use crate::row;

impl Casebook {
    /// What the office does not hold yet, in the order in which it was made.
    pub fn blobs_to_deliver(&self) -> Result<Vec<BlobHash>, CasebookError> {
        let sql = "SELECT hash FROM blob WHERE delivered = 0 ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let hashes = statement.query_map([], |row| Ok(BlobHash(row.get(0)?)))?;
        Ok(hashes.collect::<rusqlite::Result<_>>()?)
    }

    /// A piece of it from some byte on, of so many bytes at most; `None` when it has gone from here.
    pub fn blob_piece(&self, hash: BlobHash, at: u32, most: u32) -> Result<Option<BlobPiece>, CasebookError> {
        let sql =
            "SELECT hash, record, field, size, ?2, substr(sealed, ?2 + 1, ?3) FROM blob WHERE hash = ?1";
        let read = |row: &rusqlite::Row| {
            Ok(BlobPiece {
                hash: BlobHash(row.get(0)?),
                record: RecordId(Uuid::from_bytes(row.get(1)?)),
                field: FieldNumber(row.get(2)?),
                size: row.get(3)?,
                at: row.get(4)?,
                bytes: row.get(5)?,
            })
        };
        Ok(self.connection.prepare_cached(sql)?.query_row((hash.0, at, most), read).optional()?)
    }

    /// The office holds it.
    pub fn blob_delivered(&mut self, hash: BlobHash) -> Result<(), CasebookError> {
        self.connection.prepare_cached("UPDATE blob SET delivered = 1 WHERE hash = ?1")?.execute([hash.0])?;
        Ok(())
    }

    /// What is not here yet, and how much of it is.
    pub fn blobs_wanted(&self) -> Result<Vec<(BlobHash, u32)>, CasebookError> {
        let sql = "SELECT hash, length(sealed) FROM blob WHERE length(sealed) < size ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let wanted = statement.query_map([], |row| Ok((BlobHash(row.get(0)?), row.get(1)?)))?;
        Ok(wanted.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes a piece that came. It counts when it goes on where the last one ended; what turns out to be something else is
    /// asked for again from the beginning. Answers the record whose content is whole with it, and its kind.
    pub fn take_blob(
        &mut self,
        piece: &BlobPiece,
    ) -> Result<Option<(RecordId, &'static str)>, CasebookError> {
        let sql = "UPDATE blob SET sealed = CAST(sealed || ?3 AS BLOB)
                   WHERE hash = ?1 AND length(sealed) = ?2 AND length(sealed) + length(?3) <= size";
        let grown = self.connection.prepare_cached(sql)?.execute((piece.hash.0, piece.at, &piece.bytes))?;
        if grown == 0 {
            return Ok(None);
        }
        let sql = "SELECT record, sealed FROM blob WHERE hash = ?1 AND length(sealed) = size";
        let read = |row: &rusqlite::Row| Ok((RecordId(Uuid::from_bytes(row.get(0)?)), row.get(1)?));
        let whole: Option<(RecordId, Vec<u8>)> =
            self.connection.prepare_cached(sql)?.query_row([piece.hash.0], read).optional()?;
        let Some((record, sealed)) = whole else { return Ok(None) };
        if BlobHash::of(&sealed) != piece.hash {
            let sql = "UPDATE blob SET sealed = x'' WHERE hash = ?1";
            self.connection.prepare_cached(sql)?.execute([piece.hash.0])?;
            return Ok(None);
        }
        let Some(local) = row::find_local(&self.connection, record)? else { return Ok(None) };
        Ok(row::kind_of(&self.connection, local)?.map(|kind| (record, kind.name)))
    }

    /// What the office does not hold yet, whole; at most so many bytes of it, and never less than one.
    pub(super) fn whole_blobs(&self, most: u64) -> Result<Vec<BlobPiece>, CasebookError> {
        let (mut blobs, mut weight) = (Vec::new(), 0);
        for hash in self.blobs_to_deliver()? {
            let blob = self.blob_piece(hash, 0, sync::blob::MOST_BYTES)?;
            weight += blob.as_ref().map_or(0, |blob| u64::from(blob.size));
            if weight > most && !blobs.is_empty() {
                break;
            }
            blobs.extend(blob);
        }
        Ok(blobs)
    }
}

/// Whether the office lacks any.
pub(super) fn wait(connection: &Connection) -> Result<bool, CasebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM blob WHERE delivered = 0)";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// The office may have lost what it held.
pub(super) fn offer_again(connection: &Connection) -> Result<(), CasebookError> {
    connection.execute("UPDATE blob SET delivered = 0 WHERE length(sealed) = size", [])?;
    Ok(())
}
