//! The storage layout alone – record ids, wide rows, stamps and their index – so that a benchmark can say what
//! history, outbox, search and audit cost on top of it. Not part of the product.

use rusqlite::TransactionBehavior;
use sync::{DeviceNumber, FieldNumber, HybridTime, RecordId, Stamp, Value};
use uuid::Uuid;

use crate::error::CasebookError;
use crate::file::Casebook;
use crate::index;
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

type SqlRow = Vec<rusqlite::types::Value>;

/// What a load with everything on leaves in the file, ready to be written again by nothing but inserts.
pub struct Floor {
    tables: Vec<(String, Vec<SqlRow>)>,
}

/// Tables that one added participant leaves a row in, in the order in which rows refer to each other.
const TABLES: [&str; 5] = ["operation", "record", "participant", "outbox", "audit"];

impl Casebook {
    /// Reads the rows that the participants of this casebook left, the words of the search index among them.
    pub fn bench_floor(&self) -> Result<Floor, CasebookError> {
        let mut tables = Vec::new();
        for table in TABLES {
            let mut statement = self.connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1"))?;
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
            let marks = vec!["?"; columns].join(", ");
            let sql = format!("INSERT INTO {table} VALUES ({marks})");
            tables.push((sql, rows.collect::<rusqlite::Result<_>>()?));
        }
        for (table, words) in index::bench_words(&self.connection)? {
            let rows = words.into_iter().map(|(row, words)| vec![row.into(), words.into()]);
            tables.push((format!("INSERT INTO {table} (rowid, words) VALUES (?, ?)"), rows.collect()));
        }
        Ok(Floor { tables })
    }

    /// Writes those rows into this empty casebook, so many of each table in one transaction.
    pub fn bench_floor_load(&mut self, floor: &Floor, batch: usize) -> Result<(), CasebookError> {
        // Members and their operations came from elsewhere.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        self.connection.execute_batch("DELETE FROM audit; DELETE FROM outbox; DELETE FROM user; DELETE FROM record; DELETE FROM operation;")?;
        let most = floor.tables.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
        for from in (0..most).step_by(batch) {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for (sql, rows) in &floor.tables {
                let mut statement = transaction.prepare_cached(sql)?;
                for row in rows.iter().skip(from).take(batch) {
                    statement.execute(rusqlite::params_from_iter(row))?;
                }
            }
            transaction.commit()?;
        }
        Ok(())
    }

    /// Takes everybody out of the search index.
    pub fn bench_empty_index(&mut self) -> Result<(), CasebookError> {
        Ok(self.connection.execute_batch(
            "INSERT INTO found_name(found_name) VALUES ('delete-all');
             INSERT INTO found_spelling(found_spelling) VALUES ('delete-all');
             INSERT INTO found_text(found_text) VALUES ('delete-all');",
        )?)
    }

    /// Puts every participant into the search index in one transaction, after these fields changed; as a new one when none
    /// are given.
    pub fn bench_index(&mut self, changed: Option<&[&str]>) -> Result<(), CasebookError> {
        let kind = participant::kind()?;
        let all = kind.fields.iter().filter(|field| changed.is_none_or(|names| names.contains(&field.name)));
        let numbers: Vec<FieldNumber> = all.map(|field| field.number).collect();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut stale = index::Stale::default();
        {
            let mut people = transaction.prepare(row::select(kind)?)?;
            let mut rows = people.query([])?;
            while let Some(row) = rows.next()? {
                stale.mark(&row::read_row(kind, row)?, &numbers, changed.is_none());
            }
        }
        index::refresh(&transaction, &stale)?;
        Ok(transaction.commit()?)
    }

    /// Reads one participant's columns and stamps through the layout alone: the id in one table, the row in another.
    pub fn bench_bare_read(&self, record: RecordId) -> Result<Vec<rusqlite::types::Value>, CasebookError> {
        let sql = "SELECT k.* FROM record r JOIN participant k USING (id) WHERE r.uuid = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        Ok(statement.query_row([record.0.as_bytes()], |row| {
            (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()
        })?)
    }
}
