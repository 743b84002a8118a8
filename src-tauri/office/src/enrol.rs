//! Enrolling a device: an invitation for one member, used once, and the same answer to the same request.

use std::collections::BTreeSet;

use sync::http::{EnrolAnswer, EnrolRequest, MOST_MEMBERS, MOST_NAME_LETTERS, Refusal, Token};
use sync::office::Store as _;
use sync::{DeviceNumber, LedgerEntry, MemberId};

use crate::OfficeError;
use crate::register::{Identity, Invited, Named, Used};
use crate::store::OfficeStore;

/// Enrols a device, or says why not. `now` is the office's wall clock in milliseconds since 1970 (UTC).
pub fn enrol(
    store: &mut OfficeStore,
    now: u64,
    request: &EnrolRequest,
) -> Result<Result<EnrolAnswer, Refusal>, OfficeError> {
    if request.device_name.chars().count() > MOST_NAME_LETTERS || request.others.len() >= MOST_MEMBERS {
        return Ok(Err(Refusal::Malformed("a name or a list is too long".into())));
    }
    store.writing(|store| {
        let identity = store.own_identity()?;
        let Some(invited) = store.find_invitation(request.secret)? else {
            return Ok(Err(Refusal::WrongInvitation));
        };
        match invited.used {
            Some(used) if used.request == request.request => {
                Ok(Ok(answer(store, &identity, &invited, used)?))
            }
            Some(_) => Ok(Err(Refusal::UsedInvitation)),
            None if invited.expires_at_utc < now => Ok(Err(Refusal::ExpiredInvitation)),
            None => use_invitation(store, &identity, now, request, &invited),
        }
    })
}

fn use_invitation(
    store: &mut OfficeStore,
    identity: &Identity,
    now: u64,
    request: &EnrolRequest,
    invited: &Invited,
) -> Result<Result<EnrolAnswer, Refusal>, OfficeError> {
    let shared = match request.enrolled {
        None => None,
        Some(token) => match in_use(store, token)? {
            Some(device) => Some(device),
            None => return Ok(Err(Refusal::UnknownToken)),
        },
    };
    let member = match store.member_named(&invited.name)? {
        // On a device that delivers already, users keep the names under which they did.
        Some(member) if shared.is_some() && member != request.member => return Ok(Err(Refusal::OtherMember)),
        Some(member) => member,
        None if store.ledger().members().any(|(known, _)| known == request.member) => {
            return Ok(Err(Refusal::OtherMember));
        }
        None => {
            store.name_member(request.member, &invited.name)?;
            request.member
        }
    };
    let role = Some(invited.role);
    if store.ledger().role(member, store.ledger().position()) != role {
        store.append_dated(LedgerEntry::Member { member, role }, now)?;
    }
    let members = members_on(store, member, &request.others);
    if let Some((first, number)) = shared {
        let here = store.ledger().device(number).map(|device| device.members.clone()).unwrap_or_default();
        let members: BTreeSet<MemberId> = members.into_iter().chain(here).collect();
        let members = members.into_iter().collect();
        store.append_ledger(LedgerEntry::Members { device: number, members })?;
        let used = Used { request: request.request, device: first, member };
        store.use_invitation(invited, used)?;
        return Ok(Ok(answer(store, identity, invited, used)?));
    }
    let device = store.ledger().next_number();
    let entry = LedgerEntry::Device { device, members, replaces: None, request: request.request };
    store.append_ledger(entry)?;
    let used = Used { request: request.request, device, member };
    let named = Named { name: request.device_name.clone(), schema: request.schema, enrolled_at_utc: now };
    store.name_device(device, identity.token(device, request.request), &named)?;
    store.use_invitation(invited, used)?;
    Ok(Ok(answer(store, identity, invited, used)?))
}

/// The number with which the device of a token was enrolled, and the one it has now; `None` when it is revoked.
fn in_use(store: &OfficeStore, token: Token) -> Result<Option<(DeviceNumber, DeviceNumber)>, OfficeError> {
    let Some(first) = store.device_of(token)? else { return Ok(None) };
    let now = store.ledger().devices().filter(|(_, device)| device.first == first && !device.revoked);
    Ok(now.last().map(|(number, _)| (first, number)))
}

/// Who uses the invitation, and those others of the casebook who are members already.
fn members_on(store: &OfficeStore, member: MemberId, others: &[MemberId]) -> Vec<MemberId> {
    let now = store.ledger().position();
    let others: BTreeSet<MemberId> = others.iter().copied().filter(|other| *other != member).collect();
    let known = others.into_iter().filter(|other| store.ledger().role(*other, now).is_some());
    std::iter::once(member).chain(known).collect()
}

fn answer(
    store: &OfficeStore,
    identity: &Identity,
    invited: &Invited,
    used: Used,
) -> Result<EnrolAnswer, OfficeError> {
    // Another user of a device that was enrolled before gets what that one got.
    let enrolment = store.ledger().enrolled_by(used.device).ok_or(OfficeError::Damaged("ledger"))?;
    Ok(EnrolAnswer {
        device: used.device,
        token: identity.token(used.device, enrolment),
        member: used.member,
        role: invited.role,
        office_name: identity.name.clone(),
        office: identity.office,
        name_key: identity.name_key(),
    })
}
