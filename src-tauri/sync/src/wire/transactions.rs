//! Transactions in columns: one of transactions, one of records in them, one of changes in those.

use serde::{Deserialize, Serialize};

use super::columns::{Dictionary, PlaceColumn, StampColumn, ValueColumn, bounded, deltas, sums, total};
use super::references::Local;
use super::{BodyError, same_length};
use crate::{
    Change, FieldNumber, HybridTime, KindNumber, MemberId, RecordChange, Removing, Transaction,
    TransactionHash, TransactionId,
};

/// Hashes at birth. Most follow from the transaction as it travels; those of changed ones stand here by their place.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct BirthHashes(Vec<(u32, TransactionHash)>);

impl BirthHashes {
    pub(super) fn of<'a>(born: impl Iterator<Item = (&'a Transaction, TransactionHash)>) -> BirthHashes {
        let changed =
            |(transaction, hash): &(&Transaction, TransactionHash)| transaction.hash().ok() != Some(*hash);
        let placed = born.enumerate().filter(|(_, one)| changed(one));
        BirthHashes(placed.map(|(place, (_, hash))| (place as u32, hash)).collect())
    }

    /// One for each of these transactions.
    pub(super) fn rows(&self, transactions: &[Transaction]) -> Result<Vec<TransactionHash>, BodyError> {
        let mut hashes = Vec::with_capacity(transactions.len());
        let mut changed = self.0.iter().peekable();
        for (place, transaction) in transactions.iter().enumerate() {
            hashes.push(match changed.next_if(|(of, _)| *of as usize == place) {
                Some((_, hash)) => *hash,
                None => transaction.hash().map_err(|_| BodyError::Damaged)?,
            });
        }
        if changed.next().is_some() { Err(BodyError::Damaged) } else { Ok(hashes) }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TransactionColumns {
    ids: Vec<TransactionId>,
    sequences: Vec<u64>,
    members: Dictionary<MemberId>,
    claimed: Vec<u64>,
    ledgers: Vec<u64>,
    operations: Dictionary<String>,
    record_counts: Vec<u32>,
    records: PlaceColumn,
    kinds: Vec<KindNumber>,
    change_counts: Vec<u32>,
    fields: Vec<FieldNumber>,
    values: ValueColumn,
    seen: StampColumn,
    own: Vec<u64>,
    removing: Vec<(u32, Removing)>,
}

impl TransactionColumns {
    pub(super) fn of(transactions: &[&Transaction], local: &mut Local) -> TransactionColumns {
        let all = || transactions.iter().copied();
        let records = || all().flat_map(|transaction| &transaction.records);
        let changes = || records().flat_map(|record| &record.changes);
        let removing = changes().enumerate();
        let fields: Vec<FieldNumber> = changes().map(|change| change.field).collect();
        TransactionColumns {
            ids: all().map(|transaction| transaction.id).collect(),
            sequences: deltas(all().map(|transaction| transaction.sequence)),
            members: Dictionary::of(all().map(|transaction| transaction.member)),
            claimed: deltas(all().map(|transaction| transaction.claimed.to_bits())),
            ledgers: deltas(all().map(|transaction| transaction.ledger)),
            operations: Dictionary::of(all().map(|transaction| transaction.operation.clone())),
            record_counts: all().map(|transaction| transaction.records.len() as u32).collect(),
            records: PlaceColumn::of(records().map(|record| local.number(record.record))),
            kinds: records().map(|record| record.kind).collect(),
            change_counts: records().map(|record| record.changes.len() as u32).collect(),
            values: ValueColumn::of(&fields, changes().map(|change| &change.value), local),
            fields,
            seen: StampColumn::of(changes().map(|change| change.seen)),
            own: changes().map(|change| change.own).collect(),
            removing: removing
                .filter_map(|(place, change)| Some((place as u32, change.removing.clone()?)))
                .collect(),
        }
    }

    pub(super) fn rows(self, local: &Local) -> Result<Vec<Transaction>, BodyError> {
        let count = bounded(self.ids.len())?;
        let (members, operations) = (self.members.rows()?, self.operations.rows()?);
        for length in [
            self.sequences.len(),
            members.len(),
            self.claimed.len(),
            self.ledgers.len(),
            operations.len(),
            self.record_counts.len(),
        ] {
            same_length(count, length)?;
        }
        let mut records = self.records(local)?.into_iter();
        same_length(records.len(), total(&self.record_counts)?)?;
        let (sequences, claimed, ledgers) = (sums(&self.sequences), sums(&self.claimed), sums(&self.ledgers));
        let numbers = sequences.into_iter().zip(claimed).zip(ledgers);
        let heads = self.ids.iter().zip(numbers).zip(members.into_iter().zip(operations));
        let mut rows = Vec::with_capacity(count);
        for (((id, ((sequence, claimed), ledger)), (member, operation)), record_count) in
            heads.zip(&self.record_counts)
        {
            rows.push(Transaction {
                id: *id,
                sequence,
                member,
                claimed: HybridTime::from_bits(claimed),
                ledger,
                operation,
                records: records.by_ref().take(*record_count as usize).collect(),
            });
        }
        Ok(rows)
    }

    fn records(&self, local: &Local) -> Result<Vec<RecordChange>, BodyError> {
        let records = self.records.rows()?;
        let count = records.len();
        same_length(count, self.kinds.len())?;
        same_length(count, self.change_counts.len())?;
        let mut changes = self.changes(local)?.into_iter();
        same_length(changes.len(), total(&self.change_counts)?)?;
        let heads = records.into_iter().zip(&self.kinds).zip(&self.change_counts);
        let mut rows = Vec::with_capacity(count);
        for ((record, kind), change_count) in heads {
            let changes = changes.by_ref().take(*change_count as usize).collect();
            rows.push(RecordChange { record: local.record(record)?, kind: *kind, changes });
        }
        Ok(rows)
    }

    fn changes(&self, local: &Local) -> Result<Vec<Change>, BodyError> {
        let values = self.values.rows(&self.fields, local)?;
        let seen = self.seen.rows()?;
        let count = bounded(self.fields.len())?;
        for length in [values.len(), seen.len(), self.own.len()] {
            same_length(count, length)?;
        }
        let columns = self.fields.iter().zip(values).zip(seen).zip(&self.own);
        let row = |(((field, value), seen), own): (((&FieldNumber, _), _), &u64)| Change {
            field: *field,
            value,
            seen,
            own: *own,
            removing: None,
        };
        let mut rows: Vec<Change> = columns.map(row).collect();
        for (place, removing) in &self.removing {
            rows.get_mut(*place as usize).ok_or(BodyError::Damaged)?.removing = Some(removing.clone());
        }
        Ok(rows)
    }
}
