//! Are the made-up people whole, plausible, and nobody who exists?

use std::collections::{BTreeMap, BTreeSet};

use casebook::participant::{self, ParticipantFilter};
use casebook::today::{Task, TaskKind};
use casebook::{
    Verification, assessment, conversation, find_citizen_numbers, spelling_keys, timeline, today,
};
use phrasebook::Language;
use tempfile::TempDir;

use super::people::{Given, PEOPLE, Person};
use super::*;

/// People and organisations of the brochure, backwards: they are real and their names stand nowhere in this program.
const REAL_NAMES: &[&str] = &[
    "demahom",
    "meddakom",
    "egni",
    "neluemrev",
    "dlonra",
    "ejtreeh",
    "onnem",
    "regnef",
    "tram",
    "ratslav",
    "namreh",
    "sleffjiw",
    "teip",
    "nieh",
    "rennod",
    "reteip",
    "suimesniw",
    "nroohnee",
    "djam",
    "dijam",
    "iresawan",
    "rekka",
    "ennas",
    "etoohcs",
    "nevs",
    "nrooth",
    "nroot",
    "enhpad",
    "nhoj",
    "esdnerab",
    "niwde",
    "tseegdiuz",
    "kjiwedol",
    "rehcssa",
    "rikab",
    "irakhsal",
    "luap",
    "kniutiub",
    "seek",
    "regjits",
    "grubnenjitap",
    "sitiv",
    "krewnegnilethculv",
    "novartkele",
    "treppok",
    "dnalhcarolf",
    "tnelatgnilethculv",
    "dnomaid",
];

/// What a coach does not write down (domain.md §5.1, §5.4, §8): beginnings of words, and whole words.
const NEVER_BEGINS: &[&str] = &[
    "ziek",
    "dokter",
    "huisarts",
    "medicijn",
    "medis",
    "diagnos",
    "pijn",
    "zwanger",
    "trauma",
    "depress",
    "psych",
    "verslaa",
    "operatie",
    "moskee",
    "kerk",
    "islam",
    "moslim",
    "christ",
    "koptisch",
    "gebed",
    "bidden",
    "ramadan",
    "geloof",
    "politiek",
    "regering",
    "oorlog",
    "gevlucht",
    "vluchtverhaal",
    "smokkel",
    "asiel",
    "soldaat",
    "gevangen",
    "uitkering",
    "boete",
];
const NEVER: &[&str] = &["arts", "rug", "bsn", "stam", "boot", "leger", "god", "vlucht"];

/// Tuesday 1 November 2016, 10:42 in UTC.
const TUESDAY: i64 = 1_477_996_920_000;
const DAY: i64 = 86_400_000;

struct Desk {
    casebook: Casebook,
    session: Session,
    clock: Arc<Scripted>,
    phrasebook: Phrasebook,
    _home: TempDir,
}

/// A casebook with the made-up people, as of an instant.
fn desk(now: i64) -> Desk {
    let home = tempfile::tempdir().unwrap();
    let phrasebook = Phrasebook::embedded().unwrap();
    let clock = Arc::new(Scripted::at(now - LONGEST_AGO_MILLISECONDS));
    let new = NewCasebook {
        name: "Voorbeeld",
        member: "Marleen",
        role: Role::Coach,
        locale: "nl",
        passphrase: "zonlicht door het glas",
    };
    let (mut casebook, session, _) =
        Casebook::create(&home.path().join("casebook"), &new, clock.clone()).unwrap();
    let count = fill(&mut casebook, &session, &phrasebook, &clock, now).unwrap();
    assert_eq!(count, 16);
    Desk { casebook, session, clock, phrasebook, _home: home }
}

impl Desk {
    fn people(&self) -> Vec<participant::ParticipantPage> {
        let reading = self.casebook.read(&self.session);
        let phases = casebook::schema::choices::PHASE.iter().map(|phase| (*phase).to_owned()).collect();
        let filter = ParticipantFilter { phases, ..ParticipantFilter::default() };
        let rows = participant::list(&reading, &filter).unwrap().rows;
        rows.iter().map(|row| participant::page(&reading, row.person.id).unwrap()).collect()
    }

    fn today(&self) -> today::Today {
        today::page(&self.casebook.read(&self.session)).unwrap()
    }
}

fn sound(casebook: &Casebook) -> Verification {
    let verification = casebook.verify().unwrap();
    assert_eq!(verification.problems, Vec::<String>::new());
    verification
}

fn kinds(tasks: &[Task]) -> BTreeSet<String> {
    tasks.iter().map(|task| format!("{:?}", task.kind)).collect()
}

#[test]
fn two_casebooks_of_made_up_people_open_beside_each_other_and_are_sound() {
    let homes = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let phrasebook = Phrasebook::embedded().unwrap();
    let began = std::time::Instant::now();
    let made = homes.each_ref().map(|home| create(&home.path().join("casebook"), &phrasebook).unwrap());
    println!("two casebooks of made-up people in {:?}", began.elapsed());
    for (casebook, session) in &made {
        sound(casebook);
        assert!(!today::page(&casebook.read(session)).unwrap().today.is_empty());
    }
}

#[test]
fn filling_twice_adds_nothing() {
    let mut desk = desk(TUESDAY);
    let before = sound(&desk.casebook);
    let again = fill(&mut desk.casebook, &desk.session, &desk.phrasebook, &desk.clock, TUESDAY).unwrap();
    assert_eq!(again, 0);
    assert_eq!(sound(&desk.casebook), before);
}

#[test]
fn there_is_somebody_of_every_phase_every_language_and_every_role() {
    let desk = desk(TUESDAY);
    let people = desk.people();
    let values = |field| people.iter().filter_map(|page| page.record.text(field)).collect::<BTreeSet<_>>();
    assert_eq!(values("phase"), BTreeSet::from_iter(casebook::schema::choices::PHASE.iter().copied()));
    let spoken =
        Language::ALL.into_iter().filter(|language| !matches!(language, Language::Nl | Language::En));
    assert_eq!(values("talks_language"), spoken.map(Language::tag).collect());
    assert_eq!(
        values("birth_calendar"),
        BTreeSet::from_iter(casebook::schema::choices::CALENDAR.iter().copied())
    );
    assert_eq!(
        values("birth_source"),
        BTreeSet::from_iter(casebook::schema::choices::BIRTH_SOURCE.iter().copied())
    );
    let parts: BTreeSet<usize> = people.iter().map(|page| page.name_parts.len()).collect();
    assert!(parts.contains(&1) && parts.contains(&5), "{parts:?}");
    for page in &people {
        let age = page.age.as_ref().unwrap();
        assert!(age.least >= 18 && age.most <= 60, "{}: {age:?}", page.person.name);
        assert_eq!(page.lookalikes, [], "{}", page.person.name);
        assert!(page.record.held.is_empty() && page.last_note.is_some(), "{}", page.person.name);
    }
    let users =
        casebook::user::list(&desk.casebook.read(&desk.session), &desk.casebook.key_holders()).unwrap();
    let roles: BTreeSet<_> = users.iter().filter_map(|user| user.record.text("role")).collect();
    assert_eq!(roles, ["account_manager", "assistant", "coach", "lead"].into());
    assert_eq!(users.iter().filter(|user| user.has_key).count(), 1);
}

#[test]
fn today_shows_what_is_late_for_today_and_for_this_week_in_the_weekend_too() {
    // Tuesday, Saturday, Sunday and Monday, before the working day has begun.
    for later in [0, 4, 5, 6] {
        let now = TUESDAY + later * DAY - 4 * HOUR_MILLISECONDS;
        let desk = desk(now);
        let today = desk.today();
        let (late, week) = (kinds(&today.late), kinds(&today.week));
        for kind in [TaskKind::FirstConversation, TaskKind::StartWork, TaskKind::ReviewArrangement] {
            assert!(late.contains(&format!("{kind:?}")), "{kind:?} is not among {late:?}");
        }
        for kind in [TaskKind::GoOnConversation, TaskKind::SignAssessment, TaskKind::Meeting] {
            assert!(
                today.today.iter().any(|task| task.kind == kind && !task.done),
                "{kind:?} is not for today"
            );
        }
        assert!(today.today.iter().any(|task| task.done), "something was done today");
        for kind in [TaskKind::Meeting, TaskKind::Assess, TaskKind::LicenceEnds, TaskKind::ReviewArrangement]
        {
            assert!(week.contains(&format!("{kind:?}")), "{kind:?} is not among {week:?}");
        }
        assert!(today.late.len() <= 4, "a coach who is that late has nothing to show: {late:?}");
        let states: BTreeSet<_> =
            today.work_clocks.iter().map(|clock| format!("{:?}", clock.state)).collect();
        assert_eq!(states, ["Late".to_owned(), "Ok".to_owned(), "Soon".to_owned()].into());
        assert_eq!(today.handover_clocks.len(), 1);
    }
}

#[test]
fn history_lies_in_the_past_in_working_hours() {
    let desk = desk(TUESDAY);
    let reading = desk.casebook.read(&desk.session);
    let (mut told, mut moves) = (0, 0);
    for page in desk.people() {
        for entry in timeline::list(&reading, page.person.id).unwrap() {
            let is_to_come = matches!(entry.what, timeline::TimelineEvent::Meeting { .. });
            match &entry.what {
                timeline::TimelineEvent::Conversation { told: cards, .. } => told += cards.len(),
                timeline::TimelineEvent::Assessment { moves: changed, .. } => moves += changed.len(),
                _ => {}
            }
            let Some(at) = entry.what.at() else { continue };
            let time = reading.time_at(at).to_string();
            assert!(("07:00".."18:00").contains(&time.as_str()), "{} at {time}", page.person.name);
            assert!(at <= TUESDAY || is_to_come, "{} at {at}", page.person.name);
        }
        let history = casebook::history::list(&reading, page.person.id).unwrap();
        let arrived = page.record.text("arrived_on").unwrap_or("2016-10-01").to_owned();
        let first = history.iter().map(|entry| entry.at).min().unwrap();
        assert!(first <= TUESDAY && reading.day_at(first).to_string() >= arrived, "{}", page.person.name);
    }
    assert!(told > 60 && moves > 60, "{told} cards told, {moves} scores moved");
}

#[test]
fn conversations_are_closed_and_open_with_interpreters_of_every_kind() {
    let desk = desk(TUESDAY);
    let reading = desk.casebook.read(&desk.session);
    let (mut open, mut closed, mut drawings) = (0, 0, 0);
    let (mut interpreters, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for page in desk.people() {
        for row in conversation::list(&reading, page.person.id).unwrap() {
            *(if row.open { &mut open } else { &mut closed }) += 1;
            let page = conversation::page(&reading, row.id).unwrap();
            interpreters.extend(page.record.text("interpreter_kind").map(str::to_owned));
            asked.extend(page.answers.iter().filter_map(|answer| answer.text("question").map(str::to_owned)));
            for drawing in &page.drawings {
                let strokes = conversation::strokes(&reading, drawing.id).unwrap().unwrap();
                assert!(strokes.starts_with(br#"{"v":1,"strokes":[{"c":"ink","w":"#));
                drawings += 1;
            }
        }
    }
    assert!(closed >= 12 && open == 2 && drawings >= 3, "{closed} closed, {open} open, {drawings} drawings");
    assert_eq!(interpreters.len(), casebook::schema::choices::INTERPRETER.len(), "{interpreters:?}");
    let form = desk.phrasebook.newest_form("first-conversation").unwrap();
    assert_eq!(asked, form.questions().map(|question| question.id.clone()).collect());
}

#[test]
fn assessments_are_signed_discussed_drafted_and_corrected_on_every_dimension() {
    let desk = desk(TUESDAY);
    let reading = desk.casebook.read(&desk.session);
    let instrument = desk.phrasebook.newest_instrument("meedoen-kaart").unwrap();
    let mut states = BTreeMap::<&str, usize>::new();
    let mut seen = BTreeSet::new();
    for page in desk.people() {
        for row in assessment::list(&reading, page.person.id).unwrap() {
            let state = match (row.signed, row.discussed_on.is_some()) {
                (true, _) => "signed",
                (false, true) => "discussed",
                (false, false) => "draft",
            };
            *states.entry(state).or_default() += 1;
            *states.entry("correction").or_default() += usize::from(row.corrects.is_some());
            let page = assessment::page(&reading, row.id).unwrap();
            seen.extend(page.scores.into_iter().filter_map(|score| score.element));
        }
    }
    assert_eq!(seen, instrument.dimensions.iter().map(|dimension| dimension.id.clone()).collect());
    assert_eq!((states["discussed"], states["draft"], states["correction"]), (1, 1, 1));
    assert!(states["signed"] > 20, "{states:?}");
}

#[test]
fn every_answer_is_a_card_of_its_question() {
    let phrasebook = Phrasebook::embedded().unwrap();
    let form = phrasebook.newest_form("first-conversation").unwrap();
    for person in MadeUp::read().unwrap().people {
        for (id, given) in person.talk.iter().flat_map(|talk| &talk.answers) {
            let question = form.question(id).unwrap_or_else(|| panic!("{}: no question {id}", person.key));
            let cards: Vec<&String> = match given {
                Given::Many(cards) => cards.iter().collect(),
                Given::One(card) if !question.cards.is_empty() => vec![card],
                Given::Each(cards) if !question.cards.is_empty() => cards.keys().collect(),
                _ => Vec::new(),
            };
            for card in cards {
                let known =
                    question.cards.contains(card) || ["dont-know", "rather-not"].contains(&card.as_str());
                assert!(known, "{}: {id} has no card {card}", person.key);
            }
        }
    }
}

#[test]
fn nobody_of_the_brochure_is_among_them() {
    let real: Vec<String> = REAL_NAMES.iter().map(|name| name.chars().rev().collect()).collect();
    for word in words(PEOPLE) {
        assert!(!real.contains(&word), "{word} is the name of somebody who exists");
    }
    let keys_of =
        |name: &str| spelling_keys(name).into_iter().filter(|key| key.len() > 2).collect::<BTreeSet<_>>();
    for person in MadeUp::read().unwrap().people {
        for part in names(&person) {
            let alike = real.iter().find(|name| !keys_of(name).is_disjoint(&keys_of(&part)));
            assert_eq!(alike, None, "{part} is too much like the name of somebody who exists");
        }
    }
}

#[test]
fn nothing_is_told_that_a_coach_does_not_write_down() {
    for word in words(PEOPLE) {
        let never = NEVER.contains(&word.as_str())
            || NEVER_BEGINS.iter().any(|beginning| word.starts_with(beginning));
        assert!(!never, "{word} does not belong in the file");
    }
    assert_eq!(find_citizen_numbers(PEOPLE), []);
    let strokes = MadeUp::read()
        .unwrap()
        .people
        .into_iter()
        .filter_map(|person| person.talk)
        .flat_map(|talk| talk.drawings);
    for stroke in strokes.flat_map(|drawing| drawing.strokes) {
        assert!(stroke.p.len() >= 4 && stroke.p.len() % 2 == 0);
        assert!(stroke.p.chunks(2).all(|point| point[0] <= 1000 && point[1] <= 625), "off the sheet");
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase)
}

fn names(person: &Person) -> Vec<String> {
    let parts = person.file[0].sets["name_part"].values();
    let text = parts.filter_map(|fields| match fields.get("text") {
        Some(crate::GivenValue::Text(text)) => Some(text.clone()),
        _ => None,
    });
    text.collect()
}
