//! The office's schema: a table of numbers that the casebook's own description makes (`meedoen-cli schema --office`).

use sync::schema::SchemaTable;

use crate::OfficeError;

/// The table as it was made.
pub const SCHEMA_JSON: &str = include_str!("schema.json");

/// The table.
pub fn office_schema() -> Result<SchemaTable, OfficeError> {
    serde_json::from_str(SCHEMA_JSON).map_err(|_| OfficeError::Damaged("the schema of this program"))
}
