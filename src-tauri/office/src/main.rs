//! `meedoen-office`: the central office as a program.
// Its answers go to the terminal.
#![allow(clippy::print_stdout)]

mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = commands::Arguments::parse();
    match commands::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("meedoen-office: {error:#}");
            ExitCode::FAILURE
        }
    }
}
