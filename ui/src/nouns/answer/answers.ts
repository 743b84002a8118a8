import type { FieldValue, Question, RecordView } from '$lib/ipc';

/** What was pointed at, by element: `question/card`, or `question/` for the question as a whole. */
export type Answers = ReadonlyMap<string, Readonly<Record<string, FieldValue>>>;

/** Answers that say nothing about a card, and are as good as any other. */
export type Passing = 'dont-know' | 'rather-not';
export const PASSING: readonly Passing[] = ['dont-know', 'rather-not'];

export function elementOf(question: string, card = ''): string {
  return `${question}/${card}`;
}

export function answersOf(records: readonly RecordView[]): Answers {
  return new Map(records.map((record) => [record.element ?? '', record.fields]));
}

/** The answers with newer values of some fields over them. */
export function answersWith(answers: Answers, newer: Iterable<[string, Record<string, FieldValue>]>): Answers {
  const merged = new Map(answers);
  for (const [element, fields] of newer) merged.set(element, { ...merged.get(element), ...fields });
  return merged;
}

function text(answers: Answers, field: string, question: string, card: string): string | null {
  const value = answers.get(elementOf(question, card))?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function choiceAt(answers: Answers, question: string, card = ''): string | null {
  return text(answers, 'choice', question, card);
}

export function textAt(answers: Answers, question: string, card = ''): string | null {
  return text(answers, 'text', question, card);
}

export function numberAt(answers: Answers, question: string, card = ''): number | null {
  const value = answers.get(elementOf(question, card))?.['number'];
  return typeof value === 'number' ? value : null;
}

export function isChosen(answers: Answers, question: string, card: string): boolean {
  return choiceAt(answers, question, card) === 'yes';
}

export function passingAt(answers: Answers, question: string, card = ''): Passing | null {
  const choice = choiceAt(answers, question, card);
  return PASSING.find((passing) => passing === choice) ?? null;
}

export function isNotUnderstood(answers: Answers, question: string): boolean {
  return answers.get(elementOf(question))?.['not_understood'] === 1;
}

/** The cards chosen at a question, in the order of its cards; languages in the order they were told. */
export function chosenCards(answers: Answers, question: Question): string[] {
  if (question.kind !== 'language') return question.cards.filter((card) => isChosen(answers, question.id, card));
  return [...answers.keys()]
    .filter((element) => element.startsWith(`${question.id}/`))
    .map((element) => element.slice(question.id.length + 1))
    .filter((card) => card !== '' && isChosen(answers, question.id, card));
}

/** Whether something was said at a question; for one asked card by card, about this card. */
export function isAnswered(answers: Answers, question: Question, card = ''): boolean {
  if (passingAt(answers, question.id) || passingAt(answers, question.id, card)) return true;
  switch (question.kind) {
    case 'language':
      return chosenCards(answers, question).length > 0 || textAt(answers, question.id) !== null;
    case 'choose':
    case 'explain':
      return chosenCards(answers, question).length > 0;
    case 'count':
      return numberAt(answers, question.id, card) !== null;
    case 'each':
      return card === ''
        ? question.cards.some((one) => isAnswered(answers, question, one))
        : question.answers.includes(choiceAt(answers, question.id, card) ?? '');
    case 'talk':
    case 'appointment':
      return textAt(answers, question.id) !== null;
    case 'stickers':
    case 'week':
    case 'name':
      return [...answers].some(([element, fields]) => element.startsWith(`${question.id}/`) && saysSomething(fields));
  }
}

function saysSomething(fields: Readonly<Record<string, FieldValue>>): boolean {
  const choice = fields['choice'];
  return Boolean(fields['text']) || (typeof choice === 'string' && choice !== 'no' && choice !== 'unknown');
}
