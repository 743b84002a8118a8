//! The texts of report.ftl and the code that asks for them agree.

use std::collections::BTreeSet;
use std::path::Path;

use phrasebook::{Locale, Texts};

/// Every "report-…" in the sources. One that ends in a hyphen is the beginning of several.
fn asked_for(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            asked_for(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a source");
        if path.ends_with("report/src/error.rs") || path.ends_with("layout/structure.rs") {
            // Codes of errors look like texts and are none.
            continue;
        }
        for part in source.split("\"report-").skip(1) {
            let id: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            found.insert(format!("report-{id}"));
        }
    }
}

fn written() -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/texts/nl/report.ftl");
    let source = std::fs::read_to_string(file).expect("report.ftl");
    source
        .lines()
        .filter(|line| line.starts_with("report-"))
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id.to_owned())
        .collect()
}

#[test]
fn every_text_a_report_asks_for_is_written_and_the_other_way_round() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut asked, mut asked_anywhere) = (BTreeSet::new(), BTreeSet::new());
    asked_for(&crates.join("report/src"), &mut asked);
    for user in std::fs::read_dir(&crates).expect("the crates") {
        let sources = user.expect("a crate").path().join("src");
        if sources.is_dir() {
            asked_for(&sources, &mut asked_anywhere);
        }
    }
    let written = written();
    for id in &asked {
        let known =
            written.contains(id) || (id.ends_with('-') && written.iter().any(|text| text.starts_with(id)));
        assert!(known, "{id} is asked for and not written");
    }
    for id in &written {
        let starts = |start: &String| start.ends_with('-') && id.starts_with(start);
        let used = asked_anywhere.contains(id) || asked_anywhere.iter().any(starts);
        assert!(used, "{id} is written and not asked for");
    }
}

#[test]
fn both_locales_say_every_text() {
    for locale in [Locale::Nl, Locale::En] {
        let texts = Texts::new(locale).expect("the texts should read");
        for id in written() {
            assert!(texts.find_text(&id).is_some_and(|text| !text.trim().is_empty()), "{id}");
        }
    }
}
