/** The least a passphrase needs: so many characters, or so many words. No capitals, digits or signs are asked for. */
export const LEAST_CHARACTERS = 12;
export const LEAST_WORDS = 4;
const LEAST_LETTERS = 2;

/** How far a passphrase is, 0 to 1; 1 is long enough. */
export function passphraseLength(passphrase: string): number {
  const words = passphrase
    .trim()
    .split(/[\s-]+/)
    .filter((word) => word.length >= LEAST_LETTERS).length;
  return Math.min(1, Math.max(passphrase.trim().length / LEAST_CHARACTERS, words / LEAST_WORDS));
}
