import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { OperationRequest } from '$lib/ipc';

import { settleStage, type StageOptions } from '../../../dev/fake/stage.ts';
import { NOW, renderOn } from '../../../dev/render.ts';
import ConversationScreen from './ConversationScreen.svelte';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true, toFake: ['Date'] });
});

function open(id: string, options: Partial<StageOptions> = {}) {
  location.hash = `#/conversation/${id}`;
  const opened = renderOn(ConversationScreen, { id });
  settleStage(opened.casebook, options);
  const operations = () => opened.written() as OperationRequest[];
  return { ...opened, operations };
}

const stage = () => screen.getByRole('main');
const strip = () => screen.getByRole('complementary', { name: 'Voor de coach' });
const heading = (words: RegExp) => screen.findByRole('heading', { level: 1, name: words });
const button = (name: RegExp | string) => within(stage()).getByRole('button', { name });

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('pointing at a card', () => {
  it('chooses it and writes one operation', async () => {
    const { user, operations } = open('talk-ar');
    await heading(/Welk werk deed je vroeger/);
    const baker = button(/bakker/);
    expect(baker).toHaveAttribute('aria-pressed', 'false');
    await user.click(baker);
    expect(baker).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(operations()).toHaveLength(1));
    expect(operations()[0]).toMatchObject({
      op: 'answer.put',
      parent: 'talk-ar',
      element: 'work-before/baker',
      fields: { question: 'work-before', card: 'baker', choice: 'yes', pointed_by: 'participant' },
    });
    expect(within(strip()).getByText('bakker')).toBeVisible();
  });

  it('says who pointed when the coach did', async () => {
    const { user, operations } = open('talk-ar');
    await heading(/Welk werk/);
    await user.click(within(strip()).getByRole('radio', { name: 'Ik' }));
    await user.click(button(/bakker/));
    await waitFor(() => expect(operations()[0]?.fields).toMatchObject({ pointed_by: 'coach' }));
  });

  it('stays, marked as not saved, when it cannot be written', async () => {
    const { user, casebook } = open('talk-ar');
    await heading(/Welk werk/);
    casebook.failing = 'disk_full';
    await user.click(button(/bakker/));
    expect(await within(strip()).findByRole('alert')).toHaveTextContent(/niet opgeslagen.*schijf is vol/s);
    expect(button(/bakker.*niet opgeslagen/s)).toHaveAttribute('aria-pressed', 'true');
    casebook.failing = null;
    await user.click(within(strip()).getByRole('button', { name: 'Probeer opnieuw' }));
    await waitFor(() => expect(within(strip()).getByRole('alert')).toBeEmptyDOMElement());
  });

  it('shows Dutch and own words together, each in its own language and direction', async () => {
    open('talk-ar');
    const question = within(await heading(/Welk werk/));
    const own = (await question.findByText(/تعمل/)).closest('[lang]');
    expect(own).toHaveAttribute('lang', 'ar');
    expect(own).toHaveAttribute('dir', 'rtl');
    expect(stage()).toHaveAttribute('dir', 'rtl');
    expect(within(button(/bakker/)).getByText('bakker')).toHaveAttribute('lang', 'nl');
  });

  it('takes the wording of the person', async () => {
    open('talk-ti');
    await heading(/Welk werk/);
    expect(screen.getByText('Nasrin', { selector: 'p' })).toBeVisible();
    expect(stage()).toHaveAttribute('dir', 'ltr');
  });
});

describe('going through the questions', () => {
  it('turns pages, then goes on, and keeps the place', async () => {
    const { user, operations } = open('talk-ar', { at: 'work-before', fresh: true });
    await heading(/Welk werk deed/);
    expect(screen.getByRole('img', { name: 'Bladzijde 1 van 3' })).toBeVisible();
    await user.click(button(/Verder/));
    expect(screen.getByRole('img', { name: 'Bladzijde 2 van 3' })).toBeVisible();
    await user.keyboard('n');
    await user.keyboard('{PageDown}');
    await heading(/Wat kun je goed/);
    await waitFor(() => expect(operations().at(-1)).toMatchObject({ fields: { at_question: 'good-at' } }));
    await user.keyboard('p');
    expect(await screen.findByRole('img', { name: 'Bladzijde 3 van 3' })).toBeVisible();
  });

  it('turns the whole screen to the language that is pointed at', async () => {
    const { user, operations } = open('talk-ar', { at: 'language' });
    await heading(/Welke taal/);
    await user.click(within(stage()).getByRole('radio', { name: /Tigrinya/ }));
    expect(stage()).toHaveAttribute('dir', 'ltr');
    await waitFor(() => expect(operations()).toHaveLength(1));
    expect(operations()[0]?.with).toEqual(
      expect.arrayContaining([expect.objectContaining({ op: 'conversation.change' })]),
    );
    expect(within(stage()).getByRole('radio', { name: /Arabisch/ })).not.toBeChecked();
  });

  it('leaves out what a fellow refugee should not interpret, and says so', async () => {
    open('talk-ar', { interpreter: 'fellow_refugee' });
    await heading(/Welk werk/);
    expect(within(strip()).getByText(/Vragen over het lichaam komen nu niet/)).toBeVisible();
    expect(within(screen.getByRole('list', { name: 'Vragen' })).getAllByRole('button')).toHaveLength(11);
  });

  it('is shorter when there are fifteen minutes', async () => {
    const { user } = open('talk-ar');
    await heading(/Welk werk/);
    const short = within(strip()).getByRole('switch', { name: /Korte versie/ });
    await user.click(short);
    expect(short).toBeChecked();
    expect(within(screen.getByRole('list', { name: 'Vragen' })).getAllByRole('button')).toHaveLength(11);
    await user.click(short);
  });

  it('stops and goes on without asking anything', async () => {
    const { user } = open('talk-ar');
    await heading(/Welk werk/);
    await user.click(button(/Stop/));
    await heading(/Je mag altijd stoppen/);
    await user.click(button(/Verder/));
    await heading(/Welk werk/);
  });
});

describe('the kinds of questions', () => {
  it('ask thing by thing, and show what was said of each', async () => {
    const { user, operations } = open('talk-ar', { at: 'body' });
    await heading(/moeilijk voor je lichaam/);
    const hard = within(stage()).getByRole('radio', { name: /Ja, dat is moeilijk/ });
    await user.click(hard);
    expect(hard).toBeChecked();
    expect(button('kou: Ja, dat is moeilijk')).toHaveAttribute('aria-current', 'step');
    await waitFor(() => expect(operations()[0]).toMatchObject({ element: 'body/cold', fields: { choice: 'is-hard' } }));
    await user.click(button(/Weet ik niet/));
    await waitFor(() =>
      expect(operations()[1]).toMatchObject({ element: 'body/cold', fields: { choice: 'dont-know' } }),
    );
  });

  it('count on beads, for each occupation', async () => {
    const { user, operations } = open('talk-ar', { at: 'work-years' });
    await heading(/Hoeveel jaar deed je dit werk/);
    await user.click(within(stage()).getByRole('radio', { name: '7 jaar' }));
    await waitFor(() => expect(operations()[0]).toMatchObject({ element: 'work-years/cook', fields: { number: 7 } }));
    expect(within(strip()).getByText('kok: 7 jaar')).toBeVisible();
  });

  it('stick “now” and “later” on a card', async () => {
    const { user, operations } = open('talk-ar', { at: 'work-wish' });
    await heading(/Welk werk wil je hier/);
    const greenhouse = within(stage()).getByRole('group', { name: 'de kas' });
    await user.click(within(greenhouse).getByRole('button', { name: /later/ }));
    await waitFor(() =>
      expect(operations()[0]).toMatchObject({ element: 'work-wish/greenhouse', fields: { choice: 'both' } }),
    );
  });

  it('fill a week', async () => {
    const { user, operations } = open('talk-ar', { at: 'week' });
    await heading(/Wanneer heb je les/);
    await user.click(within(stage()).getByRole('radio', { name: /kinderen/ }));
    await user.click(button('zaterdag ochtend: nog niets'));
    await waitFor(() =>
      expect(operations()[0]).toMatchObject({ element: 'week/sat-morning', fields: { choice: 'care' } }),
    );
    expect(button('zaterdag ochtend: kinderen')).toHaveAttribute('aria-pressed', 'true');
  });

  it('write the name the coach copies, with its question', async () => {
    const { user, operations } = open('talk-ar', { at: 'name', fresh: true });
    await heading(/Hoe heet je/);
    await user.type(screen.getByRole('textbox', { name: 'Hoe wil je heten?' }), 'Sam');
    await waitFor(() => expect(operations().at(-1)?.fields).toMatchObject({ text: 'Sam' }));
    expect(operations()[0]).toMatchObject({
      op: 'answer.put',
      element: 'name/call-name',
      fields: { question: 'name', card: 'call-name' },
    });
  });

  it('choose a day and a time, which become the next meeting', async () => {
    const { user, operations } = open('talk-ar', { at: 'next-meeting', fresh: true });
    await heading(/Wanneer zien we elkaar/);
    await user.click(within(screen.getByRole('group', { name: 'Dag' })).getByRole('button', { name: /vrijdag 4 nov/ }));
    await user.click(within(screen.getByRole('group', { name: 'Uur' })).getByRole('button', { name: /^9/ }));
    await waitFor(() => expect(operations()).toHaveLength(2));
    expect(operations()[0]).toMatchObject({ element: 'next-meeting/', fields: { text: '2016-11-04' } });
    const at = new Date(2016, 10, 4, 9, 0).getTime();
    expect(operations()[1]).toMatchObject({ fields: { text: '2016-11-04T09:00' } });
    expect(operations()[1]?.with).toEqual([
      expect.objectContaining({ op: 'conversation.change', fields: { next_meeting_at: at } }),
    ]);
  });

  it.each([
    'language',
    'name',
    'privacy',
    'reading-own',
    'work-years',
    'work-wish',
    'week',
    'body',
    'ask-me',
    'show-me',
  ])(
    'have names and roles on everything: %s',
    async (at) => {
      open('talk-ti', { at });
      await screen.findByRole('heading', { level: 1 });
      expect(await faults()).toEqual([]);
    },
    20_000,
  );
});

describe('the lock', () => {
  it('asks for the passphrase before anything else is seen', async () => {
    const { user } = open('talk-ar');
    await heading(/Welk werk/);
    location.hash = '#/participants';
    const dialog = await screen.findByRole('dialog', { name: 'Gesprek sluiten' });
    expect(location.hash).toBe('#/conversation/talk-ar');
    await user.type(within(dialog).getByLabelText('Jouw wachtzin'), 'raden');
    await user.click(within(dialog).getByRole('button', { name: 'Sluit het gesprek' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Deze wachtzin past niet');
    await user.clear(within(dialog).getByLabelText('Jouw wachtzin'));
    await user.type(within(dialog).getByLabelText('Jouw wachtzin'), 'vier woorden naast elkaar{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/participants'));
  });

  it('lets a colleague out too, who is then the one at work', async () => {
    const { user, casebook } = open('talk-ar');
    await heading(/Welk werk/);
    casebook.failing = 'disk_full';
    await user.click(button(/bakker/));
    await within(strip()).findByRole('alert');
    casebook.failing = null;
    await user.keyboard('{Escape}');
    await user.type(await screen.findByLabelText('Jouw wachtzin'), 'ria telt elke tomaat{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/participant/participant-1/line'));
    const baker = [...casebook.store.records.values()].find(({ element }) => element === 'work-before/baker');
    expect(baker).toBeUndefined();
  });

  it('asks on Escape, and lets you stay', async () => {
    const { user } = open('talk-ar');
    await heading(/Welk werk/);
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Blijf in het gesprek' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(location.hash).toBe('#/conversation/talk-ar');
  });
});

describe('the end', () => {
  it('reads everything back: a tap takes a card back, another says it again', async () => {
    const { user, operations } = open('talk-ar', { at: 'show-me' });
    await heading(/Laat mij zien/);
    await user.click(button(/Verder/));
    await heading(/Klopt dit/);
    const cook = button(/^kok|طبّاخ.*kok/s);
    await user.click(cook);
    expect(cook).toHaveAttribute('aria-pressed', 'false');
    await user.click(cook);
    expect(cook).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(operations()).toHaveLength(2));
    expect(operations().map((operation) => operation.fields?.['choice'])).toEqual(['no', 'yes']);
  });

  it('closes once it is right, and gives a sheet to take home', async () => {
    const { user, operations } = open('talk-ar', { at: 'show-me' });
    await heading(/Laat mij zien/);
    await user.keyboard('nnn');
    await user.click(button(/^ja|نعم/));
    await heading(/Wat Samir vertelde/);
    expect(operations().filter(({ op }) => op === 'conversation.close')).toHaveLength(1);
    expect(screen.getByText('Dit papier is van jou. Bewaar het goed.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Bekijk het blad' })).toBeEnabled();
    await user.click(screen.getByRole('button', { name: 'Naar Samir' }));
    expect(await screen.findByRole('dialog', { name: 'Gesprek sluiten' })).toBeVisible();
  });

  it('shows a closed one without a lock', async () => {
    const { user } = open('talk-closed');
    await heading(/Wat Samir vertelde/);
    await user.click(screen.getByRole('button', { name: 'Naar Samir' }));
    await waitFor(() => expect(location.hash).toBe('#/participant/participant-1/line'));
  });
});

describe('the coach’s strip', () => {
  it('marks a question that was not understood', async () => {
    const { user, operations } = open('talk-ar');
    await heading(/Welk werk/);
    const mark = within(strip()).getByRole('button', { name: 'Niet begrepen' });
    await user.click(mark);
    expect(mark).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() =>
      expect(operations()[0]).toMatchObject({ element: 'work-before/', fields: { not_understood: 1 } }),
    );
  });

  it('records the interpreter, never a minor', async () => {
    const { user, operations } = open('talk-ar');
    await heading(/Welk werk/);
    await user.click(within(strip()).getByRole('button', { name: /Tolk aan de telefoon/ }));
    const sheet = await screen.findByRole('dialog', { name: 'Tolk' });
    expect(within(sheet).getByText(/Nooit een minderjarige/)).toBeVisible();
    const secrecy = within(sheet).getByRole('radiogroup', { name: 'Houdt de tolk alles geheim?' });
    await user.click(within(secrecy).getByRole('radio', { name: 'ja' }));
    await waitFor(() => expect(operations()[0]).toMatchObject({ fields: { interpreter_secrecy: 1 } }));
  });

  it('keeps a note with the conversation', async () => {
    const { user, operations } = open('talk-ar');
    await heading(/Welk werk/);
    await user.click(within(strip()).getByRole('button', { name: 'Notitie' }));
    await user.type(await screen.findByRole('textbox', { name: 'Wat wil je onthouden?' }), 'Komt vroeg.');
    await waitFor(() =>
      expect(operations().at(-1)).toMatchObject({ op: 'conversation.change', fields: { note: 'Komt vroeg.' } }),
    );
  });

  it('undoes the last tap, not the turning of a page', async () => {
    const { user, casebook } = open('talk-ar');
    await heading(/Welk werk/);
    await user.click(button(/bakker/));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(button(/bakker/)).toHaveAttribute('aria-pressed', 'false'));
    expect(casebook.calls.filter(({ command }) => command === 'undo')).toHaveLength(1);
    await user.keyboard('{Control>}z{/Control}');
    expect(casebook.calls.filter(({ command }) => command === 'undo')).toHaveLength(1);
  });
});
