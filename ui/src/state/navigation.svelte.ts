import { addressOf, HOME, type Route, routeOf } from './routes';

/** Where we are. The address after # is the one truth, so a reload and Alt+Left keep the place. */
export class Navigation {
  route = $state.raw<Route>(HOME);
  /** The element to focus again when we come back to an address. */
  #left: Record<string, string> = {};
  #address = '';
  #mayLeave: ((wanted: string) => boolean) | null = null;

  constructor() {
    this.#read();
  }

  /** Starts to follow the address; answers how to stop. */
  follow(): () => void {
    const read = () => {
      if (location.hash !== this.#address && this.#mayLeave?.(location.hash) === false) {
        history.pushState(history.state, '', this.#address); // what was wanted is never seen, not even for a moment
        return;
      }
      this.#read();
    };
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }

  /** Asks before another address is shown (a link, Alt+Left); on "no" this one is put back. Answers how to stop. */
  hold(mayLeave: (wanted: string) => boolean): () => void {
    this.#mayLeave = mayLeave;
    return () => (this.#mayLeave = null);
  }

  go(route: Route): void {
    location.hash = addressOf(route);
  }

  /** Another tab of the same page is no step to come back to. */
  replace(route: Route): void {
    history.replaceState(history.state, '', addressOf(route));
    this.#read();
  }

  back(): void {
    history.back();
  }

  /** Whether the element should have the focus now, because it had it when this address was left. */
  get focusToRestore(): string {
    return this.#left[this.#address] ?? '';
  }

  focusRestored(): void {
    this.#left[this.#address] = '';
  }

  #read(): void {
    const focused = document.activeElement?.closest<HTMLElement>('[data-place]')?.dataset['place'];
    if (this.#address && this.#address !== location.hash && focused) this.#left[this.#address] = focused;
    this.#address = location.hash;
    this.route = routeOf(location.hash);
  }
}
