import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { installFake } from '../dev/fake/install.ts';
import { NOW } from '../dev/render.ts';
// What the app fetches behind the door is here before the first test looks for it.
import '$lib/screens/frame/Frame.svelte';

import App from './App.svelte';

const PASSPHRASE = 'vier woorden naast elkaar';
const PASSPHRASE_OF_RIA = 'ria telt elke tomaat';

/** A town is typed that the full disk does not take, and the casebook is locked. */
async function lockWithUnsavedTown() {
  location.hash = '#/participant/participant-1/who';
  const casebook = installFake({ now: NOW });
  const user = userEvent.setup();
  render(App);
  const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
  casebook.failing = 'disk_full';
  await user.type(field, ' Zuid');
  await user.keyboard('{Control>}l{/Control}');
  return { casebook, user };
}

describe('the casebook', () => {
  it('locks itself when nobody touches it, after saving what was being typed, and opens at the same place', async () => {
    location.hash = '#/participant/participant-1/who';
    const casebook = installFake({ now: NOW, lockAfterSeconds: 3 });
    const user = userEvent.setup();
    render(App);
    await user.type(await screen.findByRole('textbox', { name: 'Woonplaats' }), ' Zuid');

    expect(await screen.findByRole('heading', { name: 'Welkom terug' }, { timeout: 8_000 })).toBeVisible();
    expect(document.title).toBe('Meedoen');
    expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Naaldwijk Zuid');

    await user.type(screen.getByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('textbox', { name: 'Woonplaats' })).toHaveValue('Naaldwijk Zuid');
  }, 15_000);

  it('keeps what could not be saved when it locks, and saves it after unlocking', async () => {
    const { casebook, user } = await lockWithUnsavedTown();
    await screen.findByRole('heading', { name: 'Welkom terug' });
    casebook.failing = null;
    await user.type(screen.getByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    await waitFor(() => expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Naaldwijk Zuid'));
  });

  it('keeps it for who typed it: a colleague who unlocks is told, and writes nothing of it', async () => {
    const { casebook, user } = await lockWithUnsavedTown();
    const WAITS = 'Eén ding van Marleen Verwoerd is nog niet opgeslagen';
    expect(await screen.findByText(WAITS)).toBeVisible();

    casebook.failing = null;
    await user.type(screen.getByLabelText('Wachtzin'), `${PASSPHRASE_OF_RIA}{Enter}`);
    await screen.findByRole('heading', { level: 1, name: 'Samir Al-Khatib' });
    expect(screen.getByText(WAITS)).toBeVisible();
    expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Naaldwijk');

    await user.keyboard('{Control>}l{/Control}');
    await user.type(await screen.findByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    await waitFor(() => expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Naaldwijk Zuid'));
    await waitFor(() => expect(screen.queryByText(WAITS)).toBeNull());
    expect(casebook.store.history.find(({ field: of }) => of === 'town')?.member).toBe('Marleen Verwoerd');
  });

  it('keeps a new note that could not be added, and adds it when its author is back', async () => {
    location.hash = '#/participant/participant-1/line';
    const casebook = installFake({ now: NOW });
    const user = userEvent.setup();
    render(App);
    await user.click(await screen.findByRole('button', { name: 'Notitie' }));
    casebook.failing = 'disk_full';
    await user.type(within(await screen.findByRole('dialog')).getByRole('textbox'), 'Wil ook zaterdag.');
    await user.keyboard('{Control>}l{/Control}');
    casebook.failing = null;
    await user.type(await screen.findByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    await waitFor(() => {
      const notes = [...casebook.store.records.values()].map(({ fields }) => fields['text']);
      expect(notes).toContain('Wil ook zaterdag.');
    });
  });

  it('goes back with Alt+Left to where one was', async () => {
    location.hash = '#/participants';
    installFake({ now: NOW });
    const user = userEvent.setup();
    render(App);
    const link = await screen.findByRole('link', { name: /Parisa Karimi/ });
    link.focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Parisa Karimi' })).toHaveFocus();
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await waitFor(() => expect(screen.getByRole('link', { name: /Parisa Karimi/ })).toHaveFocus());
  });

  it('says what is wrong when the gate itself cannot be read', async () => {
    const casebook = installFake({ now: NOW });
    casebook.commands['gate'] = () => {
      throw { code: 'keys_missing', arguments: {} };
    };
    render(App);
    expect(await screen.findByRole('alert')).toHaveTextContent('Het bestand met de sleutels is weg');
    expect(screen.getByRole('button', { name: 'Probeer opnieuw' })).toBeVisible();
  });
});
