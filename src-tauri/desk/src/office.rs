//! Joining an office and exchanging with it: what window and command line share. The casebook is asked for only between
//! two questions to the network, so that nothing waits for a slow line.

use casebook::office::{Exchanged, Membership};
use casebook::{Casebook, CasebookError, Role, SCHEMA, Session};
use serde::Serialize;
use sync::DeviceNumber;
use sync::administration::{AdministrationAnswer, AdministrationRequest};
use sync::blob::{BlobWanted, PIECE_BYTES};
use sync::client::{ClientError, OfficeClient};
use sync::exchange::Limits;
use sync::http::{EnrolAnswer, EnrolRequest, Refusal, Token};
use sync::invitation::{Fingerprint, Invitation, InvitationError};

use crate::Failure;

pub mod stick;

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
        let client = OfficeClient::new(&membership.addresses, fingerprint)?;
        Ok(OfficeLine { client, token: token_of(&membership)? })
    }

    /// Asks as an administrator.
    pub fn administer(&self, request: &AdministrationRequest) -> Result<AdministrationAnswer, Failure> {
        Ok(self.client.administer(&self.token, request)?)
    }

    /// Exchanges until there is nothing more to say or somebody stops it; every answer is kept as it comes. What stands
    /// beside records goes before the transaction that refers to it, and comes after all else.
    pub fn exchange(&mut self, with: &mut impl Lends) -> Result<Progress, Failure> {
        let mut progress = Progress::default();
        let (mut last_waiting, mut idle) = (None, 0);
        for _ in 0..MOST_QUESTIONS {
            self.bring_blobs(with)?;
            let request = with.lend(|casebook| casebook.ask(Limits::default()))?;
            let answer = self.client.exchange(&self.token, &request)?;
            let (exchanged, state) =
                with.lend(|casebook| Ok((casebook.apply(answer)?, casebook.office_state()?)))?;
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
            with.received(&exchanged);
            if !with.goes_on(progress) {
                return Ok(progress);
            }
            if !exchanged.again || idle >= MOST_IDLE {
                break;
            }
        }
        self.fetch_blobs(with)?;
        Ok(progress)
    }

    fn bring_blobs(&self, with: &mut impl Lends) -> Result<(), Failure> {
        for hash in with.lend(|casebook| casebook.blobs_to_deliver())? {
            let mut at = 0;
            while let Some(piece) = with.lend(|casebook| casebook.blob_piece(hash, at, PIECE_BYTES))? {
                let held = self.client.bring_blob(&self.token, &piece)?.held;
                if held >= piece.size {
                    with.lend(|casebook| casebook.blob_delivered(hash))?;
                    break;
                }
                // It did not come out as what it is called, and waits here until somebody has looked.
                if held <= at && at > 0 {
                    break;
                }
                at = held;
            }
        }
        Ok(())
    }

    fn fetch_blobs(&self, with: &mut impl Lends) -> Result<(), Failure> {
        let (wanted, state) =
            with.lend(|casebook| Ok((casebook.blobs_wanted()?, casebook.office_state()?)))?;
        let device = DeviceNumber(state.device);
        for (hash, mut at) in wanted {
            while let Some(piece) = self.client.fetch_blob(&self.token, &BlobWanted { device, hash, at })? {
                at = at.saturating_add(u32::try_from(piece.bytes.len()).unwrap_or(u32::MAX));
                if let Some((record, kind)) = with.lend(|casebook| casebook.take_blob(&piece))? {
                    let changed = [(record, kind)].into();
                    with.received(&Exchanged { changed, ..Exchanged::default() });
                }
                if piece.bytes.is_empty() || at >= piece.size {
                    break;
                }
            }
        }
        Ok(())
    }
}

/// Whoever has the casebook: lends it between two questions to the network, and hears what came.
pub trait Lends {
    /// Does something with the casebook.
    fn lend<T>(
        &mut self,
        work: impl FnOnce(&mut Casebook) -> Result<T, CasebookError>,
    ) -> Result<T, CasebookError>;
    /// Records changed here.
    fn received(&mut self, _exchanged: &Exchanged) {}
    /// How far the exchange has got; answers whether it goes on.
    fn goes_on(&mut self, _progress: Progress) -> bool {
        true
    }
}

/// Nobody else needs the casebook meanwhile.
impl Lends for Casebook {
    fn lend<T>(
        &mut self,
        work: impl FnOnce(&mut Casebook) -> Result<T, CasebookError>,
    ) -> Result<T, CasebookError> {
        work(self)
    }
}

/// What this casebook proves itself by.
fn token_of(membership: &Membership) -> Result<Token, Failure> {
    let token = membership.token.as_slice().try_into().map_err(|_| Failure::of("internal"))?;
    Ok(Token(token))
}

/// Exchanges while nobody else needs the casebook, as the command line does.
pub fn exchange(casebook: &mut Casebook) -> Result<Progress, Failure> {
    let Some(mut line) = OfficeLine::of(casebook)? else { return Err(Failure::of("no_office")) };
    let before = casebook.office_state()?.waiting;
    let progress = line.exchange(casebook)?;
    Ok(Progress { sent: before.saturating_sub(progress.waiting), ..progress })
}

/// A casebook on its way into an office.
pub struct Enrolment {
    invitation: Invitation,
    request: EnrolRequest,
}

impl Enrolment {
    /// Reads an invitation: for a casebook that has no office, or for another of its users to the office that it has.
    pub fn prepare(
        casebook: &mut Casebook,
        session: &Session,
        invitation: &str,
        device_name: &str,
    ) -> Result<Enrolment, Failure> {
        let invitation = Invitation::from_text(invitation)?;
        let enrolled = match casebook.membership()? {
            None => None,
            Some(of) if of.is_of(&invitation) && !casebook.is_member(session)? => Some(token_of(&of)?),
            Some(_) => return Err(CasebookError::from(casebook::Refusal::HasOffice).into()),
        };
        let request = EnrolRequest {
            secret: invitation.secret,
            device_name: device_name.to_owned(),
            member: session.member,
            others: casebook.other_members(session)?,
            request: casebook.enrolment_request()?,
            schema: SCHEMA,
            enrolled,
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
        if self.request.enrolled.is_some() {
            return Ok(casebook.welcome(session, Role::of_office(answer.role))?);
        }
        let Invitation { addresses, fingerprint, .. } = self.invitation;
        let membership = Membership {
            office: answer.office_name,
            addresses,
            certificate: fingerprint.map(|fingerprint| fingerprint.0.to_vec()).unwrap_or_default(),
            token: answer.token.0.to_vec(),
            device: answer.device,
            name_key: Some(answer.name_key),
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
            ClientError::Refused(refusal) => return refusal.into(),
        })
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::of(match refusal {
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
            Refusal::OtherReferences | Refusal::UnknownBlob | Refusal::TooLarge | Refusal::Malformed(_) => {
                "office_unreadable"
            }
        })
    }
}
