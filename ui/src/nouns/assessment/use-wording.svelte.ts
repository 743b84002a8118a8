import { commands } from '$lib/ipc';
import { type Wording, wordingOf } from '$lib/nouns/word/wording';

/**
 * Whom the sentences of a card address: as the file of the person says, asked once for each person. Neutral until it is
 * here, and for who may not read the file. Call while a component starts.
 */
export function useWording(participant: () => string | undefined): () => Wording {
  let wording = $state<Wording>('neutral');
  $effect(() => {
    const id = participant();
    wording = 'neutral';
    if (id === undefined) return;
    void commands.participant(id).then((answer) => {
      if (answer.status === 'ok' && id === participant()) wording = wordingOf(answer.data.record.fields['wording']);
    });
  });
  return () => wording;
}
