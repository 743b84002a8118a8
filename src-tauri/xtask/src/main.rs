//! `cargo xtask …`: so far only `assets`.

mod assets;

use std::path::Path;

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("no repository root")?;
    match std::env::args().nth(1).as_deref() {
        Some("assets") => assets::derive(root),
        _ => bail!("usage: cargo xtask assets"),
    }
}
