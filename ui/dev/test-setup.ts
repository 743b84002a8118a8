import '@testing-library/jest-dom/vitest';

import { beforeEach } from 'vitest';

import { locale } from '../src/texts/locale.svelte.ts';

// What jsdom lacks and the window has.
Element.prototype.scrollIntoView ??= () => undefined;
window.scrollTo = () => undefined;
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
