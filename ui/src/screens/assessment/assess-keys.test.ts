import { expect, it } from 'vitest';

import { assessKey } from './assess-keys';

function press(key: string, html = '<h1></h1>', more: KeyboardEventInit = {}) {
  document.body.innerHTML = html;
  const target = document.querySelector('[data-target]') ?? document.body.firstElementChild ?? document.body;
  let meant: ReturnType<typeof assessKey> = null;
  window.addEventListener('keydown', (event) => (meant = assessKey(event)), { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  return meant;
}

it.each([
  ['1', { score: 1 }],
  ['5', { score: 5 }],
  ['6', null],
  ['n', 'not_seen'],
  ['ArrowDown', 'next'],
  ['PageUp', 'previous'],
  ['Enter', 'next'],
])('%s means %j', (key, meant) => expect(press(key)).toEqual(meant));

it('Enter presses a button, but on the chosen step it goes on', () => {
  expect(press('Enter', '<button data-target></button>')).toBeNull();
  expect(press('Enter', '<button data-target data-anchor="4" aria-checked="false"></button>')).toBeNull();
  expect(press('Enter', '<button data-target data-anchor="4" aria-checked="true"></button>')).toBe('next');
});

it('numbers typed into a sentence are words, and Enter ends the sentence', () => {
  expect(press('5', '<input />')).toBeNull();
  expect(press('Enter', '<div data-evidence><input data-target /></div>')).toBe('next');
  expect(press('Enter', '<input />')).toBeNull();
});

it('keys belong to a dialog or a list over the page', () => {
  expect(press('5', '<div role="dialog"><button data-target></button></div>')).toBeNull();
  expect(press('5', '<h1></h1>', { ctrlKey: true })).toBeNull();
});
