import type { Locale } from '$lib/ipc';

let current = $state<Locale>('nl');

/** The language of the screens. Reading it in a template or an effect follows every switch. */
export const locale = {
  get current(): Locale {
    return current;
  },
  set current(next: Locale) {
    current = next;
    document.documentElement.lang = next;
  },
};

const REGION: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' };

/** The locale for dates and numbers: English as it is written in Europe, day first. */
export function region(): string {
  return REGION[current];
}
