/** Views that ship, as they are and as what one begins with. */
import type { ShippedView } from '../../../../../shared/bridge/views.ts';
import { allergies } from './allergies.ts';
import { appointments } from './appointments.ts';
import { bloodPressures } from './blood-pressures.ts';
import { conditions } from './conditions.ts';
import { immunizations } from './immunizations.ts';
import { observationComponents } from './observation-components.ts';
import { observations } from './observations.ts';
import { patients } from './patients.ts';
import { prescriptions } from './prescriptions.ts';
import { visits } from './visits.ts';

/** By their names, those of whom records are about first. */
export const SHIPPED_VIEWS: readonly ShippedView[] = [
  patients,
  visits,
  conditions,
  observations,
  observationComponents,
  bloodPressures,
  prescriptions,
  immunizations,
  allergies,
  appointments,
];
