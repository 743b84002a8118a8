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
    let mut told = format!("meedoen-office serves on https://{}", server.address());
    if let Some(invitation) = server.invitation() {
        let text = invitation.to_text()?;
        told += &format!("\nThe first invitation, for {}:\n{text}", settings.administrator);
    }
    let database = folder.database_name();
    Ok(server.run(told_to_stop, || {
        println!("{told}");
        tracing::info!(database, "the office serves");
    })?)
}
