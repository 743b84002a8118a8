//! What an administrator and the office say to each other, as bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use sync::administration::{
    AdministrationAnswer, AdministrationRequest, MemberRow, Page, Question, decode, encode,
};
use sync::http::SmallBodyError;
use sync::schema::Role;
use sync::wire::BODY_BYTES;
use sync::{MemberId, RequestId};

fn question() -> AdministrationRequest {
    let question =
        Question::Invite { name: "Joost".into(), role: Role::Coach, request: RequestId::default() };
    AdministrationRequest { member: MemberId::default(), question }
}

#[test]
fn a_question_comes_out_as_it_went_in_and_a_torn_or_later_one_is_refused() {
    let bytes = encode(&question()).unwrap();
    assert_eq!(decode::<AdministrationRequest>(&bytes).unwrap(), question());
    for length in 0..bytes.len() {
        assert!(decode::<AdministrationRequest>(&bytes[..length]).is_err(), "length {length}");
    }
    let later = [&[7], &bytes[1..]].concat();
    assert_eq!(decode::<AdministrationRequest>(&later), Err(SmallBodyError::UnknownFormat(7)));
}

#[test]
fn a_page_takes_no_more_rows_than_fit_and_at_least_one() {
    let row = |letters| MemberRow {
        member: MemberId::default(),
        name: "x".repeat(letters),
        role: None,
        since_utc: None,
        left_utc: None,
        cases: 0,
    };
    let page = Page::of((0..20_000).map(|_| row(120)), 20_000);
    assert!(page.rows.len() > 1_000 && page.rows.len() < 20_000, "{} rows", page.rows.len());
    assert_eq!(page.total, 20_000);
    let bytes = encode(&AdministrationAnswer::Members(page)).unwrap();
    assert!(bytes.len() < BODY_BYTES, "{} bytes", bytes.len());
    assert_eq!(Page::of([row(BODY_BYTES)], 1).rows.len(), 1);
}
