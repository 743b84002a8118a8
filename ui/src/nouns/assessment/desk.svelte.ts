import type { AssessmentView, Dimension, FieldValue, RecordView } from '$lib/ipc';
import { useDraft } from '$lib/nouns/record/use-draft.svelte';
import { scored, type Score, scoreFrom, SCORE_FIELDS, unseen } from '$lib/nouns/score/scores';
import type { Draft } from '$lib/state/draft.svelte';

/** One dimension on the screen: what stands there, and how to change it. */
export class Rated {
  constructor(
    readonly dimension: Dimension,
    readonly draft: Draft,
    private readonly find: () => RecordView | null,
  ) {}

  readonly score: Score = $derived.by(() => scoreFrom((field) => this.draft.value(field)));

  get record(): RecordView | null {
    return this.find();
  }

  rate(number: number): void {
    this.#choose(scored(this.dimension, this.score, number));
  }

  notSeen(): void {
    this.#choose(unseen(this.score));
  }

  /** What the person points at; the same face again takes it back. */
  rateSelf(number: number): void {
    this.#choose({ self_score: this.score.self === number ? null : number });
  }

  causedByLanguage(cause: boolean | null): void {
    this.#choose({ language_cause: cause === null ? null : Number(cause) });
  }

  #choose(values: Record<string, FieldValue>): void {
    void this.draft.choose(values);
  }
}

/** The dimensions of an assessment that is being made, each with a draft that saves itself. Call while a component starts. */
export function useRated(page: () => AssessmentView): Rated[] {
  const first = page();
  return first.instrument.dimensions.map((dimension) => {
    const find = () => page().scores.find((record) => record.element === dimension.id) ?? null;
    const target = { op: 'score.put', parent: first.record.id, element: dimension.id };
    const draft = useDraft(() => ({ target, record: find(), fields: SCORE_FIELDS }));
    return new Rated(dimension, draft, find);
  });
}
