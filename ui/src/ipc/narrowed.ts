// Types that say more than Rust can: what a form file may leave out is always there once it was read, and a language
// that is not in the phrasebook is no language the screens can show words in.
import type * as generated from './bindings';
import type { Language } from './bindings';

type Tagged<T> = Omit<T, 'language'> & { language: Language | null };

export type Question = Required<Omit<generated.Question, 'stores'>>;
export type Theme = Required<Omit<generated.Theme, 'questions'>> & { questions: Question[] };
export type Form = Omit<generated.Form, 'themes'> & { themes: Theme[] };
export type ConversationView = Omit<generated.ConversationView, 'form'> & { form: Form };
export type AssessmentView = Tagged<generated.AssessmentView>;
export type ParticipantRow = Tagged<generated.ParticipantRow>;
export type ParticipantList = Omit<generated.ParticipantList, 'rows'> & { rows: ParticipantRow[] };
export type Found = Tagged<generated.Found>;
export type ConversationRow = Tagged<generated.ConversationRow>;
