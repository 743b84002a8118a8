import type { FieldValue, RecordView } from '$lib/ipc';
import { useDraft } from '$lib/nouns/record/use-draft.svelte';
import type { Draft } from '$lib/state/draft.svelte';

import { elementOf } from './answers';
import type { Pointing } from './put';

type Source = { conversation: string; records: readonly RecordView[]; question: string; card: string };

/** A text that the coach writes for the person: it saves itself, and says who pointed with it. */
export type AnswerText = { draft: Draft; record: () => RecordView | null; type: (text: string, by: Pointing) => void };

const FIELDS = ['question', 'card', 'text', 'pointed_by', 'answered_at'] as const;

/** Call while a component starts; the question must not change (use `{#key}`). */
export function useAnswerText(source: () => Source): AnswerText {
  const record = () => {
    const { records, question, card } = source();
    return records.find((one) => one.element === elementOf(question, card)) ?? null;
  };
  const draft = useDraft(() => {
    const { conversation, question, card } = source();
    const target = { op: 'answer.put', parent: conversation, element: elementOf(question, card) };
    return { target, record: record(), fields: FIELDS };
  });
  return {
    draft,
    record,
    type(text, { by, at }) {
      const { question, card } = source();
      const values: Record<string, FieldValue> = { question, card, pointed_by: by, answered_at: at };
      for (const [field, value] of Object.entries(values)) draft.type(field, value);
      draft.type('text', text === '' ? null : text);
    },
  };
}
