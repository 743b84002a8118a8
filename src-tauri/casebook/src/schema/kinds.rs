//! The kinds and their fields. Numbers are for ever: retire a field, never renumber or reuse it.

use sync::KindNumber;

use super::{Access, Field, Home, Identity, Kind, Reach, Settles, Shape, field};
use Shape::{Blob, Choice, Contact, Day, Flag, Integer, Line, Moment, Prose, Reference};

/// The words that choice fields take.
pub mod choices {
    #![allow(missing_docs)]
    pub const ROLE: &[&str] = &["coach", "assistant", "lead", "account_manager", "administrator"];
    pub const LOCALE: &[&str] = &["nl", "en"];
    pub const WORDING: &[&str] = &["neutral", "female", "male"];
    pub const CALENDAR: &[&str] = &["gregorian", "solar_hijri", "ethiopian"];
    pub const BIRTH_SOURCE: &[&str] = &["pass", "self", "estimated"];
    /// Where somebody stands on the way to work, in the order of the programme; life takes any order.
    pub const PHASE: &[&str] = &[
        "expected",
        "arrived",
        "guided",
        "internal_track",
        "external_track",
        "work_experience",
        "paid_work",
        "study",
        "aftercare",
        "closed",
    ];
    pub const ABILITY: &[&str] = &["none", "little", "well"];
    /// Latin script by the Raamwerk Alfabetisering NT2 (domain.md §6).
    pub const LATIN_SCRIPT: &[&str] = &["none", "alfa_a", "alfa_b", "alfa_c", "literate"];
    /// Levels of the Common European Framework with two steps below A1.
    pub const CEFR: &[&str] = &["A0", "A1-", "A1", "A2", "B1", "B2", "C1", "C2"];
    pub const LICENCE: &[&str] = &["none", "foreign", "dutch"];
    pub const NAME_ROLE: &[&str] = &["own", "father", "grandfather", "family", "unknown"];
    pub const SCHOOL: &[&str] = &["none", "primary", "secondary", "vocational", "university"];
    pub const HORIZON: &[&str] = &["now", "later", "both"];
    pub const HALF_DAY: &[&str] = &["free", "lesson", "work", "care", "school", "appointment", "unknown"];
    pub const TRAVEL: &[&str] = &["foot", "bicycle", "moped", "bus", "car", "ride_along"];
    pub const ARRANGEMENT: &[&str] = &[
        "standing",
        "sitting",
        "lifting",
        "kneeling",
        "cold",
        "heat",
        "height",
        "noise",
        "quiet_place",
        "extra_break",
        "half_days_a_week",
        "hours_a_day",
        "evening_and_night",
        "guidance_beside",
    ];
    pub const EXTENT: &[&str] = &["fine", "limited", "avoid"];
    pub const ARRANGEMENT_SOURCE: &[&str] = &["self", "agreed_with_doctor", "seen_at_work"];
    /// Draft first: a record is settled once its state is another one.
    pub const CONVERSATION_STATE: &[&str] = &["open", "closed"];
    pub const NOTE_STATE: &[&str] = &["open", "closed"];
    pub const ASSESSMENT_STATE: &[&str] = &["draft", "signed"];
    pub const INTERPRETER: &[&str] = &["none", "professional", "telephone", "fellow_refugee", "app"];
    pub const POINTED_BY: &[&str] = &["participant", "coach"];
    pub const ASSESSMENT_MOMENT: &[&str] = &["week_2", "week_6", "week_12", "transition", "other"];
}

const CASE_TEXT: usize = 2_000;

const WORK_PROFILE: Access =
    Access { assistant: Reach::Read, account_manager: Reach::Read, administrator: Reach::None };
const FLOOR: Access =
    Access { assistant: Reach::Write, account_manager: Reach::Read, administrator: Reach::None };
const FLOOR_ONLY: Access =
    Access { assistant: Reach::Everything, account_manager: Reach::None, administrator: Reach::None };
const COACH_ONLY: Access =
    Access { assistant: Reach::None, account_manager: Reach::None, administrator: Reach::None };
const DIRECTORY: Access =
    Access { assistant: Reach::Read, account_manager: Reach::Read, administrator: Reach::Everything };

/// Every kind of record there is.
pub static KINDS: &[Kind] = &[
    Kind {
        number: KindNumber(1),
        name: "user",
        about: "Somebody who works with this casebook: coach, assistant, lead, account manager or administrator.",
        home: Home::Organisation,
        identity: Identity::Given,
        settles: Settles::Never,
        access: DIRECTORY,
        fields: &[
            field(10, "name", Line(120), "Name, as colleagues know it").required(),
            field(11, "role", Choice(choices::ROLE), "What the person may see and do").required(),
            field(12, "language", Choice(choices::LOCALE), "Language of the screens"),
            field(13, "active", Flag, "0 once the person has left"),
        ],
    },
    Kind {
        number: KindNumber(2),
        name: "participant",
        about: "A newcomer who is guided into work; the case to which everything about that person belongs.",
        home: Home::Case,
        identity: Identity::Given,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: PARTICIPANT,
    },
    Kind {
        number: KindNumber(3),
        name: "name_part",
        about: "One part of a name, in order. A surname is never mandatory; one part or none is fine.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[
            field(10, "text", Line(80), "The part as on the pass").required().review().found_as_name(),
            field(11, "role", Choice(choices::NAME_ROLE), "What the part is"),
        ],
    },
    Kind {
        number: KindNumber(4),
        name: "language_skill",
        about: "A language somebody knows; the element is its BCP-47 tag.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[
            field(10, "understands", Choice(choices::ABILITY), "Understands it"),
            field(11, "speaks", Choice(choices::ABILITY), "Speaks it"),
            field(12, "reads", Choice(choices::ABILITY), "Reads it"),
        ],
    },
    Kind {
        number: KindNumber(5),
        name: "education",
        about: "A school somebody went to; the element names it within the person.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[
            field(10, "level", Choice(choices::SCHOOL), "Kind of school").required(),
            field(11, "subject", Line(200), "Subject, in the person's own words"),
            field(12, "country", Line(60), "Country of the school"),
            field(13, "years", Integer(0, 30), "Years"),
            field(14, "finished", Flag, "Finished"),
            field(15, "papers", Flag, "There is a diploma on paper"),
        ],
    },
    Kind {
        number: KindNumber(6),
        name: "work_experience",
        about: "Work done before; the element names it within the person, usually the occupation's picture.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[
            field(10, "occupation", Line(80), "Concept of the phrasebook, or free words").required(),
            field(11, "description", Prose(500), "What the person did"),
            field(12, "years", Integer(0, 60), "Years"),
            field(13, "country", Line(60), "Country"),
        ],
    },
    Kind {
        number: KindNumber(7),
        name: "skill",
        about: "Something somebody does well; the element is its picture.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[
            field(10, "skill", Line(80), "Concept of the phrasebook, or free words").required(),
            field(11, "description", Prose(500), "More about it"),
        ],
    },
    Kind {
        number: KindNumber(8),
        name: "wish",
        about: "Work somebody wants, now or later; the element is its picture.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[
            field(10, "horizon", Choice(choices::HORIZON), "Now, later, or both").required(),
            field(11, "description", Prose(500), "More about it"),
        ],
    },
    Kind {
        number: KindNumber(9),
        name: "availability",
        about: "A week of half-days that holds from one day to another; timetables change.",
        home: Home::Within("participant"),
        identity: Identity::Given,
        settles: Settles::Never,
        access: FLOOR,
        fields: &[
            field(10, "valid_from", Day, "First day it holds").required().together("validity"),
            field(11, "valid_until", Day, "Last day it holds; empty while it still does")
                .together("validity"),
        ],
    },
    Kind {
        number: KindNumber(10),
        name: "half_day",
        about: "What one half-day is for; the element is weekday and part: mon-morning … sun-evening.",
        home: Home::Within("availability"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: FLOOR,
        fields: &[field(10, "status", Choice(choices::HALF_DAY), "What it is for").required()],
    },
    Kind {
        number: KindNumber(11),
        name: "travel_mode",
        about: "A way somebody gets to work; the element is its picture.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: WORK_PROFILE,
        fields: &[field(10, "mode", Choice(choices::TRAVEL), "How").required()],
    },
    Kind {
        number: KindNumber(12),
        name: "arrangement",
        about: "A working arrangement (werkafspraak): what the work must heed. Never an illness, a medicine or a diagnosis.",
        home: Home::Within("participant"),
        identity: Identity::Element,
        settles: Settles::Never,
        access: FLOOR,
        fields: &[
            field(10, "subject", Choice(choices::ARRANGEMENT), "What it is about"),
            field(11, "extent", Choice(choices::EXTENT), "Fine, limited, or to be avoided")
                .required()
                .review(),
            field(12, "amount", Integer(0, 200), "Kilograms, half-days a week or hours a day, by subject"),
            field(13, "description", Prose(300), "More about it, without medical words"),
            field(
                14,
                "source",
                Choice(choices::ARRANGEMENT_SOURCE),
                "Told by the person, agreed with a doctor, or seen at work",
            ),
            field(15, "valid_until", Day, "Last day it holds"),
            field(16, "review_on", Day, "Day to look at it again"),
        ],
    },
    Kind {
        number: KindNumber(13),
        name: "conversation",
        about: "A conversation held with pictures, or with words. Its author's draft until closed.",
        home: Home::Within("participant"),
        identity: Identity::Given,
        settles: Settles::WhenClosed,
        access: COACH_ONLY,
        fields: CONVERSATION,
    },
    Kind {
        number: KindNumber(14),
        name: "answer",
        about: "What was pointed at; the element is question/card, or question/ for the question as a whole.",
        home: Home::Within("conversation"),
        identity: Identity::Element,
        settles: Settles::WithParent,
        access: COACH_ONLY,
        fields: &[
            field(10, "question", Line(40), "Question of the form").required(),
            field(11, "card", Line(40), "Card; empty when the answer is about the question as a whole"),
            field(
                12,
                "choice",
                Line(40),
                "yes, no, an answer card, now, later, lesson, dont-know, rather-not …",
            )
            .together("answer"),
            field(13, "number", Integer(0, 100_000), "A count").together("answer"),
            field(14, "text", Prose(CASE_TEXT), "What the coach wrote for the person").together("answer"),
            field(15, "pointed_by", Choice(choices::POINTED_BY), "Who pointed"),
            field(16, "answered_at", Moment, "When"),
            field(17, "not_understood", Flag, "The question was not understood"),
        ],
    },
    Kind {
        number: KindNumber(15),
        name: "assessment",
        about: "An assessment on the shop floor (beoordeling): a conversation tool. Its author's draft until signed.",
        home: Home::Within("participant"),
        identity: Identity::Given,
        settles: Settles::WhenClosed,
        access: FLOOR_ONLY,
        fields: ASSESSMENT,
    },
    Kind {
        number: KindNumber(16),
        name: "score",
        about: "One dimension of an assessment; the element is the dimension.",
        home: Home::Within("assessment"),
        identity: Identity::Element,
        settles: Settles::WithParent,
        access: FLOOR_ONLY,
        fields: &[
            field(10, "score", Integer(1, 5), "What the observer saw, 1 to 5")
                .sensitive()
                .review()
                .together("score"),
            field(11, "not_seen", Flag, "The observer could not see it").sensitive().together("score"),
            field(12, "evidence", Prose(CASE_TEXT), "What was seen, and when; needed for 1 and 5")
                .sensitive()
                .review(),
            field(13, "self_score", Integer(1, 5), "What the person thinks, by faces").sensitive(),
            field(14, "language_cause", Flag, "The score comes from language, not from the work").sensitive(),
        ],
    },
    Kind {
        number: KindNumber(17),
        name: "note",
        about: "A note (notitie). Its author's draft until closed.",
        home: Home::Within("participant"),
        identity: Identity::Given,
        settles: Settles::WhenClosed,
        access: COACH_ONLY,
        fields: &[
            field(10, "text", Prose(20_000), "The note").sensitive().review().found_as_text(),
            field(11, "author", Reference("user"), "Who wrote it").required(),
            field(12, "written_at", Moment, "When it was begun").required(),
            field(13, "state", Choice(choices::NOTE_STATE), "Open while it is a draft").required(),
            field(14, "corrects", Reference("note"), "The closed note it corrects"),
        ],
    },
    Kind {
        number: KindNumber(18),
        name: "drawing",
        about: "A drawing made together.",
        home: Home::Within("participant"),
        identity: Identity::Given,
        settles: Settles::Never,
        access: COACH_ONLY,
        fields: &[
            field(10, "conversation", Reference("conversation"), "The conversation it was made in"),
            field(11, "question", Line(40), "The question it was made at"),
            field(12, "strokes", Blob(512 * 1024), "Strokes: see docs/decisions/0006").sensitive(),
            field(13, "author", Reference("user"), "Who held the tablet"),
            field(14, "drawn_at", Moment, "When").required(),
        ],
    },
    Kind {
        number: KindNumber(19),
        name: "name_key",
        about: "By what a colleague recognises a case that she does not see: keyed hashes of the spelling keys of its names.",
        home: Home::Organisation,
        identity: Identity::Given,
        settles: Settles::Never,
        access: COACH_ONLY,
        fields: &[
            field(10, "keys", Line(4_000), "Hashes of sixteen letters, with spaces between"),
            field(11, "coach", Reference("user"), "Who guides the person").required(),
        ],
    },
];

const PARTICIPANT: &[Field] = &[
    field(10, "client_number", Line(32), "Random number of this programme (cliëntnummer)").found_as_number(),
    field(11, "municipal_file_number", Line(32), "File number at the municipality, if it gave one")
        .found_as_number(),
    field(12, "official_name", Line(200), "Name as on the pass").review().found_as_name(),
    field(13, "call_name", Line(80), "What the person wants to be called").review().found_as_name(),
    field(14, "own_script_name", Line(200), "Name in the person's own script").found_as_name(),
    field(16, "pronunciation", Line(120), "How the name sounds, in Dutch letters"),
    field(17, "wording", Choice(choices::WORDING), "Wording of questions where the language needs one"),
    field(20, "birth_year", Integer(1, 3000), "Year of birth in its own calendar")
        .sensitive()
        .review()
        .together("birth"),
    field(21, "birth_month", Integer(1, 13), "Month of birth, if known; the Ge'ez calendar has thirteen")
        .sensitive()
        .together("birth"),
    field(22, "birth_day", Integer(1, 31), "Day of birth, if known").sensitive().together("birth"),
    field(23, "birth_calendar", Choice(choices::CALENDAR), "Calendar of the date")
        .sensitive()
        .together("birth"),
    field(24, "birth_source", Choice(choices::BIRTH_SOURCE), "Where the date comes from")
        .sensitive()
        .together("birth"),
    field(30, "phone", Contact(60), "Telephone number").found_as_number(),
    field(31, "email", Contact(200), "E-mail address"),
    field(32, "town", Line(80), "Where the person lives"),
    field(40, "phase", Choice(choices::PHASE), "Where the person stands on the way to work"),
    field(41, "expected_on", Day, "Expected day of arrival"),
    field(42, "arrived_on", Day, "Day of arrival in the municipality: day 0 of all clocks"),
    field(43, "guidance_started_on", Day, "First day of guidance; due 21 days after arrival"),
    field(44, "work_started_on", Day, "First day at work; due 21 days after arrival"),
    field(46, "closed_on", Day, "Day the guidance ended"),
    field(50, "talks_language", Line(8), "Language the person likes to talk, BCP-47"),
    field(51, "reads_language", Line(8), "Language the person likes to read, BCP-47"),
    field(52, "reads_own", Choice(choices::ABILITY), "Reads and writes the own language"),
    field(53, "reads_latin", Choice(choices::LATIN_SCRIPT), "Reads and writes Latin script"),
    field(54, "dutch_level", Choice(choices::CEFR), "Dutch, as a whole, by the coach's estimate"),
    field(60, "school_years", Integer(0, 40), "Years of school"),
    field(61, "has_diploma", Flag, "There is a diploma on paper"),
    field(70, "wants_cycling_lessons", Flag, "Wants to learn to ride a bicycle"),
    field(71, "travel_minutes_most", Integer(0, 300), "Longest way to work, minutes"),
    field(72, "earliest_start_minutes", Integer(0, 1439), "Earliest start, minutes after midnight"),
    field(73, "licence", Choice(choices::LICENCE), "Driving licence"),
    field(74, "licence_categories", Line(20), "Categories of the licence"),
    field(
        80,
        "explained_on",
        Day,
        "Day on which was explained what is kept and who may see it (information, not consent)",
    ),
    field(90, "goal", Prose(CASE_TEXT), "What the person works towards").review().found_as_text(),
    field(91, "coach", Reference("user"), "The coach who guides the person"),
    field(92, "department", Line(80), "Where the person works now"),
];

const CONVERSATION: &[Field] = &[
    field(10, "form", Line(60), "Form (vragenset)").required(),
    field(11, "form_version", Integer(1, 10_000), "Version of the form it was held with").required(),
    field(12, "language", Line(8), "Language beside Dutch on the cards, BCP-47").required(),
    field(13, "wording", Choice(choices::WORDING), "Wording of the questions"),
    field(14, "author", Reference("user"), "Who holds it").required(),
    field(15, "state", Choice(choices::CONVERSATION_STATE), "Open until everything was read back").required(),
    field(16, "started_at", Moment, "When it began").required(),
    field(17, "ended_at", Moment, "When it was closed"),
    field(18, "at_question", Line(40), "Where to go on"),
    field(19, "short", Flag, "Held in the short version: half the questions, the others another day"),
    field(20, "interpreter_kind", Choice(choices::INTERPRETER), "Who interprets; never a minor"),
    field(21, "interpreter_language", Line(8), "Language of the interpreter, BCP-47"),
    field(22, "interpreter_name", Line(80), "First name of the interpreter, or nothing"),
    field(23, "interpreter_secrecy", Flag, "The interpreter agreed to secrecy"),
    field(24, "interpreter_accepted", Flag, "The person agreed with this interpreter"),
    field(30, "read_back", Flag, "Everything was read back and is right"),
    field(31, "note", Prose(20_000), "The coach's own words").sensitive().review().found_as_text(),
    field(32, "next_meeting_at", Moment, "When they meet again"),
    field(33, "corrects", Reference("conversation"), "The closed conversation it corrects"),
];

const ASSESSMENT: &[Field] = &[
    field(10, "instrument", Line(60), "Instrument").required(),
    field(11, "instrument_version", Integer(1, 10_000), "Version of the instrument").required(),
    field(12, "moment", Choice(choices::ASSESSMENT_MOMENT), "When in the route").required(),
    field(13, "observed_on", Day, "Day of observation").required(),
    field(14, "department", Line(80), "Where it was seen"),
    field(15, "author", Reference("user"), "The observer").required(),
    field(16, "state", Choice(choices::ASSESSMENT_STATE), "Draft until signed").required(),
    field(17, "signed_at", Moment, "When it was signed"),
    field(20, "discussed_on", Day, "Day it was discussed with the person; needed to sign").sensitive(),
    field(21, "interpreter_kind", Choice(choices::INTERPRETER), "Who interpreted that talk"),
    field(22, "interpreter_name", Line(80), "First name of the interpreter, or nothing"),
    field(30, "agreed", Prose(CASE_TEXT), "What was agreed").sensitive().review().found_as_text(),
    field(31, "next_on", Day, "Day of the next assessment or talk"),
    field(40, "corrects", Reference("assessment"), "The signed assessment it corrects"),
    field(41, "correction_reason", Prose(CASE_TEXT), "Why it was corrected (right to rectification)")
        .sensitive(),
];
