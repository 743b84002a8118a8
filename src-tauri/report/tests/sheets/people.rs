//! Made-up people and their papers, for the tests and for `cargo run -p report --example sheets`.

use phrasebook::{Language, Wording};
use report::assessment::{AssessmentView, CorrectionView, Moment, Signing, WorkplaceView};
use report::conversation::{AnswerView, CardView, ConversationView, HalfDay, QuestionView, WeekView};
use report::my_assessment::MyAssessmentView;
use report::recovery::{RecoveryKey, RecoveryView};
use report::{
    AgreementView, AppointmentView, Cause, ClockTime, Day, FreeText, InterpreterKind, InterpreterView,
    PaperView, PersonView, Score, ScoreView, Seen, Sides,
};

pub const DIMENSIONS: [&str; 12] = [
    "on-time",
    "agreements",
    "pace",
    "quality",
    "understanding",
    "endurance",
    "dutch",
    "trade-words",
    "working-together",
    "help-feedback",
    "independence",
    "safe-clean",
];

pub fn day(year: u16, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("a day that exists")
}

pub fn score(score: u8) -> Score {
    Score::new(score).expect("a score")
}

pub fn dutch(text: &str) -> FreeText {
    FreeText { text: text.to_owned(), language: Language::Nl }
}

/// A call name with its own script, per language. All made up.
pub fn name_in(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Ar => ("Samir Al-Khatib", "سمير الخطيب"),
        Language::Ti => ("Selam Tesfay", "ሰላም ተስፋይ"),
        Language::Fa => ("Parisa Karimi", "پریسا کریمی"),
        Language::Prs => ("Zahra", "زهرا"),
        Language::Ps => ("Gulalai Stanikzai", "ګلالۍ ستانکزۍ"),
        Language::Ckb => ("Shilan Rasul", "شیلان ڕەسوڵ"),
        Language::Kmr => ("Rojda Şêxo", "Rojda Şêxo"),
        Language::Uk => ("Oksana Kovalchuk", "Оксана Ковальчук"),
        Language::Tr => ("Yağmur Çağlar", "Yağmur Çağlar"),
        Language::So => ("Hodan Warsame", "Hodan Warsame"),
        Language::Fr => ("Aimée N’Dri", "Aimée N’Dri"),
        Language::Nl => ("Wietske Bruins", "Wietske Bruins"),
        Language::En => ("Grace Boateng", "Grace Boateng"),
    }
}

pub fn person(language: Language) -> PersonView {
    let (call_name, own) = name_in(language);
    let own_script_name = (call_name != own).then(|| FreeText { text: own.to_owned(), language });
    PersonView {
        call_name: call_name.to_owned(),
        official_name: None,
        own_script_name,
        language,
        wording: Wording::Neutral,
    }
}

pub fn scores() -> Vec<ScoreView> {
    let reached = [4, 3, 3, 4, 2, 3, 2, 2, 5, 3, 2, 4];
    let earlier = [2, 3, 2, 3, 3, 3, 2, 1, 3, 3, 2, 4];
    let faces = [3, 4, 3, 5, 3, 4, 1, 2, 5, 3, 3, 4];
    DIMENSIONS
        .iter()
        .enumerate()
        .map(|(index, dimension)| ScoreView {
            dimension: (*dimension).to_owned(),
            seen: if index == 10 { Seen::NotSeen } else { Seen::Score(score(reached[index])) },
            earlier: Some(Seen::Score(score(earlier[index]))),
            self_score: Some(score(faces[index])),
            evidence: match index {
                0 => Some(dutch("Deze maand elke dag om 7:50 bij de band.")),
                4 => Some(dutch(
                    "De instructie voor de nieuwe doos drie keer voorgedaan, daarna ging het goed.",
                )),
                8 => Some(dutch(
                    "Heeft op 24 oktober de nieuwe collega ingewerkt en de pauzes met de ploeg afgestemd.",
                )),
                _ => None,
            },
            cause: if index == 4 { Cause::Language } else { Cause::NotSaid },
        })
        .collect()
}

pub fn agreed() -> Vec<AgreementView> {
    vec![
        AgreementView {
            what: dutch("Elke dag tien minuten de woorden van de inpak oefenen met het aanwijsboek."),
            who: Some("Ria".to_owned()),
            before: Some(day(2016, 12, 1)),
            concept: Some("trade-words".to_owned()),
        },
        AgreementView {
            what: dutch("Een extra ochtend werken vanaf half november."),
            who: None,
            before: None,
            concept: Some("morning".to_owned()),
        },
    ]
}

pub fn assessment(language: Language, sides: Sides) -> AssessmentView {
    AssessmentView {
        person: person(language),
        sides,
        workplace: WorkplaceView {
            department: "Kwekerij Zonnehoek".to_owned(),
            workplace: Some("inpak, band 2".to_owned()),
        },
        observer: "Ria Hoogduin".to_owned(),
        moment: Moment::Week6,
        observed_on: day(2016, 11, 1),
        discussed_on: Some(day(2016, 11, 3)),
        interpreter: InterpreterView::With {
            kind: InterpreterKind::Telephone,
            language: "Arabisch".to_owned(),
        },
        scores: scores(),
        agreed: agreed(),
        signing: Signing::Signed { on: day(2016, 11, 3) },
        corrects: None,
        paper: PaperView { made_on: day(2016, 11, 4), version: 1 },
    }
}

/// Not signed yet, correcting an earlier version, hardly anything filled in.
pub fn draft_assessment(language: Language, sides: Sides) -> AssessmentView {
    AssessmentView {
        signing: Signing::Draft,
        discussed_on: None,
        interpreter: InterpreterView::Without,
        corrects: Some(CorrectionView {
            version: 1,
            signed_on: day(2016, 11, 3),
            reason: "De score voor werktempo hoorde bij een collega.".to_owned(),
        }),
        scores: scores()
            .into_iter()
            .map(|score| ScoreView { evidence: None, earlier: None, self_score: None, ..score })
            .collect(),
        agreed: Vec::new(),
        paper: PaperView { made_on: day(2016, 11, 8), version: 2 },
        ..assessment(language, sides)
    }
}

pub fn appointment() -> AppointmentView {
    AppointmentView {
        day: day(2016, 11, 15),
        time: ClockTime::new(9, 30).expect("a time"),
        place: Some("Patijnenburg, ingang achter, blauwe deur".to_owned()),
        with: Some("Marleen".to_owned()),
    }
}

pub fn my_assessment(language: Language) -> MyAssessmentView {
    MyAssessmentView {
        person: person(language),
        observer: "Ria Hoogduin".to_owned(),
        observed_on: day(2016, 11, 1),
        discussed_on: Some(day(2016, 11, 3)),
        scores: scores(),
        practise: vec!["trade-words".to_owned(), "pace".to_owned()],
        agreed: agreed(),
        next: Some(appointment()),
        paper: PaperView { made_on: day(2016, 11, 4), version: 1 },
    }
}

fn card(concept: &str) -> CardView {
    CardView { concept: concept.to_owned(), with: None, years: None }
}

fn card_with(concept: &str, with: &str) -> CardView {
    CardView { with: Some(with.to_owned()), ..card(concept) }
}

fn asked(concept: &str, answer: AnswerView) -> QuestionView {
    QuestionView { concept: concept.to_owned(), answer, remark: None }
}

pub fn week() -> WeekView {
    let mut days = [[HalfDay::NotSaid; 3]; 7];
    for day in [0, 2] {
        days[day] = [HalfDay::Lesson, HalfDay::Free, HalfDay::NotSaid];
    }
    for day in [1, 3, 4] {
        days[day] = [HalfDay::Free, HalfDay::Free, HalfDay::NotSaid];
    }
    days[4][1] = HalfDay::Children;
    days[5] = [HalfDay::Free, HalfDay::NotSaid, HalfDay::NotSaid];
    WeekView { days }
}

pub fn conversation(language: Language) -> ConversationView {
    let person = person(language);
    let own = person.own_script_name.clone();
    let said = own.unwrap_or(FreeText { text: person.call_name.clone(), language: Language::Nl });
    let body = ["standing", "sitting", "lifting", "cold"].iter().zip([
        "goes-well",
        "goes-well",
        "a-little",
        "is-hard",
    ]);
    let mut questions = vec![
        asked("question-language", AnswerView::Languages(vec![language, Language::Kmr])),
        asked("question-interpreter", AnswerView::Cards(vec![card("interpreter-yes")])),
        asked("question-name", AnswerView::Said(said)),
        asked("question-privacy", AnswerView::Cards(vec![card("it-is-clear")])),
        asked("question-reading-own", AnswerView::Cards(vec![card("reading-well")])),
        asked("question-reading-latin", AnswerView::Cards(vec![card("letters-little")])),
        asked("question-school-years", AnswerView::Count(9)),
        asked("question-diploma", AnswerView::DontKnow),
        asked(
            "question-work-before",
            AnswerView::Cards(vec![
                CardView { years: Some(6), ..card("cook") },
                CardView { years: Some(1), ..card("driver") },
            ]),
        ),
        asked("question-good-at", AnswerView::RatherNot),
        asked(
            "question-work-wish",
            AnswerView::Cards(vec![card_with("greenhouse", "now"), card_with("kitchen", "later")]),
        ),
        asked("question-week", AnswerView::Week(week())),
        asked("question-travel", AnswerView::Cards(vec![card("by-bicycle"), card("by-bus")])),
        asked("question-learn-cycling", AnswerView::NotAsked),
        asked(
            "question-body",
            AnswerView::Cards(body.map(|(concept, with)| card_with(concept, with)).collect()),
        ),
        asked("question-next-meeting", AnswerView::Appointment(appointment())),
    ];
    questions[8].remark =
        Some(dutch("Kookte in een ziekenhuis voor driehonderd mensen per dag. Wil dat graag weer."));
    ConversationView {
        person,
        coach: "Marleen van Rijn".to_owned(),
        held_on: day(2016, 10, 24),
        interpreter: InterpreterView::With {
            kind: InterpreterKind::Telephone,
            language: "Arabisch".to_owned(),
        },
        questions,
        paper: PaperView { made_on: day(2016, 11, 4), version: 1 },
    }
}

pub fn recovery() -> RecoveryView {
    let groups = [
        "K7QM", "42XY", "WD9H", "3FTB", "N8RC", "M6JA", "ZP5V", "E2GK", "H4XW", "T9QD", "7BNM", "R3CF",
        "8VYJ",
    ];
    RecoveryView {
        casebook_name: "Meedoen Westland".to_owned(),
        holder: "Ineke Terlouw".to_owned(),
        key: RecoveryKey::new(groups.map(str::to_owned).to_vec()).expect("a key"),
        paper: PaperView { made_on: day(2016, 11, 4), version: 1 },
    }
}

/// A name of five parts, none of which may be lost or cut.
pub const FIVE_PARTS: &str = "Abdulrahman Mohammad-Reza Hosseinzadeh al-Muqaddasi Tesfamariam";
/// A letter of the Meroitic script, which none of our fonts has.
pub const NO_FONT_HAS: char = '𐦀';

/// Forty lines, with words of three scripts and numbers between them.
pub fn long_note() -> String {
    (1..=40)
        .map(|line| {
            format!("Regel {line}: sprak met سمير الخطيب over de dienst van 7:30, ሰላም was erbij en knikte.\n")
        })
        .collect()
}

/// Everything that makes paper difficult at once.
pub fn hard_person(language: Language) -> PersonView {
    let own = name_in(language).1;
    PersonView {
        call_name: format!("{FIVE_PARTS} {NO_FONT_HAS}"),
        official_name: Some(format!("{FIVE_PARTS} {FIVE_PARTS}")),
        own_script_name: Some(FreeText { text: format!("{own} {own} {own} {own} {own}"), language }),
        language,
        wording: Wording::Female,
    }
}

pub fn hard_scores() -> Vec<ScoreView> {
    let mut scores = scores();
    scores[0].evidence = Some(dutch(&long_note()));
    scores[2].evidence = Some(FreeText {
        text: "قال المشرف: Samir werkt snel عند الآلة رقم 3، الساعة 7:50.".to_owned(),
        language: Language::Ar,
    });
    scores[3].evidence =
        Some(dutch("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsblattausgabe"));
    scores
}

pub fn hard_assessment(language: Language, sides: Sides) -> AssessmentView {
    AssessmentView {
        person: hard_person(language),
        workplace: WorkplaceView {
            department: "Logistiek- en verpakkingsafdeling groentebewerking".to_owned(),
            workplace: Some("sorteermachine met een heel lange naam 12b".to_owned()),
        },
        observer: FIVE_PARTS.to_owned(),
        moment: Moment::Other("na de overstap naar de nieuwe loods".to_owned()),
        scores: hard_scores(),
        agreed: vec![AgreementView { what: dutch(&long_note()), who: None, before: None, concept: None }],
        signing: Signing::Draft,
        corrects: Some(CorrectionView {
            version: 1,
            signed_on: day(2016, 11, 3),
            reason: "Een score hoorde bij een collega.".to_owned(),
        }),
        ..assessment(language, sides)
    }
}

pub fn hard_my_assessment(language: Language) -> MyAssessmentView {
    MyAssessmentView {
        person: hard_person(language),
        observer: FIVE_PARTS.to_owned(),
        scores: hard_scores(),
        practise: DIMENSIONS.map(str::to_owned).to_vec(),
        agreed: vec![AgreementView { what: dutch(&long_note()), who: None, before: None, concept: None }],
        next: Some(AppointmentView { day: day(2016, 11, 25), ..appointment() }),
        ..my_assessment(language)
    }
}

pub fn hard_conversation(language: Language) -> ConversationView {
    let mut view = ConversationView { person: hard_person(language), ..conversation(language) };
    for question in &mut view.questions {
        question.remark = Some(dutch("Praat graag over het werk van zijn moeder, ከምኡ’ውን سمير."));
    }
    view.questions[0].remark = Some(dutch(&long_note()));
    view.questions[2].answer = AnswerView::Said(dutch(&long_note()));
    view.questions[6].answer = AnswerView::Count(60);
    view
}

/// Nothing filled in.
pub fn empty_assessment(language: Language) -> AssessmentView {
    AssessmentView {
        scores: Vec::new(),
        agreed: Vec::new(),
        discussed_on: None,
        ..assessment(language, Sides::WithOwnLanguage)
    }
}

pub fn empty_my_assessment(language: Language) -> MyAssessmentView {
    MyAssessmentView {
        scores: Vec::new(),
        practise: Vec::new(),
        agreed: Vec::new(),
        discussed_on: None,
        next: None,
        ..my_assessment(language)
    }
}

pub fn empty_conversation(language: Language) -> ConversationView {
    ConversationView { questions: Vec::new(), ..conversation(language) }
}
