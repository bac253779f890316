import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { keyOfHome } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { cleanUp, PASSPHRASE, testClinic, testVault } from '../../support/vaults.ts';
import { expectWhole } from './clinic.ts';

afterEach(cleanUp);

const LOAD = join(import.meta.dirname, '..', '..', 'fixtures', 'vault-under-load.ts');
const ROUNDS = runs(5);
/** Nobody waits this long for a process to begin. */
const PATIENCE_MS = 60_000;

const Told = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ type: z.string(), id: z.string(), has: z.string() }),
  z.strictObject({ imported: z.string(), count: z.int() }),
]);
type Told = z.infer<typeof Told>;

/** Lets a vault work until it has told so many lines, and some milliseconds more, then kills it. What it acknowledged until then. */
function workAndDie(home: string, seed: number, lines: number, ms: number): Promise<Told[]> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', LOAD, home, PASSPHRASE, String(seed)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let out = '';
  const giveUp = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const before = out.split('\n').length;
    out += text;
    if (before <= lines && out.split('\n').length > lines) setTimeout(() => child.kill('SIGKILL'), ms);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      clearTimeout(giveUp);
      // the last line may have been cut off: then nobody was told
      const lines = out.split('\n').slice(0, -1);
      if (signal === 'SIGKILL') resolve(lines.map((line) => Told.parse(JSON.parse(line))));
      else reject(new Error(`ended by itself: ${code}`));
    });
  });
}

/** Transactions of which not every operation is there, and those that are not applied. */
function halves(home: string, key: Uint8Array): unknown[] {
  const store = openStore({ file: join(home, 'xinglin.db'), key, readonly: true });
  try {
    return store.all(
      `SELECT e.seq, e.state, e.operations, (SELECT count(*) FROM change c WHERE c.eid = e.eid)
         + (SELECT count(DISTINCT op) FROM audit a WHERE a.eid = e.eid) AS changes FROM envelope e
       WHERE e.part = e.parts - 1 AND (e.state <> 'applied' OR e.operations <> changes)`,
    );
  } finally {
    store.close();
  }
}

async function killRounds(first: number): Promise<number> {
  const a = await testClinic();
  await a.vault.close();
  const key = await keyOfHome(a.home);
  let acknowledged = 0;
  let random = first;
  for (let round = 0; round < ROUNDS; round++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    const told = await workAndDie(a.home, first * 1000 + round, 1 + ((random >>> 8) % 12), (random >>> 16) % 60);
    acknowledged += told.length - 1;
    const b = await testVault(a.home); // the lock of the dead is taken over
    await b.ask('session.unlock', { passphrase: PASSPHRASE });
    for (const line of told) {
      if ('id' in line) expect((await b.ask('record.json', { type: line.type, id: line.id })).json).toContain(line.has);
    }
    await expectWhole(b);
    await b.vault.close();
    const store = openStore({ file: join(a.home, 'xinglin.db'), key, readonly: true });
    const imports = store.all<{ system: string; n: number }>(
      'SELECT system, count(*) AS n FROM source GROUP BY system',
    );
    store.close();
    expect(imports.filter(({ n }) => n !== 20)).toEqual([]); // an import of one batch: all or nothing
    for (const line of told)
      if ('imported' in line) expect(imports).toContainEqual({ system: line.imported, n: line.count });
    expect(halves(a.home, key)).toEqual([]);
  }
  return acknowledged;
}

describe('a vault that is killed under load', () => {
  it('has everything that it acknowledged, nothing half, and opens again', async () => {
    const acknowledged = await Promise.all([killRounds(1), killRounds(2)]);
    expect(Math.min(...acknowledged)).toBeGreaterThan(3 * ROUNDS);
  }, 600_000);
});
