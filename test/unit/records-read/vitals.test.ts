import { afterEach, describe, expect, it } from 'vitest';
import { type Frame, vitalsResources } from '../../../electron/vault/records/vitals.ts';
import type { Role } from '../../../shared/access/roles.ts';
import { VITAL_SIGNS } from '../../../shared/records/observation/vital-signs.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const frame = (): Frame => {
  let count = 0;
  return {
    id: () => `id${++count}`,
    subject: { reference: 'Patient/p' },
    by: { display: 'Nurse' },
    now: '2026-06-30T09:30:00+08:00',
  };
};

async function becomes(vault: TestVault, role: Role): Promise<void> {
  await addUser(vault, 'Li', role);
  await firstLogin(vault, 'Li');
}

async function register(vault: TestVault, birthDate: string): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }], birthDate };
  return String((await vault.ask('record.create', { resource })).resource.id);
}

describe('vitalsResources', () => {
  it('makes an Observation of each value, coded and in units as the profile of vital signs wants them', () => {
    const all = vitalsResources(
      { systolic: 128, diastolic: 82, pulse: '72', temperature: '36.50', oxygen: '97', glucose: '5.6' },
      frame(),
    );
    expect(all.map(({ code }) => (code as { coding: { code: string }[] }).coding.map((coding) => coding.code))).toEqual(
      [['85354-9'], ['8867-4'], ['8310-5'], ['59408-5', '2708-6'], ['15074-8']],
    );
    expect(all[2]).toMatchObject({ status: 'final', effectiveDateTime: '2026-06-30T09:30:00+08:00' });
    expect(JSON.stringify(all[2]?.valueQuantity)).toBe(
      '{"value":36.50,"unit":"°C","system":"http://unitsofmeasure.org","code":"Cel"}',
    );
    expect(all[4]).toMatchObject({ category: [{ coding: [{ code: 'laboratory' }] }] });
    expect(all.every((one) => !('encounter' in one))).toBe(true);
    // http://hl7.org/fhir/R4/observation-vitalsigns.html
    expect(Object.values(VITAL_SIGNS).map(({ ucum }) => ucum)).toEqual([
      '/min',
      'Cel',
      '/min',
      '%',
      'kg',
      'cm',
      'cm',
      'mmol/L',
    ]);
  });

  it('keeps a value in the unit that it was typed in', () => {
    const all = vitalsResources({ temperature: '98.6 [degF]', weight: '154 [lb_av]', height: '70 [in_i]' }, frame());
    expect(all.map(({ valueQuantity }) => valueQuantity)).toMatchObject([
      { value: 98.6, unit: '°F', code: '[degF]' },
      { value: 154, unit: 'lb', code: '[lb_av]' },
      { value: 70, unit: 'in', code: '[in_i]' },
      { value: 22.1, code: 'kg/m2' },
    ]);
  });

  it('adds the body mass index that follows from weight and height, with what it was derived from', () => {
    const now = vitalsResources({ weight: '70', height: '175' }, frame());
    expect(now[2]).toMatchObject({
      code: { coding: [{ code: '39156-5' }] },
      derivedFrom: [{ reference: 'Observation/id1' }, { reference: 'Observation/id2' }],
    });
    expect(JSON.stringify(now[2]?.valueQuantity)).toContain('"value":22.9,"unit":"kg/m2"');
    const before = vitalsResources({ weight: '70' }, frame(), { id: 'known', cm: 175 });
    expect(before[1]).toMatchObject({
      derivedFrom: [{ reference: 'Observation/id1' }, { reference: 'Observation/known' }],
    });
    expect(vitalsResources({ weight: '70' }, frame())).toHaveLength(1);
    expect(vitalsResources({ height: '175' }, frame(), { id: 'known', cm: 175 })).toHaveLength(1);
  });
});

describe('vitals.record', () => {
  it('is for nurses, who write no visits; what they measured stands in the chart and is valid', async () => {
    const vault = await testClinic();
    const wang = await register(vault, '1980-02-03');
    await becomes(vault, 'nurse');
    await vault.refuse('visit.record', { patient: wang, vitals: { systolic: 128, diastolic: 82 } }, 'not-allowed');
    const vitals = { systolic: 128, diastolic: 82, weight: '70.0', height: '175' };
    const { ids } = await vault.ask('vitals.record', { patient: wang, vitals });
    expect(ids).toHaveLength(4);
    const chart = await vault.ask('patient.chart', { id: wang });
    expect(chart.observations.map(({ key, points }) => [key.split('|')[1], points[0]?.text])).toEqual(
      expect.arrayContaining([
        ['8480-6', '128'],
        ['8462-4', '82'],
        ['29463-7', '70.0'],
        ['8302-2', '175'],
        ['39156-5', '22.9'],
      ]),
    );
    for (const id of ids) {
      const { resource } = await vault.ask('record.get', { type: 'Observation', id });
      expect(await vault.ask('record.check', { resource })).toEqual({ errors: [], doubts: [] });
    }
    // one transaction
    const histories = await Promise.all(ids.map((id) => vault.ask('record.history', { type: 'Observation', id })));
    expect(new Set(histories.map(([first]) => first?.write.slice(0, 40))).size).toBe(1);
  });

  it('stands under the visit of that day, which it was measured for', async () => {
    const vault = await testClinic();
    const wang = await register(vault, '1980-02-03');
    await vault.ask('vitals.record', { patient: wang, vitals: { systolic: 128, diastolic: 82 } });
    expect((await vault.ask('patient.chart', { id: wang })).timeline).toEqual([]);
    const { encounter } = await vault.ask('visit.record', { patient: wang, complaint: 'Cough' });
    const [visit] = (await vault.ask('patient.chart', { id: wang })).timeline;
    expect(visit?.encounter.id).toBe(encounter);
    expect(visit?.items.map(({ text, detail }) => [text, detail])).toEqual([['Blood pressure', '128/82 mmHg']]);
  });

  it('takes the height of a grown-up from before, never that of a child', async () => {
    const vault = await testClinic();
    const year = new Date().getFullYear();
    for (const [birthDate, index] of [
      ['1980-02-03', 1],
      [`${year - 8}-01-01`, 0],
    ] as const) {
      const id = await register(vault, birthDate);
      await vault.ask('vitals.record', { patient: id, vitals: { height: '130' } });
      await vault.ask('vitals.record', { patient: id, vitals: { weight: '30' } });
      const { observations } = await vault.ask('patient.chart', { id });
      expect(observations.filter(({ key }) => key.endsWith('39156-5'))).toHaveLength(index);
    }
  });

  it('refuses nothing at all, strangers, and whoever writes no observations', async () => {
    const vault = await testClinic();
    const wang = await register(vault, '1980-02-03');
    await vault.refuse('vitals.record', { patient: wang, vitals: {} }, 'invalid-input');
    await vault.refuse('vitals.record', { patient: 'nobody', vitals: { pulse: '70' } }, 'not-found');
    await becomes(vault, 'front-desk');
    await vault.refuse('vitals.record', { patient: wang, vitals: { pulse: '70' } }, 'not-allowed');
  });
});
