//! An invitation: short text that a coach types, pastes or reads from a picture, and with which a casebook finds its
//! office and knows it again. Used once, and only for a while; the office keeps no more of it than a hash of the secret.
//!
//! Laws: what was written reads as it was; a single mistyped letter is always found (the checksum is a cyclic one, and
//! a letter is five neighbouring bits); O reads as 0, I and L as 1, and neither case, spaces nor dashes matter.

use serde::{Deserialize, Serialize};

/// What every invitation starts with, dash included.
pub const PREFIX: &str = "MEEDOEN-";
/// The most addresses in an invitation.
pub const MOST_ADDRESSES: usize = 8;

const VERSION: u8 = 1;
/// Crockford's letters: none that looks like another, and no U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 5;
const CHECKSUM_BYTES: usize = 2;
/// Longer text is no invitation; keeps reading bounded.
const MOST_LETTERS: usize = 4096;

/// What proves that somebody was invited. Random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationSecret(pub [u8; 10]);

/// The first half of the SHA-256 of an office's own certificate: by this a casebook knows its office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint(pub [u8; 16]);

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Where the office answers, in the order of trying: host:port, or a URL.
    pub addresses: Vec<String>,
    /// Of the office's own certificate; `None` when a certificate authority vouches for it.
    pub fingerprint: Option<Fingerprint>,
    /// What proves that somebody was invited.
    pub secret: InvitationSecret,
    /// What the office is called.
    pub office: String,
}

/// Text that is no invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// It does not start as one.
    #[error("this is not an invitation: one starts with {PREFIX}")]
    OtherText,
    /// There is a letter or sign in it that no invitation has.
    #[error("an invitation has no {0:?} in it; compare it with the original")]
    UnknownLetter(char),
    /// The end is missing.
    #[error("the invitation is too short; copy all of it")]
    TooShort,
    /// It is far longer than an invitation.
    #[error("the text is too long for an invitation; copy only the invitation")]
    TooLong,
    /// The checksum does not fit.
    #[error("the invitation is mistyped; compare it with the original, letter by letter")]
    Mistyped,
    /// Written by an office of a later version.
    #[error("the invitation is of version {0}, which this program does not know yet; update it first")]
    NewerVersion(u8),
    /// It has no address, or more than one may have.
    #[error("an invitation names one to {MOST_ADDRESSES} addresses of its office")]
    Addresses,
}

impl Invitation {
    /// As text: groups of five letters.
    pub fn to_text(&self) -> Result<String, InvitationError> {
        self.check()?;
        let mut bytes = postcard::to_extend(self, vec![VERSION]).map_err(|_| InvitationError::Addresses)?;
        bytes.extend(checksum(&bytes).to_be_bytes());
        let letters = to_letters(&bytes);
        if letters.len() > MOST_LETTERS {
            return Err(InvitationError::TooLong);
        }
        let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
        Ok(format!("{PREFIX}{}", groups.join("-")))
    }

    /// From text, as somebody typed it.
    pub fn from_text(text: &str) -> Result<Invitation, InvitationError> {
        let letters = tidy(text)?;
        let prefix = tidy(PREFIX)?;
        let letters = letters.strip_prefix(prefix.as_slice()).ok_or(InvitationError::OtherText)?;
        let bytes = from_letters(letters)?;
        let Some((body, sum)) = bytes.split_last_chunk::<CHECKSUM_BYTES>() else {
            return Err(InvitationError::TooShort);
        };
        if body.len() < 2 {
            return Err(InvitationError::TooShort);
        }
        if checksum(body) != u16::from_be_bytes(*sum) {
            return Err(InvitationError::Mistyped);
        }
        match body {
            [VERSION, body @ ..] => {
                let (invitation, rest): (Invitation, _) =
                    postcard::take_from_bytes(body).map_err(|_| InvitationError::Mistyped)?;
                invitation.check()?;
                if rest.is_empty() { Ok(invitation) } else { Err(InvitationError::Mistyped) }
            }
            [version, ..] => Err(InvitationError::NewerVersion(*version)),
            [] => Err(InvitationError::TooShort),
        }
    }

    fn check(&self) -> Result<(), InvitationError> {
        let count = self.addresses.len();
        if (1..=MOST_ADDRESSES).contains(&count) { Ok(()) } else { Err(InvitationError::Addresses) }
    }
}

/// The letters of a text as they are meant.
fn tidy(text: &str) -> Result<Vec<u8>, InvitationError> {
    let mut letters = Vec::new();
    for letter in text.chars() {
        let meant = match letter.to_ascii_uppercase() {
            '-' => continue,
            letter if letter.is_whitespace() => continue,
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        };
        let place = LETTERS.iter().position(|known| char::from(*known) == meant);
        let place = place.ok_or(InvitationError::UnknownLetter(letter))?;
        if letters.len() == MOST_LETTERS {
            return Err(InvitationError::TooLong);
        }
        letters.push(place as u8);
    }
    Ok(letters)
}

fn to_letters(bytes: &[u8]) -> Vec<char> {
    let (mut letters, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            letters.push(letter(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        letters.push(letter(held << (5 - bits)));
    }
    letters
}

fn letter(bits: u32) -> char {
    LETTERS.get((bits & 31) as usize).copied().map_or('0', char::from)
}

/// The bits that fill up the last letter are zero; others were mistyped.
fn from_letters(letters: &[u8]) -> Result<Vec<u8>, InvitationError> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in letters {
        held = held << 5 | u32::from(*letter);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
        held &= (1 << bits) - 1;
    }
    if held == 0 && bits < 5 { Ok(bytes) } else { Err(InvitationError::Mistyped) }
}

/// CRC-16 with the polynomial of CCITT: finds every error within 16 neighbouring bits.
fn checksum(bytes: &[u8]) -> u16 {
    let step = |sum: u16, _| if sum & 0x8000 == 0 { sum << 1 } else { sum << 1 ^ 0x1021 };
    bytes.iter().fold(0xffff, |sum, byte| (0..8).fold(sum ^ u16::from(*byte) << 8, step))
}
