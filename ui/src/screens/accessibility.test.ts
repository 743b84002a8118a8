import { screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, it } from 'vitest';

import { renderOn } from '../../dev/render.ts';
import Frame from './frame/Frame.svelte';
import StartScreen from './start/StartScreen.svelte';

/** What can be judged without a layout; colours and sizes are looked at in the real window. */
async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const PERSON = ['line', 'who', 'can', 'wants', 'available', 'work', 'assessments', 'papers'];
const PLACES = [
  '#/today',
  '#/participants',
  ...PERSON.map((tab) => `#/participant/participant-1/${tab}`),
  '#/settings/general',
  '#/settings/users',
  '#/settings/safety',
  '#/settings/about',
];

it.each(PLACES)(
  '%s has names and roles on everything',
  async (place) => {
    location.hash = place;
    renderOn(Frame, {});
    await screen.findByRole('heading', { level: 1 });
    await new Promise((drawn) => setTimeout(drawn));
    expect(await faults()).toEqual([]);
  },
  20_000,
);

it.each(['absent', 'locked'] as const)(
  'the start of a casebook that is %s has names and roles on everything',
  async (state) => {
    renderOn(StartScreen, {}, { state });
    await screen.findByRole('heading', { level: 1 });
    expect(await faults()).toEqual([]);
  },
  20_000,
);
