import { commands, type Failure, onOffice, type OfficeView } from '$lib/ipc';

/** Where the casebook stands with its office: asked once, and told from then on. */
export class Office {
  view = $state.raw<OfficeView | null>(null);
  /** Why it could not be asked. */
  failure = $state.raw<Failure | null>(null);
  #asked = 0;

  get isJoined(): boolean {
    return this.view !== null && this.view.state.office !== null;
  }

  /** This device was revoked: it shows nothing any more. */
  get isShut(): boolean {
    return this.view !== null && (this.view.state.is_locked || this.view.state.is_wiped);
  }

  async load(): Promise<void> {
    const asked = (this.#asked += 1);
    const answer = await commands.office();
    if (asked !== this.#asked) return; // told something newer meanwhile
    if (answer.status === 'error') {
      this.failure = answer.error;
      return;
    }
    this.failure = null;
    this.view = answer.data;
  }

  /** Starts to listen, for as long as the casebook is open; answers how to stop. */
  follow(): () => void {
    const stopping = onOffice((view) => this.#tell(view));
    void this.load();
    return () => {
      void stopping.then((stop) => stop());
      this.#asked += 1;
      this.view = null;
    };
  }

  #tell(view: OfficeView): void {
    this.#asked += 1;
    this.failure = null;
    this.view = view;
  }
}
