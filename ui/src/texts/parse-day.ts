import { type Day, dayOf } from './format';

/** Why a typed day is none. */
export type DayProblem =
  { kind: 'unreadable' } | { kind: 'no_such_month' } | { kind: 'no_such_day'; month: number; days: number };
export type ParsedDay = { day: Day } | { problem: DayProblem };

const MONTHS: Record<string, number> = Object.fromEntries(
  [
    ['jan'],
    ['feb'],
    ['mrt', 'maa', 'mar'],
    ['apr'],
    ['mei', 'may'],
    ['jun'],
    ['jul'],
    ['aug'],
    ['sep'],
    ['okt', 'oct'],
    ['nov'],
    ['dec'],
  ].flatMap((names, place) => names.map((name) => [name, place + 1])),
);

const WORDS: Record<string, number> = {
  vandaag: 0,
  today: 0,
  gisteren: -1,
  yesterday: -1,
  morgen: 1,
  tomorrow: 1,
};

/**
 * Reads a day as people type it: "3 nov", "3-11-2016", "2016-11-03", "03112016", "vandaag". Without a year the one
 * nearest to today is meant. Only day before month: this is Europe.
 */
export function parseDay(typed: string, today: Day): ParsedDay {
  const text = typed.trim().toLowerCase();
  const days = WORDS[text];
  if (days !== undefined) return { day: shifted(today, days) };
  const parts = partsOf(text);
  if (!parts) return { problem: { kind: 'unreadable' } };
  const [day, month, year] = parts;
  if (month < 1 || month > 12) return { problem: { kind: 'no_such_month' } };
  const found = year === null ? nearest(day, month, today) : checked(year, month, day);
  return found ? { day: found } : { problem: { kind: 'no_such_day', month, days: daysIn(month, year ?? 2016) } };
}

function partsOf(text: string): [number, number, number | null] | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return [Number(iso[3]), Number(iso[2]), Number(iso[1])];
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (run) return [Number(run[1]), Number(run[2]), fullYear(run[3])];
  const parted = /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,}\.?)(?:[\s./-]+(\d{4}|\d{2}))?$/.exec(text);
  if (!parted) return null;
  const month = /^\d/.test(parted[2] ?? '') ? Number(parted[2]) : MONTHS[(parted[2] ?? '').slice(0, 3)];
  return month === undefined ? null : [Number(parted[1]), month, fullYear(parted[3])];
}

/** 16 is 2016, 85 is 1985: nobody plans forty years ahead here. */
function fullYear(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const year = Number(typed);
  return typed.length === 4 ? year : year < 60 ? 2000 + year : 1900 + year;
}

/** How many days a month has. */
export function daysIn(month: number, year: number): number {
  return new Date(year, month, 0).getDate();
}

function checked(year: number, month: number, day: number): Day | null {
  if (day < 1 || day > daysIn(month, year)) return null;
  return dayOf(new Date(year, month - 1, day, 12));
}

function nearest(day: number, month: number, today: Day): Day | null {
  const year = Number(today.slice(0, 4));
  const distance = (candidate: Day) => Math.abs(Date.parse(candidate) - Date.parse(today));
  return [year - 1, year, year + 1]
    .map((candidate) => checked(candidate, month, day))
    .filter((candidate) => candidate !== null)
    .reduce<Day | null>((best, next) => (best !== null && distance(best) <= distance(next) ? best : next), null);
}

function shifted(day: Day, by: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayOf(new Date(year, month - 1, date + by, 12));
}
