//! `cargo xtask bench NAME [--json]`: every figure a ratio measured in one run against a peer or the physical limit.

mod casebook_bench;
mod figure;
mod people;
mod report_bench;
mod start_bench;

use std::path::PathBuf;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let (mut json, mut keep) = (false, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => json = true,
            "--keep" => keep = arguments.next().map(PathBuf::from),
            other => bail!("“{other}” is not one of --json, --keep DIR (of report)"),
        }
    }
    let figures = match name.as_str() {
        "casebook" => casebook_bench::run()?,
        "report" => report_bench::run(keep.as_deref())?,
        "start" => start_bench::run()?,
        _ => bail!("the benchmarks are: casebook, report, start"),
    };
    figure::print(&figures, json)
}
