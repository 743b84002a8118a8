import { commands, type Failure, type OperationRequest } from '$lib/ipc';
import type { IsAtWork, Unsaved } from '$lib/state/saving.svelte';
import type { Writer } from '$lib/state/writer.svelte';

import {
  begunAt,
  drawnTo,
  erasedAt,
  MOST_NUMBERS,
  numbersIn,
  type Pen,
  sheetOf,
  type Stroke,
  textOfSheet,
  widthOf,
  withoutLast,
} from './strokes';

export type Owner = { participant: string; conversation: string; question: string };
export type Tool = Pen | 'eraser';

/** A pause of the hand after which the strokes drawn so far are saved. */
const PAUSE_MS = 700;

/** A sheet of drawing paper: what is on it, with which pen, and whether that is saved. Unsaved lines outlive their page. */
export class Sheet implements Unsaved {
  strokes = $state.raw<Stroke[]>([]);
  /** What the hand draws right now. */
  movement = $state.raw<Stroke[]>([]);
  tool = $state<Tool>('ink');
  state = $state<'saved' | 'saving' | 'failed'>('saved');
  #id = $state<string | null>(null);
  #before: Stroke[][] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirty = false;
  #saving: Promise<void> | null = null;

  constructor(
    private readonly writer: Writer,
    private readonly owner: Owner,
    private readonly isAtWork: IsAtWork,
  ) {}

  /** Which drawing lies here; null while it is an empty sheet that was not saved yet. */
  get id(): string | null {
    return this.#id;
  }

  get failed(): number {
    return this.state === 'failed' ? 1 : 0;
  }

  get isClean(): boolean {
    return this.state === 'saved';
  }

  get isEmpty(): boolean {
    return this.strokes.length === 0 && this.movement.length === 0;
  }

  get isFull(): boolean {
    return numbersIn(this.strokes) >= MOST_NUMBERS;
  }

  /** Takes a sheet out again; what lies here is saved first, or stays. Answers why not, or nothing. */
  async open(id: string): Promise<Failure | null> {
    await this.flush();
    if (!this.isClean) return null;
    const answer = await commands.drawing(id);
    if (answer.status === 'error') return answer.error;
    // What is not here yet must not be drawn over.
    if (answer.data.strokes === null) return { code: 'drawing_to_come', arguments: {} };
    this.#id = id;
    this.strokes = sheetOf(answer.data.strokes);
    this.#before = [];
    return null;
  }

  begin(x: number, y: number, pressure: number): void {
    if (this.tool === 'eraser') {
      this.#before.push(this.strokes);
      this.#erase(x, y);
    } else if (!this.isFull) {
      this.movement = begunAt(this.tool, x, y, widthOf(pressure));
    }
  }

  move(x: number, y: number, pressure: number): void {
    if (this.tool === 'eraser') this.#erase(x, y);
    else this.movement = drawnTo(this.movement, x, y, widthOf(pressure));
  }

  end(): void {
    if (this.movement.length) {
      this.#before.push(this.strokes);
      this.strokes = [...this.strokes, ...this.movement];
      this.movement = [];
      this.#later();
    } else if (this.#before.at(-1) === this.strokes) {
      this.#before.pop(); // the eraser touched nothing
    }
  }

  undo(): void {
    this.strokes = this.#before.pop() ?? withoutLast(this.strokes);
    this.#later();
  }

  /** An empty sheet; the one before stays as it was saved. */
  async renew(): Promise<void> {
    await this.flush();
    if (!this.isClean) return;
    this.#id = null;
    this.strokes = [];
    this.#before = [];
  }

  /** Saves what is unsaved, now; also the way to try again. Waits while a colleague is at work, or nobody. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.#dirty || !this.isAtWork()) return;
    this.#saving = this.#write().finally(() => (this.#saving = null));
    await this.#saving;
  }

  #erase(x: number, y: number): void {
    const left = erasedAt(this.strokes, x, y);
    if (left.length === this.strokes.length) return;
    this.strokes = left;
    this.#later();
  }

  #later(): void {
    this.#dirty = true;
    this.state = 'saving';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  async #write(): Promise<void> {
    this.#dirty = false;
    const { participant, conversation, question } = this.owner;
    const strokes = textOfSheet(this.strokes);
    const operation: OperationRequest = this.#id
      ? { op: 'drawing.change', id: this.#id, fields: { strokes } }
      : { op: 'drawing.add', parent: participant, fields: { strokes, conversation, question } };
    const applied = await this.writer.run(() => commands.write(operation), null);
    if (!applied) {
      this.#dirty = true;
      this.state = 'failed';
      return;
    }
    this.#id ??= applied.changed.find((changed) => changed.kind === 'drawing')?.id ?? null;
    if (!this.#dirty) this.state = 'saved';
  }
}
