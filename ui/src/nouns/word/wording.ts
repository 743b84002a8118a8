import type { FieldValue } from '$lib/ipc';

/** Whom a sentence addresses, or speaks of, where the language makes a difference. */
export type Wording = 'neutral' | 'female' | 'male';

/** The wording that a record says; neutral where it says none, or may not be read. */
export function wordingOf(value: FieldValue | undefined): Wording {
  return value === 'female' || value === 'male' ? value : 'neutral';
}
