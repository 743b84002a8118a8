import type { Languages } from '$lib/state/languages.svelte';
import { fullDay, hasText, locale, t } from '$lib/texts';
import { appointmentFrom, clockWords } from '$lib/nouns/answer/appointment';

import type { Told } from './read-back';

/** What was told, in the language of the screens: for the coach, and for who listens instead of looking. */
export function toldWords(told: Told, languages: Languages): string {
  const word = (concept: string) => languages.word(concept, locale.current);
  const about = told.about.map(word).join(', ');
  const count = told.number === null ? '' : countWords(told.number, told.question.unit ?? '', word);
  return [shown(told, word), about || count].filter(Boolean).join(': ');
}

/** "11 jaar": a unit that has a plural of its own says it. */
export function countWords(count: number, unit: string, word: (concept: string) => string): string {
  return hasText(`talk-count-${unit}`) ? t(`talk-count-${unit}`, { count }) : `${count} ${word(unit)}`;
}

function shown({ shows }: Told, word: (concept: string) => string): string {
  if ('concept' in shows) return word(shows.concept);
  if ('language' in shows) return t(`language-${shows.language}`);
  if ('text' in shows) return shows.text;
  if ('count' in shows) return '';
  const appointment = appointmentFrom(shows.appointment);
  if (!appointment) return '';
  const day = fullDay(appointment.day);
  return appointment.minutes === null ? day : `${day}, ${clockWords(appointment.minutes)}`;
}

/** The picture of what was told: a concept's, or that of its question. */
export function toldPicture({ shows, question }: Told): string {
  return 'concept' in shows ? shows.concept : question.concept;
}
