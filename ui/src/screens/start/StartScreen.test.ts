import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import { renderOn } from '../../../dev/render.ts';
import StartScreen from './StartScreen.svelte';

const PASSPHRASE = 'vier woorden naast elkaar';

describe('the first run', () => {
  it('makes a casebook, and shows the recovery key once', async () => {
    const { casebook, user } = renderOn(StartScreen, {}, { state: 'absent' });
    await user.click(await screen.findByRole('button', { name: 'Begin een casusboek' }));
    expect(screen.getByRole('textbox', { name: 'Naam van het casusboek' })).toHaveValue('Casusboek Westland');
    await user.type(screen.getByRole('textbox', { name: 'Jouw naam' }), 'Marleen');
    await user.type(screen.getByLabelText('Wachtzin'), PASSPHRASE);
    await user.type(screen.getByLabelText('Nog een keer dezelfde wachtzin'), PASSPHRASE);
    await user.click(screen.getByRole('button', { name: 'Maak het casusboek' }));

    expect(await screen.findByRole('heading', { name: 'Je herstelsleutel' })).toHaveFocus();
    expect(screen.getByRole('list', { name: 'Herstelsleutel' })).toHaveTextContent('K7QD');
    await user.click(screen.getByRole('button', { name: 'Ik heb de sleutel bewaard' }));
    await waitFor(() => expect(casebook.calls.at(-1)?.command).not.toBe('create_casebook'));
    expect(casebook.calls.map(({ command }) => command)).toContain('forget_recovery_key');
  });

  it('says what is missing before it asks the casebook', async () => {
    const { casebook, user } = renderOn(StartScreen, {}, { state: 'absent' });
    await user.click(await screen.findByRole('button', { name: 'Begin een casusboek' }));
    await user.type(screen.getByLabelText('Wachtzin'), 'kort');
    await user.click(screen.getByRole('button', { name: 'Maak het casusboek' }));
    expect(screen.getByText('Vul je naam in.')).toBeVisible();
    expect(screen.getByText(/Deze wachtzin is te kort/)).toBeVisible();
    expect(casebook.calls.map(({ command }) => command)).not.toContain('create_casebook');
  });

  it('speaks English at once, and proposes a name in English', async () => {
    const { user } = renderOn(StartScreen, {}, { state: 'absent' });
    await user.click(await screen.findByRole('radio', { name: 'English' }));
    await user.click(screen.getByRole('button', { name: 'Begin a casebook' }));
    expect(screen.getByRole('textbox', { name: 'Name of the casebook' })).toHaveValue('Casebook Westland');
    expect(document.documentElement).toHaveAttribute('lang', 'en');
  });

  it('lets one look around with made-up people', async () => {
    const { casebook, user } = renderOn(StartScreen, {}, { state: 'absent' });
    await user.click(await screen.findByRole('button', { name: 'Rondkijken met verzonnen mensen' }));
    expect(casebook.calls.map(({ command }) => command)).toContain('open_demo');
  });
});

describe('a locked casebook', () => {
  it('says that the passphrase is wrong and what to do, and keeps it to correct', async () => {
    const { user } = renderOn(StartScreen, {}, { state: 'locked' });
    const field = await screen.findByLabelText('Wachtzin');
    await waitFor(() => expect(field).toHaveFocus());
    await user.type(field, 'iets anders{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Kijk naar hoofdletters en spaties');
    expect(field).toHaveValue('iets anders');
    expect(field).toBeInvalid();
  });

  it.each([
    ['damaged', 'niet weggegooid'],
    ['newer_schema', 'Werk Meedoen bij'],
    ['read_only_folder', 'mag niet schrijven'],
    ['already_open', 'ergens anders open'],
    ['disk_full', 'De schijf is vol'],
    ['keys_missing', 'bestand met de sleutels'],
    ['something_new', 'something_new'],
  ])('explains %s', async (code, words) => {
    const { user } = renderOn(StartScreen, {}, { state: 'locked', failing: code });
    await user.type(await screen.findByLabelText('Wachtzin'), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });

  it('shows the passphrase when asked', async () => {
    const { user } = renderOn(StartScreen, {}, { state: 'locked' });
    const field = await screen.findByLabelText('Wachtzin');
    expect(field).toHaveAttribute('type', 'password');
    await user.click(screen.getByRole('button', { name: 'Toon de wachtzin' }));
    expect(field).toHaveAttribute('type', 'text');
  });

  it('opens with the recovery key and a new passphrase', async () => {
    const { casebook, user } = renderOn(StartScreen, {}, { state: 'locked' });
    await user.click(await screen.findByRole('button', { name: 'Wachtzin vergeten?' }));
    await user.type(screen.getByRole('textbox', { name: 'Herstelsleutel' }), 'k7qd 3m2p');
    await user.type(screen.getByLabelText('Nieuwe wachtzin'), PASSPHRASE);
    await user.type(screen.getByLabelText('Nog een keer dezelfde wachtzin'), PASSPHRASE);
    await user.click(screen.getByRole('button', { name: 'Open het casusboek' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('niet goed overgetypt');
    await user.type(screen.getByRole('textbox', { name: 'Herstelsleutel' }), ' 9xrt wz4h 8nbv 5cfy jg6s a2le');
    await user.click(screen.getByRole('button', { name: 'Open het casusboek' }));
    await waitFor(() =>
      expect(casebook.calls.filter(({ command }) => command === 'unlock_with_recovery_key')).toHaveLength(2),
    );
  });
});
