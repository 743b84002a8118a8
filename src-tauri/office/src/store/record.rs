//! Records: loading, writing, listing.

use std::collections::BTreeSet;

use sync::digest::DigestKey;
use sync::judge::{Docket, Dockets};
use sync::office::Among;
use sync::scope::Unit;
use sync::{Digest, KindNumber, Record, RecordId};

use super::bench::Held;
use super::digests::ClassDigests;
use super::{OfficeStore, decode, encode};
use crate::OfficeError;
use crate::database::{Datum, Part, Row};

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

    pub(super) fn put_dockets(&mut self, dockets: Dockets) -> Result<(), OfficeError> {
        let unheld = dockets.keys().filter(|id| !self.bench.records.contains_key(id)).copied().collect();
        self.lock_records(&unheld)?;
        for (id, docket) in dockets {
            let parts = self.parts(id, docket.record.as_ref());
            let [normal, sensitive] = OfficeStore::columns(&parts.1);
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
            self.execute(Part::Store, sql, data)?;
            let held = self.bench.records.entry(id).or_default();
            OfficeStore::change(&mut self.bench.sums, &held.parts, &parts);
            *held = Held { docket, parts };
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
        let of_case = "SELECT record FROM records
                       WHERE case_id = ?1 AND record > ?2 AND kind IS NOT NULL ORDER BY record LIMIT ?3";
        let of_nobody = "SELECT record FROM records
                         WHERE case_id IS NULL AND record > ?1 AND kind IS NOT NULL ORDER BY record LIMIT ?2";
        let page = [Datum::from(start), (most as u64).into()];
        let questions =
            cases.iter().map(|case| (Part::Store, of_case, [&[case.0.into()], page.as_slice()].concat()));
        let questions = questions.chain(organisation.then(|| (Part::Store, of_nobody, page.to_vec())));
        let mut found: BTreeSet<RecordId> = BTreeSet::new();
        self.database.each_of(questions.collect(), &mut |_, row| {
            found.insert(RecordId(uuid::Uuid::from_bytes(row.array(0)?)));
            Ok(())
        })?;
        let sql = "SELECT record, docket FROM records WHERE record = ?1";
        let questions = found.iter().take(most).map(|id| (Part::Store, sql, vec![id.0.into()]));
        let mut records = Vec::new();
        self.database.each_of(questions.collect(), &mut |_, row| {
            records.extend(read_record(&row)?);
            Ok(())
        })?;
        Ok(records)
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

pub(super) fn read_docket(row: &Row, place: usize) -> Result<Docket, OfficeError> {
    match row.bytes(place)? {
        [] => Ok(Docket::default()),
        bytes => decode("records", bytes),
    }
}

fn read_record(row: &Row) -> Result<Option<(RecordId, Record)>, OfficeError> {
    let id = RecordId(uuid::Uuid::from_bytes(row.array(0)?));
    Ok(read_docket(row, 1)?.record.map(|record| (id, record)))
}

pub(super) fn read_parts(row: &Row, first: usize) -> Result<(Option<Unit>, ClassDigests), OfficeError> {
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
