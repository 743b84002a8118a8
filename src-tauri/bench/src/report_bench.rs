//! The two-language assessment against the same words, pictures and tables in typst, used as a library.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use cpu_time::ProcessTime;
use phrasebook::{Instrument, Language, Locale, Phrasebook, Texts, Wording};
use report::assessment::AssessmentView;
use report::{Seen, Sides};
use serde_json::{Value, json};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};

use crate::figure::Figure;

#[allow(dead_code)]
#[path = "../../report/tests/sheets/people.rs"]
mod people;

/// Papers made one after the other, as for a department in one go.
const PAPERS: usize = 30;
/// Papers made before anything is measured: both sides read their fonts once.
const BEFORE: usize = 3;
const TEMPLATE: &str = include_str!("assessment.typ");
const OWN: Language = Language::Ar;

/// Writes one paper of each side into `keep`, to look at.
pub fn run(keep: Option<&Path>) -> Result<Vec<Figure>> {
    let phrasebook = Phrasebook::embedded()?;
    let dutch = Texts::new(Locale::Nl)?;
    let ours = measure(keep, "meedoen", |number| {
        let rendered = report::assessment::render(&view(number), &phrasebook, &dutch)?;
        Ok((rendered.pdf, rendered.pages))
    })?;
    let peer = Typst::new(&phrasebook)?;
    let theirs = measure(keep, "typst", |number| peer.render(&view(number)))?;
    let value = ours.as_secs_f64() * 1000.0;
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    Ok(vec![Figure {
        name: "assessment, CPU a page",
        value,
        unit: "ms",
        ratio,
        against: "typst, the same words, pictures and tables",
        goal: 1.0,
    }])
}

/// Processor time a page, of all threads.
fn measure(
    keep: Option<&Path>,
    name: &str,
    mut make: impl FnMut(usize) -> Result<(Vec<u8>, usize)>,
) -> Result<Duration> {
    for number in 0..BEFORE {
        let (pdf, _) = make(number)?;
        if let Some(folder) = keep {
            std::fs::write(folder.join(format!("{name}.pdf")), pdf)?;
        }
    }
    let (mut pages, began) = (0, ProcessTime::now());
    for number in BEFORE..BEFORE + PAPERS {
        pages += make(number)?.1;
    }
    Ok(began.elapsed() / u32::try_from(pages)?)
}

/// A different person each time, so that neither side can answer from memory alone.
fn view(number: usize) -> AssessmentView {
    let mut view = people::assessment(OWN, Sides::WithOwnLanguage);
    view.person.call_name = format!("Samir {number}");
    view.person.official_name = Some(format!("Samir Al-Khatib {number}"));
    view
}

/// The peer.
struct Typst<'a> {
    engine: TypstEngine<TypstTemplateMainFile>,
    phrasebook: &'a Phrasebook,
    instrument: &'a Instrument,
}

impl<'a> Typst<'a> {
    fn new(phrasebook: &'a Phrasebook) -> Result<Typst<'a>> {
        let instrument = phrasebook.newest_instrument("meedoen-kaart").context("no instrument")?;
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/.derived/fonts");
        let read = |name: &str| std::fs::read(fonts.join(format!("{name}.ttf"))).context("a font is missing");
        let concepts = instrument.scale.iter().chain(&instrument.self_score);
        let pictures = concepts.map(|id| {
            let concept = phrasebook.concept(id).with_context(|| format!("no concept {id}"))?;
            let svg = phrasebook.picture(&concept.picture).with_context(|| format!("{id} has no picture"))?;
            Ok((format!("{id}.svg"), svg.as_bytes().to_vec()))
        });
        let pictures = pictures.collect::<Result<Vec<_>>>()?;
        let engine = TypstEngine::builder()
            .main_file(TEMPLATE)
            .fonts([
                read("NotoSans-Regular")?,
                read("NotoSans-Bold")?,
                read("Vazirmatn-Regular")?,
                read("Vazirmatn-Bold")?,
            ])
            .with_static_file_resolver(pictures.iter().map(|(name, svg)| (name.as_str(), svg.clone())))
            .build();
        Ok(Typst { engine, phrasebook, instrument })
    }

    fn render(&self, view: &AssessmentView) -> Result<(Vec<u8>, usize)> {
        let mut inputs = typst::foundations::Dict::new();
        inputs.insert("data".into(), typst::foundations::Value::Str(self.data(view).to_string().into()));
        let document: typst_layout::PagedDocument = self
            .engine
            .compile_with_input(inputs)
            .output
            .map_err(|error| anyhow!("typst does not compile: {error:?}"))?;
        let pdf = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default())
            .map_err(|error| anyhow!("typst writes no PDF: {error:?}"))?;
        Ok((pdf, document.pages().len()))
    }

    fn data(&self, view: &AssessmentView) -> Value {
        let word = |concept: &str, language| {
            self.phrasebook.word(concept, language).map_or("", |word| word.said_to(Wording::Neutral))
        };
        let rows = view.scores.iter().zip(&self.instrument.dimensions).map(|(score, dimension)| {
            let reached = match score.seen {
                Seen::Score(reached) => usize::from(reached.get()),
                Seen::NotSeen => 0,
            };
            let anchor = &dimension.anchors[reached.max(1) - 1];
            json!({
                "name": word(&dimension.concept, Language::Nl), "own_name": word(&dimension.concept, OWN),
                "sentence": word(anchor, Language::Nl), "own_sentence": word(anchor, OWN),
                "score": reached, "earlier": 3, "face": format!("{}.svg", self.instrument.self_score[2]),
                "evidence": score.evidence.as_ref().map_or("", |evidence| &evidence.text),
            })
        });
        let legend = self.instrument.scale.iter().enumerate().map(|(place, concept)| {
            json!({
                "score": place + 1, "picture": format!("{concept}.svg"),
                "dutch": word(concept, Language::Nl), "own": word(concept, OWN),
            })
        });
        let fact = |label: &str, value: &str, own: &str| json!({"label": label, "value": value, "own": own});
        json!({
            "language": OWN.tag(), "language_name": "العربية", "moment": "Beoordeling, week 6",
            "name": view.person.call_name, "official_name": view.person.official_name,
            "own_name": view.person.own_script_name.as_ref().map_or("", |name| &name.text),
            "made": "Gemaakt op 4 november 2016, versie 1",
            "pictures": "Pictogrammen: OpenMoji (openmoji.org), CC BY-SA 4.0, bewerkt",
            "facts": [
                fact("Werkplek", &view.workplace.department, ""),
                fact("Gezien door", &view.observer, word("observer", OWN)),
                fact("Gezien op", "1 november 2016", word("date", OWN)),
                fact("Besproken op", "3 november 2016", word("date", OWN)),
                fact("Tolk", "tolk Arabisch, aan de telefoon", word("interpreter-yes", OWN)),
            ],
            "legend": legend.collect::<Vec<_>>(), "rows": rows.collect::<Vec<_>>(),
            "agreed": view.agreed.iter().map(|agreed| json!({"what": agreed.what.text, "own": ""})).collect::<Vec<_>>(),
            "signatures": [format!("Begeleider {}", view.observer), format!("Deelnemer {}", view.person.call_name)],
            "purpose": "Deze kaart helpt bij een gesprek over werk en laat zien wat groeit. De cijfers worden niet opgeteld. De kaart is geen loonwaarde en geen besluit.",
            "draft_note": word("draft-words", Language::Nl), "own_draft_note": word("draft-words", OWN),
        })
    }
}
