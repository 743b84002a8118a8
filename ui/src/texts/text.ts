import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import type { Locale } from '$lib/ipc';

import { locale } from './locale.svelte';

export type TextArguments = Record<string, string | number>;

// The words of printed reports are Rust's alone.
const sources = import.meta.glob<string>(['../../../assets/texts/*/*.ftl', '!**/report.ftl'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const bundles: Record<Locale, FluentBundle> = { nl: bundleOf('nl'), en: bundleOf('en') };

function bundleOf(language: Locale): FluentBundle {
  // Isolating marks go around right-to-left words only (see `isolated`), so that plain text can be found and copied.
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const [path, source] of Object.entries(sources)) {
    if (path.includes(`/texts/${language}/`)) bundle.addResource(new FluentResource(source));
  }
  return bundle;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** A name in Arabic script must not turn the Dutch words around it. */
function isolated(value: string | number): FluentVariable {
  return typeof value === 'string' && RIGHT_TO_LEFT.test(value)
    ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}`
    : value;
}

/** The text of an id in the language of the screens; an unknown id answers itself. Follows a switch of language. */
export function t(id: string, values: TextArguments = {}): string {
  const bundle = bundles[locale.current];
  const message = bundle.getMessage(id);
  if (!message?.value) return id;
  const variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)]));
  // With a list for its complaints Fluent never throws: a forgotten variable must not take the page away.
  const complaints: Error[] = [];
  const text = bundle.formatPattern(message.value, variables, complaints);
  for (const complaint of complaints) console.error(id, complaint);
  return text;
}

/** Whether there is a text of this id: for codes that another layer may add before its words are here. */
export function hasText(id: string): boolean {
  return bundles[locale.current].hasMessage(id);
}
