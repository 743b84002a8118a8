//! What a member may see of what an office holds, by the words of the schema and the coach that each case names: it asks
//! the engine nothing.

use std::collections::BTreeMap;

use casebook::Role;
use casebook::export::Exported;
use casebook::operation::write_stamp;
use casebook::schema::{Field, Home, Kind, Shape};
use serde_json::{Value as Json, json};
use sync::{HybridTime, Record, RecordId, Stamp, Value};

/// Values with their stamps, by record and name of the field. That a record was taken away is one too.
pub type Seen = BTreeMap<(String, &'static str), (Json, String)>;

/// A record of an office.
pub struct Held {
    record: String,
    kind: &'static Kind,
    case: Option<String>,
    is_deleted: bool,
    fields: Vec<(&'static Field, Json, String)>,
}

/// A line of an office's export.
pub fn held(line: &Json) -> Held {
    let number = line["kind"].as_u64().unwrap();
    let kind = kind_numbered(number as u16);
    let field = |(number, told): (&String, &Json)| {
        let field = kind.field_numbered(sync::FieldNumber(number.parse().unwrap()))?;
        let time = HybridTime::from_bits(told["stamp"][0].as_u64().unwrap());
        let device = sync::DeviceNumber(told["stamp"][1].as_u64().unwrap() as u32);
        let value = match told["value"]["bytes"].as_str() {
            Some(digits) if matches!(field.shape, Shape::Reference(_)) => {
                json!(uuid::Uuid::parse_str(digits).unwrap())
            }
            Some(digits) => json!(digits),
            None => told["value"].clone(),
        };
        Some((field, value, write_stamp(Stamp { time, device })))
    };
    Held {
        record: line["record"].as_str().unwrap().to_owned(),
        kind,
        case: line["case"].as_str().map(str::to_owned),
        is_deleted: line["deleted"] == true,
        fields: line["fields"].as_object().unwrap().iter().filter_map(field).collect(),
    }
}

/// A record of an office's store.
pub fn held_record(id: RecordId, record: &Record) -> Held {
    let kind = kind_numbered(record.kind.0);
    let fields = record.cells.iter().filter_map(|(number, cell)| {
        let field = kind.field_numbered(*number)?;
        let value = match (&cell.value, cell.value.as_reference()) {
            (_, Some(record)) if matches!(field.shape, Shape::Reference(_)) => json!(record.to_string()),
            (value, _) => json_of(value),
        };
        Some((field, value, write_stamp(cell.rank.stamp())))
    });
    Held {
        record: id.to_string(),
        kind,
        case: record.case.map(|case| case.to_string()),
        is_deleted: record.is_deleted(),
        fields: fields.collect(),
    }
}

fn kind_numbered(number: u16) -> &'static Kind {
    let kind = casebook::schema::KINDS.iter().find(|kind| kind.number.0 == number);
    kind.expect("the office holds only what the casebooks know")
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => json!(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
    }
}

/// What a member sees of it.
pub fn seen_by(member: &str, role: Role, office: &[Held]) -> Seen {
    let coach = |held: &Held| {
        let coach = held.fields.iter().find(|(field, ..)| field.name == "coach");
        coach.and_then(|(_, value, _)| value.as_str().map(str::to_owned))
    };
    let cases = office.iter().filter(|held| held.kind.home == Home::Case);
    let coaches: BTreeMap<&str, Option<String>> =
        cases.map(|held| (held.record.as_str(), coach(held))).collect();
    let everywhere = matches!(role, Role::Lead | Role::AccountManager | Role::Administrator);
    let mine = |held: &Held| {
        let Some(case) = &held.case else { return true };
        everywhere || coaches.get(case.as_str()).is_some_and(|coach| coach.as_deref() == Some(member))
    };
    let mut seen = Seen::new();
    for held in office.iter().filter(|held| mine(held)) {
        let reach = held.kind.reach(role);
        let fields = held.fields.iter().filter(|(field, ..)| field.is_read_with(reach));
        for (field, value, stamp) in fields.clone() {
            seen.insert((held.record.clone(), field.name), (value.clone(), stamp.clone()));
        }
        if held.is_deleted && fields.count() > 0 {
            seen.insert((held.record.clone(), "removed"), (json!(true), String::new()));
        }
    }
    seen
}

/// What a program dumped.
pub fn of_dump(dump: &[Json]) -> Seen {
    let mut seen = Seen::new();
    for line in dump {
        let kind = Kind::named(line["kind"].as_str().unwrap()).unwrap();
        let record = line["id"].as_str().unwrap();
        for (name, stamp) in line["stamps"].as_object().unwrap() {
            let field = kind.field(name).unwrap();
            let (value, stamp) = (line["fields"][name].clone(), stamp.as_str().unwrap().to_owned());
            seen.insert((record.to_owned(), field.name), (value, stamp));
        }
        if line["removed"] == true {
            seen.insert((record.to_owned(), "removed"), (json!(true), String::new()));
        }
    }
    seen
}

/// What a casebook shows.
pub fn of_exported(exported: &[Exported]) -> Seen {
    let mut seen = Seen::new();
    for one in exported {
        for (name, value, stamp) in &one.fields {
            let stamp = stamp.map(write_stamp).unwrap_or_default();
            seen.insert((one.id.to_string(), name), (json_of(value), stamp));
        }
        if one.removed {
            seen.insert((one.id.to_string(), "removed"), (json!(true), String::new()));
        }
    }
    seen
}

/// Nothing but what differs, for a message that can be read.
pub fn difference(device: &Seen, office: &Seen) -> Vec<String> {
    let keys = device.keys().chain(office.keys());
    let mut differing: Vec<_> = keys.filter(|key| device.get(*key) != office.get(*key)).collect();
    differing.sort_unstable();
    differing.dedup();
    let line = |key: &&(String, &str)| {
        format!("{} {}: device {:?}, office {:?}", key.0, key.1, device.get(*key), office.get(*key))
    };
    differing.iter().map(line).collect()
}
