import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { OperationRequest } from '$lib/ipc';

import { settleStage } from '../../../dev/fake/stage.ts';
import { NOW, renderOn } from '../../../dev/render.ts';
import AssessmentScreen from './AssessmentScreen.svelte';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

function open(id: string) {
  location.hash = `#/assessment/${id}`;
  const opened = renderOn(AssessmentScreen, { id });
  settleStage(opened.casebook);
  return { ...opened, operations: () => opened.written() as OperationRequest[] };
}

const heading = (name: RegExp | string) => screen.findByRole('heading', { level: 1, name });
const parts = () => screen.getByRole('complementary', { name: 'Onderdelen' });

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('the words of the person', () => {
  const FEMALE = /^تتّصل/;
  const MALE = /^يتّصل/;

  it.each([
    ['male', MALE, FEMALE],
    ['female', FEMALE, MALE],
  ] as const)('speak of a person as the file says: %s', async (wording, said, notSaid) => {
    const { user, casebook } = open('floor-draft');
    const person = casebook.store.records.get('participant-1');
    if (person) person.fields = { ...person.fields, wording };
    await heading('Afspraken en werktijden');
    await user.click(screen.getByRole('switch', { name: 'Ook in Arabisch' }));
    expect((await screen.findAllByText(said)).length).toBeGreaterThan(0);
    expect(screen.queryAllByText(notSaid)).toEqual([]);
  });
});

describe('assessing on the shop floor', () => {
  it('goes on at the first that is open, with the earlier score beside it', async () => {
    open('floor-draft');
    await heading('Afspraken en werktijden');
    expect(within(parts()).getByRole('button', { current: 'step' })).toHaveTextContent(/Afspraken en werktijden/);
    expect(screen.getByRole('radio', { name: /3.*Vorige keer/s })).not.toBeChecked();
  });

  it('takes a number key for a score and Enter for the next: nothing else is needed', async () => {
    const { user, operations } = open('floor-draft');
    await heading('Afspraken en werktijden');
    await user.keyboard('4');
    expect(screen.getByRole('radio', { name: /Houdt zich aan alle tijden/ })).toBeChecked();
    await user.keyboard('{Enter}');
    await heading('Werktempo');
    await user.keyboard('n');
    expect(screen.getByRole('button', { name: 'Niet gezien' })).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{ArrowUp}');
    await heading('Afspraken en werktijden');
    await waitFor(() => expect(operations()).toHaveLength(2));
    expect(operations()[0]).toMatchObject({
      op: 'score.put',
      parent: 'floor-draft',
      element: 'agreements',
      fields: { score: 4, not_seen: 0 },
    });
    expect(operations()[1]).toMatchObject({ element: 'pace', fields: { not_seen: 1, score: null } });
  });

  it('asks whether language is the cause of a low score, not where language is what is looked at', async () => {
    const { user, operations } = open('floor-draft');
    await heading('Afspraken en werktijden');
    await user.keyboard('2');
    const cause = screen.getByRole('radiogroup', { name: 'Komt dit door de taal?' });
    await user.click(within(cause).getByRole('radio', { name: 'ja' }));
    await waitFor(() => expect(operations().at(-1)).toMatchObject({ fields: { language_cause: 1 } }));
    await user.click(within(parts()).getByRole('button', { name: /Nederlands op het werk/ }));
    await heading('Nederlands op het werk');
    await user.keyboard('2');
    expect(screen.queryByRole('radiogroup', { name: 'Komt dit door de taal?' })).toBeNull();
  });

  it('lets the person point at a face, and says where the two differ', async () => {
    const { user, operations } = open('floor-draft');
    await heading('Afspraken en werktijden');
    await user.keyboard('4');
    await user.click(screen.getByRole('radio', { name: /Gezicht 2 van 5/ }));
    expect(await screen.findByText('Samir kiest 2, Ria kiest 4: praat erover')).toBeVisible();
    await waitFor(() => expect(operations().at(-1)).toMatchObject({ fields: { self_score: 2 } }));
  });

  it('wants one sentence with a 1 or a 5', async () => {
    const { user } = open('floor-draft');
    await heading('Afspraken en werktijden');
    expect(screen.getByRole('textbox', { name: /Mag leeg/ })).toBeVisible();
    await user.keyboard('5');
    expect(screen.getByRole('textbox', { name: /één zin nodig/ })).toBeVisible();
  });

  it('keeps a score that could not be written, marked, with the reason', async () => {
    const { user, casebook } = open('floor-draft');
    await heading('Afspraken en werktijden');
    casebook.failing = 'disk_full';
    await user.keyboard('4');
    await waitFor(() =>
      expect(screen.getAllByRole('alert').some((one) => /schijf is vol/.test(one.textContent ?? ''))).toBe(true),
    );
    expect(screen.getByRole('radio', { name: /Houdt zich aan alle tijden/ })).toBeChecked();
  });

  it('shows the sentences in the person’s language on a switch', async () => {
    const { user } = open('floor-draft');
    await heading('Afspraken en werktijden');
    const first = screen.getByRole('radio', { name: /Belt niet af/ });
    expect(first.querySelector('[lang="ar"]')).toBeNull();
    await user.click(screen.getByRole('switch', { name: 'Ook in Arabisch' }));
    expect(first.querySelector('[lang="ar"]')).not.toBeNull();
  });
});

describe('talking about it and signing', () => {
  it('lists what is missing, and each leads to its place', async () => {
    const { user } = open('floor-full');
    await heading('Bespreken met Samir');
    expect(screen.queryByRole('button', { name: 'Onderteken' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Vaktaal: schrijf één zin bij 1 of 5' }));
    await heading('Vaktaal');
    await user.type(
      screen.getByRole('textbox', { name: /één zin nodig/ }),
      'Maandag bij de band: kende nog geen woord.',
    );
    await user.click(within(parts()).getByRole('button', { name: 'Bespreken met Samir' }));
    expect(await screen.findByRole('button', { name: 'Onderteken' })).toBeEnabled();
  });

  it('shows both side by side, and never adds anything up', async () => {
    open('floor-full');
    const table = await screen.findByRole('table', { name: 'Ria en Samir naast elkaar' });
    const row = await within(table).findByRole('row', { name: /Op tijd komen/ });
    expect(within(row).getByText('4')).toBeVisible();
    expect(within(row).getByRole('img', { name: 'Samir: 3' })).toBeVisible();
    expect(table).not.toHaveTextContent(/gemiddeld|totaal|%/i);
  });

  it('says that a low score needs a professional interpreter', async () => {
    const { casebook } = open('floor-full');
    const record = casebook.store.records.get('floor-full');
    if (record) record.fields = { ...record.fields, interpreter_kind: 'fellow_refugee' };
    await heading('Bespreken met Samir');
    expect(await screen.findByText('Hier past een beroepstolk')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Kies een andere tolk' })).toBeVisible();
  });

  it('marks what was not seen in one go, and signs with today as the day of the talk', async () => {
    const { user, operations } = open('floor-empty');
    await heading('Op tijd komen');
    await user.click(within(parts()).getByRole('button', { name: 'Bespreken met Samir' }));
    await user.click(await screen.findByRole('button', { name: 'Deze 12 heb ik niet gezien' }));
    await user.click(await screen.findByRole('button', { name: 'Onderteken' }));
    await screen.findByText(/Deze kaart verandert niet meer/);
    expect(operations().at(-1)).toMatchObject({ op: 'assessment.sign', fields: { discussed_on: '2016-11-01' } });
  });
});

describe('a signed one', () => {
  it('does not change; a correction is a new one with a reason', async () => {
    const { user, operations } = open('floor-before');
    await heading(/Samir Al-Khatib, week 2/);
    expect(screen.queryAllByRole('textbox')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Verbeter' }));
    const dialog = await screen.findByRole('dialog', { name: 'Kaart verbeteren' });
    await user.click(within(dialog).getByRole('button', { name: 'Maak de verbeterde kaart' }));
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Schrijf in één zin wat er niet klopt');
    await user.type(within(dialog).getByRole('textbox'), 'De week klopt niet.');
    await user.click(within(dialog).getByRole('button', { name: 'Maak de verbeterde kaart' }));
    await waitFor(() => expect(operations()).toHaveLength(1));
    expect(operations()[0]).toMatchObject({
      op: 'assessment.add',
      parent: 'participant-1',
      fields: { corrects: 'floor-before', correction_reason: 'De week klopt niet.' },
    });
    expect(operations()[0]?.with).toHaveLength(12);
    await waitFor(() => expect(location.hash).toMatch(/^#\/assessment\/(?!floor-before)/));
  });
});

it.each(['floor-draft', 'floor-full', 'floor-empty', 'floor-before'])(
  '%s has names and roles on everything',
  async (id) => {
    open(id);
    await screen.findByRole('heading', { level: 1 });
    expect(await faults()).toEqual([]);
  },
  20_000,
);
