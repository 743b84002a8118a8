/** What a press of a key means while somebody is assessed: a number is a score. */
export type AssessKey = { score: number } | 'not_seen' | 'next' | 'previous';

const TYPED_INTO = 'textarea, select, input:not([type="radio"], [type="checkbox"]), [contenteditable="true"]';
/** What does something of its own on Enter. A chosen anchor does not: Enter on it goes on. */
const PRESSED_BY_ENTER = 'button:not([data-anchor][aria-checked="true"]), a, label, input, [role="option"]';
const OVER_THE_PAGE = '[role="dialog"], [role="listbox"], [role="menu"]';

export function assessKey(event: KeyboardEvent): AssessKey | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(OVER_THE_PAGE)) return null;
  if (target?.matches(TYPED_INTO)) {
    // A sentence is done: on to the next. In a text of more lines Enter makes a line.
    return event.key === 'Enter' && target.matches('input') && target.closest('[data-evidence]') ? 'next' : null;
  }
  if (/^[1-5]$/.test(event.key)) return { score: Number(event.key) };
  switch (event.key) {
    case 'n':
    case 'N':
      return 'not_seen';
    case 'ArrowDown':
    case 'PageDown':
      return 'next';
    case 'ArrowUp':
    case 'PageUp':
      return 'previous';
    case 'Enter':
      return target?.closest(PRESSED_BY_ENTER) ? null : 'next';
    default:
      return null;
  }
}
