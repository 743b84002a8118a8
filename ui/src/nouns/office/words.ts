import type { OfficeView } from '$lib/ipc';
import { dayOf, nearDay, t, time } from '$lib/texts';

const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;
const HOURS_A_DAY = 24;
/** From here on a clock is told in hours, and then in days. */
const MOST_MINUTES = 90;
const MOST_HOURS = 48;
/** A clock that is not further off than this needs no words. */
const SLACK_MINUTES = 2;

/** How it stands with the office, in big words: delivered, waiting, or busy. */
export function stateWords({ state, progress }: OfficeView): string {
  if (progress) return busyWords(progress);
  if (state.waiting > 0) return t('office-waiting', { count: state.waiting });
  const last = state.last_exchange;
  if (last === null) return t('office-delivered-never');
  const [day, today] = [dayOf(last), dayOf(Date.now())];
  if (day === today) return t('office-delivered-at', { time: time(last) });
  return t('office-delivered-on', { day: nearDay(day, today), time: time(last) });
}

function busyWords({ sent, received }: { sent: number; received: number }): string {
  return sent + received === 0 ? t('office-busy-begin') : t('office-busy', { sent, received });
}

/** Whether an exchange brings or fetches something. One that only asks whether there is news is nobody's business. */
export function isDelivering({ progress }: OfficeView): boolean {
  return progress !== null && progress.sent + progress.received + progress.waiting > 0;
}

/** The same in two words, for the sign on every page. */
export function signWords(view: OfficeView): string {
  const { state } = view;
  if (state.is_locked || state.is_wiped) return t('office-sign-revoked');
  if (isDelivering(view)) return t('office-sign-busy');
  if (state.waiting > 0) return t('office-sign-waiting', { count: state.waiting });
  const last = state.last_exchange;
  if (last === null) return t('office-sign-never');
  const [day, today] = [dayOf(last), dayOf(Date.now())];
  return t('office-sign-delivered', { time: day === today ? time(last) : nearDay(day, today) });
}

/** How far the clock of this device is off, in words; nothing when it is near enough. */
export function clockWords(offsetMs: number): string | null {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  if (minutes <= SLACK_MINUTES) return null;
  // The office's clock minus this one: above zero this one is behind.
  return t(offsetMs > 0 ? 'office-clock-behind' : 'office-clock-ahead', { amount: amountWords(minutes) });
}

function amountWords(minutes: number): string {
  if (minutes < MOST_MINUTES) return t('office-clock-minutes', { count: minutes });
  const hours = Math.round(minutes / MINUTES_AN_HOUR);
  if (hours < MOST_HOURS) return t('office-clock-hours', { count: hours });
  return t('office-clock-days', { count: Math.round(hours / HOURS_A_DAY) });
}

/** An office that does not answer is an ordinary day; what somebody has to do something about is not. */
const ORDINARY = ['office_unreachable', 'office_busy'];

/** Whether a failed exchange asks for somebody to do something. */
export function needsSomebody({ failure }: OfficeView): boolean {
  return failure !== null && !ORDINARY.includes(failure.code);
}
