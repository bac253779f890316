import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';

interface Outcome {
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly expression: readonly string[];
    readonly details: { readonly text: string };
    readonly extension: readonly { readonly valueString: string }[];
  }[];
}

const folder = temporaryFolder();
const outcomes = (out: string): string[][] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Outcome)
    .flatMap(({ issue }) => issue)
    .map(({ severity, code, expression, extension }) => [
      severity,
      code,
      expression[0] ?? '',
      extension[0]?.valueString ?? '',
    ]);

afterAll(cleanUp);

describe('validate on the command line', () => {
  it('says nothing of what is right', async () => {
    const file = join(folder, 'good.json');
    writeFileSync(file, '{"resourceType":"Patient","gender":"male"}');
    const ended = await run(['validate', file]);
    expect([ended.status, ended.out, ended.err]).toEqual([0, '', '1 judged: 0 errors, 0 warnings\n']);
  });

  it('prints an OperationOutcome for each line that has faults, and ends with status 1', async () => {
    const file = join(folder, 'patients.ndjson.gz');
    const lines = [
      '{"resourceType":"Patient","gender":"m"}',
      '{"resourceType":"Patient"}',
      '{"resourceType":"Patient",}',
    ];
    writeFileSync(file, gzipSync(lines.join('\n')));
    const ended = await run(['validate', file]);
    expect(ended.status).toBe(1);
    expect(outcomes(ended.out)).toEqual([
      ['error', 'code-invalid', 'Patient.gender', 'patients.ndjson.gz:1'],
      ['error', 'invalid', 'Patient', 'patients.ndjson.gz:3'],
    ]);
    expect(ended.err).toContain('faults-found');
    const missing = await run(['validate', join(folder, 'missing.json')]);
    expect(outcomes(missing.out)).toEqual([['error', 'invalid', 'Resource', 'missing.json']]);
  });

  describe('of records that are here', () => {
    const home = join(folder, 'home');
    beforeAll(() => makeClinic(home), 60_000);

    it('judges what is named Type/id', async () => {
      const coding = { system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'Q' };
      const generalPractitioner = [{ reference: 'Practitioner/nobody' }];
      const patient = {
        resourceType: 'Patient',
        id: '1',
        gender: 'm',
        generalPractitioner,
        maritalStatus: { coding: [coding] },
      };
      const file = join(folder, 'patient.json');
      writeFileSync(file, JSON.stringify(patient));
      await run(['--home', home, 'import', file, '--system', 'urn:x']);
      const bundle = (await run(['--home', home, 'query', 'Patient'])).json() as {
        entry: { resource: { id: string } }[];
      };
      const record = `Patient/${bundle.entry[0]?.resource.id}`;
      const ended = await run(['--home', home, 'validate', record]);
      expect(outcomes(ended.out)).toEqual([
        ['error', 'code-invalid', 'Patient.gender', record],
        ['warning', 'code-invalid', 'Patient.maritalStatus.coding[0].code', record],
        ['warning', 'not-found', 'Patient.generalPractitioner[0]', record],
      ]);
      expect(outcomes((await run(['--home', home, 'validate', '--errors-only', record])).out)).toHaveLength(1);
    });
  });
});
