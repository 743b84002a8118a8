/** Cards of one page: three by three. Pages instead of scrolling (design/words.md, rule 2). */
export const CARDS_A_PAGE = 9;

/** A last page with fewer cards than this looks forgotten. */
const LEAST_ON_LAST = 3;

/** Full pages; ten cards are five and five, not nine and one. */
export function pagesOf<T>(items: readonly T[], most = CARDS_A_PAGE): T[][] {
  if (items.length === 0) return [];
  const pages = Math.ceil(items.length / most);
  const left = items.length - (pages - 1) * most;
  const size = pages > 1 && left < LEAST_ON_LAST ? Math.ceil(items.length / pages) : most;
  return Array.from({ length: pages }, (_, page) => items.slice(page * size, (page + 1) * size)).filter(
    (page) => page.length > 0,
  );
}

/** The name of the grid in which so many cards fill a page. */
export function gridOf(cards: number): 'one' | 'two' | 'three' | 'four' | 'six' | 'nine' {
  if (cards <= 1) return 'one';
  if (cards === 2) return 'two';
  if (cards === 3) return 'three';
  if (cards === 4) return 'four';
  return cards <= 6 ? 'six' : 'nine';
}
