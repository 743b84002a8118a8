import { t } from '$lib/texts';

/** The words of every field for a passphrase. */
export function passphraseWords(): { show: string; hide: string; capsLock: string } {
  return { show: t('passphrase-show'), hide: t('passphrase-hide'), capsLock: t('caps-lock') };
}
