//! From the program's start to a first screen that can be used, and the memory it then takes, against a Tauri window
//! with an empty page, the two in turn.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::figure::Figure;

const REPEATS: usize = 9;
/// How long a window rests before its memory is read.
const REST: Duration = Duration::from_secs(2);

/// One start.
struct Start {
    /// Milliseconds.
    ready: f64,
    /// Kibibytes of all its processes; shared pages count by their share.
    memory: f64,
}

/// Needs a display; the programs come from `MEEDOEN_WINDOW` and `MEEDOEN_EMPTY_WINDOW`.
pub fn run() -> Result<Vec<Figure>> {
    ensure!(
        cfg!(target_os = "linux"),
        "the processes of a window are counted through /proc: run this on Linux"
    );
    let program =
        |name: &str| std::env::var_os(name).with_context(|| format!("say in {name} which program to start"));
    let (window, empty) = (program("MEEDOEN_WINDOW")?, program("MEEDOEN_EMPTY_WINDOW")?);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first start of each reads the libraries from the disk.
    start(&window)?;
    start(&empty)?;
    for _ in 0..REPEATS {
        ours.push(start(&window)?);
        theirs.push(start(&empty)?);
    }
    let median = |starts: &[Start], of: fn(&Start) -> f64| {
        let mut all: Vec<f64> = starts.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let figure = |name, unit, of: fn(&Start) -> f64, scale: f64| {
        let (value, peer) = (median(&ours, of), median(&theirs, of));
        Figure {
            name,
            value: value / scale,
            unit,
            ratio: value / peer,
            against: "an empty Tauri window",
            goal: 1.3,
        }
    };
    Ok(vec![
        figure("window ready", "ms", |start| start.ready, 1.0),
        figure("memory at rest", "MiB", |start| start.memory, 1024.0),
    ])
}

fn start(program: &OsString) -> Result<Start> {
    let home = tempfile::tempdir()?;
    let began = Instant::now();
    let mut window = Command::new(program)
        .env("XDG_DATA_HOME", home.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("the window does not open")?;
    let out = window.stdout.take().context("the window has no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    let ready = began.elapsed().as_secs_f64() * 1000.0;
    thread::sleep(REST);
    let memory = memory_of(window.id());
    window.kill()?;
    window.wait()?;
    ensure!(line.trim() == "ready", "the window closed before it was ready");
    Ok(Start { ready, memory: memory? })
}

/// Of a process and everything it started.
fn memory_of(process: u32) -> Result<f64> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // A process may end between the two.
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        if let Some(parent) = parent.and_then(|parent| parent.parse().ok()) {
            children.entry(parent).or_default().push(id);
        }
    }
    let (mut waiting, mut total) = (vec![process], 0.0);
    while let Some(id) = waiting.pop() {
        let rollup = std::fs::read_to_string(Path::new("/proc").join(id.to_string()).join("smaps_rollup"));
        let share = rollup.unwrap_or_default();
        let share = share
            .lines()
            .find_map(|line| line.strip_prefix("Pss:"))
            .and_then(|rest| rest.split_whitespace().next());
        total += share.and_then(|share| share.parse::<f64>().ok()).unwrap_or(0.0);
        waiting.extend(children.remove(&id).unwrap_or_default());
    }
    ensure!(total > 0.0, "the memory of the window does not read");
    Ok(total)
}
