//! Exchanging with the office in the background: by itself when there is something to bring or it is time to ask, and
//! by hand. No screen waits for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use casebook::office::{Exchanged, OfficeState};
use casebook::{Casebook, CasebookError};
use desk::Failure;
use desk::office::{Lends, OfficeLine, Progress};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};

use crate::shell::{Open, Shell};

/// Asked again after an exchange that went well.
const REST: Duration = Duration::from_secs(60);
/// After the last of several writes in a row.
const AFTER_WRITING: Duration = Duration::from_secs(3);
/// After the first exchange that failed; twice as long after each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Where the casebook stands with its office, and what goes on.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct OfficeView {
    state: OfficeState,
    /// The office knows the user who is at work now, as far as this casebook has heard.
    is_member: bool,
    /// How far the exchange has got that goes on now.
    progress: Option<Progress>,
    /// Why the last exchange came to nothing.
    failure: Option<Failure>,
}

/// What the background and the screens share.
#[derive(Default)]
pub struct Delivery {
    now: Mutex<Now>,
    wake: Condvar,
    stop: AtomicBool,
}

#[derive(Default)]
struct Now {
    progress: Option<Progress>,
    failure: Option<Failure>,
    due: Option<Instant>,
    failed_in_a_row: u32,
}

impl Delivery {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the screens are told.
    pub fn view(&self, open: &Open) -> Result<OfficeView, Failure> {
        let (state, is_member) = open.casebook().office_state_of(&open.session)?;
        let now = self.now();
        Ok(OfficeView { state, is_member, progress: now.progress, failure: now.failure.clone() })
    }

    /// Exchanges now.
    pub fn start(&self) {
        self.due_in(Duration::ZERO);
    }

    /// Something was written: it goes soon, together with what is written next.
    pub fn wrote(&self) {
        // While the office does not answer, its own pause counts.
        if self.now().failed_in_a_row == 0 {
            self.due_in(AFTER_WRITING);
        }
    }

    /// Stops the exchange that goes on, after the answer that is on its way.
    pub fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn due_in(&self, pause: Duration) {
        self.now().due = Some(Instant::now() + pause);
        self.wake.notify_all();
    }

    /// Waits until the next exchange is due.
    fn wait(&self) {
        let mut now = self.now();
        loop {
            let pause = now.due.map_or(REST, |due| due.saturating_duration_since(Instant::now()));
            if pause.is_zero() {
                now.due = None;
                return;
            }
            now = self.wake.wait_timeout(now, pause).unwrap_or_else(PoisonError::into_inner).0;
            if now.due.is_none() {
                now.due = Some(Instant::now() + REST);
            }
        }
    }

    fn ended(&self, outcome: Result<(), Failure>) {
        let mut now = self.now();
        now.progress = None;
        let pause = match outcome {
            Ok(()) => {
                now.failure = None;
                now.failed_in_a_row = 0;
                REST
            }
            Err(failure) => {
                now.failure = Some(failure);
                let pause = FIRST_PAUSE.saturating_mul(1 << now.failed_in_a_row.min(10)).min(LONGEST_PAUSE);
                now.failed_in_a_row += 1;
                pause
            }
        };
        now.due = Some(Instant::now() + pause);
    }
}

/// Exchanges in the background as long as the program runs.
pub fn deliver(app: AppHandle) {
    thread::spawn(move || {
        let mut line: Option<(Arc<Open>, OfficeLine)> = None;
        loop {
            let Some(shell) = app.try_state::<Shell>() else { continue };
            shell.delivery.wait();
            let Some(open) = shell.current().filter(|open| !open.is_demo()) else {
                line = None;
                continue;
            };
            if line.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, &open)) {
                line = match OfficeLine::of(&open.casebook()) {
                    Ok(new) => new.map(|new| (Arc::clone(&open), new)),
                    Err(failure) => {
                        shell.delivery.ended(Err(failure));
                        continue;
                    }
                };
            }
            if let Some((open, line)) = &mut line {
                let outcome = exchange(&app, &shell, open, line);
                shell.delivery.ended(outcome);
                tell(&app, &shell, open);
            }
        }
    });
}

fn exchange(app: &AppHandle, shell: &Shell, open: &Open, line: &mut OfficeLine) -> Result<(), Failure> {
    shell.delivery.stop.store(false, Ordering::Relaxed);
    shell.delivery.now().progress = Some(Progress::default());
    tell(app, shell, open);
    line.exchange(&mut Background { app, shell, open })?;
    Ok(())
}

/// The casebook of the window, lent to an exchange.
struct Background<'a> {
    app: &'a AppHandle,
    shell: &'a Shell,
    open: &'a Open,
}

impl Lends for Background<'_> {
    fn lend<T>(
        &mut self,
        work: impl FnOnce(&mut Casebook) -> Result<T, CasebookError>,
    ) -> Result<T, CasebookError> {
        work(&mut self.open.casebook())
    }

    fn received(&mut self, exchanged: &Exchanged) {
        self.open.tell_received(self.app, &received(exchanged));
    }

    fn goes_on(&mut self, progress: Progress) -> bool {
        self.shell.delivery.now().progress = Some(progress);
        tell(self.app, self.shell, self.open);
        !self.shell.delivery.stop.load(Ordering::Relaxed)
    }
}

/// Records that changed or went, with the kinds that are known.
fn received(exchanged: &Exchanged) -> Vec<(String, Option<&'static str>)> {
    let changed = exchanged.changed.iter().map(|(record, kind)| (record.to_string(), Some(*kind)));
    changed.chain(exchanged.gone.iter().map(|record| (record.to_string(), None))).collect()
}

fn tell(app: &AppHandle, shell: &Shell, open: &Open) {
    if let Ok(view) = shell.delivery.view(open) {
        // A window that is closing misses it, and does not need it.
        let _ = app.emit("office", view);
    }
}
