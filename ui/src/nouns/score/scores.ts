import type { AssessmentView, Dimension, FieldValue, Instrument, RecordView } from '$lib/ipc';

/** What was seen of one dimension, and what the person thinks. */
export type Score = {
  score: number | null;
  notSeen: boolean;
  evidence: string;
  self: number | null;
  languageCause: boolean | null;
};

/** The fields of a score, written together. */
export const SCORE_FIELDS = ['score', 'not_seen', 'evidence', 'self_score', 'language_cause'] as const;
export type ScoreField = (typeof SCORE_FIELDS)[number];

/** Scores up to here are low: talked about with a professional, and maybe a matter of language (domain.md §4.2, §7.6). */
export const LOW = 2;

export function scoreFrom(value: (field: ScoreField) => FieldValue): Score {
  const number = (field: ScoreField) => (typeof value(field) === 'number' ? Number(value(field)) : null);
  const cause = number('language_cause');
  return {
    score: number('score'),
    notSeen: number('not_seen') === 1,
    evidence: String(value('evidence') ?? ''),
    self: number('self_score'),
    languageCause: cause === null ? null : cause === 1,
  };
}

export function scoreOf(records: readonly RecordView[], dimension: string): Score {
  const record = records.find((one) => one.element === dimension);
  return scoreFrom((field) => record?.fields[field] ?? null);
}

/** A score, or that it could not be seen: both are done. */
export function isDone(score: Score): boolean {
  return score.score !== null || score.notSeen;
}

export function needsEvidence(instrument: Instrument, score: Score): boolean {
  return score.score !== null && instrument.evidence_for.includes(score.score);
}

export function lacksEvidence(instrument: Instrument, score: Score): boolean {
  return needsEvidence(instrument, score) && score.evidence.trim() === '';
}

/** A low score may come from language, unless language is what is looked at. */
export function mayBeLanguage(dimension: Dimension, score: Score): boolean {
  return !dimension.language && score.score !== null && score.score <= LOW;
}

/** Observer and person say something else: no fault, a reason to talk. */
export function differs(score: Score): boolean {
  return score.score !== null && score.self !== null && score.score !== score.self;
}

/** Tapping a number: the score, or none when it was this one already. What no longer applies goes with it. */
export function scored(dimension: Dimension, before: Score, number: number): Record<string, FieldValue> {
  const score = before.score === number ? null : number;
  const keepsCause = mayBeLanguage(dimension, { ...before, score });
  return { score, not_seen: 0, ...(keepsCause || before.languageCause === null ? {} : { language_cause: null }) };
}

/** Not seen, or that taken back. */
export function unseen(before: Score): Record<string, FieldValue> {
  const cause: Record<string, FieldValue> = before.languageCause === null ? {} : { language_cause: null };
  return before.notSeen ? { not_seen: 0 } : { not_seen: 1, score: null, ...cause };
}

/** The scores of the assessment before this one. */
export function earlierScores(page: AssessmentView): Map<string, Score> | null {
  if (!page.earlier) return null;
  const { scores } = page.earlier;
  return new Map(page.instrument.dimensions.map(({ id }) => [id, scoreOf(scores, id)]));
}
