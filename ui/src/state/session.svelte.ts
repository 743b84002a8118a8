import { commands, type Failure, type Gate, type Locale, type Result } from '$lib/ipc';
import { locale } from '$lib/texts';

import type { Languages } from './languages.svelte';
import type { Saving } from './saving.svelte';

/** The gate of the casebook: absent, locked or open, and who opened it. */
export class Session {
  gate = $state.raw<Gate | null>(null);
  /** The gate itself could not be read: nothing else works then. */
  failure = $state.raw<Failure | null>(null);

  constructor(
    private readonly saving: Saving,
    private readonly languages: Languages,
  ) {}

  get isOpen(): boolean {
    return this.gate?.state === 'open';
  }

  /**
   * Whether the one who opened the casebook may write records of a kind. Who may, may write every field of it that can be
   * read: what is out of reach is not in the record at all. The casebook decides; here nothing is offered that it refuses.
   */
  mayWrite(kind: string): boolean {
    return this.gate?.member?.writes.includes(kind) ?? false;
  }

  async load(): Promise<void> {
    const answer = await commands.gate();
    if (answer.status === 'error') this.failure = answer.error;
    else await this.#enter(answer.data);
  }

  /** Goes through the gate by one of its ways; answers why not, or nothing. */
  async pass(way: () => Promise<Result<Gate>>): Promise<Failure | null> {
    const answer = await way();
    if (answer.status === 'error') return answer.error;
    await this.#enter(answer.data);
    // What could not be saved before it was closed: each member's own, when that member is back.
    if (this.isOpen) await this.saving.flush();
    return null;
  }

  /** Saves what is being typed and closes. What cannot be saved now waits for its own member. */
  async lock(): Promise<void> {
    await this.saving.flush();
    const failure = await this.pass(commands.lock);
    if (failure) await this.load();
    this.languages.forget();
  }

  async speak(next: Locale): Promise<void> {
    locale.current = next;
    await commands.setLocale(next);
  }

  async #enter(gate: Gate): Promise<void> {
    locale.current = gate.locale;
    if (gate.state === 'open') await this.languages.load();
    this.saving.enter(gate.state === 'open' ? gate.member : null);
    this.gate = gate;
  }
}
