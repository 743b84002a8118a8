//! The real window on a virtual display, driven through WebKit's own driver.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// Longest wait for something to appear.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(60);

/// A desk: a home folder with its casebook, and perhaps an open window.
pub struct Desk {
    home: TempDir,
}

/// An open window.
pub struct Window {
    pub page: WebDriver,
    driver: Driver,
}

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program(variable: &str) -> Result<PathBuf> {
    let path = std::env::var_os(variable)
        .with_context(|| format!("{variable} is not set: run `cargo xtask test window`"))?;
    Ok(PathBuf::from(path))
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Desk {
    pub fn new() -> Result<Desk> {
        Ok(Desk { home: tempfile::tempdir()? })
    }

    pub fn casebook(&self) -> PathBuf {
        self.home.path().join("casebook")
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Runs the command line on this desk's casebook and answers what it printed.
    pub fn cli(&self, passphrase: &str, arguments: &[&str]) -> Result<String> {
        let output = Command::new(program("MEEDOEN_CLI")?)
            .arg("--casebook")
            .arg(self.casebook())
            .args(arguments)
            .env("MEEDOEN_PASSPHRASE", passphrase)
            .output()?;
        if !output.status.success() {
            bail!("meedoen-cli {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Opens the window on this desk's casebook.
    pub async fn open(&self) -> Result<Window> {
        Window::open(&["--casebook", &self.casebook().to_string_lossy()], self.home.path()).await
    }

    /// Opens the window on a casebook of made-up people.
    pub async fn open_demo(&self) -> Result<Window> {
        Window::open(&["--casebook", &self.casebook().to_string_lossy(), "--demo"], self.home.path()).await
    }
}

impl Window {
    async fn open(arguments: &[&str], home: &Path) -> Result<Window> {
        let port = free_port()?;
        let log = std::fs::File::create(home.join("window.log"))?;
        let driver = Driver(
            Command::new("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_AUTOMATION", "true")
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .env("XDG_DATA_HOME", home.join("data"))
                .env("XDG_CACHE_HOME", home.join("cache"))
                // Helper processes outlive a kill and would hold our pipes open.
                .stdout(Stdio::from(log.try_clone()?))
                .stderr(Stdio::from(log))
                .spawn()
                .context("WebKitWebDriver does not start: install webkit2gtk-driver")?,
        );
        let mut wanted = Capabilities::new();
        let binary = program("MEEDOEN_WINDOW")?;
        wanted.set("webkitgtk:browserOptions", json!({ "binary": binary, "args": arguments }))?;
        let began = Instant::now();
        let page = loop {
            match WebDriver::new(format!("http://127.0.0.1:{port}"), wanted.clone()).await {
                Ok(page) => break page,
                Err(error) if began.elapsed() > PATIENCE => return Err(error.into()),
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        };
        Ok(Window { page, driver })
    }

    /// Closes the window as a person would.
    pub async fn close(self) -> Result<()> {
        Ok(self.page.quit().await?)
    }

    /// Pulls the battery out: the window dies at once, without a last word.
    pub fn kill(self) -> Result<()> {
        let parent = self.driver.0.id();
        for process in children(parent)? {
            Command::new("kill").args(["-9", &process.to_string()]).status()?;
        }
        // The session went with the window.
        std::mem::forget(self.page);
        Ok(())
    }

    /// The button, link, tab or radio with this name.
    pub async fn press(&self, name: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            let element = self.find(&format!("something to press: {name}"), &pressable(name)).await?;
            match element.click().await {
                Ok(()) => return Ok(()),
                // It may still be moving, or be replaced while the screen changes.
                Err(_) if began.elapsed() < PATIENCE => tokio::time::sleep(LOOK_AGAIN).await,
                Err(error) => return Err(error).with_context(|| format!("“{name}” cannot be pressed")),
            }
        }
    }

    /// Whether something with this name can be pressed now.
    pub async fn can_press(&self, name: &str) -> Result<bool> {
        Ok(!self.page.find_all(By::XPath(pressable(name))).await?.is_empty())
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            match self.type_into(label, text).await {
                // It may still be moving while a panel opens.
                Err(_) if began.elapsed() < PATIENCE => tokio::time::sleep(LOOK_AGAIN).await,
                typed => return typed,
            }
        }
    }

    async fn type_into(&self, label: &str, text: &str) -> Result<()> {
        let field = self.field(label).await?;
        field.click().await.with_context(|| format!("“{label}” cannot be pressed"))?;
        if !field.value().await?.unwrap_or_default().is_empty() {
            field.clear().await.with_context(|| format!("“{label}” cannot be emptied"))?;
        }
        field.send_keys(text).await.with_context(|| format!("“{label}” cannot be typed into"))
    }

    /// The field with this label.
    pub async fn field(&self, label: &str) -> Result<WebElement> {
        let name = quoted(label);
        let path = format!(
            "//*[self::input or self::textarea or self::select][@id = //label[starts-with(normalize-space(), {name})]/@for \
             or ancestor::label[starts-with(normalize-space(), {name})] or @aria-label = {name}]"
        );
        self.find(label, &path).await
    }

    /// Waits until these words stand on the screen.
    pub async fn sees(&self, words: &str) -> Result<()> {
        let path = format!("//body//*[text()[contains(normalize-space(), {})]]", quoted(words));
        self.find(words, &path).await.map(|_| ())
    }

    /// Waits until these words are gone.
    pub async fn no_longer_sees(&self, words: &str) -> Result<()> {
        let began = Instant::now();
        while self.text().await?.contains(words) {
            if began.elapsed() > PATIENCE {
                bail!("“{words}” still stands on the screen");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// Waits until the screen stands still: nothing animates and every picture has come.
    pub async fn rest(&self) -> Result<()> {
        let began = Instant::now();
        let still = "return document.getAnimations().every((one) => one.playState !== 'running') \
                     && [...document.images].every((one) => one.complete) && document.fonts.status === 'loaded'";
        while !self.page.execute(still, vec![]).await?.convert::<bool>()? {
            if began.elapsed() > PATIENCE {
                bail!("the screen does not come to rest");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// Everything that can be read on the screen.
    pub async fn text(&self) -> Result<String> {
        Ok(self.page.find(By::Tag("body")).await?.text().await?)
    }

    /// Keys to whatever has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        let focused = self.page.active_element().await?;
        Ok(focused.send_keys(keys.into()).await?)
    }

    async fn find(&self, what: &str, path: &str) -> Result<WebElement> {
        let began = Instant::now();
        loop {
            for element in self.page.find_all(By::XPath(path)).await? {
                if element.is_displayed().await.unwrap_or(false) {
                    return Ok(element);
                }
            }
            if began.elapsed() > PATIENCE {
                let seen = self.text().await.unwrap_or_default();
                bail!("“{what}” is not on the screen; there is:\n{seen}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// What axe finds wrong on this screen.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let axe = include_str!("../../../ui/node_modules/axe-core/axe.min.js");
        self.page.execute(axe, vec![]).await?;
        let found = self
            .page
            .execute_async(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                    .then((result) => done(result.violations.map((rule) => rule.id + ': ' + rule.help + ' – ' + rule.nodes.map((node) => node.target.join(' ')).join(', '))),
                          (error) => done(['axe failed: ' + error]));",
                vec![],
            )
            .await?;
        Ok(serde_json::from_value(found.json().clone())?)
    }

    /// Saves what the window shows, when a folder for pictures was named.
    pub async fn picture(&self, name: &str) -> Result<()> {
        if let Some(folder) = std::env::var_os("MEEDOEN_PICTURES") {
            std::fs::create_dir_all(&folder)?;
            self.page.screenshot(&Path::new(&folder).join(format!("{name}.png"))).await?;
        }
        Ok(())
    }
}

fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}

fn pressable(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[self::button or self::a or @role='button' or @role='tab' or @role='radio' or @role='menuitem' or @role='option']\
         [not(@disabled)][@aria-label = {name} or normalize-space() = {name} or .//text()[normalize-space() = {name}]]"
    )
}

fn children(parent: u32) -> Result<Vec<u32>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { continue };
        let after_name = status.rsplit(')').next().unwrap_or_default();
        if after_name.split_whitespace().nth(1) == Some(&parent.to_string()) {
            all.push(process);
            all.extend(children(process)?);
        }
    }
    Ok(all)
}
