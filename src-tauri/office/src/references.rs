//! What each device calls its records and the office calls them to it: kept in memory only, and bounded. Who is not
//! found here sends and is sent everything in full, once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sync::wire::{BodyError, Incoming, Outgoing};
use sync::{DeviceNumber, RequestId};

/// Names kept for all devices together; one takes about 100 bytes.
const MOST_NAMES: usize = 4_000_000;

/// Of one device.
#[derive(Debug, Default)]
pub struct Known {
    /// What the device calls records.
    pub incoming: Incoming,
    /// What the office calls them to it.
    outgoing: Outgoing,
    /// When the device was last noted as met, in milliseconds since 1970 (UTC); 0: not since this process began.
    pub met: u64,
    /// The request whose answer introduced the latest names.
    introduced: Option<RequestId>,
    /// The request whose answer the device is known to have read.
    agreed: Option<RequestId>,
}

#[derive(Debug, Default)]
struct Shelf {
    devices: HashMap<DeviceNumber, (u64, usize, Arc<Mutex<Known>>)>,
    uses: u64,
    names: usize,
}

/// Of all devices.
#[derive(Debug, Default)]
pub struct References(Mutex<Shelf>);

impl Known {
    /// The device has read the answer to this request last; `None`: it knows no names any more.
    pub fn heard(&mut self, request: Option<RequestId>) {
        if request.is_some() && request == self.introduced {
            self.outgoing.agreed();
            self.agreed = request;
        } else if request.is_none() || request != self.agreed {
            self.outgoing.forget();
            self.agreed = None;
        }
    }

    /// Names the records of an answer.
    pub fn answer<T>(
        &mut self,
        request: RequestId,
        encode: impl FnOnce(&mut Outgoing) -> Result<T, BodyError>,
    ) -> Result<T, BodyError> {
        let encoded = encode(&mut self.outgoing)?;
        self.introduced = Some(request);
        Ok(encoded)
    }

    fn names(&self) -> usize {
        self.incoming.count() + self.outgoing.count()
    }
}

impl References {
    /// Those of one device. One exchange at a time holds them, so a device's exchanges are served one after the other.
    pub fn of(&self, device: DeviceNumber) -> Arc<Mutex<Known>> {
        let mut shelf = self.shelf();
        shelf.uses += 1;
        let uses = shelf.uses;
        let entry = shelf.devices.entry(device).or_default();
        entry.0 = uses;
        Arc::clone(&entry.2)
    }

    /// Counts the names of a device after an exchange; drops those of the devices that were away longest.
    pub fn count(&self, device: DeviceNumber, known: &Known) {
        let mut shelf = self.shelf();
        let Some(entry) = shelf.devices.get_mut(&device) else { return };
        let before = std::mem::replace(&mut entry.1, known.names());
        shelf.names = shelf.names + known.names() - before;
        while shelf.names > MOST_NAMES {
            let longest = shelf.devices.iter().min_by_key(|(_, (used, ..))| *used);
            let Some(longest) = longest.map(|(device, _)| *device) else { return };
            if let Some((_, names, _)) = shelf.devices.remove(&longest) {
                shelf.names -= names;
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_as_known_only_once_their_answer_was_read() {
        let [one, two] = [1, 2].map(|number| RequestId(uuid::Uuid::from_u128(number)));
        let mut known = Known::default();
        known.answer(one, |_| Ok(())).unwrap();
        known.heard(Some(one));
        assert_eq!(known.agreed, Some(one));
        known.answer(two, |_| Ok(())).unwrap();
        // The second answer was lost.
        known.heard(Some(one));
        assert_eq!(known.agreed, Some(one));
        known.heard(None);
        assert_eq!(known.agreed, None);
    }
}
