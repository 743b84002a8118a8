import type { Language, ParticipantFilter } from '$lib/ipc';

/** Groups of phases, as coaches speak of them. */
export const PHASE_GROUPS = {
  all: [],
  waiting: ['expected', 'arrived'],
  guided: ['guided'],
  working: ['internal_track', 'external_track', 'work_experience', 'paid_work', 'study'],
  after: ['aftercare', 'closed'],
} as const;
export type PhaseGroup = keyof typeof PHASE_GROUPS;

/** What the list of participants shows; it stays when one comes back to it. */
export class ParticipantsView {
  find = $state('');
  group = $state<PhaseGroup>('all');
  language = $state<Language | null>(null);

  get filter(): ParticipantFilter {
    return { find: this.find, phases: [...PHASE_GROUPS[this.group]], language: this.language };
  }

  get isNarrowed(): boolean {
    return this.find !== '' || this.group !== 'all' || this.language !== null;
  }

  widen(): void {
    this.find = '';
    this.group = 'all';
    this.language = null;
  }
}
