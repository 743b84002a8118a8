//! Offices that are killed at any instant lose nothing that they acknowledged; several of them on one PostgreSQL judge
//! as one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)] // A test says so by failing.

mod common;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use common::postgres::Cluster;
use common::process::Office;
use common::{Device, random};
use office::schema::office_schema;
use sync::{FieldNumber, KindNumber, RecordId, Value};

const PARTICIPANT: KindNumber = KindNumber(2);
const CALL_NAME: FieldNumber = FieldNumber(10);
const DEVICES: u32 = 4;
/// For how long the office is killed again and again.
const TROUBLE: Duration = Duration::from_secs(20);

/// Works until there is peace: writes into cases of its own and into one that all share; answers what it wrote last.
fn work(mut device: Device, shared: RecordId, peace: &AtomicBool) -> (Device, Vec<(RecordId, Value)>) {
    let schema = office_schema().unwrap();
    let (mut written, mut round) = (Vec::new(), 0);
    while !peace.load(Ordering::Relaxed) {
        round += 1;
        let (case, value) = (RecordId(random()), Value::Text(format!("case {round}")));
        device.write(&schema, case, PARTICIPANT, &[(CALL_NAME, value.clone())]);
        written.push((case, value));
        let value = Value::Text(format!("{} in round {round}", device.member));
        device.write(&schema, shared, PARTICIPANT, &[(CALL_NAME, value)]);
        let _ = device.exchange();
    }
    (device, written)
}

fn everything_arrives(devices: Vec<(Device, Vec<(RecordId, Value)>)>, office: &Office) {
    let mut devices = devices;
    for _ in 0..2 {
        devices.iter_mut().for_each(|(device, _)| device.settle());
    }
    let shared: Vec<_> = devices.iter().map(|(device, _)| device.store.data.open.clone()).collect();
    for (_, written) in &devices {
        assert!(!written.is_empty());
        for (device, _) in &devices {
            for (case, value) in written {
                assert_eq!(device.shows(*case, CALL_NAME).as_ref(), Some(value));
            }
        }
    }
    assert!(shared.windows(2).all(|two| two[0] == two[1]), "leads who see everything see the same");
    assert_eq!(office.command(&["export"]).unwrap().lines().count(), shared[0].len());
    assert_eq!(office.ask(&["verify"])["sound"], true);
}

fn killed_again_and_again(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::start(&folder.path().join("office"), database);
    let devices: Vec<Device> =
        (0..DEVICES).map(|number| Device::enrol(&office.invite(&format!("lead {number}"), "lead"))).collect();
    let (shared, peace) = (RecordId(random()), AtomicBool::new(false));
    let devices = std::thread::scope(|scope| {
        let workers: Vec<_> =
            devices.into_iter().map(|device| scope.spawn(|| work(device, shared, &peace))).collect();
        let (started, mut kills) = (Instant::now(), 0_u64);
        while started.elapsed() < TROUBLE {
            std::thread::sleep(Duration::from_millis(40 + random().as_u128() as u64 % 900));
            office.kill();
            office.start_again();
            kills += 1;
        }
        peace.store(true, Ordering::Relaxed);
        println!("{kills} kills");
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    everything_arrives(devices, &office);
    office.stop();
}

#[test]
fn an_office_on_the_embedded_store_loses_nothing_it_acknowledged() {
    killed_again_and_again(None);
}

#[test]
fn an_office_on_postgresql_loses_nothing_it_acknowledged() {
    let cluster = Cluster::start();
    killed_again_and_again(Some(&cluster.empty()));
}

#[test]
fn three_offices_on_one_postgresql_judge_as_one() {
    let cluster = Cluster::start();
    let address = cluster.empty();
    let folder = tempfile::tempdir().unwrap();
    let offices = Office::several(folder.path(), Some(&address), 3);
    let enrol = |number: usize| {
        let invitation = offices[0].invite(&format!("lead {number}"), "lead");
        Device::enrol_at(&invitation, &offices[number % 3].address)
    };
    let devices: Vec<Device> = (0..12).map(enrol).collect();
    let (shared, peace) = (RecordId(random()), AtomicBool::new(false));
    let devices: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            devices.into_iter().map(|device| scope.spawn(|| work(device, shared, &peace))).collect();
        std::thread::sleep(TROUBLE / 2);
        peace.store(true, Ordering::Relaxed);
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    everything_arrives(devices, &offices[0]);
    assert!(offices[1].command(&["restore", "nothing.backup"]).unwrap_err().contains("running"));
}
