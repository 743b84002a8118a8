import { type Answers, chosenCards, isAnswered, isChosen } from '$lib/nouns/answer/answers';
import type { Form, Question, Theme } from '$lib/ipc';

import { pagesOf } from './paging';

/** One screen's question. Asked once for each card of another question, `card` is that card. */
export type Step = { theme: Theme; question: Question; card: string };

/** Why fewer questions come. */
export type Limits = { short: boolean; fellowRefugee: boolean };

/**
 * What the short version leaves out. Fifteen minutes are for what the first weeks need: name, explanation, reading,
 * school, work before and work wanted, week, travel, body, appointment. These four can wait for a second talk:
 * years for each occupation take longest (one screen each) and change no first placement; what somebody is good at shows
 * on the shop floor; a licence and cycling lessons matter once a workplace is too far to walk or cycle to.
 */
export const NOT_IN_SHORT: readonly string[] = ['work-years', 'good-at', 'learn-cycling', 'licence'];

/** Themes that are not asked while a fellow refugee interprets: they need a professional (domain.md §7.6). */
export function hiddenThemes(form: Form, limits: Limits): Theme[] {
  return limits.fellowRefugee ? form.themes.filter((theme) => theme.sensitive) : [];
}

/** The questions that come, in order. */
export function stepsOf(form: Form, answers: Answers, limits: Limits): Step[] {
  const hidden = hiddenThemes(form, limits);
  return form.themes
    .filter((theme) => !hidden.includes(theme))
    .flatMap((theme) => theme.questions.flatMap((question) => stepsOfQuestion(form, theme, question, answers, limits)));
}

function stepsOfQuestion(form: Form, theme: Theme, question: Question, answers: Answers, limits: Limits): Step[] {
  const { unless, per } = question;
  if (limits.short && NOT_IN_SHORT.includes(question.id)) return [];
  if (unless && isChosen(answers, unless.question, unless.card)) return [];
  if (per === null) return [{ theme, question, card: '' }];
  const asked = questionsOf(form).find((other) => other.id === per);
  return asked ? chosenCards(answers, asked).map((card) => ({ theme, question, card })) : [];
}

export function questionsOf(form: Form): Question[] {
  return form.themes.flatMap((theme) => theme.questions);
}

/** The themes that have a question to come; a theme on the strip is one step of it. */
export function themesOf(steps: readonly Step[]): Theme[] {
  return [...new Set(steps.map((step) => step.theme))];
}

/** Where somebody is: a question, the card it asks about, and the page of its cards. */
export type Place = { question: string; card: string; part: number };

export function placeOf(step: Step, part = 0): Place {
  return { question: step.question.id, card: step.card, part };
}

/** How many screens a step has: pages of cards, or one for each thing that is asked about. */
export function partsOf(step: Step, cards: readonly string[]): number {
  if (step.question.kind === 'each') return step.question.cards.length;
  return Math.max(1, pagesOf(cards).length);
}

/** The step of a place. When that question no longer comes, the next one that does; -1 when none comes after it. */
export function stepAt(form: Form, steps: readonly Step[], place: Place): number {
  const exact = steps.findIndex((step) => step.question.id === place.question && step.card === place.card);
  if (exact >= 0) return exact;
  const order = questionsOf(form).map((question) => question.id);
  const asked = order.indexOf(place.question);
  return steps.findIndex((step) => order.indexOf(step.question.id) >= asked);
}

/** Where to go on: at the question that was left, at the first thing of it that has no answer yet. */
export function resumeAt(form: Form, steps: readonly Step[], at: string | null, answers: Answers): Place | null {
  const [first] = steps;
  if (!first) return null;
  if (at === null) return placeOf(first);
  const here = steps.filter((step) => step.question.id === at);
  const step = here.find((one) => !isAnswered(answers, one.question, one.card)) ?? here[0];
  if (!step) {
    const next = steps[stepAt(form, steps, { question: at, card: '', part: 0 })];
    return placeOf(next ?? first);
  }
  if (step.question.kind !== 'each') return placeOf(step);
  const open = step.question.cards.findIndex((card) => !isAnswered(answers, step.question, card));
  return placeOf(step, Math.max(0, open));
}
