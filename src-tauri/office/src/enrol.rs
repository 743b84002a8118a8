//! Enrolling a device: an invitation for one member, used once, and the same answer to the same request.

use std::collections::BTreeSet;

use sync::http::{EnrolAnswer, EnrolRequest, MOST_MEMBERS, MOST_NAME_LETTERS, Refusal};
use sync::office::Store as _;
use sync::{LedgerEntry, MemberId};

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
            Some(used) if used.request == request.request => Ok(Ok(answer(&identity, &invited, used))),
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
    let member = match store.member_named(&invited.name)? {
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
    let device = store.ledger().next_number();
    let entry = LedgerEntry::Device { device, members, replaces: None, request: request.request };
    store.append_ledger(entry)?;
    let used = Used { request: request.request, device, member };
    let named = Named { name: request.device_name.clone(), schema: request.schema, enrolled_at_utc: now };
    store.name_device(device, identity.token(device, request.request), &named)?;
    store.use_invitation(invited, used)?;
    Ok(Ok(answer(identity, invited, used)))
}

/// Who uses the invitation, and those others of the casebook who are members already.
fn members_on(store: &OfficeStore, member: MemberId, others: &[MemberId]) -> Vec<MemberId> {
    let now = store.ledger().position();
    let others: BTreeSet<MemberId> = others.iter().copied().filter(|other| *other != member).collect();
    let known = others.into_iter().filter(|other| store.ledger().role(*other, now).is_some());
    std::iter::once(member).chain(known).collect()
}

fn answer(identity: &Identity, invited: &Invited, used: Used) -> EnrolAnswer {
    EnrolAnswer {
        device: used.device,
        token: identity.token(used.device, used.request),
        member: used.member,
        role: invited.role,
        office_name: identity.name.clone(),
        office: identity.office,
    }
}
