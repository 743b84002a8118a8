import { describe, expect, it } from 'vitest';

import type { FieldValue } from '$lib/ipc';
import type { Answers } from '$lib/nouns/answer/answers';

import { FORM } from '../../../dev/fake/pages.ts';
import { stillStands, tilePages, tilesAPage, type ToldGroup, toldIn } from './read-back';

const LONG = { short: false, fellowRefugee: false };
const said = (answers: Record<string, Record<string, FieldValue>>): Answers => new Map(Object.entries(answers));
const told = (answers: Answers, limits = LONG) =>
  toldIn(FORM, answers, limits).flatMap((group) => group.told.map((one) => ({ ...one, question: group.question.id })));

describe('what is read back', () => {
  it('is every chosen card of every question, and no other', () => {
    const answers = said({
      'language/ar': { choice: 'yes' },
      'work-before/cook': { choice: 'yes' },
      'work-before/driver': { choice: 'no' },
      'work-years/cook': { number: 6 },
      'work-wish/greenhouse': { choice: 'both' },
      'work-wish/office': { choice: 'no' },
      'body/lifting': { choice: 'is-hard' },
      'name/call-name': { text: 'Samir' },
      'next-meeting/': { text: '2016-11-03T14:00' },
      'reading-own/': { choice: 'rather-not' },
      'school-years/': { number: 11 },
    });
    expect(told(answers).map((one) => [one.question, one.element, one.about, one.number])).toEqual([
      ['language', 'language/ar', [], null],
      ['name', 'name/call-name', [], null],
      ['reading-own', 'reading-own/', [], null],
      ['school-years', 'school-years/', [], 11],
      ['work-before', 'work-before/cook', [], null],
      ['work-years', 'work-years/cook', [], 6],
      ['work-wish', 'work-wish/greenhouse', ['now', 'later'], null],
      ['body', 'body/lifting', ['is-hard'], null],
      ['next-meeting', 'next-meeting/', [], null],
    ]);
  });

  it('keeps sensitive answers from a fellow refugee who interprets', () => {
    const answers = said({ 'body/lifting': { choice: 'is-hard' } });
    expect(told(answers, { short: false, fellowRefugee: true })).toEqual([]);
  });

  it('still stands until it is taken back', () => {
    const cook = toldIn(FORM, said({ 'work-before/cook': { choice: 'yes' } }), LONG)[0]?.told[0];
    expect(cook && stillStands(cook, said({ 'work-before/cook': { choice: 'yes' } }))).toBe(true);
    expect(cook && stillStands(cook, said({ 'work-before/cook': { choice: 'no' } }))).toBe(false);
  });
});

describe('its pages', () => {
  const group = (id: string, cards: number): ToldGroup =>
    ({
      question: { id },
      told: Array.from({ length: cards }, (_, card) => ({ element: `${id}/${card}` })),
    }) as unknown as ToldGroup;
  const shape = (groups: ToldGroup[], most: number) =>
    tilePages(groups, most).map((page) => page.map((tile) => (tile.head ? tile.head.id : tile.told.element)));

  it('begin each question with its picture, never alone at the end of a page', () => {
    expect(shape([group('a', 2), group('b', 1)], 4)).toEqual([
      ['a', 'a/0', 'a/1'],
      ['b', 'b/0'],
    ]);
  });

  it('show the picture again where a question goes on', () => {
    expect(shape([group('a', 5)], 4)).toEqual([
      ['a', 'a/0', 'a/1', 'a/2'],
      ['a', 'a/3', 'a/4'],
    ]);
  });

  it('hold fewer tiles in a smaller window', () => {
    expect([tilesAPage(false, false), tilesAPage(false, true), tilesAPage(true, false)]).toEqual([24, 18, 15]);
  });

  it('are none when nothing was told', () => {
    expect(tilePages([], 24)).toEqual([]);
  });
});
