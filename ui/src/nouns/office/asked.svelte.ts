import { onMount } from 'svelte';

import type { Result } from '$lib/ipc';
import { Query } from '$lib/state/query.svelte';

/**
 * A list that only the office has: asked when a page opens and when somebody decided something, not after every change
 * of the casebook. Call while a component starts.
 */
export function useAsked<T>(ask: () => Promise<Result<T>>): Query<T> {
  const asked = new Query(ask);
  onMount(() => void asked.load());
  return asked;
}
