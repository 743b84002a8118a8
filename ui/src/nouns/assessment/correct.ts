import type { FieldValue, OperationRequest, RecordView, StepFields } from '$lib/ipc';
import { SCORE_FIELDS } from '$lib/nouns/score/scores';

const KEPT = [
  'instrument',
  'instrument_version',
  'moment',
  'observed_on',
  'department',
  'interpreter_kind',
  'interpreter_name',
  'agreed',
  'next_on',
] as const;

/**
 * A correction (right to rectification): a new draft that says what it corrects and why, and begins with what was
 * there. The signed one stays as it is.
 */
export function correctionOf(
  signed: RecordView,
  scores: readonly RecordView[],
  correction: { id: string; reason: string; author: string | null },
): OperationRequest {
  const { id, reason, author } = correction;
  const filled = (record: RecordView, fields: readonly string[]) =>
    Object.fromEntries(
      fields
        .map((field): [string, FieldValue] => [field, record.fields[field] ?? null])
        .filter(([, value]) => value !== null),
    );
  const copies = scores.map((score): StepFields => ({
    op: 'score.put',
    parent: id,
    element: score.element ?? '',
    fields: filled(score, SCORE_FIELDS),
  }));
  return {
    op: 'assessment.add',
    id,
    parent: signed.parent ?? '',
    fields: { ...filled(signed, KEPT), author, state: 'draft', corrects: signed.id, correction_reason: reason },
    with: copies.filter((step) => Object.keys(step.fields ?? {}).length > 0),
  };
}
