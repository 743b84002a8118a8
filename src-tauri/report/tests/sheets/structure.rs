//! What assistive technology finds in a sheet, read back from the file.

use std::collections::BTreeMap;

use crate::people;
use crate::tools::{all, phrasebook, texts};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use phrasebook::{Language, Locale};
use report::Sides;

fn text(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("a plain string"),
    }
}

fn follow<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    match object {
        Object::Reference(id) => document.get_object(*id).expect("an object"),
        other => other,
    }
}

/// Every structure element, in reading order.
fn elements(document: &Document) -> Vec<&Dictionary> {
    let root = document.catalog().expect("a catalog").get(b"StructTreeRoot").expect("a structure tree");
    let mut found = Vec::new();
    let mut waiting = vec![follow(document, root).as_dict().expect("a dictionary")];
    while let Some(element) = waiting.pop() {
        found.push(element);
        let kids = element.get(b"K").and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        for kid in kids.iter().rev() {
            if let Object::Reference(id) = kid {
                waiting.push(document.get_dictionary(*id).expect("an element"));
            }
        }
    }
    found.remove(0);
    found
}

fn tag(element: &Dictionary) -> String {
    String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).expect("a tag")).into_owned()
}

fn check_elements(name: &str, document: &Document) {
    let mut headings = 0;
    for element in elements(document) {
        let tag = tag(element);
        match tag.as_str() {
            "Figure" => {
                let alt =
                    text(element.get(b"Alt").unwrap_or_else(|_| panic!("{name}: a figure without alt text")));
                assert!(!alt.trim().is_empty(), "{name}: a figure with an empty alt text");
                let attributes = element.get(b"A").and_then(Object::as_dict).expect("attributes of a figure");
                assert_eq!(attributes.get(b"BBox").and_then(Object::as_array).expect("bounds").len(), 4);
            }
            "TH" => {
                let attributes = element.get(b"A").and_then(Object::as_dict);
                let scope = attributes.and_then(|attributes| attributes.get(b"Scope"));
                assert!(scope.is_ok(), "{name}: a table heading without scope");
            }
            "H1" | "H2" => headings += 1,
            _ => {}
        }
        if matches!(tag.as_str(), "P" | "H1" | "H2" | "Figure") {
            assert!(element.has(b"Lang"), "{name}: {tag} without language");
        }
    }
    assert!(headings > 0, "{name}: no headings");
}

/// Nothing is painted outside marked content, and each piece is known to the tree.
fn check_pages(name: &str, document: &Document) {
    let root = document.catalog().expect("a catalog").get(b"StructTreeRoot").expect("a tree");
    let root = follow(document, root).as_dict().expect("a dictionary");
    let parents =
        follow(document, root.get(b"ParentTree").expect("a parent tree")).as_dict().expect("a dictionary");
    let numbers = parents.get(b"Nums").and_then(Object::as_array).expect("numbers");
    let owners: BTreeMap<i64, usize> = numbers
        .chunks(2)
        .map(|pair| {
            let owners = follow(document, &pair[1]).as_array().expect("owners");
            (pair[0].as_i64().expect("a number"), owners.len())
        })
        .collect();
    for (number, page) in document.get_pages() {
        let dictionary = document.get_dictionary(page).expect("a page");
        let key = dictionary.get(b"StructParents").and_then(Object::as_i64);
        let key = key.unwrap_or_else(|_| panic!("{name}: page {number} has no StructParents"));
        let pieces = pieces_of(name, document, page);
        assert_eq!(owners.get(&key), Some(&pieces), "{name}: page {number}");
    }
}

/// How many numbered pieces of marked content a page has.
fn pieces_of(name: &str, document: &Document, page: ObjectId) -> usize {
    const PAINTS: [&str; 14] = ["Tj", "TJ", "'", "\"", "f", "F", "f*", "S", "s", "B", "b", "B*", "Do", "sh"];
    let bytes = document.get_page_content(page);
    let content = Content::decode(&bytes).expect("operations");
    let (mut depth, mut pieces) = (0_usize, 0_usize);
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BMC" => depth += 1,
            "BDC" => {
                depth += 1;
                let mcid = operation.operands[1].as_dict().and_then(|properties| properties.get(b"MCID"));
                if let Ok(mcid) = mcid {
                    assert_eq!(mcid.as_i64().ok(), Some(pieces as i64), "{name}: pieces are not in order");
                    pieces += 1;
                }
            }
            "EMC" => depth -= 1,
            operator if PAINTS.contains(&operator) => {
                assert!(depth > 0, "{name}: {operator} outside marked content");
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}: marked content does not end");
    pieces
}

fn check_document(name: &str, document: &Document) {
    let catalog = document.catalog().expect("a catalog");
    assert!(catalog.has(b"Lang") && catalog.has(b"PageLabels") && catalog.has(b"Outlines"), "{name}");
    let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).and_then(|info| info.get(b"Marked"));
    assert!(marked.is_ok_and(|marked| marked.as_bool().unwrap_or(false)), "{name}: not marked");
    let shown = catalog
        .get(b"ViewerPreferences")
        .and_then(Object::as_dict)
        .map(|prefs| prefs.has(b"DisplayDocTitle"));
    assert_eq!(shown.ok(), Some(true), "{name}");
    let metadata =
        follow(document, catalog.get(b"Metadata").expect("metadata")).as_stream().expect("a stream");
    let xmp = String::from_utf8(metadata.content.clone()).expect("XML");
    assert!(xmp.contains("<dc:title>"), "{name}");
    // Not before an outside checker has agreed.
    assert!(!xmp.contains("pdfuaid") && !xmp.contains("pdfaid"), "{name}");
}

#[test]
fn every_sheet_is_tagged_through_and_through() {
    for paper in all() {
        let document = Document::load_mem(&paper.rendered.pdf).expect("a PDF");
        check_document(&paper.name, &document);
        check_elements(&paper.name, &document);
        check_pages(&paper.name, &document);
    }
}

#[test]
fn a_repeated_table_head_is_read_once() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let view = people::assessment(Language::Ar, Sides::One);
    let rendered = report::assessment::render(&view, &phrasebook, &texts).expect("a sheet");
    assert_eq!(rendered.pages, 2);
    assert_eq!(crate::tools::text_of(&rendered.pdf).matches("Onderdeel").count(), 2, "once a page");
    let document = Document::load_mem(&rendered.pdf).expect("a PDF");
    let headings = elements(&document).into_iter().filter(|element| tag(element) == "TH").count();
    assert_eq!(headings, 4 + people::DIMENSIONS.len(), "the head once, and a heading a row");
}

#[test]
fn each_language_is_marked_as_itself() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let view = people::my_assessment(Language::Ti);
    let rendered = report::my_assessment::render(&view, &phrasebook, &texts).expect("a sheet");
    let document = Document::load_mem(&rendered.pdf).expect("a PDF");
    let languages: Vec<String> =
        elements(&document).iter().filter_map(|element| element.get(b"Lang").ok()).map(text).collect();
    assert!(languages.iter().any(|language| language == "ti"));
    assert!(languages.iter().any(|language| language == "nl"));
    assert_eq!(text(document.catalog().expect("a catalog").get(b"Lang").expect("a language")), "ti");
}

#[test]
fn words_with_vowel_signs_keep_their_exact_text_in_the_tree() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let view = people::my_assessment(Language::Ar);
    let rendered = report::my_assessment::render(&view, &phrasebook, &texts).expect("a sheet");
    let document = Document::load_mem(&rendered.pdf).expect("a PDF");
    let exact: Vec<String> =
        elements(&document).iter().filter_map(|element| element.get(b"ActualText").ok()).map(text).collect();
    let has_sign = |text: &str| text.chars().any(|c| matches!(c, '\u{64b}'..='\u{65f}'));
    let expected = people::DIMENSIONS
        .iter()
        .filter_map(|dimension| phrasebook.word(dimension, Language::Ar))
        .find(|word| has_sign(&word.text));
    let word = expected.expect("a dimension with a vowel sign in Arabic");
    assert!(exact.contains(&word.text), "{} is not in {exact:?}", word.text);
    assert!(exact.iter().all(|text| has_sign(text)));
}
