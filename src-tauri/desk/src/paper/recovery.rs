//! The recovery sheet.

use casebook::RecoveryKey;
use chrono::NaiveDate;
use phrasebook::{Phrasebook, Texts};
use report::PaperView;
use report::recovery::{RecoveryKey as PrintedKey, RecoveryView};

use super::{Paper, PaperError, day, paper};

/// The sheet with the key that opens a casebook when the passphrase is forgotten.
pub fn recovery_sheet(
    casebook_name: &str,
    holder: &str,
    key: &RecoveryKey,
    today: NaiveDate,
    phrasebook: &Phrasebook,
    texts: &Texts,
) -> Result<Paper, PaperError> {
    let view = RecoveryView {
        casebook_name: casebook_name.to_owned(),
        holder: holder.to_owned(),
        key: PrintedKey::new(key.groups())?,
        paper: PaperView { made_on: day(today)?, version: 1 },
    };
    let rendered = report::recovery::render(&view, phrasebook, texts)?;
    Ok(paper(rendered, &[&texts.text("report-file-recovery"), casebook_name]))
}
