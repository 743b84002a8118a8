import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeOptions } from '../../../dev/fake/casebook.ts';
import { NOW, renderOn } from '../../../dev/render.ts';
import Frame from '../frame/Frame.svelte';

const open = (tab: string, options: Partial<FakeOptions> = {}) => {
  location.hash = `#/participant/participant-1/${tab}`;
  return renderOn(Frame, {}, options);
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

describe('a note', () => {
  it('is added once something is typed, saved as an open one, and closed with one tap', async () => {
    const { user, written } = open('line');
    await user.click(await screen.findByRole('button', { name: 'Notitie' }));
    const sheet = await screen.findByRole('dialog', { name: 'Notitie over Samir' });
    expect(written()).toHaveLength(0);
    await user.type(within(sheet).getByRole('textbox'), 'Wil ook zaterdag.');
    await within(sheet).findByText(/Opgeslagen om/);
    expect(written()[0]).toMatchObject({ op: 'note.add', parent: 'participant-1', fields: { state: 'open' } });
    await user.click(within(sheet).getByRole('button', { name: 'Klaar' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ op: 'note.close' }));
    expect(await screen.findByText('De notitie is klaar. Verbeteren kan met een nieuwe.')).toBeVisible();
    expect(within(screen.getByRole('list', { name: 'Doorlopende lijn' })).getByText('Wil ook zaterdag.')).toBeVisible();
  });

  it('with a possible citizen number stays a draft until the number is made unreadable', async () => {
    const { user } = open('line');
    await user.click(await screen.findByRole('button', { name: 'Notitie' }));
    const sheet = await screen.findByRole('dialog');
    await user.type(within(sheet).getByRole('textbox'), 'Nummer 111222333 staat op de brief.');
    expect(await within(sheet).findByRole('alert')).toHaveTextContent('misschien een burgerservicenummer');
    expect(within(sheet).getByRole('button', { name: 'Klaar' })).toBeDisabled();
    await user.click(within(sheet).getByRole('button', { name: 'Maak het nummer onleesbaar' }));
    await waitFor(() => expect(within(sheet).getByRole('textbox')).toHaveValue('Nummer ••••••••• staat op de brief.'));
    expect(within(sheet).getByRole('button', { name: 'Klaar' })).toBeEnabled();
  });

  it('that is closed is corrected by a new one', async () => {
    const { user, written } = open('line');
    const [correct] = await screen.findAllByRole('button', { name: 'Verbeter' });
    if (correct) await user.click(correct);
    const sheet = await screen.findByRole('dialog', { name: 'Notitie over Samir' });
    await waitFor(() =>
      expect(within(sheet).getByRole('textbox')).toHaveValue('Komt nu zelf op de fiets. Wil een extra ochtend werken.'),
    );
    expect(written()[0]).toMatchObject({ op: 'note.add', fields: { corrects: 'note-1', state: 'open' } });
  });
});

describe('the page of a person', () => {
  it('says nothing about years that nobody told', async () => {
    const { casebook } = open('can');
    const { fields } = casebook.store.add('education', 'participant-1', 'school-vocational', { level: 'vocational' });
    delete fields['years'];
    expect(await screen.findByRole('button', { name: /Vakschool/ })).toHaveTextContent(/^Vakschool$/);
    expect(screen.getByRole('main')).not.toHaveTextContent('NaN');
  });

  it('names a colleague who may guide the same person, whose case is not seen here', async () => {
    const { casebook } = open('line');
    casebook.pages.colleagues = ['Joost de Wit'];
    location.hash = '#/participant/participant-1/who';
    expect(await screen.findByText('Joost de Wit begeleidt misschien dezelfde persoon. Overleg samen.')).toBeVisible();
  });

  it('offers an assistant what an assistant may write, and shows the rest', async () => {
    const { user } = open('can', { role: 'assistant' });
    const main = within(await screen.findByRole('main'));
    expect(await main.findByText('Restaurant, 40 gasten.', { exact: false })).toBeVisible();
    expect(main.queryByRole('combobox')).toBeNull();
    expect(main.queryByRole('button', { name: /Haal weg/ })).toBeNull();
    await user.click(main.getByRole('tab', { name: 'Werk' }));
    expect(main.queryByRole('textbox', { name: 'Afdeling of bedrijf' })).toBeNull();
    expect(main.getByText('Werkafspraak toevoegen')).toBeVisible();
    await user.click(main.getByRole('tab', { name: 'Beschikbaar' }));
    expect(main.getByRole('grid', { name: 'Dagdelen' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Nieuw: deelnemer' })).toBeNull();
  });

  it('moves along its tabs with arrows, and names the panel by its tab', async () => {
    const { user } = open('line');
    (await screen.findByRole('tab', { name: 'Lijn' })).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Wie' })).toHaveFocus();
    expect(screen.getByRole('tabpanel', { name: 'Wie' })).toBeVisible();
    expect(location.hash).toBe('#/participant/participant-1/who');
  });

  it('keeps a birth date together, and does not save one that cannot be', async () => {
    const { user, written } = open('who');
    const birth = await screen.findByRole('group', { name: 'Geboren' });
    await user.type(within(birth).getByRole('textbox', { name: 'Dag' }), '31');
    await user.clear(within(birth).getByRole('textbox', { name: 'Jaar' }));
    await user.type(within(birth).getByRole('textbox', { name: 'Jaar' }), '1985');
    await user.click(screen.getByRole('textbox', { name: 'Woonplaats' }));
    await waitFor(() => expect(written()).toHaveLength(1));
    expect(written()[0]).toMatchObject({
      fields: { birth_year: 1985, birth_month: 5, birth_day: 31, birth_calendar: 'gregorian', birth_source: 'pass' },
    });
    await user.clear(within(birth).getByRole('textbox', { name: 'Dag' }));
    await user.type(within(birth).getByRole('textbox', { name: 'Dag' }), '32');
    await user.click(screen.getByRole('textbox', { name: 'Woonplaats' }));
    expect(await screen.findByText('Mei heeft 31 dagen. Je invoer staat er nog.')).toBeVisible();
    expect(written()).toHaveLength(1);
  });

  it('adds work done before in free words', async () => {
    const { user, written } = open('can');
    const field = await screen.findByRole('combobox', { name: 'Werk toevoegen' });
    await user.click(field);
    await user.type(field, 'imker');
    // Not by role: a floating list has no place in jsdom, and what has no place counts as hidden.
    await user.click(await screen.findByText('Voeg “imker” toe'));
    await waitFor(() =>
      expect(written().at(-1)).toMatchObject({
        op: 'work_experience.put',
        element: 'imker',
        fields: { occupation: 'imker' },
      }),
    );
    expect(await screen.findByRole('button', { name: /imker/, expanded: true })).toBeVisible();
  });

  it('saves every tap on a half-day', async () => {
    const { user, written } = open('available');
    await user.click(await screen.findByRole('button', { name: 'zaterdag Ochtend: vrij' }));
    await waitFor(() =>
      expect(written().at(-1)).toMatchObject({
        op: 'half_day.put',
        element: 'sat-morning',
        fields: { status: 'work' },
      }),
    );
    expect(await screen.findByRole('button', { name: 'zaterdag Ochtend: werk' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'zaterdag Ochtend: werk' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ op: 'half_day.remove' }));
  });

  it('begins a new week that takes over the last one, which ends the day before', async () => {
    const { user, written } = open('available');
    await user.click(await screen.findByRole('button', { name: 'Nieuw rooster vanaf vandaag' }));
    expect(await screen.findByRole('heading', { name: 'Eerder' })).toBeVisible();
    expect(written()).toHaveLength(1);
    const [begun] = written() as { id: string; with: { op: string; parent?: string }[] }[];
    expect(begun).toMatchObject({ op: 'availability.add', fields: { valid_from: '2016-11-01' } });
    expect(begun?.with[0]).toMatchObject({ op: 'availability.change', fields: { valid_until: '2016-10-31' } });
    expect(begun?.with.slice(1).every(({ op, parent }) => op === 'half_day.put' && parent === begun.id)).toBe(true);
    expect(screen.getByRole('button', { name: 'maandag Ochtend: werk' })).toBeVisible();
  });

  it('shows who wrote what, and puts an old value back', async () => {
    const { casebook, user } = open('who');
    await screen.findByRole('textbox', { name: 'Woonplaats' });
    casebook.elsewhere({ op: 'participant.change', id: 'participant-1', fields: { town: 'Wateringen' } });
    casebook.elsewhere({ op: 'participant.change', id: 'participant-1', fields: { town: 'Monster' } });
    await user.click(screen.getByRole('button', { name: 'Wat stond hier eerder?' }));
    await user.click(await screen.findByRole('button', { name: 'Zet terug: Wateringen' }));
    await waitFor(() => expect(casebook.store.records.get('participant-1')?.fields['town']).toBe('Wateringen'));
  });

  it('leads with Ctrl+P to what can be printed', async () => {
    const { user } = open('line');
    await screen.findByRole('tab', { name: 'Lijn' });
    await user.keyboard('{Control>}p{/Control}');
    expect(await screen.findByRole('tabpanel', { name: 'Papieren' })).toHaveTextContent('Mijn beoordeling in plaatjes');
  });
});
