import type {
  AppliedView,
  FieldValue,
  HistoryEntry,
  OperationRequest,
  RecordView,
  StepFields,
} from '../../src/ipc/bindings.ts';
import type { Stamp } from '../../src/ipc/index.ts';

type Before = { record: RecordView; existed: boolean };

/** Records in memory with stamps, history, undo and redo: as much of the casebook as the screens can notice. */
export class Store {
  readonly records = new Map<string, RecordView>();
  readonly history: (HistoryEntry & { record: string })[] = [];
  #undo: Before[][] = [];
  #redo: Before[][] = [];
  #next = 1;
  /** how many records of each kind were added: ids of the fake can be told in advance */
  #added: Record<string, number> = {};

  constructor(readonly now: () => number) {}

  add(kind: string, parent: string | null, element: string | null, fields: Record<string, FieldValue>): RecordView {
    const id = parent && element ? `${parent}-${kind}-${element}` : `${kind}-${this.#count(kind)}`;
    const stamps = Object.fromEntries(Object.keys(fields).map((field) => [field, this.#stamp()]));
    const record: RecordView = { id, kind, parent, element, removed: false, fields, stamps, held: [] };
    this.records.set(id, record);
    return record;
  }

  of(kind: string, parent: string): RecordView[] {
    return [...this.records.values()].filter(
      (record) => record.kind === kind && record.parent === parent && !record.fields['deleted'],
    );
  }

  write(operation: OperationRequest, member: string): AppliedView {
    const before: Before[] = [];
    const steps: StepFields[] = [operation, ...(operation.with ?? [])];
    const changed = steps.map((step) => this.#step(step, operation.op, member, before));
    this.#undo.push(before);
    this.#redo = [];
    return this.#applied(changed);
  }

  turn(which: 'undo' | 'redo'): AppliedView | null {
    const [from, to] = which === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
    const before = from.pop();
    if (!before) return null;
    const now = before.map(({ record }) => {
      const current = this.records.get(record.id);
      return { record: structuredClone(current ?? record), existed: current !== undefined };
    });
    to.push(now);
    for (const { record, existed } of before) {
      if (!existed) this.records.delete(record.id);
      else this.records.set(record.id, { ...record, stamps: this.#fresh(record) });
    }
    return this.#applied(before.map(({ record }) => record));
  }

  #step(step: StepFields, operation: string, member: string, before: Before[]): RecordView {
    const [kind = '', verb = ''] = step.op.split('.');
    const id = step.id ?? (step.parent && step.element ? `${step.parent}-${kind}-${step.element}` : undefined);
    const found = id ? this.records.get(id) : undefined;
    const record = found ?? this.add(kind, step.parent ?? null, step.element ?? null, {});
    before.push({ record: structuredClone(record), existed: found !== undefined });
    if (id && id !== record.id && !found) this.#rename(record, id);
    const fields = { ...step.fields };
    if (verb === 'remove') fields['deleted'] = 1;
    else if (record.fields['deleted']) fields['deleted'] = 0;
    if (verb === 'close') fields['state'] = 'closed';
    if (verb === 'sign') fields['state'] = 'signed';
    for (const [field, value] of Object.entries(fields))
      this.#put(record, field, typeof value === 'boolean' ? Number(value) : value, operation, member);
    return record;
  }

  #put(record: RecordView, field: string, value: FieldValue, operation: string, member: string): void {
    for (const entry of this.history) {
      if (entry.record === record.id && entry.field === field) entry.current = false;
    }
    this.history.unshift({
      id: this.history.length + 1,
      record: record.id,
      field,
      value,
      at: this.now(),
      member,
      operation,
      current: true,
    });
    record.fields = { ...record.fields, [field]: value };
    record.stamps = { ...record.stamps, [field]: this.#stamp() };
  }

  #rename(record: RecordView, id: string): void {
    this.records.delete(record.id);
    record.id = id;
    this.records.set(id, record);
  }

  #fresh(record: RecordView): Record<string, Stamp> {
    return Object.fromEntries(Object.keys(record.fields).map((field) => [field, this.#stamp()]));
  }

  #applied(changed: RecordView[]): AppliedView {
    const at = this.now();
    return {
      transaction: `transaction-${this.#next++}`,
      at,
      changed: changed.map(({ id, kind, parent, element, stamps }) => ({ id, kind, parent, element, stamps })),
      held: changed.flatMap((record) => record.held),
    };
  }

  #count(kind: string): number {
    return (this.#added[kind] = (this.#added[kind] ?? 0) + 1);
  }

  #stamp(): Stamp {
    return `stamp-${this.#next++}`;
  }
}
