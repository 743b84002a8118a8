import type { FieldValue } from '../../src/ipc/bindings.ts';
import type { Store } from './store.ts';

// Everybody here is made up; the day is Tuesday 1 November 2016, that of the mock-ups.

type Person = Record<string, FieldValue> & { official_name: string; call_name: string };

const PEOPLE: Person[] = [
  {
    official_name: 'Samir Al-Khatib',
    call_name: 'Samir',
    own_script_name: 'سمير الخطيب',
    pronunciation: 'sa-MIER',
    wording: 'male',
    talks_language: 'ar',
    reads_language: 'ar',
    phase: 'internal_track',
    arrived_on: '2016-08-31',
    guidance_started_on: '2016-09-06',
    work_started_on: '2016-09-20',
    explained_on: '2016-09-06',
    birth_year: 1986,
    birth_month: 5,
    birth_calendar: 'gregorian',
    birth_source: 'pass',
    dutch_level: 'A1',
    department: 'Inpak',
    town: 'Naaldwijk',
    phone: '06 1234 5678',
    reads_own: 'well',
    reads_latin: 'literate',
    school_years: 12,
    has_diploma: 1,
    goal: 'Weer kok worden, na A2.',
    licence: 'foreign',
    travel_minutes_most: 30,
    earliest_start_minutes: 450,
  },
  {
    official_name: 'Nasrin Ahmadi',
    call_name: 'Nasrin',
    own_script_name: 'نسرین احمدی',
    wording: 'female',
    talks_language: 'prs',
    phase: 'arrived',
    arrived_on: '2016-10-09',
    birth_year: 1368,
    birth_calendar: 'solar_hijri',
    birth_source: 'self',
    dutch_level: 'A0',
  },
  {
    official_name: 'Selam Tesfay',
    call_name: 'Selam',
    own_script_name: 'ሰላም ተስፋይ',
    wording: 'female',
    talks_language: 'ti',
    phase: 'guided',
    arrived_on: '2016-10-16',
    guidance_started_on: '2016-10-18',
    birth_year: 1985,
    birth_calendar: 'ethiopian',
    birth_source: 'self',
  },
  {
    official_name: 'Yonas Gebre',
    call_name: 'Yonas',
    own_script_name: 'ዮናስ ገብረ',
    talks_language: 'ti',
    phase: 'arrived',
    arrived_on: '2016-10-28',
    guidance_started_on: '2016-10-31',
  },
  {
    official_name: 'Amal Darwish',
    call_name: 'Amal',
    own_script_name: 'أمل درويش',
    wording: 'female',
    talks_language: 'ar',
    phase: 'aftercare',
    arrived_on: '2015-08-13',
    guidance_started_on: '2015-08-20',
    work_started_on: '2015-08-31',
    dutch_level: 'A2',
    department: 'Kantine',
  },
  {
    official_name: 'Dawit Habte',
    call_name: 'Dawit',
    own_script_name: 'ዳዊት ሃብተ',
    talks_language: 'ti',
    phase: 'study',
    arrived_on: '2016-06-06',
    guidance_started_on: '2016-06-20',
    birth_year: 1994,
    birth_month: 1,
    birth_day: 1,
    birth_calendar: 'gregorian',
    birth_source: 'estimated',
    dutch_level: 'A1-',
  },
  {
    official_name: 'Parisa Karimi',
    call_name: 'Parisa',
    own_script_name: 'پریسا کریمی',
    wording: 'female',
    talks_language: 'fa',
    phase: 'external_track',
    arrived_on: '2016-05-11',
    guidance_started_on: '2016-05-19',
    work_started_on: '2016-05-30',
    dutch_level: 'B1',
    department: 'Kwekerij Zonnehoek',
  },
  {
    official_name: 'Rami Haddo',
    call_name: 'Rami',
    own_script_name: 'رامي حدّو',
    talks_language: 'ar',
    phase: 'paid_work',
    arrived_on: '2016-04-20',
    guidance_started_on: '2016-04-22',
    work_started_on: '2016-05-09',
    dutch_level: 'A2',
    department: 'Logistiek',
  },
  {
    official_name: 'Berîvan Şengal',
    call_name: 'Berîvan',
    talks_language: 'kmr',
    phase: 'expected',
    wording: 'female',
  },
];

/** Fills a casebook with made-up people and what they told. Answers the ids, Samir first. */
export function settle(store: Store, coach: string, assistant: string): string[] {
  const ids = PEOPLE.map((person) => store.add('participant', null, null, { coach, ...person }).id);
  const [samir = '', , selam = ''] = ids;
  tellAbout(store, samir);
  writeAbout(store, samir, coach, assistant);
  store.add('conversation', selam, null, {
    form: 'first-conversation',
    form_version: 1,
    language: 'ti',
    author: coach,
    state: 'open',
    started_at: Date.parse('2016-10-31T15:10:00'),
    at_question: 'work-before',
    interpreter_kind: 'telephone',
    next_meeting_at: Date.parse('2016-11-01T11:00:00'),
  });
  return ids;
}

/** What Samir can, wants and when, as a picture conversation would have left it. */
function tellAbout(store: Store, samir: string): void {
  const put = (kind: string, element: string, fields: Record<string, FieldValue>) =>
    store.add(kind, samir, element, fields);
  put('name_part', '1', { text: 'Samir', role: 'own' });
  put('name_part', '2', { text: 'Al-Khatib', role: 'family' });
  put('language_skill', 'ar', { understands: 'well', speaks: 'well', reads: 'well' });
  put('language_skill', 'en', { understands: 'little', speaks: 'little', reads: 'little' });
  put('education', 'school-secondary', { level: 'secondary', country: 'Syrië', years: 6, finished: 1, papers: 0 });
  put('work_experience', 'cook', {
    occupation: 'cook',
    years: 6,
    country: 'Syrië',
    description: 'Restaurant, 40 gasten.',
  });
  put('work_experience', 'driver', { occupation: 'driver', years: 2 });
  put('skill', 'skill-hands', { skill: 'skill-hands' });
  put('skill', 'skill-people', { skill: 'skill-people', description: 'Blijft rustig als het druk is.' });
  put('wish', 'greenhouse', { horizon: 'now' });
  put('wish', 'kitchen', { horizon: 'later', description: 'Zelf een keuken leiden.' });
  put('travel_mode', 'by-bicycle', { mode: 'bicycle' });
  put('travel_mode', 'by-bus', { mode: 'bus' });
  put('arrangement', 'cold', { subject: 'cold', extent: 'avoid', source: 'self', review_on: '2016-11-24' });
  put('arrangement', 'lifting', { subject: 'lifting', extent: 'limited', amount: 15, source: 'seen_at_work' });
  put('arrangement', 'standing', { subject: 'standing', extent: 'fine', source: 'self' });
  const week = store.add('availability', samir, null, { valid_from: '2016-09-20', valid_until: null });
  const days: Record<string, string[]> = {
    work: ['mon-morning', 'tue-morning', 'thu-morning', 'tue-afternoon'],
    lesson: ['wed-morning', 'fri-morning', 'mon-afternoon', 'thu-afternoon'],
    care: ['wed-afternoon'],
    free: ['fri-afternoon', 'sat-morning'],
  };
  for (const [status, elements] of Object.entries(days)) {
    for (const element of elements) store.add('half_day', week.id, element, { status });
  }
}

function writeAbout(store: Store, samir: string, coach: string, assistant: string): void {
  const note = (at: string, text: string, state = 'closed') =>
    store.add('note', samir, null, { text, author: coach, written_at: Date.parse(at), state, corrects: null });
  note('2016-10-31T16:20:00', 'Komt nu zelf op de fiets. Wil een extra ochtend werken.');
  note('2016-10-12T11:05:00', 'Ria is tevreden. Samir legt de banden goed, maar het tempo mag omhoog.');
  store.add('conversation', samir, null, {
    form: 'first-conversation',
    form_version: 1,
    language: 'ar',
    author: coach,
    state: 'closed',
    started_at: Date.parse('2016-10-24T10:00:00'),
    ended_at: Date.parse('2016-10-24T10:35:00'),
    interpreter_kind: 'telephone',
    next_meeting_at: Date.parse('2016-11-03T14:00:00'),
  });
  const scores = [4, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 4];
  const before = [2, 3, 2, 3, 3, 3, 2, 1, 3, 3, 2, 4];
  const assess = (moment: string, day: string, seen: number[], state: string, at: string) => {
    const { id } = store.add('assessment', samir, null, {
      instrument: 'meedoen-kaart',
      instrument_version: 1,
      moment,
      observed_on: day,
      department: 'Inpak',
      author: assistant,
      state,
      signed_at: state === 'signed' ? Date.parse(at) : null,
      discussed_on: state === 'signed' ? day : null,
    });
    seen.forEach((score, place) =>
      store.add('score', id, String(place), { score, self_score: place === 0 ? 3 : null }),
    );
  };
  assess('week_2', '2016-10-04', before, 'signed', '2016-10-04T09:30:00');
  assess('week_6', '2016-11-01', scores, 'signed', '2016-11-01T09:00:00');
}
