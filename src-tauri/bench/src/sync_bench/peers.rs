//! The peers: documents that merge by themselves, in memory, with their bytes in an encrypted file beside them. They
//! have no columns to ask, no index, no rights and no review; what they are measured by is generous to them.

use std::borrow::Cow;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use automerge::transaction::Transactable;
use automerge::{AutoCommit, ChangeHash, ROOT, ReadDoc, ScalarValue};
use loro::{ExportMode, LoroDoc, LoroMap, LoroValue, VersionVector};
use rusqlite::Connection;
use sync::Value;
use yrs::updates::decoder::Decode;
use yrs::{Any, Doc, Map, MapPrelim, MapRef, ReadTxn, StateVector, Transact, Update};

use super::edits::Edits;
use crate::plain::encrypted;

/// A document that merges by itself.
pub trait Peer: Sized {
    /// How far a document has got.
    type Version;
    /// An empty document of one author.
    fn empty(author: u64) -> Result<Self>;
    /// What one operation writes: fields of one person.
    fn put(&mut self, person: &str, fields: &[(&'static str, Value)]) -> Result<()>;
    /// All of it as bytes.
    fn whole(&mut self) -> Result<Vec<u8>>;
    /// How far it has got.
    fn version(&mut self) -> Self::Version;
    /// What came since as bytes.
    fn since(&mut self, version: &Self::Version) -> Result<Vec<u8>>;
    /// Takes bytes in, of a whole document or of what came since.
    fn merge(&mut self, bytes: &[u8]) -> Result<()>;
    /// A text of a person.
    fn text(&self, person: &str, field: &str) -> Option<String>;
}

/// What a peer took.
pub struct Measured {
    /// From the bytes of everything to a document in memory, and those bytes durable.
    pub whole: Duration,
    /// The same for a colleague's changes, met with as many own ones.
    pub merge: Duration,
    /// Taking the same changes in again.
    pub again: Duration,
    /// Bytes of a colleague's changes.
    pub changes: Vec<u8>,
}

/// Does with one peer what is done with the casebooks. `persons` are their identifiers.
pub fn measure<P: Peer>(folder: &Path, persons: &[String], edits: &Edits) -> Result<Measured> {
    let mut theirs = P::empty(1)?;
    put_all(&mut theirs, persons, &edits.before)?;
    let (version, bytes) = (theirs.version(), theirs.whole()?);
    let file = encrypted(&folder.join("peer.db"))?;
    file.execute_batch("CREATE TABLE bytes (id INTEGER PRIMARY KEY, bytes BLOB)")?;

    let began = Instant::now();
    let mut own = P::empty(2)?;
    own.merge(&bytes)?;
    keep(&file, &bytes)?;
    let whole = began.elapsed();

    put_all(&mut theirs, persons, &edits.theirs)?;
    put_all(&mut own, persons, &edits.own)?;
    let changes = theirs.since(&version)?;

    let began = Instant::now();
    own.merge(&changes)?;
    keep(&file, &changes)?;
    let merge = began.elapsed();
    let began = Instant::now();
    own.merge(&changes)?;
    let again = began.elapsed();

    let (field, value) = &edits.theirs[0][0];
    ensure!(own.text(&persons[0], field).as_ref() == value_text(value), "a peer did not merge");
    std::fs::remove_file(folder.join("peer.db"))?;
    Ok(Measured { whole, merge, again, changes })
}

fn put_all<P: Peer>(peer: &mut P, persons: &[String], rows: &[Vec<(&'static str, Value)>]) -> Result<()> {
    persons.iter().zip(rows).try_for_each(|(person, row)| peer.put(person, row))
}

fn keep(file: &Connection, bytes: &[u8]) -> Result<()> {
    file.prepare_cached("INSERT INTO bytes (bytes) VALUES (?1)")?.execute([bytes])?;
    Ok(())
}

fn value_text(value: &Value) -> Option<&String> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

pub struct Yrs {
    doc: Doc,
    people: MapRef,
}

impl Peer for Yrs {
    type Version = StateVector;

    fn empty(author: u64) -> Result<Yrs> {
        let doc = Doc::with_client_id(author);
        let people = doc.get_or_insert_map("participant");
        Ok(Yrs { doc, people })
    }

    fn put(&mut self, person: &str, fields: &[(&'static str, Value)]) -> Result<()> {
        let mut transaction = self.doc.transact_mut();
        let map = match self.people.get(&transaction, person) {
            Some(yrs::Out::YMap(map)) => map,
            _ => self.people.insert(&mut transaction, person, MapPrelim::default()),
        };
        for (field, value) in fields {
            map.insert(&mut transaction, *field, any(value));
        }
        Ok(())
    }

    fn whole(&mut self) -> Result<Vec<u8>> {
        Ok(self.doc.transact().encode_state_as_update_v1(&StateVector::default()))
    }

    fn version(&mut self) -> StateVector {
        self.doc.transact().state_vector()
    }

    fn since(&mut self, version: &StateVector) -> Result<Vec<u8>> {
        Ok(self.doc.transact().encode_diff_v1(version))
    }

    fn merge(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.doc.transact_mut().apply_update(Update::decode_v1(bytes)?)?)
    }

    fn text(&self, person: &str, field: &str) -> Option<String> {
        let transaction = self.doc.transact();
        let yrs::Out::YMap(map) = self.people.get(&transaction, person)? else { return None };
        match map.get(&transaction, field)? {
            yrs::Out::Any(Any::String(text)) => Some(text.to_string()),
            _ => None,
        }
    }
}

fn any(value: &Value) -> Any {
    match value {
        Value::Null => Any::Null,
        Value::Integer(number) => Any::from(*number),
        Value::Text(text) => Any::from(text.as_str()),
        Value::Bytes(bytes) => Any::from(bytes.as_slice()),
    }
}

pub struct Loro {
    doc: LoroDoc,
    people: LoroMap,
}

impl Peer for Loro {
    type Version = VersionVector;

    fn empty(author: u64) -> Result<Loro> {
        let doc = LoroDoc::new();
        doc.set_peer_id(author)?;
        let people = doc.get_map("participant");
        Ok(Loro { doc, people })
    }

    fn put(&mut self, person: &str, fields: &[(&'static str, Value)]) -> Result<()> {
        let map = match self.people.get(person) {
            Some(known) => known.into_container().ok().and_then(|known| known.into_map().ok()),
            None => Some(self.people.insert_container(person, LoroMap::new())?),
        };
        let map = map.context("a person is a map")?;
        for (field, value) in fields {
            let value = match value {
                Value::Null => LoroValue::Null,
                Value::Integer(number) => LoroValue::from(*number),
                Value::Text(text) => LoroValue::from(text.as_str()),
                Value::Bytes(bytes) => LoroValue::from(bytes.as_slice()),
            };
            map.insert(field, value)?;
        }
        self.doc.commit();
        Ok(())
    }

    fn whole(&mut self) -> Result<Vec<u8>> {
        Ok(self.doc.export(ExportMode::Snapshot)?)
    }

    fn version(&mut self) -> VersionVector {
        self.doc.oplog_vv()
    }

    fn since(&mut self, version: &VersionVector) -> Result<Vec<u8>> {
        Ok(self.doc.export(ExportMode::Updates { from: Cow::Borrowed(version) })?)
    }

    fn merge(&mut self, bytes: &[u8]) -> Result<()> {
        self.doc.import(bytes)?;
        Ok(())
    }

    fn text(&self, person: &str, field: &str) -> Option<String> {
        let map = self.people.get(person)?.into_container().ok()?.into_map().ok()?;
        match map.get(field)?.into_value().ok()? {
            LoroValue::String(text) => Some(text.to_string()),
            _ => None,
        }
    }
}

pub struct Automerge(AutoCommit);

impl Peer for Automerge {
    type Version = Vec<ChangeHash>;

    fn empty(author: u64) -> Result<Automerge> {
        Ok(Automerge(AutoCommit::new().with_actor(author.to_be_bytes().as_slice().into())))
    }

    fn put(&mut self, person: &str, fields: &[(&'static str, Value)]) -> Result<()> {
        let map = match self.0.get(ROOT, person)? {
            Some((_, map)) => map,
            None => self.0.put_object(ROOT, person, automerge::ObjType::Map)?,
        };
        for (field, value) in fields {
            let value = match value {
                Value::Null => ScalarValue::Null,
                Value::Integer(number) => ScalarValue::Int(*number),
                Value::Text(text) => ScalarValue::from(text.as_str()),
                Value::Bytes(bytes) => ScalarValue::Bytes(bytes.clone()),
            };
            self.0.put(&map, *field, value)?;
        }
        self.0.commit();
        Ok(())
    }

    fn whole(&mut self) -> Result<Vec<u8>> {
        Ok(self.0.save())
    }

    fn version(&mut self) -> Vec<ChangeHash> {
        self.0.get_heads()
    }

    fn since(&mut self, version: &Vec<ChangeHash>) -> Result<Vec<u8>> {
        Ok(self.0.save_after(version))
    }

    fn merge(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.load_incremental(bytes)?;
        Ok(())
    }

    fn text(&self, person: &str, field: &str) -> Option<String> {
        let (_, map) = self.0.get(ROOT, person).ok()??;
        self.0.get(&map, field).ok()??.0.into_string().ok()
    }
}
