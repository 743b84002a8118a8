/** What the keys of the app lead to. */
export type Shortcuts = Record<
  'find' | 'create' | 'print' | 'undo' | 'redo' | 'save' | 'lock' | 'back' | 'help',
  () => void
>;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'));

/** Answers one press of a key: which of the shortcuts it means, if any. Undo in a text field is that of the field. */
export function shortcutOf(event: KeyboardEvent): keyof Shortcuts | null {
  if (event.key === 'F1') return 'help';
  if (event.altKey) return event.key === 'ArrowLeft' ? 'back' : null;
  if (!event.ctrlKey && !event.metaKey) return null;
  switch (event.key.toLowerCase()) {
    case 'k':
      return 'find';
    case 'n':
      return 'create';
    case 'p':
      return 'print';
    case 's':
      return 'save';
    case 'l':
      return 'lock';
    case 'z':
      if (isTyping(event.target)) return null;
      return event.shiftKey ? 'redo' : 'undo';
    case 'y':
      return isTyping(event.target) ? null : 'redo';
    default:
      return null;
  }
}
