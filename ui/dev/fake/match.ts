/** Found by letters, or by its consonants: a rough stand-in for the spelling keys of the casebook. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const consonants = (text: string) =>
  plain(text)
    .replace(/[aeiouyw'\s-]/g, '')
    .replace(/(.)\1/g, '$1');

export function match(name: string, find: string): { found: boolean; by_spelling: boolean } {
  if (plain(name).includes(plain(find))) return { found: true, by_spelling: false };
  return { found: find.length > 2 && consonants(name).includes(consonants(find)), by_spelling: true };
}
