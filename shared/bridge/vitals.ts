/** Vital signs: with a visit, or by whoever measures before it. */
import { z } from 'zod';
import type { VitalSignName } from '../records/observation/vital-signs.ts';
import { measuredIn } from '../records/observation/vital-units.ts';
import { type Need, openCall } from './contract.ts';

/** A decimal as it was written: its digits say how exactly it was measured. Behind it the unit (UCUM), where it is not the usual one. */
const measured = (name: VitalSignName) =>
  z
    .string()
    .max(40)
    .refine((typed) => measuredIn(name, typed) !== undefined);

/** What was measured, in the units of shared/records/observation/vital-signs.ts unless it says another; blood pressure in mmHg. */
export const VitalsInput = z.strictObject({
  systolic: z.int().min(30).max(350).optional(),
  diastolic: z.int().min(10).max(250).optional(),
  pulse: measured('pulse').optional(),
  temperature: measured('temperature').optional(),
  respiratoryRate: measured('respiratoryRate').optional(),
  oxygen: measured('oxygen').optional(),
  weight: measured('weight').optional(),
  height: measured('height').optional(),
  waist: measured('waist').optional(),
  glucose: measured('glucose').optional(),
});
export type VitalsInput = z.output<typeof VitalsInput>;

/** Whether anything was measured. */
export function isMeasured(vitals: VitalsInput): boolean {
  return Object.values(vitals).some((value) => value !== undefined);
}

export const vitalsCalls = {
  /** What was measured of a patient without a visit: Observations, in one transaction. Raises not-found. */
  'vitals.record': openCall(
    z.strictObject({ patient: z.string().min(1).max(64), vitals: VitalsInput.refine(isMeasured) }),
    z.strictObject({ ids: z.array(z.string()) }),
    ({ patient }): readonly Need[] => [
      { right: 'read', type: 'Patient', id: patient },
      { right: 'write', type: 'Observation' },
    ],
  ),
};
