/** Files that are odd in one line: the rest of them comes in, and every workstation keeps the same of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../../electron/vault/exchange/import.ts';
import { patchRecord } from '../../../electron/vault/records/commands.ts';
import { importSink } from '../../../electron/vault/records/import-sink.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { cleanUp, temporaryFolder } from '../../support/vaults.ts';
import { carry, type Workstation, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(2);
});
afterEach(cleanUp);

const good = '{"resourceType":"Patient","id":"good","gender":"male"}';

async function bring(workspace: Workspace, ...lines: string[]): Promise<ImportReport> {
  const file = join(temporaryFolder(), 'x.ndjson');
  writeFileSync(file, lines.join('\n'));
  const result = await runImport({
    paths: [file],
    sink: importSink(workspace),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const tables = ({ store }: Workspace): unknown => [
  store.all('SELECT type, id, json, deleted, version, patient, at, day, code, status FROM record ORDER BY type, id'),
  store.all('SELECT rule, subject, key FROM breach JOIN record USING (rid) ORDER BY rule, subject, record.id'),
  store.all('SELECT k.rule, k.key, k.at, k.until, r.id FROM rule_key k JOIN record r USING (rid) ORDER BY 1, 2, 3, 5'),
  store.all('SELECT type, id, system, original FROM source ORDER BY type, id'),
  store.all('SELECT eid, op FROM set_aside'),
];

/** What is kept here is what another workstation makes of it. */
function expectSame({ workspace: here, device }: Workstation, { workspace: there }: Workstation): void {
  carry(here, there, device);
  expect(tables(there)).toEqual(tables(here));
}

const appointment = (id: string, minutes: string) =>
  `{"resourceType":"Appointment","id":"${id}","status":"booked","start":"2026-06-01T01:00:00Z","minutesDuration":${minutes},` +
  '"participant":[{"actor":{"identifier":{"value":"d"},"reference":"Practitioner/d"},"status":"accepted"}]}';
const practitioner = '{"resourceType":"Practitioner","id":"d"}';

describe('an import with one odd line', () => {
  it.each([
    ['an id longer than any', `{"resourceType":"Patient","id":"${'x'.repeat(600)}"}`],
    ['a system longer than any', `{"resourceType":"Patient","id":"1","meta":{"source":"urn:${'x'.repeat(2000)}"}}`],
    ['an element longer than any', `{"resourceType":"Patient","id":"1","${'x'.repeat(300)}":1}`],
    ['an element with half a character', '{"resourceType":"Patient","id":"1","a\\ud800":1}'],
  ])('takes the other lines: %s', async (_name, odd) => {
    const [here, there] = clinic.open() as [Workstation, Workstation];
    expect(await bring(here.workspace, good, odd)).toMatchObject({ created: 1, rejected: 1 });
    expect(await bring(here.workspace, good.replace('male', 'female'), odd.replace(':1}', ':2}'))).toMatchObject({
      updated: 1,
      rejected: 1,
    });
    expectSame(here, there);
  });

  it('keeps an id that is as long as an id may be', async () => {
    const [here, there] = clinic.open() as [Workstation, Workstation];
    const long = `{"resourceType":"Patient","id":"${'x'.repeat(512)}"}`;
    expect(await bring(here.workspace, long)).toMatchObject({ created: 1 });
    expect(await bring(here.workspace, long.replace('}', ',"gender":"male"}'))).toMatchObject({ updated: 1 });
    expectSame(here, there);
  });

  it.each(['30.0', '3e1', '30'])('keeps an appointment of %s minutes as everybody else does', async (minutes) => {
    const [here, there] = clinic.open() as [Workstation, Workstation];
    await bring(here.workspace, practitioner, appointment('a', minutes), appointment('b', minutes));
    expect(here.workspace.store.all('SELECT 1 FROM breach')).toHaveLength(2);
    expectSame(here, there);
  });

  it.each(['0.0000001', '-0.00000050', '1e-7', '0.000000', '1E400', '-0'])(
    'keeps the text of %s through an edit of another element',
    async (text) => {
      const [here, there] = clinic.open() as [Workstation, Workstation];
      const value = `"valueQuantity":{"value":${text}}`;
      const line = `{"resourceType":"Observation","id":"1","status":"preliminary","code":{"text":"\uE000"},${value}}`;
      await bring(here.workspace, line);
      const row = () =>
        here.workspace.store.get<{ id: string; json: string }>(
          "SELECT id, json FROM record WHERE type = 'Observation'",
        );
      expect(row()?.json).toContain(value);
      patchRecord(here.workspace, 'Observation', String(row()?.id), { issued: '2026-06-01T00:00:00Z' });
      expect(row()?.json).toContain(value);
      expectSame(here, there);
      await bring(here.workspace, line.replace('"1"', '"1","language":"zh"'));
      expect(row()?.json).toContain(value);
      expectSame(here, there);
    },
  );

  it.each(['__proto__', 'constructor', '\\u0000', '\\ud800', 'a/b', '$life', '0', ''])(
    'keeps a member called %s inside of an element',
    async (name) => {
      const [here, there] = clinic.open() as [Workstation, Workstation];
      const line = (n: number) =>
        `{"resourceType":"Patient","id":"1","maritalStatus":{"${name}":{"b":1.0},"text":"x"},"contact":[{"${name}":[${n}]}]}`;
      await bring(here.workspace, line(1));
      expectSame(here, there);
      expect(await bring(here.workspace, line(2))).toMatchObject({ updated: 1 });
      expectSame(here, there);
    },
  );
});
