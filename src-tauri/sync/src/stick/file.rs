//! The file on a stick: sealed with what only this casebook and its office know, so that nobody reads, changes or shortens
//! it on the way.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::DeviceNumber;
use crate::http::Token;
use crate::invitation::InvitationSecret;

/// Of the file's number that makes it unlike any other, in bytes; random.
pub const NONCE_BYTES: usize = 24;

const MAGIC: &[u8; 14] = b"MEEDOEN STICK\n";
const FORMAT: u8 = 1;
const MARK_BYTES: usize = 16;
const HEAD_BYTES: usize = MAGIC.len() + 2 + MARK_BYTES;
/// Most of the gain; a stick is slower than that.
const LEVEL: i32 = 9;
/// The most that a file may be inflated to, in bytes.
const MOST_BYTES: usize = 1 << 30;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A casebook asks to be enrolled: an [`crate::http::EnrolRequest`].
    Enrolment,
    /// The office enrolled it, or says why not: an [`Enrolled`].
    Enrolled,
    /// A casebook asks: a [`super::Brought`].
    Request,
    /// The office answers: a [`super::Back`].
    Answers,
}

/// The answer to an enrolment.
pub type Enrolled = Result<crate::http::EnrolAnswer, crate::http::Refusal>;

/// What opens the files between one casebook and its office.
#[derive(Clone)]
pub struct StickKey {
    mark: [u8; MARK_BYTES],
    key: [u8; 32],
}

/// A file that does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StickError {
    /// It is something else.
    #[error("this is no file of an exchange on a stick")]
    OtherFile,
    /// Written by a later version.
    #[error("the file is of version {0}, which this program does not know yet; update it first")]
    NewerVersion(u8),
    /// A request where an answer belongs, or the other way round.
    #[error(
        "the file goes the other way: what export wrote is for the office, what the office wrote for import"
    )]
    OtherWay,
    /// It is sealed for another casebook or another office.
    #[error("the file belongs to another casebook or another office")]
    OtherKey,
    /// It was cut short or changed.
    #[error("the file is damaged; copy it again")]
    Damaged,
}

impl StickKey {
    /// Of an enrolled device, by the number it was enrolled with.
    pub fn of_device(device: DeviceNumber, token: Token) -> StickKey {
        let mut mark = [0; MARK_BYTES];
        let (number, _) = mark.split_at_mut(4);
        number.copy_from_slice(&device.0.to_le_bytes());
        StickKey { mark, key: blake3::derive_key("Meedoen 1 stick: device", &token.0) }
    }

    /// Of an invitation, by the hash of its secret: the office keeps no more of it.
    pub fn of_invitation(hash: &[u8; 32]) -> StickKey {
        let mut mark = [0; MARK_BYTES];
        let whole = blake3::derive_key("Meedoen 1 stick: mark of an invitation", hash);
        mark.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
        StickKey { mark, key: blake3::derive_key("Meedoen 1 stick: invitation", hash) }
    }

    /// Whether a file is sealed with it, going by its head.
    pub fn fits(&self, head: &Head) -> bool {
        self.mark == head.mark
    }
}

/// The hash of an invitation's secret, as the office keeps it.
pub fn hash_of(secret: InvitationSecret) -> [u8; 32] {
    *blake3::hash(&secret.0).as_bytes()
}

/// What a file says of itself without being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What it is.
    pub sort: Sort,
    mark: [u8; MARK_BYTES],
}

impl Head {
    /// Reads the head of a file.
    pub fn of(file: &[u8]) -> Result<Head, StickError> {
        let rest = file.strip_prefix(MAGIC).ok_or(StickError::OtherFile)?;
        let [format, sort, rest @ ..] = rest else { return Err(StickError::Damaged) };
        if *format != FORMAT {
            return Err(StickError::NewerVersion(*format));
        }
        let sort = match sort {
            0 => Sort::Enrolment,
            1 => Sort::Enrolled,
            2 => Sort::Request,
            3 => Sort::Answers,
            _ => return Err(StickError::Damaged),
        };
        let mark = rest.first_chunk().ok_or(StickError::Damaged)?;
        Ok(Head { sort, mark: *mark })
    }

    /// The number a device was enrolled with; only of a [`Sort::Request`].
    pub fn device(&self) -> DeviceNumber {
        let [a, b, c, d, ..] = self.mark;
        DeviceNumber(u32::from_le_bytes([a, b, c, d]))
    }

    fn to_bytes(self) -> Vec<u8> {
        let mut head = MAGIC.to_vec();
        head.extend([FORMAT, self.sort as u8]);
        head.extend(self.mark);
        head
    }
}

/// A file. `nonce` is random.
pub fn seal(
    sort: Sort,
    key: &StickKey,
    nonce: [u8; NONCE_BYTES],
    content: &impl Serialize,
) -> Result<Vec<u8>, StickError> {
    let content = postcard::to_stdvec(content).map_err(|_| StickError::Damaged)?;
    let content = zstd::bulk::compress(&content, LEVEL).map_err(|_| StickError::Damaged)?;
    let mut file = Head { sort, mark: key.mark }.to_bytes();
    let payload = Payload { msg: &content, aad: &file };
    let cipher = XChaCha20Poly1305::new(&key.key.into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| StickError::Damaged)?;
    file.extend(nonce);
    file.extend(sealed);
    Ok(file)
}

/// What is in a file.
pub fn open<T: DeserializeOwned>(sort: Sort, key: &StickKey, file: &[u8]) -> Result<T, StickError> {
    let head = Head::of(file)?;
    if head.sort != sort {
        return Err(StickError::OtherWay);
    }
    if !key.fits(&head) {
        return Err(StickError::OtherKey);
    }
    let (head, rest) = file.split_at_checked(HEAD_BYTES).ok_or(StickError::Damaged)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(StickError::Damaged)?;
    let cipher = XChaCha20Poly1305::new(&key.key.into());
    let content = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: head });
    // A mark is of a device's number, which two offices may both have given out: then only the key tells them apart.
    let content = content.map_err(|_| StickError::Damaged)?;
    let size = zstd::bulk::Decompressor::upper_bound(&content).unwrap_or(MOST_BYTES).min(MOST_BYTES);
    let content = zstd::bulk::decompress(&content, size).map_err(|_| StickError::Damaged)?;
    match postcard::take_from_bytes(&content) {
        Ok((content, [])) => Ok(content),
        _ => Err(StickError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> StickKey {
        StickKey::of_device(DeviceNumber(7), Token([3; 32]))
    }

    #[test]
    fn a_file_opens_only_with_its_key_and_in_its_direction() {
        let file = seal(Sort::Request, &key(), [9; NONCE_BYTES], &"Samira").unwrap();
        assert_eq!(open::<String>(Sort::Request, &key(), &file).unwrap(), "Samira");
        assert_eq!(Head::of(&file).unwrap().device(), DeviceNumber(7));
        assert!(!file.windows(6).any(|window| window == b"Samira"));
        assert_eq!(open::<String>(Sort::Answers, &key(), &file), Err(StickError::OtherWay));
        let other = StickKey::of_device(DeviceNumber(8), Token([3; 32]));
        assert_eq!(open::<String>(Sort::Request, &other, &file), Err(StickError::OtherKey));
        let other_office = StickKey::of_device(DeviceNumber(7), Token([4; 32]));
        assert_eq!(open::<String>(Sort::Request, &other_office, &file), Err(StickError::Damaged));
        assert_eq!(open::<String>(Sort::Request, &key(), b"a letter"), Err(StickError::OtherFile));
    }

    #[test]
    fn a_file_that_was_cut_short_or_changed_anywhere_is_refused() {
        let file = seal(Sort::Answers, &key(), [9; NONCE_BYTES], &vec![7_u64; 40]).unwrap();
        for place in 0..file.len() {
            assert!(open::<Vec<u64>>(Sort::Answers, &key(), &file[..place]).is_err(), "cut at {place}");
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(open::<Vec<u64>>(Sort::Answers, &key(), &changed).is_err(), "changed at {place}");
        }
    }
}
