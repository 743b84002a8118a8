/**
 * A drawing as it is kept: `{"v":1,"strokes":[{"c":"ink","w":3,"p":[x,y,…]}]}`, in a space of 1000 × 625, whole numbers.
 * `c` is the name of a pen, `w` its width. Pressing harder begins a stroke of another width where the last one ended,
 * so strokes that touch end to start in one colour are one movement of the hand.
 */
export const WIDTH = 1000;
export const HEIGHT = 625;
export const PENS = ['ink', 'blue', 'red', 'green'] as const;
export type Pen = (typeof PENS)[number];
export type Stroke = { c: Pen; w: number; p: number[] };

/** A sheet holds so many numbers (a few hundred kilobytes at most); then a new sheet is due. */
export const MOST_NUMBERS = 40_000;
/** Points nearer than this are one: the hand trembles, and so does a tablet. */
const LEAST_STEP = 2;
const ERASER_REACH = 14;

/** Widths by pressure; a mouse presses half (0.5), a finger not at all (0). */
const WIDTHS = [2.5, 3.5, 5, 7, 9] as const;

export function widthOf(pressure: number): number {
  if (pressure <= 0) return WIDTHS[2];
  return WIDTHS[Math.min(WIDTHS.length - 1, Math.floor(pressure * WIDTHS.length))] ?? WIDTHS[2];
}

export function sheetOf(text: string): Stroke[] {
  try {
    const sheet: unknown = JSON.parse(text);
    if (typeof sheet !== 'object' || sheet === null || !('strokes' in sheet) || !Array.isArray(sheet.strokes))
      return [];
    return sheet.strokes.filter(isStroke);
  } catch {
    return [];
  }
}

function isStroke(one: unknown): one is Stroke {
  if (typeof one !== 'object' || one === null || !('p' in one) || !('c' in one) || !('w' in one)) return false;
  return PENS.some((pen) => pen === one.c) && typeof one.w === 'number' && Array.isArray(one.p);
}

export function textOfSheet(strokes: readonly Stroke[]): string {
  return JSON.stringify({ v: 1, strokes });
}

export function numbersIn(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.p.length, 0);
}

/** Draws on to a point: the last stroke grows, or another begins where it ended because the hand presses otherwise. */
export function drawnTo(movement: readonly Stroke[], x: number, y: number, width: number): Stroke[] {
  const last = movement.at(-1);
  if (!last) return [];
  const [fromX = 0, fromY = 0] = last.p.slice(-2);
  const [toX, toY] = [clamp(x, WIDTH), clamp(y, HEIGHT)];
  if (Math.hypot(toX - fromX, toY - fromY) < LEAST_STEP) return [...movement];
  if (width !== last.w && last.p.length > 2) return [...movement, { c: last.c, w: width, p: [fromX, fromY, toX, toY] }];
  return [...movement.slice(0, -1), { ...last, w: width, p: [...last.p, toX, toY] }];
}

export function begunAt(pen: Pen, x: number, y: number, width: number): Stroke[] {
  return [{ c: pen, w: width, p: [clamp(x, WIDTH), clamp(y, HEIGHT)] }];
}

function clamp(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most));
}

/** The strokes of one movement of the hand, by where it begins and ends in the sheet. */
function movements(strokes: readonly Stroke[]): Stroke[][] {
  const found: Stroke[][] = [];
  for (const stroke of strokes) {
    const movement = found.at(-1);
    const before = movement?.at(-1);
    if (movement && before && goesOn(before, stroke)) movement.push(stroke);
    else found.push([stroke]);
  }
  return found;
}

function goesOn(before: Stroke, stroke: Stroke): boolean {
  const [x, y] = before.p.slice(-2);
  return before.c === stroke.c && before.w !== stroke.w && x === stroke.p[0] && y === stroke.p[1];
}

export function withoutLast(strokes: readonly Stroke[]): Stroke[] {
  return movements(strokes).slice(0, -1).flat();
}

/** The eraser takes whole movements away: what it touches goes. */
export function erasedAt(strokes: readonly Stroke[], x: number, y: number): Stroke[] {
  return movements(strokes)
    .filter((movement) => !movement.some((stroke) => isTouched(stroke, x, y)))
    .flat();
}

function isTouched({ p, w }: Stroke, x: number, y: number): boolean {
  const reach = ERASER_REACH + w / 2;
  for (let at = 0; at + 1 < p.length; at += 2) {
    const from = { x: p[at] ?? 0, y: p[at + 1] ?? 0 };
    const to = { x: p[at + 2] ?? from.x, y: p[at + 3] ?? from.y };
    if (distance(from, to, x, y) <= reach) return true;
  }
  return false;
}

function distance(from: { x: number; y: number }, to: { x: number; y: number }, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}

/** The line through the points, rounded at each of them. A single point is a dot. */
export function pathOf({ p }: Stroke): string {
  const [x = 0, y = 0] = p;
  if (p.length < 4) return `M${x} ${y}h0.1`;
  let path = `M${x} ${y}`;
  for (let at = 2; at + 3 < p.length; at += 2) {
    const [cx = 0, cy = 0, nx = 0, ny = 0] = p.slice(at, at + 4);
    path += `Q${cx} ${cy} ${(cx + nx) / 2} ${(cy + ny) / 2}`;
  }
  const [endX, endY] = p.slice(-2);
  return `${path}L${endX} ${endY}`;
}
