import { describe, expect, it } from 'vitest';

import type { FieldValue, Question } from '$lib/ipc';

import { type Answers, elementOf, isAnswered } from './answers';
import {
  operationOf,
  type Pointing,
  putAppointment,
  putOtherLanguage,
  sayAgain,
  takeBack,
  tapAnswer,
  tapCard,
  tapCount,
  tapHalfDay,
  tapLanguage,
  tapNotUnderstood,
  tapPassing,
  tapSticker,
} from './put';

const pointing: Pointing = { by: 'participant', at: 1000 };

function question(id: string, more: Partial<Question> = {}): Question {
  return {
    id,
    concept: `question-${id}`,
    kind: 'choose',
    cards: ['cook', 'driver', 'baker'],
    many: false,
    shows: [],
    answers: [],
    unit: null,
    max: null,
    per: null,
    unless: null,
    hint: { nl: '', en: '' },
    ...more,
  };
}

function said(answers: Record<string, Record<string, FieldValue>>): Answers {
  return new Map(Object.entries(answers));
}

/** Element and choice (or number) of what would be written. */
const choices = (puts: { element: string; fields: Record<string, FieldValue> }[]) =>
  Object.fromEntries(puts.map(({ element, fields }) => [element, fields['choice'] ?? fields['number'] ?? null]));

describe('a tap on a card', () => {
  it('says yes, by whom and when', () => {
    expect(tapCard(question('work'), 'cook', said({}), pointing)).toEqual([
      {
        element: 'work/cook',
        fields: { question: 'work', card: 'cook', choice: 'yes', pointed_by: 'participant', answered_at: 1000 },
      },
    ]);
  });

  it('again says no', () => {
    const answers = said({ 'work/cook': { choice: 'yes' } });
    expect(choices(tapCard(question('work'), 'cook', answers, pointing))).toEqual({ 'work/cook': 'no' });
  });

  it('takes the other one back where only one can be chosen', () => {
    const answers = said({ 'work/driver': { choice: 'yes' }, 'work/baker': { choice: 'no' } });
    expect(choices(tapCard(question('work'), 'cook', answers, pointing))).toEqual({
      'work/cook': 'yes',
      'work/driver': 'no',
    });
  });

  it('leaves the others where many can be chosen', () => {
    const answers = said({ 'work/driver': { choice: 'yes' } });
    expect(choices(tapCard(question('work', { many: true }), 'cook', answers, pointing))).toEqual({
      'work/cook': 'yes',
    });
  });

  it('clears “don’t know”', () => {
    const answers = said({ 'work/': { choice: 'dont-know' } });
    expect(choices(tapCard(question('work'), 'cook', answers, pointing))).toEqual({
      'work/cook': 'yes',
      'work/': null,
    });
  });

  it('of a language takes the other language back, though the form lists none', () => {
    const answers = said({ 'language/ar': { choice: 'yes' } });
    const language = question('language', { kind: 'language', cards: [] });
    expect(choices(tapCard(language, 'ti', answers, pointing))).toEqual({ 'language/ti': 'yes', 'language/ar': 'no' });
  });
});

describe('“don’t know” and “rather not”', () => {
  it('take back what was chosen, and are taken back by a second tap', () => {
    const answers = said({ 'work/cook': { choice: 'yes' } });
    expect(choices(tapPassing(question('work'), '', 'rather-not', answers, pointing))).toEqual({
      'work/': 'rather-not',
      'work/cook': 'no',
    });
    const passed = said({ 'work/': { choice: 'rather-not' } });
    expect(choices(tapPassing(question('work'), '', 'rather-not', passed, pointing))).toEqual({ 'work/': null });
  });

  it('are about one card where the question asks card by card', () => {
    const each = question('body', { kind: 'each', answers: ['is-hard'] });
    expect(choices(tapPassing(each, 'cook', 'dont-know', said({}), pointing))).toEqual({ 'body/cook': 'dont-know' });
  });

  it('take stickers off and an appointment away', () => {
    const wish = question('wish', { kind: 'stickers' });
    const stuck = said({ 'wish/cook': { choice: 'both' }, 'wish/baker': { choice: 'no' } });
    expect(choices(tapPassing(wish, '', 'dont-know', stuck, pointing))).toEqual({
      'wish/': 'dont-know',
      'wish/cook': 'no',
    });
    const [put] = tapPassing(question('meet', { kind: 'appointment' }), '', 'dont-know', said({}), pointing);
    expect(put?.fields).toMatchObject({ choice: 'dont-know', text: null });
  });
});

describe('answers of other kinds', () => {
  it('say one of the answers about a card, and take it back', () => {
    const each = question('body', { kind: 'each', answers: ['goes-well', 'is-hard'] });
    expect(choices(tapAnswer(each, 'cook', 'is-hard', said({}), pointing))).toEqual({ 'body/cook': 'is-hard' });
    const hard = said({ 'body/cook': { choice: 'is-hard' } });
    expect(choices(tapAnswer(each, 'cook', 'is-hard', hard, pointing))).toEqual({ 'body/cook': 'no' });
    expect(isAnswered(said({ 'body/cook': { choice: 'no' } }), each, 'cook')).toBe(false);
  });

  it('count, and count again to take back; a count clears “don’t know”', () => {
    const years = question('years', { kind: 'count' });
    expect(tapCount(years, 'cook', 6, said({}), pointing)[0]?.fields).toMatchObject({ number: 6, choice: null });
    expect(tapCount(years, 'cook', 6, said({ 'years/cook': { number: 6 } }), pointing)[0]?.fields['number']).toBeNull();
    expect(tapCount(years, 'cook', 0, said({}), pointing)[0]?.fields['number']).toBe(0);
  });

  it.each([
    [null, 'now', 'now'],
    ['no', 'later', 'later'],
    ['now', 'later', 'both'],
    ['both', 'now', 'later'],
    ['later', 'later', 'no'],
  ] as const)('a card with %s gets the sticker %s: %s', (before, sticker, after) => {
    const answers = said({ 'wish/cook': { choice: before } });
    const wish = question('wish', { kind: 'stickers' });
    expect(choices(tapSticker(wish, 'cook', sticker, answers, pointing))).toEqual({ 'wish/cook': after });
  });

  it('fill a half-day, and empty it', () => {
    const week = question('week', { kind: 'week', cards: [] });
    expect(choices(tapHalfDay(week, 'mon-morning', 'lesson', said({}), pointing))).toEqual({
      'week/mon-morning': 'lesson',
    });
    const full = said({ 'week/mon-morning': { choice: 'lesson' } });
    expect(choices(tapHalfDay(week, 'mon-morning', 'lesson', full, pointing))).toEqual({
      'week/mon-morning': 'unknown',
    });
    expect(choices(tapHalfDay(week, 'mon-morning', 'free', full, pointing))).toEqual({ 'week/mon-morning': 'free' });
    expect(isAnswered(said({ 'week/mon-morning': { choice: 'unknown' } }), week)).toBe(false);
  });

  it('keep an appointment as text, and turn “not understood” on and off', () => {
    expect(putAppointment(question('meet'), '2016-11-03T14:00', pointing)[0]).toMatchObject({
      element: elementOf('meet'),
      fields: { text: '2016-11-03T14:00', choice: null },
    });
    expect(tapNotUnderstood(question('work'), said({}), pointing)[0]?.fields['not_understood']).toBe(1);
    const marked = said({ 'work/': { not_understood: 1 } });
    expect(tapNotUnderstood(question('work'), marked, pointing)[0]?.fields['not_understood']).toBe(0);
  });
});

describe('reading back', () => {
  it.each([
    ['work/cook', { choice: 'yes' }, { choice: 'no' }],
    ['week/mon-morning', { choice: 'lesson' }, { choice: 'unknown' }],
    ['years/cook', { number: 6, choice: null }, { number: null }],
    ['name/call-name', { text: 'Samir' }, { text: null }],
    ['work/', { choice: 'dont-know' }, { choice: null }],
  ])('takes %s back and says it again', (element, fields, emptied) => {
    const back = takeBack(element, fields, pointing);
    expect(back.element).toBe(element);
    expect(back.fields).toMatchObject(emptied);
    const again = sayAgain(element, fields, pointing);
    const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
    expect(again.fields).toMatchObject(kept);
  });
});

describe('an operation', () => {
  it('is one step for one answer, passing what was seen', () => {
    const puts = tapCard(question('work'), 'cook', said({}), pointing);
    const operation = operationOf('talk', puts, null, (element, field) => `${element} ${field}`);
    expect(operation).toMatchObject({ op: 'answer.put', parent: 'talk', element: 'work/cook' });
    expect(operation?.seen?.['choice']).toBe('work/cook choice');
    expect(operation?.with).toBeUndefined();
  });

  it('takes the conversation with it in the same transaction', () => {
    const puts = tapCard(question('language', { kind: 'language', cards: [] }), 'ti', said({}), pointing);
    const operation = operationOf('talk', puts, { language: 'ti' }, () => null);
    expect(operation?.with).toEqual([
      { op: 'conversation.change', id: 'talk', fields: { language: 'ti' }, seen: { language: null } },
    ]);
  });

  it('is none when there is nothing to write', () => {
    expect(operationOf('talk', [], null, () => null)).toBeNull();
  });
});

describe('a language without a card', () => {
  const language = question('language', { kind: 'language', cards: [] });
  const chosen = (element: string, fields: Record<string, FieldValue>): Answers => new Map([[element, fields]]);

  it('is kept in words with the question, and replaces a card', () => {
    const puts = putOtherLanguage(language, 'Amhaars', chosen('language/ar', { choice: 'yes' }), pointing);
    expect(puts).toMatchObject([
      { element: 'language/', fields: { text: 'Amhaars', choice: null } },
      { element: 'language/ar', fields: { choice: 'no' } },
    ]);
  });

  it('gives way to a card, and is then an answer no more', () => {
    const told = chosen('language/', { text: 'Amhaars' });
    expect(isAnswered(told, language)).toBe(true);
    expect(tapLanguage(language, 'ti', told, pointing)).toMatchObject([
      { element: 'language/ti', fields: { choice: 'yes' } },
      { element: 'language/', fields: { text: null, choice: null } },
    ]);
    expect(putOtherLanguage(language, null, told, pointing)).toMatchObject([{ fields: { text: null } }]);
  });

  it('takes the place of "don’t know" with one answer for the whole question', () => {
    const passed = chosen('language/', { choice: 'dont-know', text: 'Amhaars' });
    const whole = tapLanguage(language, 'ti', passed, pointing).filter(({ element }) => element === 'language/');
    expect(whole).toHaveLength(1);
  });
});
