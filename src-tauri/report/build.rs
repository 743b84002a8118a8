//! Stops early, in one sentence, when the fonts have not been derived yet.
use std::path::Path;

const FACES: [&str; 6] = [
    "NotoSans-Regular",
    "NotoSans-Bold",
    "Vazirmatn-Regular",
    "Vazirmatn-Bold",
    "NotoSansEthiopic-Regular",
    "NotoSansEthiopic-Bold",
];

fn main() {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/.derived/fonts");
    for face in FACES {
        let file = fonts.join(format!("{face}.ttf"));
        println!("cargo:rerun-if-changed={}", file.display());
        if !file.is_file() {
            println!("cargo:error=The fonts are not there yet: run `cargo xtask assets` once.");
            std::process::exit(1);
        }
    }
}
