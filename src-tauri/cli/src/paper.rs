//! `report`: a paper into a file.

use std::path::Path;

use anyhow::{Context, Result, bail};
use casebook::operation::read_id;
use casebook::{Reading, assessment, conversation, participant};
use desk::paper::{PaperRequest, make};
use phrasebook::{Language, Locale, Phrasebook, Texts};
use serde_json::json;

use crate::{Cli, Outcome, ReportName, casebook_of};

/// What was asked for.
pub struct Asked<'a> {
    pub report: ReportName,
    pub participant: Option<&'a str>,
    pub record: Option<&'a str>,
    pub language: Option<&'a str>,
    pub locale: Locale,
}

pub fn report(cli: &Cli, asked: &Asked, out: &Path) -> Result<Outcome> {
    let given = match asked.language {
        Some(tag) => Some(
            Language::from_tag(tag)
                .with_context(|| format!("“{tag}” is not a language of the phrasebook"))?,
        ),
        None => None,
    };
    let (casebook, session) = casebook_of::open(cli)?;
    let reading = casebook.read(&session);
    let (id, own) = find(&reading, asked)?;
    let own = given.or(own);
    let for_the_person =
        || own.context("this paper is for the person: give --language, or record the person's language");
    let request = match asked.report {
        ReportName::Assessment => {
            PaperRequest::Assessment { id, language: given.filter(|given| *given != Language::Nl) }
        }
        ReportName::MyAssessment => PaperRequest::MyAssessment { id, language: for_the_person()? },
        ReportName::Conversation => PaperRequest::Conversation { id, language: for_the_person()? },
    };
    let texts = Texts::new(asked.locale).context("the texts do not read")?;
    let paper = make(&reading, &Phrasebook::embedded()?, &texts, &request).map_err(desk::Failure::from)?;
    std::fs::write(out, &paper.pdf).with_context(|| format!("{} cannot be written", out.display()))?;
    if cli.json {
        let missing: String = paper.missing.iter().collect();
        println!(
            "{}",
            json!({"file": out, "pages": paper.pages, "bytes": paper.pdf.len(), "missing_characters": missing})
        );
    } else {
        println!("{}\t{} pages", out.display(), paper.pages);
    }
    for character in &paper.missing {
        eprintln!("no font has “{character}” (U+{:04X}): it stands as a box", u32::from(*character));
    }
    Ok(Outcome::Done)
}

/// The record the paper is about, and the language of its person.
fn find(reading: &Reading, asked: &Asked) -> Result<(String, Option<Language>)> {
    let (participant, id) = match (asked.record, asked.participant) {
        (Some(record), _) => {
            let id = read_id(record)?;
            let person = match asked.report {
                ReportName::Conversation => conversation::page(reading, id)?.person,
                _ => assessment::page(reading, id)?.person,
            };
            (person.id, id)
        }
        (None, Some(participant)) => {
            let participant = read_id(participant)?;
            let newest = match asked.report {
                ReportName::Conversation => {
                    conversation::list(reading, participant)?.first().map(|row| row.id)
                }
                _ => assessment::list(reading, participant)?.first().map(|row| row.id),
            };
            (participant, newest.context("this participant has no such record yet")?)
        }
        (None, None) => bail!("give --participant or --record"),
    };
    let page = participant::page(reading, participant)?;
    let spoken = page.record.text("reads_language").or(page.record.text("talks_language"));
    Ok((id.to_string(), spoken.and_then(Language::from_tag)))
}
