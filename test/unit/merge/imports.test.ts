import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { importDigest } from '../../../electron/vault/records/import-digest.ts';
import { importSink } from '../../../electron/vault/records/import-sink.ts';
import type { Incoming } from '../../../electron/vault/records/incoming.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { carryAll, type Workstation, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';
import { held, inbox } from './deeds.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(2);
});
afterEach(cleanUp);

function incoming(change: JsonObject): Incoming {
  const resource: JsonObject = {
    resourceType: 'Patient',
    id: 'p1',
    gender: 'male',
    telecom: [{ system: 'phone', value: '1' }],
    ...change,
  };
  return {
    type: 'Patient',
    id: 'p1',
    json: canonicalJson(resource),
    digest: importDigest(canonicalJson(resource)),
    source: { system: 'urn:his', type: 'Patient', original: '1' },
  };
}

const sources = ({ store }: Workspace): unknown[] =>
  store.all('SELECT type, id, system, original, hex(digest) AS digest, at FROM source');

function both(stations: readonly Workstation[]): [Workspace, Workspace] {
  const [a, b] = stations.map(({ workspace }) => workspace);
  if (!a || !b) throw new Error('two workstations');
  return [a, b];
}

function meet(stations: readonly Workstation[]): void {
  const [a, b] = both(stations);
  carryAll(
    [a, b],
    stations.map(({ device }) => device),
  );
  expect(held(b)).toEqual(held(a));
  expect(inbox(b)).toEqual(inbox(a));
  expect(sources(b)).toEqual(sources(a));
}

describe('the same import on two workstations', () => {
  it('is one record, known to both as imported', async () => {
    const stations = clinic.open();
    const [a, b] = both(stations);
    for (const at of [a, b])
      expect(importSink(at).write({ resources: [incoming({})], referred: [] })).toMatchObject({ created: 1 });
    meet(stations);
    expect(inbox(a)).toEqual([]);
    for (const at of [a, b])
      expect(importSink(at).write({ resources: [incoming({})], referred: [] })).toMatchObject({ unchanged: 1 });
    for (const at of [a, b]) expect((await verifyHome(at)).problems).toEqual([]);
  });

  it('of different days in one moment leaves both the same source, and a conflict that the next import settles', () => {
    for (const [mine, yours] of [
      ['female', 'other'],
      ['other', 'female'],
    ]) {
      const stations = clinic.open();
      const [a, b] = both(stations);
      importSink(a).write({ resources: [incoming({ gender: mine ?? '' })], referred: [] });
      importSink(b).write({ resources: [incoming({ gender: yours ?? '' })], referred: [] });
      meet(stations);
      expect(inbox(a)).toHaveLength(1);
      importSink(a).write({ resources: [incoming({ gender: 'unknown' })], referred: [] });
      meet(stations);
      expect(inbox(b)).toEqual([]);
    }
  });

  it('neither reverts what was edited here nor counts twice what both added', () => {
    const stations = clinic.open();
    const [a, b] = both(stations);
    importSink(a).write({ resources: [incoming({})], referred: [] });
    meet(stations);
    const phones = [
      { system: 'phone', value: '1' },
      { system: 'email', value: 'e' },
    ];
    patchRecord(b, 'Patient', 'p1', { birthDate: '1980-01-01', telecom: phones });
    importSink(a).write({ resources: [incoming({ gender: 'female', telecom: phones })], referred: [] });
    meet(stations);
    expect(inbox(a)).toEqual([]);
    expect(held(a)).toMatchObject([{ json: expect.stringContaining('1980-01-01') }]);
    expect(JSON.parse((held(a)[0] as { json: string }).json)).toMatchObject({ gender: 'female', telecom: phones });
  });

  it('meets a record of that id that somebody wrote before its creation arrived', () => {
    const stations = clinic.open();
    const [a, b] = both(stations);
    createRecords(a, [{ resourceType: 'Patient', id: 'p1', gender: 'male' }]);
    importSink(b).write({ resources: [incoming({})], referred: [] });
    meet(stations);
    expect(inbox(a)).toEqual([]);
    expect(JSON.parse((held(b)[0] as { json: string }).json)).toMatchObject({ telecom: [{ value: '1' }] });
  });
});
