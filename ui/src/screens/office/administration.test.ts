import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { settleOffice } from '../../../dev/fake/delivery.ts';
import { NOW, renderOn } from '../../../dev/render.ts';
import type { Role } from '$lib/ipc';
import Frame from '../frame/Frame.svelte';
// What the frame fetches when it is needed is here before the first test looks for it.
import './OfficeScreen.svelte';

/** The office of a casebook, as somebody with a role sees it. */
function open(address: string, { role = 'administrator', failing }: { role?: Role; failing?: string } = {}) {
  location.hash = address;
  return renderOn(
    Frame,
    {},
    {
      role,
      settle: ({ office }) => {
        office.join();
        settleOffice(office, NOW);
        office.reviews = [];
        office.undelivered = [];
        office.failing = failing ?? null;
      },
    },
  );
}
const asked = (all: { command: string; values: unknown }[], command: string) =>
  all.filter((call) => call.command === command).map(({ values }) => values);
const rows = async (name: string) => within(await screen.findByRole('list', { name })).getAllByRole('listitem');
/** Without a layout a menu never comes to its place, and stays unseen until it has. */
const menuItem = (words: string) => screen.findByText(words, { selector: '[role="menuitem"] *' });

beforeEach(() => {
  vi.restoreAllMocks();
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

describe('the parts of an administrator', () => {
  it('are tabs beside the others', async () => {
    open('#/office/state');
    const tabs = within(await screen.findByRole('tablist')).getAllByRole('tab');
    expect(tabs.map((tab) => tab.textContent)).toEqual([
      'Nu',
      'Twee versies',
      'Niet aangenomen',
      'Leden',
      'Apparaten',
      'Quarantaine',
    ]);
  });

  it.each(['coach', 'lead', 'assistant'] as const)('are not there for somebody else: %s', async (role) => {
    const { casebook } = open('#/office/members', { role });
    expect(await screen.findByRole('heading', { name: /Alles is bezorgd/ })).toBeVisible();
    expect(within(screen.getByRole('tablist')).getAllByRole('tab')).toHaveLength(3);
    expect(asked(casebook.calls, 'office_members')).toEqual([]);
  });

  it.each(['members', 'devices', 'quarantine'])(
    'say that the office does not answer, and ask again: %s',
    async (part) => {
      const { casebook, user } = open(`#/office/${part}`, { failing: 'office_unreachable' });
      expect(await screen.findByText(/Het kantoor antwoordt niet, dus dit is nu niet te zien/)).toBeVisible();
      casebook.office.failing = null;
      await user.click(screen.getByRole('button', { name: 'Probeer opnieuw' }));
      await waitFor(() => expect(screen.queryByText(/Het kantoor antwoordt niet/)).toBeNull());
      expect(asked(casebook.calls, `office_${part}`)).toHaveLength(2);
    },
  );

  it('say so when the office knows nobody here as its administrator', async () => {
    open('#/office/members', { failing: 'office_not_administrator' });
    expect(await screen.findByRole('alert')).toHaveTextContent('kent jou niet als beheerder');
  });
});

describe('members', () => {
  it('are told with role, participants and since when; who left stands apart', async () => {
    open('#/office/members');
    const [bram, me, , samira] = await rows('Leden');
    expect(bram).toHaveTextContent('Bram de Wit');
    expect(me).toHaveTextContent('dat ben jij');
    expect(samira).toHaveTextContent('jobcoach · 14 deelnemers · sinds 1 oktober 2016');
    expect(within(me as HTMLElement).queryByRole('button')).toBeNull();
    const [joost] = await rows('Vertrokken');
    expect(joost).toHaveTextContent('Joost van der Meer');
    expect(joost).toHaveTextContent('vertrokken 27 oktober 2016 · 3 deelnemers wachten op een andere jobcoach');
  });

  it('an administrator alone is told what to do first', async () => {
    const { casebook } = open('#/office/state');
    casebook.office.administration.members = casebook.office.administration.members.filter(({ is_me }) => is_me);
    location.hash = '#/office/members';
    expect(await screen.findByText('Je bent nog alleen')).toBeVisible();
  });

  it('are invited: the invitation is shown once, with its code and what it is good for', async () => {
    const write = vi.fn((_: string) => Promise.resolve());
    const { casebook, user } = open('#/office/members');
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true });
    await user.click(await screen.findByRole('button', { name: 'Nodig iemand uit' }));
    await user.type(screen.getByRole('textbox', { name: 'Naam' }), ' Fatma Yıldız ');
    await user.click(screen.getByRole('button', { name: 'Maak de uitnodiging' }));
    const dialog = await screen.findByRole('dialog', { name: 'Uitnodiging voor Fatma Yıldız' });
    expect(dialog).toHaveTextContent('Voor één laptop, één keer, tot dinsdag 8 november.');
    expect(within(dialog).getByRole('img', { name: 'Blokjescode van deze uitnodiging' })).toBeVisible();
    const text = within(dialog).getByRole('group', { name: 'Tekst van de uitnodiging' }).textContent;
    expect(text).toMatch(/^MEEDOEN-/);
    await user.click(within(dialog).getByRole('button', { name: 'Kopieer de tekst' }));
    expect(await screen.findByText('De tekst is gekopieerd.')).toBeVisible();
    expect(write).toHaveBeenCalledWith(text);
    await user.click(within(dialog).getByRole('button', { name: 'Klaar' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(asked(casebook.calls, 'invite_member')).toMatchObject([{ name: 'Fatma Yıldız', role: 'coach' }]);
  });

  it('an invitation whose answer was lost is asked again as the same', async () => {
    const { casebook, user } = open('#/office/members');
    await user.click(await screen.findByRole('button', { name: 'Nodig iemand uit' }));
    await user.type(screen.getByRole('textbox', { name: 'Naam' }), 'Fatma');
    casebook.office.failing = 'office_unreachable';
    await user.click(screen.getByRole('button', { name: 'Maak de uitnodiging' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Het kantoor antwoordt niet');
    casebook.office.failing = null;
    await user.click(screen.getByRole('button', { name: 'Maak de uitnodiging' }));
    await screen.findByRole('dialog', { name: 'Uitnodiging voor Fatma' });
    const [first, second] = asked(casebook.calls, 'invite_member') as { request: string }[];
    expect(second?.request).toBe(first?.request);
    expect(casebook.office.administration.invited.size).toBe(1);
  });

  it('nobody is invited without a name', async () => {
    const { casebook, user } = open('#/office/members');
    await user.click(await screen.findByRole('button', { name: 'Nodig iemand uit' }));
    await user.click(screen.getByRole('button', { name: 'Maak de uitnodiging' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Vul een naam in');
    expect(asked(casebook.calls, 'invite_member')).toEqual([]);
  });

  it('are invited for another laptop under their own name and role', async () => {
    const { user } = open('#/office/members');
    await user.click(await screen.findByRole('button', { name: 'Wat je met Bram de Wit kunt doen' }));
    await user.click(await menuItem('Nodig uit voor nog een laptop'));
    expect(await screen.findByRole('textbox', { name: 'Naam' })).toHaveValue('Bram de Wit');
    expect(screen.getByText(/Bram de Wit hoort er al bij/)).toBeVisible();
    expect(screen.getByText('projectleider')).toBeVisible();
  });

  it('leave only after the words that say what happens', async () => {
    const { casebook, user } = open('#/office/members');
    await user.click(await screen.findByRole('button', { name: 'Wat je met Samira Haddad kunt doen' }));
    await user.click(await menuItem('Laat vertrekken'));
    const dialog = await screen.findByRole('dialog', { name: 'Vertrekt Samira Haddad?' });
    expect(dialog).toHaveTextContent('Samira Haddad leest en schrijft niets meer');
    expect(asked(casebook.calls, 'end_membership')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Laat vertrekken' }));
    await waitFor(async () => expect(await rows('Vertrokken')).toHaveLength(2));
    expect(asked(casebook.calls, 'end_membership')).toEqual([{ member: 'member-4' }]);
    expect(screen.getByText('Samira Haddad is vertrokken.')).toBeVisible();
    expect(screen.getByRole('tabpanel', { name: 'Leden' })).toHaveFocus();
  });
});

describe('devices', () => {
  it('are told with who works on them, when they were seen and what they delivered', async () => {
    open('#/office/devices');
    const found = await rows('Apparaten');
    const named = (name: string) => found.find((row) => row.textContent?.includes(name));
    expect(named('Laptop van Marleen')).toHaveTextContent('deze laptop');
    expect(within(named('Laptop van Marleen') as HTMLElement).queryByRole('button')).toBeNull();
    expect(named('Tablet in de kas')).toHaveTextContent('Ria Dekker en Samira Haddad');
    expect(named('Tablet in de kas')).toHaveTextContent('lang niet gezien');
    expect(named('Laptop van Samira')).toHaveTextContent('nummer 7, teruggezet of gekopieerd van 5');
    expect(named('Laptop 8')).toHaveTextContent('nog nooit gezien · nog niets bezorgd');
    const [joost, old] = await rows('Afgemeld');
    expect(joost).toHaveTextContent('op slot');
    expect(old).toHaveTextContent('weet het nog niet');
  });

  it('are signed off only after the words that say what happens', async () => {
    const { casebook, user } = open('#/office/devices');
    await user.click(await screen.findByRole('button', { name: 'Meld af: Laptop van Samira' }));
    const dialog = await screen.findByRole('dialog', { name: 'Laptop van Samira afmelden?' });
    const points = within(dialog).getAllByRole('listitem');
    expect(points.map((point) => point.textContent)).toEqual([
      expect.stringContaining('op slot'),
      expect.stringContaining('in quarantaine'),
      expect.stringContaining('gewist'),
    ]);
    await user.click(within(dialog).getByRole('button', { name: 'Niet doen' }));
    expect(asked(casebook.calls, 'revoke_device')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Meld af: Laptop van Samira' }));
    await user.click(await screen.findByRole('button', { name: 'Meld af en wis' }));
    expect(await screen.findByText('Laptop van Samira is afgemeld.')).toBeVisible();
    await waitFor(async () => expect(await rows('Afgemeld')).toHaveLength(3));
    expect(asked(casebook.calls, 'revoke_device')).toEqual([{ device: 7 }]);
  });

  it('a refusal stands in the dialog, with its reason', async () => {
    const { casebook, user } = open('#/office/devices');
    await user.click(await screen.findByRole('button', { name: 'Meld af: Laptop van Samira' }));
    casebook.office.failing = 'office_gone';
    await user.click(await screen.findByRole('button', { name: 'Meld af en wis' }));
    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('iemand besliste er al over');
  });
});

describe('quarantine', () => {
  it('tells who wrote what on which laptop, and why it waits; not what only a coach may know', async () => {
    open('#/office/quarantine');
    const [first, second, third] = await rows('Quarantaine');
    expect(first).toHaveTextContent('Joost van der Meer, op Laptop van Joost');
    expect(first).toHaveTextContent('De laptop was al afgemeld');
    expect(first).toHaveTextContent(/Woonplaats\s*De Lier/);
    expect(second).toHaveTextContent('vertrouwelijk');
    expect(second).toHaveTextContent('Alleen dat het er is.');
    expect(second).toHaveTextContent('En nog 2 onderdelen.');
    expect(third).toHaveTextContent('Iemand die het kantoor niet kent, op Laptop van Samira');
    expect(third).toHaveTextContent('iets anders uit het casusboek');
    expect(third).toHaveTextContent('Iets uit een nieuwere Meedoen');
  });

  it('lets something count, and says which earlier ones go with it', async () => {
    const { casebook, user } = open('#/office/quarantine');
    await user.click(await screen.findByRole('button', { name: /^Laat tellen, met 1 eerdere: Notitie, van Joost/ }));
    await waitFor(async () => expect(await rows('Quarantaine')).toHaveLength(1));
    expect(asked(casebook.calls, 'decide_quarantined')).toEqual([{ transaction: 'waiting-2', decision: 'release' }]);
    expect(screen.getByText('Dit telt nu mee.')).toBeVisible();
    expect(screen.getByRole('tabpanel', { name: 'Quarantaine' })).toHaveFocus();
  });

  it('refuses only after the words that say what happens', async () => {
    const { casebook, user } = open('#/office/quarantine');
    await user.click(await screen.findByRole('button', { name: /^Neem niet aan: Deelnemer, van Joost/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Niet aannemen?' });
    expect(asked(casebook.calls, 'decide_quarantined')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Neem niet aan' }));
    await waitFor(async () => expect(await rows('Quarantaine')).toHaveLength(2));
    expect(asked(casebook.calls, 'decide_quarantined')).toEqual([{ transaction: 'waiting-1', decision: 'refuse' }]);
  });

  it('is empty on most days, and says so', async () => {
    const { casebook } = open('#/office/state');
    casebook.office.administration.waiting = [];
    location.hash = '#/office/quarantine';
    expect(await screen.findByText('Er wacht niets')).toBeVisible();
  });
});
