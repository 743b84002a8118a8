/** Collects the text ids that sources use, without running them. Paths to sources, as import.meta.glob gives them. */
export type Sources = Record<string, string>;

type Word = { id: string; path: string };
type Family = { pattern: RegExp; path: string };

/** t('id'), and both branches of t(… ? 'one' : 'other'). */
const CALL = /(?<![\w.])(?:t|hasText)\(\s*'([a-z][a-z0-9-]*)'/g;
const BRANCHES = /(?<![\w.])t\([^'"`();{}]*(?:=== '[^']*'[^'"`();{}]*)?\? '([a-z0-9-]+)' : '([a-z0-9-]+)'/g;
/** t(`id-${…}`), and an id made first: const id = `id-${…}`. */
const FAMILY = /(?:(?<![\w.])(?:t|hasText)\([^'`;]*|\b(?:id|words|moment) = [^`;]*)`([a-z][a-z0-9-]*-)\$\{/g;
/** Fields of records are labels and their choices are words: field="phase" needs `phase` and `phase-…`. */
const RECORD_FIELD = /<RecordField[^>]*?>/g;
const CHOICE_WORDS = /choiceWords\('([a-z_-]+)'/g;
const QUOTED = /(?<=')([a-z][a-z0-9_-]*)(?=')/g;

const ours = (sources: Sources) =>
  Object.entries(sources).filter(([path]) => !path.endsWith('.test.ts') && !path.endsWith('/bindings.ts'));

const dashed = (name: string) => name.replaceAll('_', '-');
const fieldOf = (tag: string) => dashed(/\bfield="([a-z_]+)"/.exec(tag)?.[1] ?? '');

/** Ids that stand in the source as they are. */
export function wordsInUse(sources: Sources): Word[] {
  return ours(sources).flatMap(([path, source]) => {
    const calls = [...source.matchAll(CALL), ...source.matchAll(BRANCHES)].flatMap(([, ...ids]) => ids);
    const labels = [...source.matchAll(RECORD_FIELD)]
      .filter(([tag]) => !/\blabel=/.test(tag))
      .map(([tag]) => fieldOf(tag));
    return [...calls, ...labels].filter(Boolean).map((id) => ({ id, path }));
  });
}

/** Beginnings of ids whose end is found while running: `phase-${…}`. */
export function wordFamilies(sources: Sources): Family[] {
  return ours(sources).flatMap(([path, source]) => {
    const templates = [...source.matchAll(FAMILY)].map(([, start]) => start ?? '');
    const choices = [...source.matchAll(CHOICE_WORDS)].map(([, field]) => `${dashed(field ?? '')}-`);
    const fields = [...source.matchAll(RECORD_FIELD)]
      .filter(([tag]) => fieldOf(tag) && tag.includes('choices=') && !tag.includes('wordsOf='))
      .map(([tag]) => `${fieldOf(tag)}-`);
    return [...templates, ...choices, ...fields].map((start) => ({ pattern: new RegExp(`^${start}`), path }));
  });
}

/** Whether any source may use an id: it stands in quotes, or what stands in quotes is its beginning. */
export function mayUse(sources: Sources): (id: string) => boolean {
  const words = new Set(
    ours(sources).flatMap(([, source]) => [...source.matchAll(QUOTED)].map(([, word]) => dashed(word ?? ''))),
  );
  const beginnings = (id: string) => id.split('-').map((_, place, parts) => parts.slice(0, place + 1).join('-'));
  return (id) => beginnings(id).some((beginning) => words.has(beginning));
}
