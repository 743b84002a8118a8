import { describe, expect, it } from 'vitest';

import { type Birth, birthProblem } from './birth';

const born = (parts: Partial<Birth>) =>
  birthProblem({ year: null, month: null, day: null, calendar: 'gregorian', source: null, ...parts });

describe('a date of birth', () => {
  it('may be unknown, or partly unknown', () => {
    expect(born({})).toBeNull();
    expect(born({ year: 1985 })).toBeNull();
    expect(born({ year: 1985, month: 2 })).toBeNull();
    expect(born({ year: 1984, month: 2, day: 29 })).toBeNull();
  });

  it('needs the greater part before the smaller one', () => {
    expect(born({ month: 2 })).toContain('jaar');
    expect(born({ year: 1985, day: 3 })).toContain('maand');
  });

  it('says how many days the month has', () => {
    expect(born({ year: 1985, month: 11, day: 31 })).toBe('November heeft 30 dagen. Je invoer staat er nog.');
    expect(born({ year: 1985, month: 2, day: 29 })).toContain('28 dagen');
  });

  it('has thirteen months in the Geez calendar only', () => {
    expect(born({ year: 1985, month: 13, day: 5, calendar: 'ethiopian' })).toBeNull();
    expect(born({ year: 1985, month: 13, day: 7, calendar: 'ethiopian' })).toContain('6 dagen');
    expect(born({ year: 1370, month: 13, calendar: 'solar_hijri' })).toContain('12 maanden');
    expect(born({ year: 1370, month: 7, day: 31, calendar: 'solar_hijri' })).toContain('30 dagen');
  });

  it('needs a whole year', () => {
    expect(born({ year: 85 })).toContain('vier cijfers');
  });
});
