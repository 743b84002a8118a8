import concepts from '../../../assets/phrasebook/concepts.json';
import dutch from '../../../assets/phrasebook/words/nl.json';
import type { Language, LanguageInfo, PhrasebookView, Word } from '../../src/ipc/bindings.ts';

import languages from '../../../assets/phrasebook/languages.json';

const sources = import.meta.glob<Record<string, Partial<Word>>>('../../../assets/phrasebook/words/*.json', {
  import: 'default',
  eager: true,
});

export const LANGUAGES = languages as LanguageInfo[];

/** The words of a language, as many as there are by now. */
export function phrasebook(language: Language): PhrasebookView {
  const source = Object.entries(sources).find(([path]) => path.endsWith(`/${language}.json`))?.[1] ?? {};
  return {
    language,
    pictures: Object.fromEntries(concepts.map(({ id, picture }) => [id, picture])),
    dutch: words(dutch as Record<string, Partial<Word>>),
    own: words(source),
  };
}

function words(source: Record<string, Partial<Word>>): Record<string, Word> {
  return Object.fromEntries(
    Object.entries(source).map(([id, word]) => [
      id,
      { text: '', female: null, male: null, also: [], source: 'own', status: 'draft' as const, ...word },
    ]),
  );
}
