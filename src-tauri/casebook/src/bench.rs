//! The storage layout alone – record ids, wide rows, stamps and their index – so that a benchmark can say what
//! history, outbox, search and audit cost on top of it. Not part of the product.

use rusqlite::TransactionBehavior;
use sync::{DeviceNumber, FieldNumber, HybridTime, RecordId, Stamp, Value};
use uuid::Uuid;

use crate::error::CasebookError;
use crate::file::Casebook;
use crate::participant;
use crate::row::{self, Row};

impl Casebook {
    /// Inserts participants with these field values in one transaction, without anything else.
    pub fn bench_bare_load(&mut self, people: &[Vec<(&str, Value)>]) -> Result<(), CasebookError> {
        let kind = participant::kind()?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO operation (uuid, name, member, device, time, at) VALUES (zeroblob(16), 'bench', zeroblob(16), 0, 1, 1)",
            [],
        )?;
        let operation = transaction.last_insert_rowid();
        for (number, values) in people.iter().enumerate() {
            let mut row = Row::new(RecordId(Uuid::from_u128(number as u128 + 1)), kind, None, None);
            let mut fields = Vec::with_capacity(values.len());
            for (place, field) in kind.fields.iter().enumerate() {
                if let Some((_, value)) = values.iter().find(|(name, _)| *name == field.name) {
                    row.values[place] = value.clone();
                    fields.push(field.number);
                }
            }
            let stamp = Stamp { time: HybridTime::new(number as u64 + 1, 0), device: DeviceNumber(0) };
            let fields: Vec<FieldNumber> = fields;
            row.stamps.set(&fields, stamp);
            row::insert(&transaction, &mut row, operation)?;
        }
        Ok(transaction.commit()?)
    }
}
