import type { MeasureName } from '../../../../shared/bridge/measures.ts';
import { ageSex } from './age-sex/query.ts';
import { antibiotics } from './antibiotics/query.ts';
import type { Measure } from './contract.ts';
import { diabetes } from './diabetes/query.ts';
import { diagnoses } from './diagnoses/query.ts';
import { hypertension } from './hypertension/query.ts';
import { immunisation } from './immunisation/query.ts';
import { income } from './income/query.ts';
import { newReturning } from './new-returning/query.ts';
import { noShows } from './no-shows/query.ts';
import { referrals } from './referrals/query.ts';
import { visits } from './visits/query.ts';
import { waiting } from './waiting/query.ts';

/** Every measure by its name; one that is missing here fails to compile. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  visits,
  'new-returning': newReturning,
  'age-sex': ageSex,
  diagnoses,
  waiting,
  'no-shows': noShows,
  hypertension,
  diabetes,
  immunisation,
  antibiotics,
  referrals,
  income,
};
