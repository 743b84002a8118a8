import { SvelteMap } from 'svelte/reactivity';

import type { Draft } from './draft.svelte';

/** What is saved and what is not yet: the mark on every page. Holds the drafts that outlive their page. */
export class Saving {
  /** When the last write was done, milliseconds. */
  lastSavedAt = $state<number | null>(null);
  #busy = $state(0);
  #drafts = new SvelteMap<string, Draft>();

  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** Drafts whose last write failed; their text is kept here. */
  get failed(): Draft[] {
    return [...this.#drafts.values()].filter((draft) => draft.failure);
  }

  begin(): void {
    this.#busy += 1;
  }

  end(savedAt: number | null): void {
    this.#busy -= 1;
    if (savedAt !== null) this.lastSavedAt = Math.max(savedAt, this.lastSavedAt ?? 0);
  }

  /** The draft of a key: the one left behind when its page was closed unsaved, else a new one. */
  hold(key: string, create: () => Draft): Draft {
    const left = this.#drafts.get(key);
    if (left) return left;
    const draft = create();
    this.#drafts.set(key, draft);
    return draft;
  }

  /** Its page is gone: what is unsaved is written now, and stays here until it is. */
  async release(key: string): Promise<void> {
    const draft = this.#drafts.get(key);
    await draft?.flush();
    if (draft?.isClean) this.#drafts.delete(key);
  }

  /** Writes everything that is still being typed; true when all of it is saved. */
  async flush(): Promise<boolean> {
    await Promise.all([...this.#drafts.values()].map((draft) => draft.flush()));
    return this.failed.length === 0;
  }
}
