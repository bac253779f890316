import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { applyOps } from '../../../electron/vault/records/apply.ts';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { cleanUp, temporaryFolder } from '../../support/vaults.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

const create = (type: string, rest: string) => ({
  k: 'c',
  t: type,
  i: 'x1',
  j: `{"id":"x1",${rest}"resourceType":"${type}"}`,
});
const OPS = [create('Encounter', '"period":{"start":"2026-01-01T08:00:00Z"},'), create('Patient', '')];
const PLACE = {
  eid: 1,
  hash: new Uint8Array(32),
  hlc: '000000000000001-00000',
  user: 'u1',
  judges: () => () => null,
};
const failing = (): string => {
  throw new Error('a defect that nobody foresaw');
};

it('an operation on which this program fails is undone, set aside and counted, and stops no other', () => {
  const store = openStore({ file: join(temporaryFolder(), 'x.db'), key: null });
  const applied = store.transaction((writer) => applyOps(writer, PLACE, OPS, failing, 'each by itself'));
  expect(applied.setAside).toBe(1);
  expect(store.all<{ type: string }>('SELECT type FROM record')).toEqual([{ type: 'Patient' }]);
  expect(store.all<object>('SELECT eid, op FROM set_aside')).toEqual([{ eid: 1, op: 0 }]);
  expect(store.get<{ n: number }>('SELECT count(*) AS n FROM change')).toEqual({ n: 1 });
  store.close();
});

it('the same made here is refused loudly, and nothing of it stays', () => {
  const store = openStore({ file: join(temporaryFolder(), 'x.db'), key: null });
  expect(() => store.transaction((writer) => applyOps(writer, PLACE, OPS, failing))).toThrow(/nobody foresaw/);
  expect(store.get<{ n: number }>('SELECT count(*) AS n FROM record')).toEqual({ n: 0 });
  store.close();
});
