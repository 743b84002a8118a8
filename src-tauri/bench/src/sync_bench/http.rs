//! The same deliveries to an office in this process and to one over HTTP and TLS.

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use casebook::Session;
use office::clock::wall;
use office::serve::{Server, Settings};
use sync::client::OfficeClient;
use sync::exchange::{Answer, Gate, Limits, Request};
use sync::office::OfficeTime;

use super::desk::Office;

/// How long it takes in this process without a wire, and over HTTP.
pub fn deliver(home: &Path, session: &Session, requests: &[Request]) -> Result<(Duration, Duration)> {
    let mut office = Office::open(home.join("office in process"))?;
    office.enrol(session, "Ria")?;
    let began = Instant::now();
    for request in requests {
        let time = OfficeTime { wall: wall(), held: false };
        office.store.set_wall(time.wall);
        let answer =
            sync::office::receive(&mut office.store, &office.schema, time, request, Limits::default());
        took(request, &office.store.finish(answer)?)?;
    }
    let in_process = began.elapsed();

    let mut office = Office::open(home.join("office over HTTP"))?;
    let token = office.enrol(session, "Ria")?.token;
    let settings = Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        addresses: Vec::new(),
        name: None,
        administrator: "Ria".into(),
        certificate: None,
    };
    let server = Server::open(&office.folder, &settings)?;
    let address = server.address().to_string();
    let fingerprint = office.store.reachable()?.fingerprint;
    let (ready, is_ready) = channel();
    // It ends with the process.
    std::thread::spawn(move || {
        server.run(std::future::pending, || {
            // Nobody waits any more when it comes too late.
            let _ = ready.send(());
        })
    });
    is_ready.recv()?;
    let mut client = OfficeClient::new(&[address], fingerprint)?;
    let began = Instant::now();
    for request in requests {
        took(request, &client.exchange(&token, request)?)?;
    }
    Ok((in_process, began.elapsed()))
}

/// The office is to have judged everything.
fn took(request: &Request, answer: &Answer) -> Result<()> {
    let judged = match &answer.gate {
        Gate::Open(opened) => opened.judged.len(),
        _ => 0,
    };
    ensure!(judged == request.sent.len(), "the office did not take everything");
    Ok(())
}
