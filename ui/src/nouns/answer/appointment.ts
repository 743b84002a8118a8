import type { FieldValue } from '$lib/ipc';
import { dateOf, type Day, dayOf, daysBetween } from '$lib/texts';

/** A day, and a time on it once that is chosen too. Stored as ISO 8601 in local time: 2016-11-03T14:00. */
export type Appointment = { day: Day; minutes: number | null };

export function appointmentFrom(text: string | null): Appointment | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(text ?? '');
  if (!found?.[1]) return null;
  return { day: found[1], minutes: found[2] ? Number(found[2]) * 60 + Number(found[3]) : null };
}

export function textOf({ day, minutes }: Appointment): string {
  return minutes === null ? day : `${day}T${clockWords(minutes)}`;
}

/** "14:00", 24 hours: what stands on station clocks and work schedules here. */
export function clockWords(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What the conversation keeps of it: the instant, once day and time are both known. */
export function meetingOf(appointment: Appointment | null): Record<string, FieldValue> {
  if (appointment === null || appointment.minutes === null) return { next_meeting_at: null };
  const at = dateOf(appointment.day);
  at.setHours(Math.floor(appointment.minutes / 60), appointment.minutes % 60, 0, 0);
  return { next_meeting_at: at.getTime() };
}

/** The weeks to choose from: this one and the next, Monday first, as days. */
export function weeksFrom(today: Day, weeks = 2): Day[][] {
  const monday = dateOf(today);
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7));
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const date = new Date(monday);
      date.setDate(monday.getDate() + week * 7 + day);
      return dayOf(date);
    }),
  );
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return (dateOf(day).getDay() + 6) % 7;
}

export function isPast(day: Day, today: Day): boolean {
  return daysBetween(today, day) < 0;
}

/** The picture of the part of the day: sunrise, sun or moon. */
export function partOfDay(minutes: number): 'morning' | 'afternoon' | 'evening' {
  if (minutes < 12 * 60) return 'morning';
  return minutes < 18 * 60 ? 'afternoon' : 'evening';
}

/** The hands of a clock, in degrees from twelve. */
export function handsOf(minutes: number): { hour: number; minute: number } {
  return { hour: (minutes % 720) / 2, minute: (minutes % 60) * 6 };
}
