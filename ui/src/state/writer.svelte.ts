import { type AppliedView, commands, type OperationRequest, type Result } from '$lib/ipc';
import { t } from '$lib/texts';

import type { Changes } from './changes.svelte';
import { wordsFor } from './failures';
import type { Saving } from './saving.svelte';
import type { Toasts } from './toasts.svelte';

/** The one way in: every write of the screens goes through here, so that "saved" and "undo" are always right. */
export class Writer {
  constructor(
    private readonly saving: Saving,
    private readonly toasts: Toasts,
    private readonly changes: Changes,
  ) {}

  /** Writes what somebody is typing: says nothing, and leaves a failure to the field. */
  write(operation: OperationRequest): Promise<Result<AppliedView>> {
    return this.#apply(() => commands.write(operation));
  }

  /** Does one thing and offers the way back; a failure is told at the edge. */
  act(operation: OperationRequest, done: string): Promise<AppliedView | null> {
    return this.run(() => commands.write(operation), done);
  }

  /** As `act`, for a command of its own. */
  async run<T extends AppliedView | null>(ask: () => Promise<Result<T>>, done: string | null): Promise<T | null> {
    const answer = await this.#apply(ask);
    if (answer.status === 'error') {
      this.toasts.problem(wordsFor(answer.error));
      return null;
    }
    const transaction = answer.data?.transaction ?? null;
    if (done) this.toasts.show(done, () => void this.undo(transaction));
    return answer.data;
  }

  /** Takes one transaction back, or the last one of this window. */
  async undo(transaction: string | null = null): Promise<void> {
    await this.#turn(() => commands.undo(transaction), t('undo-done'), t('undo-nothing'));
  }

  async redo(): Promise<void> {
    await this.#turn(commands.redo, t('redo-done'), t('redo-nothing'));
  }

  async #turn(ask: () => Promise<Result<AppliedView | null>>, done: string, nothing: string): Promise<void> {
    // What is still being typed belongs to what can be undone.
    await this.saving.flush();
    const answer = await this.#apply(ask);
    if (answer.status === 'error') this.toasts.problem(wordsFor(answer.error));
    else this.toasts.show(answer.data ? done : nothing);
  }

  async #apply<T extends AppliedView | null>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
    this.saving.begin();
    const answer = await ask();
    this.saving.end(answer.status === 'ok' && answer.data ? answer.data.at : null);
    if (answer.status === 'ok') this.changes.tell();
    return answer;
  }
}
