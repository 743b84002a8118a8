import type { RecordView } from '$lib/ipc';
import { t } from '$lib/texts';

export const INTERPRETERS = ['none', 'professional', 'telephone', 'fellow_refugee', 'app'] as const;

/** "Tolk aan de telefoon, Arabisch": who interprets, in a line. Nothing while that was not recorded. */
export function interpreterWords(record: RecordView): string {
  const kind = record.fields['interpreter_kind'];
  if (typeof kind !== 'string' || kind === '') return '';
  const language = record.fields['interpreter_language'];
  const words = t(`interpreter-kind-${kind.replaceAll('_', '-')}`);
  return kind !== 'none' && typeof language === 'string' ? `${words}, ${t(`language-${language}`)}` : words;
}
