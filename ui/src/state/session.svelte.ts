import { commands, type Failure, type Gate, type Locale, type Result, type Role } from '$lib/ipc';
import { locale } from '$lib/texts';

import type { Languages } from './languages.svelte';
import type { Saving } from './saving.svelte';

/** What a role may write, of what a page offers. The casebook decides; here nothing is offered that it would refuse. */
const MAY_WRITE: Record<Role, readonly ('conversation' | 'note' | 'assessment')[]> = {
  coach: ['conversation', 'note', 'assessment'],
  lead: ['conversation', 'note', 'assessment'],
  assistant: ['assessment'],
  account_manager: [],
  administrator: [],
};

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

  /** Whether the one who opened the casebook may write such records. */
  mayWrite(kind: 'conversation' | 'note' | 'assessment'): boolean {
    const role = this.gate?.member?.role;
    return role !== undefined && MAY_WRITE[role].includes(kind);
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
    return null;
  }

  /** Saves what is being typed and closes. What cannot be saved now waits for the same key. */
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
    this.gate = gate;
  }
}
