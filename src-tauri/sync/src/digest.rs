//! A fingerprint of canonical values that does not depend on their order and follows each change: a sum of hashes.
//!
//! Law: equal sets have equal digests; adding and taking away one value costs one hash. Against accidents, not against
//! an office that lies: the office is trusted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::schema::{Class, ClassTable};
use crate::scope::{Scope, Unit};
use crate::{FieldNumber, KindNumber, Record, RecordId};

/// A fingerprint of a set of canonical values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Digest(pub u128);

/// Where a difference is looked for.
pub type DigestKey = (Option<RecordId>, KindNumber);

impl Digest {
    /// Adds a set to this one.
    pub fn add(&mut self, other: Digest) {
        self.0 = self.0.wrapping_add(other.0);
    }

    /// Takes a set away that was added before.
    pub fn take(&mut self, other: Digest) {
        self.0 = self.0.wrapping_sub(other.0);
    }

    /// The digest of what a scope sees of one record.
    pub fn of_record(id: RecordId, record: &Record, scope: &Scope) -> Digest {
        let mut digest = Digest::default();
        let (case, kind) = (record.case, record.kind);
        for (class, part) in Digest::by_class(id, record, &scope.classes) {
            if scope.covers(Unit { case, kind, class }) {
                digest.add(part);
            }
        }
        digest
    }

    /// The digest of one record, apart for each privacy class: what an office keeps a running sum of for each unit.
    pub fn by_class(id: RecordId, record: &Record, classes: &ClassTable) -> BTreeMap<Class, Digest> {
        let mut digests: BTreeMap<Class, Digest> = BTreeMap::new();
        let mut add = |field: FieldNumber, digest| {
            digests.entry(classes.class(record.kind, field)).or_default().add(digest);
        };
        for (field, cell) in &record.cells {
            add(*field, hash(&(0_u8, id, *field, cell.rank, &cell.value)));
        }
        for (rank, removal) in &record.removals {
            add(crate::DELETED, hash(&(1_u8, id, *rank, removal.void)));
        }
        for (review_id, review) in &record.reviews {
            add(review.lead, hash(&(2_u8, *review_id, review.closed.is_some())));
        }
        digests
    }

    /// The digest of everything that a scope sees.
    pub fn of_all<'a>(records: impl Iterator<Item = (RecordId, &'a Record)>, scope: &Scope) -> Digest {
        let mut digest = Digest::default();
        for (id, record) in records {
            digest.add(Digest::of_record(id, record, scope));
        }
        digest
    }

    /// The same, apart for each case and kind: what is compared when the whole differs.
    pub fn by_key<'a>(
        records: impl Iterator<Item = (RecordId, &'a Record)>,
        scope: &Scope,
    ) -> BTreeMap<DigestKey, Digest> {
        let mut digests: BTreeMap<DigestKey, Digest> = BTreeMap::new();
        for (id, record) in records {
            let digest = Digest::of_record(id, record, scope);
            if digest != Digest::default() {
                digests.entry((record.case, record.kind)).or_default().add(digest);
            }
        }
        digests
    }
}

fn hash(item: &impl Serialize) -> Digest {
    let mut hasher = blake3::Hasher::new();
    // Writing into a hasher cannot fail; were it ever to, the digest differs and the difference is repaired.
    let _ = postcard::to_io(item, &mut hasher);
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    Digest(u128::from_le_bytes(bytes))
}
