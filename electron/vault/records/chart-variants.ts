/**
 * What a person may be allergic to or may take, while workstations disagree: safety looks at every value of what is in conflict,
 * not at the one that is shown for the time being.
 */
import { variantsOf } from '../../../shared/merge/variants.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { disputedRows } from '../storage/charts.ts';
import type { Reader } from '../storage/database.ts';
import { placed } from './one-person.ts';
import { type Projection, project } from './projection.ts';
import { findRow, stateOf } from './row.ts';

/** Types that a mistake about may harm. */
export const SAFETY: ReadonlySet<string> = new Set(['AllergyIntolerance', 'MedicationRequest', 'MedicationStatement']);

/** So many combinations of values are looked at; more only where one element has more values. */
const MOST = 16;

export interface Variant {
  readonly type: string;
  readonly id: string;
  readonly conflicts: number;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

/** Everything that a record in conflict about this patient, or one merged into them, may turn out to be, also one that is shown in another chart. */
export function variantsInChart(reader: Reader, patient: string): Variant[] {
  return disputedRows(reader, patient, [...SAFETY]).flatMap(({ type, id, conflicts }) => {
    const row = findRow(reader, type, id);
    if (!row) return [];
    return variantsOf(stateOf(reader, row), MOST)
      .map((resource) => ({
        type,
        id,
        conflicts,
        resource,
        projection: placed(
          reader,
          project(resource, () => ''),
        ),
      }))
      .filter(({ projection }) => projection.patient === patient && projection.status !== 'entered-in-error');
  });
}
