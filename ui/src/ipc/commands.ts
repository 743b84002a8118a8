import { commands as generated, type Failure, type Language, type ParticipantFilter } from './bindings';
import { languageOf } from './languages';
import type { AssessmentView, ConversationRow, ConversationView, Form, Found, ParticipantList } from './narrowed';

/** What a command answers: data, or a failure with a code whose words the screens own. */
export type Result<T> = { status: 'ok'; data: T } | { status: 'error'; error: Failure };

/** What a rejected command carries, or "internal" when it was no failure of ours: the words for it are the same. */
function failureOf(reason: unknown): Failure {
  if (typeof reason === 'object' && reason !== null && 'code' in reason && typeof reason.code === 'string') {
    const given = 'arguments' in reason && typeof reason.arguments === 'object' ? reason.arguments : {};
    return { code: reason.code, arguments: { ...(given as Record<string, string>) } };
  }
  console.error('a command failed without a code', reason);
  return { code: 'internal', arguments: {} };
}

type Command = (...values: never[]) => Promise<Result<unknown>>;

/** A command that never throws: whatever goes wrong on the way is a failure too. */
function caught(command: Command): Command {
  return async (...values) => {
    try {
      const answer = await command(...values);
      return answer.status === 'ok' ? answer : { status: 'error', error: failureOf(answer.error) };
    } catch (reason) {
      return { status: 'error', error: failureOf(reason) };
    }
  };
}

type Narrowed = {
  participants(filter: ParticipantFilter): Promise<Result<ParticipantList>>;
  quickFind(text: string): Promise<Result<Found[]>>;
  conversations(participant: string): Promise<Result<ConversationRow[]>>;
  conversation(id: string): Promise<Result<ConversationView>>;
  assessment(id: string): Promise<Result<AssessmentView>>;
  newestForm(id: string): Promise<Result<Form>>;
};

export type Commands = Omit<typeof generated, keyof Narrowed> & Narrowed;

const safe = Object.fromEntries(
  Object.entries(generated).map(([name, command]) => [name, caught(command as Command)]),
) as typeof generated;

function tagged<T extends { language: string | null }>(value: T): Omit<T, 'language'> & { language: Language | null } {
  return { ...value, language: languageOf(value.language) };
}

async function then<From, To>(answer: Promise<Result<From>>, change: (data: From) => To): Promise<Result<To>> {
  const given = await answer;
  return given.status === 'ok' ? { status: 'ok', data: change(given.data) } : given;
}

/** The commands of the shell. */
export const commands: Commands = {
  ...safe,
  participants: (filter) =>
    then(safe.participants(filter), (list) => ({ ...list, rows: list.rows.map((row) => tagged(row)) })),
  quickFind: (text) => then(safe.quickFind(text), (all) => all.map((found) => tagged(found))),
  conversations: (participant) => then(safe.conversations(participant), (rows) => rows.map((row) => tagged(row))),
  conversation: (id) => then(safe.conversation(id), (page) => page as ConversationView),
  assessment: (id) => then(safe.assessment(id), (page) => tagged(page)),
  newestForm: (id) => then(safe.newestForm(id), (form) => form as Form),
};
