import type { Task } from '$lib/ipc';
import { daysBetween, hasText, shortDay, t, time, weekday } from '$lib/texts';

/** The picture beside a task. */
export const PICTURES: Record<Task['kind'], string> = {
  start_guidance: 'handshake',
  start_work: 'hands-working',
  first_conversation: 'speaking',
  go_on_conversation: 'two-people-talk',
  assess: 'clipboard',
  go_on_assessment: 'clipboard',
  discuss_assessment: 'two-people-talk',
  meeting: 'calendar',
  review_arrangement: 'body',
  sign_assessment: 'clipboard',
  licence_ends: 'driving-licence',
};

/** The kind of record that doing a task writes; what is only looked at writes none. */
const WRITES: Partial<Record<Task['kind'], string>> = {
  start_guidance: 'participant',
  start_work: 'participant',
  first_conversation: 'conversation',
  go_on_conversation: 'conversation',
  assess: 'assessment',
  go_on_assessment: 'assessment',
  discuss_assessment: 'assessment',
  sign_assessment: 'assessment',
};

const DAYS_A_WEEK = 7;
const MINUTE_MS = 60_000;
/** From when a meeting counts as the next thing, and until when as still going on. */
const SOON_MINUTES = 90;
const LATE_MINUTES = 30;

/** Whether somebody may do a task who may write such records. */
export function mayDo(task: Task, mayWrite: (kind: string) => boolean): boolean {
  const kind = WRITES[task.kind];
  return kind === undefined || mayWrite(kind);
}

/** "Beoordeling, week 6" */
export function taskWords(task: Task): string {
  const id = `task-${task.kind.replaceAll('_', '-')}`;
  const moment = task.moment && `moment-${task.moment.replaceAll('_', '-')}`;
  return moment && hasText(moment) ? t('task-with-moment', { task: t(id), moment: t(moment) }) : t(id);
}

/** What stands in the column of times: a time today, a weekday near by, else a date. */
export function taskTime(task: Task, today: string): string {
  if (task.due_on === today) return task.at === null ? '' : time(task.at);
  const isNear = Math.abs(daysBetween(today, task.due_on)) < DAYS_A_WEEK;
  return isNear ? weekday(task.due_on, 'short') : shortDay(task.due_on, today);
}

/** Minutes from now until a task; null when it has no time. */
export function minutesUntil(task: Task, now: number): number | null {
  return task.at === null ? null : Math.round((task.at - now) / MINUTE_MS);
}

/** The one task of today that comes now. */
export function nextTask(tasks: Task[], now: number): Task | undefined {
  return tasks.find((task) => {
    const minutes = minutesUntil(task, now);
    return !task.done && minutes !== null && minutes >= -LATE_MINUTES && minutes <= SOON_MINUTES;
  });
}

/** Distinguishes the tasks of one person. */
export function taskKey(task: Task): string {
  return [task.kind, task.participant.id, task.record ?? task.due_on].join(' ');
}
