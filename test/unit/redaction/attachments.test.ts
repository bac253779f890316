/** Binaries, which are in nobody's chart, once what they are attached to is redacted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../support/database.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';
import { tablesWith, transactionsWith } from './support.ts';

afterEach(cleanUp);

const patient = (id: string, family: string) => ({ resourceType: 'Patient', id, name: [{ family }] });
const binary = (id: string, text: string) => ({
  resourceType: 'Binary',
  id,
  contentType: 'text/plain',
  data: Buffer.from(text).toString('base64'),
});
const letter = (id: string, of: string, ...urls: readonly string[]) => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject: { reference: `Patient/${of}` },
  content: urls.map((url) => ({ attachment: { url } })),
});

async function clinicWith(...resources: readonly object[]): Promise<TestVault> {
  const vault = await testClinic();
  const file = join(temporaryFolder(), 'sent.ndjson');
  writeFileSync(file, resources.map((one) => JSON.stringify(one)).join('\n'));
  expect(await vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:his' })).toMatchObject({
    created: resources.length,
  });
  return vault;
}

const redact = async (vault: TestVault, family: string) => {
  const [hit] = (await vault.ask('patient.search', { text: family })).hits;
  const key = { type: 'Patient', id: hit?.id ?? '' };
  return vault.ask('record.redact', { ...key, reason: 'asked for', chart: true });
};

async function countBinaries(vault: TestVault): Promise<number> {
  const { json } = await vault.ask('fhir.search', { job: 's', query: 'Binary' });
  return (JSON.parse(json).entry ?? []).length;
}

it('goes with the chart in which it is attached', async () => {
  const [his, hers] = ['Wombatletter', 'Bilbyletter'];
  const vault = await clinicWith(
    patient('1', 'Numbatson'),
    patient('2', 'Quolling'),
    binary('b1', his),
    binary('b2', hers),
    letter('d1', '1', 'https://his.example/fhir/Binary/b1'),
    letter('d2', '2', 'Binary/b2'),
  );
  // Patient, DocumentReference, Binary
  expect(await redact(vault, 'Numbatson')).toMatchObject({ records: 3 });
  expect(await countBinaries(vault)).toBe(1);
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  const gone = Buffer.from(his).toString('base64').slice(0, 12);
  expect([...tablesWith(store, gone), ...transactionsWith(store, gone)]).toEqual([]);
  store.close();
});

it('stays as long as something that stays has it, too', async () => {
  const vault = await clinicWith(
    patient('1', 'Numbatson'),
    patient('2', 'Quolling'),
    binary('b1', 'Of both'),
    letter('d1', '1', 'Binary/b1'),
    letter('d2', '2', 'Binary/b1'),
  );
  expect(await redact(vault, 'Numbatson')).toMatchObject({ records: 2 });
  expect(await countBinaries(vault)).toBe(1);
  expect(await redact(vault, 'Quolling')).toMatchObject({ records: 3 });
  expect(await countBinaries(vault)).toBe(0);
});
