import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { runs } from '../../support/runs.ts';
import { cleanUp } from '../../support/vaults.ts';
import { carryAll, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';
import { begin, deed, held, inbox, perform } from './deeds.ts';
import { NaiveRecord, naiveCreation } from './naive.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(3);
});
afterEach(cleanUp);

/** The naive model of a record from the changes that a workstation keeps. */
function naiveOf({ store }: Workspace, type: string, id: string): NaiveRecord {
  const naive = new NaiveRecord(type, id);
  const changes = store.all<{ write: string; hlc: string; body: string | null; json: string }>(
    `SELECT lower(hex(e.hash)) || '.' || c.op AS write, e.hlc, c.body, r.json FROM change c JOIN envelope e USING (eid) JOIN record r USING (rid)
     WHERE r.type = ? AND r.id = ?`,
    type,
    id,
  );
  for (const { write, hlc, body, json } of changes) {
    const said = JSON.parse(body ?? json);
    for (const { register, value, pos, pred } of Array.isArray(said) ? said : naiveCreation(said))
      naive.hear({ id: write, hlc, register, value, pos, pred: pred ?? [] });
  }
  return naive;
}

describe('three real vaults', () => {
  it('hold and show the same, to the byte, after whatever people did at each of them while apart', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40, size: 'max' }), async (deeds) => {
        const stations = clinic.open();
        const workspaces = stations.map(({ workspace }) => workspace);
        const [first] = workspaces;
        begin(first as Workspace);
        let side = 0;
        for (const act of deeds) {
          if (act.do === 'part') side = act.side;
          else perform(stations, act, side);
        }
        carryAll(
          workspaces,
          stations.map(({ device }) => device),
        );
        met += inbox(first as Workspace).length;
        for (const other of workspaces.slice(1)) {
          expect(held(other)).toEqual(held(first as Workspace));
          expect(inbox(other)).toEqual(inbox(first as Workspace));
        }
        for (const row of (first as Workspace).store.all<{
          type: string;
          id: string;
          json: string;
          deleted: number;
        }>('SELECT type, id, json, deleted FROM record')) {
          const naive = naiveOf(first as Workspace, row.type, row.id);
          expect(row.json).toBe(naive.shown());
          expect(row.deleted).toBe(naive.deleted() ? 1 : 0);
          const open = inbox(first as Workspace) as { id: string }[];
          expect(
            open.filter(({ id }) => id.startsWith(`${row.type}/${row.id}#`)).map(({ id }) => id.split('#')[1]),
          ).toEqual(naive.conflicts().map(({ register }) => register));
        }
        for (const workspace of workspaces) {
          expect(await verifyHome(workspace)).toMatchObject({ ok: true, problems: [] });
          workspace.store.close();
        }
      }),
      { numRuns: runs(40), seed: 5 },
    );
    expect(met).toBeGreaterThan(20);
  }, 120_000);
});
