//! Transactions in columns: one of transactions, one of records in them, one of changes in those.

use serde::{Deserialize, Serialize};

use super::columns::{Dictionary, StampColumn, ValueColumn, bounded, deltas, sums, total};
use super::references::Local;
use super::{BodyError, same_length};
use crate::{
    Change, FieldNumber, HybridTime, KindNumber, MemberId, RecordChange, Removing, Transaction, TransactionId,
};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TransactionColumns {
    ids: Vec<TransactionId>,
    sequences: Vec<u64>,
    members: Dictionary<MemberId>,
    claimed: Vec<u64>,
    ledgers: Vec<u64>,
    operations: Dictionary<String>,
    record_counts: Vec<u32>,
    records: Vec<u32>,
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
        TransactionColumns {
            ids: all().map(|transaction| transaction.id).collect(),
            sequences: deltas(all().map(|transaction| transaction.sequence)),
            members: Dictionary::of(all().map(|transaction| transaction.member)),
            claimed: deltas(all().map(|transaction| transaction.claimed.to_bits())),
            ledgers: deltas(all().map(|transaction| transaction.ledger)),
            operations: Dictionary::of(all().map(|transaction| transaction.operation.clone())),
            record_counts: all().map(|transaction| transaction.records.len() as u32).collect(),
            records: records().map(|record| local.number(record.record)).collect(),
            kinds: records().map(|record| record.kind).collect(),
            change_counts: records().map(|record| record.changes.len() as u32).collect(),
            fields: changes().map(|change| change.field).collect(),
            values: ValueColumn::of(changes().map(|change| &change.value), local),
            seen: StampColumn::of(changes().map(|change| change.seen)),
            own: changes().map(|change| change.own).collect(),
            removing: removing
                .filter_map(|(place, change)| Some((place as u32, change.removing.clone()?)))
                .collect(),
        }
    }

    pub(super) fn rows(self, local: &Local) -> Result<Vec<Transaction>, BodyError> {
        let count = bounded(self.ids.len())?;
        for length in [
            self.sequences.len(),
            self.members.len(),
            self.claimed.len(),
            self.ledgers.len(),
            self.operations.len(),
            self.record_counts.len(),
        ] {
            same_length(count, length)?;
        }
        let mut records = self.records(local)?.into_iter();
        same_length(records.len(), total(&self.record_counts)?)?;
        let (sequences, claimed, ledgers) = (sums(&self.sequences), sums(&self.claimed), sums(&self.ledgers));
        let numbers = sequences.into_iter().zip(claimed).zip(ledgers);
        let heads = self.ids.iter().zip(numbers).zip(&self.record_counts).enumerate();
        let mut rows = Vec::with_capacity(count);
        for (row, ((id, ((sequence, claimed), ledger)), record_count)) in heads {
            rows.push(Transaction {
                id: *id,
                sequence,
                member: self.members.row(row)?,
                claimed: HybridTime::from_bits(claimed),
                ledger,
                operation: self.operations.row(row)?,
                records: records.by_ref().take(*record_count as usize).collect(),
            });
        }
        Ok(rows)
    }

    fn records(&self, local: &Local) -> Result<Vec<RecordChange>, BodyError> {
        let count = bounded(self.records.len())?;
        same_length(count, self.kinds.len())?;
        same_length(count, self.change_counts.len())?;
        let mut changes = self.changes(local)?.into_iter();
        same_length(changes.len(), total(&self.change_counts)?)?;
        let heads = self.records.iter().zip(&self.kinds).zip(&self.change_counts);
        let mut rows = Vec::with_capacity(count);
        for ((record, kind), change_count) in heads {
            let changes = changes.by_ref().take(*change_count as usize).collect();
            rows.push(RecordChange { record: local.record(*record)?, kind: *kind, changes });
        }
        Ok(rows)
    }

    fn changes(&self, local: &Local) -> Result<Vec<Change>, BodyError> {
        let values = self.values.rows(local)?;
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
