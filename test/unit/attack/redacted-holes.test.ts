/** Redactions that meet a log with holes, as a repaired workstation has, in whatever order its parts come back. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../electron/vault/storage/log.ts';
import { takeEnvelopes } from '../../../electron/vault/sync/intake.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady, randomBytes } from '../../../shared/crypto/sodium.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const log = (): Uint8Array[] =>
  envelopesAfter(clinic.workspace.store, clinic.honest.deviceId, 0, 1e9).map(({ bytes }) => bytes);
const take = (into: Workspace, ...envelopes: (Uint8Array | undefined)[]) =>
  into.store.transaction((writer) =>
    takeEnvelopes(
      into,
      writer,
      envelopes.filter((one) => one !== undefined),
      'may stay',
    ),
  );
const tables = ({ store }: Workspace): unknown => [
  store.all('SELECT type, id, json, deleted, redacted, version FROM record ORDER BY type, id'),
  store.all('SELECT seq, state FROM envelope ORDER BY seq'),
  store.all('SELECT e.seq, s.op FROM set_aside s JOIN envelope e USING (eid)'),
  store.all('SELECT e.seq, c.op, c.kind FROM change c JOIN envelope e USING (eid) ORDER BY 1, 2'),
];

describe('a redaction in a log with holes', () => {
  it.each<
    [
      string,
      (
        parts: readonly Uint8Array[],
        behind: readonly Uint8Array[],
        stubs: readonly Uint8Array[],
      ) => (Uint8Array | undefined)[],
    ]
  >([
    ['the first part last', ([one, ...others], behind) => [...others, ...behind, one]],
    ['the first part last, as a stub', ([, ...others], behind, [one]) => [...others, ...behind, one]],
    ['the last part last', (parts, behind) => [...parts.slice(0, -1), ...behind, parts.at(-1)]],
    ['the redaction first', (parts, behind) => [...behind, ...parts]],
    ['the redaction first, parts backwards', (parts, behind) => [...behind, ...parts.toReversed()]],
    ['stubs and contents', ([one, ...others], behind, [stub]) => [stub, ...others, ...behind, one]],
    ['everything twice', (parts, behind, stubs) => [...parts, ...stubs, ...behind, ...behind, ...parts, ...stubs]],
  ])('ends as anywhere else: %s', async (_name, order) => {
    createRecords(clinic.workspace, [
      { resourceType: 'Patient', id: 'gone', name: [{ text: Buffer.from(randomBytes(300_000)).toString('base64') }] },
      { resourceType: 'Patient', id: 'stays', gender: 'male' },
    ]);
    const parts = log();
    expect(parts.length).toBeGreaterThan(1);
    patchRecord(clinic.workspace, 'Patient', 'stays', { gender: 'female' });
    redact(clinic.workspace, { type: 'Patient', id: 'gone' }, 'asked for', 'record');
    const all = log();
    const other = clinic.second();
    const { problem } = take(other, ...order(parts, all.slice(parts.length), all.slice(0, parts.length)));
    expect(problem).toBeNull();
    expect(tables(other)).toEqual(tables(clinic.workspace));
    expect(await verifyHome(other)).toMatchObject({ ok: true });
  });
});
