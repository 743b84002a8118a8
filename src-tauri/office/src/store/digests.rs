//! Running sums of digests: of each unit, and of each kind and class in all cases together.

use std::collections::BTreeMap;

use sync::office::Among;
use sync::schema::Class;
use sync::scope::Unit;
use sync::{Digest, KindNumber, Record, RecordId};

use super::OfficeStore;
use crate::OfficeError;
use crate::database::{Datum, Part, Question, Row};

/// The digest of one record or sum, for each class.
pub(super) type ClassDigests = BTreeMap<Class, Digest>;

/// Sums that change together, kept by unit.
pub(super) type Changes = BTreeMap<Unit, Digest>;

pub(super) fn class_number(class: Class) -> i64 {
    match class {
        Class::Normal => 0,
        Class::Sensitive => 1,
    }
}

fn class(number: i64) -> Result<Class, OfficeError> {
    match number {
        0 => Ok(Class::Normal),
        1 => Ok(Class::Sensitive),
        _ => Err(OfficeError::Damaged("units")),
    }
}

/// The organisation's case, as a key that is never absent.
fn case_key(case: Option<RecordId>) -> Datum {
    Datum::Bytes(case.map(|case| case.0.as_bytes().to_vec()).unwrap_or_default())
}

fn digest(row: &Row, place: usize) -> Result<Digest, OfficeError> {
    Ok(Digest(u128::from_le_bytes(row.array(place)?)))
}

fn unit_of(row: &Row, case: Option<RecordId>) -> Result<(Unit, Digest), OfficeError> {
    let kind = KindNumber(u16::try_from(row.integer(0)?).map_err(|_| OfficeError::Damaged("units"))?);
    Ok((Unit { case, kind, class: class(row.integer(1)?)? }, digest(row, 2)?))
}

impl OfficeStore {
    /// What one record adds to the sums.
    pub(super) fn parts(&self, id: RecordId, record: Option<&Record>) -> (Option<Unit>, ClassDigests) {
        let Some(record) = record else { return (None, ClassDigests::new()) };
        // The class of this unit is not read.
        let unit = Unit { case: record.case, kind: record.kind, class: Class::Normal };
        (Some(unit), Digest::by_class(id, record, &self.classes))
    }

    /// Adds the new parts of a record to the changes, and takes the old ones away.
    pub(super) fn change(
        changes: &mut Changes,
        old: &(Option<Unit>, ClassDigests),
        new: &(Option<Unit>, ClassDigests),
    ) {
        for (parts, gone) in [(old, true), (new, false)] {
            let Some(unit) = parts.0 else { continue };
            for (class, digest) in &parts.1 {
                let sum = changes.entry(Unit { class: *class, ..unit }).or_default();
                if gone { sum.take(*digest) } else { sum.add(*digest) }
            }
        }
    }

    /// Writes how the sums changed, with the sequence locked, so that nobody else writes any.
    pub(super) fn write_sums(&mut self) -> Result<(), OfficeError> {
        let mut units = std::mem::take(&mut self.bench.sums);
        units.retain(|_, change| *change != Digest::default());
        if units.is_empty() {
            return Ok(());
        }
        self.lock_sequence()?;
        let mut kinds: BTreeMap<(KindNumber, Class), Digest> = BTreeMap::new();
        for (unit, change) in &units {
            kinds.entry((unit.kind, unit.class)).or_default().add(*change);
        }
        let of_unit =
            |unit: &Unit| vec![case_key(unit.case), unit.kind.0.into(), class_number(unit.class).into()];
        let of_kind = |(kind, class): &(KindNumber, Class)| vec![kind.0.into(), class_number(*class).into()];
        let unit_sum = "SELECT digest FROM units WHERE case_id = ?1 AND kind = ?2 AND class = ?3";
        let kind_sum = "SELECT digest FROM kinds WHERE kind = ?1 AND class = ?2";
        let questions = units.keys().map(|unit| (Part::Store, unit_sum, of_unit(unit)));
        let questions = questions.chain(kinds.keys().map(|kind| (Part::Store, kind_sum, of_kind(kind))));
        let questions: Vec<Question> = questions.collect();
        let mut sums: Vec<&mut Digest> = units.values_mut().chain(kinds.values_mut()).collect();
        self.database.each_of(questions, &mut |question, row| {
            if let Some(sum) = sums.get_mut(question) {
                sum.add(digest(&row, 0)?);
            }
            Ok(())
        })?;
        let put = |sql, key: Vec<Datum>, sum: &Digest| {
            self.execute(Part::Store, sql, [key, vec![sum.0.to_le_bytes().to_vec().into()]].concat())
        };
        let sql = "INSERT INTO units (case_id, kind, class, digest) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (case_id, kind, class) DO UPDATE SET digest = excluded.digest";
        units.iter().try_for_each(|(unit, sum)| put(sql, of_unit(unit), sum))?;
        let sql = "INSERT INTO kinds (kind, class, digest) VALUES (?1, ?2, ?3)
                   ON CONFLICT (kind, class) DO UPDATE SET digest = excluded.digest";
        kinds.iter().try_for_each(|(kind, sum)| put(sql, of_kind(kind), sum))
    }

    pub(super) fn read_units(&self, among: Among<'_>) -> Result<Vec<(Unit, Digest)>, OfficeError> {
        let mut units = Vec::new();
        let (cases, organisation) = match among {
            Among::All => {
                let sql = "SELECT kind, class, digest, case_id FROM units";
                self.database.each(Part::Store, sql, &[], &mut |row| {
                    let case = if row.bytes(3)?.is_empty() {
                        None
                    } else {
                        Some(RecordId(uuid::Uuid::from_bytes(row.array(3)?)))
                    };
                    units.push(unit_of(&row, case)?);
                    Ok(())
                })?;
                return Ok(units);
            }
            Among::Cases(cases) => (cases, false),
            Among::CasesAndOrganisation(cases) => (cases, true),
        };
        let cases: Vec<Option<RecordId>> =
            cases.iter().copied().map(Some).chain(organisation.then_some(None)).collect();
        let sql = "SELECT kind, class, digest FROM units WHERE case_id = ?1";
        let questions = cases.iter().map(|case| (Part::Store, sql, vec![case_key(*case)]));
        self.database.each_of(questions.collect(), &mut |question, row| {
            units.push(unit_of(&row, cases.get(question).copied().flatten())?);
            Ok(())
        })?;
        Ok(units)
    }

    pub(super) fn read_kinds(&self) -> Result<Vec<(KindNumber, Class, Digest)>, OfficeError> {
        let mut kinds = Vec::new();
        self.database.each(Part::Store, "SELECT kind, class, digest FROM kinds", &[], &mut |row| {
            let (unit, digest) = unit_of(&row, None)?;
            kinds.push((unit.kind, unit.class, digest));
            Ok(())
        })?;
        Ok(kinds)
    }

    /// The line between classes moved with a new version of the schema: every sum is counted again.
    pub(super) fn count_again_when_classes_moved(&mut self) -> Result<(), OfficeError> {
        let mark = blake3::hash(&super::encode(&self.classes)?).as_bytes().to_vec();
        if self.meta::<Vec<u8>>("classes")?.as_ref() == Some(&mark) {
            return Ok(());
        }
        self.alone(|store| {
            store.count_again()?;
            store.put_meta("classes", &mark)
        })
    }

    fn count_again(&mut self) -> Result<(), OfficeError> {
        self.execute(Part::Store, "DELETE FROM units", [])?;
        self.execute(Part::Store, "DELETE FROM kinds", [])?;
        let mut sums = Changes::new();
        self.each_record(&mut |store, id, record| {
            let parts = store.parts(id, Some(record));
            OfficeStore::change(&mut sums, &(None, ClassDigests::new()), &parts);
            let sql = "UPDATE records SET normal = ?2, sensitive = ?3 WHERE record = ?1";
            let [normal, sensitive] = OfficeStore::columns(&parts.1);
            store.execute(Part::Store, sql, [id.0.into(), normal, sensitive])
        })?;
        self.bench.sums = sums;
        Ok(())
    }

    /// The two sums of a record, as its row keeps them.
    pub(super) fn columns(parts: &ClassDigests) -> [Datum; 2] {
        [Class::Normal, Class::Sensitive]
            .map(|class| parts.get(&class).map(|digest| digest.0.to_le_bytes().to_vec()).into())
    }

    /// Compares the running sums with what the records add up to; answers the units that differ.
    pub fn check_digests(&mut self) -> Result<Vec<Unit>, OfficeError> {
        let mut sums = Changes::new();
        self.each_record(&mut |store, id, record| {
            let parts = store.parts(id, Some(record));
            OfficeStore::change(&mut sums, &(None, ClassDigests::new()), &parts);
            Ok(())
        })?;
        for (unit, digest) in self.read_units(Among::All)? {
            sums.entry(unit).or_default().take(digest);
        }
        Ok(sums.into_iter().filter(|(_, left)| *left != Digest::default()).map(|(unit, _)| unit).collect())
    }
}
