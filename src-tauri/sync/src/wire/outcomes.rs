//! Outcomes in columns. Nearly all of them say "accepted", with a rank.

use serde::{Deserialize, Serialize};

use super::columns::{RankColumn, bounded};
use super::{BodyError, same_length};
use crate::verdict::{Quarantine, Rejection, Winner};
use crate::{Outcome, Rank, RecordId};

const ACCEPTED: u8 = 0;
const LATE: u8 = 1;
const LOST: u8 = 2;
const REJECTED: u8 = 3;
const QUARANTINED: u8 = 4;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OutcomeColumns {
    sorts: Vec<u8>,
    ranks: RankColumn,
    lost: Vec<(Option<Winner>, Option<RecordId>)>,
    rejected: Vec<Rejection>,
    quarantined: Vec<Quarantine>,
}

impl OutcomeColumns {
    pub(super) fn of(outcomes: &[Outcome]) -> OutcomeColumns {
        let mut columns = OutcomeColumns {
            sorts: Vec::with_capacity(outcomes.len()),
            ranks: RankColumn::of(outcomes.iter().filter_map(Outcome::rank)),
            lost: Vec::new(),
            rejected: Vec::new(),
            quarantined: Vec::new(),
        };
        for outcome in outcomes {
            columns.sorts.push(match outcome {
                Outcome::Accepted { late: false, .. } => ACCEPTED,
                Outcome::Accepted { late: true, .. } => LATE,
                Outcome::Lost { winner, review, .. } => {
                    columns.lost.push((*winner, *review));
                    LOST
                }
                Outcome::Rejected(reason) => {
                    columns.rejected.push(*reason);
                    REJECTED
                }
                Outcome::Quarantined { reason, .. } => {
                    columns.quarantined.push(*reason);
                    QUARANTINED
                }
            });
        }
        columns
    }

    pub(super) fn rows(self) -> Result<Vec<Outcome>, BodyError> {
        bounded(self.sorts.len())?;
        let mut ranks = self.ranks.rows()?.into_iter();
        let (mut lost, mut rejected) = (self.lost.into_iter(), self.rejected.into_iter());
        let mut quarantined = self.quarantined.into_iter();
        let mut rows = Vec::with_capacity(self.sorts.len());
        for sort in self.sorts {
            let mut rank = || -> Result<Rank, BodyError> { ranks.next().ok_or(BodyError::Damaged) };
            rows.push(match sort {
                ACCEPTED | LATE => Outcome::Accepted { rank: rank()?, late: sort == LATE },
                LOST => {
                    let (winner, review) = lost.next().ok_or(BodyError::Damaged)?;
                    Outcome::Lost { rank: rank()?, winner, review }
                }
                REJECTED => Outcome::Rejected(rejected.next().ok_or(BodyError::Damaged)?),
                QUARANTINED => {
                    let reason = quarantined.next().ok_or(BodyError::Damaged)?;
                    Outcome::Quarantined { rank: rank()?, reason }
                }
                _ => return Err(BodyError::Damaged),
            });
        }
        same_length(ranks.len() + lost.len() + rejected.len() + quarantined.len(), 0)?;
        Ok(rows)
    }
}
