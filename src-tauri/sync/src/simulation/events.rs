//! What can happen. Arguments are plain numbers that are taken modulo whatever is there, so that a list of events still
//! means something after some were left out.

use super::random::Random;

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub what: What,
    /// Its number among those that were generated: identifiers and values come from it.
    pub serial: u64,
    /// Arguments.
    pub a: usize,
    pub b: usize,
    pub c: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    BeginCase,
    AddChild,
    AddToOrganisation,
    OpenScreen,
    WriteFromScreen,
    Write,
    WriteMany,
    WriteLarge,
    Delete,
    DeleteFromScreen,
    Keep,
    Reassign,
    Resolve,
    Ask,
    Deliver,
    DeliverTwice,
    Drop,
    Exchange,
    KillDevice,
    KillOffice,
    BackUpDevice,
    RestoreDevice,
    CloneDevice,
    BackUpOffice,
    RestoreOffice,
    DeviceClock,
    OfficeClock,
    ConfirmClock,
    Cut,
    Heal,
    Sleep,
    Join,
    Revoke,
    Erase,
    Release,
    Refuse,
    ChangeRole,
    Share,
    UpgradeDevice,
    UpgradeOffice,
    Evict,
    Damage,
}

/// What happens and how often, in every kind of run.
const WORK: &[(What, usize)] = &[
    (What::BeginCase, 8),
    (What::AddChild, 12),
    (What::AddToOrganisation, 4),
    (What::OpenScreen, 12),
    (What::WriteFromScreen, 16),
    (What::Write, 30),
    (What::WriteMany, 6),
    (What::Delete, 5),
    (What::DeleteFromScreen, 3),
    (What::Keep, 3),
    (What::Reassign, 4),
    (What::Resolve, 4),
    (What::Ask, 14),
    (What::Deliver, 30),
    (What::DeliverTwice, 5),
    (What::Drop, 4),
    (What::Exchange, 22),
    (What::Join, 2),
    (What::Sleep, 3),
];

/// Faults and duties; each run draws some of them, so that some runs are simple and some are wild.
const FAULTS: &[(What, usize)] = &[
    (What::WriteLarge, 2),
    (What::KillDevice, 6),
    (What::KillOffice, 6),
    (What::BackUpDevice, 4),
    (What::RestoreDevice, 3),
    (What::CloneDevice, 2),
    (What::BackUpOffice, 5),
    (What::RestoreOffice, 3),
    (What::DeviceClock, 5),
    (What::OfficeClock, 3),
    (What::ConfirmClock, 3),
    (What::Cut, 4),
    (What::Heal, 3),
    (What::Revoke, 1),
    (What::Erase, 2),
    (What::Release, 4),
    (What::Refuse, 2),
    (What::ChangeRole, 2),
    (What::Share, 2),
    (What::UpgradeDevice, 2),
    (What::UpgradeOffice, 1),
    (What::Evict, 3),
    (What::Damage, 1),
];

/// The events of a seed.
pub fn generate(seed: u64) -> Vec<Event> {
    let mut random = Random::new(seed ^ 0x6d65_6564_6f65_6e00);
    let mut table: Vec<(What, usize)> = WORK.to_vec();
    let every = 1 + random.below(4);
    for (what, weight) in FAULTS {
        if random.once_in(every) {
            table.push((*what, *weight));
        }
    }
    let backs_up = |table: &[(What, usize)], what| table.iter().any(|(other, _)| *other == what);
    if backs_up(&table, What::RestoreOffice) {
        table.push((What::BackUpOffice, 3));
    }
    if backs_up(&table, What::RestoreDevice) {
        table.push((What::BackUpDevice, 3));
    }
    let total: usize = table.iter().map(|(_, weight)| weight).sum();
    let most = if random.once_in(10) { 400 } else { 110 };
    let count = 20 + random.below(most);
    (0..count as u64)
        .map(|serial| {
            let mut draw = random.below(total);
            let what = table.iter().find(|(_, weight)| {
                let here = draw < *weight;
                draw = draw.saturating_sub(*weight);
                here
            });
            let what = what.map_or(What::Write, |(what, _)| *what);
            let mut argument = || random.below(1 << 20);
            Event { what, serial, a: argument(), b: argument(), c: argument() }
        })
        .collect()
}
