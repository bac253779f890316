/** Why two patients look like one, as codes: whoever shows them has the words. */
import { REASON_LEVELS, type Reason } from '../../../../shared/bridge/duplicates.ts';
import type { Comparison } from './compare.ts';
import { Level } from './contract.ts';
import { PATIENT_FIELDS } from './patient.ts';

/** What agrees, the weightiest first, and then what speaks against. */
export function reasonsOf({ levels }: Comparison, bits: readonly number[]): Reason[] {
  return PATIENT_FIELDS.flatMap(({ kind }, field) => {
    const level = levels[field] ?? Level.missing;
    const name = REASON_LEVELS[level];
    return name === undefined ? [] : [{ field: kind as Reason['field'], level: name, bits: bits[field] ?? 0 }];
  })
    .sort((a, b) => b.bits - a.bits)
    .map(({ field, level }) => ({ field, level }));
}
