import type { LanguageInfo } from '$lib/ipc';

const LATIN = '0123456789';

/** A number in the digits of a language; null where its script writes the same digits as Dutch. */
export function ownDigits(language: LanguageInfo | undefined, number: number | string): string | null {
  if (!language || language.digits === LATIN) return null;
  return String(number).replace(/\d/g, (digit) => [...language.digits][Number(digit)] ?? digit);
}
