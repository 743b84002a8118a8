//! `cargo xtask …`: set up, run, test, simulate, bench, bundle. Needs nothing but a Rust toolchain and Node; what else is
//! missing it installs, or says in one sentence how to.
#![allow(clippy::print_stdout)] // A program that speaks to a terminal.

mod assets;
mod bench;
mod display;
mod packages;
mod run;
mod shell;
mod simulate;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
cargo xtask run [--demo] [--casebook DIR] [--screenshot FILE] [--release]
                      installs what is missing, builds, and opens Meedoen
cargo xtask test [PART]
                      everything a change must pass; PART is one of: format, lints, rust, ui, window
cargo xtask bench NAME [--json]
                      measures against a peer in the same run; NAME is one of: casebook, report, start, sync, office
cargo xtask simulate [--seeds N] [--from SEED]
                      the sync engine under every fault, seed by seed; one that fails is shrunk and told
cargo xtask assets    derives pictures and fonts from their packages
cargo xtask bindings  writes ui/src/ipc/bindings.ts from the commands in Rust
cargo xtask bundle    builds a package to install";

fn main() -> ExitCode {
    match dispatch(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: Vec<String>) -> Result<()> {
    let root = root()?;
    match arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        Some(("run", rest)) => run::run(&root, rest),
        Some(("test", rest)) => test::test(&root, rest),
        Some(("bench", rest)) => bench::bench(&root, rest),
        Some(("simulate", rest)) => simulate::simulate(&root, rest),
        Some(("assets", [])) => assets::derive(&root),
        Some(("bindings", [])) => run::bindings(&root),
        Some(("bundle", [])) => run::bundle(&root),
        Some(("help" | "--help" | "-h", _)) => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("this is what there is:\n{USAGE}"),
    }
}

fn root() -> Result<PathBuf> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = own.ancestors().nth(2).context("xtask is not in src-tauri/xtask")?;
    Ok(root.to_path_buf())
}
