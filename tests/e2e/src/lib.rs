//! The real window on a virtual display, driven through WebKit's own driver, and what a coach does in it.

mod card;
mod desk;
mod eyes;
mod hands;
mod keyboard;
mod office;
mod paper;
mod printer;
mod process;
mod talk;
mod window;
mod words;

pub use card::{Given, make_assessment, open_preview, sign};
pub use desk::{Desk, PASSPHRASE};
pub use eyes::Eyes;
pub use hands::{
    add_participant, at_work, begin_conversation, first_run, go_to_tab, leave_conversation, open_participant,
    unlock,
};
pub use keyboard::{Combination, Keyboard};
pub use office::Office;
pub use paper::{Sheet, save_as};
pub use printer::Printer;
pub use talk::hold_conversation;
pub use window::Window;
pub use words::Words;

use std::time::Duration;

/// Longest wait for something to appear.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(60);
