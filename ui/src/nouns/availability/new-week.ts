import type { StepFields, Week } from '$lib/ipc';
import { getWriter } from '$lib/state/context';
import { newId } from '$lib/state/new-id';
import { dateOf, type Day, dayOf, t } from '$lib/texts';

function dayBefore(day: Day): Day {
  const date = dateOf(day);
  date.setDate(date.getDate() - 1);
  return dayOf(date);
}

/**
 * How to begin a new week from today: it takes over what the last one said, and that one ends the day before. Call
 * while a component starts.
 */
export function useNewWeek(): (participant: string, last: Week | undefined) => Promise<void> {
  const writer = getWriter();

  return async (participant, last) => {
    const today = dayOf(Date.now());
    const id = newId();
    const ending = endOf(last, today);
    const halfDays = (last?.half_days ?? []).map((halfDay): StepFields => ({
      op: 'half_day.put',
      parent: id,
      element: halfDay.element ?? '',
      fields: { status: halfDay.fields['status'] ?? null },
    }));
    await writer.act(
      {
        op: 'availability.add',
        id,
        parent: participant,
        fields: { valid_from: today },
        with: [...(ending ? [ending] : []), ...halfDays],
      },
      t('available-new-done'),
    );
  };
}

/** The step that ends the last week, when it was still going on and began before today. */
function endOf(last: Week | undefined, today: Day): StepFields | null {
  if (!last || last.record.fields['valid_until'] !== null) return null;
  if (String(last.record.fields['valid_from'] ?? today) >= today) return null;
  const { id, stamps } = last.record;
  const fields = { valid_from: last.record.fields['valid_from'] ?? null, valid_until: dayBefore(today) };
  const seen = { valid_from: stamps['valid_from'] ?? null, valid_until: stamps['valid_until'] ?? null };
  return { op: 'availability.change', id, fields, seen };
}
