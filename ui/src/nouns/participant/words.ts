import type { Clock, Language } from '$lib/ipc';
import { hasText, t } from '$lib/texts';

/** The name of a language in the language of the screens. */
export function languageName(tag: Language | string): string {
  return hasText(`language-${tag}`) ? t(`language-${tag}`) : tag;
}

/** What a clock says: how long still, how much too late, or on which day it was reached. */
export function clockWords(clock: Clock): string {
  if (clock.state === 'reached') return t('clock-reached', { day: clock.count });
  if (clock.state === 'ok' && clock.unit === 'month') return t('clock-on-time');
  if (clock.days_left < 0) return t('clock-late', { days: -clock.days_left });
  return clock.days_left === 0 ? t('clock-last-day') : t('clock-left', { days: clock.days_left });
}

/** "16 van 21 dagen": what the panes show, for who cannot see them. */
export function clockCount(clock: Clock): string {
  return t(clock.unit === 'day' ? 'clock-count-days' : 'clock-count-months', { count: clock.count, of: clock.of });
}
