/** Every place that one can go to. A route without its screen does not compile. */
import { figure } from './analysis/FigureScreen.tsx';
import { analysis } from './analysis/index.tsx';
import { appointments } from './appointments/index.tsx';
import { audit } from './audit/index.tsx';
import { patient } from './chart/index.tsx';
import { cohorts } from './cohorts/index.tsx';
import type { Screens } from './contract.ts';
import { duplicates } from './duplicates/index.tsx';
import { edit } from './edit/index.tsx';
import { exchange } from './exchange/index.tsx';
import { help } from './help/index.tsx';
import { inbox } from './inbox/index.tsx';
import { notebook, notebooks } from './notebook/index.tsx';
import { patients } from './patients/index.tsx';
import { prescribe } from './prescribe/index.tsx';
import { register } from './register/index.tsx';
import { repair } from './repair/index.tsx';
import { results } from './results/index.tsx';
import { settings } from './settings/index.tsx';
import { sheet } from './sheet/index.tsx';
import { sync } from './sync/index.tsx';
import { table } from './table/index.tsx';
import { today } from './today/index.tsx';
import { users } from './users/index.tsx';
import { visit } from './visit/index.tsx';
import { vitals } from './vitals/index.tsx';

export const screens: Screens = {
  today,
  appointments,
  patients,
  register,
  duplicates,
  patient,
  edit,
  visit,
  vitals,
  sheet,
  prescribe,
  results,
  analysis,
  cohorts,
  notebooks,
  notebook,
  figure,
  inbox,
  exchange,
  table,
  repair,
  sync,
  users,
  audit,
  settings,
  help,
};
