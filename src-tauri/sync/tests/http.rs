//! Enrolments and refusals as bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use sync::http::{self, EnrolRequest, Refusal, SMALL_BODY_BYTES, SmallBodyError, Token};
use sync::invitation::InvitationSecret;
use sync::{MemberId, RequestId};

fn sample() -> EnrolRequest {
    EnrolRequest {
        secret: InvitationSecret([1; 10]),
        device_name: "laptop 12".into(),
        member: MemberId::default(),
        others: vec![MemberId::default(); 3],
        request: RequestId::default(),
        schema: 8,
        enrolled: Some(Token([5; 32])),
    }
}

#[test]
fn an_enrolment_comes_out_as_it_went_in() {
    let bytes = http::encode(&sample()).unwrap();
    assert_eq!(http::decode::<EnrolRequest>(&bytes).unwrap(), sample());
}

#[test]
fn a_torn_a_longer_and_a_later_enrolment_are_refused() {
    let bytes = http::encode(&sample()).unwrap();
    for length in 0..bytes.len() {
        assert!(http::decode::<EnrolRequest>(&bytes[..length]).is_err(), "length {length}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(http::decode::<EnrolRequest>(&longer), Err(SmallBodyError::Damaged));
    let later = [&[7], &bytes[1..]].concat();
    assert_eq!(http::decode::<EnrolRequest>(&later), Err(SmallBodyError::UnknownFormat(7)));
    let huge = vec![1; SMALL_BODY_BYTES + 1];
    assert_eq!(http::decode::<EnrolRequest>(&huge), Err(SmallBodyError::TooLarge(huge.len())));
}

#[test]
fn a_refusal_says_why_and_comes_with_a_status_of_its_own() {
    let refusal = Refusal::Malformed("the body does not read".into());
    let bytes = http::encode(&refusal).unwrap();
    assert_eq!(http::decode::<Refusal>(&bytes).unwrap(), refusal);
    assert_eq!((refusal.status(), Refusal::OtherReferences.status()), (400, 409));
}
