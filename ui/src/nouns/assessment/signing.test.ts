import { describe, expect, it } from 'vitest';

import type { FieldValue, RecordView } from '$lib/ipc';
import { mayBeLanguage, type Score, scored, scoreFrom, unseen } from '$lib/nouns/score/scores';

import { INSTRUMENT } from '../../../dev/fake/pages.ts';
import { correctionOf } from './correct';
import { missingToSign, needsProfessional } from './signing';

const empty: Score = { score: null, notSeen: false, evidence: '', self: null, languageCause: null };
const record = (fields: Record<string, FieldValue>): RecordView => ({
  id: 'signed',
  kind: 'assessment',
  parent: 'samir',
  element: null,
  fields: { moment: 'week_6', observed_on: '2016-11-01', ...fields },
  stamps: {},
  removed: false,
  held: [],
});
const all = (score: Partial<Score>, others: Record<string, Partial<Score>> = {}) =>
  new Map(INSTRUMENT.dimensions.map(({ id }) => [id, { ...empty, ...score, ...others[id] }]));
const [pace, dutch] = ['pace', 'dutch'].map((id) => INSTRUMENT.dimensions.find((one) => one.id === id));

describe('what must happen before signing', () => {
  it('is nothing when every dimension has a score or was not seen', () => {
    expect(missingToSign(INSTRUMENT, record({}), all({ score: 3 }))).toEqual([]);
    expect(missingToSign(INSTRUMENT, record({}), all({ score: 4 }, { pace: { score: null, notSeen: true } }))).toEqual(
      [],
    );
  });

  it('is a score for each that is open, and a sentence with a 1 or a 5', () => {
    const scores = all(
      { score: 3 },
      { pace: { score: null }, quality: { score: 5 }, dutch: { score: 1, evidence: ' ' } },
    );
    expect(missingToSign(INSTRUMENT, record({}), scores)).toEqual([
      { what: 'score', dimension: 'pace' },
      { what: 'evidence', dimension: 'quality' },
      { what: 'evidence', dimension: 'dutch' },
    ]);
    const told = all({ score: 3 }, { quality: { score: 5, evidence: 'Maandag bij de band.' } });
    expect(missingToSign(INSTRUMENT, record({}), told)).toEqual([]);
  });

  it('is a moment, a day and another interpreter', () => {
    const fields = { moment: null, observed_on: null, interpreter_kind: 'fellow_refugee' };
    expect(missingToSign(INSTRUMENT, record(fields), all({ score: 2 })).map(({ what }) => what)).toEqual([
      'moment',
      'observed_on',
      'interpreter',
    ]);
  });

  it('asks for a professional only when a score is low', () => {
    expect(needsProfessional([{ ...empty, score: 2 }], 'fellow_refugee')).toBe(true);
    expect(needsProfessional([{ ...empty, score: 3 }], 'fellow_refugee')).toBe(false);
    expect(needsProfessional([{ ...empty, score: 1 }], 'telephone')).toBe(false);
  });
});

describe('scoring', () => {
  it('asks about language for a low score, but not where language is what is looked at', () => {
    expect(pace && mayBeLanguage(pace, { ...empty, score: 2 })).toBe(true);
    expect(pace && mayBeLanguage(pace, { ...empty, score: 3 })).toBe(false);
    expect(dutch && mayBeLanguage(dutch, { ...empty, score: 1 })).toBe(false);
  });

  it('takes the same number back, and what no longer applies with it', () => {
    if (!pace) throw new Error('no such dimension');
    expect(scored(pace, empty, 4)).toEqual({ score: 4, not_seen: 0 });
    expect(scored(pace, { ...empty, score: 4 }, 4)).toEqual({ score: null, not_seen: 0 });
    expect(scored(pace, { ...empty, score: 2, languageCause: true }, 4)).toEqual({
      score: 4,
      not_seen: 0,
      language_cause: null,
    });
    expect(scored(pace, { ...empty, score: 2, languageCause: true }, 1)).toEqual({ score: 1, not_seen: 0 });
  });

  it('is not seen instead of a score, never beside one', () => {
    expect(unseen({ ...empty, score: 4 })).toEqual({ not_seen: 1, score: null });
    expect(unseen({ ...empty, notSeen: true })).toEqual({ not_seen: 0 });
  });

  it('reads a record as it is', () => {
    const fields: Record<string, FieldValue> = { score: null, not_seen: 1, self_score: 3, language_cause: 0 };
    expect(scoreFrom((field) => fields[field] ?? null)).toEqual({
      score: null,
      notSeen: true,
      evidence: '',
      self: 3,
      languageCause: false,
    });
  });
});

it('a correction is a new draft that points back, says why, and begins with the same scores', () => {
  const score = {
    ...record({}),
    id: 's',
    kind: 'score',
    parent: 'signed',
    element: 'pace',
    fields: { score: 4, self_score: null },
  };
  const operation = correctionOf(record({ agreed: 'Op tijd.', discussed_on: '2016-11-01' }), [score], {
    id: 'new',
    reason: 'Week klopt niet.',
    author: 'ria',
  });
  expect(operation).toEqual({
    op: 'assessment.add',
    id: 'new',
    parent: 'samir',
    fields: {
      moment: 'week_6',
      observed_on: '2016-11-01',
      agreed: 'Op tijd.',
      author: 'ria',
      state: 'draft',
      corrects: 'signed',
      correction_reason: 'Week klopt niet.',
    },
    with: [{ op: 'score.put', parent: 'new', element: 'pace', fields: { score: 4 } }],
  });
});
