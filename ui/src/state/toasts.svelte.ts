/** A short message at the edge: what was done, and the way back. */
export type Toast = { id: number; text: string; kind: 'done' | 'problem'; undo: (() => void) | null };

const SHOWN_MS = 8_000;

/** One message at a time: the last thing done is the thing to undo. */
export class Toasts {
  current = $state.raw<Toast | null>(null);
  #next = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, undo: (() => void) | null = null): void {
    this.#put({ id: this.#next++, text, kind: 'done', undo });
    this.resume();
  }

  /** A problem stays until it is read and closed. */
  problem(text: string): void {
    this.#put({ id: this.#next++, text, kind: 'problem', undo: null });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }

  /** Nobody loses the way back while a finger or the focus is on it. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  resume(): void {
    if (this.current?.kind === 'done') this.#timer = setTimeout(() => this.close(), SHOWN_MS);
  }

  #put(toast: Toast): void {
    clearTimeout(this.#timer);
    this.current = toast;
  }
}
