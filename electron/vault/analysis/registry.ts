import { ageSexPyramid } from './age-sex-pyramid/query.ts';
import type { Measure, MeasureName } from './contract.ts';
import { topDiagnoses } from './top-diagnoses/query.ts';
import { visitsPerWeek } from './visits-per-week/query.ts';

/** Every measure by its name; one that is missing here fails to compile. */
export const measures = {
  'visits-per-week': visitsPerWeek,
  'age-sex-pyramid': ageSexPyramid,
  'top-diagnoses': topDiagnoses,
} satisfies Record<MeasureName, Measure<unknown>>;
