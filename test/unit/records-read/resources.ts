/** One patient, `p`, and resources about them, for the tests of the chart. */

import { afterEach, beforeEach } from 'vitest';
import { readChart } from '../../../electron/vault/records/chart.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import { PatientChart } from '../../../shared/bridge/records.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { sight } from '../../support/sight.ts';
import { insertAll, openScratch, ZONE } from './rows.ts';

export const clinic = { timeZone: ZONE, today: '2026-06-30', locale: 'en', sight };
export const Chart = PatientChart.omit({ patient: true });

export const PATIENT: JsonObject = {
  resourceType: 'Patient',
  id: 'p',
  name: [{ family: '张', given: ['三'] }],
  birthDate: '1980-05-01',
};
export const subject = { reference: 'Patient/p' };

/** Gives every test of a file a database of its own. */
export function scratchStore() {
  let store: Store;
  let close: () => void;
  beforeEach(() => {
    ({ store, close } = openScratch());
  });
  afterEach(() => close());
  return {
    store: () => store,
    /** The chart of patient `p` with these records, checked against the contract of the bridge. */
    chartOf(resources: JsonObject[], setting: Partial<typeof clinic> = {}, patient: JsonObject = PATIENT) {
      insertAll(store, [patient, ...resources]);
      return Chart.parse(readChart(store, 'p', { ...clinic, ...setting }));
    },
  };
}

export const condition = (
  id: string,
  text: string,
  clinical: string | undefined,
  more: JsonObject = {},
): JsonObject => ({
  resourceType: 'Condition',
  id,
  subject,
  code: { text },
  ...(clinical && { clinicalStatus: { coding: [{ code: clinical }] } }),
  ...more,
});
export const allergy = (id: string, code: JsonObject, more: JsonObject = {}): JsonObject => ({
  resourceType: 'AllergyIntolerance',
  id,
  patient: subject,
  code,
  clinicalStatus: { coding: [{ code: 'active' }] },
  ...more,
});
export const observation = (id: string, code: JsonObject, effectiveDateTime: string, more: JsonObject): JsonObject => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  code,
  effectiveDateTime,
  ...more,
});
export const loinc = (code: string, display: string): JsonObject => ({
  coding: [{ system: 'http://loinc.org', code, display }],
});
export const quantity = (json: string): JsonObject => parseJson(json) as JsonObject;
