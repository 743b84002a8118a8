//! Content that stands beside its record: a drawing, kept sealed and carried apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A desk says so by failing.

mod common;

use casebook::conversation::strokes;
use common::{Build, Desk, op};
use sync::RecordId;
use sync::blob::{BlobHash, BlobPiece, PIECE_BYTES};

const HAND: &str = r#"{"v":1,"strokes":[{"c":"ink","w":5,"p":[0,0,10,10]}]}"#;
const FOOT: &str = r#"{"v":1,"strokes":[{"c":"red","w":5,"p":[5,5]}]}"#;

fn drawn(desk: &mut Desk) -> RecordId {
    let person = desk.participant("Samir");
    desk.did(op("drawing.add").parent(person).text("strokes", HAND)).changed[0].record
}

fn content(desk: &Desk, drawing: RecordId) -> Option<String> {
    let strokes = strokes(&desk.casebook.read(&desk.session), drawing).unwrap();
    strokes.map(|strokes| String::from_utf8(strokes).unwrap())
}

#[test]
fn a_drawing_reads_back_changes_and_comes_back_with_undo() {
    let mut desk = Desk::new();
    let drawing = drawn(&mut desk);
    assert_eq!(content(&desk, drawing).as_deref(), Some(HAND));
    let changed = desk.did(op("drawing.change").id(drawing).text("strokes", FOOT));
    assert_eq!(content(&desk, drawing).as_deref(), Some(FOOT));
    let waiting = desk.casebook.office_state().unwrap().waiting;
    desk.did(op("drawing.change").id(drawing).text("strokes", FOOT));
    assert_eq!(desk.casebook.office_state().unwrap().waiting, waiting, "the same again is no change");
    desk.casebook.undo(&desk.session, changed.transaction.unwrap()).unwrap();
    assert_eq!(content(&desk, drawing).as_deref(), Some(HAND));
}

#[test]
fn what_is_to_be_delivered_is_sealed_and_nothing_is_taken_that_nobody_asked_for() {
    let mut desk = Desk::new();
    let drawing = drawn(&mut desk);
    let [hash] = desk.casebook.blobs_to_deliver().unwrap()[..] else { panic!("one drawing") };
    let whole = desk.casebook.blob_piece(hash, 0, PIECE_BYTES).unwrap().unwrap();
    assert_eq!((whole.record, whole.size as usize), (drawing, whole.bytes.len()));
    assert!(!whole.bytes.windows(7).any(|window| window == b"strokes"));
    assert_eq!(BlobHash::of(&whole.bytes), hash);
    desk.casebook.blob_delivered(hash).unwrap();
    assert!(desk.casebook.blobs_to_deliver().unwrap().is_empty());
    let stranger = BlobPiece { hash: BlobHash([7; 32]), ..whole };
    assert_eq!(desk.casebook.take_blob(&stranger).unwrap(), None);
    assert_eq!(content(&desk, drawing).as_deref(), Some(HAND));
}
