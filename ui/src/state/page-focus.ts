import type { Attachment } from 'svelte/attachments';

import type { Navigation } from './navigation.svelte';

/** How long what had the focus may take to come back on screen. */
const RESTORE_MS = 1_000;

/**
 * For the heading of a page: it takes the focus when the page opens, so that a screen reader starts there and the
 * keyboard goes on from there. Coming back, the focus returns to what had it when the page was left.
 */
export function takesPageFocus(navigation: Navigation): Attachment<HTMLElement> {
  return (heading) => {
    const place = navigation.focusToRestore;
    if (!place) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
      return;
    }
    const until = performance.now() + RESTORE_MS;
    let frame = requestAnimationFrame(function look() {
      const found = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`);
      if (!found && performance.now() < until) {
        frame = requestAnimationFrame(look);
        return;
      }
      navigation.focusRestored();
      (found ?? heading).focus();
    });
    return () => cancelAnimationFrame(frame);
  };
}
