import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../../../shared/bridge/index.ts';
import { cleanUp, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const PATIENT = { resourceType: 'Patient', name: [{ text: '张三' }], gender: 'male', birthDate: '1980-02-03' };
const WOMAN = { resourceType: 'Patient', name: [{ text: '=李四' }], gender: 'female', birthDate: '1990-01-01' };

describe('lists for people', () => {
  it('go out in the language of who reads them, as they are filtered, with who they are about', async () => {
    const clinic = await testClinic();
    const made = await clinic.ask('record.create', { resource: PATIENT });
    await clinic.ask('record.create', { resource: WOMAN });
    const subject = { reference: `Patient/${String(made.resource.id)}` };
    const laboratory = [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ];
    await clinic.ask('record.create', {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        category: laboratory,
        code: { text: '血钾' },
        subject,
        effectiveDateTime: '2024-03-05T09:00:00+08:00',
        valueQuantity: { value: 6.1, unit: 'mmol/L' },
        referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.3, unit: 'mmol/L' } }],
      },
    });
    const read = async (input: Omit<CallInput<'export.list'>, 'job' | 'out'>) => {
      const { file, rows } = await clinic.ask('export.list', { job: 'j', out: temporaryFolder(), ...input });
      return { rows, lines: readFileSync(file, 'utf8').split('\r\n').slice(0, -1), name: file.split('/').at(-1) };
    };

    const patients = await read({ list: 'patients', locale: 'zh-CN' });
    expect(patients).toMatchObject({ rows: 2, name: '患者.csv' });
    expect(patients.lines[0]).toBe('\uFEFF姓名,拼音,编号,性别,出生日期,年龄,电话,最近就诊');
    expect(patients.lines.some((line) => line.startsWith("'=李四,"))).toBe(true);
    expect((await read({ list: 'patients', locale: 'en', filter: { gender: 'male' } })).lines.slice(1)).toEqual([
      expect.stringMatching(/^张三,[^,]*,,male,1980-02-03,\d+,,$/),
    ]);

    const results = await read({ list: 'results', locale: 'en', from: '2024-03-05', to: '2024-03-05' });
    expect(results.lines[1]).toMatch(/^2024-03-05,张三,,male,1980-02-03,\d+,血钾,,,6.1,mmol\/L,high,3.5–5.3,final$/);
    expect((await read({ list: 'results', locale: 'en', from: '2024-03-06' })).rows).toBe(0);
    for (const list of ['diagnoses', 'prescriptions', 'appointments'] as const)
      expect((await read({ list, locale: 'en' })).lines).toHaveLength(1);
  });
});
