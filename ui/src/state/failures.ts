import type { Failure } from '$lib/ipc';
import { hasText, t } from '$lib/texts';

/** What happened, what was kept, what to do: the words for a failure. A code without words says so and names itself. */
export function wordsFor(failure: Failure): string {
  const id = `failure-${failure.code.replaceAll('_', '-')}`;
  const reason = failure.arguments['reason'];
  const letter = failure.arguments['letter'] && `${id}-letter`;
  const closer = reason ? `${id}-${reason.replaceAll('_', '-')}` : letter || id;
  if (hasText(closer)) return t(closer, failure.arguments);
  return hasText(id) ? t(id, failure.arguments) : t('failure-unknown', { code: failure.code });
}
