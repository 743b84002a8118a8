import { type BaseNode, FluentParser, Message, type VariableReference, Visitor } from '@fluent/syntax';
import { describe, expect, it } from 'vitest';

import { locale } from './locale.svelte';
import { t } from './text';
import { mayUse, wordFamilies, wordsInUse } from '../../dev/words-in-use.ts';

const catalogues = import.meta.glob<string>('../../../assets/texts/*/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const sources = import.meta.glob<string>('../**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true });

class Variables extends Visitor {
  readonly names = new Set<string>();
  override visitVariableReference(node: VariableReference) {
    this.names.add(node.id.name);
  }
}

/** Each id with the variables it takes. */
function messagesOf(language: string, file = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [path, source] of Object.entries(catalogues)) {
    if (!path.includes(`/texts/${language}/${file}`)) continue;
    for (const entry of new FluentParser({ withSpans: false }).parse(source).body as BaseNode[]) {
      expect(entry.type, `${path} is readable`).not.toBe('Junk');
      if (!(entry instanceof Message)) continue;
      expect(found.has(entry.id.name), `${entry.id.name} is there once`).toBe(false);
      const variables = new Variables();
      variables.visit(entry);
      found.set(entry.id.name, [...variables.names].sort().join(' '));
    }
  }
  return found;
}

const dutch = messagesOf('nl');
const english = messagesOf('en');

describe('a number of one', () => {
  it.each([
    ['en', 'age', { least: 1 }, '1 year'],
    ['en', 'age-range', { least: 0, most: 1 }, '0 or 1 year'],
    ['en', 'amount-hours-most', { amount: 1 }, 'at most 1 hour a day'],
    ['en', 'amount-kilograms-most', { amount: 1 }, 'at most 1 kilo'],
    ['nl', 'amount-half-days-most', { amount: 1 }, 'hooguit 1 dagdeel per week'],
    ['nl', 'amount-half-days-most', { amount: 2 }, 'hooguit 2 dagdelen per week'],
    ['nl', 'participants-shown', { shown: 0, total: 1 }, '0 van 1 mens'],
    ['en', 'talk-count-year', { count: 1 }, '1 year'],
  ] as const)('in %s is not a plural: %s', (language, id, values, words) => {
    locale.current = language;
    expect(t(id, values)).toBe(words);
  });
});

describe('arrows', () => {
  it('are icons, never letters: the fonts we ship do not have them', () => {
    const withArrows = Object.entries(sources).filter(
      ([path, source]) => !path.endsWith('.test.ts') && /[\u2190-\u21ff]/.test(source),
    );
    expect(withArrows.map(([path]) => path)).toEqual([]);
    expect(Object.values(catalogues).join('')).not.toMatch(/[\u2190-\u21ff]/);
  });
});

describe('texts', () => {
  it('are the same ids in Dutch and English', () => {
    expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
  });

  it('take the same variables in Dutch and English', () => {
    const different = [...dutch].filter(([id, variables]) => english.get(id) !== variables).map(([id]) => id);
    expect(different).toEqual([]);
  });

  it('exist for every id in use', () => {
    const missing = wordsInUse(sources).filter(({ id }) => !dutch.has(id));
    expect(missing).toEqual([]);
  });

  it('exist for every family of ids in use', () => {
    const families = wordFamilies(sources).filter(({ pattern }) => ![...dutch.keys()].some((id) => pattern.test(id)));
    expect(families).toEqual([]);
  });

  it('of the interface are all in use', () => {
    const used = new Set(wordsInUse(sources).map(({ id }) => id));
    const isQuoted = mayUse(sources);
    const families = wordFamilies(sources).map(({ pattern }) => pattern);
    const unused = [...messagesOf('nl', 'interface').keys()].filter(
      (id) => !used.has(id) && !isQuoted(id) && !families.some((pattern) => pattern.test(id)),
    );
    expect(unused).toEqual([]);
  });
});
