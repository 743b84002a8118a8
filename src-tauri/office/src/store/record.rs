//! Records: loading, locking, writing, listing.

use std::collections::BTreeSet;

use sync::digest::DigestKey;
use sync::judge::{Docket, Dockets};
use sync::office::Among;
use sync::scope::Unit;
use sync::{Digest, KindNumber, Record, RecordId};

use super::digests::{Changes, ClassDigests};
use super::{OfficeStore, decode, encode};
use crate::OfficeError;
use crate::database::{Part, Row};

/// Records read at a time where all are read.
const BATCH: usize = 500;

type EachRecord<'a> = &'a mut dyn FnMut(&OfficeStore, RecordId, &Record) -> Result<(), OfficeError>;

impl OfficeStore {
    /// A docket; `None` when the office never heard of the record.
    pub fn docket(&self, record: RecordId) -> Result<Option<Docket>, OfficeError> {
        let sql = "SELECT docket FROM records WHERE record = ?1";
        let row = self.database.row(Part::Store, sql, &[record.0.into()])?;
        row.map(|row| read_docket(&row, 0)).transpose()
    }

    pub(super) fn lock_records(&mut self, records: &BTreeSet<RecordId>) -> Result<Dockets, OfficeError> {
        let mut dockets = Dockets::new();
        for id in records {
            self.database.lock_record(id.0.as_bytes())?;
            let sql = "SELECT docket, case_id, kind, normal, sensitive FROM records WHERE record = ?1";
            let row = self.database.row(Part::Store, sql, &[id.0.into()])?;
            let docket = row.as_ref().map(|row| read_docket(row, 0)).transpose()?.unwrap_or_default();
            let parts = row.as_ref().map(|row| read_parts(row, 1)).transpose()?.unwrap_or_default();
            self.loaded.insert(*id, parts);
            dockets.insert(*id, docket);
        }
        Ok(dockets)
    }

    fn parts_in_row(&self, id: RecordId) -> Result<(Option<Unit>, ClassDigests), OfficeError> {
        if let Some(parts) = self.loaded.get(&id) {
            return Ok(parts.clone());
        }
        let sql = "SELECT case_id, kind, normal, sensitive FROM records WHERE record = ?1";
        let row = self.database.row(Part::Store, sql, &[id.0.into()])?;
        Ok(row.as_ref().map(|row| read_parts(row, 0)).transpose()?.unwrap_or_default())
    }

    pub(super) fn put_dockets(&mut self, dockets: Dockets) -> Result<(), OfficeError> {
        let mut changes = Changes::new();
        for (id, docket) in dockets {
            let before = self.parts_in_row(id)?;
            let after = self.parts(id, docket.record.as_ref());
            OfficeStore::change(&mut changes, &before, &after);
            let [normal, sensitive] = OfficeStore::columns(&after.1);
            let record = docket.record.as_ref();
            let data = [
                id.0.into(),
                record.and_then(|record| record.case).map(|case| case.0).into(),
                record.map(|record| record.kind.0).into(),
                docket.erased.map(|case| case.0).into(),
                normal,
                sensitive,
                encode(&docket)?.into(),
            ];
            let sql = "INSERT INTO records (record, case_id, kind, erased, normal, sensitive, docket)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                       ON CONFLICT (record) DO UPDATE SET case_id = excluded.case_id, kind = excluded.kind,
                         erased = excluded.erased, normal = excluded.normal, sensitive = excluded.sensitive,
                         docket = excluded.docket";
            self.execute(Part::Store, sql, &data)?;
            self.loaded.insert(id, after);
        }
        changes.retain(|_, change| *change != Digest::default());
        if !changes.is_empty() {
            self.lock_sequence()?;
            self.put_changes(changes)?;
        }
        Ok(())
    }

    pub(super) fn read_records(
        &self,
        among: Among<'_>,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, OfficeError> {
        let start = after.map(|after| after.0.as_bytes().to_vec()).unwrap_or_default();
        let (cases, organisation) = match among {
            Among::All => {
                let sql = "SELECT record, docket FROM records
                           WHERE record > ?1 AND kind IS NOT NULL ORDER BY record LIMIT ?2";
                let mut records = Vec::new();
                let data = [start.into(), (most as u64).into()];
                self.database.each(Part::Store, sql, &data, &mut |row| {
                    records.extend(read_record(&row)?);
                    Ok(())
                })?;
                return Ok(records);
            }
            Among::Cases(cases) => (cases, false),
            Among::CasesAndOrganisation(cases) => (cases, true),
        };
        let mut found: BTreeSet<RecordId> = BTreeSet::new();
        let mut note = |row: Row| {
            found.insert(RecordId(uuid::Uuid::from_bytes(row.array(0)?)));
            Ok(())
        };
        for case in cases {
            let sql = "SELECT record FROM records
                       WHERE case_id = ?1 AND record > ?2 AND kind IS NOT NULL ORDER BY record LIMIT ?3";
            let data = [case.0.into(), start.clone().into(), (most as u64).into()];
            self.database.each(Part::Store, sql, &data, &mut note)?;
        }
        if organisation {
            let sql = "SELECT record FROM records
                       WHERE case_id IS NULL AND record > ?1 AND kind IS NOT NULL ORDER BY record LIMIT ?2";
            self.database.each(Part::Store, sql, &[start.into(), (most as u64).into()], &mut note)?;
        }
        let dockets = found.into_iter().take(most).map(|id| Ok((id, self.docket(id)?)));
        let dockets = dockets.collect::<Result<Vec<_>, OfficeError>>()?;
        Ok(dockets.into_iter().filter_map(|(id, docket)| Some((id, docket?.record?))).collect())
    }

    pub(super) fn read_records_of_key(
        &self,
        (case, kind): DigestKey,
    ) -> Result<Vec<(RecordId, Record)>, OfficeError> {
        let mut records = Vec::new();
        let mut note = |row: Row| {
            records.extend(read_record(&row)?);
            Ok(())
        };
        match case {
            Some(case) => {
                let sql = "SELECT record, docket FROM records
                           WHERE case_id = ?1 AND kind = ?2 ORDER BY record";
                self.database.each(Part::Store, sql, &[case.0.into(), kind.0.into()], &mut note)?;
            }
            None => {
                let sql = "SELECT record, docket FROM records
                           WHERE case_id IS NULL AND kind = ?1 ORDER BY record";
                self.database.each(Part::Store, sql, &[kind.0.into()], &mut note)?;
            }
        }
        Ok(records)
    }

    pub(super) fn read_records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, OfficeError> {
        let sql = "SELECT record FROM records WHERE case_id = ?1 OR erased = ?1";
        let mut records = BTreeSet::new();
        self.database.each(Part::Store, sql, &[case.0.into()], &mut |row| {
            records.insert(RecordId(uuid::Uuid::from_bytes(row.array(0)?)));
            Ok(())
        })?;
        Ok(records)
    }

    /// Looks at every record, a batch at a time.
    pub fn each_record(&self, each: EachRecord<'_>) -> Result<(), OfficeError> {
        let mut after = None;
        loop {
            let batch = self.read_records(Among::All, after, BATCH)?;
            let Some((last, _)) = batch.last() else { return Ok(()) };
            after = Some(*last);
            for (id, record) in &batch {
                each(self, *id, record)?;
            }
        }
    }
}

fn read_docket(row: &Row, place: usize) -> Result<Docket, OfficeError> {
    match row.bytes(place)? {
        [] => Ok(Docket::default()),
        bytes => decode("records", bytes),
    }
}

fn read_record(row: &Row) -> Result<Option<(RecordId, Record)>, OfficeError> {
    let id = RecordId(uuid::Uuid::from_bytes(row.array(0)?));
    Ok(read_docket(row, 1)?.record.map(|record| (id, record)))
}

fn read_parts(row: &Row, first: usize) -> Result<(Option<Unit>, ClassDigests), OfficeError> {
    use sync::schema::Class;
    let Some(kind) = row.find_integer(first + 1) else { return Ok(Default::default()) };
    let kind = KindNumber(u16::try_from(kind).map_err(|_| OfficeError::Damaged("records"))?);
    let case = row.array(first).ok().map(|case| RecordId(uuid::Uuid::from_bytes(case)));
    let mut digests = ClassDigests::new();
    for (class, place) in [(Class::Normal, first + 2), (Class::Sensitive, first + 3)] {
        if let Ok(digest) = row.array(place) {
            digests.insert(class, Digest(u128::from_le_bytes(digest)));
        }
    }
    Ok((Some(Unit { case, kind, class: Class::Normal }), digests))
}
