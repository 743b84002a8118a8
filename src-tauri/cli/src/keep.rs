//! Creating, checking, backing up: `init`, `demo`, `verify`, `backup`, `restore`, `users`.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use casebook::operation::read_id;
use casebook::{Casebook, NewCasebook, RecoveryKey, Role, Scripted, Surroundings, user};
use phrasebook::Phrasebook;
use serde_json::json;
use sync::MemberId;

use crate::casebook_of::{self, PASSPHRASE};
use crate::{Cli, Outcome, UsersCommand};

const NEW_PASSPHRASE: &str = "MEEDOEN_NEW_PASSPHRASE";

pub fn init(cli: &Cli, name: &str, member: &str, role: Role) -> Result<Outcome> {
    let passphrase = casebook_of::new_passphrase(PASSPHRASE)?;
    let new = NewCasebook { name, member, role, locale: "nl", passphrase: &passphrase };
    let (_, session, recovery) = Casebook::create(&cli.casebook, &new, Arc::new(desk::machine()))?;
    if cli.json {
        println!(
            "{}",
            json!({"member": session.member.to_string(), "recovery_key": recovery.groups().join("-")})
        );
    } else {
        print_recovery(&recovery);
    }
    Ok(Outcome::Done)
}

fn print_recovery(recovery: &RecoveryKey) {
    println!("Recovery key (shown once; write it down and keep it away from this machine):");
    println!("{}", recovery.groups().join("-"));
}

pub fn demo(cli: &Cli) -> Result<Outcome> {
    let now = desk::machine().now_milliseconds_utc();
    let clock = Arc::new(Scripted::at(now));
    let (mut casebook, session) = casebook_of::open_with(cli, clock.clone())?;
    let people = desk::demo::fill(&mut casebook, &session, &Phrasebook::embedded()?, &clock, now)?;
    casebook.flush_views()?;
    if cli.json {
        println!("{}", json!({"people": people}))
    } else {
        println!("{people} made-up people")
    }
    Ok(Outcome::Done)
}

pub fn verify(cli: &Cli) -> Result<Outcome> {
    let (casebook, _) = casebook_of::open(cli)?;
    let found = casebook.verify()?;
    if cli.json {
        let answer = json!({
            "records": found.records, "history": found.history, "waiting": found.waiting,
            "indexed": found.indexed, "audit": found.audit, "problems": found.problems,
        });
        println!("{answer}");
    } else {
        println!(
            "{} records, {} earlier values, {} transactions waiting, {} people indexed, {} audit lines",
            found.records, found.history, found.waiting, found.indexed, found.audit
        );
    }
    found.problems.iter().for_each(|problem| eprintln!("{problem}"));
    Ok(if found.problems.is_empty() { Outcome::Done } else { Outcome::Refused })
}

pub fn backup(cli: &Cli, folder: &Path) -> Result<Outcome> {
    let (mut casebook, session) = casebook_of::open(cli)?;
    let snapshot = casebook.back_up(&session, folder)?;
    if cli.json {
        println!("{}", json!({"file": snapshot.path, "bytes": snapshot.size_bytes}));
    } else {
        println!("{}", snapshot.path.display());
    }
    Ok(Outcome::Done)
}

pub fn restore(cli: &Cli, file: &Path, to: &Path) -> Result<Outcome> {
    casebook::restore(file, to)?;
    let passphrase = casebook_of::passphrase(PASSPHRASE, "Passphrase: ")?;
    let credential = casebook::Credential::Passphrase(&passphrase);
    let (casebook, _) = Casebook::open(to, credential, Arc::new(desk::machine()))?;
    casebook::mark_restored(&casebook)?;
    if cli.json {
        println!("{}", json!({"casebook": to}))
    } else {
        println!("{}", to.display())
    }
    Ok(Outcome::Done)
}

pub fn users(cli: &Cli, command: &UsersCommand) -> Result<Outcome> {
    let (mut casebook, session) = casebook_of::open(cli)?;
    match command {
        UsersCommand::List => {
            for row in user::list(&casebook.read(&session), &casebook.key_holders())? {
                let field = |name: &str| row.record.text(name).unwrap_or("-").to_owned();
                if cli.json {
                    let line = json!({"id": row.record.id.to_string(), "name": field("name"), "role": field("role"), "has_key": row.has_key});
                    println!("{line}");
                } else {
                    let key = if row.has_key { "key" } else { "-" };
                    println!("{}\t{}\t{}\t{key}", row.record.id, field("name"), field("role"));
                }
            }
        }
        UsersCommand::Add { name, role } => {
            let passphrase = casebook_of::new_passphrase(NEW_PASSPHRASE)?;
            let applied = casebook.add_user(&session, name, (*role).into(), &passphrase)?;
            applied.changed.iter().for_each(|changed| println!("{}", changed.record));
        }
        UsersCommand::RemoveKey { user } => casebook.remove_key(&session, MemberId(read_id(user)?.0))?,
        UsersCommand::NewRecoveryKey => print_recovery(&casebook.new_recovery_key(&session)?),
    }
    Ok(Outcome::Done)
}
