/** What the codes, people and places in the answer of a measure are called. */
import { listedName } from '../terminology/listed-name.ts';
import type { MeasureAnswer } from './measures.ts';
import type { Locale } from './session.ts';

/** Begins the key of what has no code, before its words. */
export const TEXT = 'text:';

/** As records call it; else as the program's lists do (nobody's words stand before an analyst); else its code. `dimension`: its key. */
export function nameOfKey(names: MeasureAnswer['names'], dimension: string, key: string, locale: Locale): string {
  const recorded = names[dimension]?.[key];
  if (recorded !== undefined) return recorded;
  if (key.startsWith(TEXT)) return key.slice(TEXT.length);
  const bar = key.lastIndexOf('|');
  if (bar < 0) return key;
  const code = key.slice(bar + 1);
  return listedName(key.slice(0, bar), code, locale) ?? code;
}
