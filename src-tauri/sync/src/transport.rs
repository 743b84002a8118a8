//! What carries a body: compression within bounds, and a token as text.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::http::Token;
use crate::wire::{BODY_BYTES, BodyError};

/// A millisecond or two for a full body, and all that may be gained without waiting for it.
const LEVEL: i32 = 9;
/// Twice [`BODY_BYTES`], as a power of two: an encoder may take a window that much larger than what it encodes.
const MOST_WINDOW_LOG: u32 = 21;
const SCHEME: &str = "Bearer ";

/// A body on its way.
pub fn squeeze(body: &[u8]) -> Result<Vec<u8>, BodyError> {
    zstd::bulk::compress(body, LEVEL).map_err(|_| BodyError::Damaged)
}

/// A body that came. Allocates no more than a small multiple of [`BODY_BYTES`], whatever came.
pub fn inflate(squeezed: &[u8]) -> Result<Vec<u8>, BodyError> {
    if squeezed.len() > BODY_BYTES {
        return Err(BodyError::TooLarge(squeezed.len()));
    }
    if squeezed.is_empty() {
        return Err(BodyError::Damaged);
    }
    let mut decoder = zstd::stream::read::Decoder::new(squeezed).map_err(|_| BodyError::Damaged)?;
    decoder.window_log_max(MOST_WINDOW_LOG).map_err(|_| BodyError::Damaged)?;
    let mut body = Vec::new();
    let most = BODY_BYTES as u64 + 1;
    decoder.take(most).read_to_end(&mut body).map_err(|_| BodyError::Damaged)?;
    if body.len() > BODY_BYTES { Err(BodyError::TooLarge(body.len())) } else { Ok(body) }
}

impl Token {
    /// The value of the header `Authorization`.
    pub fn to_header(&self) -> String {
        format!("{SCHEME}{}", URL_SAFE_NO_PAD.encode(self.0))
    }

    /// From the value of the header `Authorization`; `None` when it is none.
    pub fn from_header(header: &str) -> Option<Token> {
        let text = header.strip_prefix(SCHEME)?.trim();
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Token(bytes.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_comes_out_as_it_went_in() {
        for body in [Vec::new(), b"Samira".repeat(1_000), vec![7; BODY_BYTES]] {
            assert_eq!(inflate(&squeeze(&body).unwrap()).unwrap(), body);
        }
    }

    #[test]
    fn a_small_body_that_inflates_to_a_huge_one_is_refused() {
        let bomb = zstd::bulk::compress(&vec![0; 200 * BODY_BYTES], 19).unwrap();
        assert!(bomb.len() < BODY_BYTES);
        assert!(matches!(inflate(&bomb), Err(BodyError::TooLarge(_) | BodyError::Damaged)));
        assert!(matches!(inflate(&squeeze(&vec![0; BODY_BYTES + 1]).unwrap()), Err(BodyError::TooLarge(_))));
    }

    #[test]
    fn a_torn_body_is_refused_at_every_length() {
        let whole = squeeze(&b"three conversations".repeat(20)).unwrap();
        for length in 0..whole.len() {
            assert!(inflate(&whole[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn a_token_is_the_same_after_its_header() {
        let token = Token([0xfb; 32]);
        assert_eq!(Token::from_header(&token.to_header()), Some(token));
        assert_eq!(Token::from_header("Bearer Zm9v"), None);
        assert_eq!(Token::from_header("Basic Zm9v"), None);
    }
}
