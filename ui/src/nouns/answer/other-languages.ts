import { compare, region } from '$lib/texts';

/** The card for a language that the phrasebook does not have. */
export const OTHER_LANGUAGE = 'other-language';

/**
 * Languages that newcomers talk and the phrasebook does not have: those of the Horn of Africa, the Middle East and Central
 * Asia first in mind, then those often heard in the Netherlands. Tags are BCP-47; what is missing can be typed.
 */
const TAGS = [
  ...['aa', 'am', 'byn', 'gez', 'om', 'sid', 'ssy', 'tig', 'wal', 'nus', 'din', 'fur', 'mas', 'rw', 'rn', 'lg', 'luo'],
  ...['aii', 'arc', 'hy', 'az', 'bal', 'bqi', 'glk', 'he', 'ka', 'lrc', 'mzn', 'sdh', 'syr', 'tk', 'tly', 'zza'],
  ...['haz', 'tg', 'ug', 'uz', 'kk', 'ky', 'mn', 'ce', 'os', 'ab', 'ru', 'be'],
  ...['ur', 'pa', 'hi', 'bn', 'ne', 'sd', 'ta', 'te', 'ml', 'si', 'gu', 'mr', 'my', 'rhg', 'dz', 'bo'],
  ...['zh', 'yue', 'vi', 'th', 'km', 'lo', 'id', 'ms', 'fil', 'ko', 'ja'],
  ...[
    'ber',
    'kab',
    'rif',
    'shi',
    'zgh',
    'ha',
    'yo',
    'ig',
    'ff',
    'wo',
    'bm',
    'dyu',
    'man',
    'mnk',
    'ak',
    'ee',
    'kri',
    'sus',
  ],
  ...['ln', 'kg', 'sw', 'ny', 'sn', 'st', 'tn', 'zu', 'xh', 'mg', 'af', 'pap', 'srn', 'ht'],
  ...['sq', 'bg', 'bs', 'hr', 'mk', 'sr', 'sl', 'ro', 'rom', 'hu', 'pl', 'cs', 'sk', 'lt', 'lv', 'et', 'fi', 'el'],
  ...['de', 'es', 'it', 'pt', 'sv', 'da', 'no'],
] as const;

/** Their names in the language of the screens, by the alphabet. A tag whose name the system does not know is left out. */
export function otherLanguages(): string[] {
  const names = new Intl.DisplayNames(region(), { type: 'language', fallback: 'none' });
  const known = TAGS.map((tag) => names.of(tag)).filter((name) => name !== undefined);
  return [...new Set(known)].sort(compare);
}
