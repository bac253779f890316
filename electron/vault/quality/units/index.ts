/**
 * Units of measure: what a written unit is in UCUM, and values from one unit to another. The library with the list of units is loaded when it is first
 * needed, so that no start waits for it.
 */
import type { Units } from './contract.ts';
import { convert } from './convert.ts';
import { unitParser } from './parse.ts';
import { loadUcum } from './ucum.ts';

export type { Units } from './contract.ts';

let loaded: Promise<Units> | undefined;

/** The units, ready to use without waiting. */
export function loadUnits(): Promise<Units> {
  loaded ??= loadUcum().then((ucum) => ({ parseUnit: unitParser(ucum), ...convert(ucum) }));
  return loaded;
}
