import type { FieldValue, OperationRequest, Question, Stamp, StepFields } from '$lib/ipc';

import {
  type Answers,
  choiceAt,
  chosenCards,
  elementOf,
  isChosen,
  isNotUnderstood,
  numberAt,
  type Passing,
  passingAt,
  textAt,
} from './answers';

/** New values of one answer. */
export type Put = { element: string; fields: Record<string, FieldValue> };
/** Who pointed, and when (milliseconds). */
export type Pointing = { by: 'participant' | 'coach'; at: number };

export type Horizon = 'now' | 'later';
export type Activity = 'lesson' | 'care' | 'free';

/** A taken-back answer says "no"; it is never emptied, so that what was first pointed at stays in the history. */
const TAKEN_BACK = 'no';

function put(question: string, card: string, values: Record<string, FieldValue>, pointing: Pointing): Put {
  return {
    element: elementOf(question, card),
    fields: { question, card, ...values, pointed_by: pointing.by, answered_at: pointing.at },
  };
}

/** "Don't know" and "rather not" do not stand beside an answer. */
function withoutPassing(question: string, card: string, answers: Answers, pointing: Pointing): Put[] {
  return passingAt(answers, question, card) ? [put(question, card, { choice: null }, pointing)] : [];
}

/** A tap on a card: chosen, or chosen no more. With one answer to give, the others are no longer it. */
export function tapCard(question: Question, card: string, answers: Answers, pointing: Pointing): Put[] {
  if (isChosen(answers, question.id, card)) return [put(question.id, card, { choice: TAKEN_BACK }, pointing)];
  const others = question.many ? [] : chosenCards(answers, question).filter((other) => other !== card);
  return [
    put(question.id, card, { choice: 'yes' }, pointing),
    ...others.map((other) => put(question.id, other, { choice: TAKEN_BACK }, pointing)),
    ...withoutPassing(question.id, '', answers, pointing),
  ];
}

/** A tap on a language: the cards have words for it, so it replaces one that was written down. */
export function tapLanguage(question: Question, tag: string, answers: Answers, pointing: Pointing): Put[] {
  const puts = tapCard(question, tag, answers, pointing);
  if (textAt(answers, question.id) === null || isChosen(answers, question.id, tag)) return puts;
  const whole = elementOf(question.id);
  return [
    ...puts.filter(({ element }) => element !== whole),
    put(question.id, '', { text: null, choice: null }, pointing),
  ];
}

/** A language that no card has, in words; null takes them back. */
export function putOtherLanguage(question: Question, text: string | null, answers: Answers, pointing: Pointing): Put[] {
  const own = put(question.id, '', { text, choice: null }, pointing);
  if (text === null) return [own];
  return [
    own,
    ...chosenCards(answers, question).map((card) => put(question.id, card, { choice: TAKEN_BACK }, pointing)),
  ];
}

/** "Don't know" or "rather not", about the question or about the card it now asks for; again takes it back. */
export function tapPassing(
  question: Question,
  card: string,
  passing: Passing,
  answers: Answers,
  pointing: Pointing,
): Put[] {
  const isTakenBack = passingAt(answers, question.id, card) === passing;
  // What the coach wrote down stays; an appointment is no note, so it goes.
  const emptied: Record<string, null> =
    question.kind === 'appointment' ? { number: null, text: null } : { number: null };
  const own = put(question.id, card, { choice: isTakenBack ? null : passing, ...emptied }, pointing);
  if (isTakenBack || card !== '') return [own];
  const said = question.kind === 'stickers' ? stuckCards(answers, question) : chosenCards(answers, question);
  return [own, ...said.map((one) => put(question.id, one, { choice: TAKEN_BACK }, pointing))];
}

function stuckCards(answers: Answers, question: Question): string[] {
  return question.cards.filter((card) => horizonsOf(choiceAt(answers, question.id, card)).length > 0);
}

/** One of the answers about one card; again takes it back. */
export function tapAnswer(question: Question, card: string, choice: string, answers: Answers, by: Pointing): Put[] {
  const isTakenBack = choiceAt(answers, question.id, card) === choice;
  const own = put(question.id, card, { choice: isTakenBack ? TAKEN_BACK : choice }, by);
  return [own, ...withoutPassing(question.id, '', answers, by)];
}

/** So many beads; the same number again takes the answer back. */
export function tapCount(question: Question, card: string, number: number, answers: Answers, by: Pointing): Put[] {
  const isTakenBack = numberAt(answers, question.id, card) === number;
  // The number replaces "don't know" at the same element.
  return [put(question.id, card, { number: isTakenBack ? null : number, choice: null }, by)];
}

/** Which stickers a card has. */
export function horizonsOf(choice: string | null): Horizon[] {
  if (choice === 'both') return ['now', 'later'];
  return choice === 'now' || choice === 'later' ? [choice] : [];
}

/** Puts a sticker on a card, or takes it off. */
export function tapSticker(
  question: Question,
  card: string,
  sticker: Horizon,
  answers: Answers,
  pointing: Pointing,
): Put[] {
  const had = horizonsOf(choiceAt(answers, question.id, card));
  const has = had.includes(sticker) ? had.filter((one) => one !== sticker) : [...had, sticker];
  const choice = has.length === 2 ? 'both' : (has[0] ?? TAKEN_BACK);
  return [put(question.id, card, { choice }, pointing), ...withoutPassing(question.id, '', answers, pointing)];
}

/** Fills a half-day, or empties it when it holds this already. */
export function tapHalfDay(
  question: Question,
  halfDay: string,
  activity: Activity,
  answers: Answers,
  pointing: Pointing,
): Put[] {
  const choice = choiceAt(answers, question.id, halfDay) === activity ? 'unknown' : activity;
  return [put(question.id, halfDay, { choice }, pointing), ...withoutPassing(question.id, '', answers, pointing)];
}

export function putAppointment(question: Question, text: string | null, pointing: Pointing): Put[] {
  return [put(question.id, '', { text, choice: null }, pointing)];
}

export function tapNotUnderstood(question: Question, answers: Answers, pointing: Pointing): Put[] {
  return [put(question.id, '', { not_understood: isNotUnderstood(answers, question.id) ? 0 : 1 }, pointing)];
}

/** Takes everything back that was said about a card, whatever kind of answer it was. */
export function takeBack(element: string, fields: Readonly<Record<string, FieldValue>>, pointing: Pointing): Put {
  const [question = '', card = ''] = element.split('/');
  const isHalfDay = fields['choice'] === 'lesson' || fields['choice'] === 'care' || fields['choice'] === 'free';
  const empty: Record<string, FieldValue> = {};
  if (has(fields, 'choice')) empty['choice'] = isHalfDay ? 'unknown' : card === '' ? null : TAKEN_BACK;
  if (has(fields, 'number')) empty['number'] = null;
  if (has(fields, 'text')) empty['text'] = null;
  return put(question, card, empty, pointing);
}

function has(fields: Readonly<Record<string, FieldValue>>, field: string): boolean {
  return fields[field] !== null && fields[field] !== undefined;
}

/** Says again what was taken back. */
export function sayAgain(element: string, fields: Readonly<Record<string, FieldValue>>, pointing: Pointing): Put {
  const [question = '', card = ''] = element.split('/');
  const said = Object.fromEntries(
    ['choice', 'number', 'text'].filter((field) => has(fields, field)).map((field) => [field, fields[field] ?? null]),
  );
  return put(question, card, said, pointing);
}

/** What the author had seen of a record: the answer of an element, or the conversation itself (null). */
export type Seen = (element: string | null, field: string) => Stamp | null;

/** One operation of answers, and of what changes with them in the conversation. Null when there is nothing to write. */
export function operationOf(
  conversation: string,
  puts: readonly Put[],
  change: Record<string, FieldValue> | null,
  seen: Seen,
): OperationRequest | null {
  const seenOf = (element: string | null, fields: Record<string, FieldValue>) =>
    Object.fromEntries(Object.keys(fields).map((field) => [field, seen(element, field)]));
  const steps = puts.map(({ element, fields }): StepFields => ({
    op: 'answer.put',
    parent: conversation,
    element,
    fields,
    seen: seenOf(element, fields),
  }));
  if (change) {
    steps.push({ op: 'conversation.change', id: conversation, fields: change, seen: seenOf(null, change) });
  }
  const [first, ...others] = steps;
  if (!first) return null;
  return others.length ? { ...first, with: others } : first;
}
