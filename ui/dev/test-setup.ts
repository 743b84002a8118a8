import '@testing-library/jest-dom/vitest';

import { beforeEach } from 'vitest';

import { locale } from '../src/texts/locale.svelte.ts';

// What jsdom lacks and the window has.
Element.prototype.scrollIntoView ??= () => undefined;
window.scrollTo = () => undefined;
window.matchMedia ??= (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

beforeEach(() => {
  locale.current = 'nl';
  location.hash = '';
});
HTMLCanvasElement.prototype.getContext = () => null;
