import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { installFake } from '../dev/fake/install.ts';
import { NOW } from '../dev/render.ts';
import App from './App.svelte';

const PASSPHRASE = 'vier woorden naast elkaar';

describe('the casebook', () => {
  it('locks itself when nobody touches it, after saving what was being typed, and opens at the same place', async () => {
    location.hash = '#/participant/participant-1/who';
    const casebook = installFake({ now: NOW, lockAfterSeconds: 1 });
    const user = userEvent.setup();
    render(App);
    await user.type(await screen.findByRole('textbox', { name: 'Woonplaats' }), ' Zuid');

    expect(await screen.findByRole('heading', { name: 'Welkom terug' }, { timeout: 4_000 })).toBeVisible();
    expect(document.title).toBe('Meedoen');
    expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Naaldwijk Zuid');

    await user.type(screen.getByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('textbox', { name: 'Woonplaats' })).toHaveValue('Naaldwijk Zuid');
  });

  it('keeps what could not be saved when it locks, and saves it after unlocking', async () => {
    location.hash = '#/participant/participant-1/who';
    const casebook = installFake({ now: NOW });
    const user = userEvent.setup();
    render(App);
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    casebook.failing = 'disk_full';
    await user.type(field, ' Zuid');
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByRole('heading', { name: 'Welkom terug' });
    casebook.failing = null;
    await user.type(screen.getByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    await waitFor(() => expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Naaldwijk Zuid'));
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
