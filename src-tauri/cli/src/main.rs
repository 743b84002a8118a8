//! The casebook without a window: for administrators, scripts and moving from another system.
#![allow(clippy::print_stdout)] // A program that speaks to a terminal.

mod apply;
mod casebook_of;
mod describe;
mod dump;
mod json;
mod keep;
mod look;
#[cfg(feature = "office")]
mod office;
mod paper;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

const PASSPHRASE: &str = "The passphrase comes from MEEDOEN_PASSPHRASE, or is asked for.
Exit status: 0 done, 1 refused or partly refused (the reasons are on standard error), 2 not understood.";

/// The casebook without a window.
#[derive(Debug, Parser)]
#[command(name = "meedoen-cli", version, after_help = PASSPHRASE)]
struct Cli {
    /// Folder of the casebook.
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    casebook: PathBuf,
    /// Answer as JSON, for machines.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create a casebook in the folder and print its recovery key once.
    Init {
        /// What the casebook is called.
        #[arg(long)]
        name: String,
        /// Name of its first user.
        #[arg(long, default_value = "Beheerder")]
        member: String,
        /// As what the first user works.
        #[arg(long, value_enum, default_value = "coach")]
        role: RoleName,
    },
    /// Fill the casebook with made-up people of all languages and phases.
    Demo,
    /// List participants.
    Participants {
        /// Only those whose name begins with, or sounds like, this.
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
    },
    /// Apply operations from a file of JSON Lines ("-" for standard input).
    Apply {
        /// One operation a line.
        file: PathBuf,
    },
    /// Write every record as JSON Lines, in the same order on every device.
    Dump {
        /// With the stamp of each value, as “seen” takes it.
        #[arg(long)]
        stamps: bool,
    },
    /// Make a paper.
    Report {
        /// Which one.
        #[arg(value_enum)]
        report: ReportName,
        /// Id of the participant: the newest of their records is taken.
        #[arg(long, required_unless_present = "record")]
        participant: Option<String>,
        /// Id of one assessment or conversation instead.
        #[arg(long)]
        record: Option<String>,
        /// Language beside Dutch (BCP-47). Papers for the person take their own language when none is given.
        #[arg(long, value_name = "L")]
        language: Option<String>,
        /// Language of the paper's own words.
        #[arg(long, value_enum, default_value = "nl")]
        locale: LocaleName,
        /// Where to write it.
        #[arg(long, value_name = "FILE.pdf")]
        out: PathBuf,
    },
    /// Show every value the fields of a record had.
    History {
        /// Id of the record.
        record: String,
    },
    /// Look whether everything is there and as it should be.
    Verify,
    /// Make one encrypted backup file in a folder.
    Backup {
        /// The folder.
        folder: PathBuf,
    },
    /// Unpack a backup into a folder that holds no casebook. Its changes are renumbered at the next contact with an office.
    Restore {
        /// The backup file.
        file: PathBuf,
        /// The folder.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Describe kinds, fields, types and privacy classes.
    Schema {
        /// As an office reads it: numbers only.
        #[arg(long)]
        office: bool,
    },
    /// Join an office with an invitation.
    #[cfg(feature = "office")]
    Enrol {
        /// The text of the invitation.
        invitation: String,
        /// What the office calls this device; the casebook's name when nothing is given.
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
    },
    /// Exchange with the office until both have everything.
    #[cfg(feature = "office")]
    Sync,
    /// Exchange with the office by a stick, where no network reaches it.
    #[cfg(feature = "office")]
    Exchange {
        #[command(subcommand)]
        command: ExchangeCommand,
    },
    /// Say where the casebook stands with its office.
    #[cfg(feature = "office")]
    Status,
    /// Two versions of one text, of which somebody has to take one.
    #[cfg(feature = "office")]
    Review {
        #[command(subcommand)]
        command: ReviewCommand,
    },
    /// Users and their keys.
    Users {
        #[command(subcommand)]
        command: UsersCommand,
    },
}

#[derive(Debug, Subcommand)]
enum UsersCommand {
    /// List users.
    List,
    /// Add a user; the passphrase comes from MEEDOEN_NEW_PASSPHRASE, or is asked for.
    Add {
        /// Name.
        #[arg(long)]
        name: String,
        /// As what the user works.
        #[arg(long, value_enum)]
        role: RoleName,
    },
    /// Take a user's key away and give the casebook a new one.
    RemoveKey {
        /// Id of the user.
        user: String,
    },
    /// Make a new recovery key; the old one opens nothing any more.
    NewRecoveryKey,
}

#[cfg(feature = "office")]
#[derive(Debug, Subcommand)]
enum ExchangeCommand {
    /// Write the file for the office, with everything that waits; there, `meedoen-office exchange` puts the answer in its
    /// place.
    Export {
        /// The file, on the stick.
        file: PathBuf,
        /// Join an office with this invitation, where no network reaches it.
        #[arg(long, value_name = "INVITATION")]
        invitation: Option<String>,
        /// With an invitation: what the office calls this device; the casebook's name when nothing is given.
        #[arg(long, value_name = "NAME", requires = "invitation")]
        device: Option<String>,
    },
    /// Take the answer that the office put into the file.
    Import {
        /// The file, on the stick.
        file: PathBuf,
    },
}

#[cfg(feature = "office")]
#[derive(Debug, Subcommand)]
enum ReviewCommand {
    /// List them.
    List,
    /// Take one of the two versions; the item is closed everywhere.
    Take {
        /// Id of the item.
        item: String,
        /// Which version.
        #[arg(value_enum)]
        version: VersionName,
    },
}

#[cfg(feature = "office")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VersionName {
    Mine,
    Theirs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportName {
    Assessment,
    MyAssessment,
    Conversation,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LocaleName {
    Nl,
    En,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Coach,
    Assistant,
    Lead,
    AccountManager,
    Administrator,
}

/// Whether everything that was asked was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Refused,
}

fn main() -> ExitCode {
    let command =
        Cli::command().mut_subcommand("apply", |apply| apply.after_long_help(describe::operations()));
    let cli = match Cli::from_arg_matches(&command.get_matches()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match run(&cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(error) => {
            eprintln!("meedoen-cli: {}", describe::failure(&error));
            ExitCode::from(1)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome> {
    match &cli.command {
        Command::Init { name, member, role } => keep::init(cli, name, member, (*role).into()),
        Command::Demo => keep::demo(cli),
        Command::Participants { find } => look::participants(cli, find.as_deref()),
        Command::Apply { file } => apply::apply(cli, file),
        Command::Dump { stamps } => dump::dump(cli, *stamps),
        Command::Report { report, participant, record, language, locale, out } => {
            let asked = paper::Asked {
                report: *report,
                participant: participant.as_deref(),
                record: record.as_deref(),
                language: language.as_deref(),
                locale: (*locale).into(),
            };
            paper::report(cli, &asked, out)
        }
        Command::History { record } => look::history(cli, record),
        Command::Verify => keep::verify(cli),
        Command::Backup { folder } => keep::backup(cli, folder),
        Command::Restore { file, to } => keep::restore(cli, file, to),
        Command::Schema { office: true } => describe::office_schema(),
        Command::Schema { office: false } => describe::schema(cli),
        #[cfg(feature = "office")]
        Command::Enrol { invitation, device } => office::enrol(cli, invitation, device.as_deref()),
        #[cfg(feature = "office")]
        Command::Sync => office::sync(cli),
        #[cfg(feature = "office")]
        Command::Exchange { command } => office::exchange(cli, command),
        #[cfg(feature = "office")]
        Command::Status => office::status(cli),
        #[cfg(feature = "office")]
        Command::Review { command } => office::review(cli, command),
        Command::Users { command } => keep::users(cli, command),
    }
}

impl From<RoleName> for casebook::Role {
    fn from(name: RoleName) -> casebook::Role {
        match name {
            RoleName::Coach => casebook::Role::Coach,
            RoleName::Assistant => casebook::Role::Assistant,
            RoleName::Lead => casebook::Role::Lead,
            RoleName::AccountManager => casebook::Role::AccountManager,
            RoleName::Administrator => casebook::Role::Administrator,
        }
    }
}

impl From<LocaleName> for phrasebook::Locale {
    fn from(name: LocaleName) -> phrasebook::Locale {
        match name {
            LocaleName::Nl => phrasebook::Locale::Nl,
            LocaleName::En => phrasebook::Locale::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }
}
