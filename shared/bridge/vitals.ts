/** Vital signs: with a visit, or by whoever measures before it. */
import { z } from 'zod';
import { type Need, openCall } from './contract.ts';

/** A decimal as it was written: its digits say how exactly it was measured. */
const Measured = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

/** What was measured, in the units of shared/records/observation/vital-signs.ts; blood pressure in mmHg. */
export const VitalsInput = z.strictObject({
  systolic: z.int().min(30).max(350).optional(),
  diastolic: z.int().min(10).max(250).optional(),
  pulse: Measured.optional(),
  temperature: Measured.optional(),
  respiratoryRate: Measured.optional(),
  oxygen: Measured.optional(),
  weight: Measured.optional(),
  height: Measured.optional(),
  waist: Measured.optional(),
  glucose: Measured.optional(),
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
