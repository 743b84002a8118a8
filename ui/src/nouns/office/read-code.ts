import { decodeQR } from 'qr/decode.js';

/** Why a picture gave no text: it is none, or it has no code that can be read. */
export type Unread = 'broken' | 'none';
type Pixels = { width: number; height: number; data: Uint8ClampedArray };

/** Longest side that is looked at: a photo is larger than it needs to be. */
const MOST_PIXELS = 1_600;
/** A code held upright in a photo of a letter takes a while to find. */
const PATIENCE_MS = 4_000;
/** As many hypotheses as the reader knows. */
const EFFORT = 4;

/** The text of the code on pixels; null when there is none to be read. */
export function textOf({ width, height, data }: Pixels): string | null {
  try {
    return decodeQR({ width, height, data }, { format: 'RGBA', effort: EFFORT, timeLimit: PATIENCE_MS });
  } catch {
    return null; // it throws for every picture without a code
  }
}

/** Reads the code on a picture. The picture itself goes nowhere. */
export async function readCode(file: Blob): Promise<{ text: string } | { unread: Unread }> {
  const pixels = await pixelsOf(file);
  if (!pixels) return { unread: 'broken' };
  const text = textOf(pixels);
  return text === null ? { unread: 'none' } : { text };
}

async function pixelsOf(file: Blob): Promise<Pixels | null> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const sheet = canvas.getContext('2d');
    if (!sheet) return null;
    sheet.fillStyle = 'white'; // what is transparent is paper
    sheet.fillRect(0, 0, canvas.width, canvas.height);
    sheet.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return sheet.getImageData(0, 0, canvas.width, canvas.height);
  } catch {
    return null;
  }
}
