import { listen } from '@tauri-apps/api/event';

/** What a transaction touched. */
export type ChangedEvent = { records: string[]; kinds: string[]; origin: 'here' | 'elsewhere' };

/** Calls the listener after every transaction, from this window or from elsewhere; answers how to stop. */
export function onChanged(listener: (event: ChangedEvent) => void): Promise<() => void> {
  return listen<ChangedEvent>('changed', ({ payload }) => listener(payload));
}
