//! What must be true when everything has come to rest.

use crate::common::kept::place_of;
use crate::common::scope::{Held, difference, held_record, of_exported, seen_by};
use crate::world::World;

pub fn check(world: &mut World) -> Result<(), String> {
    let differing = world.store.reading(|store| store.check_digests()).unwrap();
    if !differing.is_empty() {
        return Err(format!("sums: {} units differ from their records", differing.len()));
    }
    let mut held = Vec::new();
    world
        .store
        .each_record(&mut |_, id, record| {
            held.push(held_record(id, record));
            Ok(())
        })
        .unwrap();
    for own in 0..world.desks.len() {
        agrees(world, own, &held)?;
        nothing_is_lost(world, own)?;
    }
    Ok(())
}

/// Nothing waits, and it shows what its member may see of what the office holds.
fn agrees(world: &World, own: usize, held: &[Held]) -> Result<(), String> {
    let desk = &world.desks[own];
    let Some((casebook, session)) = &desk.open else {
        return if world.revoked.contains(&own) { Ok(()) } else { Err(format!("casebook {own} is wiped")) };
    };
    if world.revoked.contains(&own) {
        return Err(format!("stall: casebook {own} was revoked and not wiped"));
    }
    let waiting = casebook.office_state().unwrap().waiting;
    if waiting > 0 {
        return Err(format!("stall: casebook {own} still has {waiting} waiting"));
    }
    let shows = of_exported(&desk.shows());
    let differing = difference(&shows, &seen_by(&session.member.to_string(), desk.role, held));
    if !differing.is_empty() {
        return Err(format!("diverged: casebook {own} shows something else:\n{}", differing.join("\n")));
    }
    let problems = casebook.verify().unwrap().problems;
    if !problems.is_empty() {
        return Err(format!("damaged: casebook {own}: {}", problems.join("; ")));
    }
    Ok(())
}

/// What was acknowledged is somewhere, unless its case was erased: then it is nowhere.
fn nothing_is_lost(world: &World, own: usize) -> Result<(), String> {
    for said in &world.desks[own].said {
        let place = place_of(&world.store, said.record, &said.text);
        let is_erased = world.erased.contains(&said.case);
        if place.is_none() && !is_erased {
            return Err(format!("lost: {} of casebook {own} in {}", said.text, said.record));
        }
        if let (Some(place), true) = (place, is_erased) {
            return Err(format!("erased: {} of casebook {own} is still {place}", said.text));
        }
    }
    Ok(())
}
