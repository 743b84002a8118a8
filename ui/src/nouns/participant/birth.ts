import { capital, daysIn, t } from '$lib/texts';

/** A date of birth as told; parts that are unknown are null. */
export type Birth = {
  year: number | null;
  month: number | null;
  day: number | null;
  calendar: string;
  source: string | null;
};

const LONG_MONTH = 31;
const MONTH = 30;
/** The last month of the Ge'ez year has five days, six in a leap year. */
const GEEZ_LAST_MONTH = 13;
const GEEZ_LAST_DAYS = 6;
const HIJRI_LONG_MONTHS = 6;
const LEAST_YEAR = 1000;

/** How many months a calendar has. */
export function monthsOf(calendar: string): number {
  return calendar === 'ethiopian' ? GEEZ_LAST_MONTH : 12;
}

/** The most days a month of a calendar can have; whether a leap day exists is for the casebook to say. */
function daysOf(calendar: string, month: number, year: number): number {
  if (calendar === 'ethiopian') return month === GEEZ_LAST_MONTH ? GEEZ_LAST_DAYS : MONTH;
  if (calendar === 'solar_hijri') return month <= HIJRI_LONG_MONTHS ? LONG_MONTH : MONTH;
  return daysIn(month, year);
}

/** Why a date of birth cannot be, in words; null when it can. No date at all is fine. */
export function birthProblem({ year, month, day, calendar }: Birth): string | null {
  if (year === null) return month === null && day === null ? null : t('birth-needs-year');
  if (year < LEAST_YEAR) return t('birth-short-year');
  if (month === null) return day === null ? null : t('birth-needs-month');
  if (month > monthsOf(calendar)) return t('birth-no-such-month', { months: monthsOf(calendar) });
  const days = daysOf(calendar, month, year);
  if (day === null || (day >= 1 && day <= days)) return null;
  if (calendar !== 'gregorian') return t('birth-no-such-day', { days });
  return t('day-problem-no-such-day', { month: capital(t(`month-${month}`)), days });
}
