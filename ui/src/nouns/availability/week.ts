import type { Week } from '$lib/ipc';
import type { Day } from '$lib/texts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const PARTS = ['morning', 'afternoon', 'evening'] as const;

/** The name of a half-day within its week: mon-morning. */
export function halfDayName(weekday: string, part: string): string {
  return `${weekday}-${part}`;
}

/** What each half-day is for, by its name. */
export function statusesOf(week: Week): Record<string, string> {
  return Object.fromEntries(
    week.half_days.map((halfDay) => [halfDay.element ?? '', String(halfDay.fields['status'] ?? '')]),
  );
}

function holdsOn({ record }: Week, day: Day): boolean {
  const { valid_from: from, valid_until: until } = record.fields;
  return String(from ?? '') <= day && (until === null || String(until) >= day);
}

/** Newest first: timetables change, and the last one is the one to look at. */
export function byNewest(weeks: Week[]): Week[] {
  const from = (week: Week) => String(week.record.fields['valid_from'] ?? '');
  return [...weeks].sort((a, b) => from(b).localeCompare(from(a)));
}

/** The week that holds on a day. */
export function weekOn(weeks: Week[], day: Day): Week | undefined {
  return byNewest(weeks).find((week) => holdsOn(week, day));
}
