//! Key slots: how a passphrase, or the printed recovery key, opens the random key of the casebook.
//!
//! The database key is random and never derived from a passphrase. Each slot has its own key pair: the passphrase
//! (Argon2id) opens the slot's secret key, and the database key is sealed to its public key. So removing a user can
//! give the casebook a new key and seal it again for everybody else without knowing their passphrases.

use std::fs;
use std::io::Write;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use crypto_box::aead::OsRng;
use crypto_box::{PublicKey, SecretKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::CasebookError;

/// Least number of characters of a passphrase.
pub const LEAST_PASSPHRASE_CHARACTERS: usize = 12;
/// Name of the key file beside the casebook file.
pub const KEY_FILE: &str = "casebook.keys";

const NEXT_KEY_FILE: &str = "casebook.keys.next";
const MAGIC: &[u8] = b"meedoen keys 1\n";
const MOST_SLOTS: usize = 32;
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// The key of the database file.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DatabaseKey([u8; 32]);

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DatabaseKey(…)")
    }
}

/// The printed key that opens a casebook when the passphrase is forgotten: 153 random bits and a check character,
/// written as eight groups of four.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey(String);

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RecoveryKey(…)")
    }
}

/// Whose slot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// A user, by record id; the file holds no name.
    Member(Uuid),
    /// Whoever has the printed recovery key.
    Recovery,
}

#[derive(Clone, Serialize, Deserialize)]
struct Slot {
    holder: Holder,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; 16],
    nonce: [u8; 24],
    wrapped_secret: Vec<u8>,
    public: [u8; 32],
    sealed_key: Vec<u8>,
}

/// All slots of one casebook.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeyFile {
    casebook: Uuid,
    slots: Vec<Slot>,
}

impl DatabaseKey {
    /// A new random key.
    pub fn random() -> Result<DatabaseKey, CasebookError> {
        Ok(DatabaseKey(random()?))
    }

    /// The pragma that gives SQLCipher this key as it is.
    pub(crate) fn pragma(&self, name: &str) -> Zeroizing<String> {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        Zeroizing::new(format!("PRAGMA {name} = \"x'{hex}'\""))
    }
}

/// Thirty-one symbols, a prime number, so that the check symbol finds every single mistake and every swap of
/// neighbours; no O, I, L, U or Z, which are read as 0, 1, 1, V and 2.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRSTVWXY";

impl RecoveryKey {
    /// A new random key.
    pub fn random() -> Result<RecoveryKey, CasebookError> {
        let bytes: [u8; 31] = random()?;
        let mut symbols: Vec<u8> = bytes.iter().map(|byte| byte % 31).collect();
        symbols.push(check_symbol(&symbols));
        let text: String = symbols.iter().map(|symbol| char::from(ALPHABET[usize::from(*symbol)])).collect();
        Ok(RecoveryKey(text))
    }

    /// As somebody typed it: lower case, spaces, dashes, and letters that look like a digit are understood.
    pub fn typed(text: &str) -> Result<RecoveryKey, CasebookError> {
        let symbols = text
            .chars()
            .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '–' | '.'))
            .map(symbol)
            .collect::<Option<Vec<u8>>>()
            .filter(|symbols| symbols.len() == 32)
            .ok_or(CasebookError::RecoveryKeyMistyped)?;
        if check_symbol(&symbols[..31]) != symbols[31] {
            return Err(CasebookError::RecoveryKeyMistyped);
        }
        Ok(RecoveryKey(symbols.iter().map(|symbol| char::from(ALPHABET[usize::from(*symbol)])).collect()))
    }

    /// Eight groups of four characters.
    pub fn groups(&self) -> Vec<String> {
        self.0.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
    }
}

fn symbol(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        'Z' => '2',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == character)
        .and_then(|place| u8::try_from(place).ok())
}

/// Weighted sum modulo 31.
fn check_symbol(symbols: &[u8]) -> u8 {
    let sum: u32 =
        symbols.iter().zip(1_u32..).map(|(symbol, place)| u32::from(*symbol) * (place % 30 + 1)).sum();
    u8::try_from(sum % 31).unwrap_or(0)
}

impl KeyFile {
    /// No slots yet.
    pub fn new(casebook: Uuid) -> KeyFile {
        KeyFile { casebook, slots: Vec::new() }
    }

    /// The casebook it belongs to.
    pub fn casebook(&self) -> Uuid {
        self.casebook
    }

    /// Who holds a slot, in order.
    pub fn holders(&self) -> Vec<Holder> {
        self.slots.iter().map(|slot| slot.holder).collect()
    }

    /// Gives a holder a slot in place of the one it had.
    pub fn put(&mut self, holder: Holder, secret: &str, key: &DatabaseKey) -> Result<(), CasebookError> {
        let slot = Slot::new(holder, secret, key)?;
        let place = self.slots.iter().position(|existing| existing.holder == holder);
        match place {
            Some(place) => self.slots[place] = slot,
            None if self.slots.len() >= MOST_SLOTS => {
                return Err(CasebookError::Unexplained("more than 32 key slots"));
            }
            None => self.slots.push(slot),
        }
        Ok(())
    }

    /// Gives the printed recovery key its slot.
    pub fn put_recovery(&mut self, recovery: &RecoveryKey, key: &DatabaseKey) -> Result<(), CasebookError> {
        self.put(Holder::Recovery, &recovery.0, key)
    }

    /// The member with the oldest slot: who made the casebook, unless she has left.
    pub fn first_member(&self) -> Option<Uuid> {
        self.slots.iter().find_map(|slot| match slot.holder {
            Holder::Member(member) => Some(member),
            Holder::Recovery => None,
        })
    }

    /// A member goes on under another id; the passphrase stays.
    pub fn rename(&mut self, from: Uuid, to: Uuid) {
        for slot in &mut self.slots {
            if slot.holder == Holder::Member(from) {
                slot.holder = Holder::Member(to);
            }
        }
    }

    /// Takes a holder's slot away.
    pub fn remove(&mut self, holder: Holder) {
        self.slots.retain(|slot| slot.holder != holder);
    }

    /// Seals another database key for every holder.
    pub fn seal_again(&mut self, key: &DatabaseKey) -> Result<(), CasebookError> {
        for slot in &mut self.slots {
            slot.sealed_key = seal(&slot.public, key)?;
        }
        Ok(())
    }

    /// The key and its holder, if a user's passphrase opens a slot.
    pub fn open_with_passphrase(&self, passphrase: &str) -> Result<(DatabaseKey, Uuid), CasebookError> {
        for slot in &self.slots {
            if let Holder::Member(member) = slot.holder
                && let Some(key) = slot.open(passphrase)?
            {
                return Ok((key, member));
            }
        }
        Err(CasebookError::WrongPassphrase)
    }

    /// The key, if the recovery key opens its slot.
    pub fn open_with_recovery_key(&self, recovery: &RecoveryKey) -> Result<DatabaseKey, CasebookError> {
        for slot in self.slots.iter().filter(|slot| slot.holder == Holder::Recovery) {
            if let Some(key) = slot.open(&recovery.0)? {
                return Ok(key);
            }
        }
        Err(CasebookError::WrongRecoveryKey)
    }

    /// As it stands in the key file and in backups.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CasebookError> {
        postcard::to_extend(self, MAGIC.to_vec())
            .map_err(|_| CasebookError::Unexplained("key slots do not encode"))
    }

    /// As it stood in the key file or a backup; `None` when it does not read.
    pub fn from_bytes(bytes: &[u8]) -> Option<KeyFile> {
        postcard::from_bytes(bytes.strip_prefix(MAGIC)?).ok()
    }

    /// Reads the key file of a folder.
    pub fn read(folder: &Path) -> Result<KeyFile, CasebookError> {
        match fs::read(folder.join(KEY_FILE)) {
            Ok(bytes) => {
                KeyFile::from_bytes(&bytes).ok_or_else(|| CasebookError::KeysMissing(folder.to_path_buf()))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(CasebookError::KeysMissing(folder.to_path_buf()))
            }
            Err(error) => Err(CasebookError::from(error).in_folder(folder)),
        }
    }

    /// Writes the key file of a folder; a kill at any instant leaves the old or the new one.
    pub fn write(&self, folder: &Path) -> Result<(), CasebookError> {
        write_whole(&folder.join(KEY_FILE), &self.to_bytes()?).map_err(|error| error.in_folder(folder))
    }
}

impl Slot {
    fn new(holder: Holder, secret: &str, key: &DatabaseKey) -> Result<Slot, CasebookError> {
        let pair = SecretKey::generate(&mut OsRng);
        let mut slot = Slot {
            holder,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: random()?,
            nonce: random()?,
            wrapped_secret: Vec::new(),
            public: *pair.public_key().as_bytes(),
            sealed_key: seal(pair.public_key().as_bytes(), key)?,
        };
        let secret_bytes = Zeroizing::new(pair.to_bytes());
        slot.wrapped_secret = slot
            .cipher(secret)?
            .encrypt(&XNonce::from(slot.nonce), secret_bytes.as_slice())
            .map_err(|_| CasebookError::Unexplained("a key slot does not wrap"))?;
        Ok(slot)
    }

    fn open(&self, secret: &str) -> Result<Option<DatabaseKey>, CasebookError> {
        let cipher = self.cipher(secret)?;
        let Ok(opened) = cipher.decrypt(&XNonce::from(self.nonce), self.wrapped_secret.as_slice()) else {
            return Ok(None);
        };
        let opened = Zeroizing::new(opened);
        let Ok(pair) = SecretKey::from_slice(&opened) else { return Ok(None) };
        let Ok(key) = pair.unseal(&self.sealed_key) else { return Ok(None) };
        let key = Zeroizing::new(key);
        Ok(<[u8; 32]>::try_from(key.as_slice()).ok().map(DatabaseKey))
    }

    fn cipher(&self, secret: &str) -> Result<XChaCha20Poly1305, CasebookError> {
        let unusable = |_| CasebookError::Unexplained("key derivation settings do not fit");
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(unusable)?;
        let mut derived = Zeroizing::new([0_u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret.as_bytes(), &self.salt, derived.as_mut_slice())
            .map_err(unusable)?;
        Ok(XChaCha20Poly1305::new(Key::from_slice(derived.as_slice())))
    }
}

/// Refuses a passphrase that keeps nobody out. Length is what counts; symbols are not forced.
pub fn check_passphrase(passphrase: &str) -> Result<(), CasebookError> {
    if passphrase.trim().chars().count() < LEAST_PASSPHRASE_CHARACTERS {
        return Err(CasebookError::WeakPassphrase { least: LEAST_PASSPHRASE_CHARACTERS });
    }
    Ok(())
}

impl KeyFile {
    /// Writes the slots of the key to come beside the key file.
    pub(crate) fn write_beside(&self, folder: &Path) -> Result<(), CasebookError> {
        write_whole(&folder.join(NEXT_KEY_FILE), &self.to_bytes()?).map_err(|error| error.in_folder(folder))
    }

    /// The slots that stand beside the key file, if a change of key was cut off.
    pub(crate) fn read_beside(folder: &Path) -> Option<KeyFile> {
        KeyFile::from_bytes(&fs::read(folder.join(NEXT_KEY_FILE)).ok()?)
    }

    /// The slots written beside become the key file.
    pub(crate) fn take_place(&self, folder: &Path) -> Result<(), CasebookError> {
        self.write(folder)?;
        fs::remove_file(folder.join(NEXT_KEY_FILE))
            .map_err(|error| CasebookError::from(error).in_folder(folder))
    }
}

/// Writes a whole file beside its place, then moves it there.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), CasebookError> {
    let beside = path.with_extension("new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn seal(public: &[u8; 32], key: &DatabaseKey) -> Result<Vec<u8>, CasebookError> {
    PublicKey::from(*public)
        .seal(&mut OsRng, &key.0)
        .map_err(|_| CasebookError::Unexplained("the database key does not seal"))
}

fn random<const LENGTH: usize>() -> Result<[u8; LENGTH], CasebookError> {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes)
        .map_err(|_| CasebookError::Unexplained("the system gives no random numbers"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "vier tomaten in de kas";

    #[test]
    fn each_holder_opens_the_same_key_and_a_removed_one_does_not_open_the_next() {
        let key = DatabaseKey::random().unwrap();
        let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let recovery = RecoveryKey::random().unwrap();
        let mut file = KeyFile::new(Uuid::nil());
        file.put(Holder::Member(first), PASSPHRASE, &key).unwrap();
        file.put(Holder::Member(second), "een andere lange zin", &key).unwrap();
        file.put(Holder::Recovery, &recovery.0, &key).unwrap();
        let mut file = KeyFile::from_bytes(&file.to_bytes().unwrap()).unwrap();

        let (opened, member) = file.open_with_passphrase("een andere lange zin").unwrap();
        assert_eq!((opened.0, member), (key.0, second));
        assert_eq!(file.open_with_recovery_key(&recovery).unwrap().0, key.0);

        file.remove(Holder::Member(second));
        let next = DatabaseKey::random().unwrap();
        file.seal_again(&next).unwrap();
        assert!(matches!(
            file.open_with_passphrase("een andere lange zin"),
            Err(CasebookError::WrongPassphrase)
        ));
        assert_eq!(file.open_with_passphrase(PASSPHRASE).unwrap().0.0, next.0);
        assert_eq!(file.open_with_recovery_key(&recovery).unwrap().0, next.0);
    }

    #[test]
    fn a_recovery_key_is_read_as_people_type_it() {
        let key = RecoveryKey::random().unwrap();
        let typed = key.groups().join(" - ").to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryKey::typed(&typed).unwrap().0, key.0);
    }

    #[test]
    fn every_single_mistyped_character_of_a_recovery_key_is_noticed() {
        let key = RecoveryKey::random().unwrap();
        for place in 0..31 {
            let mut text: Vec<char> = key.0.chars().collect();
            let next = (symbol(text[place]).unwrap() + 1) % 31;
            text[place] = char::from(ALPHABET[usize::from(next)]);
            let typed: String = text.into_iter().collect();
            assert!(
                matches!(RecoveryKey::typed(&typed), Err(CasebookError::RecoveryKeyMistyped)),
                "place {place}"
            );
        }
        assert!(RecoveryKey::typed("kort").is_err());
    }

    #[test]
    fn a_damaged_key_file_does_not_read() {
        let mut file = KeyFile::new(Uuid::nil());
        file.put(Holder::Recovery, PASSPHRASE, &DatabaseKey::random().unwrap()).unwrap();
        let bytes = file.to_bytes().unwrap();
        assert!(KeyFile::from_bytes(&bytes[..bytes.len() - 1]).is_none());
        assert!(KeyFile::from_bytes(b"something else").is_none());
    }
}
