import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import { renderOn } from '../../../dev/render.ts';
import RecordFieldHost from '../../../dev/RecordFieldHost.svelte';

const SAMIR = 'participant-1';

describe('a field of a record', () => {
  it('saves what is typed after a pause, with what its author had seen', async () => {
    const { casebook, user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const stamp = casebook.store.records.get(SAMIR)?.stamps['town'];
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    await user.type(field, ', Westland');
    expect(written()).toHaveLength(0);
    expect(await screen.findByText(/Opgeslagen om/)).toBeVisible();
    expect(written()).toEqual([
      { op: 'participant.change', id: SAMIR, fields: { town: 'Naaldwijk, Westland' }, seen: { town: stamp } },
    ]);
  });

  it('saves at once when it is left', async () => {
    const { user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    await user.type(await screen.findByRole('textbox', { name: 'Woonplaats' }), '!');
    await user.tab();
    await waitFor(() => expect(written()).toHaveLength(1));
  });

  it('passes the stamp of its own last write on, not the one it began with', async () => {
    const { casebook, user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    await user.type(field, 'a');
    await waitFor(() => expect(written()).toHaveLength(1));
    const stamp = casebook.store.records.get(SAMIR)?.stamps['town'];
    await user.type(field, 'b');
    await waitFor(() => expect(written()).toHaveLength(2));
    expect(written()[1]).toMatchObject({ fields: { town: 'Naaldwijkab' }, seen: { town: stamp } });
  });

  it('keeps what was typed when it cannot be saved, says why, and saves it later', async () => {
    const { casebook, user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    casebook.failing = 'disk_full';
    await user.type(field, ' Zuid');
    expect(await screen.findByRole('alert')).toHaveTextContent('De schijf is vol');
    expect(field).toHaveValue('Naaldwijk Zuid');
    expect(field).toBeInvalid();
    casebook.failing = null;
    await user.click(screen.getByRole('button', { name: 'Probeer het opslaan opnieuw' }));
    expect(await screen.findByText(/Opgeslagen om/)).toBeVisible();
    expect(written().at(-1)).toMatchObject({ fields: { town: 'Naaldwijk Zuid' } });
  });

  it('keeps unsaved words when its page is left and opened again', async () => {
    const { casebook, user, view } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    casebook.failing = 'disk_full';
    await user.type(await screen.findByRole('textbox', { name: 'Woonplaats' }), ' Zuid');
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'leave' }));
    expect(screen.queryByRole('textbox', { name: 'Woonplaats' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'open' }));
    expect(await screen.findByRole('textbox', { name: 'Woonplaats' })).toHaveValue('Naaldwijk Zuid');
    expect(view.container).toHaveTextContent('De schijf is vol');
  });

  it('shows what somebody else wrote, unless one is typing', async () => {
    const { casebook, user } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    casebook.elsewhere({ op: 'participant.change', id: SAMIR, fields: { town: 'De Lier' } });
    await waitFor(() => expect(field).toHaveValue('De Lier'));
    await user.type(field, ' Noord');
    casebook.elsewhere({ op: 'participant.change', id: SAMIR, fields: { town: 'Monster' } });
    await waitFor(() =>
      expect(casebook.calls.filter(({ command }) => command === 'participant').length).toBeGreaterThan(2),
    );
    expect(field).toHaveValue('De Lier Noord');
  });

  it('has seen what was on screen when the typing began, whatever comes from elsewhere meanwhile', async () => {
    const { casebook, user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const shown = casebook.store.records.get(SAMIR)?.stamps['town'];
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    const reads = () => casebook.calls.filter(({ command }) => command === 'participant').length;
    await user.type(field, ' N');
    const before = reads();
    casebook.elsewhere({ op: 'participant.change', id: SAMIR, fields: { town: 'Monster' } });
    await waitFor(() => expect(reads()).toBeGreaterThan(before));
    await user.type(field, 'oord');
    await user.tab();
    await waitFor(() => expect(written()).toHaveLength(1));
    expect(written()[0]).toMatchObject({ fields: { town: 'Naaldwijk Noord' }, seen: { town: shown } });
    expect(field).toHaveValue('Naaldwijk Noord');
  });

  it('after its own write, has not seen what a colleague wrote over it while it has the focus', async () => {
    const { casebook, user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    await user.type(field, '!');
    await waitFor(() => expect(written()).toHaveLength(1));
    const own = casebook.store.records.get(SAMIR)?.stamps['town'];
    const reads = () => casebook.calls.filter(({ command }) => command === 'participant').length;
    const before = reads();
    casebook.elsewhere({ op: 'participant.change', id: SAMIR, fields: { town: 'Monster' } });
    await waitFor(() => expect(reads()).toBeGreaterThan(before));
    expect(field).toHaveValue('Naaldwijk!');
    await user.type(field, '?');
    await waitFor(() => expect(written()).toHaveLength(2));
    expect(written()[1]).toMatchObject({ fields: { town: 'Naaldwijk!?' }, seen: { town: own } });
  });

  it('has seen its own write under the stamp that the office gave it', async () => {
    const { casebook, user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    const field = await screen.findByRole('textbox', { name: 'Woonplaats' });
    await user.type(field, '!');
    await waitFor(() => expect(written()).toHaveLength(1));
    const reads = () => casebook.calls.filter(({ command }) => command === 'participant').length;
    const before = reads();
    casebook.elsewhere({ op: 'participant.change', id: SAMIR, fields: { town: 'Naaldwijk!' } });
    const stamped = casebook.store.records.get(SAMIR)?.stamps['town'];
    await waitFor(() => expect(reads()).toBeGreaterThan(before));
    await user.type(field, '?');
    await waitFor(() => expect(written()).toHaveLength(2));
    expect(written()[1]).toMatchObject({ seen: { town: stamped } });
  });

  it('saves a choice at once and can be cleared with the same choice', async () => {
    const { user, written } = renderOn(RecordFieldHost, {
      id: SAMIR,
      field: 'wording',
      as: 'segments',
      choices: ['female', 'male'],
    });
    await user.click(await screen.findByRole('radio', { name: 'Voor een vrouw' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ fields: { wording: 'female' } }));
    await user.click(screen.getByRole('radio', { name: 'Voor een vrouw' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ fields: { wording: null } }));
  });

  it('keeps a flag as a number', async () => {
    const { user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'has_diploma', as: 'flag' });
    await user.click(await screen.findByRole('radio', { name: 'nee' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ fields: { has_diploma: 0 } }));
  });

  it.each([
    ['town', 'text', 'Naaldwijk'],
    ['wording', 'segments', 'Voor een man'],
    ['has_diploma', 'flag', 'ja'],
    ['email', 'text', 'Niet ingevuld'],
  ] as const)('looks like no field where one may only read: %s', async (field, as, words) => {
    const choices = ['female', 'male'];
    renderOn(RecordFieldHost, { id: SAMIR, field, as, choices }, { role: 'account_manager' });
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('empties a field with null', async () => {
    const { user, written } = renderOn(RecordFieldHost, { id: SAMIR, field: 'town' });
    await user.clear(await screen.findByRole('textbox', { name: 'Woonplaats' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ fields: { town: null } }));
  });
});
