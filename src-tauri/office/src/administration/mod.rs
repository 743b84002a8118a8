//! What an administrator may ask and decide. The commands and the screens of an administrator's casebook go through the
//! same functions: [`lists`] and [`decisions`].

pub mod decisions;
pub mod lists;

use sync::DeviceNumber;
use sync::administration::{AdministrationAnswer, AdministrationRequest, Invited, Page, Question};
use sync::http::{Refusal, Token};
use sync::office::{OfficeTime, Store as _};
use sync::schema::{Role, SchemaView};

use crate::OfficeError;
use crate::register::is_member_name;
use crate::store::OfficeStore;

/// The most transactions of the quarantine in one answer.
const MOST_WAITING: usize = 100;

type Answered = Result<Result<AdministrationAnswer, Refusal>, OfficeError>;

/// Answers an administrator, or says why not. `now` is the office's wall clock in milliseconds since 1970 (UTC).
pub fn administer(
    store: &mut OfficeStore,
    schema: &impl SchemaView,
    time: OfficeTime,
    now: u64,
    token: Token,
    request: &AdministrationRequest,
) -> Answered {
    match &request.question {
        Question::Members(_) | Question::Devices(_) | Question::Quarantine => {
            store.reading(|store| match admit(store, token, request)? {
                Ok(_) => look(store, schema, &request.question).map(Ok),
                Err(refusal) => Ok(Err(refusal)),
            })
        }
        // Who decides is looked at in the same transaction: of two who take each other's right away, one is first.
        Question::Invite { .. } | Question::Revoke(_) | Question::Leave(_) => {
            store.writing(|store| match admit(store, token, request)? {
                Ok(asking) => change(store, now, asking, request),
                Err(refusal) => Ok(Err(refusal)),
            })
        }
        Question::Release(_) | Question::Refuse(_) => {
            match store.reading(|store| admit(store, token, request))? {
                Ok(_) => decide(store, schema, time, &request.question),
                Err(refusal) => Ok(Err(refusal)),
            }
        }
    }
}

/// The device that asks, by the number it was enrolled with, when its member may ask. Copies of a casebook show the same
/// token: where one of them was revoked, none may.
fn admit(
    store: &OfficeStore,
    token: Token,
    request: &AdministrationRequest,
) -> Result<Result<DeviceNumber, Refusal>, OfficeError> {
    let Some(first) = store.device_of(token)? else { return Ok(Err(Refusal::UnknownToken)) };
    let ledger = store.ledger();
    let mut works_here = false;
    for (_, device) in ledger.devices().filter(|(_, device)| device.first == first) {
        if device.revoked {
            return Ok(Err(Refusal::RevokedDevice));
        }
        works_here |= device.members.contains(&request.member);
    }
    let role = ledger.role(request.member, ledger.position());
    Ok(match (works_here, role) {
        (false, _) => Err(Refusal::UnknownMember),
        (true, Some(Role::Administrator)) => Ok(first),
        (true, _) => Err(Refusal::NotAdministrator),
    })
}

fn look(
    store: &OfficeStore,
    schema: &impl SchemaView,
    question: &Question,
) -> Result<AdministrationAnswer, OfficeError> {
    Ok(match question {
        Question::Members(from) => AdministrationAnswer::Members(page(lists::members(store)?, *from)),
        Question::Devices(from) => AdministrationAnswer::Devices(page(lists::devices(store)?, *from)),
        _ => {
            let (rows, total) = lists::quarantine(store, schema, MOST_WAITING)?;
            AdministrationAnswer::Quarantine(Page::of(rows.into_iter().map(lists::shortened), total))
        }
    })
}

fn page<T: serde::Serialize>(rows: Vec<T>, from: u32) -> Page<T> {
    let total = rows.len();
    Page::of(rows.into_iter().skip(from as usize), total)
}

fn change(
    store: &mut OfficeStore,
    now: u64,
    asking: DeviceNumber,
    request: &AdministrationRequest,
) -> Answered {
    let done = match &request.question {
        Question::Invite { name, role, request } => {
            if !is_member_name(name) {
                return Ok(Err(Refusal::Malformed("a member's name is empty or too long".into())));
            }
            let (invitation, expires_utc) = store.invite_on_request(*request, name, *role, now)?;
            let invited = Invited { text: invitation.to_text()?, expires_utc };
            return Ok(Ok(AdministrationAnswer::Invited(invited)));
        }
        Question::Revoke(device) => {
            if store.ledger().device(*device).is_some_and(|device| device.first == asking) {
                return Ok(Err(Refusal::Oneself));
            }
            decisions::revoke(store, *device, now)?.is_some()
        }
        Question::Leave(member) if *member == request.member => return Ok(Err(Refusal::Oneself)),
        Question::Leave(member) => decisions::leave(store, *member, now)?,
        _ => false,
    };
    Ok(if done { Ok(AdministrationAnswer::Done) } else { Err(Refusal::Gone) })
}

fn decide(
    store: &mut OfficeStore,
    schema: &impl SchemaView,
    time: OfficeTime,
    question: &Question,
) -> Answered {
    let done = match question {
        Question::Release(_) if time.held => return Ok(Err(Refusal::ClockHeld)),
        Question::Release(id) => decisions::release(store, schema, time, *id)?.is_some(),
        Question::Refuse(id) => decisions::refuse(store, *id)?,
        _ => false,
    };
    Ok(if done { Ok(AdministrationAnswer::Done) } else { Err(Refusal::Gone) })
}
