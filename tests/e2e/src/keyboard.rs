//! The window without a mouse: every key goes to what has the focus.

use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use thirtyfour::prelude::*;

use crate::window::Window;
use crate::{LOOK_AGAIN, PATIENCE};

/// More stops than this between two things that follow each other are too many for anybody.
const MOST_STOPS: usize = 16;

/// A key with another one held down.
pub struct Combination(pub Key, pub char);

/// Hands that only type, and count how often they had to go on to the next stop.
pub struct Keyboard<'a> {
    window: &'a Window,
}

/// What has the focus.
#[derive(Debug, Deserialize)]
struct Focus {
    /// Its name, as it is read aloud.
    name: String,
    /// It is nothing: the focus was lost.
    nowhere: bool,
    /// Something around it shows that it is there.
    ring: bool,
    /// It is in sight.
    in_sight: bool,
}

impl<'a> Keyboard<'a> {
    pub fn of(window: &'a Window) -> Keyboard<'a> {
        Keyboard { window }
    }

    pub async fn press(&self, key: Key) -> Result<()> {
        Ok(self.window.page.action_chain().send_keys(key).perform().await?)
    }

    pub async fn press_together(&self, Combination(held, key): Combination) -> Result<()> {
        let hands = self.window.page.action_chain();
        Ok(hands.key_down(held.clone()).send_keys(key).key_up(held).perform().await?)
    }

    /// Types into the field that has the focus.
    pub async fn write(&self, text: &str) -> Result<()> {
        Ok(self.window.page.action_chain().send_keys(text).perform().await?)
    }

    /// On with Tab until what has this name; answers how many stops that took.
    pub async fn reach(&self, name: &str) -> Result<usize> {
        self.go(name, Way::On).await
    }

    /// Back with Shift+Tab.
    pub async fn reach_back(&self, name: &str) -> Result<usize> {
        self.go(name, Way::Back).await
    }

    /// Waits until the focus came by itself to what has this name: after a dialog, on a new screen.
    pub async fn is_on(&self, name: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            let focus = self.focus().await?;
            if !focus.nowhere && focus.name.contains(name) {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                bail!("the focus did not come to “{name}”; it is on {focus:?}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn go(&self, name: &str, way: Way) -> Result<usize> {
        self.window.rest().await?;
        let mut passed = Vec::new();
        for stops in 1..=MOST_STOPS {
            match way {
                Way::On => self.press(Key::Tab).await?,
                Way::Back => self.press_backwards().await?,
            }
            let focus = self.focus().await?;
            ensure!(!focus.nowhere, "the focus was lost on the way to “{name}”, after {passed:?}");
            ensure!(focus.ring, "nothing shows that “{}” has the focus", focus.name);
            ensure!(focus.in_sight, "“{}” has the focus and is not in sight", focus.name);
            if focus.name.contains(name) {
                return Ok(stops);
            }
            passed.push(focus.name);
        }
        bail!("“{name}” cannot be reached; there is: {passed:?}")
    }

    async fn press_backwards(&self) -> Result<()> {
        let hands = self.window.page.action_chain();
        Ok(hands.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift).perform().await?)
    }

    async fn focus(&self) -> Result<Focus> {
        let found = self.window.page.execute(include_str!("focus.js"), vec![]).await?;
        serde_json::from_value(found.json().clone()).context("what has the focus")
    }
}

#[derive(Clone, Copy)]
enum Way {
    On,
    Back,
}
