/** The page of analysis: totals and three measures over one range of days. */

import type { Clock } from '../../../shared/base/world.ts';
import type { Overview } from '../../../shared/bridge/analysis.ts';
import type { Reader } from '../storage/database.ts';
import { countPatients } from './measures/age-sex/query.ts';
import { askMeasure } from './measures/ask.ts';
import { countVisits } from './measures/visits/query.ts';

export interface OverviewInput {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The clinic's present day, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * Answers `analysis.overview`. `clock` only measures how long it took. Raises invalid-input for a day that does not exist,
 * a range that ends before it begins, or one of over a century.
 */
export function overview(reader: Reader, input: OverviewInput, clock: Clock = performance): Overview {
  const start = clock.now();
  const visits = askMeasure(reader, { ...input, name: 'visits', grain: 'week' });
  const { range } = visits;
  const ages = askMeasure(reader, { name: 'age-sex', today: input.today });
  const diagnoses = askMeasure(reader, { name: 'diagnoses', ...range, today: input.today });
  const [visitsInRange] = visits.total.map(Number);
  return {
    range,
    totals: { patients: countPatients(reader), visits: countVisits(reader), visitsInRange: visitsInRange ?? 0 },
    visitsPerWeek: visits.rows.map(({ keys, values }) => ({ week: keys[0] ?? '', visits: Number(values[0]) })),
    pyramid: ages.rows.map(({ keys, values }) => {
      const [male = 0, female = 0, other = 0] = values.map(Number);
      return { band: keys[0] ?? '', male, female, other };
    }),
    withoutBirthDate: ages.leftOut.find(({ reason }) => reason === 'no-birth')?.n ?? 0,
    diagnoses: diagnoses.rows.map(({ keys: [code], values }) => ({
      code: code ?? '',
      display: diagnoses.names.diagnosis?.[code ?? ''] ?? code ?? '',
      patients: Number(values[0]),
    })),
    computedInMs: clock.now() - start,
  };
}
