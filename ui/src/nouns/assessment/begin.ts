import { commands, type RecordView } from '$lib/ipc';
import { getNavigation, getSession, getToasts, getWriter } from '$lib/state/context';
import { wordsFor } from '$lib/state/failures';
import { dayOf } from '$lib/texts';

const INSTRUMENT = 'meedoen-kaart';

/** How to begin an assessment of somebody and go there. Call while a component starts. */
export function useBeginAssessment(): (participant: RecordView, moment: string) => Promise<void> {
  const session = getSession();
  const writer = getWriter();
  const toasts = getToasts();
  const navigation = getNavigation();
  return async (participant, moment) => {
    const instrument = await commands.newestInstrument(INSTRUMENT);
    if (instrument.status === 'error') return toasts.problem(wordsFor(instrument.error));
    const fields = {
      instrument: instrument.data.id,
      instrument_version: instrument.data.version,
      moment,
      observed_on: dayOf(Date.now()),
      department: participant.fields['department'] ?? null,
      author: session.gate?.member?.id ?? null,
      state: 'draft',
    };
    const add = () => commands.write({ op: 'assessment.add', parent: participant.id, fields });
    const applied = await writer.run(add, null);
    const added = applied?.changed.find((changed) => changed.kind === 'assessment');
    if (added) navigation.go({ screen: 'assessment', id: added.id });
  };
}
