import { diffArrays } from 'diff';

/** A piece of a text, and whether it stands in this version only. */
export type Piece = { text: string; isOwn: boolean };

/** Texts longer than this are not compared word by word: that could take seconds. */
const MOST_LETTERS = 20_000;
const MOST_CHANGES = 2_000;
/** A word in any script or one other sign, with the space after it: spaces alone would count as what is the same. */
const WORDS = /(?:[\p{L}\p{M}\p{N}]+|[^])\s*/gu;
const wordsOf = (text: string): string[] => text.match(WORDS) ?? [];

/** What each of two texts says that the other does not, word by word. */
export function differences(one: string, other: string): [Piece[], Piece[]] {
  const changes =
    one.length + other.length > MOST_LETTERS
      ? undefined
      : diffArrays(wordsOf(one), wordsOf(other), { maxEditLength: MOST_CHANGES });
  if (!changes) return [whole(one), whole(other)];
  const sides: [Piece[], Piece[]] = [[], []];
  for (const { value: words, added, removed } of changes) {
    const value = words.join('');
    if (!added) sides[0].push({ text: value, isOwn: removed });
    if (!removed) sides[1].push({ text: value, isOwn: added });
  }
  return [joined(sides[0]), joined(sides[1])];
}

const whole = (text: string): Piece[] => (text === '' ? [] : [{ text, isOwn: true }]);

/** One line under a run of words, not under each of them, nor under the space after the last. */
function joined(pieces: Piece[]): Piece[] {
  const found: Piece[] = [];
  const put = (text: string, isOwn: boolean) => {
    const last = found.at(-1);
    if (text === '') return;
    if (last?.isOwn === isOwn) found[found.length - 1] = { text: last.text + text, isOwn };
    else found.push({ text, isOwn });
  };
  pieces.forEach(({ text, isOwn }, place) => {
    const words = isOwn && pieces[place + 1]?.isOwn !== true ? text.trimEnd() : text;
    put(words, isOwn);
    put(text.slice(words.length), false);
  });
  return found;
}
