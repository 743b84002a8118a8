//! The office: `enrol`, `sync`, `exchange`, `status`, `review`.

use anyhow::{Context, Result, anyhow, bail};
use casebook::office::{OfficeState, ReviewItem, Take, Version, list_reviews};
use casebook::operation::read_id;
use casebook::{Casebook, Session};
use desk::office::stick::{self, Imported};
use desk::office::{Enrolment, Progress};
use serde_json::{Value, json};

use crate::casebook_of;
use crate::{Cli, ExchangeCommand, Outcome, ReviewCommand, VersionName};

/// Joins an office.
pub fn enrol(cli: &Cli, invitation: &str, device: Option<&str>) -> Result<Outcome> {
    let (mut casebook, session) = casebook_of::open(cli)?;
    let name = device_name(&casebook, device);
    let enrolment = Enrolment::prepare(&mut casebook, &session, invitation, &name)?;
    let answer = enrolment.ask()?;
    let session = enrolment.join(&mut casebook, &session, answer)?;
    print_joined(cli, &casebook, &session)
}

/// What the office calls this device: the casebook's name when nothing is given.
fn device_name(casebook: &Casebook, given: Option<&str>) -> String {
    given.unwrap_or(casebook.name()).to_owned()
}

fn print_joined(cli: &Cli, casebook: &Casebook, session: &Session) -> Result<Outcome> {
    let state = casebook.office_state()?;
    if cli.json {
        let (member, role) = (session.member.to_string(), session.role.name());
        println!(
            "{}",
            json!({"office": state.office, "device": state.device, "member": member, "role": role})
        );
    } else {
        println!("device {} of {}", state.device, state.office.unwrap_or_default());
    }
    Ok(Outcome::Done)
}

/// Exchanges with the office.
pub fn sync(cli: &Cli) -> Result<Outcome> {
    let (mut casebook, session) = casebook_of::open(cli)?;
    let progress = desk::office::exchange(&mut casebook)?;
    print_exchanged(cli, &casebook, &session, progress)
}

/// Exchanges with the office by a stick.
pub fn exchange(cli: &Cli, command: &ExchangeCommand) -> Result<Outcome> {
    let (mut casebook, session) = casebook_of::open(cli)?;
    match command {
        ExchangeCommand::Export { file, invitation, device } => {
            let bytes = match invitation {
                None => stick::export(&mut casebook)?,
                Some(invitation) => {
                    let name = device_name(&casebook, device.as_deref());
                    stick::export_enrolment(&mut casebook, &session, invitation, &name)?
                }
            };
            std::fs::write(file, bytes)
                .with_context(|| format!("{} could not be written", file.display()))?;
            if !cli.json {
                println!("{} goes to the office: meedoen-office exchange", file.display());
            }
            Ok(Outcome::Done)
        }
        ExchangeCommand::Import { file } => {
            let bytes =
                std::fs::read(file).with_context(|| format!("{} could not be read", file.display()))?;
            match stick::import(&mut casebook, &session, &bytes)? {
                Imported::Joined(session) => print_joined(cli, &casebook, &session),
                Imported::Exchanged(progress, again) => {
                    if again && !cli.json {
                        println!("there is more to exchange: export again");
                    }
                    print_exchanged(cli, &casebook, &session, progress)
                }
            }
        }
    }
}

fn print_exchanged(cli: &Cli, casebook: &Casebook, session: &Session, progress: Progress) -> Result<Outcome> {
    let state = casebook.office_state()?;
    let conflicts = list_reviews(&casebook.read(session))?.len();
    if cli.json {
        let answer = json!({
            "sent": progress.sent, "received": progress.received, "conflicts": conflicts,
            "rejected": state.rejected, "quarantined": state.quarantined, "waiting": state.waiting,
            "clock_offset": state.clock_offset,
        });
        println!("{answer}");
    } else {
        println!(
            "{} sent, {} received, {conflicts} to review, {} rejected, {} in quarantine, {} waiting",
            progress.sent, progress.received, state.rejected, state.quarantined, state.waiting
        );
    }
    Ok(Outcome::Done)
}

/// Where the casebook stands with its office.
pub fn status(cli: &Cli) -> Result<Outcome> {
    let (casebook, _) = casebook_of::open(cli)?;
    let state = casebook.office_state()?;
    if cli.json {
        println!("{}", serde_json::to_string(&state)?);
    } else {
        print_status(&state);
    }
    Ok(Outcome::Done)
}

fn print_status(state: &OfficeState) {
    match &state.office {
        None => println!("no office; {} transactions wait for one", state.waiting),
        Some(office) => println!(
            "device {} of {office}: {} waiting, {} to review, {} rejected, {} in quarantine, clock {} ms off",
            state.device,
            state.waiting,
            state.to_review,
            state.rejected,
            state.quarantined,
            state.clock_offset
        ),
    }
}

/// Two versions of which one is to be taken.
pub fn review(cli: &Cli, command: &ReviewCommand) -> Result<Outcome> {
    let (mut casebook, session) = casebook_of::open(cli)?;
    match command {
        ReviewCommand::List => {
            for item in list_reviews(&casebook.read(&session))? {
                if cli.json { println!("{}", serde_json::to_string(&item)?) } else { print_item(&item) }
            }
        }
        ReviewCommand::Take { item, version } => {
            let id = read_id(item).map_err(|_| anyhow!("{item} is no id of a review item"))?;
            let found = list_reviews(&casebook.read(&session))?.into_iter().find(|one| one.id == id);
            let Some(found) = found else {
                bail!("there is nothing to review under {item}; it may be settled")
            };
            let own = user_name(&casebook, &session)?;
            // Of two versions of one's own the later one is “mine”.
            let mine = if found.standing.member == own { Take::Standing } else { Take::Other };
            let theirs = if mine == Take::Standing { Take::Other } else { Take::Standing };
            let take = if *version == VersionName::Mine { mine } else { theirs };
            casebook.take_version(&session, id, take)?;
        }
    }
    Ok(Outcome::Done)
}

fn user_name(casebook: &Casebook, session: &Session) -> Result<String> {
    Ok(casebook::user::name(&casebook.read(session), sync::RecordId(session.member.0))?)
}

fn print_item(item: &ReviewItem) {
    println!("{} {} {}", item.id, item.kind, item.record);
    for (label, version) in [("stands", &item.standing), ("other", &item.other)] {
        println!("  {label} ({}): {}", version.member, words_of(version));
    }
}

fn words_of(version: &Version) -> String {
    let fields = serde_json::to_value(&version.fields).unwrap_or(Value::Null);
    fields.to_string()
}
