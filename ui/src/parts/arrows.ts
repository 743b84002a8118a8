import type { Attachment } from 'svelte/attachments';

/** Where something stands on the screen, by its middle. */
export type Spot = { x: number; y: number };

const WAYS: Record<string, Spot> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** What lies aside counts three times, so that an arrow stays in its row or column while it can. */
const ASIDE = 3;

/** The nearest spot the way an arrow points, as seen on the screen: right is right in every language. -1 for none. */
export function nearest(key: string, from: Spot, spots: readonly Spot[]): number {
  const way = WAYS[key];
  if (!way) return -1;
  let found = -1;
  let least = Infinity;
  spots.forEach((spot, place) => {
    const [dx, dy] = [spot.x - from.x, spot.y - from.y];
    const ahead = dx * way.x + dy * way.y;
    if (ahead <= 1) return;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    const distance = ahead + ASIDE * aside;
    if (distance < least) [found, least] = [place, distance];
  });
  return found;
}

function spotOf(element: Element): Spot {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/**
 * Arrows move the focus among the buttons inside that match: only the focus, so that nothing is chosen (and saved) on
 * the way past it. Space and Enter choose.
 */
export function arrowsAmong(selector: string): Attachment<HTMLElement> {
  return (group) => {
    const move = (event: KeyboardEvent) => {
      if (!(event.key in WAYS) || event.altKey || event.ctrlKey || event.metaKey) return;
      const from = event.target instanceof Element ? event.target.closest(selector) : null;
      if (!from) return;
      const others = [...group.querySelectorAll<HTMLElement>(selector)].filter((one) => one !== from);
      const next = others[nearest(event.key, spotOf(from), others.map(spotOf))];
      event.preventDefault();
      next?.focus();
    };
    group.addEventListener('keydown', move);
    return () => group.removeEventListener('keydown', move);
  };
}
