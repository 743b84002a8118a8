import type { FieldValue } from '$lib/ipc';
import { fullDay, hasText, t, time } from '$lib/texts';

const dashed = (name: string) => name.replaceAll('_', '-');

/** The label of a field: its name is the id of its words. */
export function fieldLabel(field: string): string {
  const id = hasText(dashed(field)) ? dashed(field) : `field-${dashed(field)}`;
  return hasText(id) ? t(id) : field;
}

/** What a kind of record is called: its name is the end of the id of its words. */
export function kindLabel(kind: string): string {
  const id = `kind-${dashed(kind)}`;
  return hasText(id) ? t(id) : kind;
}

/** The words of a choice: `phase-paid-work`. What has no words shows itself. */
export function choiceWords(field: string, value: FieldValue): string {
  if (value === null) return '';
  const id = `${dashed(field)}-${dashed(String(value)).toLowerCase()}`;
  return hasText(id) ? t(id) : String(value);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FLAGS = [
  'has_diploma',
  'wants_cycling_lessons',
  'finished',
  'papers',
  'not_seen',
  'not_understood',
  'language_cause',
  'active',
  'deleted',
  'read_back',
  'interpreter_secrecy',
  'interpreter_accepted',
];

/** Any value of a field in words, for its history. */
export function valueWords(field: string, value: FieldValue): string {
  if (value === null || value === '') return t('value-none');
  if (FLAGS.includes(field)) return t(value === 1 ? 'yes' : 'no');
  if (typeof value === 'string' && DAY.test(value)) return fullDay(value);
  if (field.endsWith('_minutes')) return clockTime(Number(value));
  if (field.endsWith('_at') && typeof value === 'number') return time(value);
  if (field.endsWith('_language')) return choiceWords('language', value);
  return choiceWords(field, value);
}

/** "7:30" out of minutes after midnight */
export function clockTime(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
