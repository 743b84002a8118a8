//! Bodies survive the wire, and nothing that is not one does any harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use proptest::prelude::*;
use sync::exchange::{Answer, Gate, Judged, Kept, Opened, Request, Sent};
use sync::wire::{
    BODY_BYTES, BodyError, Incoming, Outgoing, decode_answer, decode_request, encode_answer, encode_request,
};
use sync::{
    Cell, Change, DeviceNumber, FieldNumber, HybridTime, KindNumber, MemberId, Outcome, Patch, Rank,
    RecordChange, RecordId, RecordPatch, RequestId, Stamp, Transaction, TransactionHash, TransactionId,
    Value, Verdict, Writing,
};
use uuid::Uuid;

fn uuid() -> impl Strategy<Value = Uuid> {
    prop_oneof![(0..8_u128).prop_map(Uuid::from_u128), any::<u128>().prop_map(Uuid::from_u128)]
}

fn time() -> impl Strategy<Value = HybridTime> {
    any::<u64>().prop_map(HybridTime::from_bits)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::Integer),
        ".{0,8}".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..20).prop_map(Value::Bytes),
        uuid().prop_map(|uuid| Value::reference(RecordId(uuid))),
    ]
}

fn rank() -> impl Strategy<Value = Rank> {
    (time(), time(), 0..5_u32).prop_map(|(time, written, device)| Rank {
        time,
        written,
        device: DeviceNumber(device),
    })
}

fn change() -> impl Strategy<Value = Change> {
    (0..20_u16, value(), prop::option::of((time(), 0..4_u32)), 0..9_u64).prop_map(
        |(field, value, seen, own)| {
            let seen = seen.map(|(time, device)| Stamp { time, device: DeviceNumber(device) });
            Change { own, ..Change::new(FieldNumber(field), value, seen) }
        },
    )
}

fn transaction() -> impl Strategy<Value = Transaction> {
    let record =
        (uuid(), 0..5_u16, prop::collection::vec(change(), 0..5)).prop_map(|(record, kind, changes)| {
            RecordChange { record: RecordId(record), kind: KindNumber(kind), changes }
        });
    let records = prop::collection::vec(record, 0..4);
    (uuid(), any::<u64>(), uuid(), time(), any::<u64>(), "[a-z.]{0,9}", records).prop_map(
        |(id, sequence, member, claimed, ledger, operation, records)| Transaction {
            id: TransactionId(id),
            sequence,
            member: MemberId(member),
            claimed,
            ledger,
            operation,
            records,
        },
    )
}

fn patches() -> impl Strategy<Value = Vec<RecordPatch>> {
    let piece = (0..20_u16, value(), rank(), uuid(), any::<u32>(), any::<bool>()).prop_map(
        |(field, value, rank, member, writing, past)| {
            let cell = Cell { value, rank, member: MemberId(member), writing: Writing(writing) };
            if past { Patch::Past(FieldNumber(field), cell) } else { Patch::Cell(FieldNumber(field), cell) }
        },
    );
    let record = (uuid(), 0..5_u16, prop::option::of(uuid()), prop::collection::vec(piece, 0..5));
    let record = record.prop_map(|(record, kind, case, patches)| RecordPatch {
        record: RecordId(record),
        kind: KindNumber(kind),
        case: case.map(RecordId),
        patches,
    });
    prop::collection::vec(record, 0..4)
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let outcome = prop_oneof![
        (rank(), any::<bool>()).prop_map(|(rank, late)| Outcome::Accepted { rank, late }),
        rank().prop_map(|rank| Outcome::Lost { rank, winner: None, review: None }),
        Just(Outcome::Rejected(sync::verdict::Rejection::Erased)),
    ];
    (any::<u32>(), any::<u64>(), prop::collection::vec(outcome, 0..6))
        .prop_map(|(epoch, position, outcomes)| Verdict { epoch, position, outcomes })
}

/// The hash of every other transaction is its own; the rest were changed since their birth.
fn born(place: usize, transaction: &Transaction) -> TransactionHash {
    if place.is_multiple_of(2) { transaction.hash().unwrap() } else { TransactionHash([7; 16]) }
}

fn request() -> impl Strategy<Value = Request> {
    let sent = prop::collection::vec(transaction(), 0..4);
    let kept = prop::collection::vec((transaction(), verdict()), 0..3);
    (uuid(), sent, kept, patches(), prop::collection::vec(uuid(), 0..3), any::<u64>()).prop_map(
        |(id, sent, kept, offers, gone, number)| Request {
            id: RequestId(id),
            device: DeviceNumber(3),
            epoch: 1,
            cursor: number,
            ledger: number / 2,
            scope: number / 3,
            last: number / 5,
            sent: sent
                .into_iter()
                .enumerate()
                .map(|(place, transaction)| Sent { hash: born(place, &transaction), transaction })
                .collect(),
            offered_from: 0,
            resent: kept
                .into_iter()
                .enumerate()
                .map(|(place, (transaction, verdict))| Kept {
                    device: DeviceNumber(2),
                    hash: born(place, &transaction),
                    transaction,
                    verdict,
                })
                .collect(),
            offers,
            gone: gone.into_iter().map(RecordId).collect(),
            want: None,
            compare: None,
            part: None,
        },
    )
}

fn answer() -> impl Strategy<Value = Answer> {
    let judged = (uuid(), verdict(), patches()).prop_map(|(id, verdict, effects)| Judged {
        transaction: TransactionId(id),
        verdict,
        effects,
    });
    (uuid(), prop::collection::vec(judged, 0..3), patches(), any::<u64>()).prop_map(
        |(request, judged, patches, number)| Answer {
            request: RequestId(request),
            epoch: 2,
            time: number,
            ledger: number / 7,
            erased: Vec::new(),
            verified: number / 9,
            gate: Gate::Open(Box::new(Opened { judged, patches, cursor: number, ..Opened::default() })),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_request_survives_the_wire_twice(request in request()) {
        let (mut outgoing, mut incoming) = (Outgoing::default(), Incoming::default());
        let first = encode_request(&request, &mut outgoing).unwrap();
        prop_assert_eq!(&decode_request(&first, &mut incoming).unwrap(), &request);
        outgoing.agreed();
        let second = encode_request(&request, &mut outgoing).unwrap();
        prop_assert!(second.len() <= first.len());
        prop_assert_eq!(&decode_request(&second, &mut incoming).unwrap(), &request);
    }

    #[test]
    fn an_answer_survives_the_wire(answer in answer()) {
        let bytes = encode_answer(&answer, &mut Outgoing::default()).unwrap();
        prop_assert_eq!(decode_answer(&bytes, &mut Incoming::default()).unwrap(), answer);
    }

    #[test]
    fn a_side_that_knows_other_numbers_says_so_and_gets_it_in_full(request in request(), other in request()) {
        let mut outgoing = Outgoing::default();
        encode_request(&request, &mut outgoing).unwrap();
        outgoing.agreed();
        let mut incoming = Incoming::default();
        let elsewhere = encode_request(&other, &mut Outgoing::default()).unwrap();
        decode_request(&elsewhere, &mut incoming).unwrap();
        let bytes = encode_request(&request, &mut outgoing).unwrap();
        match decode_request(&bytes, &mut incoming) {
            Ok(read) => prop_assert_eq!(read, request),
            Err(BodyError::OtherReferences) => {
                outgoing.forget();
                let bytes = encode_request(&request, &mut outgoing).unwrap();
                prop_assert_eq!(decode_request(&bytes, &mut incoming).unwrap(), request);
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        }
    }

    #[test]
    fn names_of_a_body_that_was_lost_are_sent_again(lost in request(), first in request(), then in request()) {
        let (mut outgoing, mut incoming) = (Outgoing::default(), Incoming::default());
        for round in 0..2 {
            encode_request(&lost, &mut outgoing).unwrap();
            for read in [&first, &then] {
                let bytes = encode_request(read, &mut outgoing).unwrap();
                prop_assert_eq!(&decode_request(&bytes, &mut incoming).unwrap(), read);
                outgoing.agreed();
            }
            if round == 0 {
                // The other side starts with nothing, and is named one body in full.
                incoming = Incoming::default();
                outgoing.forget();
            }
        }
    }

    #[test]
    fn a_torn_or_changed_body_never_harms(
        request in request(), place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()
    ) {
        let bytes = encode_request(&request, &mut Outgoing::default()).unwrap();
        let torn = &bytes[..cut.index(bytes.len())];
        prop_assert!(decode_request(torn, &mut Incoming::default()).is_err());
        let mut changed = bytes.clone();
        changed[place.index(bytes.len())] = byte;
        let _ = decode_request(&changed, &mut Incoming::default());
        let _ = decode_answer(&changed, &mut Incoming::default());
    }

    #[test]
    fn noise_never_harms(mut noise in prop::collection::vec(any::<u8>(), 0..300), head in any::<bool>()) {
        if head && noise.len() > 2 {
            noise[..2].copy_from_slice(&[1, b'q']);
        }
        let _ = decode_request(&noise, &mut Incoming::default());
        let _ = decode_answer(&noise, &mut Incoming::default());
        let _ = Transaction::from_bytes(&noise);
        let _ = sync::Stamps::from_bytes(&noise);
    }
}

#[test]
fn a_body_that_is_too_large_or_of_another_version_is_named() {
    let large = vec![1; BODY_BYTES + 1];
    assert!(matches!(decode_request(&large, &mut Incoming::default()), Err(BodyError::TooLarge(_))));
    let later = [9, b'q', 0];
    assert!(matches!(decode_request(&later, &mut Incoming::default()), Err(BodyError::UnknownFormat(9))));
    let other = [1, b'a', 0];
    assert!(matches!(decode_request(&other, &mut Incoming::default()), Err(BodyError::OtherSort)));
}

#[test]
fn a_claimed_count_is_refused_before_anything_is_allocated() {
    // Format, sort, then a list that says it has 2^60 entries.
    let bytes = [1, b'q', 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10];
    assert!(decode_request(&bytes, &mut Incoming::default()).is_err());
}
