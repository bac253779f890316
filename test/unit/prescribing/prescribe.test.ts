import { afterEach, describe, expect, it } from 'vitest';
import type { PrescriptionInput } from '../../../shared/bridge/prescriptions.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

async function clinicWith(now = Date.UTC(2026, 5, 1, 17)): Promise<{ vault: TestVault; patient: string }> {
  const vault = await testClinic(undefined, { clock: { now: () => now } });
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
  return { vault, patient: String((await vault.ask('record.create', { resource })).resource.id) };
}

const AMLODIPINE: PrescriptionInput = {
  medicine: {
    text: 'Amlodipine',
    coding: { system: 'urn:xinglin:drug', code: 'amlodipine', display: 'Amlodipine' },
  },
  product: 'tablet 5 mg',
  dose: { value: '0.50', unit: 'tablet' },
  frequency: { kind: 'per-day', times: 1 },
  when: 'MORN',
  route: 'oral',
  days: 30,
  dispense: { value: '15', unit: 'tablet' },
  repeats: 2,
  instruction: 'With water',
};
const request = async (vault: TestVault, id: string): Promise<JsonObject> =>
  JSON.parse((await vault.ask('record.json', { type: 'MedicationRequest', id })).json);

describe('a prescription', () => {
  it('is written as FHIR has it, with the digits that were typed', async () => {
    const { vault, patient } = await clinicWith();
    const { changes } = await vault.ask('prescription.save', { patient, prescriptions: [AMLODIPINE] });
    expect(changes).toHaveLength(1);
    const { id = '' } = changes[0] ?? {};
    const { json } = await vault.ask('record.json', { type: 'MedicationRequest', id });
    expect(json).toContain('"value":0.50');
    expect(JSON.parse(json)).toMatchObject({
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { coding: [{ code: 'amlodipine' }], text: 'Amlodipine tablet 5 mg' },
      subject: { reference: `Patient/${patient}` },
      authoredOn: '2026-06-02T01:00:00+08:00',
      requester: { display: 'Dr Test', identifier: { system: 'urn:xinglin:user' } },
      dosageInstruction: [
        {
          text: '0.50 tablet by mouth, once a day in the morning, for 30 days, With water',
          patientInstruction: 'With water',
          timing: {
            repeat: { frequency: 1, period: 1, periodUnit: 'd', when: ['MORN'], boundsDuration: { value: 30 } },
          },
          route: { coding: [{ code: 'oral' }], text: 'by mouth' },
          doseAndRate: [{ doseQuantity: { unit: 'tablet', code: '{tablet}' } }],
        },
      ],
      dispenseRequest: { quantity: { value: 15 }, numberOfRepeatsAllowed: 2, expectedSupplyDuration: { value: 30 } },
    });
    const [line] = (await vault.ask('patient.chart', { id: patient })).medications;
    expect(line).toMatchObject({ text: 'Amlodipine tablet 5 mg', status: 'active' });
  });

  it('is repeated as it was, takes the place of the old one, and both steps are taken back as one', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('prescription.save', { patient, prescriptions: [AMLODIPINE] });
    const [running] = await vault.ask('prescription.running', { patient });
    const { replaces, ...again } = running?.prescription ?? {};
    expect(replaces).toBe(running?.id);
    expect(again).toEqual({ ...AMLODIPINE, asNeeded: false });
    const prescriptions = [running?.prescription as PrescriptionInput];
    const repeated = await vault.ask('prescription.save', { patient, prescriptions });
    expect(repeated.changes).toHaveLength(2);
    expect((await request(vault, String(replaces))).status).toBe('completed');
    const now = await vault.ask('prescription.running', { patient });
    expect(now).toHaveLength(1);
    expect(await request(vault, now[0]?.id ?? '')).toMatchObject({
      priorPrescription: { reference: `MedicationRequest/${replaces}` },
    });
    await vault.ask('record.undo', repeated);
    expect((await vault.ask('prescription.running', { patient })).map(({ id }) => id)).toEqual([replaces]);
  });

  it('is not guessed at where another program said more than these fields hold', async () => {
    const { vault, patient } = await clinicWith();
    const given = (dosageInstruction: JsonObject[], more: JsonObject = {}) =>
      vault.ask('record.create', {
        resource: {
          resourceType: 'MedicationRequest',
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: { text: 'Prednisone' },
          subject: { reference: `Patient/${patient}` },
          authoredOn: '2026-06-01',
          dosageInstruction,
          ...more,
        } as never,
      });
    const dose = { doseQuantity: { value: 5, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } };
    const daily = { repeat: { frequency: 1, period: 1, periodUnit: 'd' } };
    await given([
      { text: '20 mg for 5 days', doseAndRate: [dose], timing: daily },
      { text: 'then 10 mg', doseAndRate: [dose], timing: daily },
    ]);
    await given([
      { text: 'at most 5 mg', doseAndRate: [dose], timing: daily, maxDosePerAdministration: dose.doseQuantity },
    ]);
    await given([
      {
        text: 'one and a half',
        doseAndRate: [dose],
        timing: { repeat: { frequency: 1, frequencyMax: 3, period: 1, periodUnit: 'd' } },
      },
    ]);
    await given([{ doseAndRate: [dose], timing: daily }]);
    const all = await vault.ask('prescription.running', { patient });
    expect(all.map(({ prescription: one }) => one && [one.dose, one.instruction])).toEqual(
      expect.arrayContaining([
        [undefined, '20 mg for 5 days; then 10 mg'],
        [undefined, 'at most 5 mg'],
        [undefined, 'one and a half'],
        [{ value: '5', unit: 'mg' }, ''],
      ]),
    );
    expect(all).toHaveLength(4);
  });

  it('runs until its days are over, repeats counted in', async () => {
    const { vault, patient } = await clinicWith();
    const on = (day: string, days: number, repeats: number): JsonObject => ({
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: `${days} from ${day}` },
      subject: { reference: `Patient/${patient}` },
      authoredOn: day,
      dosageInstruction: [
        {
          timing: {
            repeat: { boundsDuration: { value: days, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' } },
          },
          text: 'daily',
        },
      ],
      dispenseRequest: { numberOfRepeatsAllowed: repeats },
    });
    // today is 2 June in Shanghai
    for (const one of [on('2026-05-27', 7, 0), on('2026-05-26', 7, 0), on('2026-05-26', 7, 1)])
      await vault.ask('record.create', { resource: one as never });
    const names = (await vault.ask('prescription.running', { patient })).map(({ name }) => name);
    expect(names.sort()).toEqual(['7 from 2026-05-26', '7 from 2026-05-27']);
  });

  it('says at least how it is taken, and is of this patient', async () => {
    const { vault, patient } = await clinicWith();
    const { dose: _, instruction: __, ...without } = AMLODIPINE;
    await vault.refuse('prescription.save', { patient, prescriptions: [without] }, 'invalid-input');
    await vault.refuse('prescription.save', { patient, prescriptions: [] }, 'invalid-input');
    await vault.refuse('prescription.save', { patient: 'nobody', prescriptions: [AMLODIPINE] }, 'not-found');
    const other = String(
      (await vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family: 'Li' }] } })).resource
        .id,
    );
    const { changes } = await vault.ask('prescription.save', { patient: other, prescriptions: [AMLODIPINE] });
    const stolen = { ...AMLODIPINE, replaces: changes[0]?.id };
    await vault.refuse('prescription.save', { patient, prescriptions: [stolen] }, 'not-found');
    expect(await vault.ask('prescription.running', { patient: other })).toHaveLength(1);
  });

  it('is stopped with its reason, and the stop is taken back', async () => {
    const { vault, patient } = await clinicWith();
    const { changes } = await vault.ask('prescription.save', { patient, prescriptions: [AMLODIPINE] });
    const { id = '' } = changes[0] ?? {};
    await vault.refuse('prescription.stop', { id, reason: ' ' }, 'invalid-input');
    const stopped = await vault.ask('prescription.stop', { id, reason: 'Swollen ankles' });
    expect(await request(vault, id)).toMatchObject({ status: 'stopped', statusReason: { text: 'Swollen ankles' } });
    expect(await vault.ask('prescription.running', { patient })).toEqual([]);
    await vault.ask('record.undo', stopped);
    expect(await request(vault, id)).toMatchObject({ status: 'active' });
    expect(await request(vault, id)).not.toHaveProperty('statusReason');
  });

  it('becomes a favourite of whoever prescribes it, with its dose, and of nobody else', async () => {
    const { vault, patient } = await clinicWith();
    const other = { ...AMLODIPINE, medicine: { text: 'Metformin' }, product: 'tablet 500 mg' };
    const words = { medicine: { text: 'Cream' }, instruction: 'thinly' };
    for (const one of [other, words, AMLODIPINE, words])
      await vault.ask('record.undo', await vault.ask('prescription.save', { patient, prescriptions: [one] }));
    expect(await vault.ask('prescription.favourites', { limit: 5 })).toEqual([]);
    await vault.ask('prescription.save', { patient, prescriptions: [other, words] });
    for (const name of ['Li', 'Zhao']) {
      const resource = { resourceType: 'Patient', name: [{ family: name }] };
      const next = String((await vault.ask('record.create', { resource })).resource.id);
      await vault.ask('prescription.save', { patient: next, prescriptions: [AMLODIPINE] });
    }
    const favourites = await vault.ask('prescription.favourites', { limit: 5 });
    expect(favourites.map(({ medicine, dose, days }) => [medicine.text, dose?.value, days])).toEqual([
      ['Amlodipine', '0.50', 30],
      ['Metformin tablet 500 mg', '0.50', 30],
    ]);
    await addUser(vault, 'Bao', 'doctor');
    await firstLogin(vault, 'Bao');
    expect(await vault.ask('prescription.favourites', { limit: 5 })).toEqual([]);
  });
});
