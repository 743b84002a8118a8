import type { OfficeDevice } from '$lib/ipc';
import { dayOf, daysBetween, nearDay, number, t, time } from '$lib/texts';

/** From here on a laptop that was not seen is worth a question. */
const SILENT_DAYS = 30;

/** What a laptop is called; one that nobody named by its number. */
export const deviceName = (device: { name: string | null; number: number }): string =>
  device.name ?? t('device-nameless', { number: number(device.number) });

/** Its number at the office, which its own page shows too. */
export function numberWords({ number: own, enrolled_as }: OfficeDevice): string {
  if (own === enrolled_as) return t('device-number', { number: number(own) });
  return t('device-copied', { number: number(own), before: number(enrolled_as) });
}

/** When it was last met, in words. */
export function seenWords({ last_contact }: OfficeDevice): string {
  if (last_contact === null) return t('device-never-seen');
  return t('device-seen', { day: nearDay(dayOf(last_contact), dayOf(Date.now())), time: time(last_contact) });
}

/** Whether nobody has heard of it for so long that it is worth a question. */
export function isSilent({ last_contact, enrolled }: OfficeDevice): boolean {
  const last = last_contact ?? enrolled;
  return last !== null && daysBetween(dayOf(last), dayOf(Date.now())) >= SILENT_DAYS;
}
