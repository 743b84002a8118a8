import type {
  ConversationRow,
  Failure,
  Gate,
  Language,
  Locale,
  OperationRequest,
  ParticipantFilter,
  RecordView,
  Role,
  UserRow,
} from '../../src/ipc/index.ts';
import { FORM, INSTRUMENT, Pages } from './pages.ts';
import { match, plain } from './match.ts';
import { FakeOffice } from './delivery.ts';
import { about, BACKUPS, PAPER } from './office.ts';
import { WRITES } from './roles.ts';
import { settle } from './people.ts';
import { Store } from './store.ts';
import { LANGUAGES, phrasebook } from './words.ts';

export type FakeOptions = {
  state: Gate['state'];
  locale: Locale;
  failing: string | null;
  now: number;
  /** without people, as on the first day */
  empty: boolean;
  lockAfterSeconds: number;
  /** as what Marleen works */
  role: Role;
};

type Values = {
  passphrase: string;
  recoveryKey: string;
  locale: Locale;
  filter: ParticipantFilter;
  text: string;
  id: string;
  participant: string;
  language: Language;
  operation: OperationRequest;
  record: string;
  field: string;
  entry: number;
  user: unknown;
  current: string;
};
type Answers = Record<string, (values: Values) => unknown>;

const PASSPHRASE = 'vier woorden naast elkaar';
const PASSPHRASE_OF_RIA = 'ria telt elke tomaat';
const RECOVERY_KEY = 'K7QD-3M2P-9XRT-WZ4H-8NBV-5CFY-JG6S-A2LE';
const ELEVEN = /\b\d{9}\b/g;

/** A casebook of made-up people, answering the commands of the shell. */
export class FakeCasebook {
  /** Every command asked, for tests. */
  readonly calls: { command: string; values: unknown }[] = [];
  /** When set, the next writes fail with this code. */
  failing: string | null;
  onchange: (origin?: 'here' | 'elsewhere') => void = () => undefined;
  readonly store: Store;
  readonly pages: Pages;
  readonly office: FakeOffice;
  readonly commands: Answers;
  #gate: Gate;
  #coach: RecordView;
  #assistant: RecordView;
  /** Who opened the casebook last. */
  #user: RecordView;

  constructor(options: FakeOptions) {
    this.store = new Store(() => Date.now());
    this.failing = options.failing;
    this.pages = new Pages(this.store, dayOf(options.now));
    this.office = new FakeOffice(options.now, (operation) => this.#write(operation));
    this.#coach = this.store.add('user', null, null, {
      name: 'Marleen Verwoerd',
      role: options.role,
      language: 'nl',
      active: 1,
    });
    this.#assistant = this.store.add('user', null, null, {
      name: 'Ria Dekker',
      role: 'assistant',
      language: 'nl',
      active: 1,
    });
    this.#user = this.#coach;
    if (!options.empty) settle(this.store, this.#coach.id, this.#assistant.id);
    this.#gate = {
      state: options.state,
      casebook: options.state === 'open' ? 'Casusboek Westland' : null,
      folder: '/home/marleen/Meedoen',
      member: options.state === 'open' ? this.#member() : null,
      demo: false,
      locale: options.locale,
      lock_after_seconds: options.lockAfterSeconds,
      least_passphrase_characters: 12,
    };
    this.commands = { ...this.#gateCommands(), ...this.#readings(), ...this.#writings(), ...this.#offices() };
    Object.assign(this.commands, this.office.commands);
  }

  #member(): Gate['member'] {
    const { id, fields } = this.#user;
    const [name, role] = [String(fields['name']), fields['role'] as Role];
    const initials = name.replace(/(\w)\w*\s*/g, '$1');
    return { id, name, initials, role, writes: [...WRITES[role]] };
  }

  #open(demo: boolean, user = this.#coach): Gate {
    this.#user = user;
    return (this.#gate = {
      ...this.#gate,
      state: 'open',
      casebook: 'Casusboek Westland',
      member: this.#member(),
      demo,
    });
  }

  #gateCommands(): Answers {
    return {
      gate: () => this.#gate,
      create_casebook: () => {
        this.#open(false);
        return { recovery_key: RECOVERY_KEY };
      },
      unlock: ({ passphrase }) => {
        if (this.failing) throw failure(this.failing);
        if (passphrase === PASSPHRASE_OF_RIA) return this.#open(false, this.#assistant);
        if (passphrase !== PASSPHRASE) throw failure('wrong_passphrase');
        return this.#open(false);
      },
      unlock_with_recovery_key: ({ recoveryKey }) => {
        if (String(recoveryKey).replace(/[\s-]/g, '').toUpperCase() !== RECOVERY_KEY.replaceAll('-', '')) {
          throw failure('recovery_key_mistyped');
        }
        return this.#open(false);
      },
      open_demo: () => this.#open(true),
      lock: () => (this.#gate = { ...this.#gate, state: 'locked', member: null }),
      forget_recovery_key: () => null,
      set_locale: ({ locale }) => void (this.#gate = { ...this.#gate, locale }),
    };
  }

  #readings(): Answers {
    const record = (id: string) => {
      const found = this.store.records.get(id);
      if (!found) throw failure('not_found');
      return this.pages.whole(found);
    };
    return {
      today: () => this.pages.todayPage(),
      participants: ({ filter }) => this.#participants(filter),
      quick_find: ({ text }) => this.#find(text),
      participant: ({ id }) => this.pages.participant(record(id)),
      timeline: ({ id }) => this.pages.timeline(record(id)),
      conversations: ({ participant }) =>
        this.pages.all('conversation', participant).map((one): ConversationRow => ({
          id: one.id,
          form: String(one.fields['form']),
          form_version: 1,
          started_at: Number(one.fields['started_at']),
          author: 'Marleen Verwoerd',
          open: one.fields['state'] === 'open',
          language: String(one.fields['language']) as Language,
        })),
      conversation: ({ id }) => this.pages.conversation(record(id)),
      assessments: ({ participant }) =>
        this.pages
          .all('assessment', participant)
          .map((one) => ({
            id: one.id,
            moment: String(one.fields['moment']),
            observed_on: String(one.fields['observed_on']),
            author: 'Ria Dekker',
            signed: one.fields['state'] === 'signed',
            discussed_on: (one.fields['discussed_on'] ?? null) as string | null,
            corrects: (one.fields['corrects'] ?? null) as string | null,
          }))
          .reverse(),
      assessment: ({ id }) => this.pages.assessment(record(id)),
      note: ({ id }) => record(id),
      drawing: ({ id }) => ({ record: record(id), strokes: String(record(id).fields['strokes'] ?? '') }),
      languages: () => LANGUAGES,
      phrasebook: ({ language }) => phrasebook(language),
      newest_form: () => FORM,
      newest_instrument: () => INSTRUMENT,
    };
  }

  #participants({ find, phases, language }: ParticipantFilter) {
    const rows = this.pages
      .people()
      .map((record) => this.pages.row(record))
      .filter((row) => !phases.length || phases.includes(row.phase ?? ''))
      .filter((row) => !language || row.language === language)
      .map((row) => ({ ...row, ...match(row.person.name + ' ' + (row.own_script_name ?? ''), find) }))
      .filter((row) => row.found)
      .map(({ found: _found, ...row }) => row)
      .sort((a, b) => a.person.name.localeCompare(b.person.name));
    return { rows, total: this.pages.people().length };
  }

  #find(text: string) {
    if (!text.trim()) return [];
    const people = this.#participants({ find: text, phases: [], language: null }).rows.map((row) => ({
      kind: 'participant',
      record: row.person.id,
      person: row.person,
      language: row.language,
      phase: row.phase,
      excerpt: null,
      by_spelling: row.by_spelling,
    }));
    const notes = [...this.store.records.values()]
      .filter((record) => record.kind === 'note' && plain(String(record.fields['text'] ?? '')).includes(plain(text)))
      .map((record) => {
        const person = this.store.records.get(record.parent ?? '') ?? record;
        return {
          kind: 'note',
          record: record.id,
          person: this.pages.person(this.pages.whole(person)),
          language: null,
          phase: null,
          excerpt: String(record.fields['text']),
          by_spelling: false,
        };
      });
    return [...people, ...notes];
  }

  #write(operation: OperationRequest) {
    if (this.failing) throw failure(this.failing);
    if (!this.#mayWrite(operation)) throw failure('not_allowed');
    const applied = this.store.write(operation, String(this.#user.fields['name']));
    for (const changed of applied.changed) {
      const record = this.store.records.get(changed.id);
      const text = record?.fields['text'];
      if (!record || typeof text !== 'string' || record.kind !== 'note') continue;
      const marks = [...text.matchAll(ELEVEN)].map((found): [number, number] => [found.index, found.index + 9]);
      record.held = marks.length ? [{ record: record.id, field: 'text', text, marks }] : [];
      applied.held = record.held;
    }
    this.onchange();
    return applied;
  }

  #mayWrite(operation: OperationRequest): boolean {
    const kinds = [operation, ...(operation.with ?? [])].map(({ op }) => op.split('.')[0] ?? '');
    return kinds.every((kind) => WRITES[this.#user.fields['role'] as Role].includes(kind));
  }

  /** A colleague writes, on another device. */
  elsewhere(operation: OperationRequest): void {
    this.store.write(operation, 'Ria Dekker');
    this.onchange('elsewhere');
  }

  #writings(): Answers {
    return {
      write: ({ operation }) => this.#write(operation),
      mask_held_text: ({ record, field }) => {
        const text = String(this.store.records.get(record)?.fields[field] ?? '').replace(ELEVEN, '•••••••••');
        return this.#write({ op: 'note.change', id: record, fields: { [field]: text } });
      },
      undo: () => this.#turn('undo'),
      redo: () => this.#turn('redo'),
      history: ({ record }) => this.store.history.filter((entry) => entry.record === record),
      put_back: ({ entry }) => {
        const found = this.store.history.find((one) => one.id === entry);
        if (!found) throw failure('not_found');
        const kind = this.store.records.get(found.record)?.kind ?? '';
        return this.#write({ op: `${kind}.change`, id: found.record, fields: { [found.field]: found.value } });
      },
    };
  }

  #turn(which: 'undo' | 'redo') {
    const applied = this.store.turn(which);
    this.onchange();
    return applied;
  }

  #offices(): Answers {
    return {
      ...PAPER,
      users: (): UserRow[] =>
        [...this.store.records.values()]
          .filter((record) => record.kind === 'user')
          .map((record) => ({ record: this.pages.whole(record), has_key: !record.fields['keyless'] })),
      add_user: ({ user }) => {
        const { name, role } = user as { name: string; role: string };
        return this.#write({ op: 'user.add', fields: { name, role, active: 1 } });
      },
      remove_user_key: ({ user }) => {
        this.#write({ op: 'user.change', id: String(user), fields: { keyless: 1 } });
        return null;
      },
      change_passphrase: ({ current }) => {
        if (current !== PASSPHRASE) throw failure('wrong_passphrase');
        return null;
      },
      ...BACKUPS,
      about: () => about(this.#gate.folder),
    };
  }
}

function failure(code: string): Failure {
  return { code, arguments: {} };
}

function dayOf(now: number): string {
  return new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
