/** What a press of a key means in a conversation. */
export type TalkKey = 'forward' | 'back' | 'leave' | 'undo' | 'redo' | 'cards';

const KEYS: Record<string, TalkKey> = {
  n: 'forward',
  PageDown: 'forward',
  p: 'back',
  PageUp: 'back',
  Escape: 'leave',
  ArrowRight: 'cards',
  ArrowLeft: 'cards',
  ArrowDown: 'cards',
  ArrowUp: 'cards',
};

/** What is typed into, or moved along by the arrows itself. */
const OWN_KEYS = 'textarea, select, input, [contenteditable="true"]';

/**
 * Reads a key; null when it is not ours. Undo is ours, so that it takes back what was tapped here and never what was
 * done elsewhere before.
 */
export function talkKey(event: KeyboardEvent, isPanelOpen: boolean): TalkKey | null {
  if (isPanelOpen || event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  const isTyping = target?.matches(OWN_KEYS) ?? false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (isTyping) return null;
    if (key === 'y' || (key === 'z' && event.shiftKey)) return 'redo';
    return key === 'z' ? 'undo' : null;
  }
  const meant = KEYS[key] ?? null;
  if (isTyping && meant !== 'leave') return null;
  // Among the cards the arrows move from one to the next.
  if (meant === 'cards' && target?.closest('[data-card]')) return null;
  return meant;
}
