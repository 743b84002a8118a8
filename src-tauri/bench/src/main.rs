//! `cargo xtask bench NAME [--json]`: every figure a ratio measured in one run against a peer or the physical limit.
//! Each benchmark is a feature of the package, so that it builds its own peers only.

#[cfg(feature = "casebook")]
mod casebook_bench;
#[cfg(any(feature = "casebook", feature = "sync"))]
mod casebooks;
mod figure;
#[cfg(feature = "office")]
mod office_bench;
#[cfg(any(feature = "casebook", feature = "sync"))]
mod people;
#[cfg(any(feature = "casebook", feature = "sync"))]
mod plain;
#[cfg(feature = "report")]
mod report_bench;
#[cfg(feature = "start")]
mod start_bench;
#[cfg(feature = "sync")]
mod sync_bench;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use figure::Figure;

/// What may follow the name of a benchmark.
#[derive(Default)]
struct Options {
    json: bool,
    /// A folder for what `report` makes.
    #[cfg_attr(not(feature = "report"), allow(dead_code))]
    keep: Option<PathBuf>,
    /// What each device of `office` brings.
    #[cfg_attr(not(feature = "office"), allow(dead_code))]
    changes: Option<usize>,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let options = read(arguments)?;
    figure::print(&run(&name, &options)?, options.json)
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => options.json = true,
            "--keep" => options.keep = Some(arguments.next().context("--keep needs a folder")?.into()),
            "--changes" => {
                let count = arguments.next().context("--changes needs a number")?;
                options.changes = Some(count.parse().context("--changes needs a number")?);
            }
            other => bail!("“{other}” is not one of --json, --keep DIR (of report), --changes N (of office)"),
        }
    }
    Ok(options)
}

#[cfg_attr(not(any(feature = "report", feature = "office")), allow(unused_variables))]
fn run(name: &str, options: &Options) -> Result<Vec<Figure>> {
    match name {
        #[cfg(feature = "casebook")]
        "casebook" => casebook_bench::run(),
        #[cfg(feature = "office")]
        "office" => office_bench::run(options.changes),
        #[cfg(feature = "report")]
        "report" => report_bench::run(options.keep.as_deref()),
        #[cfg(feature = "start")]
        "start" => start_bench::run(),
        #[cfg(feature = "sync")]
        "sync" => sync_bench::run(),
        _ => bail!("this was not built for the benchmark “{name}”: start it by cargo xtask bench NAME"),
    }
}
