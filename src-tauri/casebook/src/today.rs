//! Vandaag: what is late, for today, for this week, and how the clocks stand.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use sync::{RecordId, Value};

use crate::assessment;
use crate::clocks::{Clock, ClockKind, ClockState, FOREIGN_LICENCE_DAYS};
use crate::error::CasebookError;
use crate::participant;
use crate::person::{Person, day};
use crate::reading::Reading;
use crate::row::{self, Row};
use crate::rules::text;
use crate::schema::Kind;

/// Assessments are due this many days after the first day at work (domain.md §4.2: weeks 2, 6 and 12).
pub const ASSESSMENT_MOMENTS: [(&str, u64); 3] = [("week_2", 14), ("week_6", 42), ("week_12", 84)];
/// Dimensions of the Meedoen-kaart: a draft with a score or "not seen" for each is ready to be discussed.
const DIMENSIONS: usize = 12;
/// A foreign licence is mentioned this many days before it ends; afterwards there is nothing to do about it.
const LICENCE_AHEAD_DAYS: i64 = 30;
/// What is due within this many days is shown.
const AHEAD_DAYS: i64 = 7;
/// Most tasks of one list, most clocks of one well.
const MOST: usize = 100;

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Task {
    /// What.
    pub kind: TaskKind,
    /// With whom.
    pub participant: Person,
    /// Last day in time.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub due_on: NaiveDate,
    /// The hour, in milliseconds since 1970 (UTC), if there is one.
    pub at: Option<i64>,
    /// Days late; zero when in time.
    pub days_late: i64,
    /// The record it is about.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub record: Option<RecordId>,
    /// Moment of the assessment.
    pub moment: Option<String>,
    /// It was done today.
    pub done: bool,
}

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TaskKind {
    FirstConversation,
    StartGuidance,
    StartWork,
    GoOnConversation,
    Assess,
    GoOnAssessment,
    DiscussAssessment,
    SignAssessment,
    Meeting,
    ReviewArrangement,
    LicenceEnds,
}

/// The page a coach starts with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Today {
    /// Which day it is.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub date: NaiveDate,
    /// Should have been done before today.
    pub late: Vec<Task>,
    /// For today, with what was done today.
    pub today: Vec<Task>,
    /// For the days after.
    pub week: Vec<Task>,
    /// Who is not at work yet, most urgent first.
    pub work_clocks: Vec<Clock>,
    /// Whose handover comes near, most urgent first.
    pub handover_clocks: Vec<Clock>,
}

/// Today, for the people this member guides and those nobody guides yet.
pub fn page(reading: &Reading) -> Result<Today, CasebookError> {
    let date = reading.surroundings.today();
    let mut today = Today {
        date,
        late: Vec::new(),
        today: Vec::new(),
        week: Vec::new(),
        work_clocks: Vec::new(),
        handover_clocks: Vec::new(),
    };
    let mut tasks = Vec::new();
    for person in people(reading)? {
        let name = Person::of(&person);
        for clock in participant::clocks_of(&person, &name, date) {
            match (clock.kind, clock.state) {
                (_, ClockState::Reached) | (ClockKind::Guidance, _) => {}
                (ClockKind::Work, _) => today.work_clocks.push(clock),
                (ClockKind::Handover, ClockState::Ok) => {}
                (ClockKind::Handover, _) => today.handover_clocks.push(clock),
            }
        }
        tasks.extend(tasks_of(reading, &person, &name, date)?);
    }
    sort_in(&mut today, tasks);
    for clocks in [&mut today.work_clocks, &mut today.handover_clocks] {
        clocks.sort_by_key(|clock| clock.days_left);
        clocks.truncate(MOST);
    }
    Ok(today)
}

fn sort_in(today: &mut Today, mut tasks: Vec<Task>) {
    tasks.sort_by_key(|task| (task.due_on, task.at.unwrap_or(i64::MAX), task.participant.name.clone()));
    for task in tasks {
        let list = match (task.done, task.due_on.cmp(&today.date)) {
            (true, _) | (_, std::cmp::Ordering::Equal) => &mut today.today,
            (_, std::cmp::Ordering::Less) => &mut today.late,
            (_, std::cmp::Ordering::Greater) => &mut today.week,
        };
        if list.len() < MOST {
            list.push(task);
        }
    }
}

/// The local id of who is looking.
fn me(reading: &Reading) -> Result<i64, CasebookError> {
    let place = row::find_place(reading.connection, RecordId(reading.session.member.0))?;
    Ok(place.map_or(-1, |place| place.local))
}

fn people(reading: &Reading) -> Result<Vec<Row>, CasebookError> {
    let kind = participant::kind()?;
    reading.reach(kind)?;
    let me = row::find_place(reading.connection, RecordId(reading.session.member.0))?
        .map_or(-1, |place| place.local);
    let sql = format!(
        "{} WHERE k.deleted = 0 AND coalesce(k.phase, '') <> 'closed' AND coalesce(k.coach, ?1) = ?1",
        row::select(kind)?
    );
    let mut statement = reading.connection.prepare_cached(&sql)?;
    let rows = statement.query_map([me], |row| row::read_row(kind, row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn tasks_of(
    reading: &Reading,
    person: &Row,
    name: &Person,
    date: NaiveDate,
) -> Result<Vec<Task>, CasebookError> {
    let mut tasks = beginnings(reading, person, name)?;
    tasks.extend(conversations(reading, person, name, date)?);
    tasks.extend(assessments(reading, person, name, date)?);
    tasks.extend(arrangements(reading, person, name)?);
    if text(person.value("licence")).as_deref() == Some("foreign")
        && let Some(ends_on) =
            day(person.value("arrived_on")).and_then(|day0| after(day0, FOREIGN_LICENCE_DAYS))
        && (0..=LICENCE_AHEAD_DAYS).contains(&(ends_on - date).num_days())
    {
        tasks.extend(task(TaskKind::LicenceEnds, name, Some(ends_on)));
    }
    for task in &mut tasks {
        task.days_late = if task.done { 0 } else { (date - task.due_on).num_days().max(0) };
    }
    tasks.retain(|task| {
        let ahead = if task.kind == TaskKind::LicenceEnds { LICENCE_AHEAD_DAYS } else { AHEAD_DAYS };
        task.done || (task.due_on - date).num_days() <= ahead
    });
    Ok(tasks)
}

fn task(kind: TaskKind, participant: &Person, due_on: Option<NaiveDate>) -> Option<Task> {
    let participant = participant.clone();
    due_on.map(|due_on| Task {
        kind,
        participant,
        due_on,
        at: None,
        days_late: 0,
        record: None,
        moment: None,
        done: false,
    })
}

fn after(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days))
}

/// Guidance and work start within three weeks; guidance begins with a first conversation.
fn beginnings(reading: &Reading, person: &Row, name: &Person) -> Result<Vec<Task>, CasebookError> {
    let Some(arrived_on) = day(person.value("arrived_on")) else { return Ok(Vec::new()) };
    let due_on = after(arrived_on, crate::clocks::THREE_WEEKS);
    let mut tasks = Vec::new();
    if person.value("guidance_started_on") == Value::Null {
        let talked: bool = reading
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM conversation WHERE parent = ?1 AND deleted = 0)")?
            .query_row([person.local], |row| row.get(0))?;
        let kind = if talked { TaskKind::StartGuidance } else { TaskKind::FirstConversation };
        tasks.extend(task(kind, name, due_on));
    }
    // Who studies does not start work now; school comes first under 27.
    let studies = text(person.value("phase")).as_deref() == Some("study");
    if person.value("work_started_on") == Value::Null && !studies {
        tasks.extend(task(TaskKind::StartWork, name, due_on));
    }
    Ok(tasks)
}

fn conversations(
    reading: &Reading,
    person: &Row,
    name: &Person,
    date: NaiveDate,
) -> Result<Vec<Task>, CasebookError> {
    let Some(kind) = Kind::named("conversation").filter(|_| reading.reads("conversation")) else {
        return Ok(Vec::new());
    };
    let mut tasks = Vec::new();
    for row in row::list_rows(reading.connection, kind, person.local)? {
        let open = text(row.value("state")).as_deref() == Some("open");
        let about = |mut task: Task| {
            task.record = Some(row.record);
            task
        };
        if open {
            if row.value("author") == Value::Integer(me(reading)?) {
                tasks.extend(task(TaskKind::GoOnConversation, name, Some(date)).map(about));
            }
        } else if let Value::Integer(ended) = row.value("ended_at")
            && reading.surroundings.day_at(ended) == date
        {
            tasks.extend(
                task(TaskKind::GoOnConversation, name, Some(date))
                    .map(about)
                    .map(|task| Task { done: true, ..task }),
            );
        }
        if let Value::Integer(at) = row.value("next_meeting_at") {
            let on = reading.surroundings.day_at(at);
            if on >= date {
                tasks.extend(
                    task(TaskKind::Meeting, name, Some(on))
                        .map(about)
                        .map(|task| Task { at: Some(at), ..task }),
                );
            }
        }
    }
    Ok(tasks)
}

fn assessments(
    reading: &Reading,
    person: &Row,
    name: &Person,
    date: NaiveDate,
) -> Result<Vec<Task>, CasebookError> {
    if !reading.reads("assessment") {
        return Ok(Vec::new());
    }
    let me = me(reading)?;
    let rows = assessment::rows_of(reading.connection, person.local)?;
    let mut tasks = Vec::new();
    for row in &rows {
        let signed = text(row.value("state")).as_deref() == Some("signed");
        let signed_on = match row.value("signed_at") {
            Value::Integer(at) => Some(reading.surroundings.day_at(at)),
            _ => None,
        };
        let mine = row.value("author") == Value::Integer(me);
        let kind = match (row.value("discussed_on"), answered(reading, row)?) {
            (Value::Text(_), _) => TaskKind::SignAssessment,
            (_, count) if count >= DIMENSIONS => TaskKind::DiscussAssessment,
            _ => TaskKind::GoOnAssessment,
        };
        if !signed && mine || signed_on == Some(date) {
            tasks.extend(task(kind, name, Some(date)).map(|task| Task {
                record: Some(row.record),
                moment: text(row.value("moment")),
                done: signed,
                ..task
            }));
        }
    }
    // Nobody is assessed on the shop floor any more after the programme, or instead of it.
    if matches!(text(person.value("phase")).as_deref(), Some("study" | "aftercare")) {
        return Ok(tasks);
    }
    // The day that was agreed last time comes before the weeks of the programme.
    let agreed = rows.last().and_then(|row| day(row.value("next_on")));
    let moment = day(person.value("work_started_on"))
        .and_then(|started_on| next_moment(&rows, name, started_on, date));
    tasks.extend(moment.or_else(|| task(TaskKind::Assess, name, agreed)));
    Ok(tasks)
}

/// How many dimensions have a score or "not seen".
fn answered(reading: &Reading, assessment: &Row) -> Result<usize, CasebookError> {
    let scores = assessment::scores_to_sign(reading.connection, assessment.local)?;
    Ok(scores.iter().filter(|score| score.score.is_some() || score.not_seen).count())
}

/// The latest moment that has come near and has no assessment, unless a later one was assessed already.
fn next_moment(rows: &[Row], name: &Person, started_on: NaiveDate, date: NaiveDate) -> Option<Task> {
    let assessed = |moment: &str| rows.iter().any(|row| text(row.value("moment")).as_deref() == Some(moment));
    let near = |days: u64| after(started_on, days).filter(|due| (*due - date).num_days() <= AHEAD_DAYS);
    let (moment, days) = ASSESSMENT_MOMENTS.into_iter().rev().find(|(_, days)| near(*days).is_some())?;
    if assessed(moment) {
        return None;
    }
    task(TaskKind::Assess, name, near(days)).map(|task| Task { moment: Some(moment.to_owned()), ..task })
}

fn arrangements(reading: &Reading, person: &Row, name: &Person) -> Result<Vec<Task>, CasebookError> {
    let Some(kind) = Kind::named("arrangement").filter(|_| reading.reads("arrangement")) else {
        return Ok(Vec::new());
    };
    let rows = row::list_rows(reading.connection, kind, person.local)?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let due_on =
                [day(row.value("review_on")), day(row.value("valid_until"))].into_iter().flatten().min();
            task(TaskKind::ReviewArrangement, name, due_on)
                .map(|task| Task { record: Some(row.record), ..task })
        })
        .collect())
}
