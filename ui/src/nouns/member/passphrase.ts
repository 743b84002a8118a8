/** How far a passphrase is, 0 to 1; 1 is long enough. Length is all that counts: no capitals, digits or signs are asked for. */
export function passphraseLength(passphrase: string, least: number): number {
  return Math.min(1, [...passphrase.trim()].length / least);
}
