import { untrack } from 'svelte';

import type { RecordView } from '$lib/ipc';
import { getSaving, getWriter } from '$lib/state/context';
import { Draft, type Target } from '$lib/state/draft.svelte';

/** Where a draft goes, and the record as it is now (null while there is none yet). */
export type DraftSource = { target: Target; record: RecordView | null; fields: readonly string[] };

/**
 * A draft for one field, or a few that change together: it follows the record, saves when the component goes, and
 * outlives it while unsaved. Call while a component starts; the target of a component must not change (use `{#key}`).
 */
export function useDraft(source: () => DraftSource): Draft {
  const saving = getSaving();
  const writer = getWriter();
  const key = untrack(() => keyOf(source()));
  const draft = saving.hold(key, (isAtWork) => new Draft(writer, untrack(source), isAtWork));
  $effect.pre(() => {
    const { target, record } = source();
    untrack(() => draft.follow({ target, record }));
  });
  $effect(() => () => {
    draft.isFocused = false;
    void saving.release(draft);
  });
  return draft;
}

function keyOf({ target, fields }: DraftSource): string {
  const record = 'id' in target ? target.id : `${target.parent}/${target.element}`;
  return [target.op, record, ...fields].join(' ');
}

/** Where the fields of a record go: an element of a set is put, anything else is changed. */
export function targetOf(record: RecordView): Target {
  const { id, kind, parent, element } = record;
  return parent !== null && element !== null ? { op: `${kind}.put`, parent, element } : { op: `${kind}.change`, id };
}
