import { onChanged } from '$lib/ipc';

/** Told after every transaction: what a page shows is asked for again. */
export class Changes {
  /** Raised by every change; reading it in an effect runs the effect again. */
  version = $state(0);
  #told = false;

  /** Many changes of one moment count as one. */
  tell(): void {
    if (this.#told) return;
    this.#told = true;
    setTimeout(() => {
      this.#told = false;
      this.version += 1;
    });
  }

  /** Starts to listen; answers how to stop. */
  follow(): () => void {
    const stopping = onChanged(() => this.tell());
    return () => void stopping.then((stop) => stop());
  }
}
