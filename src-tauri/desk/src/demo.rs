//! Made-up people: a casebook that looks as if a coach had worked with it for more than a year.
//!
//! Who they are stands in assets/demo/people.json; this writes them through the same operations as the screens, each
//! at its own moment of the past, so that history, stamps and audit lie where they would.

mod days;
mod events;
mod people;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use casebook::schema::Kind;
use casebook::{
    Casebook, CasebookError, Credential, NewCasebook, Operation, RecoveryKey, Refusal, Role, Scripted,
    Session, Step, StepRequest, Surroundings,
};
use phrasebook::Phrasebook;
use sync::{MemberId, RecordId};

use crate::close_conversation;
use days::Days;
use events::{Act, Event, Work};
use people::{Colleague, MadeUp};

/// Nothing happened longer ago than this.
const LONGEST_AGO_MILLISECONDS: i64 = 500 * 86_400_000;
const HOUR_MILLISECONDS: i64 = 3_600_000;

/// A new casebook of made-up people in a folder, opened with the machine's clock. Its passphrase is random and nobody
/// knows it: it opens once, here.
pub fn create(folder: &Path, phrasebook: &Phrasebook) -> Result<(Casebook, Session), CasebookError> {
    let machine = crate::machine();
    let now = machine.now_milliseconds_utc();
    let clock = Arc::new(Scripted::at(now - LONGEST_AGO_MILLISECONDS));
    let passphrase = RecoveryKey::random()?.groups().concat();
    let new = NewCasebook {
        name: "Voorbeeld",
        member: "Marleen",
        role: Role::Coach,
        locale: "nl",
        passphrase: &passphrase,
    };
    let (mut casebook, session, _) = Casebook::create(folder, &new, clock.clone())?;
    write_people(&mut casebook, &session, phrasebook, &clock, &Days::new(&machine, now))?;
    drop(casebook);
    Casebook::open(folder, Credential::Passphrase(&passphrase), Arc::new(machine))
}

/// Fills an open casebook, whose clock is `clock`, with the made-up people, as of an instant in milliseconds since 1970
/// (UTC), and leaves the clock there. Answers how many people it wrote: those who are there already stay as they are.
pub fn fill(
    casebook: &mut Casebook,
    session: &Session,
    phrasebook: &Phrasebook,
    clock: &Scripted,
    now_milliseconds_utc: i64,
) -> Result<usize, CasebookError> {
    write_people(casebook, session, phrasebook, clock, &Days::new(clock, now_milliseconds_utc))
}

fn write_people(
    casebook: &mut Casebook,
    session: &Session,
    phrasebook: &Phrasebook,
    clock: &Scripted,
    days: &Days,
) -> Result<usize, CasebookError> {
    let made_up = MadeUp::read()?;
    let work = Work::new(phrasebook, days)?;
    let mut events = Vec::new();
    let mut count = 0;
    for person in &made_up.people {
        let id = id_of(RecordId::default(), "participant", &person.key)?;
        if !is_there(casebook, session, id)? {
            events.extend(work.of(person, id)?);
            count += 1;
        }
    }
    events.sort_by_key(|event| event.at);
    if let Some(first) = events.first() {
        clock.move_to(first.at - HOUR_MILLISECONDS);
        let sessions = let_in(casebook, session, &made_up.colleagues)?;
        for Event { at, by, act } in events {
            clock.move_to(at);
            match act {
                Act::Write(steps) => {
                    casebook.write(sessions.get(by).unwrap_or(session), Operation::read(steps)?)?
                }
                Act::Close(conversation) => close_conversation(casebook, session, phrasebook, conversation)?,
            };
        }
    }
    clock.move_to(days.now());
    casebook.flush_views()?;
    Ok(count)
}

/// The colleagues become users without a key, and answer with the sessions they would have.
fn let_in(
    casebook: &mut Casebook,
    session: &Session,
    colleagues: &[Colleague],
) -> Result<HashMap<String, Session>, CasebookError> {
    let mut sessions = HashMap::new();
    for colleague in colleagues {
        let id = id_of(RecordId::default(), "user", &colleague.key)?;
        let mut step =
            StepRequest { op: "user.add".into(), id: Some(id.to_string()), ..StepRequest::default() };
        for (field, value) in [("name", &colleague.name), ("role", &colleague.role)] {
            step.fields.insert(field.into(), sync::Value::Text(value.clone()));
        }
        casebook.write(session, Operation::read(vec![step])?)?;
        sessions.insert(colleague.key.clone(), casebook.session_of(MemberId(id.0))?);
    }
    Ok(sessions)
}

fn is_there(casebook: &Casebook, session: &Session, person: RecordId) -> Result<bool, CasebookError> {
    match casebook.read(session).get(kind("participant")?, person) {
        Ok(_) => Ok(true),
        Err(CasebookError::Refused(Refusal::NotFound)) => Ok(false),
        Err(other) => Err(other),
    }
}

fn kind(name: &str) -> Result<&'static Kind, CasebookError> {
    Ok(Kind::named(name).ok_or_else(|| Refusal::UnknownOperation(name.to_owned()))?)
}

/// The same id for the same name on every machine, so that a second run finds what the first one made.
fn id_of(parent: RecordId, kind_name: &str, name: &str) -> Result<RecordId, CasebookError> {
    Ok(Step::element_id(parent, kind(kind_name)?, name))
}
