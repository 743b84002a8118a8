import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import type { Failure, FieldValue, RecordView, Stamp, HeldText } from '$lib/ipc';

import type { IsAtWork, Unsaved } from './saving.svelte';
import type { Writer } from './writer.svelte';

/** Where a value goes: an existing record, or the element of a set (made by the first value put into it). */
export type Target = { op: string; id: string } | { op: string; parent: string; element: string };

type Source = { target: Target; record: RecordView | null };
type Typed = {
  value: FieldValue;
  /** what the author had seen when this typing began */
  seen: Stamp | null;
  /** what the write of this value was stamped with */
  written: Stamp | null;
  /** what the record said while this was typed or written: once it says something else, the record speaks again */
  base: Stamp | null;
};

/** A pause in typing after which is saved. */
export const PAUSE_MS = 400;

/**
 * Values on their way into a record. What somebody types stands here until the record says the same: a slow, failing
 * or overtaken write never takes a letter away. Fields of one draft are written together, and by who typed them only.
 */
export class Draft implements Unsaved {
  failure = $state.raw<Failure | null>(null);
  /** When this draft was last saved, milliseconds. */
  savedAt = $state<number | null>(null);
  /** The text was kept back: it holds what may be a citizen number. */
  kept = $state.raw<HeldText[]>([]);
  isFocused = false;

  #source = $state.raw<Source>() as Source;
  #typed = new SvelteMap<string, Typed>();
  #pending = new SvelteSet<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | null = null;

  constructor(
    private readonly writer: Writer,
    source: Source,
    private readonly isAtWork: IsAtWork,
  ) {
    this.#source = source;
    this.kept = source.record?.held ?? [];
  }

  get failed(): number {
    return this.failure ? 1 : 0;
  }

  get isClean(): boolean {
    return this.#pending.size === 0 && this.#writing === null;
  }

  value(field: string): FieldValue {
    const typed = this.#typed.get(field);
    if (typed) return typed.value;
    const kept = this.kept.find((draft) => draft.field === field);
    return kept ? kept.text : (this.#source.record?.fields[field] ?? null);
  }

  text(field: string): string {
    return String(this.value(field) ?? '');
  }

  /** A record came in again: what it confirms or overtakes need not stand here any longer. */
  follow(source: Source): void {
    this.#source = source;
    if (!this.isClean) return;
    if (this.isFocused) return this.#keepUp();
    this.kept = source.record?.held ?? this.kept;
    for (const [field, typed] of this.#typed) {
      if (this.#stamp(field) !== typed.base) this.#typed.delete(field);
    }
  }

  /** Nothing takes a letter away where somebody types; but the office may have given what was written another stamp. */
  #keepUp(): void {
    for (const [field, typed] of this.#typed) {
      const now = this.#stamp(field);
      const isTheSame = this.#source.record?.fields[field] === typed.value;
      if (isTheSame && now !== typed.base && now !== typed.written) this.#typed.set(field, { ...typed, written: now });
    }
  }

  /** Typed: saved after a pause. */
  type(field: string, value: FieldValue): void {
    this.#take(field, value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Chosen: saved at once. */
  async choose(values: Record<string, FieldValue>): Promise<void> {
    for (const [field, value] of Object.entries(values)) this.#take(field, value);
    await this.flush();
  }

  /** Saves what is unsaved, now; also the way to try again. Waits while a colleague is at work, or nobody. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#writing) await this.#writing;
    if (this.#pending.size === 0 || !this.isAtWork()) return;
    this.#writing = this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  #take(field: string, value: FieldValue): void {
    const before = this.#typed.get(field);
    const base = this.#stamp(field);
    const known = before?.written ?? before?.seen ?? base;
    // While a value waits, what its author had seen stays what it was when the typing began.
    const seen = before && this.#pending.has(field) ? before.seen : known;
    this.#typed.set(field, { value, seen, written: null, base });
    this.#pending.add(field);
  }

  #stamp(field: string): Stamp | null {
    return this.#source.record?.stamps[field] ?? null;
  }

  /** What a colleague wrote while this one was typing is older than what was written now: it does not come back. */
  #spokenBefore(field: string, typed: Typed, written: Stamp | null): Stamp | null {
    const now = this.#stamp(field);
    return now === written ? typed.base : now;
  }

  async #write(): Promise<void> {
    const fields: Record<string, FieldValue> = {};
    const seen: Record<string, Stamp | null> = {};
    for (const field of this.#pending) {
      const typed = this.#typed.get(field);
      if (!typed) continue;
      fields[field] = typed.value;
      seen[field] = typed.seen;
    }
    this.#pending.clear();
    const answer = await this.writer.write({ ...this.#source.target, fields, seen });
    if (answer.status === 'error') {
      this.failure = answer.error;
      for (const field of Object.keys(fields)) this.#pending.add(field);
      return;
    }
    this.failure = null;
    this.savedAt = answer.data.at;
    this.kept = answer.data.held.filter((draft) => draft.field in fields);
    this.#confirm(fields, answer.data.changed[0]?.stamps ?? {});
  }

  #confirm(fields: Record<string, FieldValue>, stamps: Record<string, Stamp>): void {
    for (const field of Object.keys(fields)) {
      const typed = this.#typed.get(field);
      if (!typed) continue;
      // Nothing new was stored (it was so already, or it is held back): what was seen stays what was seen.
      const written = stamps[field] ?? typed.seen;
      // Typed on meanwhile: the next write has seen this one.
      if (this.#pending.has(field)) this.#typed.set(field, { ...typed, seen: written });
      else this.#typed.set(field, { ...typed, written, base: this.#spokenBefore(field, typed, written) });
    }
  }
}
