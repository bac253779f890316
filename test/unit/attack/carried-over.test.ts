/** What somebody who is no owner hides in a transaction that an owner will carry over. */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createRecords } from '../../../electron/vault/records/commands.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../electron/vault/storage/log.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { parseEnvelope, stubOf } from '../../../shared/envelope/layout.ts';
import { cleanUp } from '../../support/vaults.ts';
import { makeClinic } from './clinic.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

it("a redaction of somebody who is no owner stays none when an owner's redaction carries it over", async () => {
  const clinic = await makeClinic();
  const [first, early, late] = [clinic.workspace, clinic.second(), clinic.second()] as const;
  const log = () => envelopesAfter(first.store, clinic.honest.deviceId, 0, 1e9).map(({ bytes }) => bytes);
  createRecords(first, [{ resourceType: 'Patient', id: 'victim', gender: 'male' }]);
  const hidden = clinic.envelopes(
    [
      { k: 'c', t: 'Patient', i: 'gone', j: '{"id":"gone","resourceType":"Patient"}' },
      { k: 'x', t: 'Patient', i: 'victim', r: 'because' },
    ],
    { user: 'nurse' },
  );
  clinic.take(hidden, first);
  for (const workspace of [early, late]) clinic.take(log(), workspace);
  clinic.take(hidden, early);
  redact(first, { type: 'Patient', id: 'gone' }, 'asked for', 'record');
  clinic.take(log(), early);
  // this one has nothing of the transaction but what the redaction left of it, before or after the redaction itself
  const stubs = hidden.map((bytes) => {
    const envelope = parseEnvelope(bytes);
    if (!envelope) throw new Error('no envelope');
    return stubOf(envelope);
  });
  clinic.take(stubs, late);
  clinic.take(log(), late);
  const json = ({ store }: Workspace) => store.all('SELECT id, json, redacted FROM record ORDER BY id');
  for (const workspace of [first, early, late]) {
    expect(json(workspace)).toEqual(json(first));
    expect(json(workspace)).toMatchObject([
      { id: 'gone', redacted: 1 },
      { id: 'victim', redacted: 0 },
    ]);
  }
});
