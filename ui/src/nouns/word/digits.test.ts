import { expect, it } from 'vitest';

import type { LanguageInfo } from '$lib/ipc';

import languages from '../../../../assets/phrasebook/languages.json';
import { ownDigits } from './digits';

const find = (tag: string) => (languages as LanguageInfo[]).find((language) => language.tag === tag);

it.each([
  ['ar', 14, '١٤'],
  ['fa', 14, '۱۴'],
  ['prs', '14:05', '۱۴:۰۵'],
  ['ti', 14, null],
  ['uk', 14, null],
])('in %s, %s is written %s', (tag, number, own) => {
  expect(ownDigits(find(tag), number)).toBe(own);
});
