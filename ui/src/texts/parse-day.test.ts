import { describe, expect, it } from 'vitest';

import { parseDay } from './parse-day';

const TODAY = '2016-11-01';
const check = (typed: string, expected: ReturnType<typeof parseDay>) =>
  expect(parseDay(typed, TODAY)).toEqual(expected);

describe('a typed day', () => {
  it.each([
    ['3-11-2016', '2016-11-03'],
    ['3/11/16', '2016-11-03'],
    ['03.11.2016', '2016-11-03'],
    ['3 nov 2016', '2016-11-03'],
    ['3 november 2016', '2016-11-03'],
    ['3 mrt 2016', '2016-03-03'],
    ['3 March 2016', '2016-03-03'],
    ['2016-11-03', '2016-11-03'],
    ['03112016', '2016-11-03'],
    ['1-1-85', '1985-01-01'],
    [' Vandaag ', '2016-11-01'],
    ['gisteren', '2016-10-31'],
    ['tomorrow', '2016-11-02'],
    ['29-2-2016', '2016-02-29'],
  ])('%s is read', (typed, day) => check(typed, { day }));

  it.each([
    ['3 nov', '2016-11-03'],
    ['3-1', '2017-01-03'],
    ['28 dec', '2016-12-28'],
    ['1 jun', '2016-06-01'],
  ])('%s without a year is the one nearest to today', (typed, day) => check(typed, { day }));

  it('says how many days the month has', () => {
    check('31 november 2016', { problem: { kind: 'no_such_day', month: 11, days: 30 } });
    check('31-11', { problem: { kind: 'no_such_day', month: 11, days: 30 } });
    check('29-2-2015', { problem: { kind: 'no_such_day', month: 2, days: 28 } });
    check('0-5-2016', { problem: { kind: 'no_such_day', month: 5, days: 31 } });
  });

  it('is never read as month before day', () => {
    check('3-13-2016', { problem: { kind: 'no_such_month' } });
  });

  it.each(['straks', '3', '3 foo 2016', '2016', '3-11-20166'])('%s is left to its author', (typed) =>
    check(typed, { problem: { kind: 'unreadable' } }),
  );
});
