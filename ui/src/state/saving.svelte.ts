import { SvelteMap } from 'svelte/reactivity';

import type { Member } from '$lib/ipc';

/** Something on its way into the casebook, that must not be lost when its page is left. */
export type Unsaved = {
  /** how many things of it could not be written */
  readonly failed: number;
  /** everything of it is written */
  readonly isClean: boolean;
  /** writes what is unsaved, now; also the way to try again */
  flush(): Promise<void>;
};

/** Whether who wrote it is at work: nobody's words are ever written under another name. */
export type IsAtWork = () => boolean;

/** Who is at work, as far as saving needs to know. */
export type Author = Pick<Member, 'id' | 'name'>;

type Held = { unsaved: Unsaved; author: Author | null; pages: number };

/** What is saved and what is not yet: the mark on every page. Holds what outlives its page, each for its own member. */
export class Saving {
  /** When the last write was done, milliseconds. */
  lastSavedAt = $state<number | null>(null);
  #busy = $state(0);
  #author = $state.raw<Author | null>(null);
  #held = new SvelteMap<string, Held>();

  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** How many things of who is at work could not be written; they are kept here. */
  get failed(): number {
    return this.#mine.reduce((count, { unsaved }) => count + unsaved.failed, 0);
  }

  /** What waits for colleagues, and for who worked here last when nobody is at work: how many things of whom. */
  get waiting(): { name: string; count: number }[] {
    const counts: Record<string, number> = {};
    for (const { unsaved, author } of this.#held.values()) {
      if (!author || author.id === this.#author?.id || unsaved.isClean) continue;
      counts[author.name] = (counts[author.name] ?? 0) + Math.max(1, unsaved.failed);
    }
    return Object.entries(counts).map(([name, count]) => ({ name, count }));
  }

  /** Who is at work from now on; nobody while the casebook is not open. */
  enter(author: Author | null): void {
    if (author && author.id !== this.#author?.id) this.lastSavedAt = null;
    this.#author = author;
  }

  begin(): void {
    this.#busy += 1;
  }

  end(savedAt: number | null): void {
    this.#busy -= 1;
    if (savedAt !== null) this.lastSavedAt = Math.max(savedAt, this.lastSavedAt ?? 0);
  }

  /** What who is at work left behind under a key when its page was closed unsaved, else something new. */
  hold<Kept extends Unsaved>(key: string, create: (isAtWork: IsAtWork) => Kept): Kept {
    const author = this.#author;
    const owned = ownKey(key, author);
    const left = this.#held.get(owned);
    if (left) {
      left.pages += 1;
      return left.unsaved as Kept; // a key names its kind first: what stands there was made for it
    }
    const unsaved = create(() => this.#author?.id === author?.id);
    this.#held.set(owned, { unsaved, author, pages: 1 });
    return unsaved;
  }

  /** Its page is gone: what is unsaved is written now, and stays here until it is. */
  async release(unsaved: Unsaved): Promise<void> {
    for (const held of this.#held.values()) if (held.unsaved === unsaved) held.pages -= 1;
    await unsaved.flush();
    this.#tidy();
  }

  /** Writes everything of who is at work that is still unsaved; true when all of it is saved. */
  async flush(): Promise<boolean> {
    await Promise.all(this.#mine.map(({ unsaved }) => unsaved.flush()));
    this.#tidy();
    return this.failed === 0;
  }

  get #mine(): Held[] {
    return [...this.#held.values()].filter(({ author }) => author?.id === this.#author?.id);
  }

  /** What is written and on no page any more need not stand here any longer. */
  #tidy(): void {
    for (const [key, { unsaved, pages }] of this.#held) {
      if (pages <= 0 && unsaved.isClean) this.#held.delete(key);
    }
  }
}

function ownKey(key: string, author: Author | null): string {
  return `${author?.id ?? ''} ${key}`;
}
