//! How often one address may ask for what is asked seldom. Neither an invitation's secret nor a token can be guessed;
//! this keeps trying cheap for the office.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Addresses remembered; beyond that the fullest are forgotten.
const MOST_ADDRESSES: usize = 10_000;

/// Tries left, by address.
pub struct RateLimit {
    /// Tries at once.
    burst: u32,
    /// One more try after this long.
    refill: Duration,
    left: Mutex<HashMap<IpAddr, (u32, Instant)>>,
}

impl RateLimit {
    /// Ten at once, and then one every six seconds.
    pub fn for_enrolments() -> RateLimit {
        RateLimit { burst: 10, refill: Duration::from_secs(6), left: Mutex::default() }
    }

    /// A hundred at once, and then one every second: a screen asks several lists, page by page.
    pub fn for_administration() -> RateLimit {
        RateLimit { burst: 100, refill: Duration::from_secs(1), left: Mutex::default() }
    }

    /// Whether one more try is allowed now.
    pub fn allows(&self, address: IpAddr, now: Instant) -> bool {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_ADDRESSES {
            let full = self.refill * self.burst;
            all.retain(|_, (_, since)| now.duration_since(*since) < full);
            if all.len() >= MOST_ADDRESSES {
                return false;
            }
        }
        let (left, since) = all.entry(address).or_insert((self.burst, now));
        let refilled = now.duration_since(*since).as_secs() / self.refill.as_secs();
        if refilled > 0 {
            *left = left.saturating_add(u32::try_from(refilled).unwrap_or(self.burst)).min(self.burst);
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
        assert_eq!(tries, 10);
        assert!(limit.allows(other, now));
        assert!(limit.allows(one, now + Duration::from_secs(6)));
    }
}
