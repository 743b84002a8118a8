import type { FieldValue, Instrument, RecordView } from '$lib/ipc';
import { isDone, lacksEvidence, LOW, type Score } from '$lib/nouns/score/scores';

/** What must still happen before an assessment can be signed, and where. */
export type Missing =
  | { what: 'score' | 'evidence'; dimension: string }
  | { what: 'moment' | 'observed_on' | 'interpreter'; dimension: null };

/** A fellow refugee does not interpret bad news (domain.md §7.6). */
export function needsProfessional(scores: Iterable<Score>, interpreter: FieldValue): boolean {
  return interpreter === 'fellow_refugee' && [...scores].some(({ score }) => score !== null && score <= LOW);
}

/** The checklist. The day it was discussed is no part of it: that is today unless another day was chosen. */
export function missingToSign(
  instrument: Instrument,
  record: RecordView,
  scores: ReadonlyMap<string, Score>,
): Missing[] {
  const missing: Missing[] = [];
  for (const { id } of instrument.dimensions) {
    const score = scores.get(id);
    if (!score || !isDone(score)) missing.push({ what: 'score', dimension: id });
    else if (lacksEvidence(instrument, score)) missing.push({ what: 'evidence', dimension: id });
  }
  if (!record.fields['moment']) missing.push({ what: 'moment', dimension: null });
  if (!record.fields['observed_on']) missing.push({ what: 'observed_on', dimension: null });
  if (needsProfessional(scores.values(), record.fields['interpreter_kind'] ?? null)) {
    missing.push({ what: 'interpreter', dimension: null });
  }
  return missing;
}
