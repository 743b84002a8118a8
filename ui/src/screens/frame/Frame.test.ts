import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { NOW, renderOn } from '../../../dev/render.ts';
import Frame from './Frame.svelte';

const open = (address: string) => {
  location.hash = address;
  return renderOn(Frame, {});
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

describe('today', () => {
  it('says what is late, and records it with one date', async () => {
    const { user, written } = open('#/today');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Dinsdag 1 november');
    const late = screen.getByRole('list', { name: 'Te laat' });
    expect(late).toHaveTextContent('Nasrin Ahmadi');
    await user.click(within(late).getByRole('button', { name: /Vastleggen/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Wanneer begon de begeleiding van Nasrin?' });
    const day = within(dialog).getByRole('textbox', { name: 'Dag' });
    await user.clear(day);
    await user.type(day, '31 okt');
    await user.click(within(dialog).getByRole('button', { name: 'Vastleggen' }));
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Te laat' })).toBeNull());
    expect(written().at(-1)).toMatchObject({
      op: 'participant.change',
      fields: { guidance_started_on: '2016-10-31', phase: 'guided' },
    });
    expect(screen.getByText(/Vastgelegd: begeleiding van Nasrin/)).toBeVisible();
  });

  it('puts the thing done back with one tap', async () => {
    const { user } = open('#/today');
    await user.click(
      within(await screen.findByRole('list', { name: 'Te laat' })).getByRole('button', { name: /Vastleggen/ }),
    );
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Vastleggen' }));
    await user.click(await screen.findByRole('button', { name: 'Terug' }));
    expect(await screen.findByRole('list', { name: 'Te laat' })).toHaveTextContent('Nasrin Ahmadi');
  });

  it('leads to the conversation that was begun', async () => {
    const { user } = open('#/today');
    await user.click(await screen.findByRole('button', { name: 'Ga verder: Selam Tesfay' }));
    expect(location.hash).toBe('#/conversation/conversation-2');
  });
});

describe('quick-find', () => {
  it('opens with Ctrl+K, finds another spelling, and opens the person with Enter', async () => {
    const { user } = open('#/today');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    const finder = await screen.findByRole('combobox', { name: 'Zoek een mens of een notitie' });
    await waitFor(() => expect(finder).toHaveFocus());
    await user.keyboard('Samier');
    expect(await screen.findByRole('option', { name: /Samir Al-Khatib/ })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/participant/participant-1/line'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('finds words in notes', async () => {
    const { user } = open('#/today');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'fiets');
    expect(await screen.findByRole('option', { name: /Komt nu zelf op de fiets/ })).toBeVisible();
  });

  it('offers to make somebody who is not there', async () => {
    const { user } = open('#/today');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'Tsehay');
    await user.click(await screen.findByRole('option', { name: 'Nieuwe deelnemer: Tsehay' }));
    expect(await screen.findByRole('textbox', { name: 'Roepnaam' })).toHaveValue('Tsehay');
  });
});

describe('a new participant', () => {
  it('needs no more than what the person is called, and warns of a lookalike', async () => {
    const { user, written } = open('#/today');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}n{/Control}');
    const name = await screen.findByRole('textbox', { name: 'Roepnaam' });
    await user.type(name, 'Nasreen');
    expect(await screen.findByText('Misschien dezelfde persoon')).toBeVisible();
    expect(screen.getByText(/klinkt hetzelfde/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Voeg toe' }));
    await waitFor(() => expect(written()).toHaveLength(1));
    expect(written()[0]).toMatchObject({ op: 'participant.add', fields: { call_name: 'Nasreen', phase: 'expected' } });
    await waitFor(() => expect(location.hash).toBe('#/participant/participant-10/who'));
  });
});

describe('the list of participants', () => {
  it('narrows by name and phase, and says how many are left', async () => {
    const { user } = open('#/participants');
    await screen.findByText('9 mensen');
    await user.click(screen.getByRole('radio', { name: 'Aan de slag' }));
    expect(await screen.findByText('4 van 9 mensen')).toBeVisible();
    await user.type(screen.getByRole('searchbox', { name: 'Zoek op naam' }), 'karimi');
    expect(await screen.findByText('1 van 9 mensen')).toBeVisible();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('link', { name: /Parisa Karimi/ })).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });

  it('says what to do when nobody is found', async () => {
    const { user } = open('#/participants');
    await user.type(await screen.findByRole('searchbox', { name: 'Zoek op naam' }), 'qqq');
    expect(await screen.findByText('Niemand gevonden')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Toon alle mensen' }));
    expect(await screen.findByText('9 mensen')).toBeVisible();
  });
});

describe('keys', () => {
  it('Ctrl+S says since when everything is saved', async () => {
    const { user } = open('#/participant/participant-1/who');
    await user.type(await screen.findByRole('textbox', { name: 'Woonplaats' }), '!');
    await user.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText(/Al opgeslagen om 10:4/)).toBeVisible();
  });

  it('F1 shows the keys, Escape closes them', async () => {
    const { user } = open('#/today');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{F1}');
    expect(await screen.findByRole('dialog', { name: 'Toetsen' })).toHaveTextContent('Ctrl K');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('Ctrl+Z in a text field is that of the field', async () => {
    const { casebook, user } = open('#/participant/participant-1/who');
    await user.click(await screen.findByRole('textbox', { name: 'Woonplaats' }));
    await user.keyboard('{Control>}z{/Control}');
    expect(casebook.calls.map(({ command }) => command)).not.toContain('undo');
  });
});
