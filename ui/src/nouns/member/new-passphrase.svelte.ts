import { getSession } from '$lib/state/context';

import { passphraseLength } from './passphrase';

const USUAL_LEAST = 12;

/** A new passphrase being chosen: typed twice, and judged once somebody wants to go on. */
export class NewPassphraseDraft {
  value = $state('');
  repeated = $state('');
  /** Somebody wanted to go on: what is wrong may be said now. */
  checked = $state(false);

  /** `least` answers how many characters the casebook asks for. */
  constructor(private readonly readLeast: () => number) {}

  get least(): number {
    return this.readLeast();
  }

  get length(): number {
    return passphraseLength(this.value, this.least);
  }

  get isReady(): boolean {
    return this.length === 1 && this.repeated === this.value;
  }

  clear(): void {
    this.value = this.repeated = '';
    this.checked = false;
  }
}

/** Call while a component starts. */
export function useNewPassphrase(): NewPassphraseDraft {
  const session = getSession();
  return new NewPassphraseDraft(() => session.gate?.least_passphrase_characters ?? USUAL_LEAST);
}
