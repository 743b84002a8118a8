import type { ConversationView, FieldValue, Language } from '$lib/ipc';
import type { Pointing, Put } from '$lib/nouns/answer/put';
import { OTHER_LANGUAGE } from '$lib/nouns/answer/other-languages';
import type { Taps } from '$lib/nouns/answer/taps.svelte';
import { type Wording, wordingOf } from '$lib/nouns/word/wording';

import { type Limits, partsOf, type Place, placeOf, resumeAt, type Step, stepAt, stepsOf } from './flow';

/** What stands on the stage: a question, the pause, or everything read back. */
export type Stage = 'question' | 'pause' | 'read_back';

/** A picture conversation on the screen: what was said, where it is, and who is pointing. */
export class Talk {
  stage = $state<Stage>('question');
  pointedBy = $state<Pointing['by']>('participant');
  #page = $state.raw<ConversationView>() as ConversationView;
  #place = $state.raw<Place | null>(null);
  /** Cards of the questions that have none in the form: the languages there are. */
  readonly #languages: readonly Language[];

  constructor(
    readonly taps: Taps,
    page: ConversationView,
    languages: readonly Language[],
  ) {
    this.#page = page;
    this.#languages = languages;
    this.taps.follow(page.record, page.answers);
    const at = page.record.fields['at_question'];
    this.#place = resumeAt(page.form, this.steps, typeof at === 'string' ? at : null, this.taps.answers);
  }

  /** The page came in again. */
  follow(page: ConversationView): void {
    this.#page = page;
    this.taps.follow(page.record, page.answers);
  }

  get page(): ConversationView {
    return this.#page;
  }

  readonly language: Language = $derived.by(() => (this.#text('language') ?? 'nl') as Language);
  readonly wording: Wording = $derived.by(() => wordingOf(this.#text('wording')));
  readonly limits: Limits = $derived.by(() => ({
    short: this.taps.value('short') === 1,
    fellowRefugee: this.#text('interpreter_kind') === 'fellow_refugee',
  }));
  readonly steps: Step[] = $derived.by(() => stepsOf(this.#page.form, this.taps.answers, this.limits));
  readonly at: number = $derived.by(() => (this.#place ? stepAt(this.#page.form, this.steps, this.#place) : 0));
  readonly step: Step | undefined = $derived.by(() => this.steps[this.at]);
  readonly cards: readonly string[] = $derived.by(() => this.#cardsOf(this.step));
  readonly parts: number = $derived.by(() => (this.step ? partsOf(this.step, this.cards) : 1));
  /** The page of cards, or the thing asked about; 0 when the question changed under it. */
  readonly part: number = $derived.by(() => {
    const isHere = this.#place?.question === this.step?.question.id && this.#place?.card === this.step?.card;
    return isHere ? Math.min(this.#place?.part ?? 0, this.parts - 1) : 0;
  });
  /** The card that is asked about now: of a question asked card by card, else none. */
  readonly card: string = $derived.by(() => {
    if (this.step?.question.kind === 'each') return this.step.question.cards[this.part] ?? '';
    return this.step?.card ?? '';
  });

  get pointing(): Pointing {
    return { by: this.pointedBy, at: Date.now() };
  }

  get isShort(): boolean {
    return this.limits.short;
  }

  setShort(isShort: boolean): void {
    void this.taps.move({ short: isShort ? 1 : 0 });
  }

  say(puts: readonly Put[], change: Record<string, FieldValue> | null = null): void {
    void this.taps.tap(puts, change);
  }

  /** Next page of cards, next question, or everything read back. */
  forward(): void {
    if (this.stage !== 'question' || !this.step) return;
    if (this.part + 1 < this.parts) this.#show(placeOf(this.step, this.part + 1));
    else this.#goTo(this.at + 1);
  }

  /** The page before, the question before. From the page that reads back: the last question. */
  back(): void {
    if (this.stage === 'read_back') {
      this.stage = 'question';
      return;
    }
    if (this.stage !== 'question' || !this.step) return;
    if (this.part > 0) return this.#show(placeOf(this.step, this.part - 1));
    const before = this.steps[this.at - 1];
    if (before) this.#show(placeOf(before, partsOf(before, this.#cardsOf(before)) - 1));
  }

  get isFirst(): boolean {
    return this.at <= 0 && this.part === 0;
  }

  /** To the first question of a theme on the strip. */
  goToTheme(id: string): void {
    const first = this.steps.find((step) => step.theme.id === id);
    if (!first) return;
    this.stage = 'question';
    this.#show(placeOf(first));
  }

  /** To one card of a question that is asked card by card. */
  goToPart(part: number): void {
    if (this.step) this.#show(placeOf(this.step, part));
  }

  pause(): void {
    this.stage = 'pause';
  }

  goOn(): void {
    this.stage = 'question';
  }

  #goTo(at: number): void {
    const step = this.steps[at];
    if (step) this.#show(placeOf(step));
    else this.stage = 'read_back';
  }

  #show(place: Place): void {
    const isMoved = place.question !== this.taps.value('at_question');
    this.#place = place;
    if (isMoved) void this.taps.move({ at_question: place.question });
  }

  #cardsOf(step: Step | undefined): readonly string[] {
    if (!step) return [];
    return step.question.kind === 'language' ? [...this.#languages, OTHER_LANGUAGE] : step.question.cards;
  }

  #text(field: string): string | null {
    const value = this.taps.value(field);
    return typeof value === 'string' && value !== '' ? value : null;
  }
}
