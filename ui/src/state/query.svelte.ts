import type { Failure, Result } from '$lib/ipc';

import { getChanges } from './context';

/** An answer that is asked for again after every change, and stays on screen until the next one is there. */
export class Query<T> {
  data = $state.raw<T>();
  failure = $state.raw<Failure>();
  #asked = 0;

  constructor(private readonly ask: () => Promise<Result<T>>) {}

  async load(): Promise<void> {
    const asked = (this.#asked += 1);
    const answer = await this.ask();
    if (asked !== this.#asked) return; // a later question overtook this one
    if (answer.status === 'ok') {
      this.data = answer.data;
      this.failure = undefined;
    } else {
      this.failure = answer.error;
    }
  }
}

/** Asks now, when something it reads changes, and after every change of the casebook. Call while a component starts. */
export function useQuery<T>(ask: () => Promise<Result<T>>): Query<T> {
  const changes = getChanges();
  const query = new Query(ask);
  $effect(() => {
    void changes.version;
    void query.load();
  });
  return query;
}
