//! Stops early, in one sentence, when the pictures have not been derived yet.
use std::path::Path;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    for folder in
        ["phrasebook", "phrasebook/words", "forms", "instrument", "texts/nl", "texts/en", ".derived/pictures"]
    {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
    }
    if !root.join(".derived/pictures").is_dir() {
        println!("cargo:error=The pictures are not there yet: run `cargo xtask assets` once.");
        std::process::exit(1);
    }
}
