import { describe, expect, it } from 'vitest';

import type { FieldValue } from '$lib/ipc';
import type { Answers } from '$lib/nouns/answer/answers';

import { FORM } from '../../../dev/fake/pages.ts';
import { hiddenThemes, NOT_IN_SHORT, partsOf, questionsOf, resumeAt, stepAt, stepsOf, themesOf } from './flow';
import { gridOf, pagesOf } from './paging';

const LONG = { short: false, fellowRefugee: false };
const said = (answers: Record<string, Record<string, FieldValue>>): Answers => new Map(Object.entries(answers));
const ids = (answers: Answers, limits = LONG) => stepsOf(FORM, answers, limits).map((step) => step.question.id);

describe('the questions that come', () => {
  it('are twelve themes', () => {
    const cook = said({ 'work-before/cook': { choice: 'yes' } });
    expect(themesOf(stepsOf(FORM, cook, LONG))).toHaveLength(12);
    expect(themesOf(stepsOf(FORM, said({}), LONG))).toHaveLength(12);
  });

  it('leave out what an answer makes needless', () => {
    expect(ids(said({}))).toContain('school-years');
    const none = ids(said({ 'school/school-none': { choice: 'yes' } }));
    expect(none).not.toContain('school-years');
    expect(none).not.toContain('diploma');
    expect(ids(said({ 'school/school-none': { choice: 'no' } }))).toContain('diploma');
  });

  it('come once for each card chosen before, in the order of the cards', () => {
    const answers = said({ 'work-before/driver': { choice: 'yes' }, 'work-before/cook': { choice: 'yes' } });
    const years = stepsOf(FORM, answers, LONG).filter((step) => step.question.id === 'work-years');
    expect(years.map((step) => step.card)).toEqual(['cook', 'driver']);
    expect(ids(said({}))).not.toContain('work-years');
  });

  it('are fewer in the short version, and every one left out is a question of the form', () => {
    const short = ids(said({ 'work-before/cook': { choice: 'yes' } }), { ...LONG, short: true });
    const all = questionsOf(FORM).map((question) => question.id);
    for (const id of NOT_IN_SHORT) {
      expect(all).toContain(id);
      expect(short).not.toContain(id);
    }
    expect(short).toContain('privacy');
  });

  it('leave sensitive themes out while a fellow refugee interprets', () => {
    const limits = { short: false, fellowRefugee: true };
    expect(hiddenThemes(FORM, limits).map((theme) => theme.id)).toEqual(['body']);
    expect(ids(said({}), limits)).not.toContain('body');
  });
});

describe('the place in the conversation', () => {
  const steps = (answers: Answers) => stepsOf(FORM, answers, LONG);

  it('begins at the first question, and goes on where it stopped', () => {
    expect(resumeAt(FORM, steps(said({})), null, said({}))).toMatchObject({ question: 'language', part: 0 });
    expect(resumeAt(FORM, steps(said({})), 'travel', said({}))).toMatchObject({ question: 'travel', part: 0 });
  });

  it('goes on at the first thing of a question that has no answer yet', () => {
    const answers = said({ 'body/standing': { choice: 'goes-well' }, 'body/sitting': { choice: 'dont-know' } });
    expect(resumeAt(FORM, steps(answers), 'body', answers)).toMatchObject({ question: 'body', part: 2 });
    const years = said({
      'work-before/cook': { choice: 'yes' },
      'work-before/driver': { choice: 'yes' },
      'work-years/cook': { number: 6 },
    });
    expect(resumeAt(FORM, steps(years), 'work-years', years)).toMatchObject({ card: 'driver' });
  });

  it('moves on when its question no longer comes', () => {
    const none = said({ 'school/school-none': { choice: 'yes' } });
    const at = stepAt(FORM, steps(none), { question: 'school-years', card: '', part: 0 });
    expect(steps(none)[at]?.question.id).toBe('work-before');
    expect(resumeAt(FORM, steps(none), 'diploma', none)).toMatchObject({ question: 'work-before' });
  });

  it('counts pages of cards, and things that are asked one by one', () => {
    const find = (id: string) => steps(said({})).find((step) => step.question.id === id);
    const [work, body, privacy] = [find('work-before'), find('body'), find('privacy')];
    expect(work && partsOf(work, work.question.cards)).toBe(3);
    expect(body && partsOf(body, body.question.cards)).toBe(7);
    expect(privacy && partsOf(privacy, privacy.question.cards)).toBe(1);
  });
});

describe('pages of cards', () => {
  it.each([
    [0, []],
    [1, [1]],
    [9, [9]],
    [10, [5, 5]],
    [11, [6, 5]],
    [13, [9, 4]],
    [27, [9, 9, 9]],
  ])('%i cards are pages of %j', (cards, pages) => {
    expect(pagesOf(Array.from({ length: cards })).map((page) => page.length)).toEqual(pages);
  });

  it('have a grid they fill', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 9].map(gridOf)).toEqual(['one', 'two', 'three', 'four', 'six', 'six', 'nine', 'nine']);
  });
});
