//! The casebook of the folder, opened with the passphrase of the environment or the prompt.

use std::io::IsTerminal;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use casebook::{Casebook, Credential, Session, Surroundings};

use crate::Cli;

/// Environment variable of the passphrase.
pub const PASSPHRASE: &str = "MEEDOEN_PASSPHRASE";

/// Opens the casebook with the machine's clock.
pub fn open(cli: &Cli) -> Result<(Casebook, Session)> {
    open_with(cli, Arc::new(desk::machine()))
}

/// Opens the casebook with another clock.
pub fn open_with(cli: &Cli, surroundings: Arc<dyn Surroundings>) -> Result<(Casebook, Session)> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase: ")?;
    Ok(Casebook::open(&cli.casebook, Credential::Passphrase(&passphrase), surroundings)?)
}

/// A passphrase from the environment, or from the prompt of a terminal.
pub fn passphrase(variable: &str, prompt: &str) -> Result<String> {
    if let Ok(passphrase) = std::env::var(variable) {
        return Ok(passphrase);
    }
    if !std::io::stdin().is_terminal() {
        bail!("set {variable}, or run this in a terminal");
    }
    rpassword::prompt_password(prompt).context("the passphrase cannot be read")
}

/// A new passphrase: from the environment, or typed twice the same.
pub fn new_passphrase(variable: &str) -> Result<String> {
    let first = passphrase(variable, "New passphrase: ")?;
    if std::env::var_os(variable).is_none() && passphrase(variable, "The same again: ")? != first {
        bail!("the two passphrases differ; nothing was changed");
    }
    Ok(first)
}
