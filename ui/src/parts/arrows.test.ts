import { expect, it } from 'vitest';

import { nearest, type Spot } from './arrows';

// A grid of three by two, as it lies on the screen.
const spots: Spot[] = [0, 1, 2, 3, 4, 5].map((place) => ({ x: (place % 3) * 100, y: Math.floor(place / 3) * 100 }));
const from = (place: number): Spot => spots[place] ?? { x: 0, y: 0 };
const others = (place: number) => spots.filter((_, other) => other !== place);
const go = (place: number, key: string) => {
  const found = others(place)[nearest(key, from(place), others(place))];
  return found ? spots.indexOf(found) : -1;
};

it('goes the way the arrow points, in the same row or column', () => {
  expect(go(0, 'ArrowRight')).toBe(1);
  expect(go(1, 'ArrowLeft')).toBe(0);
  expect(go(1, 'ArrowDown')).toBe(4);
  expect(go(5, 'ArrowUp')).toBe(2);
});

it('stays at the edge', () => {
  expect(go(2, 'ArrowRight')).toBe(-1);
  expect(go(0, 'ArrowUp')).toBe(-1);
  expect(go(0, 'Enter')).toBe(-1);
});
