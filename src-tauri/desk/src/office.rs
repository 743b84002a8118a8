//! Joining an office and exchanging with it: what window and command line share. The casebook is asked for only between
//! two questions to the network, so that nothing waits for a slow line.

use casebook::office::{Exchanged, Membership, OfficeState};
use casebook::{Casebook, CasebookError, Role, SCHEMA, Session};
use serde::Serialize;
use sync::administration::{AdministrationAnswer, AdministrationRequest};
use sync::client::{ClientError, OfficeClient};
use sync::exchange::{Answer, Limits, Request};
use sync::http::{EnrolAnswer, EnrolRequest, Refusal, Token};
use sync::invitation::{Fingerprint, Invitation, InvitationError};

use crate::Failure;

/// Questions in a row before an exchange rests: a casebook that never agrees with its office must not ask for ever.
const MOST_QUESTIONS: usize = 100_000;
/// Questions in a row that bring nothing, after which it rests.
const MOST_IDLE: usize = 50;

/// How far an exchange has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Progress {
    /// Transactions that the office acknowledged.
    pub sent: u32,
    /// Records that changed here.
    pub received: u32,
    /// Transactions that still wait.
    pub waiting: u32,
}

/// One line to an office.
pub struct OfficeLine {
    client: OfficeClient,
    token: Token,
}

impl OfficeLine {
    /// The line of a casebook; `None` when it has joined no office. Opens no connection yet.
    pub fn of(casebook: &Casebook) -> Result<Option<OfficeLine>, Failure> {
        casebook.membership()?.map(OfficeLine::to).transpose()
    }

    /// The same, from what the casebook knows of its office.
    pub fn to(membership: Membership) -> Result<OfficeLine, Failure> {
        let fingerprint = match membership.certificate.as_slice() {
            [] => None,
            bytes => Some(Fingerprint(bytes.try_into().map_err(|_| Failure::of("internal"))?)),
        };
        let token = Token(membership.token.try_into().map_err(|_| Failure::of("internal"))?);
        Ok(OfficeLine { client: OfficeClient::new(&membership.addresses, fingerprint)?, token })
    }

    /// Asks as an administrator.
    pub fn administer(&self, request: &AdministrationRequest) -> Result<AdministrationAnswer, Failure> {
        Ok(self.client.administer(&self.token, request)?)
    }

    /// Exchanges until there is nothing more to say or somebody stops it; every answer is kept as it comes.
    pub fn exchange(
        &mut self,
        mut ask: impl FnMut() -> Result<Request, CasebookError>,
        mut apply: impl FnMut(Answer) -> Result<(Exchanged, OfficeState), CasebookError>,
        mut goes_on: impl FnMut(Progress) -> bool,
    ) -> Result<Progress, Failure> {
        let mut progress = Progress::default();
        let (mut last_waiting, mut idle) = (None, 0);
        for _ in 0..MOST_QUESTIONS {
            let answer = self.client.exchange(&self.token, &ask()?)?;
            let (exchanged, state) = apply(answer)?;
            if exchanged.is_unknown {
                return Err(Failure::of("office_unknown_device"));
            }
            let acknowledged = last_waiting.map_or(0, |last: u32| last.saturating_sub(state.waiting));
            let received = u32::try_from(exchanged.changed.len()).unwrap_or(u32::MAX);
            idle = if acknowledged == 0 && received == 0 { idle + 1 } else { 0 };
            progress.sent = progress.sent.saturating_add(acknowledged);
            progress.received = progress.received.saturating_add(received);
            progress.waiting = state.waiting;
            last_waiting = Some(state.waiting);
            if !goes_on(progress) || !exchanged.again || idle >= MOST_IDLE {
                break;
            }
        }
        Ok(progress)
    }
}

/// Exchanges while nobody else needs the casebook, as the command line does.
pub fn exchange(casebook: &mut Casebook) -> Result<Progress, Failure> {
    let Some(mut line) = OfficeLine::of(casebook)? else { return Err(Failure::of("no_office")) };
    let before = casebook.office_state()?.waiting;
    let casebook = std::cell::RefCell::new(casebook);
    let progress = line.exchange(
        || casebook.borrow_mut().ask(Limits::default()),
        |answer| {
            let mut casebook = casebook.borrow_mut();
            Ok((casebook.apply(answer)?, casebook.office_state()?))
        },
        |_| true,
    )?;
    Ok(Progress { sent: before.saturating_sub(progress.waiting), ..progress })
}

/// A casebook on its way into an office.
pub struct Enrolment {
    invitation: Invitation,
    request: EnrolRequest,
}

impl Enrolment {
    /// Reads an invitation for a casebook that has no office.
    pub fn prepare(
        casebook: &mut Casebook,
        session: &Session,
        invitation: &str,
        device_name: &str,
    ) -> Result<Enrolment, Failure> {
        if casebook.membership()?.is_some() {
            return Err(CasebookError::from(casebook::Refusal::HasOffice).into());
        }
        let invitation = Invitation::from_text(invitation)?;
        let request = EnrolRequest {
            secret: invitation.secret,
            device_name: device_name.to_owned(),
            member: session.member,
            others: casebook.other_members(session)?,
            request: casebook.enrolment_request()?,
            schema: SCHEMA,
        };
        Ok(Enrolment { invitation, request })
    }

    /// Asks the office. Asked again after a lost answer, it gives the same one.
    pub fn ask(&self) -> Result<EnrolAnswer, Failure> {
        let client = OfficeClient::new(&self.invitation.addresses, self.invitation.fingerprint)?;
        Ok(client.enrol(&self.request)?)
    }

    /// Joins with the office's answer. The member may go on under another id and role.
    pub fn join(
        self,
        casebook: &mut Casebook,
        session: &Session,
        answer: EnrolAnswer,
    ) -> Result<Session, Failure> {
        let Invitation { addresses, fingerprint, .. } = self.invitation;
        let membership = Membership {
            office: answer.office_name,
            addresses,
            certificate: fingerprint.map(|fingerprint| fingerprint.0.to_vec()).unwrap_or_default(),
            token: answer.token.0.to_vec(),
            device: answer.device,
        };
        Ok(casebook.join(session, &membership, answer.member, Role::of_office(answer.role))?)
    }
}

impl From<InvitationError> for Failure {
    fn from(error: InvitationError) -> Failure {
        match error {
            InvitationError::OtherText => Failure::of("invitation_other_text"),
            InvitationError::UnknownLetter(letter) => {
                Failure::of("invitation_mistyped").with("letter", letter)
            }
            InvitationError::TooShort | InvitationError::TooLong => Failure::of("invitation_incomplete"),
            InvitationError::Mistyped | InvitationError::Addresses => Failure::of("invitation_mistyped"),
            InvitationError::NewerVersion(version) => {
                Failure::of("invitation_newer").with("version", version)
            }
        }
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Failure {
        Failure::of(match error {
            ClientError::Unreachable | ClientError::NoNetwork => "office_unreachable",
            ClientError::OtherServer => "office_other_server",
            ClientError::Unreadable(_) => "office_unreadable",
            ClientError::Refused(refusal) => match refusal {
                Refusal::WrongInvitation => "invitation_wrong",
                Refusal::ExpiredInvitation => "invitation_expired",
                Refusal::UsedInvitation => "invitation_used",
                Refusal::OtherMember => "invitation_other_member",
                Refusal::UnknownToken | Refusal::OtherDevice => "office_unknown_device",
                Refusal::UnknownFormat(_) | Refusal::UnknownPath => "office_other_version",
                Refusal::Busy | Refusal::Failed => "office_busy",
                Refusal::RevokedDevice => "device_revoked",
                Refusal::UnknownMember | Refusal::NotAdministrator => "office_not_administrator",
                Refusal::Oneself => "office_oneself",
                Refusal::Gone => "office_gone",
                Refusal::ClockHeld => "office_clock_held",
                Refusal::OtherReferences | Refusal::TooLarge | Refusal::Malformed(_) => "office_unreadable",
            },
        })
    }
}
