import '@testing-library/jest-dom/vitest';

import { configure } from '@testing-library/svelte';
import { beforeEach } from 'vitest';

import { locale } from '../src/texts/locale.svelte.ts';

// A screen is fetched when it is first needed; on a machine that is busy with a build that takes its time.
configure({ asyncUtilTimeout: 4_000 });

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
