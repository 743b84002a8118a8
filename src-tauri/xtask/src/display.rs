//! A display to show the window on: the one there is, or a virtual one.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

const SCREEN: &str = "1280x800x24";
const PATIENCE: Duration = Duration::from_secs(10);

/// A display, and the server behind it when it is a virtual one.
pub struct Display {
    pub name: Option<String>,
    server: Option<Child>,
}

impl Display {
    /// The display of this desk, or a virtual one that says so.
    pub fn find() -> Result<Display> {
        let there = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !cfg!(target_os = "linux") || there("DISPLAY") || there("WAYLAND_DISPLAY") {
            return Ok(Display { name: None, server: None });
        }
        let display = Display::virtual_one()?;
        eprintln!("  there is no display here: the window opens on a virtual one ({})", display.label());
        Ok(display)
    }

    /// A virtual display of 1280 × 800.
    pub fn virtual_one() -> Result<Display> {
        let number = (90..200)
            .find(|number| !Path::new(&format!("/tmp/.X11-unix/X{number}")).exists())
            .context("every display from :90 to :199 is taken")?;
        let name = format!(":{number}");
        let server = Command::new("Xvfb")
            .args([name.as_str(), "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the virtual display does not start: install xvfb")?;
        let mut display = Display { name: Some(name), server: Some(server) };
        let began = Instant::now();
        while !Path::new(&format!("/tmp/.X11-unix/X{number}")).exists() {
            if began.elapsed() > PATIENCE {
                display.stop();
                bail!("the virtual display did not start within {} seconds", PATIENCE.as_secs());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(display)
    }

    /// What a program on this display needs to know.
    pub fn apply(&self, command: &mut Command) {
        if let Some(name) = &self.name {
            // The accessibility bus is not there, and looking for it delays the window.
            command.env("DISPLAY", name).env("GTK_A11Y", "none").env("NO_AT_BRIDGE", "1");
        }
    }

    /// Saves what the display shows as soon as it stands still.
    pub fn save(&self, file: &Path, patience: Duration) -> Result<()> {
        let began = Instant::now();
        let mut before = Vec::new();
        loop {
            thread::sleep(Duration::from_millis(700));
            let now = self.grab()?;
            if now == before && colours(&now) > 2 {
                std::fs::write(file, now).with_context(|| format!("{} cannot be written", file.display()))?;
                return Ok(());
            }
            if began.elapsed() > patience {
                bail!("the window did not come to rest within {} seconds", patience.as_secs());
            }
            before = now;
        }
    }

    fn grab(&self) -> Result<Vec<u8>> {
        let mut command = Command::new("import");
        command.args(["-window", "root", "-define", "png:exclude-chunks=date,time", "png:-"]);
        self.apply(&mut command);
        let output = command.output().context("the picture cannot be taken: install imagemagick")?;
        if !output.status.success() {
            bail!("the picture cannot be taken: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }

    fn label(&self) -> &str {
        self.name.as_deref().unwrap_or("the desk's own")
    }

    fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A window that has not drawn yet is one plain colour and packs to almost nothing.
fn colours(png: &[u8]) -> usize {
    png.len() / 4096
}
