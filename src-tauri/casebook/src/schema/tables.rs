//! Tables that follow from the schema description.

use rusqlite::Connection;

use super::{Identity, KINDS, Kind, Shape};

/// Creates the table of every kind, and adds the columns an older file does not have yet.
pub(crate) fn create_tables(connection: &Connection) -> rusqlite::Result<()> {
    for kind in KINDS {
        let existing = columns(connection, kind)?;
        if existing.is_empty() {
            connection.execute_batch(&create_statement(kind))?;
            continue;
        }
        for field in kind.fields.iter().filter(|field| !existing.iter().any(|name| name == field.name)) {
            connection.execute_batch(&format!(
                "ALTER TABLE {} ADD COLUMN {} {}",
                kind.name,
                field.name,
                column_type(field.shape)
            ))?;
        }
    }
    Ok(())
}

fn columns(connection: &Connection, kind: &Kind) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare(&format!("SELECT name FROM pragma_table_info('{}')", kind.name))?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn create_statement(kind: &Kind) -> String {
    let name = kind.name;
    let fields: String =
        kind.fields.iter().map(|field| format!("  {} {},\n", field.name, column_type(field.shape))).collect();
    let uniqueness = match kind.identity {
        Identity::Element => format!("CREATE UNIQUE INDEX {name}_of_parent ON {name}(parent, element);"),
        Identity::Given => {
            format!("CREATE INDEX {name}_of_parent ON {name}(parent) WHERE parent IS NOT NULL;")
        }
    };
    format!(
        "CREATE TABLE {name} (
  id INTEGER PRIMARY KEY REFERENCES record(id),
  deleted INTEGER NOT NULL DEFAULT 0,
  parent INTEGER REFERENCES record(id),
  element TEXT,
{fields}  stamps BLOB NOT NULL,
  top INTEGER NOT NULL
) STRICT;
CREATE INDEX {name}_by_stamp ON {name}(top);
{uniqueness}"
    )
}

fn column_type(shape: Shape) -> &'static str {
    match shape {
        Shape::Line(_) | Shape::Prose(_) | Shape::Contact(_) | Shape::Day | Shape::Choice(_) => "TEXT",
        Shape::Integer(..) | Shape::Flag | Shape::Moment | Shape::Reference(_) => "INTEGER",
        Shape::Blob(_) => "BLOB",
    }
}
