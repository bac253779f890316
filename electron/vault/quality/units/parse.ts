/** A unit as people and laboratories write it: its UCUM code, or why there is none. */
import { isAmbiguousUnit, spelledUnit } from '../../../../shared/units/written.ts';
import type { Ucum } from './ucum.ts';

/** empty: nothing was written. ambiguous: it means one thing to some and another to others. unknown: nothing that UCUM knows. */
export type NoUnit = 'empty' | 'ambiguous' | 'unknown';

export type ParsedUnit = { readonly ok: true; readonly code: string } | { readonly ok: false; readonly why: NoUnit };

/** Reads units by a list of them. */
export function unitParser(ucum: Ucum): (text: string) => ParsedUnit {
  return (text) => {
    const written = text.trim();
    if (written === '') return { ok: false, why: 'empty' };
    if (isAmbiguousUnit(written)) return { ok: false, why: 'ambiguous' };
    const code = [spelledUnit(written), written].find((one) => ucum.unit(one) !== undefined);
    return code === undefined ? { ok: false, why: 'unknown' } : { ok: true, code };
  };
}
