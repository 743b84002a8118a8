import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');

type Tokens = Record<string, string>;

/** The declarations of the first block after a selector. */
function blockOf(selector: string): Tokens {
  const start = css.indexOf('{', css.indexOf(`${selector} {`));
  const block = css.slice(start + 1, css.indexOf('}', start)).replace(/\/\*.*?\*\//gs, '');
  const declarations = block.split(';').map((one) => one.split(':').map((side) => side.trim()));
  return Object.fromEntries(declarations.flatMap(([name, value]) => (name && value ? [[name, value]] : [])));
}

const light = blockOf(':root');
const chosenDark = blockOf("[data-theme='dark']");
const systemDark = blockOf(":root:not([data-theme='light'])");
const THEMES = { light, dark: { ...light, ...chosenDark } };

const SIX_DIGITS = /^#[0-9a-f]{6}$/;

function colourOf(theme: Tokens, name: string): string {
  const colour = theme[`--colour-${name}`];
  if (!colour || !SIX_DIGITS.test(colour)) throw new Error(`--colour-${name} is no colour of six digits: ${colour}`);
  return colour;
}

/** Relative luminance (WCAG 2.2). */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const channel = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string): number {
  const [dark = 0, bright = 0] = [luminanceOf(front), luminanceOf(back)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** Words: what is written in a colour, and the grounds it stands on. */
const WORDS: Record<string, readonly string[]> = {
  ink: ['surface', 'ground', 'surface-sunken', 'surface-raised', 'voice-soft', 'action-soft'],
  'ink-soft': ['surface', 'ground', 'surface-sunken', 'surface-raised'],
  'on-action': ['action', 'action-hover'],
  'action-ink': ['surface', 'ground', 'action-soft', 'surface-sunken'],
  'voice-ink': ['voice-soft', 'surface', 'ground', 'surface-sunken'],
  'ok-ink': ['surface', 'ok-soft', 'ground'],
  'soon-ink': ['surface', 'soon-soft', 'ground'],
  'late-ink': ['surface', 'late-soft', 'ground', 'voice-soft'],
  'picture-ink': ['picture-plate', 'picture-plate-quiet'],
  'picture-ink-soft': ['picture-plate', 'picture-plate-quiet'],
  'on-picked': ['picked'],
};

/** Edges and marks that tell something, and what they stand on. */
const MARKS: Record<string, readonly string[]> = {
  'line-control': ['surface', 'ground'],
  'voice-edge': ['voice-soft', 'picture-plate'],
  action: ['surface', 'ground', 'voice-soft', 'action-soft'],
  picked: ['picture-plate'],
  focus: ['focus-gap', 'surface', 'ground', 'voice-soft'],
  'late-fill': ['voice-soft'],
  'late-ink': ['surface'],
};

const pairs = (all: Record<string, readonly string[]>) =>
  Object.entries(all).flatMap(([front, backs]) => backs.map((back) => [front, back] as const));

describe.each(Object.entries(THEMES))('the %s theme', (_name, theme) => {
  it.each(pairs(WORDS))('shows words: %s on %s', (front, back) => {
    expect(contrast(colourOf(theme, front), colourOf(theme, back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(MARKS))('shows edges and marks: %s on %s', (front, back) => {
    expect(contrast(colourOf(theme, front), colourOf(theme, back))).toBeGreaterThanOrEqual(3);
  });
});

describe('dark', () => {
  it('is the same when it was chosen and when the system asks for it', () => {
    expect(systemDark).toEqual(chosenDark);
  });

  it('gives every colour of the light theme a value, or leaves it on purpose', () => {
    const left = Object.keys(light).filter((name) => name.startsWith('--colour-') && !(name in chosenDark));
    expect(left).toEqual([
      '--colour-picture-ink',
      '--colour-picture-ink-soft',
      '--colour-picked',
      '--colour-on-picked',
    ]);
  });
});
