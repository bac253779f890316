/** Random lives of some records with redactions among them: whoever gets which bytes when, all end the same. */
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRecords, deleteRecord, patchRecord } from '../../../electron/vault/records/commands.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import { transactionLog } from '../../../electron/vault/records/redaction-log.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../electron/vault/storage/log.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, makeClinic } from '../attack/clinic.ts';
import { shared } from './support.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

const step = fc.oneof(
  fc.record({ do: fc.constant('create' as const), ids: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }) }),
  fc.record({ do: fc.constantFrom('patch' as const, 'delete' as const, 'redact' as const), id: fc.nat(5) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What cannot be done (not there, redacted already) is not done. */
function perform({ workspace }: Clinic, one: Step, round: number): void {
  try {
    if (one.do === 'create') {
      const resources = one.ids.map((id) => ({
        resourceType: 'Patient',
        id: `p${id}`,
        name: [{ text: `Secret${id}` }],
      }));
      createRecords(workspace, resources);
      return;
    }
    const key = { type: 'Patient', id: `p${one.id}` };
    const patch = { address: [{ text: `Secret${one.id}, ${round}` }] };
    if (one.do === 'patch') patchRecord(workspace, key.type, key.id, patch);
    else if (one.do === 'delete') deleteRecord(workspace, key.type, key.id);
    else redact(workspace, key, `round ${round}`, 'record');
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
}

const logOf = ({ workspace, honest }: Clinic): Uint8Array[] =>
  envelopesAfter(workspace.store, honest.deviceId, 0, 1e9).map(({ bytes }) => bytes);

/** Names of redacted records that are still in a table or a ciphertext of a workstation. */
function leftOf({ store }: Workspace): string[] {
  const log = transactionLog(store);
  const bodies = store
    .all<{ eid: number }>("SELECT eid FROM envelope WHERE state = 'applied' AND part = parts - 1")
    .map(({ eid }) => JSON.stringify(log.body(eid)));
  const rows = store.all<{ text: string | null }>(
    "SELECT json || coalesce(registers, '') AS text FROM record UNION ALL SELECT body FROM change UNION ALL SELECT token FROM search_token",
  );
  const gone = store
    .all<{ id: string }>('SELECT id FROM record WHERE redacted = 1')
    .map(({ id }) => `Secret${id.slice(1)}`);
  const texts = [...bodies, ...rows.map(({ text }) => text ?? '')];
  return gone.filter((name) => texts.some((text) => text.includes(name)));
}

describe('redactions among other changes', () => {
  it('end the same for whoever saw the contents, a part of them, or nothing but stubs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 18 }),
        fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
        async (steps, seen) => {
          const clinic = await makeClinic();
          const [always, sometimes, never] = [clinic.second(), clinic.second(), clinic.second()];
          steps.forEach((one, round) => {
            perform(clinic, one, round);
            clinic.take(logOf(clinic), always);
            if (seen[round]) clinic.take(logOf(clinic), sometimes);
          });
          for (const workstation of [sometimes, never]) clinic.take(logOf(clinic), workstation);
          const expected = shared(clinic.store);
          for (const workstation of [clinic.workspace, always, sometimes, never]) {
            expect(shared(workstation.store)).toEqual(expected);
            expect(leftOf(workstation)).toEqual([]);
            expect(workstation.store.all('SELECT * FROM residue')).toEqual([]);
            expect(await verifyHome(workstation)).toMatchObject({ ok: true, problems: [] });
          }
          for (const workstation of [clinic.workspace, always, sometimes, never]) workstation.store.close();
        },
      ),
      { numRuns: 12, seed: 11 },
    );
  }, 240_000);
});
