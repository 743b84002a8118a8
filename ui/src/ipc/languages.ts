import type { Language } from './bindings';

const LANGUAGES: readonly string[] = [
  'nl',
  'en',
  'ar',
  'ti',
  'fa',
  'prs',
  'ps',
  'ckb',
  'kmr',
  'uk',
  'tr',
  'so',
  'fr',
] satisfies Language[];

/** The language of the phrasebook that a tag names; null when it is another one, or none. */
export function languageOf(tag: string | null): Language | null {
  return tag !== null && LANGUAGES.includes(tag) ? (tag as Language) : null;
}
