//! The one way in: a named operation becomes one transaction of rows, stamps, history, outbox, index and audit,
//! and answers what changed.

use rusqlite::{Connection, TransactionBehavior};
use sync::device::{DraftChange, Shelf, Store};
use sync::{
    Change, Clock, DeviceNumber, FieldNumber, HybridTime, RecordChange, RecordId, Stamp, Transaction,
    TransactionId, Value,
};

use crate::audit::{AuditLine, AuditTrail};
use crate::blob;
use crate::citizen_number::find_citizen_numbers;
use crate::error::{CasebookError, Refusal, ValueProblem};
use crate::file::{Casebook, set_meta};
use crate::held_text::{self, HeldText};
use crate::index;
use crate::office::{self, DeviceStore, OfficeFacts};
use crate::operation::{Operation, Setting, Step, Verb};
use crate::row::{self, Place, Row};
use crate::rules::{self, Proposal};
use crate::schema::{
    DELETED, ELEMENT, ELEMENT_LENGTH, Field, Home, Identity, Kind, PARENT, Reach, Settles, Shape,
};
use crate::session::{Role, Session};
use crate::surroundings::Surroundings;
use crate::value;

/// What an operation changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// The transaction; `None` when everything was so already.
    pub transaction: Option<TransactionId>,
    /// When, in milliseconds since 1970 (UTC).
    pub at_milliseconds_utc: i64,
    /// The records it touched, in order; a record that was there already is among them with no stamps.
    pub changed: Vec<Changed>,
    /// Texts it kept back because they may hold a citizen number.
    pub held: Vec<HeldText>,
}

/// A record that an operation touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which record.
    pub record: RecordId,
    /// Its kind.
    pub kind: &'static Kind,
    /// The record it belongs to.
    pub parent: Option<RecordId>,
    /// Its element within the parent's set.
    pub element: Option<String>,
    /// The new stamps of its changed fields.
    pub stamps: Vec<(FieldNumber, Stamp)>,
}

impl Casebook {
    /// Applies one operation: all of it, or nothing with a reason.
    pub fn write(&mut self, session: &Session, operation: Operation) -> Result<Applied, CasebookError> {
        let mut outcomes = self.write_many(session, vec![operation])?;
        match outcomes.pop() {
            Some(outcome) => outcome.map_err(CasebookError::Refused),
            None => Err(CasebookError::Unexplained("an operation without an outcome")),
        }
    }

    /// Applies operations one after the other and commits them together; a refused one leaves the others standing.
    /// When the storage itself fails, none of them was kept.
    pub fn write_many(
        &mut self,
        session: &Session,
        operations: Vec<Operation>,
    ) -> Result<Vec<Result<Applied, Refusal>>, CasebookError> {
        // Nearly always nothing is refused. Only when something is, they are done again with a savepoint around
        // each, which costs more than the operation itself.
        let all = self.transact(session, |writing| {
            operations.iter().map(|operation| writing.apply(operation, None)).collect::<Result<Vec<_>, _>>()
        });
        match all {
            Ok(applied) => Ok(applied.into_iter().map(Ok).collect()),
            Err(CasebookError::Refused(_)) => self.transact(session, |writing| {
                operations.iter().map(|operation| writing.attempt(operation, None)).collect()
            }),
            Err(other) => Err(other),
        }
    }

    /// Runs `work` inside one database transaction. The clock, the audit trail and the sequence move on only if it
    /// commits.
    pub(crate) fn transact<T>(
        &mut self,
        session: &Session,
        work: impl FnOnce(&mut Writing) -> Result<T, CasebookError>,
    ) -> Result<T, CasebookError> {
        let views = self.views.take();
        let folder = self.folder().to_path_buf();
        let run = || -> Result<T, CasebookError> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut writing = Writing {
                connection: &transaction,
                session,
                surroundings: self.surroundings.as_ref(),
                clock: self.clock,
                audit: self.audit,
                sequence: self.sequence,
                office: self.office,
                member_local: None,
                index: index::Stale::default(),
            };
            for line in &views {
                writing.audit = writing.audit.append(&transaction, line)?;
            }
            let outcome = work(&mut writing)?;
            index::refresh(&transaction, &writing.index)?;
            let (clock, audit, sequence) = (writing.clock, writing.audit, writing.sequence);
            if sequence != self.sequence {
                set_meta(&transaction, "sequence", sequence.cast_signed())?;
            }
            transaction.commit()?;
            self.are_names_told &= sequence == self.sequence;
            (self.clock, self.audit, self.sequence) = (clock, audit, sequence);
            Ok(outcome)
        };
        let outcome = run();
        if outcome.is_err() {
            views.into_iter().for_each(|line| self.views.add(line));
        }
        outcome.map_err(|error| error.in_folder(&folder))
    }
}

/// A database transaction at work.
pub(crate) struct Writing<'a> {
    pub connection: &'a Connection,
    pub session: &'a Session,
    surroundings: &'a dyn Surroundings,
    clock: Clock,
    audit: AuditTrail,
    sequence: u64,
    office: OfficeFacts,
    member_local: Option<i64>,
    index: index::Stale,
}

/// What one operation has done so far.
struct Work {
    operation: i64,
    stamp: Stamp,
    now: i64,
    records: Vec<RecordChange>,
    applied: Applied,
}

impl Writing<'_> {
    /// One operation within a savepoint: a refusal takes back what it did and is written to the audit trail.
    pub fn attempt(
        &mut self,
        operation: &Operation,
        undoes: Option<i64>,
    ) -> Result<Result<Applied, Refusal>, CasebookError> {
        self.connection.execute_batch("SAVEPOINT operation")?;
        let before = (self.clock, self.audit, self.sequence);
        match self.apply(operation, undoes) {
            Ok(applied) => {
                self.connection.execute_batch("RELEASE operation")?;
                Ok(Ok(applied))
            }
            Err(CasebookError::Refused(refusal)) => {
                self.connection.execute_batch("ROLLBACK TO operation; RELEASE operation")?;
                (self.clock, self.audit, self.sequence) = before;
                let record = operation.steps.first().and_then(|step| step.record);
                self.audit_line(&operation.name(), record, "refused")?;
                Ok(Err(refusal))
            }
            Err(other) => Err(other),
        }
    }

    fn apply(&mut self, operation: &Operation, undoes: Option<i64>) -> Result<Applied, CasebookError> {
        if self.office.is_locked {
            return Err(Refusal::DeviceRevoked.into());
        }
        let now = self.surroundings.now_milliseconds_utc();
        let (time, clock) = self.clock.tick(self.office.offset.office_time(u64::try_from(now).unwrap_or(0)));
        let id = TransactionId(self.surroundings.new_id());
        let name = operation.name();
        let mut work = Work {
            operation: self.insert_operation(id, &name, time, now, undoes)?,
            // Of device 0 until an office has ranked it.
            stamp: Stamp { time, device: DeviceNumber::default() },
            now,
            records: Vec::new(),
            applied: Applied { at_milliseconds_utc: now, ..Applied::default() },
        };
        for step in &operation.steps {
            self.step(step, &mut work)?;
        }
        if let Some(settles) = operation.settles {
            office::count_settled(self.connection, settles)?;
            work.records.push(settles.change());
        }
        if work.records.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM operation WHERE id = ?1")?
                .execute([work.operation])?;
            return Ok(work.applied);
        }
        self.clock = clock;
        let first = work.records.first().map(|change| change.record);
        self.send(id, name.clone(), time, &mut work)?;
        self.audit_line(&name, first, "done")?;
        work.applied.transaction = Some(id);
        Ok(work.applied)
    }

    fn insert_operation(
        &self,
        id: TransactionId,
        name: &str,
        time: HybridTime,
        now: i64,
        undoes: Option<i64>,
    ) -> Result<i64, CasebookError> {
        self.connection
            .prepare_cached(
                "INSERT INTO operation (uuid, name, member, device, time, at, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                id.0.as_bytes(),
                name,
                self.session.member.0.as_bytes(),
                self.session.device.0,
                time.to_bits().cast_signed(),
                now,
                undoes,
            ))?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Puts the transaction into the outbox.
    fn send(
        &mut self,
        id: TransactionId,
        operation: String,
        time: HybridTime,
        work: &mut Work,
    ) -> Result<(), CasebookError> {
        self.sequence += 1;
        let transaction = Transaction {
            id,
            sequence: self.sequence,
            member: self.session.member,
            claimed: time,
            ledger: self.office.ledger,
            operation,
            records: std::mem::take(&mut work.records),
        };
        let body = transaction
            .to_bytes()
            .map_err(|_| CasebookError::Unexplained("a transaction does not encode"))?;
        self.connection
            .prepare_cached("INSERT INTO outbox (sequence, operation, body) VALUES (?1, ?2, ?3)")?
            .execute((self.sequence.cast_signed(), work.operation, body))?;
        Ok(())
    }

    fn audit_line(
        &mut self,
        action: &str,
        record: Option<RecordId>,
        outcome: &'static str,
    ) -> Result<(), CasebookError> {
        let at = self.surroundings.now_milliseconds_utc();
        let line = AuditLine { at, session: *self.session, action: action.to_owned(), record, outcome };
        self.audit = self.audit.append(self.connection, &line)?;
        Ok(())
    }

    fn step(&mut self, step: &Step, work: &mut Work) -> Result<(), CasebookError> {
        self.check_role(step)?;
        let mut row = self.find_or_begin(step)?;
        if step.verb == Verb::Add && !row.is_new {
            // An import that is run twice: what is there stays as it is.
            work.applied.changed.push(changed(&row, Vec::new()));
            return Ok(());
        }
        if row.deleted && !matches!(step.verb, Verb::Keep | Verb::Put) {
            return Err(Refusal::Removed.into());
        }
        let before = row.clone();
        let mut settings = self.settings(step, &row, work)?;
        for setting in &mut settings {
            if let Some(place) = row.kind.place_of(setting.field.number) {
                row.values[place] = std::mem::take(&mut setting.value);
            }
        }
        match step.verb {
            Verb::Remove => row.deleted = true,
            Verb::Keep | Verb::Put => row.deleted = false,
            Verb::Add | Verb::Change | Verb::Close => {}
        }
        self.check_rules(step, &before, &row)?;
        self.keep(before, row, &settings, work)
    }

    fn check_role(&self, step: &Step) -> Result<(), Refusal> {
        let reach = step.kind.reach(self.session.role);
        let allowed =
            reach >= Reach::Write && step.settings.iter().all(|setting| setting.field.is_written_with(reach));
        if allowed { Ok(()) } else { Err(Refusal::NotAllowed(self.session.role)) }
    }

    fn find_or_begin(&self, step: &Step) -> Result<Row, CasebookError> {
        let parent = self.find_parent(step)?;
        let id = match (step.kind.identity, step.record, step.parent, &step.element) {
            (Identity::Element, _, Some(parent), Some(element)) => {
                check_element(element)?;
                Step::element_id(parent, step.kind, element)
            }
            (Identity::Element, None, ..) => return Err(Refusal::Missing("element").into()),
            (_, Some(id), ..) => id,
            (Identity::Given, None, ..) if step.verb == Verb::Add => RecordId(self.surroundings.new_id()),
            (_, None, ..) => return Err(Refusal::Missing("id").into()),
        };
        if let Some(place) = row::find_place(self.connection, id)? {
            if place.kind != step.kind {
                return Err(Refusal::OtherKind(place.kind.name).into());
            }
            match row::get_row(self.connection, step.kind, place.local) {
                // Only referred to as yet: it can still be begun here.
                Err(CasebookError::Refused(Refusal::NotFound)) => {
                    return self.begin(step, id, parent);
                }
                found => return found,
            }
        }
        self.begin(step, id, parent)
    }

    fn begin(&self, step: &Step, id: RecordId, parent: Option<Place>) -> Result<Row, CasebookError> {
        match (step.verb, step.kind.home, parent) {
            (Verb::Add | Verb::Put, Home::Within(_), None) => Err(Refusal::Missing("parent").into()),
            (Verb::Add | Verb::Put, ..) => {
                let mut row = Row::new(id, step.kind, parent.zip(step.parent), step.element.clone());
                row.local = row::find_local(self.connection, id)?.unwrap_or(0);
                Ok(row)
            }
            _ => Err(Refusal::NotFound.into()),
        }
    }

    fn find_parent(&self, step: &Step) -> Result<Option<Place>, CasebookError> {
        match (step.kind.home, step.parent) {
            (Home::Within(name), Some(parent)) => {
                let kind = Kind::named(name).ok_or(CasebookError::Unexplained("a kind hangs on nothing"))?;
                row::get_place(self.connection, parent, kind).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The values of a step as they will be stored: checked, completed, and without what is held back.
    fn settings(&mut self, step: &Step, row: &Row, work: &mut Work) -> Result<Vec<Setting>, CasebookError> {
        let mut settings = Vec::with_capacity(step.settings.len());
        for setting in &step.settings {
            let value = value::accept(setting.field, setting.value.clone())?;
            if let Value::Text(text) = &value
                && setting.field.is_scanned()
                && !find_citizen_numbers(text).is_empty()
            {
                if setting.field.required {
                    let reason = ValueProblem::CitizenNumber;
                    return Err(Refusal::WrongValue { field: setting.field.name, reason }.into());
                }
                work.applied.held.push(HeldText::new(row.record, setting.field, text.clone()));
                continue;
            }
            let value = match setting.field.shape {
                Shape::Blob(_) => self.beside(row, setting.field, value)?,
                shape => self.resolve(shape, setting.field.name, value)?,
            };
            settings.push(Setting { field: setting.field, value, seen: setting.seen });
        }
        if row.is_new {
            self.complete(row.kind, &mut settings, work.now)?;
        }
        if step.verb == Verb::Close {
            self.close(row.kind, &mut settings, work.now);
        }
        Ok(settings)
    }

    /// Content goes beside its record, and the value refers to it; the same content as before stays where it is.
    fn beside(&self, row: &Row, field: &Field, value: Value) -> Result<Value, CasebookError> {
        let Value::Text(content) = value else { return Ok(value) };
        let before = row.value(field.name);
        if blob::read(self.connection, &before)?.as_deref() == Some(content.as_bytes()) {
            return Ok(before);
        }
        blob::keep(self.connection, row.record, field.number, content.as_bytes())
    }

    /// A reference becomes the local id of a record of the right kind.
    fn resolve(&self, shape: Shape, field: &'static str, value: Value) -> Result<Value, CasebookError> {
        let (Shape::Reference(name), Value::Text(text)) = (shape, &value) else { return Ok(value) };
        let wrong = || Refusal::WrongValue { field, reason: ValueProblem::NotAReference(name) };
        let id = crate::operation::read_id(text).map_err(|_| wrong())?;
        let place = row::find_place(self.connection, id)?
            .filter(|place| place.kind.name == name)
            .ok_or_else(wrong)?;
        Ok(Value::Integer(place.local))
    }

    /// What a new record has when nobody says otherwise.
    fn complete(
        &mut self,
        kind: &'static Kind,
        settings: &mut Vec<Setting>,
        now: i64,
    ) -> Result<(), CasebookError> {
        let mut default = |name: &str, value: Value| {
            if let Some(field) = kind.field(name)
                && !settings.iter().any(|setting| setting.field.number == field.number)
            {
                settings.push(Setting { field, value, seen: None });
            }
        };
        if kind.field("author").is_some() {
            default("author", Value::Integer(self.member_local()?));
        }
        if let Some(Shape::Choice([first, ..])) = kind.field("state").map(|field| field.shape) {
            default("state", Value::Text((*first).to_owned()));
        }
        for name in ["written_at", "started_at", "drawn_at", "answered_at"] {
            default(name, Value::Integer(now));
        }
        if kind.name == "participant" {
            if self.session.role == Role::Coach {
                default("coach", Value::Integer(self.member_local()?));
            }
            default("client_number", Value::Text(client_number(self.surroundings.new_id().as_bytes())));
            default("phase", Value::Text("arrived".to_owned()));
        }
        Ok(())
    }

    fn close(&self, kind: &'static Kind, settings: &mut Vec<Setting>, now: i64) {
        if let Some(field) = kind.field("state")
            && let Shape::Choice(&[_, closed, ..]) = field.shape
        {
            settings.retain(|setting| setting.field.number != field.number);
            settings.push(Setting { field, value: Value::Text(closed.to_owned()), seen: None });
        }
        for name in ["ended_at", "signed_at"] {
            if let Some(field) = kind.field(name) {
                settings.retain(|setting| setting.field.number != field.number);
                settings.push(Setting { field, value: Value::Integer(now), seen: None });
            }
        }
    }

    fn member_local(&mut self) -> Result<i64, CasebookError> {
        if let Some(local) = self.member_local {
            return Ok(local);
        }
        let id = RecordId(self.session.member.0);
        let local = row::find_place(self.connection, id)?.ok_or(Refusal::NotFound)?.local;
        self.member_local = Some(local);
        Ok(local)
    }

    fn check_rules(&mut self, step: &Step, before: &Row, after: &Row) -> Result<(), CasebookError> {
        let author = match (after.kind.settles, after.parent) {
            (Settles::Never, _) => None,
            (Settles::WhenClosed, _) => Some(before.value("author")),
            (Settles::WithParent, Some(parent)) => Some(self.parent_value(after.kind, parent, "author")?),
            (Settles::WithParent, None) => return Err(CasebookError::Unexplained("a part without a whole")),
        };
        let parent_state = match (after.kind.settles, after.parent) {
            (Settles::WithParent, Some(parent)) => {
                rules::text(self.parent_value(after.kind, parent, "state")?)
            }
            _ => None,
        };
        let by_author = match author {
            Some(Value::Integer(author)) => author == self.member_local()?,
            _ => true,
        };
        rules::check(&Proposal {
            kind: after.kind,
            verb: step.verb,
            is_new: before.is_new,
            before: &|name| before.value(name),
            after: &|name| after.value(name),
            parent_state,
            by_author,
        })?;
        if let Value::Integer(corrected) = after.value("corrects")
            && before.is_new
        {
            self.check_corrected(after.kind, corrected)?;
        }
        if step.verb == Verb::Close {
            held_text::check_none(self.connection, after)?;
            if after.kind.name == "assessment" {
                let scores = crate::assessment::scores_to_sign(self.connection, after.local)?;
                rules::check_scores(&scores, rules::text(after.value("interpreter_kind")).as_deref())?;
            }
        }
        Ok(())
    }

    fn parent_value(&self, kind: &Kind, parent: i64, name: &'static str) -> Result<Value, CasebookError> {
        let Home::Within(parent_kind) = kind.home else { return Ok(Value::Null) };
        let sql = format!("SELECT {name} FROM {parent_kind} WHERE id = ?1");
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row([parent], |row| Ok(value::from_row(row.get_ref(0)?)))?)
    }

    fn check_corrected(&self, kind: &'static Kind, corrected: i64) -> Result<(), CasebookError> {
        let state = rules::text(row::get_row(self.connection, kind, corrected)?.value("state"));
        if matches!(state.as_deref(), Some("closed" | "signed")) {
            Ok(())
        } else {
            Err(Refusal::NothingToCorrect.into())
        }
    }

    /// Writes what is different, with its stamp, its history and its place in the transaction.
    fn keep(
        &mut self,
        before: Row,
        mut row: Row,
        settings: &[Setting],
        work: &mut Work,
    ) -> Result<(), CasebookError> {
        let mut changes = Vec::new();
        if row.is_new {
            if let Some(parent) = row.parent_record {
                changes.push((PARENT, Value::Bytes(parent.0.as_bytes().to_vec()), None));
            }
            if let Some(element) = &row.element {
                changes.push((ELEMENT, Value::Text(element.clone()), None));
            }
        }
        if before.deleted != row.deleted {
            changes.push((DELETED, Value::Integer(i64::from(row.deleted)), before.stamps.stamp(DELETED)));
        }
        for (place, field) in row.kind.fields.iter().enumerate() {
            if before.values[place] != row.values[place] {
                let seen = settings.iter().find(|setting| setting.field.number == field.number);
                changes.push((
                    field.number,
                    row.values[place].clone(),
                    seen.and_then(|setting| setting.seen),
                ));
            }
        }
        if changes.is_empty() && !before.is_new {
            held_text::keep(self.connection, &row, settings, &work.applied.held)?;
            work.applied.changed.push(changed(&row, Vec::new()));
            return Ok(());
        }
        let different: Vec<FieldNumber> = changes.iter().map(|(number, ..)| *number).collect();
        complete_groups(&before, &row, &mut changes);
        let numbers: Vec<FieldNumber> = changes.iter().map(|(number, ..)| *number).collect();
        let sent = self.record_change(&before, changes)?;
        row.stamps.set(&numbers, work.stamp);
        if before.is_new {
            row::insert(self.connection, &mut row, work.operation)?;
        } else {
            if self.office.device != DeviceNumber::default() {
                DeviceStore::over(self.connection).set_aside(&before)?;
            }
            self.remember(&before, &different, work.operation)?;
            row::update(self.connection, &row, &numbers)?;
        }
        held_text::keep(self.connection, &row, settings, &work.applied.held)?;
        self.index.mark(&row, &different, before.is_new);
        let stamps = numbers.iter().map(|number| (*number, work.stamp)).collect();
        work.applied.changed.push(changed(&row, stamps));
        work.records.push(sent);
        Ok(())
    }

    /// Keeps what is overwritten: nothing is ever silently lost.
    fn remember(&self, before: &Row, numbers: &[FieldNumber], operation: i64) -> Result<(), CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO history (record, field, value, time, device, operation, written, member, writing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for number in numbers {
            let value = match *number {
                DELETED => Value::Integer(i64::from(before.deleted)),
                own => {
                    let place = before.kind.place_of(own);
                    place.map(|place| before.values[place].clone()).unwrap_or_default()
                }
            };
            let of = before.stamps.provenance(*number).unwrap_or_default();
            // Without an author it is an own value that no office has ranked.
            let ranked = (of.author != 0).then_some(of);
            statement.execute((
                before.local,
                number.0,
                value::Stored(&value),
                of.rank.time.to_bits().cast_signed(),
                of.rank.device.0,
                operation,
                ranked.map(|of| of.rank.written.to_bits().cast_signed()),
                ranked.map(|of| of.author),
                ranked.map(|of| of.writing.0),
            ))?;
        }
        Ok(())
    }

    /// The changes as they leave the device, while the row still stands as its author saw it.
    fn record_change(&self, before: &Row, changes: Vec<Seen>) -> Result<RecordChange, CasebookError> {
        let store = DeviceStore::over(self.connection);
        let mut all = Vec::with_capacity(changes.len());
        for (field, value, seen) in changes {
            let value = office::outward(self.connection, Some(before.kind), field, value)?;
            let change = Change::new(field, value, None);
            let is_removal = change.is_removal();
            if seen.is_none() && !is_removal {
                all.push(change);
                continue;
            }
            let removing = is_removal.then(|| sync::device::removing(&store, before.record)).transpose()?;
            let seen = store.seen(before.record, field, seen)?;
            let canonical = store.record(Shelf::Open, before.record)?;
            let draft = DraftChange { field, value: change.value, seen, removing };
            all.push(sync::device::resolve(
                &store,
                self.office.device,
                canonical.as_ref(),
                before.record,
                draft,
            )?);
        }
        Ok(RecordChange { record: before.record, kind: before.kind.number, changes: all })
    }
}

/// A changed field, its new value, and the stamp that its author had seen.
type Seen = (FieldNumber, Value, Option<Stamp>);

/// Whoever changes one field of a group that changes together sends all of it, so that a group never mixes two authors.
/// An element of a set may be begun on two devices: there a field without a value counts too.
fn complete_groups(before: &Row, row: &Row, changes: &mut Vec<Seen>) {
    let fields = row.kind.fields;
    let units: Vec<_> = fields
        .iter()
        .filter(|field| changes.iter().any(|(number, ..)| *number == field.number))
        .filter_map(|field| field.unit)
        .collect();
    if units.is_empty() {
        return;
    }
    for (field, value) in fields.iter().zip(&row.values) {
        let stamp = before.stamps.stamp(field.number);
        let is_known = stamp.is_some() || row.kind.identity == Identity::Element;
        let is_sent = changes.iter().any(|(number, ..)| *number == field.number);
        if is_known && !is_sent && field.unit.is_some_and(|unit| units.contains(&unit)) {
            changes.push((field.number, value.clone(), stamp));
        }
    }
}

fn changed(row: &Row, stamps: Vec<(FieldNumber, Stamp)>) -> Changed {
    Changed {
        record: row.record,
        kind: row.kind,
        parent: row.parent_record,
        element: row.element.clone(),
        stamps,
    }
}

fn check_element(element: &str) -> Result<(), Refusal> {
    let reason = if element.is_empty() {
        ValueProblem::Empty
    } else if element.chars().count() > ELEMENT_LENGTH {
        ValueProblem::TooLong { most: ELEMENT_LENGTH }
    } else if element.chars().any(char::is_control) {
        ValueProblem::ControlCharacters
    } else {
        return Ok(());
    };
    Err(Refusal::WrongValue { field: "element", reason })
}

/// A short random number for a person in this programme: no date, no initials, nothing to guess from.
fn client_number(id: &[u8; 16]) -> String {
    const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = blake3::hash(id);
    hash.as_bytes()[..7].iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}
