import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Cloud, createCloud } from '../../../cloud/main.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';
import { addPatients, everythingOf, expectWhole } from './clinic.ts';

const PAGE = 4096;
const JOB = 'repair';

const clouds: Cloud[] = [];
afterEach(async () => {
  await cleanUp();
  for (const cloud of clouds.splice(0)) await cloud.close();
});

/** A copy of a closed home whose database has one bit flipped in the middle of a page. */
function damagedCopy(home: string, page: number): string {
  const copy = join(temporaryFolder(), 'home');
  cpSync(home, copy, { recursive: true });
  const file = join(copy, 'xinglin.db');
  const bytes = readFileSync(file);
  const at = (page - 1) * PAGE + PAGE / 2;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  return copy;
}

function pagesOf(home: string): number {
  return readFileSync(join(home, 'xinglin.db')).length / PAGE;
}

type Outcome = 'whole' | 'refused' | 'repaired';

/** Opens, verifies and, where something is wrong, repairs. Whatever can be read before is what was written. */
async function openAndRepair(
  home: string,
  ids: readonly string[],
  expected: readonly unknown[],
): Promise<{ vault: TestVault; outcome: Outcome; missing: number }> {
  const vault = await testVault(home);
  const unlocked = await vault.vault.ask('session.unlock', { passphrase: PASSPHRASE });
  if (unlocked.ok) {
    for (const [index, id] of ids.entries()) {
      const read = await vault.vault.ask('record.json', { type: 'Patient', id });
      if (read.ok) expect(read.value.json).toBe((expected[index] as [string])[0]);
      else expect(read.error.code).toBe('database-damaged');
    }
    const verified = await vault.vault.ask('vault.verify', {});
    if (verified.ok && verified.value.ok) return { vault, outcome: 'whole', missing: 0 };
    if (!verified.ok) expect(verified.error.code).toBe('database-damaged');
  } else expect(unlocked.error.code).toBe('database-damaged');
  const repaired = await vault.vault.ask('storage.repair', { job: JOB, passphrase: PASSPHRASE });
  if (!repaired.ok) {
    expect(repaired.error.code).toBe('database-damaged');
    return { vault, outcome: 'refused', missing: 0 };
  }
  expect(existsSync(repaired.value.kept)).toBe(true);
  await vault.ask('session.unlock', { passphrase: PASSPHRASE });
  return { vault, outcome: 'repaired', missing: repaired.value.missing };
}

describe('a damaged page', () => {
  it('wherever it is, gives no wrong data; repair and a sync bring everything back, or it says that a backup is needed', async () => {
    const cloud = await createCloud({ data: temporaryFolder(), port: 0 }, { log: false } as never);
    clouds.push(cloud);
    const url = await cloud.listen();
    const a = await testClinic();
    await a.ask('remote.add', { url });
    const ids = await addPatients(a, 0, 14, 700);
    await a.ask('sync.run', { untilIdle: true });
    const expected = await everythingOf(a, ids);
    await a.vault.close();
    const outcomes: Record<Outcome, number[]> = { whole: [], refused: [], repaired: [] };
    const pages = pagesOf(a.home);
    for (let page = 1; page <= pages; page++) {
      const { vault, outcome, missing } = await openAndRepair(damagedCopy(a.home, page), ids, expected);
      outcomes[outcome].push(page);
      if (outcome !== 'refused') {
        if (missing > 0) expect((await vault.ask('vault.verify', {})).ok, `page ${page}`).toBe(true);
        await vault.ask('sync.run', { untilIdle: true });
        expect(await everythingOf(vault, ids), `page ${page}`).toEqual(expected);
        await expectWhole(vault);
        expect((await vault.ask('sync.status', {})).alarms, `page ${page}`).toEqual([]);
      }
      await vault.vault.close();
    }
    console.log(outcomes);
  }, 600_000);
});
