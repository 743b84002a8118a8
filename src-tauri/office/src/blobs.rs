//! Content that stands beside records ([`sync::blob`]): kept sealed, in pieces, as it came; what opens it stands in the
//! record. It is given to whoever sees the field that refers to it, and goes with its record.

use sync::blob::{BlobHash, BlobHeld, BlobPiece, BlobWanted, PIECE_BYTES};
use sync::office::Store as _;
use sync::schema::SchemaView;
use sync::{DeviceNumber, FieldNumber, RecordId, Scope};

use crate::OfficeError;
use crate::database::{Datum, Part, Row};
use crate::store::OfficeStore;

/// What the office knows of one.
struct Blob {
    record: RecordId,
    field: FieldNumber,
    size: u32,
    held: u32,
}

impl OfficeStore {
    /// Takes a piece whose size is checked ([`BlobPiece::check`]), if it goes on where the last one ended; says how much
    /// is held. What turns out to be something else when it is whole begins again.
    pub fn take_blob(&mut self, piece: &BlobPiece) -> Result<BlobHeld, OfficeError> {
        self.writing(|store| {
            if store.docket(piece.record)?.is_some_and(|docket| docket.erased.is_some()) {
                // Its device will hear of the erasure, and lets go of it too.
                return Ok(BlobHeld { held: piece.size });
            }
            let key = Datum::from(piece.hash.0.as_slice());
            let sql = "INSERT INTO blobs (hash, record, field, size, held) VALUES (?1, ?2, ?3, ?4, 0)
                       ON CONFLICT DO NOTHING";
            let data = [key.clone(), piece.record.0.into(), piece.field.0.into(), piece.size.into()];
            store.execute(Part::Store, sql, data)?;
            let Some(blob) = store.blob(piece.hash)? else { return Err(OfficeError::Damaged("blobs")) };
            let after =
                u32::try_from(piece.bytes.len()).ok().and_then(|length| blob.held.checked_add(length));
            let Some(after) = after.filter(|after| *after <= blob.size) else {
                return Ok(BlobHeld { held: blob.held });
            };
            if piece.bytes.is_empty() || piece.at != blob.held {
                return Ok(BlobHeld { held: blob.held });
            }
            let sql = "UPDATE blobs SET held = ?2 WHERE hash = ?1";
            store.execute(Part::Store, sql, [key.clone(), after.into()])?;
            let sql = "INSERT INTO blob_pieces (hash, place, bytes) VALUES (?1, ?2, ?3)";
            store.execute(Part::Store, sql, [key, piece.at.into(), piece.bytes.as_slice().into()])?;
            if after == blob.size && !store.is_whole(piece.hash)? {
                store.forget_blob(piece.hash)?;
                return Ok(BlobHeld { held: 0 });
            }
            Ok(BlobHeld { held: after })
        })
    }

    /// A piece for the device that was enrolled as `first`; `None`: it is not held, or out of its scope.
    pub fn give_blob(
        &mut self,
        schema: &impl SchemaView,
        first: DeviceNumber,
        wanted: &BlobWanted,
    ) -> Result<Option<BlobPiece>, OfficeError> {
        self.reading(|store| {
            let Some(device) = store.ledger().device(wanted.device) else { return Ok(None) };
            if device.first != first || device.revoked {
                return Ok(None);
            }
            let scope = Scope::of(schema, store.ledger(), &device.members);
            store.blob_within(&scope, wanted.hash, wanted.at, PIECE_BYTES)
        })
    }

    /// What stands beside a record.
    pub fn blobs_beside(&self, record: RecordId) -> Result<Vec<BlobHash>, OfficeError> {
        let mut hashes = Vec::new();
        let sql = "SELECT hash FROM blobs WHERE record = ?1 AND held = size ORDER BY hash";
        self.database().each(Part::Store, sql, &[record.0.into()], &mut |row| {
            hashes.push(BlobHash(row.array(0)?));
            Ok(())
        })?;
        Ok(hashes)
    }

    /// What is held of it from some byte on, at most so many bytes; `None`: it is not whole, or out of the scope.
    pub fn blob_within(
        &self,
        scope: &Scope,
        hash: BlobHash,
        at: u32,
        most: u32,
    ) -> Result<Option<BlobPiece>, OfficeError> {
        let Some(blob) = self.blob(hash)?.filter(|blob| blob.held == blob.size && at < blob.size) else {
            return Ok(None);
        };
        let docket = self.docket(blob.record)?;
        let sees = docket
            .and_then(|docket| docket.record)
            .is_some_and(|record| scope.sees(record.case, record.kind, blob.field));
        if !sees {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let sql = "SELECT place, bytes FROM blob_pieces WHERE hash = ?1 AND place > ?2 AND place < ?3
                   ORDER BY place";
        let end = at.saturating_add(most);
        // A piece that begins before may reach into what is asked for.
        let from = i64::from(at) - i64::from(PIECE_BYTES);
        let data = [Datum::from(hash.0.as_slice()), from.into(), end.into()];
        self.database().each(Part::Store, sql, &data, &mut |row| {
            let (place, piece) = (bytes_in(&row, 0)?, row.bytes(1)?);
            let within = |at: u32| (at.saturating_sub(place) as usize).min(piece.len());
            bytes.extend(piece.get(within(at)..within(end)).unwrap_or_default());
            Ok(())
        })?;
        let Blob { record, field, size, .. } = blob;
        Ok(Some(BlobPiece { hash, record, field, size, at, bytes }))
    }

    /// Takes out what stands beside records that are erased.
    pub(crate) fn forget_blobs_beside(&self, record: RecordId) -> Result<(), OfficeError> {
        let key = [Datum::from(record.0)];
        let sql = "DELETE FROM blob_pieces WHERE hash IN (SELECT hash FROM blobs WHERE record = ?1)";
        self.execute(Part::Store, sql, key.clone())?;
        self.execute(Part::Store, "DELETE FROM blobs WHERE record = ?1", key)?;
        Ok(())
    }

    fn blob(&self, hash: BlobHash) -> Result<Option<Blob>, OfficeError> {
        let sql = "SELECT record, field, size, held FROM blobs WHERE hash = ?1";
        let row = self.database().row(Part::Store, sql, &[hash.0.as_slice().into()])?;
        row.map(|row| read_blob(&row)).transpose()
    }

    fn is_whole(&self, hash: BlobHash) -> Result<bool, OfficeError> {
        let mut hasher = blake3::Hasher::new();
        let sql = "SELECT bytes FROM blob_pieces WHERE hash = ?1 ORDER BY place";
        self.database().each(Part::Store, sql, &[hash.0.as_slice().into()], &mut |row| {
            hasher.update(row.bytes(0)?);
            Ok(())
        })?;
        Ok(*hasher.finalize().as_bytes() == hash.0)
    }

    fn forget_blob(&self, hash: BlobHash) -> Result<(), OfficeError> {
        let key = [Datum::from(hash.0.as_slice())];
        self.execute(Part::Store, "DELETE FROM blob_pieces WHERE hash = ?1", key.clone())?;
        self.execute(Part::Store, "DELETE FROM blobs WHERE hash = ?1", key)?;
        Ok(())
    }
}

fn read_blob(row: &Row) -> Result<Blob, OfficeError> {
    let field = u16::try_from(row.integer(1)?).map_err(|_| OfficeError::Damaged("blobs"))?;
    Ok(Blob {
        record: RecordId(uuid::Uuid::from_bytes(row.array(0)?)),
        field: FieldNumber(field),
        size: bytes_in(row, 2)?,
        held: bytes_in(row, 3)?,
    })
}

fn bytes_in(row: &Row, place: usize) -> Result<u32, OfficeError> {
    u32::try_from(row.integer(place)?).map_err(|_| OfficeError::Damaged("blobs"))
}
