import type { AssessmentRow } from '$lib/ipc';

const IN_ORDER = ['week_2', 'week_6', 'week_12'];

/** The moment of the next assessment: the first of week 2, 6 and 12 that was not done yet, else one at a transition. */
export function nextMoment(made: AssessmentRow[]): string {
  return IN_ORDER.find((moment) => !made.some((row) => row.moment === moment)) ?? 'transition';
}
