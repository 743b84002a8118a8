import forms from '../../../assets/forms/first-conversation.1.json';
import instruments from '../../../assets/instrument/meedoen-kaart.1.json';
import type {
  Age,
  AssessmentView,
  Clock,
  ConversationView,
  Form,
  Instrument,
  ParticipantPage,
  ParticipantRow,
  Person,
  RecordView,
  Task,
  TimelineEntry,
  Today,
} from '../../src/ipc/index.ts';
import { FIELDS } from './fields.ts';
import type { Store } from './store.ts';
import { timelineOf } from './timeline.ts';

export const DAY_MS = 86_400_000;
const GUIDANCE_DAYS = 21;
const HANDOVER_MONTHS = 15;

export const FORM = {
  ...forms,
  themes: forms.themes.map((theme) => ({
    sensitive: false,
    ...theme,
    questions: theme.questions.map((question) => ({
      many: false,
      cards: [],
      shows: [],
      answers: [],
      unit: null,
      max: null,
      per: null,
      unless: null,
      ...question,
    })),
  })),
} as unknown as Form;

export const INSTRUMENT = {
  ...instruments,
  dimensions: instruments.dimensions.map((dimension) => ({ language: false, ...dimension })),
} as unknown as Instrument;

/** What the screens read, composed from the records as the casebook would. */
export class Pages {
  /** colleagues who may guide whoever is looked at */
  colleagues: string[] = [];

  constructor(
    private readonly store: Store,
    private readonly today: string,
  ) {}

  whole(record: RecordView): RecordView {
    const empty = Object.fromEntries((FIELDS[record.kind] ?? []).map((field) => [field, null]));
    return { ...record, fields: { ...empty, ...record.fields } };
  }

  all(kind: string, parent: string): RecordView[] {
    return this.store.of(kind, parent).map((record) => this.whole(record));
  }

  people(): RecordView[] {
    return [...this.store.records.values()]
      .filter((record) => record.kind === 'participant' && !record.fields['deleted'])
      .map((record) => this.whole(record));
  }

  text(record: RecordView | undefined, field: string): string | null {
    const value = record?.fields[field];
    return value === null || value === undefined ? null : String(value);
  }

  person(record: RecordView): Person {
    const name = this.text(record, 'official_name') ?? this.text(record, 'call_name') ?? '';
    const initials = name
      .split(/[\s-]+/)
      .map((part) => part[0] ?? '')
      .join('')
      .slice(0, 2)
      .toUpperCase();
    return { id: record.id, name, call_name: this.text(record, 'call_name') ?? name, initials };
  }

  day(record: RecordView): number | null {
    const arrived = this.text(record, 'arrived_on');
    return arrived ? Math.round((Date.parse(this.today) - Date.parse(arrived)) / DAY_MS) : null;
  }

  clocks(record: RecordView): Clock[] {
    const arrived = this.text(record, 'arrived_on');
    const day = this.day(record);
    if (!arrived || day === null) return [];
    const due = new Date(Date.parse(arrived) + GUIDANCE_DAYS * DAY_MS).toISOString().slice(0, 10);
    const threeWeeks = (kind: 'guidance' | 'work', reached: string | null): Clock => {
      const count = reached ? Math.round((Date.parse(reached) - Date.parse(arrived)) / DAY_MS) : day;
      const left = GUIDANCE_DAYS - day;
      const state = reached ? 'reached' : left < 0 ? 'late' : left <= 7 ? 'soon' : 'ok';
      return {
        kind,
        participant: this.person(record),
        count,
        of: GUIDANCE_DAYS,
        unit: 'day',
        state,
        days_left: left,
        due_on: due,
        reached_on: reached,
      };
    };
    const end = new Date(arrived);
    end.setUTCMonth(end.getUTCMonth() + HANDOVER_MONTHS);
    const left = Math.round((end.getTime() - Date.parse(this.today)) / DAY_MS);
    const count = Math.max(0, Math.floor(day / 30.44));
    const state = left < 0 ? 'late' : left <= 90 ? 'soon' : 'ok';
    return [
      threeWeeks('guidance', this.text(record, 'guidance_started_on')),
      threeWeeks('work', this.text(record, 'work_started_on')),
      {
        kind: 'handover',
        participant: this.person(record),
        count,
        of: HANDOVER_MONTHS,
        unit: 'month',
        state,
        days_left: left,
        due_on: end.toISOString().slice(0, 10),
        reached_on: null,
      },
    ];
  }

  row(record: RecordView): ParticipantRow {
    const assessments = this.all('assessment', record.id).map((one) => this.text(one, 'observed_on') ?? '');
    const notes = this.all('note', record.id).map((one) => Number(one.fields['written_at']));
    return {
      person: this.person(record),
      own_script_name: this.text(record, 'own_script_name'),
      language: this.text(record, 'talks_language') as ParticipantRow['language'],
      languages: [this.text(record, 'talks_language') ?? 'nl'],
      phase: this.text(record, 'phase'),
      day: this.day(record),
      dutch_level: this.text(record, 'dutch_level'),
      department: this.text(record, 'department'),
      work_clock: this.clocks(record).find((clock) => clock.kind === 'work') ?? null,
      last_note_at: notes.length ? Math.max(...notes) : null,
      last_assessment_on: assessments.sort().at(-1) ?? null,
      by_spelling: false,
    };
  }

  participant(record: RecordView): ParticipantPage {
    const of = (kind: string) => this.all(kind, record.id);
    const notes = of('note').sort((a, b) => Number(b.fields['written_at']) - Number(a.fields['written_at']));
    const [last] = notes.filter((note) => this.text(note, 'text'));
    return {
      person: this.person(record),
      record,
      age: this.age(record),
      coach: 'Marleen Verwoerd',
      name_parts: of('name_part').sort((a, b) => (a.element ?? '').localeCompare(b.element ?? '')),
      language_skills: of('language_skill'),
      education: of('education'),
      work_experience: of('work_experience'),
      skills: of('skill'),
      wishes: of('wish'),
      travel_modes: of('travel_mode'),
      arrangements: of('arrangement'),
      weeks: of('availability').map((week) => ({ record: week, half_days: this.all('half_day', week.id) })),
      clocks: this.clocks(record),
      last_note: last
        ? { text: this.text(last, 'text') ?? '', at: Number(last.fields['written_at']), author: 'Marleen Verwoerd' }
        : null,
      lookalikes: [],
      colleagues: this.colleagues,
    };
  }

  age(record: RecordView): Age | null {
    const year = Number(record.fields['birth_year'] ?? 0);
    if (!year) return null;
    const shift = { solar_hijri: 621, ethiopian: 7 }[this.text(record, 'birth_calendar') ?? ''] ?? 0;
    const month = String(record.fields['birth_month'] ?? '').padStart(2, '0');
    const first = `${year + shift}-${record.fields['birth_month'] ? month : shift ? '03' : '01'}-01`;
    const last = record.fields['birth_month']
      ? `${year + shift}-${month}-28`
      : `${year + shift + (shift ? 1 : 0)}-${shift ? '03' : '12'}-28`;
    const age = (born: string) => Math.floor((Date.parse(this.today) - Date.parse(born)) / (365.25 * DAY_MS));
    const [least, most] = [age(last), age(first)];
    return {
      least,
      most,
      first_day: first,
      last_day: last,
      under_27: most < 27 ? 'yes' : least >= 27 ? 'no' : 'unsure',
    };
  }

  todayPage(): Today {
    const people = this.people();
    const find = (name: string) => people.find((record) => record.fields['call_name'] === name);
    const task = (name: string, kind: Task['kind'], due: string, more: Partial<Task> = {}): Task[] => {
      const record = find(name);
      return record
        ? [
            {
              kind,
              participant: this.person(record),
              due_on: due,
              at: null,
              days_late: 0,
              record: null,
              moment: null,
              done: false,
              ...more,
            },
          ]
        : [];
    };
    const conversation = [...this.store.records.values()].find(
      (record) => record.kind === 'conversation' && record.fields['state'] === 'open',
    );
    const assessment = [...this.store.records.values()].filter((record) => record.kind === 'assessment').at(-1);
    const late = find('Nasrin')?.fields['guidance_started_on']
      ? []
      : task('Nasrin', 'start_guidance', '2016-10-30', { days_late: 2 });
    const clocks = people.flatMap((record) => this.clocks(record));
    return {
      date: this.today,
      late,
      today: [
        ...task('Samir', 'assess', this.today, {
          at: Date.parse('2016-11-01T09:00:00'),
          done: true,
          moment: 'week_6',
          record: assessment?.id ?? null,
        }),
        ...task('Selam', 'go_on_conversation', this.today, {
          at: Date.parse('2016-11-01T11:00:00'),
          record: conversation?.id ?? null,
        }),
        ...task('Rami', 'meeting', this.today, { at: Date.parse('2016-11-01T13:30:00') }),
        ...task('Yonas', 'first_conversation', this.today),
      ],
      week: [
        ...task('Selam', 'start_work', '2016-11-06'),
        ...task('Samir', 'meeting', '2016-11-03', { at: Date.parse('2016-11-03T14:00:00') }),
        ...task('Parisa', 'assess', '2016-11-04', { moment: 'week_12' }),
        ...task('Dawit', 'sign_assessment', '2016-11-04'),
      ],
      work_clocks: clocks
        .filter((clock) => clock.kind === 'work' && clock.state !== 'reached' && clock.count < 60)
        .sort((a, b) => a.days_left - b.days_left),
      handover_clocks: clocks.filter((clock) => clock.kind === 'handover' && clock.state !== 'ok'),
    };
  }

  timeline(record: RecordView): TimelineEntry[] {
    return timelineOf(this, record);
  }

  conversation(record: RecordView): ConversationView {
    const person = this.store.records.get(record.parent ?? '');
    return {
      person: this.person(this.whole(person ?? record)),
      record: this.whole(record),
      answers: this.all('answer', record.id),
      drawings: this.all('drawing', record.parent ?? '')
        .filter((drawing) => drawing.fields['conversation'] === record.id)
        .map((drawing) => ({
          id: drawing.id,
          question: this.text(drawing, 'question'),
          drawn_at: Number(drawing.fields['drawn_at']),
        })),
      form: FORM,
      author: 'Marleen Verwoerd',
    };
  }

  assessment(record: RecordView): AssessmentView {
    const person = this.whole(this.store.records.get(record.parent ?? '') ?? record);
    const others = this.all('assessment', record.parent ?? '').filter(
      (one) => one.id !== record.id && String(one.fields['observed_on']) < String(record.fields['observed_on']),
    );
    const earlier = others.at(-1);
    return {
      person: this.person(person),
      record: this.whole(record),
      scores: this.all('score', record.id),
      author: 'Ria Dekker',
      instrument: INSTRUMENT,
      language: this.text(person, 'talks_language') as AssessmentView['language'],
      wording: this.text(person, 'wording'),
      earlier: earlier ? { record: earlier, scores: this.all('score', earlier.id) } : null,
      ready_for_external: false,
    };
  }
}
