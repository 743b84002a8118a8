import type { FieldValue, Form, Language, Question } from '$lib/ipc';
import { type Answers, chosenCards, elementOf, passingAt, PASSING, textAt } from '$lib/nouns/answer/answers';
import { horizonsOf } from '$lib/nouns/answer/put';

import { hiddenThemes, type Limits } from './flow';

/** One thing that was said, as one card of the page on which everything is read back. */
export type Told = {
  element: string;
  question: Question;
  /** what the card shows: a concept, a language, or the question's own picture beside words, a time or a count */
  shows: { concept: string } | { language: Language } | { text: string } | { appointment: string } | { count: true };
  /** concepts said about it: is hard, now, later */
  about: string[];
  number: number | null;
  /** the answer as it was, to say it again */
  fields: Readonly<Record<string, FieldValue>>;
};

/** What was said at one question. */
export type ToldGroup = { question: Question; told: Told[] };

/** Everything said but the week, which has a page of its own. Themes hidden now stay hidden here. */
export function toldIn(form: Form, answers: Answers, limits: Limits): ToldGroup[] {
  const hidden = hiddenThemes(form, limits);
  return form.themes
    .filter((theme) => !hidden.includes(theme))
    .flatMap((theme) => theme.questions)
    .filter((question) => question.kind !== 'week' || passingAt(answers, question.id))
    .map((question) => ({ question, told: toldAt(question, answers) }))
    .filter((group) => group.told.length > 0);
}

/** What was said at one question. */
export function toldAt(question: Question, answers: Answers): Told[] {
  const fieldsOf = (card: string) => answers.get(elementOf(question.id, card)) ?? {};
  const told = (card: string, shows: Told['shows'], about: string[] = []): Told => {
    const fields = fieldsOf(card);
    const number = typeof fields['number'] === 'number' ? fields['number'] : null;
    return { element: elementOf(question.id, card), question, shows, about, number, fields };
  };
  const passing = passingAt(answers, question.id);
  const passed = passing ? [told('', { concept: passing })] : [];
  return [...passed, ...saidAt(question, answers, told)];
}

type Tell = (card: string, shows: Told['shows'], about?: string[]) => Told;

function saidAt(question: Question, answers: Answers, told: Tell): Told[] {
  const cards = cardsAt(question, answers);
  const field = (card: string, name: string) => answers.get(elementOf(question.id, card))?.[name];
  const choice = (card: string) => (typeof field(card, 'choice') === 'string' ? String(field(card, 'choice')) : null);
  switch (question.kind) {
    case 'language': {
      const other = textAt(answers, question.id);
      const tags = chosenCards(answers, question).map((card) => told(card, { language: card as Language }));
      return other === null ? tags : [...tags, told('', { text: other })];
    }
    case 'choose':
    case 'explain':
      return chosenCards(answers, question).map((card) => told(card, { concept: card }));
    case 'each':
      return cards
        .filter((card) => [...question.answers, ...PASSING].includes(choice(card) ?? ''))
        .map((card) => told(card, { concept: card }, [choice(card) ?? '']));
    case 'stickers':
      return cards
        .filter((card) => horizonsOf(choice(card)).length > 0)
        .map((card) => told(card, { concept: card }, horizonsOf(choice(card))));
    case 'count':
      return cards
        .filter((card) => typeof field(card, 'number') === 'number' || (card && passingAt(answers, question.id, card)))
        .map((card) => {
          const passing = card ? passingAt(answers, question.id, card) : null;
          return told(card, card ? { concept: card } : { count: true }, passing ? [passing] : []);
        });
    case 'name':
    case 'talk':
      return cards
        .filter((card) => field(card, 'text'))
        .map((card) => told(card, { text: String(field(card, 'text')) }));
    case 'appointment': {
      const text = field('', 'text');
      return typeof text === 'string' && text ? [told('', { appointment: text })] : [];
    }
    case 'week':
      return [];
  }
}

/** The cards that have an answer at a question, in the order of the question where it has cards of its own. */
function cardsAt(question: Question, answers: Answers): string[] {
  const answered = [...answers.keys()]
    .filter((element) => element.startsWith(`${question.id}/`))
    .map((element) => element.slice(question.id.length + 1));
  const own = question.cards.filter((card) => answered.includes(card));
  return [...own, ...answered.filter((card) => !own.includes(card))];
}

/** Whether what was told still stands as it was. */
export function stillStands(told: Told, answers: Answers): boolean {
  const now = answers.get(told.element) ?? {};
  return ['choice', 'number', 'text'].every((field) => (now[field] ?? null) === (told.fields[field] ?? null));
}

/** A tile of the page: the picture of a question, then what was said at it. */
export type Tile = { head: Question; told?: never } | { told: Told; head?: never };

/** How many tiles fit a page: six columns and four rows at 1280 × 800, fewer of each where the window is smaller. */
export function tilesAPage(isNarrow: boolean, isLow: boolean): number {
  return (isNarrow ? 5 : 6) * (isNarrow || isLow ? 3 : 4);
}

/** The pages. A question's picture never stands alone at the end of one, and comes again where its cards go on. */
export function tilePages(groups: readonly ToldGroup[], most: number): Tile[][] {
  const pages: Tile[][] = [];
  let page: Tile[] = [];
  const turn = () => {
    pages.push(page);
    page = [];
  };
  for (const { question, told } of groups) {
    if (page.length + 2 > most) turn();
    page.push({ head: question });
    for (const one of told) {
      if (page.length === most) {
        turn();
        page.push({ head: question });
      }
      page.push({ told: one });
    }
  }
  if (page.length) turn();
  return pages;
}
