/** Whom of a list to call in: no more at once than one undo takes back. Pure. */
import type { FigureRecord } from './useRecords.ts';

/** As the vault makes them (cohort.recall). */
export const MOST = 500;

/** Patients of records in their order, each once, without those who were called in from here already; as many as are called in at once. */
export function nextToCall(records: readonly Pick<FigureRecord, 'hit'>[], called: readonly string[]): string[] {
  const passed = new Set(called);
  const found = new Set<string>();
  for (const { hit } of records) {
    if (found.size === MOST) break;
    if (hit && !passed.has(hit.id)) found.add(hit.id);
  }
  return [...found];
}
