//! Reads PDFs back with programs that are not ours.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use phrasebook::{Language, Locale, Phrasebook, Texts};
use report::{Rendered, ReportError, Sides, assessment, conversation, my_assessment, recovery};

use crate::people;

pub fn phrasebook() -> Phrasebook {
    Phrasebook::embedded().expect("the phrasebook should read")
}

pub fn texts(locale: Locale) -> Texts {
    Texts::new(locale).expect("the texts should read")
}

/// A report with a name to show when something is wrong with it.
pub struct Paper {
    pub name: String,
    pub language: Language,
    pub rendered: Rendered,
}

/// Every report in every language about ordinary people, in Dutch. Rendered once.
pub fn ordinary() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| in_every_language(ordinary_in))
}

/// The same with content that makes paper difficult, and with none.
pub fn difficult() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| in_every_language(difficult_in))
}

/// Both.
pub fn all() -> impl Iterator<Item = &'static Paper> {
    ordinary().iter().chain(difficult())
}

fn in_every_language(papers: impl Fn(Language, &Phrasebook, &Texts) -> Vec<Paper>) -> Vec<Paper> {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    Language::ALL.into_iter().flat_map(|language| papers(language, &phrasebook, &texts)).collect()
}

fn paper(name: &str, language: Language, rendered: Result<Rendered, ReportError>) -> Paper {
    let name = format!("{name} {}", language.tag());
    match rendered {
        Ok(rendered) => Paper { name, language, rendered },
        Err(error) => panic!("{name}: {error}"),
    }
}

/// Every report about an ordinary person who speaks this language.
pub fn ordinary_in(language: Language, phrasebook: &Phrasebook, texts: &Texts) -> Vec<Paper> {
    let assessment = |sides| assessment::render(&people::assessment(language, sides), phrasebook, texts);
    let mine = my_assessment::render(&people::my_assessment(language), phrasebook, texts);
    let told = conversation::render(&people::conversation(language), phrasebook, texts);
    vec![
        paper("assessment", language, assessment(Sides::One)),
        paper("assessment, two languages", language, assessment(Sides::WithOwnLanguage)),
        paper("my assessment", language, mine),
        paper("conversation", language, told),
        paper("recovery", language, recovery::render(&people::recovery(), phrasebook, texts)),
    ]
}

fn difficult_in(language: Language, phrasebook: &Phrasebook, texts: &Texts) -> Vec<Paper> {
    let assessment = |view| assessment::render(&view, phrasebook, texts);
    let mine = |view| my_assessment::render(&view, phrasebook, texts);
    let told = |view| conversation::render(&view, phrasebook, texts);
    let hard = people::hard_assessment;
    vec![
        paper("hard assessment", language, assessment(hard(language, Sides::One))),
        paper("hard assessment, two languages", language, assessment(hard(language, Sides::WithOwnLanguage))),
        paper("hard my assessment", language, mine(people::hard_my_assessment(language))),
        paper("hard conversation", language, told(people::hard_conversation(language))),
        paper("empty assessment", language, assessment(people::empty_assessment(language))),
        paper("empty my assessment", language, mine(people::empty_my_assessment(language))),
        paper("empty conversation", language, told(people::empty_conversation(language))),
    ]
}

/// Runs a program on a PDF and gives what it printed.
fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|_| panic!("{program} is not installed: run `cargo xtask test`, which installs it"));
    let mut stdin = child.stdin.take().expect("a pipe to the program");
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&pdf));
    let output = child.wait_with_output().expect("the program should end");
    writer.join().expect("the writer should end").expect("the program should read the PDF");
    assert!(output.status.success(), "{program} says: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The text a reader copies, without the marks a reader adds to steer it.
pub fn text_of(pdf: &[u8]) -> String {
    clean(&run("pdftotext", &["-", "-"], pdf))
}

/// The text in the order it was drawn, which is the order it is read aloud.
pub fn text_as_drawn(pdf: &[u8]) -> String {
    clean(&run("pdftotext", &["-raw", "-", "-"], pdf))
}

/// The text of one page, from 1.
pub fn text_of_page(pdf: &[u8], page: usize) -> String {
    let page = page.to_string();
    clean(&run("pdftotext", &["-f", &page, "-l", &page, "-", "-"], pdf))
}

/// Words with their place: left, top, right, bottom in points from the top left of the page.
pub fn words_with_places(pdf: &[u8]) -> Vec<(String, [f32; 4])> {
    let html = String::from_utf8(run("pdftotext", &["-bbox", "-", "-"], pdf)).expect("text");
    html.lines()
        .filter_map(|line| {
            let line = line.trim().strip_prefix("<word ")?;
            let (places, word) = line.split_once('>')?;
            let numbers: Vec<f32> = places.split('"').filter_map(|part| part.parse().ok()).collect();
            let place = <[f32; 4]>::try_from(numbers).ok()?;
            Some((clean(word.strip_suffix("</word>")?.as_bytes()), place))
        })
        .collect()
}

/// Text without the marks a reader adds to steer it.
pub fn clean(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .replace("\u{ad}\n", "")
        .replace("-\n", "-")
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

/// One line of words with single spaces.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asks qpdf whether the file is sound.
pub fn qpdf_check(name: &str, pdf: &[u8]) {
    let path = saved(pdf);
    let output = Command::new("qpdf")
        .arg("--check")
        .arg(&path)
        .output()
        .unwrap_or_else(|_| panic!("qpdf is not installed: run `cargo xtask test`, which installs it"));
    assert!(output.status.success(), "{name}: qpdf says {}", String::from_utf8_lossy(&output.stderr));
    std::fs::remove_file(path).expect("the file we wrote");
}

/// Every page in grey, at this many points a pixel: width, height, and a byte a pixel.
pub fn pixels(pdf: &[u8], dots_per_inch: u32) -> Vec<(usize, usize, Vec<u8>)> {
    grey_pages(&run("pdftoppm", &["-gray", "-r", &dots_per_inch.to_string(), "-"], pdf))
}

/// Pages as portable greymaps, one after the other: width, height, and a byte a pixel.
pub fn grey_pages(printed: &[u8]) -> Vec<(usize, usize, Vec<u8>)> {
    let mut pages = Vec::new();
    let mut rest = printed;
    while rest.starts_with(b"P5") {
        let mut numbers = Vec::new();
        let mut at = 2;
        while numbers.len() < 3 {
            while rest[at].is_ascii_whitespace() {
                at += 1;
            }
            let start = at;
            while rest[at].is_ascii_digit() {
                at += 1;
            }
            numbers.push(String::from_utf8_lossy(&rest[start..at]).parse::<usize>().expect("a number"));
        }
        let (width, height) = (numbers[0], numbers[1]);
        let end = at + 1 + width * height;
        pages.push((width, height, rest[at + 1..end].to_vec()));
        rest = &rest[end..];
    }
    pages
}

fn saved(pdf: &[u8]) -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("report-{}-{number}.pdf", std::process::id());
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, pdf).expect("a folder for tests");
    path
}
