//! Paper: saved through the system's own dialog, and read with other programs than ours.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::window::Window;
use crate::{LOOK_AGAIN, PATIENCE};

/// A PDF that other programs find sound, and what they read in it.
pub struct Sheet {
    text: String,
}

impl Sheet {
    pub fn read(path: &Path) -> Result<Sheet> {
        ensure!(std::fs::read(path)?.starts_with(b"%PDF-"), "{} is no PDF", path.display());
        // qpdf answers 3 when it has something to warn of: that is no sound PDF either.
        run("qpdf", &["--check", &path.to_string_lossy()])?;
        let text = run("pdftotext", &["-enc", "UTF-8", &path.to_string_lossy(), "-"])?;
        Ok(Sheet { text: plain(&text) })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether these words stand on it, also when a line broke between them.
    pub fn holds(&self, words: &str) -> bool {
        self.text.contains(&plain(words))
    }

    /// How many letters are of a script.
    pub fn letters_between(&self, first: char, last: char) -> usize {
        self.text.chars().filter(|letter| (first..=last).contains(letter)).count()
    }
}

/// Without what only says how to set it: line ends, marks of direction, the form feed between pages; and without the
/// marks over Arabic letters, which poppler does not read back.
fn plain(text: &str) -> String {
    let letters: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{64b}'..='\u{652}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn run(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| format!("{program} does not start"))?;
    if !output.status.success() {
        bail!(
            "{program} {arguments:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Presses “Bewaren” and answers the dialog of the system as a person would: types where, and Enter.
pub async fn save_as(window: &Window, path: &Path) -> Result<()> {
    let before = shown_windows();
    window.press("Bewaren").await?;
    let began = Instant::now();
    let dialog = loop {
        if let Some(new) = shown_windows().into_iter().find(|one| !before.contains(one)) {
            break new;
        }
        if began.elapsed() > PATIENCE {
            bail!("no dialog asks where to save");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    };
    run("xdotool", &["windowfocus", "--sync", &dialog])?;
    run("xdotool", &["key", "--clearmodifiers", "ctrl+a"])?;
    run("xdotool", &["type", "--clearmodifiers", &path.to_string_lossy()])?;
    run("xdotool", &["key", "--clearmodifiers", "Return"])?;
    window.sees(&format!("Bewaard als {}", path.display())).await
}

/// The windows of the display that have a name.
fn shown_windows() -> Vec<String> {
    // Without any, xdotool answers that it found none.
    let found = run("xdotool", &["search", "--onlyvisible", "--name", "."]).unwrap_or_default();
    found.lines().map(str::to_owned).collect()
}
