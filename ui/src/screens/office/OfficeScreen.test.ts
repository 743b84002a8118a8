import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { settleOffice } from '../../../dev/fake/delivery.ts';
import { NOW, renderOn } from '../../../dev/render.ts';
import type { OfficeState } from '$lib/ipc';
import * as code from '$lib/nouns/office/read-code';
import Frame from '../frame/Frame.svelte';
// What the frame fetches when it is needed is here before the first test looks for it.
import './OfficeScreen.svelte';

const HOUR_MS = 3_600_000;

/** The office of the casebook, on a screen. */
function open(address: string, state: Partial<OfficeState> | null = {}, full = false) {
  location.hash = address;
  return renderOn(
    Frame,
    {},
    {
      settle: (casebook) => {
        if (state) casebook.office.join(state);
        if (full) settleOffice(casebook.office, NOW);
      },
    },
  );
}
const asked = (all: { command: string }[], command: string) => all.filter((call) => call.command === command);

beforeEach(() => {
  vi.restoreAllMocks();
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

describe('a laptop that several share', () => {
  it('asks a user whom the office does not know for an invitation of her own', async () => {
    const { casebook, user } = open('#/office/state');
    casebook.office.view.is_member = false;
    casebook.office.tell({});
    expect(await screen.findByRole('heading', { name: 'Jij bent hier nog geen lid' })).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Naam van deze laptop' })).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Uitnodiging' }), 'MEEDOEN-0A1B2-C3D4E');
    await user.click(screen.getByRole('button', { name: 'Aansluiten' }));
    expect(await screen.findByText('Je bent lid. Wat jij schrijft, wordt nu bezorgd.')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Jij bent hier nog geen lid' })).toBeNull();
  });
});

describe('much that went to a colleague', () => {
  it('goes from the laptop after a yes', async () => {
    const { casebook, user } = open('#/office/state', { leaving: 84 });
    expect(await screen.findByText(/84 onderdelen horen niet meer bij jou/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Haal ze van deze laptop' }));
    expect(asked(casebook.calls, 'let_go')).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText(/horen niet meer bij jou/)).toBeNull());
  });
});

describe('a casebook without an office', () => {
  it('says so, says what one is, and shows no sign of it elsewhere', async () => {
    open('#/office/state', null);
    expect(await screen.findByRole('heading', { name: 'Geen kantoor' })).toBeVisible();
    expect(screen.getByText(/ieder op een eigen laptop/)).toBeVisible();
    expect(screen.getByText('Zonder internet, alles staat hier')).toBeVisible();
    expect(screen.queryByRole('link', { name: /^Kantoor:/ })).toBeNull();
  });

  it('joins with an invitation, under a name for this laptop', async () => {
    const { casebook, user } = open('#/office/state', null);
    expect(await screen.findByRole('textbox', { name: 'Naam van deze laptop' })).toHaveValue('Laptop van Marleen');
    await user.type(screen.getByRole('textbox', { name: 'Uitnodiging' }), 'meedoen-0a1b2 c3d4e');
    await user.click(screen.getByRole('button', { name: 'Aansluiten' }));
    expect(await screen.findByText('De eerste keer: het casusboek wordt gevuld')).toBeVisible();
    expect(asked(casebook.calls, 'join_office')[0]).toMatchObject({
      values: { invitation: 'meedoen-0a1b2 c3d4e', device: 'Laptop van Marleen' },
    });
    expect(screen.getByText('Patijnenburg', { selector: '.lead' })).toBeVisible();
    expect(screen.getByText('Deze laptop is aangesloten. De eerste uitwisseling begint.')).toBeVisible();
  });

  it.each([
    ['dag mevrouw', 'Dit is geen uitnodiging'],
    ['MEEDOEN-UUUU', 'komt U niet voor'],
  ])('says what is wrong with an invitation, and keeps what was typed: %s', async (typed, words) => {
    const { user } = open('#/office/state', null);
    const field = await screen.findByRole('textbox', { name: 'Uitnodiging' });
    await user.type(field, typed);
    await user.click(screen.getByRole('button', { name: 'Aansluiten' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(field).toHaveValue(typed);
    expect(field).toBeInvalid();
  });

  it('asks for an invitation when there is none', async () => {
    const { casebook, user } = open('#/office/state', null);
    await user.click(await screen.findByRole('button', { name: 'Aansluiten' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Vul de uitnodiging in');
    expect(asked(casebook.calls, 'join_office')).toEqual([]);
  });

  it('says that an office does not answer beside the form, not as a mistake in the invitation', async () => {
    const { casebook, user } = open('#/office/state', null);
    casebook.office.failing = 'office_unreachable';
    const field = await screen.findByRole('textbox', { name: 'Uitnodiging' });
    await user.type(field, 'MEEDOEN-0');
    await user.click(screen.getByRole('button', { name: 'Aansluiten' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Het kantoor antwoordt niet');
    expect(field).toBeValid();
  });

  it('reads an invitation from a picture', async () => {
    vi.spyOn(code, 'readCode').mockResolvedValue({ text: 'MEEDOEN-0A1B2' });
    const { user } = open('#/office/state', null);
    const field = await screen.findByRole('textbox', { name: 'Uitnodiging' });
    await user.upload(screen.getByLabelText(/blokjescode/), new File(['x'], 'code.png', { type: 'image/png' }));
    await waitFor(() => expect(field).toHaveValue('MEEDOEN-0A1B2'));
    expect(screen.getByText('De uitnodiging is gelezen. Je kunt nu aansluiten.')).toBeVisible();
  });

  it('says so when a picture has no code, and keeps what was typed', async () => {
    vi.spyOn(code, 'readCode').mockResolvedValue({ unread: 'none' });
    const { user } = open('#/office/state', null);
    const field = await screen.findByRole('textbox', { name: 'Uitnodiging' });
    await user.type(field, 'MEEDOEN-');
    await user.upload(screen.getByLabelText(/blokjescode/), new File(['x'], 'code.png', { type: 'image/png' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('geen code die te lezen is');
    expect(field).toHaveValue('MEEDOEN-');
  });
});

describe('how it stands with the office', () => {
  it.each<[string, Partial<OfficeState>, string]>([
    ['delivered', {}, 'Alles is bezorgd om 10:42'],
    ['delivered yesterday', { last_exchange: NOW - 24 * HOUR_MS }, 'Alles is bezorgd, gisteren om 10:42'],
    ['one waits', { waiting: 1 }, '1 wijziging wacht'],
    ['twelve wait', { waiting: 12 }, '12 wijzigingen wachten'],
    ['never', { last_exchange: null }, 'Er is nog niets uitgewisseld'],
    ['revoked', { is_locked: true, waiting: 2 }, 'Deze laptop is afgemeld'],
    ['wiped', { is_locked: true, is_wiped: true }, 'Deze laptop is afgemeld en leeg'],
  ])('is said in big words: %s', async (_, state, words) => {
    open('#/office/state', state);
    expect(await screen.findByRole('heading', { name: words })).toBeVisible();
  });

  it.each([
    [3 * HOUR_MS, 'loopt 3 uur achter'],
    [-5 * 60_000, 'loopt 5 minuten voor'],
    [-72 * HOUR_MS, 'loopt 3 dagen voor'],
  ])('tells how far the clock is off: %s', async (clock_offset, words) => {
    open('#/office/state', { clock_offset });
    expect(await screen.findByText(new RegExp(words))).toBeVisible();
  });

  it('is silent about a clock that is nearly right', async () => {
    open('#/office/state', { clock_offset: 100_000 });
    await screen.findByRole('heading', { name: /Alles is bezorgd/ });
    expect(screen.queryByText(/De klok van deze laptop/)).toBeNull();
  });

  it('exchanges by hand, tells how far it is, and can be stopped', async () => {
    const { casebook, user } = open('#/office/state', { waiting: 50 });
    await user.click(await screen.findByRole('button', { name: 'Nu uitwisselen' }));
    casebook.office.tell({ waiting: 10 }, { sent: 40, received: 12, waiting: 10 });
    expect(await screen.findByRole('heading', { name: 'Bezig: 40 bezorgd, 12 ontvangen' })).toBeVisible();
    expect(screen.getByRole('progressbar', { name: 'Hoeveel er bezorgd is' })).toHaveAttribute('max', '50');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByRole('button', { name: 'Stopt na dit antwoord…' })).toBeDisabled();
    expect(asked(casebook.calls, 'cancel_exchange')).toHaveLength(1);
    casebook.office.tell({ waiting: 10 });
    expect(await screen.findByRole('heading', { name: '10 wijzigingen wachten' })).toBeVisible();
  });

  it('says why the last exchange came to nothing', async () => {
    const { casebook } = open('#/office/state', { waiting: 2 });
    await screen.findByRole('heading', { name: '2 wijzigingen wachten' });
    casebook.office.tell({}, null, 'office_unreachable');
    expect(await screen.findByText(/Het kantoor antwoordt niet\. Alles staat veilig/)).toBeVisible();
  });

  it('counts what is written here as waiting, also while the office is silent', async () => {
    const { casebook } = open('#/office/state', {});
    await screen.findByRole('heading', { name: /Alles is bezorgd/ });
    casebook.office.join({ waiting: 1 });
    casebook.onchange();
    expect(await screen.findByRole('heading', { name: '1 wijziging wacht' })).toBeVisible();
  });
});

describe('the sign on every page', () => {
  it('says in full words how it stands and what there is to look at, and leads there', async () => {
    const { casebook, user } = open('#/today', {}, true);
    const sign = await screen.findByRole('link', {
      name: 'Kantoor: Bezorgd 10:42. 2 teksten hebben twee versies.',
    });
    expect(sign).toHaveTextContent(/^Bezorgd 10:42\s*2$/);
    casebook.office.tell({ waiting: 12, to_review: 2 });
    await waitFor(() => expect(sign).toHaveAccessibleName(/^Kantoor: 12 wachten\./));
    await user.click(sign);
    expect(location.hash).toBe('#/office/versions');
  });

  it('is not disturbed by an exchange that only asks whether there is news', async () => {
    const { casebook } = open('#/today', {});
    const sign = await screen.findByRole('link', { name: 'Kantoor: Bezorgd 10:42.' });
    casebook.office.tell({}, { sent: 0, received: 0, waiting: 0 });
    casebook.office.tell({}, { sent: 0, received: 4, waiting: 0 });
    await waitFor(() => expect(sign).toHaveAccessibleName('Kantoor: Bezorgt nu.'));
    casebook.office.tell({}, { sent: 0, received: 0, waiting: 0 });
    await waitFor(() => expect(sign).toHaveAccessibleName('Kantoor: Bezorgd 10:42.'));
  });

  it('a revoked device shows nobody: every way leads to the page that says so', async () => {
    open('#/participants', { is_locked: true });
    expect(await screen.findByRole('heading', { name: 'Deze laptop is afgemeld' })).toBeVisible();
    expect(screen.queryByText('Samir Al-Khatib')).toBeNull();
  });

  it('today says that texts have two versions', async () => {
    const { user } = open('#/today', {}, true);
    await user.click(await screen.findByRole('link', { name: 'Bekijken: 2 teksten hebben twee versies' }));
    expect(location.hash).toBe('#/office/versions');
  });
});

describe('two versions', () => {
  it('stand side by side with who and when; words of one only are marked', async () => {
    open('#/office/versions', {}, true);
    const review = await screen.findByRole('article', { name: /^Samir Al-Khatib$/ });
    const standing = within(review).getByRole('group', { name: 'Staat er nu' });
    expect(standing).toHaveTextContent('Marleen Verwoerd, vandaag 9:57');
    expect(standing).toHaveTextContent('Waar werkt iemand naartoe?');
    const other = within(review).getByRole('group', { name: 'Andere versie' });
    const marks = [...other.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(marks.join('|')).toContain('in de kas werken');
  });

  it('one tap takes the other, and the toast takes that back', async () => {
    const { casebook, user } = open('#/office/versions', {}, true);
    await user.click(
      await screen.findByRole('button', {
        name: 'Neem deze: Samir Al-Khatib, Waar werkt iemand naartoe?, van Ria Dekker',
      }),
    );
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    expect(screen.getByText('De andere versie staat er nu.')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Twee versies' })).toHaveFocus();
    const goal = () => casebook.store.records.get('participant-1')?.fields['goal'];
    expect(goal()).toBe('Eerst in de kas werken, daarna kok worden.');
    await user.click(screen.getByRole('button', { name: 'Terug' }));
    await waitFor(() => expect(goal()).toBe('Weer kok worden, na A2.'));
  });

  it('leaving it as it is changes nothing, so that there is nothing to take back', async () => {
    const { casebook, user } = open('#/office/versions', {}, true);
    await user.click(await screen.findByRole('button', { name: /^Laat deze staan: .* van Marleen Verwoerd$/ }));
    expect(await screen.findByText('De tekst blijft zoals hij is.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Terug' })).toBeNull();
    expect(casebook.store.records.get('participant-1')?.fields['goal']).toBe('Weer kok worden, na A2.');
  });

  it('says so when a colleague chose first', async () => {
    const { casebook, user } = open('#/office/versions', {}, true);
    const take = await screen.findByRole('button', { name: /^Neem deze: .* van Ria Dekker$/ });
    casebook.office.reviews = [];
    await user.click(take);
    expect(await screen.findByText(/Een collega koos hier al een versie/)).toBeVisible();
    expect(await screen.findByText('Nergens staan twee versies')).toBeVisible();
  });
});

describe('what was not accepted', () => {
  it('is told with the person, the field, the words and the reason', async () => {
    open('#/office/undelivered', {}, true);
    const changes = within(await screen.findByRole('list', { name: 'Niet aangenomen' })).getAllByRole('listitem');
    expect(changes).toHaveLength(3);
    const [town, note, gone] = changes;
    expect(within(town as HTMLElement).getByRole('link')).toHaveTextContent('Selam Tesfay');
    expect(town).toHaveTextContent('Woonplaats');
    expect(town).toHaveTextContent('De Lier');
    expect(town).toHaveTextContent('wacht op je beheerder');
    expect(town).toHaveTextContent('niet bij jou in begeleiding');
    expect(note).toHaveTextContent('Samir Al-Khatib');
    expect(note).toHaveTextContent('niet aangenomen');
    expect(within(gone as HTMLElement).queryByRole('link')).toBeNull();
    expect(gone).toHaveTextContent('Een eigen winkel.');
  });

  it('is nothing on most days, and says so', async () => {
    open('#/office/undelivered', {});
    expect(await screen.findByText('Alles wat jij schreef, is aangenomen')).toBeVisible();
  });
});
