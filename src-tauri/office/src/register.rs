//! Who and what the office knows by name: itself, its members, invitations, and devices by their tokens. All of it
//! stands beside the ledger, outside the backups. Of secrets only hashes are kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sync::administration::INVITATION_DAYS;
use sync::http::{MOST_NAME_LETTERS, Token};
use sync::invitation::{Fingerprint, Invitation, InvitationSecret};
use sync::office::Store as _;
use sync::schema::Role;
use sync::stick::file::hash_of;
use sync::{DeviceNumber, LedgerEntry, MemberId, RequestId};
use uuid::Uuid;

use crate::OfficeError;
use crate::database::{Datum, Part, Row};
use crate::store::OfficeStore;

/// What the office is; made once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its identifier.
    pub office: Uuid,
    /// What it is called.
    pub name: String,
    /// From what tokens are derived, so that a device whose answer was lost gets the same one again.
    token_key: [u8; 32],
}

/// Where the office answers; goes into invitations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reachable {
    /// host:port, or a URL.
    pub addresses: Vec<String>,
    /// Its administrator gave them; else they follow from where it listens.
    pub given: bool,
    /// Of its own certificate; `None` when a certificate authority vouches for it.
    pub fingerprint: Option<Fingerprint>,
}

/// An invitation as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    hash: [u8; 32],
    /// For whom.
    pub name: String,
    /// To be what.
    pub role: Role,
    /// Until when, in milliseconds since 1970 (UTC).
    pub expires_at_utc: u64,
    /// What it was used for.
    pub used: Option<Used>,
}

/// What an invitation was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    /// By which request.
    pub request: RequestId,
    /// Which device it enrolled.
    pub device: DeviceNumber,
    /// Whose.
    pub member: MemberId,
}

/// A device as its administrator knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// The number of its casebook's schema when it was enrolled.
    pub schema: u32,
    /// When it was enrolled, in milliseconds since 1970 (UTC).
    pub enrolled_at_utc: u64,
}

impl Identity {
    /// A new office.
    pub fn random(name: &str) -> Result<Identity, OfficeError> {
        let (mut office, mut token_key) = ([0; 16], [0; 32]);
        getrandom::fill(&mut office)?;
        getrandom::fill(&mut token_key)?;
        let office = uuid::Builder::from_random_bytes(office).into_uuid();
        Ok(Identity { office, name: name.to_owned(), token_key })
    }

    /// The same office under another name.
    #[must_use]
    pub fn renamed(self, name: &str) -> Identity {
        Identity { name: name.to_owned(), ..self }
    }

    /// The token of a device that a request enrolled: for the same the same.
    pub fn token(&self, device: DeviceNumber, request: RequestId) -> Token {
        let mut hasher = blake3::Hasher::new_keyed(&self.token_key);
        hasher.update(&device.0.to_le_bytes()).update(request.0.as_bytes());
        Token(*hasher.finalize().as_bytes())
    }

    /// What the casebooks key the hashes of names with. No token's and no invitation's input is as short.
    pub fn name_key(&self) -> [u8; 32] {
        *blake3::keyed_hash(&self.token_key, b"names").as_bytes()
    }

    /// The secret of an invitation that a request asked for: for the same the same. No device's number and request, from
    /// which its token is derived, are as long.
    fn invitation_secret(&self, request: RequestId, name: &str, role: Role) -> InvitationSecret {
        let mut hasher = blake3::Hasher::new_keyed(&self.token_key);
        hasher.update(b"invitation").update(request.0.as_bytes());
        hasher.update(&role_number(role).to_le_bytes()).update(name.as_bytes());
        let mut secret = InvitationSecret([0; 10]);
        hasher.finalize_xof().fill(&mut secret.0);
        secret
    }
}

/// Until when an invitation holds that is made now; both in milliseconds since 1970 (UTC).
pub fn expires_at_utc(now: u64, days: u32) -> u64 {
    now.saturating_add(u64::from(days) * 86_400_000)
}

/// Whether a member may be called so.
pub fn is_member_name(name: &str) -> bool {
    name.trim() == name && (1..=MOST_NAME_LETTERS).contains(&name.chars().count())
}

fn role_number(role: Role) -> i64 {
    match role {
        Role::Coach => 0,
        Role::Assistant => 1,
        Role::Lead => 2,
        Role::AccountManager => 3,
        Role::Administrator => 4,
    }
}

fn role(number: i64) -> Result<Role, OfficeError> {
    const ROLES: [Role; 5] =
        [Role::Coach, Role::Assistant, Role::Lead, Role::AccountManager, Role::Administrator];
    let place = usize::try_from(number).ok();
    place.and_then(|place| ROLES.get(place)).copied().ok_or(OfficeError::Damaged("invitations"))
}

fn member_in(row: &Row, place: usize) -> Result<MemberId, OfficeError> {
    Ok(MemberId(Uuid::from_bytes(row.array(place)?)))
}

impl OfficeStore {
    /// What the office is; `None` before its first start.
    pub fn identity(&self) -> Result<Option<Identity>, OfficeError> {
        self.setting("identity")
    }

    /// What the office is, once it was started.
    pub fn own_identity(&self) -> Result<Identity, OfficeError> {
        self.identity()?.ok_or(OfficeError::Refused("the office was never started"))
    }

    /// Where the office answers, as it was last started.
    pub fn reachable(&self) -> Result<Reachable, OfficeError> {
        Ok(self.setting("reachable")?.unwrap_or_default())
    }

    /// Makes an invitation. `now` is the wall clock in milliseconds since 1970 (UTC).
    pub fn invite(&self, name: &str, role: Role, now: u64, days: u32) -> Result<Invitation, OfficeError> {
        let mut secret = InvitationSecret([0; 10]);
        getrandom::fill(&mut secret.0)?;
        self.keep_invitation(secret, name, role, now, expires_at_utc(now, days))
    }

    /// The same for a request whose answer may be lost: asked again, it gives the same invitation. Answers until when it
    /// holds, too.
    pub fn invite_on_request(
        &self,
        request: RequestId,
        name: &str,
        role: Role,
        now: u64,
    ) -> Result<(Invitation, u64), OfficeError> {
        let secret = self.own_identity()?.invitation_secret(request, name, role);
        if let Some(invited) = self.find_invitation(secret)? {
            return Ok((self.invitation(secret)?, invited.expires_at_utc));
        }
        let until = expires_at_utc(now, INVITATION_DAYS);
        Ok((self.keep_invitation(secret, name, role, now, until)?, until))
    }

    fn keep_invitation(
        &self,
        secret: InvitationSecret,
        name: &str,
        role: Role,
        now: u64,
        expires_at_utc: u64,
    ) -> Result<Invitation, OfficeError> {
        let sql = "INSERT INTO invitations (secret, name, role, made_at_utc, expires_at_utc)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let data = [
            hash_of(secret).to_vec().into(),
            name.into(),
            role_number(role).into(),
            now.into(),
            expires_at_utc.into(),
        ];
        self.execute(Part::Ledger, sql, &data)?;
        self.invitation(secret)
    }

    fn invitation(&self, secret: InvitationSecret) -> Result<Invitation, OfficeError> {
        let (office, reachable) = (self.own_identity()?.name, self.reachable()?);
        Ok(Invitation { addresses: reachable.addresses, fingerprint: reachable.fingerprint, secret, office })
    }

    /// The invitation with a secret.
    pub fn find_invitation(&self, secret: InvitationSecret) -> Result<Option<Invited>, OfficeError> {
        let hash = hash_of(secret);
        let sql = "SELECT name, role, expires_at_utc, request, device, member
                   FROM invitations WHERE secret = ?1";
        let row = self.database().row(Part::Ledger, sql, &[hash.to_vec().into()])?;
        row.map(|row| {
            let used = match (row.array(3), row.find_integer(4)) {
                (Ok(request), Some(device)) => Some(Used {
                    request: RequestId(Uuid::from_bytes(request)),
                    device: device_number(device)?,
                    member: member_in(&row, 5)?,
                }),
                _ => None,
            };
            let (name, role) = (row.text(0)?.to_owned(), role(row.integer(1)?)?);
            Ok(Invited { hash, name, role, expires_at_utc: row.count(2)?, used })
        })
        .transpose()
    }

    /// The hashes of the secrets of all invitations.
    pub fn invitation_hashes(&self) -> Result<Vec<[u8; 32]>, OfficeError> {
        let mut hashes = Vec::new();
        self.database().each(Part::Ledger, "SELECT secret FROM invitations", &[], &mut |row| {
            hashes.push(row.array(0)?);
            Ok(())
        })?;
        Ok(hashes)
    }

    /// Notes that an invitation was used.
    pub fn use_invitation(&self, invited: &Invited, used: Used) -> Result<(), OfficeError> {
        let sql = "UPDATE invitations SET request = ?2, device = ?3, member = ?4 WHERE secret = ?1";
        let data =
            [invited.hash.to_vec().into(), used.request.0.into(), used.device.0.into(), used.member.0.into()];
        self.execute(Part::Ledger, sql, &data)?;
        Ok(())
    }

    /// How many invitations nobody has used yet and somebody still may.
    pub fn open_invitations(&self, now: u64) -> Result<u64, OfficeError> {
        let sql = "SELECT COUNT(*) FROM invitations WHERE device IS NULL AND expires_at_utc > ?1";
        let row = self.database().row(Part::Ledger, sql, &[now.into()])?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// The member of a name.
    pub fn member_named(&self, name: &str) -> Result<Option<MemberId>, OfficeError> {
        let sql = "SELECT member FROM members WHERE name = ?1";
        let row = self.database().row(Part::Ledger, sql, &[name.into()])?;
        row.map(|row| member_in(&row, 0)).transpose()
    }

    /// Notes who a member is.
    pub fn name_member(&self, member: MemberId, name: &str) -> Result<(), OfficeError> {
        let sql = "INSERT INTO members (member, name) VALUES (?1, ?2)";
        self.execute(Part::Ledger, sql, &[member.0.into(), name.into()])?;
        Ok(())
    }

    /// Every member that has a name, by name.
    pub fn named_members(&self) -> Result<Vec<(MemberId, String)>, OfficeError> {
        let mut members = Vec::new();
        let sql = "SELECT member, name FROM members ORDER BY name";
        self.database().each(Part::Ledger, sql, &[], &mut |row| {
            members.push((member_in(&row, 0)?, row.text(1)?.to_owned()));
            Ok(())
        })?;
        Ok(members)
    }

    /// What every member is called.
    pub fn member_names(&self) -> Result<BTreeMap<MemberId, String>, OfficeError> {
        Ok(self.named_members()?.into_iter().collect())
    }

    /// Adds a line to the ledger and notes when, in milliseconds since 1970 (UTC), for those who look at it.
    pub fn append_dated(&mut self, entry: LedgerEntry, now: u64) -> Result<(), OfficeError> {
        self.append_ledger(entry)?;
        let sql = "INSERT INTO ledger_dates (position, at_utc) VALUES (?1, ?2)";
        self.execute(Part::Ledger, sql, &[self.ledger().position().into(), now.into()])?;
        Ok(())
    }

    /// When lines of the ledger were added, by position.
    pub fn ledger_dates(&self) -> Result<Vec<(u64, u64)>, OfficeError> {
        let mut dates = Vec::new();
        let sql = "SELECT position, at_utc FROM ledger_dates ORDER BY position";
        self.database().each(Part::Ledger, sql, &[], &mut |row| {
            dates.push((row.count(0)?, row.count(1)?));
            Ok(())
        })?;
        Ok(dates)
    }

    /// Keeps what a device shows, and what it is called.
    pub fn name_device(&self, device: DeviceNumber, token: Token, named: &Named) -> Result<(), OfficeError> {
        let sql = "INSERT INTO tokens (token, device, name, schema, enrolled_at_utc)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let data = [
            token_hash(token),
            device.0.into(),
            named.name.as_str().into(),
            named.schema.into(),
            named.enrolled_at_utc.into(),
        ];
        self.execute(Part::Ledger, sql, &data)?;
        Ok(())
    }

    /// The device that a token was given to.
    pub fn device_of(&self, token: Token) -> Result<Option<DeviceNumber>, OfficeError> {
        let sql = "SELECT device FROM tokens WHERE token = ?1";
        let row = self.database().row(Part::Ledger, sql, &[token_hash(token)])?;
        row.map(|row| device_number(row.integer(0)?)).transpose()
    }

    /// What the devices that were enrolled are called.
    pub fn named_devices(&self) -> Result<Vec<(DeviceNumber, Named)>, OfficeError> {
        let mut devices = Vec::new();
        let sql = "SELECT device, name, schema, enrolled_at_utc FROM tokens ORDER BY device";
        self.database().each(Part::Ledger, sql, &[], &mut |row| {
            let schema = u32::try_from(row.integer(2)?).map_err(|_| OfficeError::Damaged("tokens"))?;
            let named = Named { name: row.text(1)?.to_owned(), schema, enrolled_at_utc: row.count(3)? };
            devices.push((device_number(row.integer(0)?)?, named));
            Ok(())
        })?;
        Ok(devices)
    }

    /// Notes that a device was met; `now` in milliseconds since 1970 (UTC).
    pub fn note_contact(&self, device: DeviceNumber, now: u64) -> Result<(), OfficeError> {
        let sql = "INSERT INTO contacts (device, at) VALUES (?1, ?2)
                   ON CONFLICT (device) DO UPDATE SET at = excluded.at";
        self.execute(Part::Store, sql, &[device.0.into(), now.into()])?;
        Ok(())
    }

    /// When each device was last met, in milliseconds since 1970 (UTC); to a minute.
    pub fn contacts(&self) -> Result<Vec<(DeviceNumber, u64)>, OfficeError> {
        let mut contacts = Vec::new();
        let sql = "SELECT device, at FROM contacts ORDER BY device";
        self.database().each(Part::Store, sql, &[], &mut |row| {
            contacts.push((device_number(row.integer(0)?)?, row.count(1)?));
            Ok(())
        })?;
        Ok(contacts)
    }

    /// How many transactions a device brought.
    pub fn transactions_of(&self, device: DeviceNumber) -> Result<u64, OfficeError> {
        let sql = "SELECT COUNT(*) FROM hashes WHERE device = ?1";
        let row = self.database().row(Part::Store, sql, &[device.0.into()])?;
        row.map_or(Ok(0), |row| row.count(0))
    }
}

fn device_number(number: i64) -> Result<DeviceNumber, OfficeError> {
    u32::try_from(number).map(DeviceNumber).map_err(|_| OfficeError::Damaged("a device number"))
}

fn token_hash(token: Token) -> Datum {
    blake3::hash(&token.0).as_bytes().to_vec().into()
}
