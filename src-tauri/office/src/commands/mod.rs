//! The commands. They work on the same store while the office serves, but for restoring.

mod administer;
mod backups;
mod export;
mod invite;
mod quarantine;
mod serve;
mod status;
mod stick;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};
use office::folder::Folder;
use office::schema::office_schema;
use office::store::OfficeStore;
use sync::administration::INVITATION_DAYS;
use sync::schema::Role;

/// The central office of Meedoen: casebooks bring to it what they wrote and hear from it what others wrote.
#[derive(Debug, Parser)]
#[command(name = "meedoen-office", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves; on an empty folder it makes the store, a certificate and the first invitation, and prints that.
    Serve {
        #[command(flatten)]
        at: At,
        /// Where to listen.
        #[arg(long, default_value = "0.0.0.0:8443")]
        listen: SocketAddr,
        /// A PostgreSQL database instead of the embedded store: postgres://…
        #[arg(long)]
        database: Option<String>,
        /// Where casebooks reach the office (host:port or URL); may be given again.
        #[arg(long)]
        address: Vec<String>,
        /// What the office is called.
        #[arg(long)]
        name: Option<String>,
        /// The member who gets the first invitation.
        #[arg(long, default_value = "Beheerder")]
        administrator: String,
        /// A certificate of an authority (PEM, the whole chain) instead of the office's own.
        #[arg(long, requires = "key")]
        certificate: Option<PathBuf>,
        /// The key of that certificate (PEM).
        #[arg(long, requires = "certificate")]
        key: Option<PathBuf>,
    },
    /// Invites a member: prints the invitation as the last line. For one device, once.
    Invite {
        #[command(flatten)]
        at: At,
        /// Who; a name that is known already gets another device.
        #[arg(long)]
        member: String,
        /// To be what.
        #[arg(long)]
        role: RoleName,
        /// For how many days.
        #[arg(long, default_value_t = INVITATION_DAYS)]
        days: u32,
        /// Draws it as a QR image: FILE.png or FILE.svg.
        #[arg(long)]
        qr: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Lists the members, or ends somebody's membership.
    Members {
        #[command(flatten)]
        at: At,
        /// This member leaves: reads and writes nothing any more.
        #[arg(long)]
        leave: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Lists who holds which case.
    Caseload {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Lists the devices.
    Devices {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Revokes a device: it locks, delivers what waits into quarantine, and is wiped.
    Revoke {
        #[command(flatten)]
        at: At,
        /// Its number.
        device: u32,
    },
    /// Lists what waits in quarantine, or decides on it.
    Quarantine {
        #[command(flatten)]
        at: At,
        #[arg(default_value = "list")]
        decision: quarantine::Decision,
        /// The transaction to decide on.
        id: Option<uuid::Uuid>,
        #[arg(long)]
        json: bool,
    },
    /// Erases a case everywhere and for ever: a person's right.
    Erase {
        #[command(flatten)]
        at: At,
        /// The case.
        case: uuid::Uuid,
        /// Without this nothing is erased.
        #[arg(long)]
        for_ever: bool,
    },
    /// Answers the file that a casebook wrote onto a stick; the answer takes its place.
    Exchange {
        #[command(flatten)]
        at: At,
        /// The file.
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Makes a backup and verifies it.
    Backup {
        #[command(flatten)]
        at: At,
        /// Into this folder instead of the office's own.
        #[arg(long)]
        to: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Puts a backup back; the office must not be running.
    Restore {
        #[command(flatten)]
        at: At,
        /// The backup.
        backup: PathBuf,
    },
    /// Checks the store, its sums and the latest backup.
    Verify {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Writes every canonical record as a line of JSON.
    Export {
        #[command(flatten)]
        at: At,
    },
    /// Says how the office stands.
    Status {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        json: bool,
    },
    /// Says what the office thinks of its clock, or confirms it after a jump.
    Clock {
        #[command(flatten)]
        at: At,
        /// The clock of this machine is right.
        #[arg(long)]
        confirm: bool,
    },
}

/// Which office.
#[derive(Debug, Clone, clap::Args)]
pub struct At {
    /// The folder of the office.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// A role on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    Coach,
    Assistant,
    Lead,
    AccountManager,
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Coach => Role::Coach,
            RoleName::Assistant => Role::Assistant,
            RoleName::Lead => Role::Lead,
            RoleName::AccountManager => Role::AccountManager,
            RoleName::Administrator => Role::Administrator,
        }
    }
}

/// As it is written on the command line.
fn role_text(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Coach) => "coach",
        Some(Role::Assistant) => "assistant",
        Some(Role::Lead) => "lead",
        Some(Role::AccountManager) => "account-manager",
        Some(Role::Administrator) => "administrator",
        None => "left",
    }
}

impl At {
    fn folder(&self) -> Result<Folder> {
        Ok(Folder::open(&self.data)?)
    }

    fn store(&self) -> Result<OfficeStore> {
        Ok(self.folder()?.store(&office_schema()?)?)
    }

    fn path(&self) -> &Path {
        &self.data
    }
}

/// Does what was asked.
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Serve { at, listen, database, address, name, administrator, certificate, key } => {
            let settings = office::serve::Settings {
                listen,
                addresses: address,
                name,
                administrator,
                certificate: certificate.zip(key),
            };
            serve::serve(&at, database.as_deref(), &settings)?;
        }
        Command::Invite { at, member, role, days, qr, json } => {
            invite::invite(&at, &member, role.into(), days, qr.as_deref(), json)?;
        }
        Command::Members { at, leave: Some(name), .. } => administer::leave(&at, &name)?,
        Command::Members { at, leave: None, json } => administer::members(&at, json)?,
        Command::Caseload { at, json } => administer::caseload(&at, json)?,
        Command::Devices { at, json } => administer::devices(&at, json)?,
        Command::Revoke { at, device } => administer::revoke(&at, device)?,
        Command::Quarantine { at, decision, id, json } => quarantine::quarantine(&at, decision, id, json)?,
        Command::Erase { at, case, for_ever } => administer::erase(&at, case, for_ever)?,
        Command::Exchange { at, file, json } => stick::exchange(&at, &file, json)?,
        Command::Backup { at, to, json } => backups::backup(&at, to.as_deref(), json)?,
        Command::Restore { at, backup } => backups::restore(&at, &backup)?,
        Command::Verify { at, json } => return backups::verify(&at, json),
        Command::Export { at } => export::export(&at)?,
        Command::Status { at, json } => status::status(&at, json)?,
        Command::Clock { at, confirm } => status::clock(&at, confirm)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print_json(value: &impl serde::Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(value).context("the answer does not encode")?);
    Ok(())
}

/// In the machine's own zone; "never" for 0.
fn when(milliseconds_utc: u64) -> String {
    let at = i64::try_from(milliseconds_utc).ok().filter(|at| *at > 0);
    match at.and_then(chrono::DateTime::from_timestamp_millis) {
        Some(at) => at.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M:%S").to_string(),
        None => "never".to_owned(),
    }
}
