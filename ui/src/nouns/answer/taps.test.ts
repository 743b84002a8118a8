import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';

import type { AppliedView, FieldValue, OperationRequest, RecordView, Result } from '$lib/ipc';
import type { Writer } from '$lib/state/writer.svelte';

import { choiceAt } from './answers';
import { Taps } from './taps.svelte';

type Answer = (result: Result<AppliedView>) => void;

/** A writer whose answers come when the test says so. */
class SlowWriter {
  operations: OperationRequest[] = [];
  turns: string[] = [];
  #answers: Answer[] = [];

  write = (operation: OperationRequest): Promise<Result<AppliedView>> => {
    this.operations.push(operation);
    return new Promise((answer) => this.#answers.push(answer));
  };
  run = async (ask: () => unknown) => {
    this.turns.push(ask.name);
    return null;
  };

  async succeed(stamp: string): Promise<void> {
    const operation = this.operations.at(-1);
    const steps = operation ? [operation, ...(operation.with ?? [])] : [];
    const changed = steps.map((step) => ({
      id: step.id ?? step.element ?? '',
      kind: step.op.split('.')[0] ?? '',
      parent: step.parent ?? null,
      element: step.element ?? null,
      stamps: Object.fromEntries(Object.keys(step.fields ?? {}).map((field) => [field, stamp])),
    }));
    this.#answers.shift()?.({ status: 'ok', data: { transaction: stamp, at: 1, changed, held: [] } });
    await turn();
  }

  async fail(): Promise<void> {
    this.#answers.shift()?.({ status: 'error', error: { code: 'disk_full', arguments: {} } });
    await turn();
  }
}

const turn = () => new Promise((done) => setTimeout(done));

function record(element: string | null, fields: Record<string, FieldValue>, stamp: string): RecordView {
  return {
    id: element ?? 'talk',
    kind: element === null ? 'conversation' : 'answer',
    parent: element === null ? null : 'talk',
    element,
    fields,
    stamps: Object.fromEntries(Object.keys(fields).map((field) => [field, stamp])),
    removed: false,
    held: [],
  };
}

const conversation = record(null, { language: 'ar' }, 'a');
const say = (card: string, choice: string) => ({ element: `work/${card}`, fields: { choice } });

function begin(answers: RecordView[] = []) {
  const writer = new SlowWriter();
  const taps = new Taps(writer as unknown as Writer, 'talk', () => true);
  taps.follow(conversation, answers);
  const choice = (card: string) => {
    flushSync();
    return choiceAt(taps.answers, 'work', card);
  };
  return { writer, taps, choice };
}

describe('a tap', () => {
  it('shows at once, before anything is written', () => {
    const { taps, choice } = begin();
    void taps.tap([say('cook', 'yes')]);
    expect(choice('cook')).toBe('yes');
    expect(taps.isUnsaved('work/cook')).toBe(false);
  });

  it('passes what was seen: nothing, what the record said, or what was written before', async () => {
    const { writer, taps } = begin([record('work/driver', { choice: 'no' }, 'seen')]);
    void taps.tap([say('cook', 'yes'), say('driver', 'yes')]);
    await turn();
    expect(writer.operations[0]?.seen).toEqual({ choice: null });
    expect(writer.operations[0]?.with?.[0]?.seen).toEqual({ choice: 'seen' });
    await writer.succeed('first');
    void taps.tap([say('cook', 'no')]);
    await turn();
    expect(writer.operations[1]?.seen).toEqual({ choice: 'first' });
  });

  it('waits for the one before it, and the last one stands', async () => {
    const { writer, taps, choice } = begin();
    void taps.tap([say('cook', 'yes')]);
    void taps.tap([say('cook', 'no')]);
    await turn();
    expect(writer.operations).toHaveLength(1);
    await writer.succeed('first');
    expect(writer.operations).toHaveLength(2);
    expect(choice('cook')).toBe('no');
  });

  it('stays on screen until the record says the same, also when an older page comes in between', async () => {
    const { writer, taps, choice } = begin([record('work/cook', { choice: 'no' }, 'old')]);
    void taps.tap([say('cook', 'yes')]);
    await turn();
    await writer.succeed('new');
    taps.follow(conversation, [record('work/cook', { choice: 'no' }, 'old')]);
    expect(choice('cook')).toBe('yes');
    taps.follow(conversation, [record('work/cook', { choice: 'yes' }, 'new')]);
    taps.follow(conversation, [record('work/cook', { choice: 'no' }, 'undone')]);
    expect(choice('cook')).toBe('no');
  });

  it('that changed nothing lets the record speak again', async () => {
    const { writer, taps, choice } = begin([record('work/cook', { choice: 'yes' }, 'old')]);
    void taps.tap([{ element: 'work/cook', fields: {} }]);
    await turn();
    await writer.succeed('new');
    taps.follow(conversation, [record('work/cook', { choice: 'no' }, 'later')]);
    expect(choice('cook')).toBe('no');
  });

  it('turns the language of the conversation with it', async () => {
    const { writer, taps } = begin();
    void taps.tap([say('ti', 'yes')], { language: 'ti' });
    expect(taps.value('language')).toBe('ti');
    await turn();
    expect(writer.operations[0]?.with?.[0]).toMatchObject({ op: 'conversation.change', fields: { language: 'ti' } });
  });
});

describe('a tap that cannot be written', () => {
  it('stays, marked, and is written by trying again', async () => {
    const { writer, taps, choice } = begin();
    void taps.tap([say('cook', 'yes')]);
    await turn();
    await writer.fail();
    expect(choice('cook')).toBe('yes');
    expect(taps.isUnsaved('work/cook')).toBe(true);
    expect(taps.unsaved).toEqual(['work/cook']);
    expect(taps.failure?.code).toBe('disk_full');
    void taps.retry();
    await turn();
    expect(writer.operations[1]).toMatchObject({
      element: 'work/cook',
      fields: { question: 'work', card: 'cook', choice: 'yes' },
    });
    await writer.succeed('new');
    expect(taps.isUnsaved('work/cook')).toBe(false);
    expect(taps.failure).toBeNull();
  });

  it('does not speak for a later one that was', async () => {
    const { writer, taps } = begin();
    void taps.tap([say('cook', 'yes')]);
    void taps.tap([say('cook', 'no')]);
    await turn();
    await writer.fail();
    expect(taps.isUnsaved('work/cook')).toBe(false);
    await writer.succeed('new');
    expect(taps.failure).toBeNull();
  });
});

describe('undo', () => {
  it('takes the last tap back with the moves after it, and never what was done elsewhere', async () => {
    const { writer, taps } = begin();
    await taps.undo();
    expect(writer.turns).toHaveLength(0);
    void taps.tap([say('cook', 'yes')]);
    await turn();
    await writer.succeed('first');
    void taps.move({ at_question: 'school' });
    await turn();
    await writer.succeed('second');
    await taps.undo();
    expect(writer.turns).toHaveLength(2);
    await taps.undo();
    expect(writer.turns).toHaveLength(2);
    await taps.redo();
    expect(writer.turns).toHaveLength(4);
  });
});
