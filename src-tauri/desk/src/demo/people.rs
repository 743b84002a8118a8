//! How the made-up people are written down. Days count back from today: 62 is 62 days ago, -2 is in two days.

use std::collections::BTreeMap;

use casebook::CasebookError;
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::GivenValue;

pub(super) const PEOPLE: &str = include_str!("../../../../assets/demo/people.json");

/// Values by field name; a whole number in a field of days counts back from today.
pub(super) type Fields = BTreeMap<String, GivenValue>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MadeUp {
    pub colleagues: Vec<Colleague>,
    pub people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Colleague {
    pub key: String,
    pub name: String,
    pub role: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub key: String,
    pub born: Born,
    /// What the coach wrote into the file, the first time first.
    pub file: Vec<Entry>,
    /// The first conversation, if there was one. It comes before every week of the file.
    pub talk: Option<Talk>,
    #[serde(default)]
    pub assessments: Vec<Assessment>,
    pub notes: Vec<Note>,
}

/// A date of birth that stays as far away as it is: the age instead of the year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Born {
    pub calendar: String,
    pub age: i32,
    pub month: Option<i64>,
    pub day: Option<i64>,
    pub source: String,
}

/// Days ago, and the hour at the desk.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct When(i64, NaiveTime);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub on: When,
    pub fields: Fields,
    /// Kind, element, values.
    #[serde(default)]
    pub sets: BTreeMap<String, BTreeMap<String, Fields>>,
    /// Half-days by what they are for, from that day on.
    #[serde(default)]
    pub week: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Talk {
    pub on: When,
    pub minutes: i64,
    pub language: String,
    pub wording: String,
    pub interpreter: Interpreter,
    pub answers: BTreeMap<String, Given>,
    #[serde(default)]
    pub coach_pointed: Vec<String>,
    #[serde(default)]
    pub not_understood: Vec<String>,
    /// At most one a question.
    #[serde(default)]
    pub drawings: Vec<Drawing>,
    pub next_meeting: When,
    pub note: Option<String>,
    /// The question where it goes on; nothing once it was closed.
    pub open_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Interpreter {
    pub kind: String,
    pub language: Option<String>,
    pub name: Option<String>,
    pub secrecy: Option<bool>,
    pub accepted: Option<bool>,
}

/// What was answered: a card, a word of the whole question or a text; cards; a count; or something for each card.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Given {
    One(String),
    Many(Vec<String>),
    Count(i64),
    Counts(BTreeMap<String, i64>),
    Each(BTreeMap<String, String>),
    Week(BTreeMap<String, Vec<String>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Drawing {
    pub question: String,
    pub strokes: Vec<Stroke>,
}

/// Colour, width, and x and y in turn, on a sheet of 1000 by 625.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stroke {
    c: String,
    w: u8,
    pub(super) p: Vec<u16>,
}

/// Scores stand in the order of the instrument.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assessment {
    pub on: When,
    pub moment: String,
    pub department: String,
    /// Key of the colleague; “coach” for who has the casebook open.
    pub by: String,
    pub seen: Vec<Option<i64>>,
    #[serde(default)]
    pub not_seen: Vec<String>,
    #[serde(default)]
    pub evidence: BTreeMap<String, String>,
    #[serde(default)]
    pub language_cause: Vec<String>,
    pub talk: Option<Discussion>,
    pub signed: Option<When>,
    /// Place of the one it corrects.
    pub corrects: Option<usize>,
    pub correction_reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discussion {
    pub on: When,
    pub interpreter: String,
    pub name: Option<String>,
    pub own: Vec<Option<i64>>,
    pub agreed: String,
    pub next_on: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub on: When,
    pub text: String,
    #[serde(default)]
    pub draft: bool,
}

impl When {
    pub fn days_ago(self) -> i64 {
        self.0
    }

    pub fn at(self) -> NaiveTime {
        self.1
    }

    pub fn is_after(self, other: When) -> bool {
        self.0 < other.0 || (self.0 == other.0 && self.1 > other.1)
    }
}

impl MadeUp {
    pub fn read() -> Result<MadeUp, CasebookError> {
        serde_json::from_str(PEOPLE).map_err(|_| CasebookError::Unexplained("the made-up people do not read"))
    }
}
