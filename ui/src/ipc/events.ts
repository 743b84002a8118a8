import { listen } from '@tauri-apps/api/event';

import type { OfficeView } from './bindings';

/** What a transaction touched. */
export type ChangedEvent = { records: string[]; kinds: string[]; origin: 'here' | 'elsewhere' };

/** Calls the listener after every transaction, from this window or from elsewhere; answers how to stop. */
export function onChanged(listener: (event: ChangedEvent) => void): Promise<() => void> {
  return listen<ChangedEvent>('changed', ({ payload }) => listener(payload));
}

/** Calls the listener whenever something changed between this casebook and its office; answers how to stop. */
export function onOffice(listener: (view: OfficeView) => void): Promise<() => void> {
  return listen<OfficeView>('office', ({ payload }) => listener(payload));
}
