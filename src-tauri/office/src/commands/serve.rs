//! Serving.

use anyhow::Result;
use office::folder::Folder;
use office::serve::{Server, Settings, told_to_stop};

use super::At;

/// Serves until it is told to stop.
pub fn serve(at: &At, database: Option<&str>, settings: &Settings) -> Result<()> {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_target(false).init();
    let folder = Folder::open_or_make(at.path(), database)?;
    let server = Server::open(&folder, settings)?;
    println!("meedoen-office serves on https://{}", server.address());
    if let Some(invitation) = server.invitation() {
        println!("The first invitation, for {}:", settings.administrator);
        println!("{}", invitation.to_text()?);
    }
    tracing::info!(database = folder.database_name(), "the office serves");
    Ok(server.run(told_to_stop())?)
}
