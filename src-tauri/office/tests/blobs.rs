//! Content that stands beside records, at a real office: brought in pieces, given to who sees the record, gone with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::process::Office;
use common::{Device, Reply, random};
use office::schema::office_schema;
use sync::blob::{BlobHash, BlobHeld, BlobPiece, BlobWanted, PIECE_BYTES};
use sync::http::{self, BLOB_BODY_BYTES, BLOB_PATH, Refusal, WANTED_BLOB_PATH};
use sync::{FieldNumber, KindNumber, RecordId, Value};
use tempfile::TempDir;

const PARTICIPANT: KindNumber = KindNumber(2);
const CALL_NAME: FieldNumber = FieldNumber(10);
const DRAWING: KindNumber = KindNumber(18);
const STROKES: FieldNumber = FieldNumber(12);

struct Drawn {
    case: RecordId,
    drawing: RecordId,
    sealed: Vec<u8>,
}

impl Drawn {
    fn hash(&self) -> BlobHash {
        BlobHash::of(&self.sealed)
    }

    fn piece(&self, at: usize, length: usize) -> BlobPiece {
        BlobPiece {
            hash: self.hash(),
            record: self.drawing,
            field: STROKES,
            size: self.sealed.len() as u32,
            at: at as u32,
            bytes: self.sealed[at..(at + length).min(self.sealed.len())].to_vec(),
        }
    }
}

/// A coach's case with a drawing in it, of which the content was not brought yet.
fn drawn_by(coach: &mut Device) -> Drawn {
    let (case, drawing) = (RecordId(random()), RecordId(random()));
    let schema = office_schema().unwrap();
    coach.write(&schema, case, PARTICIPANT, &[(CALL_NAME, Value::Text("Amina".into()))]);
    let fields = [(sync::PARENT, Value::reference(case)), (STROKES, Value::Bytes(vec![1; 69]))];
    coach.write(&schema, drawing, DRAWING, &fields);
    coach.settle();
    let sealed = (0..600_000_u32).map(|place| (place % 251) as u8).collect();
    Drawn { case, drawing, sealed }
}

fn bring(device: &Device, piece: &BlobPiece) -> Result<u32, Refusal> {
    let body = http::encode_within(BLOB_BODY_BYTES, piece).unwrap();
    let reply = device.client.post(BLOB_PATH, &device.headers(), &body);
    if reply.status == 200 {
        Ok(http::decode::<BlobHeld>(&reply.body).unwrap().held)
    } else {
        Err(reply.refusal())
    }
}

fn bring_all(device: &Device, drawn: &Drawn) {
    let mut at = 0;
    while at < drawn.sealed.len() {
        at = bring(device, &drawn.piece(at, PIECE_BYTES as usize)).unwrap() as usize;
    }
}

fn ask(device: &Device, wanted: BlobWanted) -> Reply {
    device.client.post(WANTED_BLOB_PATH, &device.headers(), &http::encode(&wanted).unwrap())
}

fn number(device: &Device) -> sync::DeviceNumber {
    sync::device::Store::standing(&device.store).unwrap().device
}

fn fetch(device: &Device, hash: BlobHash) -> Result<Vec<u8>, Refusal> {
    let mut whole = Vec::new();
    loop {
        let reply = ask(device, BlobWanted { device: number(device), hash, at: whole.len() as u32 });
        if reply.status != 200 {
            return Err(reply.refusal());
        }
        let piece: BlobPiece = http::decode_within(BLOB_BODY_BYTES, &reply.body).unwrap();
        assert!(!piece.bytes.is_empty());
        whole.extend(piece.bytes);
        if whole.len() >= piece.size as usize {
            return Ok(whole);
        }
    }
}

fn office() -> (TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    (folder, office)
}

#[test]
fn what_broke_off_goes_on_and_comes_out_whole_for_who_sees_the_record() {
    let (_folder, mut office) = office();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let mut lead = Device::enrol(&office.invite("Wil", "lead"));
    let mut other = Device::enrol(&office.invite("Joost", "coach"));
    let drawn = drawn_by(&mut coach);
    assert_eq!(bring(&coach, &drawn.piece(0, 200_000)).unwrap(), 200_000);
    assert_eq!(fetch(&coach, drawn.hash()), Err(Refusal::UnknownBlob), "not whole yet");
    office.kill();
    office.start_again();
    assert_eq!(bring(&coach, &drawn.piece(0, 200_000)).unwrap(), 200_000, "it remembers how far it was");
    assert_eq!(
        bring(&coach, &drawn.piece(400_000, 10)).unwrap(),
        200_000,
        "a gap is not filled with nothing"
    );
    assert_eq!(bring(&coach, &drawn.piece(200_000, PIECE_BYTES as usize)).unwrap(), 200_000 + PIECE_BYTES);
    bring_all(&coach, &drawn);
    lead.settle();
    other.settle();
    assert_eq!(fetch(&lead, drawn.hash()).unwrap(), drawn.sealed);
    assert_eq!(fetch(&other, drawn.hash()), Err(Refusal::UnknownBlob), "another coach's case");
    let as_lead = BlobWanted { device: number(&lead), hash: drawn.hash(), at: 0 };
    assert_eq!(ask(&other, as_lead).refusal(), Refusal::UnknownBlob, "with her number and his key");
}

#[test]
fn what_is_not_what_it_is_called_is_thrown_away_and_may_come_again() {
    let (_folder, office) = office();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let drawn = drawn_by(&mut coach);
    let mut wrong = drawn.piece(0, 600_000);
    wrong.size = 10;
    wrong.bytes = vec![7; 10];
    assert_eq!(bring(&coach, &wrong).unwrap(), 0);
    bring_all(&coach, &drawn);
    assert_eq!(fetch(&coach, drawn.hash()).unwrap(), drawn.sealed);
}

#[test]
fn a_backup_holds_it_and_an_erasure_takes_it_away() {
    let (folder, mut office) = office();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let drawn = drawn_by(&mut coach);
    bring_all(&coach, &drawn);
    let backup = office.ask(&["backup"])["file"].as_str().unwrap().to_owned();
    office.stop();
    std::fs::remove_file(folder.path().join("office/office.db")).unwrap();
    office.command(&["restore", &backup]).unwrap();
    office.start_again();
    coach.settle();
    assert_eq!(fetch(&coach, drawn.hash()).unwrap(), drawn.sealed);
    office.command(&["erase", &drawn.case.to_string(), "--for-ever"]).unwrap();
    assert_eq!(fetch(&coach, drawn.hash()), Err(Refusal::UnknownBlob));
    // A device that has not heard of it yet is done with it at once, and the office keeps nothing.
    assert_eq!(bring(&coach, &drawn.piece(0, 1_000)).unwrap(), drawn.sealed.len() as u32);
    assert_eq!(fetch(&coach, drawn.hash()), Err(Refusal::UnknownBlob));
}

#[test]
fn what_no_casebook_sends_is_refused_with_a_reason() {
    let (_folder, office) = office();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let drawn = drawn_by(&mut coach);
    for size in [0, u32::MAX] {
        let piece = BlobPiece { size, ..drawn.piece(0, 10) };
        assert_eq!(bring(&coach, &piece), Err(Refusal::TooLarge));
    }
    let body = http::encode_within(BLOB_BODY_BYTES, &drawn.piece(0, 10)).unwrap();
    for length in 0..body.len() {
        for path in [BLOB_PATH, WANTED_BLOB_PATH] {
            let reply = coach.client.post(path, &coach.headers(), &body[..length]);
            assert!((400..500).contains(&reply.status), "{path} {length}: {}", reply.status);
            reply.refusal();
        }
    }
    let large = vec![1; BLOB_BODY_BYTES + 1];
    assert_eq!(coach.client.post(BLOB_PATH, &coach.headers(), &large).refusal(), Refusal::TooLarge);
    let nobody = coach.client.post(BLOB_PATH, "", &body);
    assert_eq!((nobody.status, nobody.refusal()), (401, Refusal::UnknownToken));
    let number: u32 = number(&coach).0;
    bring_all(&coach, &drawn);
    office.command(&["revoke", &number.to_string()]).unwrap();
    assert_eq!(
        fetch(&coach, drawn.hash()),
        Err(Refusal::UnknownBlob),
        "a revoked device brings, and gets nothing"
    );
}
