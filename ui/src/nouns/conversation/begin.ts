import { commands, languageOf, type RecordView } from '$lib/ipc';
import { getNavigation, getSession, getToasts, getWriter } from '$lib/state/context';
import { wordsFor } from '$lib/state/failures';

const FIRST_CONVERSATION = 'first-conversation';

/** How to begin a picture conversation with somebody and go there. Call while a component starts. */
export function useBeginConversation(): (participant: RecordView) => Promise<void> {
  const session = getSession();
  const writer = getWriter();
  const toasts = getToasts();
  const navigation = getNavigation();
  return async (participant) => {
    const form = await commands.newestForm(FIRST_CONVERSATION);
    if (form.status === 'error') return toasts.problem(wordsFor(form.error));
    const { talks_language: talks, wording } = participant.fields;
    const language = typeof talks === 'string' ? languageOf(talks) : null;
    const fields = {
      form: form.data.id,
      form_version: form.data.version,
      // The first question asks for the language; until then, and without words for it, the cards speak Dutch.
      language: language ?? 'nl',
      wording: wording ?? 'neutral',
      author: session.gate?.member?.id ?? null,
      state: 'open',
      started_at: Date.now(),
    };
    const add = () => commands.write({ op: 'conversation.add', parent: participant.id, fields });
    const applied = await writer.run(add, null);
    const added = applied?.changed.find((changed) => changed.kind === 'conversation');
    if (added) navigation.go({ screen: 'conversation', id: added.id });
  };
}
