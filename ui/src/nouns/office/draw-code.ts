import { encodeQR } from 'qr';

/** Modules that stay white around a code, as its norm asks. */
const QUIET_MODULES = 4;

/** A code as one path of squares, in a picture of so many modules on each side. */
export type DrawnCode = { side: number; path: string };

/** Draws text as a code. The letters of an invitation are those that a code packs best. */
export function drawCode(text: string): DrawnCode {
  const rows = encodeQR(text, 'raw', { border: QUIET_MODULES, ecc: 'low' });
  const squares = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { side: rows.length, path: squares.join('') };
}
