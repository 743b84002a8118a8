//! `cargo xtask assets`: derive the pictures and fonts the program ships from pinned packages and our own drawings.
//!
//! Third-party pictures and fonts are never committed. `assets/package.json` pins them; what stands in
//! `assets/.derived` can always be thrown away and made again.

mod packages;
mod pictures;
mod svg;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Where each font and its licence come from, and under which name it ships. The licence travels with the
/// font because the OFL asks for that.
const FONTS: [(&str, &str); 9] = [
    ("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf", "NotoSans-Regular.ttf"),
    ("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf", "NotoSans-Bold.ttf"),
    ("@expo-google-fonts/noto-sans/LICENSE_FONT", "NotoSans-OFL.txt"),
    ("vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf", "Vazirmatn-Regular.ttf"),
    ("vazirmatn/fonts/ttf/Vazirmatn-Bold.ttf", "Vazirmatn-Bold.ttf"),
    ("vazirmatn/OFL.txt", "Vazirmatn-OFL.txt"),
    (
        "@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf",
        "NotoSansEthiopic-Regular.ttf",
    ),
    (
        "@expo-google-fonts/noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf",
        "NotoSansEthiopic-Bold.ttf",
    ),
    ("@expo-google-fonts/noto-sans-ethiopic/LICENSE_FONT", "NotoSansEthiopic-OFL.txt"),
];

/// Derive everything below `root`/assets/.derived. A second run that finds nothing changed writes nothing.
pub fn derive(root: &Path) -> Result<()> {
    let assets = root.join("assets");
    packages::install(&assets)?;
    let modules = assets.join("node_modules");
    let derived = assets.join(".derived");
    let pictures = pictures::compose_all(&assets, &modules.join("openmoji/color/svg"))?;
    let written = replace_folder(&derived.join("pictures"), &pictures)?
        + replace_folder(&derived.join("fonts"), &read_fonts(&modules)?)?;
    eprintln!("assets: {} pictures and {} font files, {written} changed", pictures.len(), FONTS.len());
    Ok(())
}

fn read_fonts(modules: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    FONTS
        .iter()
        .map(|(from, to)| {
            let path = modules.join(from);
            let bytes = fs::read(&path).with_context(|| {
                format!("{} is missing: remove assets/node_modules and run again", path.display())
            })?;
            Ok(((*to).to_owned(), bytes))
        })
        .collect()
}

/// Make `folder` hold exactly `files`; answers how many files were written or removed. Unchanged files
/// keep their modification time, so that builds that watch them do not start over.
fn replace_folder(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<usize> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut changed = 0;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && !files.contains_key(&name) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            changed += 1;
        }
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        changed += 1;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_exactly_what_was_derived() {
        let folder = std::env::temp_dir().join(format!("meedoen-assets-{}", std::process::id()));
        let one =
            BTreeMap::from([("one.svg".to_owned(), b"1".to_vec()), ("two.svg".to_owned(), b"2".to_vec())]);
        assert_eq!(replace_folder(&folder, &one).unwrap(), 2);
        assert_eq!(replace_folder(&folder, &one).unwrap(), 0, "a second run writes nothing");
        let other = BTreeMap::from([("two.svg".to_owned(), b"3".to_vec())]);
        assert_eq!(replace_folder(&folder, &other).unwrap(), 2, "one removed, one rewritten");
        assert!(!folder.join("one.svg").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
