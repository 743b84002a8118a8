import { mockIPC } from '@tauri-apps/api/mocks';
import { emit } from '@tauri-apps/api/event';

import { FakeCasebook, type FakeOptions } from './casebook.ts';

/** Puts a made-up casebook where the shell would be. Answers it, for tests that look inside. */
export function installFake(options: Partial<FakeOptions> & { frozen?: boolean } = {}): FakeCasebook {
  const casebook = new FakeCasebook({
    state: 'open',
    locale: 'nl',
    failing: null,
    empty: false,
    lockAfterSeconds: 600,
    role: 'coach',
    now: Date.now(),
    ...options,
  });
  if (options.frozen && options.now) freezeClock(options.now);
  mockIPC(
    async (command, values) => {
      const answer = casebook.commands[command];
      if (!answer) throw `Command ${command} not found`;
      casebook.calls.push({ command, values });
      return structuredClone(await answer((values ?? {}) as never));
    },
    { shouldMockEvents: true },
  );
  casebook.onchange = (origin = 'here') => void emit('changed', { records: [], kinds: [], origin });
  casebook.office.ontell = (view) => void emit('office', view);
  Object.assign((window as unknown as { __TAURI_INTERNALS__: object }).__TAURI_INTERNALS__, {
    convertFileSrc: (path: string, protocol: string) => `/${protocol}/${path}`,
  });
  return casebook;
}

/** The day of the mock-ups, going on from there. */
function freezeClock(now: number): void {
  const Real = Date;
  const shift = now - Real.now();
  class Shifted extends Real {
    constructor(...parts: [] | [number | string | Date] | [number, number, ...number[]]) {
      if (parts.length === 0) super(Real.now() + shift);
      else super(...(parts as [number]));
    }
    static override now = () => Real.now() + shift;
  }
  globalThis.Date = Shifted as DateConstructor;
}
