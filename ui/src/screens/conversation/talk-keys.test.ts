import { expect, it } from 'vitest';

import { talkKey } from './talk-keys';

function press(key: string, more: KeyboardEventInit = {}, html = '<p></p>', isPanelOpen = false) {
  document.body.innerHTML = html;
  const target = document.body.firstElementChild ?? document.body;
  let meant: ReturnType<typeof talkKey> = null;
  const read = (event: KeyboardEvent) => (meant = talkKey(event, isPanelOpen));
  window.addEventListener('keydown', read, { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  return meant;
}

it.each([
  ['n', 'forward'],
  ['PageDown', 'forward'],
  ['p', 'back'],
  ['PageUp', 'back'],
  ['Escape', 'leave'],
  ['ArrowDown', 'cards'],
  ['x', null],
])('%s means %s', (key, meant) => expect(press(key)).toBe(meant));

it('undoes and does again what was tapped here', () => {
  expect(press('z', { ctrlKey: true })).toBe('undo');
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
  expect(press('y', { metaKey: true })).toBe('redo');
});

it('leaves letters to what is typed into, arrows to the cards, and everything to a panel', () => {
  expect(press('n', {}, '<input />')).toBeNull();
  expect(press('z', { ctrlKey: true }, '<textarea></textarea>')).toBeNull();
  expect(press('Escape', {}, '<input />')).toBe('leave');
  expect(press('ArrowDown', {}, '<button data-card></button>')).toBeNull();
  expect(press('Escape', {}, '<p></p>', true)).toBeNull();
});
