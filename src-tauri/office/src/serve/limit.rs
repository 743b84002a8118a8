//! How often one address may try to enrol. An invitation's secret cannot be guessed; this keeps trying cheap for the
//! office.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tries at once.
const BURST: u32 = 10;
/// One more try after this long.
const REFILL: Duration = Duration::from_secs(6);
/// Addresses remembered; beyond that the fullest are forgotten.
const MOST_ADDRESSES: usize = 10_000;

/// Tries left, by address.
pub struct RateLimit {
    left: Mutex<HashMap<IpAddr, (u32, Instant)>>,
}

impl RateLimit {
    /// Ten at once, and then one every six seconds.
    pub fn for_enrolments() -> RateLimit {
        RateLimit { left: Mutex::default() }
    }

    /// Whether one more try is allowed now.
    pub fn allows(&self, address: IpAddr, now: Instant) -> bool {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_ADDRESSES {
            let full = REFILL * BURST;
            all.retain(|_, (_, since)| now.duration_since(*since) < full);
            if all.len() >= MOST_ADDRESSES {
                return false;
            }
        }
        let (left, since) = all.entry(address).or_insert((BURST, now));
        let refilled = now.duration_since(*since).as_secs() / REFILL.as_secs();
        if refilled > 0 {
            *left = left.saturating_add(u32::try_from(refilled).unwrap_or(BURST)).min(BURST);
            *since = now;
        }
        let allowed = *left > 0;
        *left = left.saturating_sub(1);
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_tries_too_often_waits_and_others_do_not() {
        let (limit, now) = (RateLimit::for_enrolments(), Instant::now());
        let [one, other] = ["10.0.0.1", "10.0.0.2"].map(|address| address.parse().unwrap());
        let tries = (0..20).filter(|_| limit.allows(one, now)).count();
        assert_eq!(tries, BURST as usize);
        assert!(limit.allows(other, now));
        assert!(limit.allows(one, now + REFILL));
    }
}
