import { describe, expect, it } from 'vitest';

import { begunAt, drawnTo, erasedAt, pathOf, sheetOf, type Stroke, textOfSheet, widthOf, withoutLast } from './strokes';

const line = (c: Stroke['c'], ...p: number[]): Stroke => ({ c, w: 5, p });

describe('a sheet', () => {
  it('comes back as it went, in the documented form', () => {
    const strokes = [line('ink', 0, 0, 10, 10), line('red', 5, 5)];
    const text = textOfSheet(strokes);
    expect(text).toBe('{"v":1,"strokes":[{"c":"ink","w":5,"p":[0,0,10,10]},{"c":"red","w":5,"p":[5,5]}]}');
    expect(sheetOf(text)).toEqual(strokes);
  });

  it.each(['', 'nothing', '{}', '{"strokes":3}', '{"v":1,"strokes":[{"c":"gold","w":1,"p":[]}]}'])(
    'that cannot be read is empty: %s',
    (text) => expect(sheetOf(text)).toEqual([]),
  );
});

describe('drawing', () => {
  it('keeps whole numbers inside the sheet, and no trembling', () => {
    const begun = begunAt('ink', 10.4, -3, 5);
    expect(begun[0]?.p).toEqual([10, 0]);
    expect(drawnTo(begun, 10.9, 1, 5)[0]?.p).toEqual([10, 0]);
    expect(drawnTo(begun, 2000, 700, 5)[0]?.p).toEqual([10, 0, 1000, 625]);
  });

  it('begins a wider stroke where the last one ended when the hand presses harder', () => {
    const movement = drawnTo(drawnTo(begunAt('ink', 0, 0, 3.5), 50, 0, 3.5), 100, 0, 7);
    expect(movement).toEqual([
      { c: 'ink', w: 3.5, p: [0, 0, 50, 0] },
      { c: 'ink', w: 7, p: [50, 0, 100, 0] },
    ]);
    expect([0, 0.1, 0.5, 1].map(widthOf)).toEqual([5, 2.5, 5, 9]);
  });

  it('undoes a whole movement of the hand', () => {
    const movement = drawnTo(drawnTo(begunAt('ink', 0, 0, 3.5), 50, 0, 3.5), 100, 0, 7);
    const first = line('red', 200, 200, 300, 300);
    expect(withoutLast([first, ...movement])).toEqual([first]);
    expect(withoutLast([])).toEqual([]);
  });

  it('erases what is touched, as a whole', () => {
    const far = line('blue', 500, 500, 600, 600);
    const movement = drawnTo(drawnTo(begunAt('ink', 0, 0, 3.5), 50, 0, 3.5), 100, 0, 7);
    expect(erasedAt([...movement, far], 90, 10)).toEqual([far]);
    expect(erasedAt([far], 90, 10)).toEqual([far]);
  });

  it('is a smooth line through its points, or a dot', () => {
    expect(pathOf(line('ink', 5, 5))).toBe('M5 5h0.1');
    expect(pathOf(line('ink', 0, 0, 10, 0))).toBe('M0 0L10 0');
    expect(pathOf(line('ink', 0, 0, 10, 0, 20, 10))).toBe('M0 0Q10 0 15 5L20 10');
  });
});
