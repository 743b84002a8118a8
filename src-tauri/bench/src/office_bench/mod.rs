//! A thousand devices come back at once: what an office takes in over TLS, against its engine and store alone.

mod device;
#[allow(clippy::unwrap_used, clippy::expect_used)]
#[path = "../../../office/tests/common/postgres.rs"]
mod postgres;
mod process;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cpu_time::ProcessTime;
use office::folder::Folder;
use office::register::Identity;
use office::schema::office_schema;
use office::store::OfficeStore;
use reqwest::Client;
use sync::schema::SchemaTable;

use crate::figure::Figure;
use device::{Device, Place};
use postgres::Cluster;
use process::Process;

const DEVICES: usize = 1_000;
/// Cases that each device began before it went away.
const CASES: usize = 5;
/// What each brings unless told: a tenth of the 500 that it is to hold for.
const CHANGES: usize = 50;

/// What the figures of a database are called.
type Names = [&'static str; 5];
const EMBEDDED: Names = [
    "embedded: changes taken in",
    "embedded: slowest device",
    "embedded: hearing all of it",
    "embedded: peak memory",
    "embedded: CPU of the devices",
];
const POSTGRESQL: Names = [
    "PostgreSQL: changes taken in",
    "PostgreSQL: slowest device",
    "PostgreSQL: hearing all of it",
    "PostgreSQL: peak memory of three",
    "PostgreSQL: CPU of the devices",
];

/// `changes`: what each device brings.
pub fn run(changes: Option<usize>) -> Result<Vec<Figure>> {
    let changes = changes.unwrap_or(CHANGES);
    eprintln!("  {DEVICES} devices of {changes} changes each; the whole of it is --changes 500");
    let mut figures = measure(changes, None, 1, EMBEDDED)?;
    let cluster = postgres::Cluster::start();
    figures.extend(measure(changes, Some(&cluster), 3, POSTGRESQL)?);
    Ok(figures)
}

fn measure(changes: usize, cluster: Option<&Cluster>, processes: usize, names: Names) -> Result<Vec<Figure>> {
    let home = tempfile::tempdir()?;
    let alone = alone(&home.path().join("alone"), cluster.map(Cluster::empty), changes)?;
    let met = reconnect(home.path(), cluster.map(Cluster::empty), processes, changes)?;
    let all = (DEVICES * changes) as f64;
    eprintln!(
        "  {}: {:.1} s, of the engine and store alone {:.1} s; the office used {:.1} s of CPU, its devices {:.1} s",
        names[0],
        met.delivered.as_secs_f64(),
        alone.delivered.as_secs_f64(),
        met.office_cpu.as_secs_f64(),
        met.devices_cpu.as_secs_f64()
    );
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    Ok(vec![
        Figure {
            name: names[0],
            value: all / met.delivered.as_secs_f64(),
            unit: "a second",
            ratio: ratio(met.delivered, alone.delivered),
            against: "longer than engine and store alone, one after the other",
            goal: 1.0 / 0.4,
        },
        Figure::of_time(names[1], met.slowest, met.median, "the median device", 3.0),
        Figure::of_time(names[2], met.heard, alone.heard, "engine and store alone", 1.0 / 0.4),
        Figure {
            name: names[3],
            value: met.peak_memory,
            unit: "MiB",
            ratio: met.peak_memory / met.first_memory,
            against: "what it had before anybody came",
            goal: f64::INFINITY,
        },
        Figure::of_time(names[4], met.devices_cpu, met.office_cpu, "the office's CPU", f64::INFINITY),
    ])
}

/// Engine and store alone.
struct Alone {
    delivered: Duration,
    /// One device hears what all others brought.
    heard: Duration,
}

fn alone(folder: &Path, database: Option<String>, changes: usize) -> Result<Alone> {
    let schema = office_schema()?;
    let (mut store, mut devices) = prepare(folder, database.as_deref(), &schema, changes)?;
    let (mut delivered, mut heard) = (Duration::ZERO, Duration::ZERO);
    for device in &mut devices {
        while device.waits() {
            delivered += device.meet(&mut store, &schema)?.1;
        }
    }
    loop {
        let (again, took) = devices[DEVICES / 2].meet(&mut store, &schema)?;
        heard += took;
        if !again {
            return Ok(Alone { delivered, heard });
        }
    }
}

/// A new office whose devices were away long enough to have written something.
fn prepare(
    folder: &Path,
    database: Option<&str>,
    schema: &SchemaTable,
    changes: usize,
) -> Result<(OfficeStore, Vec<Device>)> {
    eprintln!("  {DEVICES} devices enrol and begin {CASES} cases each");
    let mut store = Folder::open_or_make(folder, database)?.store(schema)?;
    store.writing(|store| store.put_setting("identity", &Identity::random("Bench")?))?;
    let mut devices = Vec::with_capacity(DEVICES);
    for number in 0..DEVICES {
        let mut device = Device::enrol(&mut store, &format!("coach {number}"))?;
        device.begin_cases(CASES)?;
        while device.meet(&mut store, schema)?.0 {}
        device.change(changes)?;
        devices.push(device);
    }
    Ok((store, devices))
}

/// What came of a thousand devices at once.
struct Met {
    /// Until the last change was acknowledged.
    delivered: Duration,
    median: Duration,
    slowest: Duration,
    heard: Duration,
    /// Of all processes of the office, in MiB.
    first_memory: f64,
    peak_memory: f64,
    office_cpu: Duration,
    devices_cpu: Duration,
}

fn reconnect(home: &Path, database: Option<String>, processes: usize, changes: usize) -> Result<Met> {
    let schema = office_schema()?;
    let folder = |number: usize| home.join(format!("office {number}"));
    let (store, devices) = prepare(&folder(0), database.as_deref(), &schema, changes)?;
    let start = |number| Process::start(&folder(number), database.as_deref());
    let offices = (0..processes).map(start).collect::<Result<Vec<_>>>()?;
    let fingerprint = store.reachable()?.fingerprint.context("the office has a certificate of its own")?;
    drop(store);
    let places: Vec<Place> =
        offices.iter().map(|office| Place { address: office.address.clone(), fingerprint }).collect();
    let sum = |of: fn(&Process) -> Result<f64>| offices.iter().map(of).sum::<Result<f64>>();
    let office_cpu = || offices.iter().map(Process::cpu).sum::<Result<Duration>>();
    let (first_memory, office_cpu_before) = (sum(Process::present_memory)?, office_cpu()?);
    eprintln!("  they come back at once");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let connected = places.iter().cycle().zip(devices);
    let connected = connected.map(|(place, device)| Ok((device, Device::client(place)?, place.clone())));
    let connected = connected.collect::<Result<Vec<_>>>()?;
    let (own_cpu, began) = (ProcessTime::try_now()?, Instant::now());
    let (mut took, mut devices) = runtime.block_on(deliver(connected, began))?;
    let delivered = began.elapsed();
    let (devices_cpu, office_cpu) = (own_cpu.try_elapsed()?, office_cpu()?.saturating_sub(office_cpu_before));
    took.sort_unstable();
    let heard = runtime.block_on(hear(&mut devices[DEVICES / 2], &places[0]))?;
    Ok(Met {
        delivered,
        median: took[DEVICES / 2],
        slowest: took[DEVICES - 1],
        heard,
        first_memory,
        peak_memory: sum(Process::peak_memory)?,
        office_cpu,
        devices_cpu,
    })
}

/// Each device on a connection of its own, until nothing of it waits; answers how long each took.
async fn deliver(
    devices: Vec<(Device, Client, Place)>,
    began: Instant,
) -> Result<(Vec<Duration>, Vec<Device>)> {
    let come = |(mut device, client, place): (Device, Client, Place)| async move {
        while device.waits() {
            device.exchange(&client, &place).await?;
        }
        Ok::<_, anyhow::Error>((began.elapsed(), device))
    };
    let coming: Vec<_> = devices.into_iter().map(|one| tokio::spawn(come(one))).collect();
    let (mut took, mut back) = (Vec::with_capacity(coming.len()), Vec::with_capacity(coming.len()));
    for one in coming {
        let (time, device) = one.await??;
        took.push(time);
        back.push(device);
    }
    Ok((took, back))
}

/// How long it takes one device to hear what all others brought.
async fn hear(device: &mut Device, place: &Place) -> Result<Duration> {
    let client = Device::client(place)?;
    let began = Instant::now();
    while device.exchange(&client, place).await? {}
    Ok(began.elapsed())
}
