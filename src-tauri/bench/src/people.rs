//! Made-up rows with every field that a participant has, the same on every run.

use casebook::schema::{Kind, Shape};
use sync::Value;

const NAMES: [&str; 16] = [
    "Samir", "Selam", "Nasrin", "Yonas", "Amal", "Dawit", "Parisa", "Rami", "Zahra", "Bilal", "Oksana",
    "Emre", "Hodan", "Rojin", "Farid", "Liya",
];
const FAMILIES: [&str; 16] = [
    "Al-Khatib",
    "Tesfay",
    "Ahmadi",
    "Gebre",
    "Darwish",
    "Habte",
    "Karimi",
    "Haddad",
    "Rezai",
    "Osman",
    "Kovalenko",
    "Yildiz",
    "Warsame",
    "Demir",
    "Noori",
    "Berhane",
];

/// Every own field of a participant; names differ enough for a search to have something to do.
pub fn person(number: usize) -> Vec<(&'static str, Value)> {
    let name = NAMES[number % 16];
    let family = FAMILIES[(number / 16) % 16];
    let kind = Kind::named("participant");
    let fields = kind.iter().flat_map(|kind| kind.fields);
    fields
        .filter(|field| !matches!(field.shape, Shape::Reference(_)))
        .map(|field| (field.name, value(field.name, field.shape, number, name, family)))
        .collect()
}

fn value(field: &str, shape: Shape, number: usize, name: &str, family: &str) -> Value {
    match (field, shape) {
        ("official_name", _) => Value::Text(format!("{name} {family} {}", syllables(number))),
        ("call_name", _) => Value::Text(name.to_owned()),
        ("birth_year", _) => Value::Integer(1970 + (number % 30) as i64),
        ("birth_month", _) => Value::Integer(1 + (number % 12) as i64),
        ("birth_day", _) => Value::Integer(1 + (number % 28) as i64),
        ("birth_calendar", _) => Value::Text("gregorian".to_owned()),
        (_, Shape::Choice(choices)) => Value::Text(choices[number % choices.len()].to_owned()),
        (_, Shape::Day) => Value::Text(format!("2016-{:02}-{:02}", 1 + number % 12, 1 + number % 28)),
        (_, Shape::Flag) => Value::Integer((number % 2) as i64),
        (_, Shape::Integer(least, most)) => {
            Value::Integer(least + (number as i64) % (most - least + 1).min(40))
        }
        (_, Shape::Moment) => Value::Integer(1_480_000_000_000 + number as i64),
        (_, Shape::Line(most)) if most <= 8 => Value::Text("ar".to_owned()),
        (_, Shape::Line(most) | Shape::Prose(most) | Shape::Contact(most)) => {
            Value::Text(format!("{field} {number}").chars().take(most).collect())
        }
        _ => Value::Null,
    }
}

/// A third name part, from sixteen times sixteen syllables.
fn syllables(number: usize) -> String {
    const ONE: [&str; 16] =
        ["Ab", "Ha", "Mu", "Sa", "Te", "Ki", "Ra", "No", "Fa", "Ye", "Ber", "Gi", "Za", "Lu", "Me", "Da"];
    const TWO: [&str; 16] = [
        "dul", "med", "sa", "lim", "kle", "dan", "him", "ri", "rouk", "shaq", "het", "lal", "far", "wam",
        "ron", "vid",
    ];
    format!("{}{}", ONE[number % 16], TWO[(number / 16) % 16])
}

/// A note of some sentences.
#[cfg(feature = "casebook")]
pub fn note(number: usize) -> String {
    const WORDS: [&str; 20] = [
        "komt", "nu", "zelf", "op", "de", "fiets", "wil", "extra", "ochtend", "werken", "tomaten",
        "inpakken", "collega", "helpt", "afspraak", "maandag", "school", "begrijpt", "kas", "rustig",
    ];
    (0..24).map(|place| WORDS[(number * 7 + place * 11 + number / 20) % 20]).collect::<Vec<_>>().join(" ")
}
