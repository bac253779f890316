import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { beginTry, endTry, lastLogin } from '../../../electron/vault/access/tries.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { cleanUp, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';

afterEach(cleanUp);

const START = Date.UTC(2026, 5, 1, 8);

/** Seconds to wait, or 0 where the try was let through (and failed). */
function tryAt(file: string, user: string, now: number): number {
  try {
    beginTry(file, user, now);
    return 0;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    expect(error.failure.code).toBe('too-many-tries');
    return Number(error.failure.params?.seconds);
  }
}

function failures(file: string, user: string, count: number): number {
  let now = START;
  for (let n = 0; n < count; n++) {
    const wait = tryAt(file, user, now);
    if (wait > 0) {
      now += wait * 1000;
      expect(tryAt(file, user, now)).toBe(0);
    }
  }
  return now;
}

describe('tries at a passphrase', () => {
  const fresh = () => join(temporaryFolder(), 'logins');

  it('wait from the fifth failure on, twice as long each time, and never longer than 15 minutes', () => {
    const file = fresh();
    let now = START;
    const waits: number[] = [];
    for (let n = 1; n <= 18; n++) {
      expect(tryAt(file, 'u', now)).toBe(0);
      waits.push(tryAt(file, 'u', now) /* at once again */);
      if (waits.at(-1) === 0) n++;
      now += (waits.at(-1) ?? 0) * 1000;
    }
    expect(waits.filter((wait) => wait > 0).slice(0, 12)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('survive a restart, and do not hold up the others', () => {
    const file = fresh();
    const now = failures(file, 'u', 8);
    expect(tryAt(file, 'u', now)).toBe(8);
    expect(tryAt(file, 'other', now)).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8')).tries.u.count).toBe(8);
  });

  it('are not helped by a clock that is set back, nor punished for ever by one that was ahead', () => {
    const file = fresh();
    const now = failures(file, 'u', 8);
    const year = 365 * 86_400_000;
    expect(tryAt(file, 'u', now - year)).toBe(8);
    expect(tryAt(file, 'u', now - year + 7000)).toBe(1);
    expect(tryAt(file, 'u', now - year + 8000)).toBe(0);
  });

  it('are forgotten when one succeeds, which tells of them', () => {
    const file = fresh();
    const now = failures(file, 'u', 3);
    beginTry(file, 'u', now + 1);
    expect(endTry(file, 'u')).toEqual({ count: 3, last: now });
    expect(lastLogin(file)).toBe('u');
    beginTry(file, 'u', now + 2);
    expect(endTry(file, 'u')).toBeNull();
  });

  it('let people in where the file is damaged', () => {
    const file = fresh();
    writeFileSync(file, '{"v":1,');
    expect(tryAt(file, 'u', START)).toBe(0);
  });
});

describe('a vault', () => {
  it('derives nothing while a user waits, tells the failures later, and holds repair to the same count', async () => {
    let now = START;
    const clock = { now: () => now };
    const { home, vault, ask } = await testClinic(undefined, { clock });
    await ask('session.lock', {});
    await vault.close();
    const again = await testVault(home, { clock });
    for (let n = 0; n < 5; n++) await again.refuse('session.unlock', { passphrase: 'wrong' }, 'wrong-passphrase');
    await again.refuse('session.unlock', { passphrase: PASSPHRASE }, 'too-many-tries');
    await again.refuse('storage.repair', { job: 'j', passphrase: PASSPHRASE }, 'too-many-tries');
    now += 1000;
    await again.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await again.ask('session.state', {})).toMatchObject({ failedTries: { count: 5 }, kind: 'open' });
    await again.ask('session.seenFailures', {});
    expect(await again.ask('session.state', {})).not.toHaveProperty('failedTries');
  });

  it('lets no number of tries at once through', async () => {
    const { ask, vault } = await testClinic(undefined, { clock: { now: () => START } });
    await ask('session.lock', {});
    const tries = Array.from({ length: 12 }, () => vault.ask('session.unlock', { passphrase: 'wrong' }));
    const codes = (await Promise.all(tries)).map((result) => (result.ok ? 'ok' : result.error.code));
    expect(codes.filter((code) => code === 'wrong-passphrase')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(7);
  });
});
