import encodeQR from 'qr';
import { describe, expect, it } from 'vitest';

import { textOf } from './read-code';

const INVITATION = 'MEEDOEN-040R8-HJ3CH-JQ6S1-2RK4W-NB5DX-0T8GH-VAE2M-Z9P7Q-3FY6C-1KJ0W';
const WHITE = 255;

/** A code as pixels, on a sheet of paper. */
function sheetOf(text: string, scale: number, dark = 0): { width: number; height: number; data: Uint8ClampedArray } {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const side = rows.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(WHITE);
  for (let place = 0; place < side * side; place += 1) {
    const [row, column] = [Math.floor(place / side / scale), Math.floor((place % side) / scale)];
    if (rows[row]?.[column]) data.fill(dark, place * 4, place * 4 + 3);
  }
  return { width: side, height: side, data };
}

describe('the code on a picture', () => {
  it.each([2, 4, 9])('is read as the invitation it holds, at %i pixels a square', (scale) => {
    expect(textOf(sheetOf(INVITATION, scale))).toBe(INVITATION);
  });

  it('is read when it was printed in grey', () => {
    expect(textOf(sheetOf(INVITATION, 5, 110))).toBe(INVITATION);
  });

  it('is nothing on an empty sheet', () => {
    const side = 200;
    const data = new Uint8ClampedArray(side * side * 4).fill(WHITE);
    expect(textOf({ width: side, height: side, data })).toBeNull();
  });
});
