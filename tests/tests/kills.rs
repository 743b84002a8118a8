//! An office and five laptops as real programs, killed at any instant: what a laptop acknowledged is kept, and each shows
//! what its member may see of what the office holds. `KILL_SECONDS` in the environment says for how long on each store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)] // A test says so by failing.

mod common;

use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use casebook::Role;
use common::kept::place_of;
use common::postgres::Cluster;
use common::scope::{Held, difference, held, of_dump, seen_by};
use common::{Laptop, Office, new_id, new_word, participant};
use office::folder::Folder;
use office::schema::office_schema;
use serde_json::{Value as Json, json};
use sync::RecordId;

const SECONDS: u64 = 30;
/// Longest that a program may work before it is killed, in milliseconds: every instant of it has its turn.
const LONGEST: u64 = 900;

/// Numbers that nobody foresees.
fn random(below: u64) -> u64 {
    u64::from_le_bytes(uuid::Uuid::now_v7().as_bytes()[8..].try_into().unwrap()) % below
}

/// Somebody at work.
struct Desk {
    laptop: Laptop,
    member: String,
    role: Role,
    /// What was acknowledged: in which record, and a text that nobody else writes.
    said: Vec<(String, String)>,
    kills: usize,
}

impl Desk {
    fn enrol(office: &Office, name: &str, role: Role) -> Desk {
        let laptop = Laptop::of(name, &role.name().replace('_', "-"));
        let invitation = office.invite(name, &role.name().replace('_', "-"));
        let member = laptop.json(&["enrol", &invitation])["member"].as_str().unwrap().to_owned();
        Desk { laptop, member, role, said: Vec::new(), kills: 0 }
    }

    /// One thing that its member does, and a record with the text that must not get lost.
    fn work(&self, coaches: &[String]) -> Option<(String, String, Json)> {
        let dump = self.laptop.dump();
        let people: Vec<&Json> = dump.iter().filter(|record| record["kind"] == "participant").collect();
        let person = people.get(random(people.len().max(1) as u64) as usize);
        let text = format!("{} {}", self.role.name(), new_word());
        let may_begin = matches!(self.role, Role::Lead | Role::Coach);
        let (person, choice) = match person {
            None if may_begin => return Some(begin(text)),
            None => return None,
            Some(_) if may_begin && random(5) == 0 => return Some(begin(text)),
            Some(person) => (person["id"].as_str().unwrap().to_owned(), random(4)),
        };
        let seen = |field: &str| {
            let record = people.iter().find(|record| record["id"] == person.as_str());
            record.unwrap()["stamps"][field].clone()
        };
        let change = |field: &str, value: &str| json!({"op": "participant.change", "id": person, "fields": {field: value}, "seen": {field: seen(field)}});
        match (self.role, choice) {
            (Role::Lead, 0) => {
                let coach = &coaches[random(coaches.len() as u64) as usize];
                Some((String::new(), String::new(), change("coach", coach)))
            }
            (Role::Lead | Role::Coach, 1) => {
                let note = new_id();
                let operation =
                    json!({"op": "note.add", "id": note, "parent": person, "fields": {"text": text}});
                Some((note, text, operation))
            }
            (Role::Lead | Role::Coach, _) => {
                let field = ["goal", "department"][random(2) as usize];
                Some((person.clone(), text.clone(), change(field, &text)))
            }
            (Role::Assistant, _) => {
                let element = ["lifting", "cold", "noise"][random(3) as usize];
                let of =
                    dump.iter().find(|one| one["parent"] == person.as_str() && one["element"] == element);
                let seen = of.map(|one| one["stamps"]["description"].clone());
                let fields = json!({"extent": "limited", "description": text});
                let mut operation = json!({"op": "arrangement.put", "parent": person, "element": element});
                operation["fields"] = fields;
                operation["seen"] = json!({"description": seen});
                let kind = casebook::schema::Kind::named("arrangement").unwrap();
                let parent = RecordId(person.parse().unwrap());
                let record = casebook::Step::element_id(parent, kind, element).to_string();
                Some((record, text, operation))
            }
            _ => None,
        }
    }

    /// Works and exchanges until there is peace; some of what it begins is killed.
    fn work_until(&mut self, coaches: &[String], peace: &AtomicBool) {
        while !peace.load(Ordering::Relaxed) {
            if let Some((record, text, operation)) = self.work(coaches) {
                let began = self.laptop.begin_to_apply(&[operation]);
                if self.ends(began, 6) && !text.is_empty() {
                    self.said.push((record, text));
                }
            }
            let mut sync = self.laptop.command(&["sync"]);
            let sync = sync.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            self.ends(sync, 2);
        }
    }

    /// Whether it came to a good end; one in so many is killed before.
    fn ends(&mut self, mut process: Child, one_in: u64) -> bool {
        if random(one_in) == 0 {
            thread::sleep(Duration::from_millis(random(LONGEST)));
            self.kills += usize::from(process.try_wait().unwrap().is_none());
            let _ = process.kill();
        }
        process.wait().unwrap().success()
    }
}

fn begin(text: String) -> (String, String, Json) {
    let id = new_id();
    let operation = participant(&id, &text);
    (id, text, operation)
}

fn killed_for_a_while(database: Option<&str>, processes: usize) {
    let home = tempfile::tempdir().unwrap();
    let mut office = Office::of(home.path(), database, processes);
    let roles = [
        ("Ria", Role::Lead),
        ("Els", Role::Coach),
        ("Joost", Role::Coach),
        ("Sven", Role::Assistant),
        ("Edwin", Role::AccountManager),
    ];
    let mut desks: Vec<Desk> = roles.iter().map(|(name, role)| Desk::enrol(&office, name, *role)).collect();
    let coaches: Vec<String> = desks[..4].iter().map(|desk| desk.member.clone()).collect();
    // Everybody who works on cases has one, once the lead has heard of them all.
    (0..2).for_each(|_| desks.iter().for_each(|desk| desk.laptop.settle()));
    for coach in &coaches {
        let mut one = participant(&new_id(), &new_word());
        one["fields"]["coach"] = json!(coach);
        assert!(desks[0].laptop.apply(&[one]));
    }
    desks.iter().for_each(|desk| desk.laptop.settle());
    let seconds = std::env::var("KILL_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    let (trouble, peace) = (Duration::from_secs(seconds), AtomicBool::new(false));
    let mut kills = 0;
    thread::scope(|scope| {
        for desk in &mut desks {
            scope.spawn(|| desk.work_until(&coaches, &peace));
        }
        let started = Instant::now();
        while started.elapsed() < trouble {
            thread::sleep(Duration::from_millis(100 + random(1_500)));
            office.kill_and_start_again(random(processes as u64) as usize);
            kills += 1;
        }
        peace.store(true, Ordering::Relaxed);
    });
    for _ in 0..3 {
        desks.iter().for_each(|desk| desk.laptop.settle());
    }
    println!(
        "{seconds} s: {kills} kills of the office, {} of casebooks, {} texts acknowledged",
        desks.iter().map(|desk| desk.kills).sum::<usize>(),
        desks.iter().map(|desk| desk.said.len()).sum::<usize>(),
    );
    let store = Folder::open(&office.data).unwrap().store(&office_schema().unwrap()).unwrap();
    for (record, text) in desks.iter().flat_map(|desk| &desk.said) {
        let place = place_of(&store, RecordId(record.parse().unwrap()), text);
        assert!(place.is_some(), "{text} is lost");
    }
    let export = office.command(&["export"]);
    let export: Vec<Held> = export.lines().map(|line| held(&serde_json::from_str(line).unwrap())).collect();
    for desk in &desks {
        let shows = of_dump(&desk.laptop.dump());
        let differing = difference(&shows, &seen_by(&desk.member, desk.role, &export));
        assert!(differing.is_empty(), "{} shows something else:\n{}", desk.role.name(), differing.join("\n"));
        assert_eq!(desk.laptop.run(&["verify"]).status.code(), Some(0));
    }
    assert!(desks.iter().any(|desk| !desk.said.is_empty()), "nobody wrote anything");
    assert!(office.command(&["verify"]).to_lowercase().contains("sound"));
}

#[test]
fn programs_that_are_killed_at_any_instant_lose_nothing_on_the_embedded_store() {
    killed_for_a_while(None, 1);
}

#[test]
fn two_offices_on_one_postgresql_and_their_laptops_lose_nothing_when_killed() {
    let cluster = Cluster::start();
    killed_for_a_while(Some(&cluster.empty()), 2);
}
