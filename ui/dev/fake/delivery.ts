import type { OfficeState, OfficeView, Progress, ReviewItem, Undelivered } from '../../src/ipc/bindings.ts';
import type { OperationRequest } from '../../src/ipc/index.ts';
import { FakeAdministration } from './administration.ts';

type Values = { invitation: string; device: string; item: string; version: 'standing' | 'other' };
type Write = (operation: OperationRequest) => unknown;

const MINUTE_MS = 60_000;
const STEP_MS = 500;
const STEPS = 8;

const NO_OFFICE: OfficeState = {
  office: null,
  device: 0,
  waiting: 0,
  rejected: 0,
  quarantined: 0,
  to_review: 0,
  leaving: 0,
  clock_offset: 0,
  last_exchange: null,
  is_locked: false,
  is_wiped: false,
  is_filling: false,
};

/** The office of a made-up casebook: what a test or the harness says of it, told as the shell would. */
export class FakeOffice {
  view: OfficeView = { state: NO_OFFICE, is_member: true, progress: null, failure: null };
  reviews: ReviewItem[] = [];
  undelivered: Undelivered[] = [];
  /** When set, the next way to the office fails with this code. */
  failing: string | null = null;
  /** An exchange goes on by itself, step by step. */
  isLively = false;
  ontell: (view: OfficeView) => void = () => undefined;
  /** What its administrator sees. */
  readonly administration: FakeAdministration;
  readonly commands: Record<string, (values: never) => unknown>;
  #stopped = false;

  constructor(
    private readonly now: number,
    private readonly write: Write,
  ) {
    this.administration = new FakeAdministration(now, () => this.failing);
    this.commands = { ...this.#deliveries(), ...this.administration.commands };
  }

  /** It belongs to an office from now on. */
  join(state: Partial<OfficeState> = {}): void {
    const joined = { office: 'Patijnenburg', device: 3, last_exchange: this.now };
    this.view = { ...this.view, state: { ...NO_OFFICE, ...joined, ...state } };
  }

  /** Something changed between the casebook and the office. */
  tell(state: Partial<OfficeState>, progress: Progress | null = null, failure: string | null = null): void {
    this.view = {
      ...this.view,
      state: { ...this.view.state, ...state },
      progress,
      failure: failure ? { code: failure, arguments: {} } : null,
    };
    this.ontell(this.view);
  }

  #deliveries(): Record<string, (values: never) => unknown> {
    return {
      office: () => this.#counted(),
      join_office: ({ invitation }: Values) => this.#enrol(invitation),
      exchange_now: () => this.#exchange(),
      cancel_exchange: () => {
        this.#stopped = true;
        return null;
      },
      let_go: () => this.#letGo(),
      undelivered: () => this.undelivered,
      reviews: () => this.reviews,
      take_version: ({ item, version }: Values) => this.#take(item, version),
    };
  }

  #letGo(): null {
    this.tell({ leaving: 0 });
    return null;
  }

  /** As told, with the lists as long as they are. */
  #counted(): OfficeView {
    const waits = this.undelivered.filter((change) => change.waits).length;
    const counts = {
      to_review: this.reviews.length,
      quarantined: waits,
      rejected: this.undelivered.length - waits,
    };
    this.view = { ...this.view, state: { ...this.view.state, ...(this.view.state.office ? counts : {}) } };
    return this.view;
  }

  #enrol(invitation: string): null {
    if (this.failing) throw { code: this.failing, arguments: {} };
    const letters = invitation.toUpperCase().replace(/[\s-]/g, '');
    if (!letters.startsWith('MEEDOEN')) throw { code: 'invitation_other_text', arguments: {} };
    if (letters.includes('U')) throw { code: 'invitation_mistyped', arguments: { letter: 'U' } };
    this.view.is_member = true;
    this.join({ last_exchange: null, is_filling: true });
    return null;
  }

  #exchange(): null {
    if (this.failing) throw { code: this.failing, arguments: {} };
    this.#stopped = false;
    this.#step(0, this.view.state.waiting);
    return null;
  }

  #step(step: number, waiting: number): void {
    const isDone = step >= STEPS || this.#stopped;
    const sent = Math.round((waiting * step) / STEPS);
    const left = { waiting: waiting - sent };
    if (isDone) return this.tell({ ...left, last_exchange: this.now, is_filling: false });
    this.tell(left, { sent, received: step * 5, waiting: waiting - sent });
    if (this.isLively) setTimeout(() => this.#step(step + 1, waiting), STEP_MS);
  }

  #take(id: string, version: Values['version']): unknown {
    const item = this.reviews.find((review) => review.id === id);
    if (this.failing || !item) throw { code: this.failing ?? 'settled_already', arguments: {} };
    this.reviews = this.reviews.filter((review) => review.id !== id);
    if (version === 'standing') return { transaction: 'settled', at: this.now, changed: [], held: [] };
    return this.write({ op: `${item.kind}.change`, id: item.record, fields: item.other.fields });
  }
}

/**
 * Two texts with two versions, one change that waits and one that was refused: about the people of the fake. Besides,
 * what its administrator sees.
 */
export function settleOffice(office: FakeOffice, now: number): void {
  office.administration.settle();
  const at = (minutes: number) => now - minutes * MINUTE_MS;
  office.reviews = [
    {
      id: 'review-1',
      record: 'participant-1',
      kind: 'participant',
      case: 'participant-1',
      standing: { fields: { goal: 'Weer kok worden, na A2.' }, member: 'Marleen Verwoerd', at: at(45) },
      other: { fields: { goal: 'Eerst in de kas werken, daarna kok worden.' }, member: 'Ria Dekker', at: at(50) },
    },
    {
      id: 'review-2',
      record: 'participant-1-arrangement-cold',
      kind: 'arrangement',
      case: 'participant-1',
      standing: { fields: { extent: 'avoid', description: null }, member: 'Ria Dekker', at: at(1_500) },
      other: {
        fields: { extent: 'limited', description: 'Een half uur in de koelcel gaat goed, met een dikke jas.' },
        member: 'Marleen Verwoerd',
        at: at(1_520),
      },
    },
  ];
  office.undelivered = [
    {
      record: 'participant-3',
      kind: 'participant',
      field: 'town',
      value: 'De Lier',
      at: at(3_000),
      reason: 'out_of_scope',
      waits: true,
    },
    {
      record: 'note-1',
      kind: 'note',
      field: 'text',
      value: 'Wil op zaterdag ook komen. Belt volgende week zelf met de baas van de kas.',
      at: at(4_400),
      reason: 'refused',
      waits: false,
    },
    {
      record: 'gone',
      kind: 'wish',
      field: 'description',
      value: 'Een eigen winkel.',
      at: at(4_500),
      reason: 'with_its_unit',
      waits: false,
    },
  ];
}
