import { expect, it } from 'vitest';

import { minutesOf } from './start-time';

it.each([
  ['7:30', 450],
  ['7.30', 450],
  ['07:30', 450],
  ['730', 450],
  ['7 uur', 420],
  ['7', 420],
  ['0:05', 5],
])('%s is read as a time', (typed, minutes) => expect(minutesOf(typed)).toBe(minutes));

it.each(['', 'vroeg', '25:00', '7:75', '12345'])('%s is no time', (typed) => expect(minutesOf(typed)).toBeNull());
