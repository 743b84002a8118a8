import type {
  NewInvitation,
  OfficeDevice,
  OfficeMember,
  Quarantined,
  QuarantineDecision,
  Role,
} from '../../src/ipc/bindings.ts';

type Values = {
  name: string;
  role: Role;
  request: string;
  member: string;
  device: number;
  transaction: string;
  decision: QuarantineDecision;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const INVITATION_DAYS = 7;

/** An office as its administrator sees it. */
export class FakeAdministration {
  members: OfficeMember[];
  devices: OfficeDevice[];
  waiting: Quarantined[] = [];
  /** Made invitations by request: asked again, it is the same. */
  readonly invited = new Map<string, NewInvitation>();

  /** `failing` says why the office does nothing now. */
  constructor(
    private readonly now: number,
    private readonly failing: () => string | null,
  ) {
    this.members = [this.#member('member-1', 'Marleen Verwoerd', 'administrator', { is_me: true, since: 90 })];
    this.devices = [this.#device(3, 'Laptop van Marleen', ['Marleen Verwoerd'], { is_own: true })];
  }

  readonly commands: Record<string, (values: never) => unknown> = {
    office_members: () => this.#answered(this.members),
    office_devices: () => this.#answered(this.devices),
    office_quarantine: () => this.#answered({ rows: this.waiting, total: this.waiting.length }),
    invite_member: ({ name, role, request }: Values) => this.#answered(this.#invite(name, role, request)),
    end_membership: ({ member }: Values) => this.#answered(this.#leave(member)),
    revoke_device: ({ device }: Values) => this.#answered(this.#revoke(device)),
    decide_quarantined: ({ transaction, decision }: Values) => this.#answered(this.#decide(transaction, decision)),
  };

  #answered<T>(answer: T): T {
    const code = this.failing();
    if (code) throw { code, arguments: {} };
    return answer;
  }

  #invite(name: string, role: Role, request: string): NewInvitation {
    const text = `MEEDOEN-05RK0-D5NGY-TQ8WZ-3X2AB-7H6KM-9PQRS-04TVW-XYZ01-23456-789AB-CDEFG-HJKMN-PQRST-VWXYZ-0${role.length}${name.length}`;
    const made = this.invited.get(request) ?? { text, expires: this.now + INVITATION_DAYS * DAY_MS };
    this.invited.set(request, made);
    return made;
  }

  #leave(id: string): null {
    const left = (member: OfficeMember) => ({ ...member, role: null, left: this.now });
    this.members = this.members.map((member) => (member.id === id ? left(member) : member));
    return null;
  }

  #revoke(number: number): null {
    const revoked = (device: OfficeDevice) => ({ ...device, is_revoked: true });
    this.devices = this.devices.map((device) => (device.number === number ? revoked(device) : device));
    return null;
  }

  #decide(id: string, decision: QuarantineDecision): null {
    const row = this.waiting.find((one) => one.id === id);
    if (!row) throw { code: 'office_gone', arguments: {} };
    const goes = (one: Quarantined) =>
      one.id === id || (decision === 'release' && one.device === row.device && one.at < row.at);
    this.waiting = this.waiting.filter((one) => !goes(one));
    return null;
  }

  #member(id: string, name: string, role: Role | null, more: Partial<OfficeMember> & { since: number }): OfficeMember {
    return { id, name, role, left: null, cases: 0, is_me: false, ...more, since: this.now - more.since * DAY_MS };
  }

  #device(number: number, name: string | null, members: string[], more: Partial<OfficeDevice> = {}): OfficeDevice {
    const enrolled = this.now - 60 * DAY_MS;
    const quiet = { is_revoked: false, heard: false, is_own: false };
    const last_contact = this.now - 2 * MINUTE_MS;
    return { number, enrolled_as: number, name, members, enrolled, delivered: 128, last_contact, ...quiet, ...more };
  }

  /** Colleagues, their laptops, and what waits. */
  settle(): void {
    this.members = [
      this.#member('member-2', 'Bram de Wit', 'lead', { since: 88 }),
      this.#member('member-1', 'Marleen Verwoerd', 'administrator', { is_me: true, since: 90 }),
      this.#member('member-3', 'Ria Dekker', 'assistant', { since: 60, cases: 1 }),
      this.#member('member-4', 'Samira Haddad', 'coach', { since: 31, cases: 14 }),
      this.#member('member-5', 'Joost van der Meer', null, { since: 80, cases: 3, left: this.now - 5 * DAY_MS }),
    ];
    this.devices = [
      this.#device(1, 'Laptop van Bram', ['Bram de Wit'], { delivered: 1_240 }),
      this.#device(3, 'Laptop van Marleen', ['Marleen Verwoerd'], { is_own: true }),
      this.#device(4, 'Tablet in de kas', ['Ria Dekker', 'Samira Haddad'], {
        last_contact: this.now - 45 * DAY_MS,
        delivered: 31,
      }),
      this.#device(7, 'Laptop van Samira', ['Samira Haddad'], { enrolled_as: 5, last_contact: this.now - 3 * HOUR_MS }),
      this.#device(8, null, ['Fatma Yıldız'], { last_contact: null, enrolled: this.now - DAY_MS, delivered: 0 }),
      this.#device(6, 'Oude laptop van Samira', ['Samira Haddad'], {
        is_revoked: true,
        last_contact: this.now - 9 * DAY_MS,
      }),
      this.#device(2, 'Laptop van Joost', ['Joost van der Meer'], {
        is_revoked: true,
        heard: true,
        last_contact: this.now - 4 * DAY_MS,
        delivered: 402,
      }),
    ];
    this.waiting = [
      {
        id: 'waiting-1',
        device: 2,
        device_name: 'Laptop van Joost',
        member: 'Joost van der Meer',
        at: this.now - 5 * DAY_MS,
        before: 0,
        reasons: ['revoked'],
        records: [
          {
            kind: 'participant',
            fields: [
              { name: 'town', value: 'De Lier', is_withheld: false },
              { name: 'birth_day', value: null, is_withheld: true },
            ],
          },
        ],
        more: 0,
      },
      {
        id: 'waiting-2',
        device: 2,
        device_name: 'Laptop van Joost',
        member: 'Joost van der Meer',
        at: this.now - 4 * DAY_MS,
        before: 1,
        reasons: ['revoked'],
        records: [
          { kind: 'note', fields: [{ name: 'text', value: null, is_withheld: true }] },
          { kind: 'name_part', fields: [] },
          { kind: 'wish', fields: [{ name: 'deleted', value: 1, is_withheld: false }] },
        ],
        more: 2,
      },
      {
        id: 'waiting-3',
        device: 7,
        device_name: 'Laptop van Samira',
        member: null,
        at: this.now - 50 * MINUTE_MS,
        before: 0,
        reasons: ['out_of_scope', 'unknown_member'],
        records: [
          {
            kind: 'arrangement',
            fields: [
              {
                name: 'description',
                value: 'Een half uur in de koelcel gaat goed, met een dikke jas.',
                is_withheld: false,
              },
              { name: 'site', value: '0190a5f0-aaaa-7bbb-8ccc-0123456789ab', is_withheld: false },
            ],
          },
          { kind: null, fields: [{ name: null, value: null, is_withheld: true }] },
        ],
        more: 0,
      },
    ];
  }
}
