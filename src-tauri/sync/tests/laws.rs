//! The laws of joining and judging, as properties.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use proptest::prelude::*;
use sync::judge::{Dockets, Rules, judge, records_of};
use sync::ledger::{Ledger, LedgerEntry};
use sync::review::{Closing, Review};
use sync::schema::{Cases, Class, Conflict, FieldView, Home, Reach, Role, SchemaView};
use sync::{
    Absorbed, Cell, Change, DELETED, DeviceNumber, FieldNumber, HybridTime, KindNumber, MemberId, Outcome,
    Patch, Rank, Record, RecordChange, RecordId, Removal, RequestId, Stamp, Transaction, TransactionId,
    Value, Writing,
};
use uuid::Uuid;

struct OneKind;

const KIND: KindNumber = KindNumber(1);
const TEXT: FieldNumber = FieldNumber(10);
const FROM: FieldNumber = FieldNumber(11);
const TO: FieldNumber = FieldNumber(12);

impl SchemaView for OneKind {
    fn kinds(&self) -> Vec<KindNumber> {
        vec![KIND]
    }
    fn home(&self, kind: KindNumber) -> Option<Home> {
        (kind == KIND).then_some(Home::Organisation)
    }
    fn fields(&self, _: KindNumber) -> Vec<FieldNumber> {
        vec![TEXT, FROM, TO]
    }
    fn field(&self, _: KindNumber, field: FieldNumber) -> Option<FieldView> {
        let view = |conflict, group| Some(FieldView { class: Class::Normal, conflict, group });
        match field {
            TEXT => view(Conflict::Review, TEXT),
            FROM | TO => view(Conflict::Later, FROM),
            _ => None,
        }
    }
    fn reach(&self, _: Role, _: KindNumber) -> Reach {
        Reach { reads: Some(Class::Sensitive), writes: Some(Class::Sensitive), cases: Cases::All }
    }
    fn holder(&self, _: KindNumber) -> Option<FieldNumber> {
        None
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const RECORD: RecordId = RecordId(Uuid::from_u128(99));

fn ledger(devices: u32) -> Ledger {
    let mut ledger = Ledger::default();
    for number in 1..=devices {
        let member = MemberId(id(u128::from(number)));
        ledger.append(LedgerEntry::Member { member, role: Some(Role::Coach) });
        let (device, request) = (DeviceNumber(number), RequestId(id(u128::from(number) + 1_000)));
        ledger.append(LedgerEntry::Device { device, members: vec![member], replaces: None, request });
    }
    ledger
}

/// What an office makes of transactions, in this order.
fn office(now: HybridTime, arrivals: &[(DeviceNumber, Transaction)]) -> (Dockets, Vec<Vec<Outcome>>) {
    let ledger = ledger(4);
    let rules = Rules { schema: &OneKind, ledger: &ledger, now };
    let mut dockets = Dockets::new();
    let mut outcomes = Vec::new();
    for (position, (device, transaction)) in arrivals.iter().enumerate() {
        let loaded = records_of(transaction);
        let loaded = loaded.iter().map(|id| (*id, dockets.get(id).cloned().unwrap_or_default())).collect();
        let mut judgement = judge(&rules, *device, transaction, loaded);
        judgement.placed_at(position as u64 + 1);
        dockets.extend(judgement.dockets);
        outcomes.push(judgement.outcomes);
    }
    (dockets, outcomes)
}

fn transaction(device: u32, sequence: u64, claimed: u64, changes: Vec<Change>) -> Transaction {
    Transaction {
        id: TransactionId(id(u128::from(device) * 1_000 + u128::from(sequence))),
        sequence,
        member: MemberId(id(u128::from(device))),
        claimed: HybridTime::new(claimed, 0),
        ledger: 0,
        operation: "change".into(),
        records: vec![RecordChange { record: RECORD, kind: KIND, changes }],
    }
}

fn time() -> impl Strategy<Value = u64> {
    // 1970, years back and ahead, now, and far too late.
    prop_oneof![Just(0), Just(1_160_000_000_000), 1_760_000_000_000..1_760_000_000_100_u64, Just(u64::MAX)]
}

fn rank() -> impl Strategy<Value = Rank> {
    (0..6_u64, 0..3_u64, 1..4_u32).prop_map(|(time, written, device)| Rank {
        time: HybridTime::new(time, 0),
        written: HybridTime::new(written.min(time), 0),
        device: DeviceNumber(device),
    })
}

/// What a rank holds: the same for the same rank, as a rank is given once.
fn cell(rank: Rank) -> Cell {
    let value = Value::Text(format!("{rank:?}"));
    Cell { value, rank, member: MemberId(id(u128::from(rank.device.0))), writing: Writing(1) }
}

fn patch() -> impl Strategy<Value = Patch> {
    let removal = |(rank, void, seen): (Rank, bool, Vec<(u16, Rank)>)| {
        let beneath = seen.into_iter().map(|(field, rank)| (FieldNumber(field), rank.stamp())).collect();
        Patch::Removal(rank, Removal { member: MemberId::default(), writing: Writing(1), beneath, void })
    };
    let review = |(rank, closed): (Rank, Option<Rank>)| {
        let closed = closed.map(|rank| Closing { rank, member: MemberId::default() });
        let values = vec![(TEXT, Value::Text(format!("{rank:?}")))];
        let review = Review { lead: TEXT, values, rank, member: MemberId::default(), closed };
        Patch::Review(Review::id(RECORD, TEXT, rank), review)
    };
    prop_oneof![
        (9..13_u16, rank()).prop_map(|(field, rank)| Patch::Cell(FieldNumber(field), cell(rank))),
        rank().prop_map(|rank| Patch::Cell(DELETED, cell(rank))),
        (rank(), any::<bool>(), prop::collection::vec((9..13_u16, rank()), 0..3)).prop_map(removal),
        (rank(), prop::option::of(rank())).prop_map(review),
    ]
}

fn joined(patches: impl IntoIterator<Item = Patch>) -> Record {
    let mut record = Record::new(KIND, None);
    for patch in patches {
        record.absorb(patch);
    }
    record
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joining_does_not_depend_on_order_and_not_on_repetition(
        patches in prop::collection::vec(patch(), 0..12), shuffle in any::<u64>()
    ) {
        let once = joined(patches.clone());
        let mut other = patches.clone();
        let length = other.len().max(1);
        for place in 0..other.len() {
            other.swap(place, (shuffle as usize).wrapping_mul(place + 7) % length);
        }
        other.extend(patches);
        prop_assert_eq!(once, joined(other));
    }

    #[test]
    fn joining_pulled_sets_is_associative(
        one in prop::collection::vec(patch(), 0..6),
        two in prop::collection::vec(patch(), 0..6),
        three in prop::collection::vec(patch(), 0..6),
    ) {
        let all = joined(one.iter().chain(&two).chain(&three).cloned());
        let last_two = joined(two.into_iter().chain(three));
        prop_assert_eq!(all, joined(one.into_iter().chain(last_two.patches())));
    }

    #[test]
    fn what_loses_goes_into_the_history(first in rank(), second in rank()) {
        prop_assume!(first != second);
        let mut record = Record::new(KIND, None);
        record.absorb(Patch::Cell(TEXT, cell(first)));
        let absorbed = record.absorb(Patch::Cell(TEXT, cell(second)));
        let past = cell(first.min(second));
        prop_assert_eq!(absorbed, Absorbed::Past(TEXT, past));
        prop_assert_eq!(&record.cells[&TEXT], &cell(first.max(second)));
    }

    #[test]
    fn the_winner_does_not_depend_on_the_order_of_arrival(
        claims in prop::collection::vec(time(), 2..5), turn in 0..5_usize, now in 1_760_000_000_000..1_760_000_000_100_u64
    ) {
        let now = HybridTime::new(now, u16::MAX);
        let arrivals: Vec<_> = claims.iter().zip(1_u32..).map(|(claimed, device)| {
            let value = Value::Text(format!("by {device}"));
            (DeviceNumber(device), transaction(device, 1, *claimed, vec![Change::new(TEXT, value, None)]))
        }).collect();
        let mut turned = arrivals.clone();
        turned.rotate_left(turn % arrivals.len());
        turned.swap(0, arrivals.len() - 1);
        let (one, _) = office(now, &arrivals);
        let (other, _) = office(now, &turned);
        let current = |dockets: &Dockets| dockets[&RECORD].record.clone().unwrap().cells[&TEXT].clone();
        prop_assert_eq!(current(&one), current(&other));
        // And every loser is under review, whichever side it lost on.
        let reviewed = |dockets: &Dockets| dockets[&RECORD].record.clone().unwrap().reviews;
        prop_assert_eq!(reviewed(&one).len(), arrivals.len() - 1);
        prop_assert_eq!(reviewed(&one), reviewed(&other));
    }

    #[test]
    fn what_is_written_knowingly_wins_whatever_the_clocks_say(
        first in time(), second in time(), third in time(), now in time()
    ) {
        let now = HybridTime::new(now, u16::MAX);
        let text = |text: &str, seen| Change::new(TEXT, Value::Text(text.into()), seen);
        let mut arrivals = vec![(DeviceNumber(1), transaction(1, 1, first, vec![text("first", None)]))];
        for (device, claimed) in [(2, second), (3, third)] {
            let (dockets, _) = office(now, &arrivals);
            let seen = dockets[&RECORD].record.as_ref().unwrap().stamp(TEXT);
            let change = text(&format!("by {device}"), seen);
            arrivals.push((DeviceNumber(device), transaction(device, 1, claimed, vec![change])));
        }
        let (dockets, outcomes) = office(now, &arrivals);
        let record = dockets[&RECORD].record.clone().unwrap();
        prop_assert_eq!(&record.cells[&TEXT].value, &Value::Text("by 3".into()));
        prop_assert!(record.reviews.is_empty());
        let accepted = |outcomes: &Vec<Outcome>| matches!(outcomes[..], [Outcome::Accepted { .. }]);
        prop_assert!(outcomes.iter().all(accepted));
    }

    #[test]
    fn a_device_never_overrules_what_it_wrote_later(claims in prop::collection::vec(time(), 2..6), now in time()) {
        let arrivals: Vec<_> = claims.iter().zip(1_u64..).map(|(claimed, sequence)| {
            let change = Change::new(TEXT, Value::Integer(sequence as i64), None);
            (DeviceNumber(1), transaction(1, sequence, *claimed, vec![change]))
        }).collect();
        let (dockets, _) = office(HybridTime::new(now, u16::MAX), &arrivals);
        let record = dockets[&RECORD].record.clone().unwrap();
        prop_assert_eq!(&record.cells[&TEXT].value, &Value::Integer(claims.len() as i64));
    }

    #[test]
    fn fields_that_change_together_come_from_one_author(claims in prop::collection::vec(time(), 2..5), now in time()) {
        let arrivals: Vec<_> = claims.iter().zip(1_u32..).map(|(claimed, device)| {
            let change = |field| Change::new(field, Value::Integer(device.into()), None);
            (DeviceNumber(device), transaction(device, 1, *claimed, vec![change(FROM), change(TO)]))
        }).collect();
        let (dockets, _) = office(HybridTime::new(now, u16::MAX), &arrivals);
        let record = dockets[&RECORD].record.clone().unwrap();
        prop_assert_eq!(&record.cells[&FROM].value, &record.cells[&TO].value);
        prop_assert_eq!(record.cells[&FROM].rank, record.cells[&TO].rank);
    }
}

#[test]
fn an_unseen_edit_beats_a_deletion_in_either_order() {
    let now = HybridTime::new(1_760_000_000_000, u16::MAX);
    let begin = transaction(1, 1, 5, vec![Change::new(TEXT, Value::Integer(1), None)]);
    let (dockets, _) = office(now, &[(DeviceNumber(1), begin.clone())]);
    let stamp: Stamp = dockets[&RECORD].record.as_ref().unwrap().stamp(TEXT).unwrap();
    let edit = transaction(2, 1, 6, vec![Change::new(TEXT, Value::Integer(2), Some(stamp))]);
    let mut delete = Change::new(DELETED, Value::DELETE, None);
    delete.removing = Some(sync::Removing { epoch: 0, cursor: 1, beneath: vec![(TEXT, stamp)] });
    let delete = transaction(3, 1, 900, vec![delete]);
    let first = (DeviceNumber(1), begin);
    let (edit, delete) = ((DeviceNumber(2), edit), (DeviceNumber(3), delete));
    let (alone, _) = office(now, &[first.clone(), delete.clone()]);
    assert!(alone[&RECORD].record.as_ref().unwrap().is_deleted());
    let orders = [[edit.clone(), delete.clone()], [delete, edit]];
    let records: Vec<_> = orders
        .map(|[one, other]| office(now, &[first.clone(), one, other]).0)
        .map(|dockets| dockets[&RECORD].record.clone().unwrap())
        .to_vec();
    assert!(records.iter().all(|record| !record.is_deleted()));
    assert_eq!(records[0], records[1]);
}
