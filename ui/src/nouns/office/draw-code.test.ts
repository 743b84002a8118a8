import { expect, it } from 'vitest';

import { drawCode } from './draw-code';
import { textOf } from './read-code';

const PIXELS = 4;

it('draws what the other side reads', () => {
  const text = 'MEEDOEN-05RK0-D5NGY-TQ8WZ-3X2AB-7H6KM-9PQRS-04TVW-XYZ01-23456';
  const { side, path } = drawCode(text);
  const width = side * PIXELS;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let place = 0; place < PIXELS ** 2; place += 1) {
      const [across, down] = [Number(x) * PIXELS + (place % PIXELS), Number(y) * PIXELS + Math.floor(place / PIXELS)];
      data.fill(0, (down * width + across) * 4, (down * width + across) * 4 + 3);
    }
  }
  expect(textOf({ width, height: width, data })).toBe(text);
});
