//! The open window: what can be seen in it, pressed and typed.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::desk::program;
use crate::process::{Companion, descendants, gone, pull_the_plug};
use crate::{LOOK_AGAIN, PATIENCE};

/// Looks at the screen that must be the same before it stands still: what comes late changes it in between.
const SAME_LOOKS: usize = 2;

/// How often a heading is looked for that may as well not come.
const QUICK_LOOKS: usize = 5;

/// What surrounds a window: variables that only it gets.
pub type Surroundings<'a> = &'a [(&'a str, &'a str)];

/// An open window.
pub struct Window {
    pub page: WebDriver,
    driver: Companion,
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Window {
    /// Opens the program with these arguments; the browser's own files come into `own`.
    pub async fn open(arguments: &[&str], own: &Path, surroundings: Surroundings<'_>) -> Result<Window> {
        let port = free_port()?;
        let log = std::fs::File::create(own.join("window.log"))?;
        let driver = Companion(
            as_a_person("WebKitWebDriver")?
                .arg(format!("--port={port}"))
                .env("TAURI_AUTOMATION", "true")
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .env("XDG_DATA_HOME", own.join("data"))
                .env("XDG_CACHE_HOME", own.join("cache"))
                .env("XDG_CONFIG_HOME", own.join("config"))
                .envs(surroundings.iter().copied())
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
        page.execute(include_str!("asked.js"), vec![]).await?;
        Ok(Window { page, driver })
    }

    /// Closes the window as a person would, and waits until the casebook is free.
    pub async fn close(self) -> Result<()> {
        let processes = descendants(self.driver.0.id())?;
        self.page.quit().await?;
        gone(&processes).await
    }

    /// Pulls the battery out: the window dies at once, without a last word.
    pub fn kill(self) -> Result<()> {
        for process in descendants(self.driver.0.id())? {
            pull_the_plug(process)?;
        }
        // Nobody is there any more to say goodbye to.
        std::mem::forget(self.page);
        Ok(())
    }

    /// Gives the window another size, in pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.page.set_window_rect(0, 0, width, height).await?;
        let began = Instant::now();
        let size = "return [innerWidth, innerHeight]";
        while self.page.execute(size, vec![]).await?.convert::<(u32, u32)>()? != (width, height) {
            if began.elapsed() > PATIENCE {
                bail!("the window does not become {width} × {height}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// The button, link, tab or radio with this name.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.press_one(name, &pressable(name)).await
    }

    /// The same, of those that are in the group, list or dialog with this name.
    pub async fn press_in(&self, group: &str, name: &str) -> Result<()> {
        let path = format!("//*[@role][@aria-label = {}]{}", quoted(group), pressable(name));
        self.press_one(&format!("{name} of {group}"), &path).await
    }

    /// The same, of those on the side of the newcomer.
    pub async fn press_in_stage(&self, name: &str) -> Result<()> {
        self.press_one(name, &format!("//main{}", pressable(name))).await
    }

    /// The same, of those in the dialog that is open.
    pub async fn press_in_dialog(&self, name: &str) -> Result<()> {
        self.press_one(name, &format!("//*[@role = 'dialog']{}", pressable(name))).await
    }

    /// Whether this is the heading of the screen, soon.
    pub async fn asks(&self, heading: &str) -> Result<bool> {
        let path = format!("//h1[contains(normalize-space(), {})]", quoted(heading));
        for _ in 0..QUICK_LOOKS {
            if !self.page.find_all(By::XPath(&path)).await?.is_empty() {
                return Ok(true);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(false)
    }

    /// What this path leads to.
    pub async fn press_one(&self, what: &str, path: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            self.find(&format!("something to press: {what}"), path).await?;
            for element in self.page.find_all(By::XPath(path)).await? {
                // What a dialog covers cannot be pressed; it may also be moving, or be replaced while the screen changes.
                if element.is_displayed().await.unwrap_or(false) && element.click().await.is_ok() {
                    return Ok(());
                }
            }
            if began.elapsed() > PATIENCE {
                self.picture("failed").await?;
                bail!("“{what}” cannot be pressed");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
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

    /// Chooses one of the options of the field with this label.
    pub async fn choose(&self, label: &str, option: &str) -> Result<()> {
        let label = quoted(label);
        let opener = format!("//button[@id = //label[normalize-space() = {label}]/@for]");
        self.press_one("the options", &opener).await?;
        // The list scrolls to what is chosen as it opens: an option that was looked up before is another one now.
        self.rest().await?;
        self.press_one(option, &format!("//*[@role = 'option'][normalize-space() = {}]", quoted(option)))
            .await?;
        let shown = format!("{opener}[normalize-space() = {}]", quoted(option));
        self.find(&format!("“{option}” as what was chosen"), &shown).await.map(|_| ())
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

    /// Waits until the screen stands still: every question to the casebook is answered, nothing moves, every picture and
    /// letter is there to be painted, and nothing has come late.
    pub async fn rest(&self) -> Result<()> {
        let began = Instant::now();
        let mut last = None;
        let mut same = 0;
        while same < SAME_LOOKS {
            let seen = self.page.execute_async(include_str!("still.js"), vec![]).await?;
            let seen = seen.json().as_str().map(str::to_owned);
            same = if seen.is_some() && seen == last { same + 1 } else { 0 };
            last = seen;
            if began.elapsed() > PATIENCE {
                bail!("the screen does not come to rest");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// Saves what the window shows, when a folder for pictures was named.
    pub async fn picture(&self, name: &str) -> Result<()> {
        if let Some(folder) = std::env::var_os("MEEDOEN_PICTURES") {
            std::fs::create_dir_all(&folder)?;
            self.page.screenshot(&Path::new(&folder).join(format!("{name}.png"))).await?;
        }
        Ok(())
    }

    /// Everything that can be read on the screen.
    pub async fn text(&self) -> Result<String> {
        Ok(self.page.find(By::Tag("body")).await?.text().await?)
    }

    /// The first thing on this path that is shown.
    pub async fn find(&self, what: &str, path: &str) -> Result<WebElement> {
        self.wait_for(what, path, true).await
    }

    /// The same of a drawing: the driver counts what holds no words as not shown.
    pub async fn find_drawn(&self, what: &str, path: &str) -> Result<WebElement> {
        self.wait_for(what, path, false).await
    }

    async fn wait_for(&self, what: &str, path: &str, is_worded: bool) -> Result<WebElement> {
        let began = Instant::now();
        loop {
            for element in self.page.find_all(By::XPath(path)).await? {
                if !is_worded || element.is_displayed().await.unwrap_or(false) {
                    return Ok(element);
                }
            }
            if began.elapsed() > PATIENCE {
                self.picture("failed").await?;
                let seen = self.text().await.unwrap_or_default();
                bail!("“{what}” is not on the screen; there is:\n{seen}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

/// A program with the rights of an ordinary person, for whom a folder can be closed.
fn as_a_person(program: &str) -> Result<Command> {
    const ADMINISTRATOR: u32 = 0;
    if std::fs::metadata("/proc/self")?.uid() != ADMINISTRATOR {
        return Ok(Command::new(program));
    }
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set", "-dac_override,-dac_read_search", program]);
    Ok(command)
}

/// Words as a literal of a path.
pub fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}

fn pressable(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[self::button or self::a or self::label[input[@type = 'radio']] or @role = 'button' or @role = 'tab' \
         or @role = 'radio' or @role = 'menuitem' or @role = 'option'][not(@disabled)]\
         [@aria-label = {name} or normalize-space() = {name} or .//text()[normalize-space() = {name}]]"
    )
}
