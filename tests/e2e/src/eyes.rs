//! Looking at screens: a picture of each, and what is wrong with it.

use anyhow::{Result, ensure};

use crate::window::Window;

/// What was seen to be wrong, screen by screen.
#[derive(Default)]
pub struct Eyes {
    wrong: Vec<String>,
}

impl Eyes {
    pub fn new() -> Eyes {
        Eyes::default()
    }

    /// Waits until the screen stands still, takes a picture, and collects what axe and a ruler find.
    pub async fn look(&mut self, window: &Window, screen: &str) -> Result<()> {
        window.rest().await?;
        window.picture(screen).await?;
        let found = [violations(window).await?, out_of_place(window).await?].concat();
        self.wrong.extend(found.into_iter().map(|what| format!("{screen}: {what}")));
        Ok(())
    }

    /// Fails when something was wrong.
    pub fn are_satisfied(self) -> Result<()> {
        ensure!(self.wrong.is_empty(), "this was wrong:\n{}", self.wrong.join("\n"));
        Ok(())
    }
}

/// What axe finds wrong on this screen.
async fn violations(window: &Window) -> Result<Vec<String>> {
    window.page.execute(include_str!("../../../ui/node_modules/axe-core/axe.min.js"), vec![]).await?;
    let found = window.page.execute_async(include_str!("violations.js"), vec![]).await?;
    Ok(serde_json::from_value(found.json().clone())?)
}

/// Pictures that did not come, and a page that is wider than the window.
async fn out_of_place(window: &Window) -> Result<Vec<String>> {
    let found = window.page.execute(include_str!("out-of-place.js"), vec![]).await?;
    Ok(serde_json::from_value(found.json().clone())?)
}
