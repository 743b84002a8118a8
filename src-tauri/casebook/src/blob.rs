//! Content that stands beside its record (`sync::blob`): sealed when it is written, opened when it is shown. How it
//! travels stands in `office::blobs`.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, OptionalExtension};
use sync::blob::{BlobHash, BlobReference};
use sync::{FieldNumber, RecordId, Value};

use crate::error::CasebookError;

/// Seals content and keeps it beside a record; answers the value that refers to it.
pub(crate) fn keep(
    connection: &Connection,
    record: RecordId,
    field: FieldNumber,
    content: &[u8],
) -> Result<Value, CasebookError> {
    let mut key = [0; 32];
    getrandom::fill(&mut key)
        .map_err(|_| CasebookError::Unexplained("the system gives no random numbers"))?;
    // The key is for this content only, so no nonce is needed to tell two apart.
    let sealed = XChaCha20Poly1305::new(&key.into())
        .encrypt(&XNonce::default(), content)
        .map_err(|_| CasebookError::Unexplained("content does not encrypt"))?;
    let size =
        u32::try_from(sealed.len()).map_err(|_| CasebookError::Unexplained("content is far too large"))?;
    let reference = BlobReference { hash: BlobHash::of(&sealed), key, size };
    let sql =
        "INSERT INTO blob (hash, record, field, size, sealed, delivered) VALUES (?1, ?2, ?3, ?4, ?5, 0)";
    connection.prepare_cached(sql)?.execute((
        reference.hash.0,
        record.0.as_bytes(),
        field.0,
        reference.size,
        sealed,
    ))?;
    Ok(reference.to_value())
}

/// What a value refers to; `None` when it is not here yet.
pub(crate) fn read(connection: &Connection, value: &Value) -> Result<Option<Vec<u8>>, CasebookError> {
    let Some(reference) = BlobReference::of(value) else { return Ok(None) };
    let sql = "SELECT sealed FROM blob WHERE hash = ?1 AND length(sealed) = size";
    let sealed: Option<Vec<u8>> =
        connection.prepare_cached(sql)?.query_row([reference.hash.0], |row| row.get(0)).optional()?;
    let Some(sealed) = sealed else { return Ok(None) };
    let content =
        XChaCha20Poly1305::new(&reference.key.into()).decrypt(&XNonce::default(), sealed.as_slice());
    content.map(Some).map_err(|_| CasebookError::Unexplained("content does not open with its key"))
}

/// A value came that refers to content: it is asked for, unless it is here.
pub(crate) fn want(
    connection: &Connection,
    record: RecordId,
    field: FieldNumber,
    value: &Value,
) -> Result<(), CasebookError> {
    let Some(reference) = BlobReference::of(value) else { return Ok(()) };
    let sql =
        "INSERT INTO blob (hash, record, field, size, sealed, delivered) VALUES (?1, ?2, ?3, ?4, x'', 1)
               ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute((
        reference.hash.0,
        record.0.as_bytes(),
        field.0,
        reference.size,
    ))?;
    Ok(())
}

/// Takes out all that stands beside a record.
pub(crate) fn forget(connection: &Connection, record: RecordId) -> Result<(), CasebookError> {
    connection.prepare_cached("DELETE FROM blob WHERE record = ?1")?.execute([record.0.as_bytes()])?;
    Ok(())
}
