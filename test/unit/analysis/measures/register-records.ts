/** Records of people with a disease that the clinic keeps a register of, and how a register counts them. */
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, type Row } from '../clinic.ts';
import { asked } from './asked.ts';

export const TODAY = '2026-06-30';

export const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
export const person = (id: string, more: JsonObject = {}): JsonObject => ({ resourceType: 'Patient', id, ...more });

export function condition(patient: string, code: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    resourceType: 'Condition',
    subject: { reference: `Patient/${patient}` },
    code,
    recordedDate: '2020-01-01',
    ...more,
  };
}

export const coded = (code: string, system = ICD10): JsonObject => ({ coding: [{ system, code }] });
export const status = (code: string): JsonObject => ({ clinicalStatus: { coding: [{ code }] } });

export function pressure(
  patient: string,
  at: string,
  systolic: number,
  diastolic: number,
  unit = 'mm[Hg]',
  more: JsonObject = {},
): JsonObject {
  const part = (code: string, value: number): JsonObject => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value, code: unit },
  });
  return {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: at,
    component: [part('8462-4', diastolic), part('8480-6', systolic)],
    ...more,
  };
}

export function hba1c(patient: string, at: string, value: number, unit = '%'): JsonObject {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: at,
    valueQuantity: { value, unit },
  };
}

export function states(rows: readonly Row[], input: MeasureInput): Record<string, unknown> {
  const answer = asked(clinicOf(rows), input);
  return {
    ...Object.fromEntries(
      answer.rows
        .filter(({ keys: [key], values: [n] }) => key !== 'unreadable' || n !== 0)
        .map(({ keys, values }) => [keys[0], values[0]]),
    ),
    all: answer.total[1],
    gone: answer.leftOut.find(({ reason }) => reason === 'gone')?.n ?? 0,
  };
}
