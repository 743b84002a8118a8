//! What the window holds: which casebook, who is at work, what can be undone.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use casebook::{
    Applied, Casebook, CasebookError, Credential, NewCasebook, Reader, Reading, RecoveryKey, Session,
    UndoStack, is_casebook,
};
use chrono::NaiveDate;
use desk::Failure;
use phrasebook::{Locale, Phrasebook};
use serde::Serialize;
use sync::{MemberId, TransactionId};
use tauri::{AppHandle, Emitter, Manager};
use tempfile::TempDir;

use crate::delivery::Delivery;

/// The casebook locks itself after this many seconds without a touch (domain.md §5.5: at most ten minutes).
pub const LOCK_AFTER_SECONDS: u32 = 600;

const CASEBOOK_FOLDER: &str = "casebook";
const LOCALE_FILE: &str = "locale";
/// How often views go into the audit trail and the age of the last snapshot is looked at.
const HOUSEKEEPING: Duration = Duration::from_secs(2);
/// An automatic snapshot is made when the last one is older than this and something was written.
const SNAPSHOT_AGE_MILLISECONDS: i64 = 4 * 60 * 60 * 1000;

/// What the program was asked to open.
#[derive(Debug, Clone)]
pub struct Start {
    folder: PathBuf,
    demo: bool,
}

/// An open casebook and who is at work in it.
pub struct Open {
    pub casebook: Mutex<Casebook>,
    reader: Mutex<Reader>,
    pub session: Session,
    undo: Mutex<UndoStack>,
    /// Shown once after creating; forgotten when the sheet is kept.
    recovery: Mutex<Option<RecoveryKey>>,
    wrote: Mutex<bool>,
    /// Papers that another program is showing; they go when the casebook is locked.
    shown: Mutex<Vec<TempDir>>,
    /// The folder of made-up people; it goes when the window closes.
    demo: Option<TempDir>,
}

/// The state of the program.
pub struct Shell {
    start: Start,
    open: RwLock<Option<Arc<Open>>>,
    phrasebook: OnceLock<Phrasebook>,
    locale: RwLock<Locale>,
    ready: Once,
    pub delivery: Delivery,
}

/// Tells every screen what is different now.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedEvent {
    records: Vec<String>,
    kinds: Vec<&'static str>,
    origin: &'static str,
}

impl Start {
    /// `--casebook DIR` opens another folder than the usual one; `--demo` opens made-up people.
    pub fn from_arguments(arguments: impl Iterator<Item = OsString>, usual: PathBuf) -> Start {
        let mut start = Start { folder: usual.join(CASEBOOK_FOLDER), demo: false };
        let mut arguments = arguments.skip(1);
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--demo") => start.demo = true,
                Some("--casebook") => start.folder = arguments.next().map_or(start.folder, PathBuf::from),
                _ => {}
            }
        }
        start
    }
}

impl Shell {
    pub fn new(start: Start) -> Shell {
        let saved = std::fs::read_to_string(start.folder.with_file_name(LOCALE_FILE)).unwrap_or_default();
        let locale = if saved.trim() == "en" { Locale::En } else { Locale::Nl };
        Shell {
            start,
            open: RwLock::new(None),
            phrasebook: OnceLock::new(),
            locale: RwLock::new(locale),
            ready: Once::new(),
            delivery: Delivery::default(),
        }
    }

    pub fn folder(&self) -> PathBuf {
        self.start.folder.clone()
    }

    /// Opened for the first screen when the program was started with `--demo`.
    pub fn starts_with_demo(&self) -> bool {
        self.start.demo && self.current().is_none()
    }

    pub fn has_casebook(&self) -> bool {
        is_casebook(&self.start.folder)
    }

    pub fn locale(&self) -> Locale {
        *self.locale.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The language of the screens is no secret: it stands beside the casebook, so that the locked screen has it.
    pub fn set_locale(&self, locale: Locale) -> Result<(), Failure> {
        *self.locale.write().unwrap_or_else(PoisonError::into_inner) = locale;
        let path = self.start.folder.with_file_name(LOCALE_FILE);
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, locale.tag()));
        written.map_err(|error| Failure::from(CasebookError::from(error)))
    }

    pub fn phrasebook(&self) -> Result<&Phrasebook, Failure> {
        if self.phrasebook.get().is_none() {
            // Two first readers may both read it; one of the two stays.
            let _ = self.phrasebook.set(Phrasebook::embedded()?);
        }
        self.phrasebook.get().ok_or_else(|| Failure::of("internal"))
    }

    /// Says once on standard output that the first screen has what it needs, for whoever started the window.
    pub fn say_ready(&self) {
        self.ready.call_once(|| {
            let mut out = std::io::stdout();
            let _ = writeln!(out, "ready").and_then(|()| out.flush());
        });
    }

    pub fn current(&self) -> Option<Arc<Open>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The open casebook, or a failure that says it is locked.
    pub fn opened(&self) -> Result<Arc<Open>, Failure> {
        self.current().ok_or_else(|| Failure::of("locked"))
    }

    pub fn create(&self, new: &NewCasebook) -> Result<RecoveryKey, Failure> {
        let (casebook, session, recovery) =
            Casebook::create(&self.start.folder, new, Arc::new(desk::machine()))?;
        self.take(Open::new(casebook, session, Some(recovery.clone()), None)?);
        Ok(recovery)
    }

    pub fn unlock(&self, credential: Credential) -> Result<(), Failure> {
        let (casebook, session) = Casebook::open(&self.start.folder, credential, Arc::new(desk::machine()))?;
        self.take(Open::new(casebook, session, None, None)?);
        Ok(())
    }

    /// A casebook of made-up people in a folder of its own.
    pub fn open_demo(&self) -> Result<(), Failure> {
        let home = tempfile::tempdir().map_err(CasebookError::from)?;
        let (casebook, session) = desk::demo::create(&home.path().join(CASEBOOK_FOLDER), self.phrasebook()?)?;
        self.take(Open::new(casebook, session, None, Some(home))?);
        Ok(())
    }

    fn take(&self, open: Open) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(open));
        self.delivery.start();
    }

    /// Locks the casebook: the key leaves memory, what was looked at goes into the audit trail.
    pub fn close(&self) {
        let open = self.open.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(open) = open {
            open.snapshot_if_due(0);
            if let Err(error) = open.casebook().flush_views() {
                eprintln!("the last views did not reach the audit trail: {error}");
            }
        }
    }

    /// Writes views and makes snapshots in the background as long as the program runs.
    pub fn keep_house(&self, app: AppHandle) {
        thread::spawn(move || {
            loop {
                thread::sleep(HOUSEKEEPING);
                let Some(shell) = app.try_state::<Shell>() else { continue };
                if let Some(open) = shell.current() {
                    if let Err(error) = open.casebook().flush_views() {
                        eprintln!("views did not reach the audit trail: {error}");
                    }
                    open.snapshot_if_due(SNAPSHOT_AGE_MILLISECONDS);
                }
            }
        });
    }
}

impl Open {
    fn new(
        casebook: Casebook,
        session: Session,
        recovery: Option<RecoveryKey>,
        demo: Option<TempDir>,
    ) -> Result<Open, Failure> {
        let reader = casebook.reader()?;
        Ok(Open {
            casebook: Mutex::new(casebook),
            reader: Mutex::new(reader),
            session,
            undo: Mutex::default(),
            recovery: Mutex::new(recovery),
            wrote: Mutex::new(false),
            shown: Mutex::default(),
            demo,
        })
    }

    pub fn is_demo(&self) -> bool {
        self.demo.is_some()
    }

    pub fn casebook(&self) -> MutexGuard<'_, Casebook> {
        self.casebook.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn recovery(&self) -> MutexGuard<'_, Option<RecoveryKey>> {
        self.recovery.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn shown(&self) -> MutexGuard<'_, Vec<TempDir>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads on a connection of its own, so that a long write never holds up a screen.
    pub fn read<T>(&self, read: impl FnOnce(&Reading) -> Result<T, CasebookError>) -> Result<T, Failure> {
        self.read_with(|reading| read(reading).map_err(Failure::from))
    }

    /// The same for reads that fail in their own way.
    pub fn read_with<T>(&self, read: impl FnOnce(&Reading) -> Result<T, Failure>) -> Result<T, Failure> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        read(&reader.read(&self.session))
    }

    /// What the recovery sheet says beside the key: casebook, holder, day.
    pub fn recovery_facts(&self) -> Result<(String, String, NaiveDate), Failure> {
        let name = self.casebook().name().to_owned();
        let member = sync::RecordId(self.session.member.0);
        self.read(|reading| Ok((name, casebook::user::name(reading, member)?, reading.today())))
    }

    /// Takes a user's key away; the file gets a new key, so the reading connection is opened anew.
    pub fn remove_key(&self, member: MemberId) -> Result<(), Failure> {
        let mut casebook = self.casebook();
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        casebook.remove_key(&self.session, member)?;
        *reader = casebook.reader()?;
        Ok(())
    }

    /// Writes, remembers it for undo, and tells the screens.
    pub fn write(
        &self,
        app: &AppHandle,
        write: impl FnOnce(&mut Casebook, &Session) -> Result<Applied, CasebookError>,
    ) -> Result<Applied, Failure> {
        let applied = write(&mut self.casebook(), &self.session)?;
        self.undo.lock().unwrap_or_else(PoisonError::into_inner).did(&applied);
        self.tell(app, &applied);
        Ok(applied)
    }

    pub fn undo(
        &self,
        app: &AppHandle,
        transaction: Option<TransactionId>,
    ) -> Result<Option<Applied>, Failure> {
        let mut stack = self.undo.lock().unwrap_or_else(PoisonError::into_inner);
        let applied = stack.undo(&mut self.casebook(), &self.session, transaction)?;
        applied.iter().for_each(|applied| self.tell(app, applied));
        Ok(applied)
    }

    pub fn redo(&self, app: &AppHandle) -> Result<Option<Applied>, Failure> {
        let mut stack = self.undo.lock().unwrap_or_else(PoisonError::into_inner);
        let applied = stack.redo(&mut self.casebook(), &self.session)?;
        applied.iter().for_each(|applied| self.tell(app, applied));
        Ok(applied)
    }

    fn tell(&self, app: &AppHandle, applied: &Applied) {
        if applied.transaction.is_none() && applied.held.is_empty() {
            return;
        }
        *self.wrote.lock().unwrap_or_else(PoisonError::into_inner) = true;
        let mut kinds: Vec<_> = applied.changed.iter().map(|changed| changed.kind.name).collect();
        kinds.dedup();
        let records = applied.changed.iter().map(|changed| changed.record.to_string()).collect();
        // A window that is closing misses it, and does not need it.
        let _ = app.emit("changed", ChangedEvent { records, kinds, origin: "here" });
        if let Some(shell) = app.try_state::<Shell>() {
            shell.delivery.wrote();
        }
    }

    /// Tells the screens what came from the office: records, with the kinds that are known.
    pub fn tell_received(&self, app: &AppHandle, received: &[(String, Option<&'static str>)]) {
        if received.is_empty() {
            return;
        }
        *self.wrote.lock().unwrap_or_else(PoisonError::into_inner) = true;
        let records = received.iter().map(|(record, _)| record.clone()).collect();
        let kinds: BTreeSet<_> = received.iter().filter_map(|(_, kind)| *kind).collect();
        let _ = app.emit(
            "changed",
            ChangedEvent { records, kinds: kinds.into_iter().collect(), origin: "elsewhere" },
        );
    }

    /// Makes an automatic snapshot when something was written and the last one is old enough.
    fn snapshot_if_due(&self, age_milliseconds: i64) {
        let mut wrote = self.wrote.lock().unwrap_or_else(PoisonError::into_inner);
        if !*wrote || self.is_demo() {
            return;
        }
        let (source, last) = {
            let casebook = self.casebook();
            let last =
                casebook.snapshots().ok().and_then(|all| all.first().map(|one| one.made_at_milliseconds_utc));
            (casebook.snapshot_source(), last)
        };
        let now = now_milliseconds_utc();
        if last.is_none_or(|last| now - last >= age_milliseconds) {
            match source.write_automatic(now) {
                Ok(_) => *wrote = false,
                // The next round tries again; the screen of backups shows how old the last one is.
                Err(error) => eprintln!("the automatic snapshot was not made: {error}"),
            }
        }
    }
}

pub fn now_milliseconds_utc() -> i64 {
    use casebook::Surroundings;
    desk::machine().now_milliseconds_utc()
}
