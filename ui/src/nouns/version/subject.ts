import { commands, type Person, type Result } from '$lib/ipc';
import type { Tab } from '$lib/state/routes';

/** What something is about: a record, and the case it belongs to where that is known. */
export type Subject = { record: string; kind: string; case?: string | null };

/** Where on the page of a person a kind of record is shown; the line for all others. */
const TABS: Record<string, Tab> = {
  participant: 'who',
  name_part: 'who',
  language_skill: 'can',
  education: 'can',
  work_experience: 'can',
  skill: 'can',
  wish: 'wants',
  availability: 'available',
  half_day: 'available',
  travel_mode: 'available',
  arrangement: 'work',
  assessment: 'assessments',
  score: 'assessments',
};

export const tabOf = (kind: string): Tab => TABS[kind] ?? 'line';

const dataOf = <T>(answer: Result<T>): T | null => (answer.status === 'ok' ? answer.data : null);

/** Whom each of these is about, by record; who cannot be found, or is out of reach, is not among them. */
export async function personsOf(subjects: readonly Subject[]): Promise<Record<string, Person>> {
  const pages: Record<string, Promise<Person | null>> = {};
  const participant = (id: string) =>
    (pages[id] ??= commands.participant(id).then((answer) => dataOf(answer)?.person ?? null));
  const personOf = async ({ record, kind, case: of }: Subject): Promise<Person | null> => {
    if (of) return participant(of);
    if (kind === 'participant') return participant(record);
    if (kind === 'conversation') return dataOf(await commands.conversation(record))?.person ?? null;
    if (kind === 'assessment') return dataOf(await commands.assessment(record))?.person ?? null;
    if (kind !== 'note') return null;
    const parent = dataOf(await commands.note(record))?.parent;
    return parent ? participant(parent) : null;
  };
  const found: Record<string, Person> = {};
  const records = [...new Map(subjects.map((subject) => [subject.record, subject])).values()];
  await Promise.all(
    records.map(async (subject) => {
      const person = await personOf(subject);
      if (person) found[subject.record] = person;
    }),
  );
  return found;
}
