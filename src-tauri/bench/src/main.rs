//! `cargo xtask bench NAME [--json]`: every figure a ratio measured in one run against a peer or the physical limit.

mod casebook_bench;
mod figure;
mod people;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let json = arguments.iter().any(|argument| argument == "--json");
    let figures = match arguments.first().map(String::as_str) {
        Some("casebook") => casebook_bench::run()?,
        _ => bail!("the benchmarks are: casebook"),
    };
    figure::print(&figures, json)
}
