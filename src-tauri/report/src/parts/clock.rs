//! When we meet again: an analogue clock with sun or moon, the weekday, the date, and the days to count.

use phrasebook::Direction;

use crate::error::ReportError;
use crate::layout::block::{Cell, Frame, Pad, Row, Stack, Stand, Width};
use crate::layout::drawing::{AltText, Drawing, Outline, Stroke};
use crate::layout::script::isolate;
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, CAPTION, Colour, HAIRLINE, LABEL, STRONG, TITLE};
use crate::view::{AppointmentView, ClockTime, Day};

use super::pairs::{PairType, direction, edge, pair};
use super::words::Words;

/// Concepts of the weekdays, Monday first.
pub(crate) const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// More days than this cannot be counted at a glance.
const MOST_PANES: i32 = 21;

/// The concept of the weekday of a day.
pub(crate) fn weekday(day: Day) -> &'static str {
    DAYS[day.weekday() % DAYS.len()]
}

/// The concept of the part of the day.
fn half_day(time: ClockTime) -> &'static str {
    match time.hour() {
        0..12 => "morning",
        12..18 => "afternoon",
        _ => "evening",
    }
}

/// The whole appointment on one quiet ground.
pub(crate) fn appointment(
    words: &Words<'_>,
    appointment: &AppointmentView,
    made_on: Day,
) -> Result<Row, ReportError> {
    let time = words.time(appointment.time);
    let alt = words.text_with("report-clock-alt", &[("time", (&time).into())]);
    let clock = clock(appointment.time, 92.0).meaning(AltText::new(alt, words.base())?);
    let part_of_day = Drawing::picture(&words.picture(half_day(appointment.time))?, 44.0);
    let day = Drawing::picture(&words.picture(weekday(appointment.day))?, 78.0);
    let cells = vec![
        Cell::of(Width::Points(92.0), clock),
        Cell::new(Width::Points(100.0), when(words, appointment, part_of_day)?),
        Cell::of(Width::Points(78.0), day),
        Cell::new(Width::Share(1.0), which_day(words, appointment, made_on)?),
    ];
    let row = Row::new(14.0, cells).towards(direction(words)).standing(Stand::Middle);
    let mut content = Stack::new().add(0.0, row);
    if let Some(where_and_who) = details(words, appointment) {
        content = content.add(10.0, where_and_who);
    }
    let frame = Frame { stroke: Some(Stroke::solid(Colour::Action, 1.2)), radius: 12.0, ..Frame::default() };
    Ok(Row::panel(frame, Pad::new(14.0, 16.0), content).together())
}

fn when(words: &Words<'_>, appointment: &AppointmentView, picture: Drawing) -> Result<Stack, ReportError> {
    let digits = format!("{}:{:02}", appointment.time.hour(), appointment.time.minute());
    let side = edge(direction(words), words.base());
    let time = words.paragraph(Tag::P, TITLE.sized(24.0), words.time(appointment.time)).aligned(side).tight();
    let own = words.own_number(TITLE.in_colour(Colour::InkSoft), &digits);
    let picture = Row::new(0.0, vec![Cell::of(Width::Points(44.0), picture)]).towards(direction(words));
    let part = pair(words, half_day(appointment.time), Tag::P, PairType::new(STRONG, 8.0))?;
    Ok(Stack::new().add(0.0, time).add_some(0.0, own).add(2.0, picture).add(0.0, part))
}

fn which_day(words: &Words<'_>, appointment: &AppointmentView, made_on: Day) -> Result<Stack, ReportError> {
    let side = edge(direction(words), words.base());
    let date = words.short_date(appointment.day);
    let own_date = words.own_date(BODY.in_colour(Colour::InkSoft), appointment.day);
    let mut stack = pair(words, weekday(appointment.day), Tag::P, PairType::new(TITLE.sized(18.0), 10.0))?
        .add(3.0, words.paragraph(Tag::P, STRONG.sized(12.0), date).aligned(side))
        .add_some(0.0, own_date);
    let days = appointment.day.days_after(made_on);
    if (1..=MOST_PANES).contains(&days) {
        let text = words.text_with("report-in-days", &[("days", i64::from(days).into())]);
        let panes = day_panes(days, direction(words)).meaning(AltText::new(&text, words.base())?);
        let panes =
            Row::new(0.0, vec![Cell::of(Width::Points(panes.width), panes)]).towards(direction(words));
        stack = stack.add(6.0, panes).add(1.0, words.paragraph(Tag::P, CAPTION, text).aligned(side));
    }
    Ok(stack)
}

fn details(words: &Words<'_>, appointment: &AppointmentView) -> Option<Stack> {
    let side = edge(direction(words), words.base());
    let place = appointment
        .place
        .as_ref()
        .map(|place| words.paragraph(Tag::P, STRONG.sized(12.0), isolate(place)).aligned(side));
    let with = appointment.with.as_ref().map(|with| {
        words.paragraph(Tag::P, LABEL, words.text_with("report-with", &[("name", with.into())])).aligned(side)
    });
    (place.is_some() || with.is_some()).then(|| Stack::new().add_some(0.0, place).add_some(0.0, with))
}

/// Days as panes, a week a line, so that they can be counted.
fn day_panes(days: i32, direction: Direction) -> Drawing {
    let (width, height, gap) = (11.0, 9.0, 2.2);
    let air = 0.4;
    let (columns, lines) = (days.min(7) as f32, ((days + 6) / 7) as f32);
    let total = columns * (width + gap) - gap + 2.0 * air;
    let mut drawing = Drawing::new(total, lines * (height + gap) - gap + 2.0 * air);
    for day in 0..days {
        let left = air + (day % 7) as f32 * (width + gap);
        let x = match direction {
            Direction::Ltr => left,
            Direction::Rtl => total - left - width,
        };
        let y = air + (day / 7) as f32 * (height + gap);
        let outline = Outline::Rect { x, y, width, height, radius: 1.6 };
        let fill = if day == days - 1 { Colour::Action } else { Colour::Paper };
        drawing = drawing.shape(outline, Some(fill), Some(Stroke::solid(Colour::Edge, HAIRLINE)));
    }
    drawing
}

/// A clock face without numbers: quarters thick, the short hand is the hour. Never mirrored.
pub(crate) fn clock(time: ClockTime, size: f32) -> Drawing {
    let (middle, radius) = (size / 2.0, size / 2.0 - 1.5);
    let at = |turn: f32, far: f32| {
        let angle = turn * std::f32::consts::TAU;
        (middle + angle.sin() * far * radius, middle - angle.cos() * far * radius)
    };
    let ring = Outline::Circle { centre: (middle, middle), radius };
    let mut drawing = Drawing::new(size, size).shape(
        ring,
        Some(Colour::Paper),
        Some(Stroke::solid(Colour::Ink, size * 0.03)),
    );
    for hour in 0..12_u8 {
        let turn = f32::from(hour) / 12.0;
        let (from, width) = if hour % 3 == 0 { (0.78, 0.03) } else { (0.86, 0.014) };
        let tick = Outline::Line(vec![at(turn, from), at(turn, 0.93)]);
        drawing = drawing.shape(tick, None, Some(Stroke::solid(Colour::Ink, size * width)));
    }
    let minutes = f32::from(time.minute()) / 60.0;
    let hours = (f32::from(time.hour() % 12) + minutes) / 12.0;
    let hand = |turn: f32, far: f32| Outline::Line(vec![(middle, middle), at(turn, far)]);
    drawing
        .shape(hand(hours, 0.5), None, Some(Stroke::solid(Colour::Ink, size * 0.055)))
        .shape(hand(minutes, 0.74), None, Some(Stroke::solid(Colour::Action, size * 0.036)))
        .shape(Outline::Circle { centre: (middle, middle), radius: size * 0.04 }, Some(Colour::Ink), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::drawing::Mark;

    /// Where a hand of the colour points, from the middle.
    fn hand(drawing: &Drawing, colour: Colour) -> (f32, f32) {
        let lines = drawing.marks.iter().rev().filter_map(|mark| match mark {
            Mark::Shape { outline: Outline::Line(points), stroke: Some(stroke), .. }
                if stroke.colour == colour =>
            {
                Some((points[1].0 - points[0].0, points[1].1 - points[0].1))
            }
            _ => None,
        });
        lines.into_iter().next().expect("a hand")
    }

    #[test]
    fn at_three_o_clock_the_short_hand_points_right_and_the_long_one_up() {
        let drawing = clock(ClockTime::new(15, 0).expect("a time"), 100.0);
        let (x, y) = hand(&drawing, Colour::Ink);
        assert!(x > 20.0 && y.abs() < 0.1, "{x} {y}");
        let (x, y) = hand(&drawing, Colour::Action);
        assert!(x.abs() < 0.1 && y < -30.0, "{x} {y}");
    }
}
