//! The rules of this work, decided without touching the file: may this record become that?

use sync::Value;

use crate::birth::{Calendar, PartialDate};
use crate::error::{Refusal, ValueProblem};
use crate::operation::Verb;
use crate::schema::{Kind, Settles};

/// Scores that need one sentence of what was seen and when (domain.md §4.2).
pub const EVIDENCE_FOR: [i64; 2] = [1, 5];
/// Scores at or below this are discussed with a professional interpreter, never a fellow refugee (domain.md §7.6).
pub const PROFESSIONAL_INTERPRETER_BELOW: i64 = 2;

/// A record as it is and as it would be, by field name.
pub(crate) struct Proposal<'a> {
    pub kind: &'static Kind,
    pub verb: Verb,
    pub is_new: bool,
    /// Value before.
    pub before: &'a dyn Fn(&str) -> Value,
    /// Value after.
    pub after: &'a dyn Fn(&str) -> Value,
    /// The state of the parent, when the record settles with it.
    pub parent_state: Option<String>,
    /// Whether the acting member is the author of the draft (of the record, or of its parent).
    pub by_author: bool,
}

/// One score of an assessment that is about to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScoreToSign {
    pub dimension: String,
    pub score: Option<i64>,
    pub not_seen: bool,
    pub evidence: Option<String>,
}

/// What holds for every record.
pub(crate) fn check(proposal: &Proposal) -> Result<(), Refusal> {
    check_draft(proposal)?;
    if proposal.is_new {
        check_required(proposal)?;
    }
    match proposal.kind.name {
        "participant" => check_birth(proposal),
        "availability" => check_period(proposal),
        "assessment" if proposal.verb == Verb::Close => check_discussed(proposal),
        "assessment" if proposal.is_new => check_reason(proposal),
        _ => Ok(()),
    }
}

fn check_draft(proposal: &Proposal) -> Result<(), Refusal> {
    let state = match proposal.kind.settles {
        Settles::Never => return Ok(()),
        Settles::WhenClosed if proposal.is_new => return Ok(()),
        Settles::WhenClosed => text((proposal.before)("state")),
        Settles::WithParent => proposal.parent_state.clone(),
    };
    if !matches!(state.as_deref(), None | Some("open" | "draft")) {
        return Err(Refusal::Settled);
    }
    if !proposal.by_author {
        return Err(Refusal::NotAuthor);
    }
    Ok(())
}

fn check_required(proposal: &Proposal) -> Result<(), Refusal> {
    let missing = proposal.kind.fields.iter().find(|f| f.required && (proposal.after)(f.name) == Value::Null);
    missing.map_or(Ok(()), |field| Err(Refusal::Missing(field.name)))
}

fn check_birth(proposal: &Proposal) -> Result<(), Refusal> {
    let Value::Integer(year) = (proposal.after)("birth_year") else {
        return match ((proposal.after)("birth_month"), (proposal.after)("birth_day")) {
            (Value::Null, Value::Null) => Ok(()),
            _ => Err(Refusal::Missing("birth_year")),
        };
    };
    let small = |name: &str| match (proposal.after)(name) {
        Value::Integer(number) => u8::try_from(number).ok(),
        _ => None,
    };
    let calendar = text((proposal.after)("birth_calendar")).and_then(|name| Calendar::from_name(&name));
    let year = i32::try_from(year).unwrap_or(0);
    PartialDate::new(year, small("birth_month"), small("birth_day"), calendar.unwrap_or_default())
        .map(|_| ())
        .map_err(|error| Refusal::WrongValue { field: "birth_year", reason: ValueProblem::Birth(error) })
}

fn check_period(proposal: &Proposal) -> Result<(), Refusal> {
    match (text((proposal.after)("valid_from")), text((proposal.after)("valid_until"))) {
        // ISO 8601 days compare as text.
        (Some(first), Some(last)) if last < first => {
            Err(Refusal::WrongValue { field: "valid_until", reason: ValueProblem::EndsBeforeItBegins })
        }
        _ => Ok(()),
    }
}

fn check_reason(proposal: &Proposal) -> Result<(), Refusal> {
    let corrects = (proposal.after)("corrects") != Value::Null;
    if corrects && (proposal.after)("correction_reason") == Value::Null {
        Err(Refusal::NeedsReason)
    } else {
        Ok(())
    }
}

fn check_discussed(proposal: &Proposal) -> Result<(), Refusal> {
    if (proposal.after)("discussed_on") == Value::Null { Err(Refusal::NotDiscussed) } else { Ok(()) }
}

/// What holds for the scores of an assessment that is signed.
pub(crate) fn check_scores(scores: &[ScoreToSign], interpreter_kind: Option<&str>) -> Result<(), Refusal> {
    if !scores.iter().any(|score| score.score.is_some() || score.not_seen) {
        return Err(Refusal::NothingScored);
    }
    for score in scores {
        let needs_evidence = score.score.is_some_and(|number| EVIDENCE_FOR.contains(&number));
        if needs_evidence && score.evidence.as_deref().is_none_or(|text| text.trim().is_empty()) {
            return Err(Refusal::NeedsEvidence { dimension: score.dimension.clone() });
        }
    }
    let low =
        scores.iter().any(|score| score.score.is_some_and(|number| number <= PROFESSIONAL_INTERPRETER_BELOW));
    if low && interpreter_kind == Some("fellow_refugee") {
        return Err(Refusal::NeedsProfessionalInterpreter);
    }
    Ok(())
}

/// The text of a value.
pub(crate) fn text(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(dimension: &str, score: i64, evidence: Option<&str>) -> ScoreToSign {
        ScoreToSign {
            dimension: dimension.into(),
            score: Some(score),
            not_seen: false,
            evidence: evidence.map(str::to_owned),
        }
    }

    #[test]
    fn a_one_and_a_five_need_a_sentence_and_the_others_do_not() {
        for number in 1..=5 {
            let outcome = check_scores(&[score("pace", number, None)], None);
            let refused = outcome == Err(Refusal::NeedsEvidence { dimension: "pace".into() });
            assert_eq!(refused, number == 1 || number == 5, "score {number}");
            assert_eq!(check_scores(&[score("pace", number, Some("maandag, bij de band"))], None), Ok(()));
        }
    }

    #[test]
    fn low_scores_are_not_discussed_through_a_fellow_refugee() {
        let low = [score("pace", 2, None)];
        assert_eq!(check_scores(&low, Some("fellow_refugee")), Err(Refusal::NeedsProfessionalInterpreter));
        assert_eq!(check_scores(&low, Some("telephone")), Ok(()));
        assert_eq!(check_scores(&[score("pace", 3, None)], Some("fellow_refugee")), Ok(()));
    }

    #[test]
    fn an_empty_assessment_is_not_signed() {
        assert_eq!(check_scores(&[], None), Err(Refusal::NothingScored));
    }
}
