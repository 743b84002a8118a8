const TIME_BYTES = 6;
const BYTES = 16;

/**
 * A new id (UUID version 7, as the casebook makes them): for a record that other steps of the same operation belong to.
 * Made from random bytes, because `crypto.randomUUID` is not there in every web view.
 */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  for (let place = 0; place < TIME_BYTES; place += 1) {
    bytes[place] = Math.floor(now / 256 ** (TIME_BYTES - 1 - place)) % 256;
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f); // version 7
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f); // variant of RFC 9562
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
