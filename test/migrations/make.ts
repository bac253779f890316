/**
 * Makes a small synthetic clinic and keeps it as a database of the schema that the program at hand writes:
 *
 *   node test/migrations/make.ts            writes v<N>.db, v<N>.keyring and v<N>.json beside this file
 *   node test/migrations/make.ts --as N     under another number
 *
 * Run it whenever a migration was added, and keep the older files. Those of versions 1 and 2 were made by the program of 0.1.0
 * (commit bca775a, for version 1 with migration 001 alone), by this file copied into its checkout; until the formats of
 * envelopes and operations are frozen they may have to be made again that way. It asks only what every version answers.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloud } from '../../cloud/main.ts';
import { openVault, type Vault } from '../../electron/vault/main.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/bridge/index.ts';
import { KDF_FLOOR } from '../../shared/crypto/sodium.ts';

const PASSPHRASE = 'seven quiet herons ferment';
const folder = mkdtempSync(join(tmpdir(), 'xinglin-keep-'));

interface Home {
  readonly home: string;
  readonly vault: Vault;
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
}

async function openHome(name: string): Promise<Home> {
  const home = join(folder, name);
  const opened = await openVault({ home, kdfCost: KDF_FLOOR });
  if (!opened.ok) throw new Error(opened.error.message);
  const vault = opened.value;
  return {
    home,
    vault,
    ask: async (call, input) => {
      const result = await vault.ask(call, input);
      if (!result.ok) throw new Error(`${call}: ${result.error.code}: ${result.error.message}`);
      return result.value;
    },
  };
}

/** A second workstation of the clinic. */
async function enrol(owner: Home, url: string): Promise<Home> {
  const second = await openHome('b');
  const { code } = await second.ask('device.request', { remote: url, workstation: 'Laptop' });
  const { words } = await owner.ask('device.approve', { code });
  for (;;) {
    const state = await second.ask('session.state', {});
    if (state.kind === 'joining' && state.words !== undefined) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await second.ask('device.confirm', { words });
  await second.ask('session.unlock', { passphrase: PASSPHRASE });
  return second;
}

const PEOPLE = [
  { family: '王', given: ['芳'], phone: '13800000001' },
  { family: '欧阳', given: ['娜娜'], phone: '13800000002' },
  { family: 'Brown', given: ['Mary', 'Ann'], phone: '13800000003' },
  { family: 'Müller', given: ['Jörg'], phone: '13800000004' },
];

async function fill(a: Home, b: Home): Promise<void> {
  const sync = async (): Promise<void> => {
    for (const one of [a, b, a]) await one.ask('sync.run', { untilIdle: true });
  };
  const ids: string[] = [];
  for (const { phone, ...name } of PEOPLE) {
    const telecom = [{ system: 'phone', value: phone }];
    const resource = { resourceType: 'Patient', name: [name], telecom, birthDate: '1980-05-01' };
    ids.push(String((await a.ask('record.create', { resource })).resource.id));
  }
  const [wang = '', ouyang = '', brown = ''] = ids;
  for (const family of ['Wang', 'Wong'])
    await a.ask('record.patch', {
      type: 'Patient',
      id: wang,
      patch: { gender: family === 'Wang' ? 'female' : 'other' },
    });
  await sync();
  // both correct one telephone number: a conflict
  await a.ask('record.patch', {
    type: 'Patient',
    id: ouyang,
    patch: { telecom: [{ system: 'phone', value: '13911111111' }] },
  });
  await b.ask('record.patch', {
    type: 'Patient',
    id: ouyang,
    patch: { telecom: [{ system: 'phone', value: '13922222222' }] },
  });
  await b.ask('visit.record', {
    patient: wang,
    complaint: '咳嗽三天',
    note: 'Cough for three days',
    vitals: { systolic: 132, diastolic: 84 },
  } as never);
  await a.ask('record.delete', { type: 'Patient', id: brown });
  const file = join(folder, 'lab.ndjson');
  writeFileSync(
    file,
    `${[
      '{"resourceType":"Patient","id":"L1","identifier":[{"system":"urn:lab","value":"L-1"}],"name":[{"text":"Laboratory Lee"}]}',
      '{"resourceType":"Observation","id":"O1","status":"final","code":{"text":"Glucose"},"subject":{"reference":"Patient/L1"},"valueQuantity":{"value":20.00,"unit":"mg/dL"}}',
      '{"resourceType":"Basic","id":"B1","code":{"text":"kept as it is"},"extension":[{"url":"urn:x","valueDecimal":1.10}]}',
    ].join('\n')}\n`,
  );
  await a.ask('import.files', { job: 'lab', paths: [file], system: 'urn:lab' });
  await sync();
}

/** What has to be there afterwards, whatever the version that reads it. */
async function expectations(a: Home): Promise<unknown> {
  const out = join(folder, 'out');
  await a.ask('export.files', { job: 'out', format: 'ndjson', out, ids: 'own' } as never);
  const { readdirSync, readFileSync } = await import('node:fs');
  const records = readdirSync(out)
    .filter((name) => name !== 'manifest.json' && name !== 'deleted.ndjson')
    .flatMap((name) => readFileSync(join(out, name), 'utf8').split('\n'))
    .filter(Boolean)
    .sort();
  const histories: Record<string, number> = {};
  for (const line of records) {
    const { resourceType: type, id } = JSON.parse(line) as { resourceType: string; id: string };
    histories[`${type}/${id}`] = (await a.ask('record.history', { type, id })).length;
  }
  const searches: Record<string, string[]> = {};
  for (const text of ['wangfang', 'wf', '欧阳', 'oynn', 'mueller', '13922222222', 'laboratory', 'brown'])
    searches[text] = (await a.ask('patient.search', { text })).hits.map((hit) => hit.id).sort();
  const { conflicts } = await a.ask('vault.status', {});
  return { passphrase: PASSPHRASE, records, histories, searches, conflicts };
}

async function versionOf(): Promise<number> {
  const as = process.argv.indexOf('--as');
  if (as > 0) return Number(process.argv[as + 1]);
  const { SCHEMA_VERSION } = await import('../../electron/vault/storage/migrations/index.ts');
  return SCHEMA_VERSION;
}

const cloud = await createCloud({ data: join(folder, 'cloud'), port: 0 }, { log: false } as never);
const url = await cloud.listen();
const a = await openHome('a');
await a.ask('clinic.create', {
  clinicName: '保存诊所 Kept Clinic',
  ownerName: 'Dr Kept',
  passphrase: PASSPHRASE,
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  workstation: 'Desk',
});
await a.ask('clinic.kitPutAway', {});
await a.ask('remote.add', { url });
const b = await enrol(a, url);
await fill(a, b);
const version = await versionOf();
const expected = await expectations(a);
await a.ask('remote.remove', { url }); // nobody is to look for it later
await b.vault.close();
await a.vault.close();
await cloud.close();
for (const [from, ending] of [
  ['xinglin.db', 'db'],
  ['keyring', 'keyring'],
] as const)
  copyFileSync(join(a.home, from), join(import.meta.dirname, `v${version}.${ending}`));
writeFileSync(join(import.meta.dirname, `v${version}.json`), `${JSON.stringify(expected, null, 1)}\n`);
rmSync(folder, { recursive: true, force: true });
