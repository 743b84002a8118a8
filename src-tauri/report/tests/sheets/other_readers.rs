//! The same sheets in the readers that people have: PDFium (Chrome) and pdf.js (Firefox) beside poppler, and what an
//! outside checker of accessibility says. `cargo xtask test` sets them up (../readers).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use phrasebook::Direction;

use crate::extracted_text::{assert_share, own_words};
use crate::tools::{clean, grey_pages, ordinary, phrasebook, pixels};

/// Dots per inch of the compared pages; readers/pdfium.py draws at the same.
const RESOLUTION: u32 = 72;

/// Most that the grey of a block may differ, of 255. Smoothed edges make 33; a missing word makes 60.
const MOST_DIFFERENT: f64 = 40.0;

/// A folder with every ordinary sheet and what the readers saw of it.
fn read_by_others() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sheets-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for tests");
        for paper in ordinary() {
            std::fs::write(folder.join(format!("{}.pdf", paper.name)), &paper.rendered.pdf).expect("a file");
        }
        let readers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
        run(Command::new(python()).arg(readers.join("pdfium.py")).arg(&folder));
        run(Command::new("node").arg(readers.join("pdfjs.mjs")).arg(&folder));
        folder
    })
}

fn python() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers/bin/python")
}

fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|_| panic!("{command:?} does not start: run `cargo xtask test`, which sets it up"));
    assert!(output.status.success(), "{command:?} says: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn words_of_every_language_come_out_whole_in_two_more_readers() {
    let phrasebook = phrasebook();
    for paper in ordinary() {
        // The sign that keeps two letters of a Persian word apart is not copied by every reader.
        let joined = |text: &str| text.replace('\u{200c}', "");
        let own = own_words(&paper.name, paper.language, &phrasebook);
        let own: Vec<String> = own.iter().map(|words| joined(words)).collect();
        // Right-to-left words stand in another order in pdf.js, and a few are torn apart.
        let least = if paper.language.direction() == Direction::Rtl { 0.88 } else { 0.97 };
        for reader in ["pdfium", "pdfjs"] {
            let path = read_by_others().join(format!("{}.{reader}.txt", paper.name));
            let text = joined(&clean(&std::fs::read(&path).expect("what the reader saw")));
            assert_share(&format!("{} in {reader}", paper.name), &own, &text, least);
        }
    }
}

#[test]
fn a_page_looks_the_same_in_two_readers() {
    for paper in ordinary() {
        let ours = pixels(&paper.rendered.pdf, RESOLUTION);
        for (number, (width, height, poppler)) in ours.iter().enumerate() {
            let path = read_by_others().join(format!("{}.{}.pdfium.pgm", paper.name, number + 1));
            let theirs = grey_pages(&std::fs::read(&path).expect("the page"));
            let (their_width, their_height, pdfium) = &theirs[0];
            assert_eq!((width, height), (their_width, their_height), "{} page {number}", paper.name);
            // Edges are smoothed differently; what is missing or moved blackens or whitens whole blocks.
            let worst = worst_block(poppler, pdfium, *width);
            assert!(
                worst < MOST_DIFFERENT,
                "{} page {}: a block differs by {worst:.0} of 255",
                paper.name,
                number + 1
            );
        }
    }
}

/// The largest difference in mean grey of a block of sixteen by sixteen pixels.
fn worst_block(one: &[u8], other: &[u8], width: usize) -> f64 {
    const BLOCK: usize = 16;
    let blocks_across = width.div_ceil(BLOCK);
    let mut sums = vec![(0_i32, 0_i32); blocks_across * (one.len() / width).div_ceil(BLOCK)];
    for (place, (a, b)) in one.iter().zip(other).enumerate() {
        let block = place / width / BLOCK * blocks_across + place % width / BLOCK;
        sums[block].0 += i32::from(*a) - i32::from(*b);
        sums[block].1 += 1;
    }
    sums.iter().map(|(sum, count)| f64::from(sum.abs()) / f64::from((*count).max(1))).fold(0.0, f64::max)
}

#[test]
fn an_outside_checker_finds_no_fault_of_accessibility() {
    let mut checker = Command::new(python());
    checker.args(["-m", "pdfua", "check", "--format", "json", "--min-severity", "error"]);
    for paper in ordinary() {
        checker.arg(read_by_others().join(format!("{}.pdf", paper.name)));
    }
    // Its one warning is that the files do not claim to conform; they do not, until more of it is checked.
    let answer = run(&mut checker);
    let looked_at = answer.matches("\"errors\": 0,").count();
    assert_eq!(looked_at, ordinary().len(), "{answer}");
}
