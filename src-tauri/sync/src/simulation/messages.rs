//! Requests and answers on their way.

use super::events::Event;
use super::memory::Killed;
use super::world::{Message, World, over_the_wire};
use crate::device::{self, Answered};
use crate::exchange::{Answer, Gate, Request};
use crate::guard::{ClockState, Tolerance};
use crate::office::{self, OfficeTime};
use crate::{RequestId, wire};

impl World {
    pub(super) fn ask(&mut self, own: usize) {
        if let Some(request) = self.request(own) {
            self.messages.push(Message::Request(own, Box::new(request)));
        }
    }

    pub(super) fn request(&mut self, own: usize) -> Option<Request> {
        let wall = self.wall(own);
        self.requests += 1;
        let id = RequestId(self.uuid(self.requests, 7));
        let limits = self.limits;
        let casebook = &mut self.casebooks[own];
        if !casebook.joined || casebook.cut || casebook.store.data.standing.wiped {
            return None;
        }
        let request = device::ask(&mut casebook.store, id, wall, limits);
        casebook.store.disarm();
        let request = request.ok()?;
        self.repairs += usize::from(request.compare.is_some());
        if self.on_the_wire {
            let incoming = self.from_devices.entry(request.device).or_default();
            let there = over_the_wire(
                &mut casebook.to_office,
                |references| wire::encode_request(&request, references),
                |bytes| wire::decode_request(bytes, incoming),
            );
            assert_eq!(there, request, "garbled: a request came out another");
        }
        Some(request)
    }

    pub(super) fn receive(&mut self, request: &Request) -> Option<Answer> {
        let wall = self.now.saturating_add_signed(self.office_skew);
        let elapsed = self.now - self.looked_at;
        let (state, guard) = self.guard.look(wall, Some(elapsed), Tolerance::default());
        let held = state != ClockState::Steady;
        if !held {
            self.guard = guard;
            self.looked_at = self.now;
        }
        let schema = self.office_schema();
        let time = OfficeTime { wall, held: held || self.held };
        let answer = office::receive(&mut self.office, &schema, time, request, self.limits);
        self.office.disarm();
        let (limits, answer) = (self.limits, answer.ok());
        self.tell_twin(|twin, schema| {
            let other = twin.receive(schema, time, request, limits);
            assert_eq!(
                Some(&other),
                answer.as_ref(),
                "twins: a store answers another than the one in memory"
            );
        });
        answer
    }

    pub(super) fn carry(&mut self, own: usize, answer: &Answer) {
        if !self.on_the_wire {
            return;
        }
        let casebook = &mut self.casebooks[own];
        let outgoing = self.to_devices.entry(casebook.store.data.standing.device).or_default();
        let there = over_the_wire(
            outgoing,
            |references| wire::encode_answer(answer, references),
            |bytes| wire::decode_answer(bytes, &mut casebook.from_office),
        );
        assert_eq!(there, *answer, "garbled: an answer came out another");
        casebook.to_office.agreed();
        outgoing.agreed();
    }

    pub(super) fn apply(&mut self, own: usize, answer: Answer) -> bool {
        let wall = self.wall(own);
        if let Gate::Unknown = answer.gate {
            return false;
        }
        self.carry(own, &answer);
        let erased = answer.erased.clone();
        let before = super::truth::held_by(&self.casebooks[own].store.data);
        let from_the_past = answer.epoch < self.office.ledger.epoch();
        let applied = device::apply(&mut self.casebooks[own].store, answer, wall);
        self.casebooks[own].store.disarm();
        if matches!(applied, Ok(Answered::Applied { .. })) {
            self.casebooks[own].screens.retain(|screen| !erased.contains(&screen.record));
        }
        if from_the_past {
            self.truth.promised_by_a_lost_office(&before, &self.casebooks, &self.office);
        }
        self.truth.look(&self.casebooks);
        matches!(applied, Ok(Answered::Applied { again: true }) | Err(Killed))
    }

    pub(super) fn deliver(&mut self, event: &Event, twice: bool) {
        if self.messages.is_empty() {
            return;
        }
        let place = event.b % self.messages.len();
        let cut = match &self.messages[place] {
            Message::Request(own, _) | Message::Answer(own, _) => self.casebooks[*own].cut,
        };
        if cut {
            return;
        }
        let message = if twice { self.messages[place].clone() } else { self.messages.remove(place) };
        match message {
            Message::Request(own, request) => {
                if let Some(answer) = self.receive(&request) {
                    self.messages.push(Message::Answer(own, Box::new(answer)));
                }
            }
            Message::Answer(own, answer) => drop(self.apply(own, *answer)),
        }
    }

    /// One whole exchange; whether there is more to exchange.
    pub(super) fn exchange(&mut self, own: usize) -> bool {
        let Some(request) = self.request(own) else { return false };
        let Some(answer) = self.receive(&request) else { return true };
        self.apply(own, answer)
    }
}
