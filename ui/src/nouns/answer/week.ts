import { type Answers, choiceAt } from './answers';
import type { Activity } from './put';

/** The half-days of a week: weekday and part of the day make the element, mon-morning … sun-evening. */
export const WEEKDAYS = [
  { short: 'mon', concept: 'monday' },
  { short: 'tue', concept: 'tuesday' },
  { short: 'wed', concept: 'wednesday' },
  { short: 'thu', concept: 'thursday' },
  { short: 'fri', concept: 'friday' },
  { short: 'sat', concept: 'saturday' },
  { short: 'sun', concept: 'sunday' },
] as const;
export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;

export type Weekday = (typeof WEEKDAYS)[number];
export type DayPart = (typeof DAY_PARTS)[number];

/** What a half-day can be for, and the card that says it. */
export const ACTIVITIES: readonly { activity: Activity; concept: string }[] = [
  { activity: 'lesson', concept: 'lesson' },
  { activity: 'care', concept: 'children' },
  { activity: 'free', concept: 'free-to-work' },
];

export function halfDayOf(day: Weekday, part: DayPart): string {
  return `${day.short}-${part}`;
}

/** What a half-day is for, as was said; nothing when it was emptied again. */
export function activityAt(answers: Answers, question: string, halfDay: string): Activity | null {
  const choice = choiceAt(answers, question, halfDay);
  return ACTIVITIES.find(({ activity }) => activity === choice)?.activity ?? null;
}

export function isWeekEmpty(answers: Answers, question: string): boolean {
  return saidOfWeek(answers, question).length === 0;
}

/** What was said of a week: each activity with its half-days, in the order of the week. */
export function saidOfWeek(answers: Answers, question: string) {
  const halfDays = WEEKDAYS.flatMap((day) => DAY_PARTS.map((part) => ({ day, part })));
  return ACTIVITIES.map(({ activity, concept }) => ({
    concept,
    halfDays: halfDays.filter(({ day, part }) => activityAt(answers, question, halfDayOf(day, part)) === activity),
  })).filter((one) => one.halfDays.length > 0);
}
