import { locale, region } from './locale.svelte';
import { t } from './text';

/** A calendar day, ISO 8601: 2016-11-01. */
export type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = region() + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(region(), options)));
  return found;
}

/** Noon of a day, local time: no clock change moves it to another day. */
export function dateOf(day: Day): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const noon = new Date(2000, month - 1, date, 12);
  noon.setFullYear(year, month - 1, date);
  return noon;
}

/** The local calendar day of an instant. */
export function dayOf(moment: number | Date): Day {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000);
}

/** "dinsdag 1 november" */
export function longDay(day: Day): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long' }).format(dateOf(day));
}

/** "1 november 2016" */
export function fullDay(day: Day): string {
  return format({ day: 'numeric', month: 'long', year: 'numeric' }).format(dateOf(day));
}

/** "1 nov 2016" */
export function mediumDay(day: Day): string {
  return format({ day: 'numeric', month: 'short', year: 'numeric' }).format(dateOf(day)).replace('.', '');
}

/** "1 nov", with the year when it is not the one of `today` */
export function shortDay(day: Day, today: Day): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return format({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
    .format(dateOf(day))
    .replace('.', '');
}

/** "dinsdag" or "di" */
export function weekday(day: Day, style: 'long' | 'short' = 'long'): string {
  return format({ weekday: style }).format(dateOf(day)).replace('.', '');
}

/** "10:42" */
export function time(moment: number): string {
  return format({ hour: 'numeric', minute: '2-digit', hour12: false }).format(new Date(moment));
}

/** "vandaag", "gisteren", "morgen", else "1 nov" */
export function nearDay(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return t('day-today');
  if (days === -1) return t('day-yesterday');
  if (days === 1) return t('day-tomorrow');
  return shortDay(day, today);
}

export function number(value: number): string {
  return new Intl.NumberFormat(region()).format(value);
}

/** "a, b en c" */
export function list(items: string[]): string {
  return new Intl.ListFormat(region(), { type: 'conjunction' }).format(items);
}

/** Names for sorting and finding, without regard to case and accents. */
export function compare(a: string, b: string): number {
  return a.localeCompare(b, locale.current, { sensitivity: 'base' });
}

/** A first letter in capitals: "Dinsdag 1 november" at the head of a page. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale.current) + text.slice(1);
}
