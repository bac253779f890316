import type { MeasureName } from '../../../../shared/bridge/measures.ts';
import { ageSex } from './age-sex/query.ts';
import type { Measure } from './contract.ts';
import { diagnoses } from './diagnoses/query.ts';
import { visits } from './visits/query.ts';

/** Every measure by its name; one that is missing here fails to compile. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  visits,
  'age-sex': ageSex,
  diagnoses,
};
