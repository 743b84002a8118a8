//! Fifty devices come back at once. `CHANGES` in the environment sets how much each brings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)] // A test says so by failing.

mod common;

use std::time::{Duration, Instant};

use common::postgres::Cluster;
use common::process::Office;
use common::{Client, Device, enrolment, random};
use office::clock::wall;
use office::enrol::enrol;
use office::folder::Folder;
use office::schema::office_schema;
use sync::schema::Role;
use sync::{FieldNumber, KindNumber, MemberId, RecordId, Value};

const DEVICES: usize = 50;

/// Enrols by the store: one address may not enrol so many so fast. Each goes to one of the office's processes.
fn devices(offices: &[Office]) -> Vec<Device> {
    let mut store = Folder::open(&offices[0].data).unwrap().store(&office_schema().unwrap()).unwrap();
    let enrol = |number: usize| {
        let name = format!("coach {number}");
        let invitation = store.writing(|store| store.invite(&name, Role::Coach, wall(), 1)).unwrap();
        let request = enrolment(&invitation, MemberId(random()));
        let answer = enrol(&mut store, wall(), &request).unwrap().unwrap();
        let address = offices[number % offices.len()].address.clone();
        Device::enrolled(Client { address, ..Client::of(&invitation) }, &answer)
    };
    (0..DEVICES).map(enrol).collect()
}

fn come_back_at_once(database: Option<&str>, processes: usize) {
    let changes = std::env::var("CHANGES").ok().and_then(|text| text.parse().ok()).unwrap_or(20_usize);
    let folder = tempfile::tempdir().unwrap();
    let offices = Office::several(folder.path(), database, processes);
    let schema = office_schema().unwrap();
    let mut devices = devices(&offices);
    for device in &mut devices {
        for number in 0..changes {
            let value = Value::Text(format!("participant {number}"));
            device.write(&schema, RecordId(random()), KindNumber(2), &[(FieldNumber(10), value)]);
        }
    }
    let started = Instant::now();
    let (mut took, refused): (Vec<Duration>, u32) = std::thread::scope(|scope| {
        let workers: Vec<_> = devices
            .iter_mut()
            .map(|device| {
                scope.spawn(move || {
                    let began = Instant::now();
                    device.settle();
                    (began.elapsed(), device.resent_in_full)
                })
            })
            .collect();
        let done: Vec<_> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
        (done.iter().map(|(took, _)| *took).collect(), done.iter().map(|(_, again)| *again).sum())
    });
    let all = started.elapsed();
    took.sort_unstable();
    println!(
        "{DEVICES} devices of {changes} changes in {all:.1?}: {:.0} a second; median {:.1?}, slowest {:.1?}",
        (DEVICES * changes) as f64 / all.as_secs_f64(),
        took[took.len() / 2],
        took[took.len() - 1],
    );
    assert_eq!(refused, 0, "nobody has to send again");
    let office = &offices[0];
    assert_eq!(office.command(&["export"]).unwrap().lines().count(), DEVICES * changes);
    assert_eq!(office.ask(&["verify"])["sound"], true);
}

#[test]
fn fifty_devices_come_back_at_once_to_the_embedded_store() {
    come_back_at_once(None, 1);
}

#[test]
fn fifty_devices_come_back_at_once_to_postgresql() {
    let cluster = Cluster::start();
    come_back_at_once(Some(&cluster.empty()), 1);
}

#[test]
fn fifty_devices_come_back_at_once_to_three_offices_on_one_postgresql() {
    let cluster = Cluster::start();
    come_back_at_once(Some(&cluster.empty()), 3);
}
