//! An assessment on paper: for employer and municipality, and in pictures for the person.

use casebook::assessment::{self, AssessmentPage};
use casebook::operation::read_id;
use casebook::participant::{self, ParticipantPage};
use casebook::{Reading, Record};
use phrasebook::{Instrument, Language, Phrasebook, Texts};
use report::assessment::{AssessmentView, CorrectionView, Moment, Signing, WorkplaceView};
use report::my_assessment::MyAssessmentView;
use report::{AgreementView, Cause, Score, ScoreView, Seen, Sides};

use super::person::{interpreter, person, typed};
use super::{Paper, PaperError, day, day_of, foot, paper};
use crate::known::instrument_of;

/// Most dimensions that are practised at a time: more is no plan.
const MOST_PRACTISED: usize = 3;

pub(super) fn make(
    reading: &Reading,
    phrasebook: &Phrasebook,
    texts: &Texts,
    id: &str,
    language: Option<Language>,
) -> Result<Paper, PaperError> {
    let (page, someone, instrument) = read(reading, phrasebook, id)?;
    let record = &page.record;
    let chain = corrections(reading, record)?;
    let version = u32::try_from(chain.len()).unwrap_or(u32::MAX).saturating_add(1);
    let view = AssessmentView {
        person: person(&someone, language.unwrap_or(Language::Nl)),
        sides: if language.is_some() { Sides::WithOwnLanguage } else { Sides::One },
        workplace: WorkplaceView {
            department: record
                .text("department")
                .or(someone.record.text("department"))
                .unwrap_or_default()
                .to_owned(),
            workplace: None,
        },
        observer: page.author.clone(),
        moment: moment(record, texts),
        observed_on: observed_on(reading, record)?,
        discussed_on: day_of(record.text("discussed_on"))?,
        interpreter: interpreter(record, page.language.as_deref(), texts),
        scores: scores(&page, instrument)?,
        agreed: agreed(record)?,
        signing: match record.integer("signed_at") {
            Some(at) => Signing::Signed { on: day(reading.day_at(at))? },
            None => Signing::Draft,
        },
        corrects: correction(reading, record, &chain)?,
        paper: foot(reading, version)?,
    };
    let rendered = report::assessment::render(&view, phrasebook, texts)?;
    let name = texts.text("report-file-assessment");
    Ok(paper(rendered, &[&name, &page.person.call_name, record.text("observed_on").unwrap_or_default()]))
}

pub(super) fn make_mine(
    reading: &Reading,
    phrasebook: &Phrasebook,
    texts: &Texts,
    id: &str,
    language: Language,
) -> Result<Paper, PaperError> {
    let (page, someone, instrument) = read(reading, phrasebook, id)?;
    let record = &page.record;
    let scores = scores(&page, instrument)?;
    let view = MyAssessmentView {
        person: person(&someone, language),
        observer: page.author.clone(),
        observed_on: observed_on(reading, record)?,
        discussed_on: day_of(record.text("discussed_on"))?,
        practise: practise(&scores, instrument),
        scores,
        agreed: agreed(record)?,
        next: None,
        paper: foot(reading, 1)?,
    };
    let rendered = report::my_assessment::render(&view, phrasebook, texts)?;
    let name = texts.text("report-file-my-assessment");
    Ok(paper(rendered, &[&name, &page.person.call_name, record.text("observed_on").unwrap_or_default()]))
}

fn read<'a>(
    reading: &Reading,
    phrasebook: &'a Phrasebook,
    id: &str,
) -> Result<(AssessmentPage, ParticipantPage, &'a Instrument), PaperError> {
    let page = assessment::page(reading, read_id(id)?)?;
    let someone = participant::page(reading, page.person.id)?;
    let instrument = instrument_of(&page.record, phrasebook).ok_or(PaperError::Unknown("instrument"))?;
    Ok((page, someone, instrument))
}

fn observed_on(reading: &Reading, record: &Record) -> Result<report::Day, PaperError> {
    Ok(day_of(record.text("observed_on"))?.map_or_else(|| day(reading.today()), Ok)?)
}

fn moment(record: &Record, texts: &Texts) -> Moment {
    match record.text("moment") {
        Some("week_2") => Moment::Week2,
        Some("week_6") => Moment::Week6,
        Some("week_12") => Moment::Week12,
        Some("transition") => Moment::Transition,
        _ => Moment::Other(texts.text("report-moment-other")),
    }
}

/// Every dimension of the instrument, also those nobody touched: they were not seen.
fn scores(page: &AssessmentPage, instrument: &Instrument) -> Result<Vec<ScoreView>, PaperError> {
    let of = |records: &'_ [Record], dimension: &str| -> Option<Record> {
        records.iter().find(|record| record.element.as_deref() == Some(dimension)).cloned()
    };
    instrument
        .dimensions
        .iter()
        .map(|dimension| {
            let now = of(&page.scores, &dimension.id);
            let earlier = page.earlier.as_ref().and_then(|earlier| of(&earlier.scores, &dimension.id));
            let number =
                |record: &Option<Record>, name: &str| record.as_ref().and_then(|record| record.integer(name));
            Ok(ScoreView {
                dimension: dimension.concept.clone(),
                seen: score(number(&now, "score"))?.map_or(Seen::NotSeen, Seen::Score),
                earlier: match &earlier {
                    Some(_) => Some(score(number(&earlier, "score"))?.map_or(Seen::NotSeen, Seen::Score)),
                    None => None,
                },
                self_score: score(number(&now, "self_score"))?,
                evidence: typed(now.as_ref().and_then(|record| record.text("evidence"))),
                cause: if now.as_ref().is_some_and(|record| record.flag("language_cause")) {
                    Cause::Language
                } else {
                    Cause::NotSaid
                },
            })
        })
        .collect()
}

fn score(number: Option<i64>) -> Result<Option<Score>, PaperError> {
    Ok(number.map(|number| Score::new(u8::try_from(number).unwrap_or(0))).transpose()?)
}

fn agreed(record: &Record) -> Result<Vec<AgreementView>, PaperError> {
    let before = day_of(record.text("next_on"))?;
    let lines = record.text("agreed").unwrap_or_default().lines();
    Ok(lines
        .filter_map(|line| typed(Some(line)))
        .map(|what| AgreementView { what, who: None, before, concept: None })
        .collect())
}

/// The lowest scores under the norm, lowest first, as they stand in the instrument.
fn practise(scores: &[ScoreView], instrument: &Instrument) -> Vec<String> {
    let mut low: Vec<(u8, &str)> = scores
        .iter()
        .filter_map(|view| match view.seen {
            Seen::Score(score) if score.get() < instrument.norm => {
                Some((score.get(), view.dimension.as_str()))
            }
            _ => None,
        })
        .collect();
    low.sort_by_key(|(score, _)| *score);
    low.into_iter().take(MOST_PRACTISED).map(|(_, dimension)| dimension.to_owned()).collect()
}

/// The assessments this one corrects, the nearest first.
fn corrections(reading: &Reading, record: &Record) -> Result<Vec<Record>, PaperError> {
    let mut chain: Vec<Record> = Vec::new();
    let mut next = record.text("corrects").map(str::to_owned);
    while let Some(id) = next {
        let page = assessment::page(reading, read_id(&id)?)?;
        next = page.record.text("corrects").map(str::to_owned);
        if chain.iter().any(|known| known.id == page.record.id) {
            break;
        }
        chain.push(page.record);
    }
    Ok(chain)
}

fn correction(
    reading: &Reading,
    record: &Record,
    chain: &[Record],
) -> Result<Option<CorrectionView>, PaperError> {
    let Some(corrected) = chain.first() else { return Ok(None) };
    let signed_on = match corrected.integer("signed_at") {
        Some(at) => day(reading.day_at(at))?,
        None => observed_on(reading, corrected)?,
    };
    Ok(Some(CorrectionView {
        version: u32::try_from(chain.len()).unwrap_or(u32::MAX),
        signed_on,
        reason: record.text("correction_reason").unwrap_or_default().to_owned(),
    }))
}
