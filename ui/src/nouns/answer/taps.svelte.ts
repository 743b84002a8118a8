import { SvelteMap } from 'svelte/reactivity';

import { commands, type Failure, type FieldValue, type RecordView, type Stamp } from '$lib/ipc';
import type { IsAtWork, Unsaved } from '$lib/state/saving.svelte';
import type { Writer } from '$lib/state/writer.svelte';

import { type Answers, answersOf, answersWith } from './answers';
import { operationOf, type Put } from './put';

type Fields = Record<string, FieldValue>;
/** A value that was tapped and that the records do not say yet. */
type Tapped = {
  value: FieldValue;
  /** which tap it was: an earlier write never speaks for a later tap */
  turn: number;
  /** what the record said at the tap; once it says something else, the record speaks again */
  base: Stamp | null;
  state: 'waiting' | 'written' | 'failed';
};

/** What a write answers once its author is gone. */
const LOCKED = { status: 'error', error: { code: 'locked', arguments: {} } } as const;

/** The conversation itself stands beside its answers under this key: no element is without a question. */
const ITSELF = '';

/**
 * The answers of a conversation, as they are on the screen. A tap shows at once and is written after it; taps are
 * written one after the other, so that each has seen the one before. A tap that could not be written stays, marked, also
 * when the conversation is left.
 */
export class Taps implements Unsaved {
  failure = $state.raw<Failure | null>(null);
  #records = $state.raw<Readonly<Record<string, RecordView>>>({});
  #tapped = new SvelteMap<string, Record<string, Tapped>>();
  /** Stamps of what was written here and has not come back yet. */
  #stamps: Record<string, Record<string, Stamp>> = {};
  #turn = 0;
  #queue: Promise<void> = Promise.resolve();
  /** What can be undone and done again from here: only what was done here, and moving on is no step of its own. */
  #done: { as: 'tap' | 'move'; transaction: string | null }[] = [];
  #undone: ('tap' | 'move')[] = [];

  constructor(
    private readonly writer: Writer,
    private readonly conversation: string,
    private readonly isAtWork: IsAtWork,
  ) {}

  readonly answers: Answers = $derived.by(() => {
    const said = answersOf(Object.values(this.#records).filter((record) => record.kind === 'answer'));
    const tapped = [...this.#tapped].filter(([element]) => element !== ITSELF);
    return answersWith(
      said,
      tapped.map(([element, fields]) => [element, valuesOf(fields)]),
    );
  });

  /** A field of the conversation itself. */
  value(field: string): FieldValue {
    return this.#tapped.get(ITSELF)?.[field]?.value ?? this.#records[ITSELF]?.fields[field] ?? null;
  }

  isUnsaved(element: string): boolean {
    return Object.values(this.#tapped.get(element) ?? {}).some((tapped) => tapped.state === 'failed');
  }

  get unsaved(): string[] {
    return [...this.#tapped.keys()].filter((element) => element !== ITSELF && this.isUnsaved(element));
  }

  get failed(): number {
    return [...this.#tapped.keys()].filter((element) => this.isUnsaved(element)).length;
  }

  get isClean(): boolean {
    return [...this.#tapped.values()].every((fields) =>
      Object.values(fields).every((tapped) => tapped.state === 'written'),
    );
  }

  /** Writes what is on its way, and again what could not be written. Waits while a colleague is at work, or nobody. */
  async flush(): Promise<void> {
    await this.#queue;
    if (this.failed > 0 && this.isAtWork()) await this.retry();
  }

  /** The records came in again. */
  follow(conversation: RecordView, answers: readonly RecordView[]): void {
    const said = answers.map((record): [string, RecordView] => [record.element ?? ITSELF, record]);
    this.#records = Object.fromEntries([[ITSELF, conversation], ...said]);
    for (const element of [...this.#tapped.keys()]) {
      this.#settle(
        element,
        (field, tapped) => tapped.state === 'written' && this.#stamp(element, field) !== tapped.base,
      );
    }
  }

  /** Says something: on screen at once, then written as one operation. */
  tap(puts: readonly Put[], change: Fields | null = null): Promise<void> {
    return this.#say(puts, change, 'tap');
  }

  /** Writes where the conversation is now. */
  move(change: Fields): Promise<void> {
    return this.#say([], change, 'move');
  }

  /** Writes again what could not be written. */
  retry(): Promise<void> {
    const failed = (element: string) =>
      Object.fromEntries(
        Object.entries(this.#tapped.get(element) ?? {})
          .filter(([, tapped]) => tapped.state === 'failed')
          .map(([field, tapped]) => [field, tapped.value]),
      );
    const change = failed(ITSELF);
    const puts = this.unsaved.map((element) => ({ element, fields: { ...nameOf(element), ...failed(element) } }));
    return this.#say(puts, Object.keys(change).length ? change : null, 'tap');
  }

  /** Takes the last tap of this visit back, and the moves after it. Never what was done elsewhere. */
  async undo(): Promise<void> {
    await this.#queue;
    for (let done = this.#done.pop(); done; done = this.#done.pop()) {
      const { as, transaction } = done;
      // The card itself shows it; a message would cover the buttons.
      await this.writer.run(() => commands.undo(transaction), null);
      this.#undone.push(as);
      if (as === 'tap') return;
    }
  }

  /** Does again what was taken back here. */
  async redo(): Promise<void> {
    await this.#queue;
    for (let undone = this.#undone.pop(); undone; undone = this.#undone.pop()) {
      const applied = await this.writer.run(commands.redo, null);
      this.#done.push({ as: undone, transaction: applied?.transaction ?? null });
      if (this.#undone.at(-1) === 'tap') return;
    }
  }

  /** Done when everything tapped so far was written, or could not be. */
  settled(): Promise<void> {
    return this.#queue;
  }

  #say(puts: readonly Put[], change: Fields | null, as: 'tap' | 'move'): Promise<void> {
    const turn = (this.#turn += 1);
    for (const { element, fields } of puts) this.#show(element, fields, turn);
    if (change) this.#show(ITSELF, change, turn);
    this.#queue = this.#queue.then(() => this.#write(puts, change, turn, as));
    return this.#queue;
  }

  #show(element: string, fields: Fields, turn: number): void {
    const tapped = { ...this.#tapped.get(element) };
    for (const [field, value] of Object.entries(fields)) {
      tapped[field] = { value, turn, base: this.#stamp(element, field), state: 'waiting' };
    }
    this.#tapped.set(element, tapped);
  }

  async #write(puts: readonly Put[], change: Fields | null, turn: number, as: 'tap' | 'move'): Promise<void> {
    const seen = (element: string | null, field: string) => {
      const key = element ?? ITSELF;
      return this.#stamps[key]?.[field] ?? this.#stamp(key, field);
    };
    const operation = operationOf(this.conversation, puts, change, seen);
    if (!operation) return;
    const touched = [...puts.map((put) => put.element), ...(change ? [ITSELF] : [])];
    const answer = this.isAtWork() ? await this.writer.write(operation) : LOCKED;
    if (answer.status === 'error') {
      this.failure = answer.error;
      for (const element of touched) this.#mark(element, turn, 'failed');
      return;
    }
    this.#done.push({ as, transaction: answer.data.transaction });
    this.#undone = [];
    for (const element of touched) this.#mark(element, turn, 'written');
    const changed = Object.fromEntries(answer.data.changed.map((one) => [one.element ?? ITSELF, one.stamps]));
    for (const element of touched) {
      const stamps = changed[element];
      if (stamps) this.#stamps[element] = { ...this.#stamps[element], ...stamps };
      // What was so already comes back with no new stamp: the record speaks again at once.
      this.#settle(element, (field, tapped) => tapped.turn === turn && !stamps?.[field]);
    }
    if (this.unsaved.length === 0) this.failure = null;
  }

  #mark(element: string, turn: number, state: 'written' | 'failed'): void {
    const tapped = this.#tapped.get(element);
    if (!tapped) return;
    const marked = Object.entries(tapped).map(([field, one]) => [field, one.turn === turn ? { ...one, state } : one]);
    this.#tapped.set(element, Object.fromEntries(marked));
  }

  /** Lets the record speak for the fields that match. */
  #settle(element: string, matches: (field: string, tapped: Tapped) => boolean): void {
    const tapped = Object.entries(this.#tapped.get(element) ?? {});
    const left = tapped.filter(([field, one]) => !matches(field, one));
    if (left.length === tapped.length) return;
    const kept = Object.entries(this.#stamps[element] ?? {}).filter(([field]) => left.some(([one]) => one === field));
    this.#stamps[element] = Object.fromEntries(kept);
    if (left.length) this.#tapped.set(element, Object.fromEntries(left));
    else this.#tapped.delete(element);
  }

  #stamp(element: string, field: string): Stamp | null {
    return this.#records[element]?.stamps[field] ?? null;
  }
}

function valuesOf(tapped: Record<string, Tapped>): Fields {
  return Object.fromEntries(Object.entries(tapped).map(([field, { value }]) => [field, value]));
}

/** Question and card of an element: an answer that was never written needs them again. */
function nameOf(element: string): Fields {
  const [question = '', card = ''] = element.split('/');
  return { question, card };
}
