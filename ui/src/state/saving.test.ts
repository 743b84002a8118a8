import { describe, expect, it } from 'vitest';

import type { AppliedView, OperationRequest, Result } from '$lib/ipc';

import { Draft } from './draft.svelte';
import { Saving } from './saving.svelte';
import type { Writer } from './writer.svelte';

const MARLEEN = { id: 'user-1', name: 'Marleen' };
const RIA = { id: 'user-2', name: 'Ria' };

/** A casebook that refuses for as long as its disk is full. */
function begin() {
  const saving = new Saving();
  const written: OperationRequest[] = [];
  let isFull = true;
  const writer = {
    write: (operation: OperationRequest): Promise<Result<AppliedView>> => {
      if (isFull) return Promise.resolve({ status: 'error', error: { code: 'disk_full', arguments: {} } });
      written.push(operation);
      return Promise.resolve({ status: 'ok', data: { transaction: 'one', at: 1, changed: [], held: [] } });
    },
  } as unknown as Writer;
  const source = { target: { op: 'participant.change', id: 'participant-1' }, record: null };
  const open = () => saving.hold('town', (isAtWork) => new Draft(writer, source, isAtWork));
  return { saving, written, open, makeRoom: () => (isFull = false) };
}

describe('text that could not be saved before a lock', () => {
  it('waits for its own member, and says so', async () => {
    const { saving, written, open, makeRoom } = begin();
    saving.enter(MARLEEN);
    const draft = open();
    await draft.choose({ town: 'De Lier' });
    expect(saving.failed).toBe(1);
    saving.enter(null);
    void saving.release(draft);
    expect(saving.waiting).toEqual([{ name: 'Marleen', count: 1 }]);

    makeRoom();
    saving.enter(RIA);
    expect(await saving.flush()).toBe(true);
    expect(written).toEqual([]);
    expect(saving.failed).toBe(0);
    expect(saving.waiting).toEqual([{ name: 'Marleen', count: 1 }]);

    saving.enter(MARLEEN);
    expect(await saving.flush()).toBe(true);
    expect(written).toMatchObject([{ op: 'participant.change', fields: { town: 'De Lier' } }]);
    expect(saving.waiting).toEqual([]);
  });

  it('is not what a colleague finds in the same field', async () => {
    const { saving, written, open, makeRoom } = begin();
    saving.enter(MARLEEN);
    const hers = open();
    await hers.choose({ town: 'De Lier' });
    void saving.release(hers);
    makeRoom();
    saving.enter(RIA);
    const own = open();
    expect(own.text('town')).toBe('');
    await own.choose({ town: 'Monster' });
    expect(written).toMatchObject([{ fields: { town: 'Monster' } }]);
    saving.enter(MARLEEN);
    expect(open().text('town')).toBe('De Lier');
  });

  it('is not written by a pause that ends while nobody is at work', async () => {
    const { saving, written, open, makeRoom } = begin();
    makeRoom();
    saving.enter(MARLEEN);
    const draft = open();
    draft.type('town', 'De Lier');
    saving.enter(null);
    await draft.flush();
    expect(written).toEqual([]);
    expect(draft.isClean).toBe(false);
  });
});

describe('a draft', () => {
  it('stays while another page still shows it', async () => {
    const { saving, open, makeRoom } = begin();
    makeRoom();
    saving.enter(MARLEEN);
    const draft = open();
    expect(open()).toBe(draft);
    await saving.release(draft);
    expect(open()).toBe(draft);
  });
});
