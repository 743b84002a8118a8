import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

/** Forbids imports of the tiers above: parts know nothing, nouns know parts, screens know all. */
function tier(files, forbidden) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map(([folder, message]) => ({
              regex: `(^\\$lib|^\\.{1,2}(/\\.\\.)*)/${folder}(/|$)`,
              message,
            })),
            ...(files.some((file) => file.includes('/ipc/')) ? [] : [TAURI]),
          ],
        },
      ],
    },
  };
}

const TAURI = { group: ['@tauri-apps/*'], message: 'Only src/ipc knows Tauri.' };
const NOUNS = ['nouns', 'A part knows no noun.'];
const SCREENS = ['screens', 'Parts, nouns and state know no screen.'];
const IPC = ['ipc', 'A part takes values and hands back events; it asks nothing.'];
const STATE = ['state', 'A part takes values and hands back events; it holds no state of the app.'];

export default ts.config(
  // The contract is generated from Rust.
  { ignores: ['dist/', 'node_modules/', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      // No inline styles: the content policy of the window refuses them.
      'svelte/no-inline-styles': ['error', { allowTransitions: true }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-useless-mustaches': 'error',
      // Plain addresses after #, no router of a framework.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['src/**'], rules: { 'no-restricted-imports': ['error', { patterns: [TAURI] }] } },
  tier(['src/parts/**'], [NOUNS, SCREENS, IPC, STATE]),
  tier(['src/nouns/**'], [SCREENS]),
  tier(['src/state/**'], [NOUNS, SCREENS, ['parts', 'State knows no component.']]),
  tier(['src/texts/**'], [NOUNS, SCREENS, STATE, ['parts', 'Texts know no component.']]),
  tier(['src/ipc/**'], [NOUNS, SCREENS, STATE, ['parts', 'ipc knows no component.'], ['texts', 'ipc has no words.']]),
);
