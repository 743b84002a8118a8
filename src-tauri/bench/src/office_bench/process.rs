//! A `meedoen-office` of its own, as it is given out.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

/// What `/proc` counts time in.
const TICKS_A_SECOND: f64 = 100.0;

/// A running office; ends when it is dropped.
pub struct Process {
    pub address: String,
    child: Child,
}

impl Process {
    /// Starts it; the program comes from `MEEDOEN_OFFICE`. What it logs goes beside its folder.
    pub fn start(folder: &Path, database: Option<&str>) -> Result<Process> {
        let program = std::env::var_os("MEEDOEN_OFFICE").context("start it by cargo xtask bench office")?;
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder);
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        let log = File::create(folder.with_extension("log"))?;
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn()?;
        let out = child.stdout.take().context("an office says nothing")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().split("https://").nth(1).context("the office did not start")?.to_owned();
        Ok(Process { address, child })
    }

    /// The most memory it ever had, in MiB.
    pub fn peak_memory(&self) -> Result<f64> {
        self.memory("VmHWM:")
    }

    /// The memory it has, in MiB.
    pub fn present_memory(&self) -> Result<f64> {
        self.memory("VmRSS:")
    }

    fn memory(&self, which: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(which)).context("no memory told")?;
        let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kibibytes / 1024.0)
    }

    /// Processor time that it took.
    pub fn cpu(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // Its name stands in parentheses and may hold spaces.
        let (_, rest) = stat.rsplit_once(')').context("/proc reads differently")?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
        Ok(Duration::from_secs_f64(ticks / TICKS_A_SECOND))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
