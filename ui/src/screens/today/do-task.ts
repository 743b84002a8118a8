import { commands, type Task } from '$lib/ipc';
import { useBeginAssessment } from '$lib/nouns/assessment/begin';
import { useBeginConversation } from '$lib/nouns/conversation/begin';
import { getNavigation, getToasts } from '$lib/state/context';
import { wordsFor } from '$lib/state/failures';
import type { Tab } from '$lib/state/routes';

type Milestone = 'guidance_started_on' | 'work_started_on';

/** Tasks that are looked at on the page of the person, and on which tab. */
const TABS: Partial<Record<Task['kind'], Tab>> = {
  meeting: 'line',
  review_arrangement: 'work',
  licence_ends: 'available',
};

/** How to do a task: one tap leads to where it is done. Call while a component starts. */
export function useDoTask(onmilestone: (task: Task, field: Milestone) => void): (task: Task) => Promise<void> {
  const navigation = getNavigation();
  const toasts = getToasts();
  const beginConversation = useBeginConversation();
  const beginAssessment = useBeginAssessment();

  return async (task) => {
    const { kind, record, participant } = task;
    if (kind === 'start_guidance') return onmilestone(task, 'guidance_started_on');
    if (kind === 'start_work') return onmilestone(task, 'work_started_on');
    const tab = TABS[kind];
    if (tab) return navigation.go({ screen: 'participant', id: participant.id, tab });

    const isConversation = kind === 'first_conversation' || kind === 'go_on_conversation';
    if (record) return navigation.go({ screen: isConversation ? 'conversation' : 'assessment', id: record });
    const page = await commands.participant(participant.id);
    if (page.status === 'error') return toasts.problem(wordsFor(page.error));
    if (isConversation) return beginConversation(page.data.record);
    return beginAssessment(page.data.record, task.moment ?? 'other');
  };
}
