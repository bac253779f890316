import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markError } from '../../../electron/vault/records/amend.ts';
import { readChart } from '../../../electron/vault/records/chart.ts';
import { createRecords, deleteRecord, patchRecord } from '../../../electron/vault/records/commands.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { carryAll, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';
import { clinic as setting } from './resources.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(2);
});
afterEach(cleanUp);

const of = (patient: string) => ({ reference: `Patient/${patient}` });
const clinical = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code }],
});
const ALLERGY: JsonObject = {
  resourceType: 'AllergyIntolerance',
  id: 'x',
  patient: of('p'),
  clinicalStatus: clinical('active'),
  code: { text: 'Antibiotics' },
};
const MEDICINE: JsonObject = {
  resourceType: 'MedicationRequest',
  id: 'x',
  status: 'active',
  intent: 'order',
  subject: of('p'),
  medicationCodeableConcept: { text: 'Warfarin' },
};

/** Charts of `p` and `q` on both workstations, after each did one thing to a record while apart. */
function chartsAfter(record: JsonObject, here: (one: Workspace) => void, there: (one: Workspace) => void) {
  const stations = clinic.open();
  const [a, b] = stations.map(({ workspace }) => workspace) as [Workspace, Workspace];
  const devices = stations.map(({ device }) => device);
  createRecords(a, [...['p', 'q'].map((id) => ({ resourceType: 'Patient', id })), record]);
  carryAll([a, b], devices);
  here(a);
  there(b);
  carryAll([a, b], devices);
  const [atA, atB] = [a, b].map(({ store }) => ['p', 'q'].map((id) => readChart(store, id, setting)));
  expect(atA).toEqual(atB);
  const [p, q] = atA ?? [];
  return { p, q };
}

const edit = (patch: JsonObject) => (workspace: Workspace) => {
  const type = workspace.store.get<{ type: string }>("SELECT type FROM record WHERE id = 'x'")?.type ?? '';
  patchRecord(workspace, type, 'x', patch);
};
const texts = (items: readonly { text: string }[] | undefined) => items?.map(({ text }) => text).sort();

describe('a chart of what is in conflict', () => {
  it('lists an allergy with each of its values', () => {
    const { p } = chartsAfter(ALLERGY, edit({ code: { text: 'Penicillin' } }), edit({ code: { text: 'Amoxicillin' } }));
    expect(texts(p?.allergies)).toEqual(['Amoxicillin', 'Penicillin']);
    expect(p?.allergies.every(({ conflicts }) => conflicts === 1)).toBe(true);
    expect(p?.allergiesAsked).toBe('listed');
    expect(p?.counts).toEqual({ AllergyIntolerance: 1 });
  });

  it('lists it once where its line says the same either way', () => {
    const note = (text: string) => ({ onsetString: text });
    const { p } = chartsAfter(ALLERGY, edit(note('as a child')), edit(note('at school')));
    expect(texts(p?.allergies)).toEqual(['Antibiotics']);
  });

  it('lists it where one side calls it an error and the other confirms it', () => {
    const confirmed = {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
    };
    const { p } = chartsAfter(
      ALLERGY,
      edit({ verificationStatus: confirmed }),
      (workspace) => void markError(workspace, 'AllergyIntolerance', 'x', 'another patient'),
    );
    expect(texts(p?.allergies)).toContain('Antibiotics');
  });

  it('lists it where one side deleted it and the other knows more', () => {
    const { p } = chartsAfter(
      ALLERGY,
      (workspace) => deleteRecord(workspace, 'AllergyIntolerance', 'x'),
      edit({ criticality: 'high' }),
    );
    expect(p?.allergies).toMatchObject([{ text: 'Antibiotics', conflicts: 1 }]);
  });

  it('lists it with both patients that it may belong to', () => {
    const { p, q } = chartsAfter(ALLERGY, edit({ patient: of('q') }), edit({ patient: { ...of('p'), display: 'P' } }));
    expect([texts(p?.allergies), texts(q?.allergies)]).toEqual([['Antibiotics'], ['Antibiotics']]);
  });

  it('lists a medicine that only one side stopped', () => {
    const { p } = chartsAfter(MEDICINE, edit({ status: 'stopped' }), edit({ status: 'on-hold' }));
    expect(p?.medications).toMatchObject([{ text: 'Warfarin', status: 'on-hold', conflicts: 1 }]);
  });
});
