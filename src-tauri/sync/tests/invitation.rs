//! Invitations as people type them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use proptest::prelude::*;
use sync::invitation::{Fingerprint, Invitation, InvitationError, InvitationSecret, PREFIX};

fn invitation() -> impl Strategy<Value = Invitation> {
    let addresses = prop::collection::vec("[a-z0-9.-]{1,20}:[0-9]{2,5}", 1..4);
    let fingerprint = prop::option::of(any::<[u8; 16]>().prop_map(Fingerprint));
    (addresses, fingerprint, any::<[u8; 10]>(), "\\PC{0,20}").prop_map(
        |(addresses, fingerprint, secret, office)| Invitation {
            addresses,
            fingerprint,
            secret: InvitationSecret(secret),
            office,
        },
    )
}

fn sample() -> Invitation {
    Invitation {
        addresses: vec!["kantoor.example:8443".into()],
        fingerprint: Some(Fingerprint([9; 16])),
        secret: InvitationSecret([4; 10]),
        office: "Werk & inburgering".into(),
    }
}

proptest! {
    #[test]
    fn what_was_written_reads_as_it_was(invitation in invitation()) {
        prop_assert_eq!(Invitation::from_text(&invitation.to_text().unwrap()).unwrap(), invitation);
    }

    #[test]
    fn it_reads_however_it_is_typed(invitation in invitation()) {
        let text = invitation.to_text().unwrap().replace('0', "o").replace('1', "l").to_lowercase();
        let spaced: String = text.replace('-', " ").chars().flat_map(|letter| [letter, '\n']).collect();
        prop_assert_eq!(Invitation::from_text(&spaced).unwrap(), invitation);
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,200}") {
        let _ = Invitation::from_text(&text);
        let _ = Invitation::from_text(&format!("{PREFIX}{text}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn every_single_mistyped_letter_is_found(invitation in invitation()) {
        let text = invitation.to_text().unwrap();
        for place in PREFIX.len()..text.len() {
            for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
                let mut letters: Vec<char> = text.chars().collect();
                if letters[place] == '-' || letters[place] == letter {
                    continue;
                }
                letters[place] = letter;
                let typed: String = letters.into_iter().collect();
                prop_assert!(Invitation::from_text(&typed).is_err(), "{} at {}", typed, place);
            }
        }
    }
}

#[test]
fn the_error_says_what_is_wrong() {
    let text = sample().to_text().unwrap();
    let read = |text: &str| Invitation::from_text(text).unwrap_err();
    assert_eq!(read("0123-4567"), InvitationError::OtherText);
    assert_eq!(read(PREFIX), InvitationError::TooShort);
    assert_eq!(read("MEEDOEN-00"), InvitationError::TooShort);
    assert_eq!(read(&text.replacen('-', "-U", 1)), InvitationError::UnknownLetter('U'));
    assert_eq!(read(&text[..text.len() - 3]), InvitationError::Mistyped);
    assert_eq!(read(&format!("{PREFIX}{}", "0".repeat(9_000))), InvitationError::TooLong);
}

#[test]
fn an_invitation_of_a_later_version_asks_for_an_update() {
    // Version 2, nothing else, and its checksum.
    assert_eq!(Invitation::from_text("MEEDOEN-0807P-V8").unwrap_err(), InvitationError::NewerVersion(2));
}

#[test]
fn an_invitation_names_at_least_one_address() {
    let nowhere = Invitation { addresses: Vec::new(), ..sample() };
    assert_eq!(nowhere.to_text().unwrap_err(), InvitationError::Addresses);
}
