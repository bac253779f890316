/** A generated clinic in a time zone, and DuckDB over the NDJSON that it exports. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import { generateFiles } from '../../../../electron/cli/generate.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { PASSPHRASE, type TestVault, temporaryFolder, testVault } from '../../../support/vaults.ts';
import { MEDICINES, more } from './independent-records.ts';

const NOW = Date.UTC(2026, 5, 30, 4);
const SENDER = { source: 'urn:xinglin:sample' };

export type Cell = string | number | boolean | null;

export interface IndependentClinic {
  readonly vault: TestVault;
  readonly query: (sql: string) => Promise<Record<string, Cell>[]>;
}

/** Today is 30 June 2026 there. DuckDB has tables `r` of all records, `visit` and `appointment`, and `day_of`: a time's day in the clinic. */
export async function independentClinic(timeZone: string, patients: number): Promise<IndependentClinic> {
  const folder = temporaryFolder();
  const source = join(folder, 'source');
  const options = { patients, seed: 7, locale: 'mixed' as const };
  await generateFiles(source, options, () => undefined, new AbortController().signal);
  const vault = await testVault(undefined, { clock: { now: () => NOW } });
  await vault.ask('clinic.create', {
    clinicName: 'Test Clinic',
    ownerName: 'Dr Test',
    passphrase: PASSPHRASE,
    locale: 'en',
    timeZone,
    workstation: 'Desk',
  });
  await vault.ask('import.files', { job: 'j', paths: [source] });
  // references are those of the sender
  const lines = readFileSync(join(source, 'Patient.ndjson'), 'utf8').trim().split('\n');
  mkdirSync(join(folder, 'more'));
  const file = join(folder, 'more', 'more.ndjson');
  const ids = lines.map((line) => String((JSON.parse(line) as JsonObject).id));
  const left = { resourceType: 'Patient', id: 'left', active: false, birthDate: '1980-01-01', gender: 'male' };
  const records = [left, ...more([...ids, 'left']), ...MEDICINES];
  writeFileSync(file, records.map((one) => JSON.stringify({ ...one, meta: SENDER })).join('\n'));
  const { rejected } = await vault.ask('import.files', { job: 'j', paths: [file] });
  expect(rejected).toBe(0);
  const out = join(folder, 'out');
  await vault.ask('export.files', { job: 'j', format: 'ndjson', out, ids: 'own' });
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run(`SET TimeZone = '${timeZone}'`);
  await duck.run(
    `CREATE TABLE r AS SELECT json AS j, json->>'resourceType' AS type, json->>'id' AS id FROM read_ndjson_objects('${out}/*.ndjson')`,
  );
  await duck.run(`CREATE MACRO day_of(x) AS CASE WHEN length(x) = 10 THEN x
    ELSE strftime(x::TIMESTAMPTZ AT TIME ZONE '${timeZone}', '%Y-%m-%d') END`);
  // whom or what a reference means: the record, else its name
  await duck.run(`CREATE MACRO named(x) AS coalesce(x->>'$.reference', 'name:' || (x->>'$.display'))`);
  await duck.run(`CREATE TABLE visit AS SELECT j, id, day_of(j->>'$.period.start') AS day, (j->>'$.subject.reference') AS who,
      epoch_ms((j->>'$.period.start')::TIMESTAMPTZ) AS ms, named(j->'$.participant[0].individual') AS practitioner,
      coalesce(named(j->'$.location[0].location'), named(j->'$.serviceProvider')) AS place
    FROM r WHERE type = 'Encounter' AND (j->>'status') NOT IN ('planned', 'cancelled', 'entered-in-error') AND (j->>'$.partOf.reference') IS NULL`);
  const taking = (
    type: string,
  ): string => `(SELECT any_value(c->>'$.actor.reference') FROM (SELECT unnest(j->'$.participant[*]') AS c)
    WHERE (c->>'$.actor.reference') LIKE '${type}/%')`;
  await duck.run(`CREATE TABLE appointment AS SELECT day_of(j->>'start') AS day, (j->>'status') AS status, ${taking('Practitioner')} AS practitioner,
    ${taking('Location')} AS place FROM r WHERE type = 'Appointment'`);
  return { vault, query: async (sql) => (await duck.runAndReadAll(sql)).getRowObjectsJson() };
}
