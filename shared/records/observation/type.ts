/** Something measured or found. http://hl7.org/fhir/R4/observation.html */
import type { RecordType } from '../contract.ts';
import { finalOnce } from '../finality.ts';
import { doubtFuture } from '../plausible.ts';
import { doubtLimits } from './limits.ts';

export const observation: RecordType<'Observation'> = {
  type: 'Observation',
  groups: {
    // obs-6: a reason for absence only without a value; obs-7: no value beside a component of the same code
    code: 'value',
    dataAbsentReason: 'value',
    component: 'value',
    // a flag and the range that it was judged by belong to their value, and where and how it was measured
    interpretation: 'value',
    referenceRange: 'value',
    bodySite: 'value',
    method: 'value',
  },
  times: ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'effectiveTiming', 'issued'],
  // not the code: every blood pressure there ever was would be found by its name
  texts: ['valueString', 'valueCodeableConcept', 'note'],
  final: finalOnce(['final', 'amended', 'corrected']),
  doubts: (resource, today) => [
    ...doubtFuture(resource, today, ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued']),
    ...doubtLimits(resource),
  ],
  sample: {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: 'Patient/example' },
    effectiveDateTime: '2024-03-01T09:05:00+08:00',
    valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  },
};
