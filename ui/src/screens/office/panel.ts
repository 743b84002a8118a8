/** Id of the panel beneath the tabs of the office. */
export const PANEL = 'office-part';

/** The keyboard goes on from here when what had the focus is gone. */
export const focusPanel = (): void => document.getElementById(PANEL)?.focus();
