import { screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, it } from 'vitest';

import { settleOffice } from '../../dev/fake/delivery.ts';
import { NOW, renderOn } from '../../dev/render.ts';
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
  '#/office/state',
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

const OFFICE = [
  '#/today',
  '#/office/state',
  '#/office/versions',
  '#/office/undelivered',
  '#/office/members',
  '#/office/devices',
  '#/office/quarantine',
];

it.each(OFFICE)(
  '%s of a casebook with an office has names and roles on everything',
  async (place) => {
    location.hash = place;
    const waiting = { waiting: 12, clock_offset: 10_800_000, is_filling: true };
    renderOn(
      Frame,
      {},
      {
        role: 'administrator',
        settle: ({ office }) => {
          office.join(waiting);
          settleOffice(office, NOW);
          office.tell({}, { sent: 4, received: 2, waiting: 12 });
        },
      },
    );
    await screen.findByRole('link', { name: /^Kantoor: / });
    await new Promise((drawn) => setTimeout(drawn, 200));
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
