//! Named operations: the only way to change a casebook, for screens, scripts and imports alike.

use std::collections::BTreeMap;

use sync::{HybridTime, RecordId, Stamp, Value};
use uuid::Uuid;

use crate::error::Refusal;
use crate::schema::{Field, Identity, KINDS, Kind, Settles};

/// Most steps of one operation.
pub const MOST_STEPS: usize = 500;

/// What happens to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// A new record.
    Add,
    /// Other values in a record.
    Change,
    /// A record of a set, by parent and element: new, or other values.
    Put,
    /// Takes a record away; it can be put back.
    Remove,
    /// Puts a removed record back.
    Keep,
    /// The draft is done: from now on it does not change.
    Close,
}

/// One step: one verb on one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What happens.
    pub verb: Verb,
    /// To what kind of record.
    pub kind: &'static Kind,
    /// Which record; a new one may bring its id.
    pub record: Option<RecordId>,
    /// The record it belongs to, for a new record and for sets.
    pub parent: Option<RecordId>,
    /// The element within the parent's set.
    pub element: Option<String>,
    /// New values.
    pub settings: Vec<Setting>,
}

/// A new value of a field, and the stamp of the value its author had on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Which field.
    pub field: &'static Field,
    /// Its new value.
    pub value: Value,
    /// What the author had seen; never inferred.
    pub seen: Option<Stamp>,
}

/// One or more steps that happen together or not at all. The first one names the operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Two versions between which it decides.
    pub settles: Option<Settlement>,
}

/// A review item that an operation settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// The record it is about.
    pub record: RecordId,
    /// The item.
    pub item: RecordId,
}

/// A step as it comes from outside, before names are known to exist.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepRequest {
    /// kind.verb
    pub op: String,
    /// Id of the record.
    pub id: Option<String>,
    /// Id of the record it belongs to.
    pub parent: Option<String>,
    /// Element within the parent's set.
    pub element: Option<String>,
    /// New values by field name.
    pub fields: BTreeMap<String, Value>,
    /// Stamps of the values that were on the screen, by field name.
    pub seen: BTreeMap<String, Option<String>>,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        self.number == other.number
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.number == other.number && self.name == other.name
    }
}

impl Verb {
    /// Its name on a kind: what closes a note signs an assessment.
    pub fn name_on(self, kind: &Kind) -> &'static str {
        match self {
            Verb::Add => "add",
            Verb::Change => "change",
            Verb::Put => "put",
            Verb::Remove => "remove",
            Verb::Keep => "keep",
            Verb::Close if kind.name == "assessment" => "sign",
            Verb::Close => "close",
        }
    }

    /// The verbs of a kind.
    pub fn of(kind: &Kind) -> Vec<Verb> {
        let mut verbs = match kind.identity {
            Identity::Given => vec![Verb::Add, Verb::Change],
            Identity::Element => vec![Verb::Put],
        };
        if kind.settles == Settles::WhenClosed {
            verbs.push(Verb::Close);
        }
        verbs.extend([Verb::Remove, Verb::Keep]);
        verbs
    }

    /// What it does, for somebody who never saw the code.
    pub const fn about(self) -> &'static str {
        match self {
            Verb::Add => {
                "a new record; give “id” (a UUID) to import it once and only once: a known id changes nothing"
            }
            Verb::Change => "other values in the record “id”",
            Verb::Put => {
                "the element “element” of “parent”: a new record, or other values in the one that is there"
            }
            Verb::Remove => "takes the record away (it can be put back)",
            Verb::Keep => "puts a removed record back",
            Verb::Close => {
                "the draft is done and does not change any more; a correction is a new one with “corrects”"
            }
        }
    }
}

/// Every operation there is: its name, its verb and its kind.
pub fn catalogue() -> impl Iterator<Item = (String, Verb, &'static Kind)> {
    KINDS.iter().flat_map(|kind| {
        Verb::of(kind)
            .into_iter()
            .map(move |verb| (format!("{}.{}", kind.name, verb.name_on(kind)), verb, kind))
    })
}

impl Step {
    /// A step without values.
    pub fn new(verb: Verb, kind: &'static Kind) -> Step {
        Step { verb, kind, record: None, parent: None, element: None, settings: Vec::new() }
    }

    /// The name of the operation this step begins.
    pub fn name(&self) -> String {
        format!("{}.{}", self.kind.name, self.verb.name_on(self.kind))
    }

    /// The id of an element of a set: the same on every device that makes it.
    pub fn element_id(parent: RecordId, kind: &Kind, element: &str) -> RecordId {
        RecordId(Uuid::new_v5(&parent.0, format!("{}/{element}", kind.name).as_bytes()))
    }
}

impl Operation {
    /// Reads a list of requests; the first one names the operation.
    pub fn read(requests: Vec<StepRequest>) -> Result<Operation, Refusal> {
        if requests.len() > MOST_STEPS {
            return Err(Refusal::TooManySteps(MOST_STEPS));
        }
        let steps = requests.into_iter().map(StepRequest::read).collect::<Result<Vec<_>, _>>()?;
        if steps.is_empty() {
            return Err(Refusal::UnknownOperation(String::new()));
        }
        Ok(Operation::of(steps))
    }

    /// An operation of these steps.
    pub fn of(steps: Vec<Step>) -> Operation {
        Operation { steps, settles: None }
    }

    /// The name of the operation.
    pub fn name(&self) -> String {
        match (self.settles, self.steps.first()) {
            (Some(_), None) => "review.keep".to_owned(),
            (Some(_), Some(_)) => "review.take".to_owned(),
            (None, first) => first.map(Step::name).unwrap_or_default(),
        }
    }
}

impl From<Step> for Operation {
    fn from(step: Step) -> Operation {
        Operation::of(vec![step])
    }
}

impl StepRequest {
    fn read(mut self) -> Result<Step, Refusal> {
        let unknown = || Refusal::UnknownOperation(self.op.clone());
        let (kind, verb) = self.op.split_once('.').ok_or_else(unknown)?;
        let kind = Kind::named(kind).ok_or_else(unknown)?;
        let verb =
            Verb::of(kind).into_iter().find(|known| known.name_on(kind) == verb).ok_or_else(unknown)?;
        let mut settings = Vec::with_capacity(self.fields.len());
        for (name, value) in self.fields {
            let field = known_field(kind, &name)?;
            let seen = self.seen.remove(&name).flatten();
            settings.push(Setting { field, value, seen: seen.map(|text| read_stamp(&text)).transpose()? });
        }
        for name in self.seen.keys() {
            known_field(kind, name)?;
        }
        Ok(Step {
            verb,
            kind,
            record: self.id.as_deref().map(read_id).transpose()?,
            parent: self.parent.as_deref().map(read_id).transpose()?,
            element: self.element,
            settings,
        })
    }
}

fn known_field(kind: &'static Kind, name: &str) -> Result<&'static Field, Refusal> {
    kind.field(name).ok_or_else(|| Refusal::UnknownField { kind: kind.name, field: name.to_owned() })
}

/// Reads the id of a record.
pub fn read_id(text: &str) -> Result<RecordId, Refusal> {
    Uuid::parse_str(text).map(RecordId).map_err(|_| Refusal::NotFound)
}

/// A stamp as it goes to a screen or a script and comes back as `seen`.
pub fn write_stamp(stamp: Stamp) -> String {
    format!("{:016x}-{:08x}", stamp.time.to_bits(), stamp.device.0)
}

/// Reads such a stamp.
pub fn read_stamp(text: &str) -> Result<Stamp, Refusal> {
    let wrong = || Refusal::UnknownField { kind: "seen", field: text.to_owned() };
    let (time, device) = text.split_once('-').ok_or_else(wrong)?;
    Ok(Stamp {
        time: HybridTime::from_bits(u64::from_str_radix(time, 16).map_err(|_| wrong())?),
        device: sync::DeviceNumber(u32::from_str_radix(device, 16).map_err(|_| wrong())?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_with_an_unknown_name_is_refused_by_that_name() {
        let request = |op: &str| StepRequest { op: op.into(), ..StepRequest::default() };
        for op in ["participant", "participant.fly", "robot.add", "score.add", "assessment.close"] {
            assert_eq!(Operation::read(vec![request(op)]), Err(Refusal::UnknownOperation(op.into())));
        }
        let mut wrong = request("participant.add");
        wrong.fields.insert("bsn".into(), Value::Text("1".into()));
        assert_eq!(
            Operation::read(vec![wrong]),
            Err(Refusal::UnknownField { kind: "participant", field: "bsn".into() })
        );
        assert_eq!(Operation::read(vec![request("assessment.sign")]).unwrap().name(), "assessment.sign");
    }

    #[test]
    fn a_stamp_comes_back_as_it_went() {
        let stamp = Stamp { time: HybridTime::new(1_480_000_000_123, 9), device: sync::DeviceNumber(77) };
        assert_eq!(read_stamp(&write_stamp(stamp)), Ok(stamp));
        assert!(read_stamp("12").is_err());
    }

    #[test]
    fn operation_names_are_unique() {
        let names: Vec<_> = catalogue().map(|(name, ..)| name).collect();
        let unique: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(names.len(), unique.len());
    }
}
