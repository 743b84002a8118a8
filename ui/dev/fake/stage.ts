import type { FieldValue, Language, RecordView } from '../../src/ipc/bindings.ts';
import type { FakeCasebook } from './casebook.ts';
import { FORM, INSTRUMENT } from './pages.ts';

export type StageOptions = {
  /** the question to go on at */
  at: string | null;
  interpreter: string | null;
  /** what Samir likes to talk, for the assessments */
  talks: string | null;
  /** nothing told yet */
  fresh: boolean;
};

const LANGUAGES: Language[] = ['nl', 'en', 'ar', 'ti', 'fa', 'prs', 'ps', 'ckb', 'kmr', 'uk', 'tr', 'so', 'fr'];

/** Conversations and assessments in every state, for the two screens that fill the window: `talk-ar`, `floor-draft` … */
export function settleStage(casebook: FakeCasebook, options: Partial<StageOptions> = {}): void {
  const { store } = casebook;
  const find = (kind: string, field: string, value: string) =>
    [...store.records.values()].find((record) => record.kind === kind && record.fields[field] === value)?.id ?? '';
  const coach = find('user', 'role', 'coach');
  const samir = find('participant', 'call_name', 'Samir');
  const nasrin = find('participant', 'call_name', 'Nasrin');
  const person = store.records.get(samir);
  if (person && options.talks) person.fields = { ...person.fields, talks_language: options.talks };
  const put = (record: RecordView, id: string) => {
    store.records.delete(record.id);
    record.id = id;
    store.records.set(id, record);
  };

  for (const language of LANGUAGES) {
    const isWoman = ['prs', 'ti', 'uk'].includes(language);
    const talk = store.add('conversation', isWoman ? nasrin : samir, null, {
      form: FORM.id,
      form_version: FORM.version,
      language,
      wording: isWoman ? 'female' : 'male',
      author: coach,
      state: 'open',
      started_at: Date.parse('2016-11-01T10:20:00'),
      at_question: options.at ?? 'work-before',
      interpreter_kind: options.interpreter ?? 'telephone',
      interpreter_language: language,
    });
    put(talk, `talk-${language}`);
    if (!options.fresh) tell(casebook, talk.id, language);
  }
  const closed = store.add('conversation', samir, null, {
    ...store.records.get('talk-ar')?.fields,
    state: 'closed',
    ended_at: Date.parse('2016-11-01T10:40:00'),
    note: 'Wil graag eerst in de kas beginnen. Zijn vrouw begint in december met de les.',
  });
  put(closed, 'talk-closed');
  tell(casebook, closed.id, 'ar');

  const seen = [4, 3, 2, 3, 3, 4, 2, 1, 3, null, 2, 5];
  const before = [2, 3, 2, 3, 3, 3, 2, 1, 3, 3, 2, 4];
  const self = [3, 3, 3, 4, 3, 4, 1, null, 4, null, 3, 5];
  const assess = (id: string, moment: string, day: string, more: Record<string, FieldValue>) => {
    const assessment = store.add('assessment', samir, null, {
      instrument: INSTRUMENT.id,
      instrument_version: INSTRUMENT.version,
      moment,
      observed_on: day,
      department: 'Inpak',
      author: coach,
      state: 'draft',
      ...more,
    });
    put(assessment, id);
  };
  const score = (id: string, place: number, fields: Record<string, FieldValue>) =>
    store.add('score', id, INSTRUMENT.dimensions[place]?.id ?? '', fields);
  assess('floor-before', 'week_2', '2016-10-05', {
    state: 'signed',
    signed_at: Date.parse('2016-10-05T09:30:00'),
    discussed_on: '2016-10-05',
    interpreter_kind: 'telephone',
    agreed: 'Elke dag om 7.50 uur bij de band. Bellen als het niet lukt.',
    next_on: '2016-11-01',
  });
  before.forEach((value, place) => score('floor-before', place, { score: value, self_score: value === 2 ? 3 : value }));
  assess('floor-draft', 'week_6', '2016-11-01', {});
  score('floor-draft', 0, {
    score: 4,
    self_score: 3,
    evidence: 'Deze maand elke dag om 7.50 uur bij de band.',
  });
  assess('floor-full', 'week_6', '2016-11-01', { interpreter_kind: 'telephone' });
  seen.forEach((value, place) =>
    score('floor-full', place, {
      score: value,
      not_seen: value === null ? 1 : null,
      self_score: self[place] ?? null,
      evidence:
        place === 11 ? 'Dinsdag bij de band: deed zijn handschoenen aan en wees een nieuwe collega de regels.' : null,
      language_cause: place === 10 ? 1 : null,
    }),
  );
  assess('floor-empty', 'week_12', '2016-12-13', {});
}

function tell(casebook: FakeCasebook, talk: string, language: Language): void {
  const put = (question: string, card: string, fields: Record<string, FieldValue>) =>
    casebook.store.add('answer', talk, `${question}/${card}`, {
      question,
      card,
      pointed_by: 'participant',
      answered_at: Date.parse('2016-11-01T10:30:00'),
      ...fields,
    });
  const yes = (question: string, ...cards: string[]) => cards.forEach((card) => put(question, card, { choice: 'yes' }));
  yes('language', language);
  yes('interpreter', 'interpreter-yes');
  put('name', 'call-name', { text: 'Samir' });
  put('name', 'pronunciation', { text: 'sa-MIER' });
  if (language === 'ar') put('name', 'own-script', { text: 'سمير' });
  yes('privacy', 'it-is-clear');
  yes('reading-own', 'reading-well');
  put('reading-latin', '', { choice: 'dont-know' });
  yes('school', 'school-primary', 'school-secondary');
  put('school-years', '', { number: 11 });
  yes('diploma', 'diploma-no');
  yes('work-before', 'cook', 'driver');
  put('work-years', 'cook', { number: 6 });
  put('work-years', 'driver', { number: 2 });
  yes('good-at', 'skill-hands', 'skill-people');
  put('work-wish', 'greenhouse', { choice: 'now' });
  put('work-wish', 'kitchen', { choice: 'later' });
  put('work-wish', 'packing', { choice: 'both' });
  for (const day of ['mon', 'wed']) put('week', `${day}-morning`, { choice: 'lesson' });
  for (const day of ['tue', 'thu', 'fri']) put('week', `${day}-morning`, { choice: 'free' });
  for (const day of ['mon', 'tue', 'wed']) put('week', `${day}-afternoon`, { choice: 'free' });
  put('week', 'fri-afternoon', { choice: 'care' });
  yes('travel', 'by-bicycle', 'by-bus');
  yes('licence', 'licence-foreign');
  put('body', 'standing', { choice: 'goes-well' });
  put('body', 'sitting', { choice: 'goes-well' });
  put('body', 'lifting', { choice: 'a-little' });
  put('ask-me', '', { text: 'Wanneer mag mijn vrouw ook beginnen?' });
  put('next-meeting', '', { text: '2016-11-03T14:00' });
}
