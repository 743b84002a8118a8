import { describe, expect, it } from 'vitest';

import { differences, type Piece } from './differences';

const marked = (pieces: Piece[]) => pieces.map(({ text, isOwn }) => (isOwn ? `[${text}]` : text)).join('');

describe('two versions of a text', () => {
  it.each([
    ['Komt op de fiets.', 'Komt met de bus.', 'Komt [op] de [fiets].', 'Komt [met] de [bus].'],
    ['Wil werken.', 'Wil heel graag werken.', 'Wil werken.', 'Wil [heel graag] werken.'],
    ['', 'Wil werken.', '', '[Wil werken.]'],
    [
      'Weer kok worden, na A2.',
      'Eerst in de kas, daarna kok worden.',
      '[Weer] kok worden[, na A2].',
      '[Eerst in de kas, daarna] kok worden.',
    ],
    ['Gelijk.', 'Gelijk.', 'Gelijk.', 'Gelijk.'],
    ['يعمل في المطبخ', 'يعمل في المزرعة', 'يعمل في [المطبخ]', 'يعمل في [المزرعة]'],
  ])('marks what stands in one of them only: %s', (one, other, ofOne, ofOther) => {
    const [first, second] = differences(one, other);
    expect(marked(first)).toBe(ofOne);
    expect(marked(second)).toBe(ofOther);
  });

  it('that are very long are shown whole', () => {
    const [one, other] = ['a '.repeat(20_000), 'b '.repeat(20_000)];
    expect(differences(one, other)).toEqual([[{ text: one, isOwn: true }], [{ text: other, isOwn: true }]]);
  });
});
