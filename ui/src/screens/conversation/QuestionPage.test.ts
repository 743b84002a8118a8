import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { OperationRequest } from '$lib/ipc';
import { type Stroke, textOfSheet } from '$lib/nouns/drawing/strokes';

import { settleStage, type StageOptions } from '../../../dev/fake/stage.ts';
import { NOW, renderOn } from '../../../dev/render.ts';
import ConversationScreen from './ConversationScreen.svelte';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

function open(id: string, options: Partial<StageOptions>) {
  location.hash = `#/conversation/${id}`;
  const opened = renderOn(ConversationScreen, { id });
  settleStage(opened.casebook, options);
  return { ...opened, operations: () => opened.written() as OperationRequest[] };
}

const stage = () => screen.getByRole('main');
const strip = () => screen.getByRole('complementary', { name: 'Voor de coach' });
const heading = (words: RegExp) => screen.findByRole('heading', { level: 1, name: words });

describe('the question about language', () => {
  it('writes down a language that has no card, and turns the cards to Dutch', async () => {
    const { user, operations } = open('talk-ar', { at: 'language' });
    await heading(/Welke taal/);
    await user.keyboard('n');
    await user.click(within(stage()).getByRole('radio', { name: /een andere taal/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Een andere taal' });
    // Without a layout the list has no place and no roles: its words are looked for.
    await user.type(within(dialog).getByRole('combobox', { name: 'Welke taal?' }), 'amh');
    await user.click(await screen.findByText('Amhaars'));
    expect(within(dialog).getByText('Amhaars')).toBeVisible();
    await waitFor(() => expect(operations()).toHaveLength(1));
    expect(operations()[0]).toMatchObject({ element: 'language/', fields: { text: 'Amhaars', choice: null } });
    expect(operations()[0]?.with).toMatchObject([
      { element: 'language/ar', fields: { choice: 'no' } },
      { op: 'conversation.change', fields: { language: 'nl' } },
    ]);
    await user.click(within(dialog).getByRole('button', { name: 'Klaar' }));
    expect(within(stage()).getByRole('radio', { name: 'Amhaars' })).toBeChecked();
    expect(within(strip()).getByText('Amhaars')).toBeVisible();
  });

  it('takes a language in free words too', async () => {
    const { user, operations } = open('talk-nl', { at: 'language', fresh: true });
    await heading(/Welke taal/);
    await user.keyboard('n');
    await user.click(within(stage()).getByRole('radio', { name: /een andere taal/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Een andere taal' });
    await user.type(within(dialog).getByRole('combobox', { name: 'Welke taal?' }), 'Kunama');
    await user.click(await screen.findByText('Schrijf “Kunama” op'));
    await waitFor(() => expect(operations()[0]).toMatchObject({ element: 'language/', fields: { text: 'Kunama' } }));
  });
});

describe('an open question', () => {
  it('takes every drawing of a question out again', async () => {
    const { user, casebook } = open('talk-ar', { at: 'ask-me' });
    const line = (x: number) => ({ c: 'ink', w: 4, p: [x, 10, x + 50, 60] });
    const draw = (lines: number) =>
      casebook.store.add('drawing', 'participant-1', null, {
        conversation: 'talk-ar',
        question: 'ask-me',
        strokes: textOfSheet(Array.from({ length: lines }, (_, place) => line(100 * place)) as Stroke[]),
      });
    draw(1);
    draw(2);
    await heading(/Wat wil je mij vragen/);
    expect(await screen.findByRole('img', { name: 'Tekening, 2 lijnen' })).toBeVisible();
    const sheets = screen.getByRole('radiogroup', { name: 'Blad' });
    expect(within(sheets).getByRole('radio', { name: '2' })).toBeChecked();
    await user.click(within(sheets).getByRole('radio', { name: '1' }));
    expect(await screen.findByRole('img', { name: 'Tekening, 1 lijn' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Nieuw blad' }));
    expect(await screen.findByRole('img', { name: 'Leeg tekenblad' })).toBeVisible();
    expect(within(sheets).getByRole('radio', { name: '3' })).toBeChecked();
  });
});
