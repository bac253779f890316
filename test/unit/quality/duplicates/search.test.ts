import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listPairs } from '../../../../electron/vault/quality/duplicates/pairs.ts';
import { runSearch, runView, type SearchPiece } from '../../../../electron/vault/quality/duplicates/run.ts';
import { searchDuplicates } from '../../../../electron/vault/quality/duplicates/search.ts';
import { unindexRecord } from '../../../../electron/vault/records/indexes.ts';
import { openStore, type Store } from '../../../../electron/vault/storage/database.ts';
import { cryptoReady, KEY_BYTES } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { cleanUp, eventually, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../../support/vaults.ts';
import { insertAll } from '../../records-read/rows.ts';

const KEY = new Uint8Array(KEY_BYTES).fill(7);
const TWICE = 24;
/** As many patients as make four slices of a search. */
const OF_FOUR_SLICES = 100_000;

/** Person `n`, registered for the first time, or again: with another phone, and their name as one text. */
function person(n: number, again: boolean): JsonObject {
  const [family, given] = [
    `${'王李赵孙周'.charAt(n % 5)}`,
    `${'芳伟敏静磊军'.charAt(n % 6)}${'国家民生平安'.charAt(n % 6)}`,
  ];
  return {
    resourceType: 'Patient',
    id: `${again ? 'again' : 'first'}${String(n).padStart(2, '0')}`,
    name: again ? [{ text: family + given }] : [{ family, given: [given] }],
    gender: n % 2 ? 'male' : 'female',
    birthDate: `19${40 + n}-0${1 + (n % 9)}-1${n % 9}`,
    telecom: [{ system: 'phone', value: again ? `139000${1000 + n}` : `138000${1000 + n}` }],
    address: [{ text: `杏林路${n + 1}号` }],
  };
}

/** Everybody once, and then everybody again. */
function registered(): JsonObject[] {
  return [false, true].flatMap((again) => Array.from({ length: TWICE }, (_, n) => person(n, again)));
}

let file: string;
let store: Store;
beforeAll(async () => {
  await cryptoReady;
});
beforeEach(() => {
  file = join(temporaryFolder(), 'clinic.db');
  store = openStore({ file, key: KEY });
  insertAll(store, [{ resourceType: 'Patient', id: 'goes', name: [{ text: '吴用' }] }, ...registered()]);
});
afterEach(async () => {
  store.close();
  await cleanUp();
});

const NEVER = { tell: () => undefined, cancelled: () => false };

/** Does pieces in this thread, of a clinic that has four slices; what it was asked for is noted. */
function pieces(asked: (number | 'train')[], before: (slice: number) => void = () => undefined): SearchPiece {
  return async (input) => {
    asked.push(input.score?.slice ?? 'train');
    if (input.score) before(input.score.slice);
    const answer = await searchDuplicates({ database: file, key: KEY, ...input }, NEVER);
    return answer.kind === 'trained' ? { ...answer, patients: OF_FOUR_SLICES } : answer;
  };
}

function goes(id: string): void {
  store.transaction((writer) => {
    const rid = writer.get<{ rid: number }>('SELECT rid FROM record WHERE id = ?', id)?.rid ?? 0;
    unindexRecord(writer, rid);
    writer.run('UPDATE record SET deleted = 1 WHERE rid = ?', rid);
  });
}

/** Everybody who was registered twice and stands in the list with themselves. */
function found(): string[] {
  return listPairs(store, ['open'], 0, 1000)
    .pairs.map(({ a, b }) => [a.id, b.id].sort().join(' '))
    .filter((pair) => /^again(\d+) first\1$/.test(pair))
    .sort();
}
const all = Array.from({ length: TWICE }, (_, n) => `${person(n, true).id} ${person(n, false).id}`);

describe('the search for duplicates through the clinic', () => {
  it('finds every pair, whoever goes, comes and is merged while it runs', async () => {
    const asked: (number | 'train')[] = [];
    let wrote = false;
    const piece = pieces(asked, (slice) => {
      if (slice !== 2 || wrote) return;
      wrote = true;
      goes('goes');
      insertAll(store, [
        person(30, false),
        person(30, true),
        { ...person(31, false), link: [{ type: 'replaced-by', other: { reference: 'Patient/first30' } }] },
      ]);
    });
    await runSearch(store, () => 1, false, piece);
    expect(asked).toEqual(['train', 0, 1, 2, 3]);
    expect(found().filter((pair) => !pair.endsWith('30'))).toEqual(all);
    expect(runView(store, false)).toMatchObject({ state: 'done' });
    // who came behind what was searched is found by the next search
    await runSearch(store, () => 2, false, pieces([]));
    expect(found()).toEqual([...all, 'again30 first30']);
  });

  it('goes on where it was stopped, also in an application that was started anew', async () => {
    const asked: (number | 'train')[] = [];
    const stopped = pieces(asked, (slice) => {
      if (slice === 2) throw new Error('the application ends here');
    });
    await expect(runSearch(store, () => 1, false, stopped)).rejects.toThrow('ends here');
    const { compared, found: before } = runView(store, false);
    expect(runView(store, false).state).toBe('stopped');
    expect(before).toBeGreaterThan(0);
    expect(found().length).toBeLessThan(TWICE);
    store.close();
    store = openStore({ file, key: KEY });
    goes('goes');
    await runSearch(store, () => 2, false, pieces(asked));
    expect(asked).toEqual(['train', 0, 1, 2, 2, 3]);
    expect(found()).toEqual(all);
    const { state, ...view } = runView(store, false);
    expect(state).toBe('done');
    expect(view.compared).toBeGreaterThan(compared);
    expect(view.found).toBe(listPairs(store, ['open'], 0, 1000).counts.open);
  });
});

describe('a search in its own thread', () => {
  it('tells how far it is, is one at a time, lets others write, is stopped, and goes on after a start', async () => {
    const clinic = await testClinic();
    for (const { id: _, ...resource } of registered())
      await clinic.ask('record.create', { resource: resource as never });
    const running = clinic.vault.ask('duplicate.run', { job: 'one' });
    await clinic.refuse('duplicate.run', { job: 'two' }, 'busy-searching');
    expect((await clinic.ask('duplicate.list', {})).run.state).toBe('running');
    await clinic.ask('record.create', { resource: { resourceType: 'Patient', name: [{ text: '吴用' }] } });
    await clinic.ask('job.cancel', { job: 'one' });
    const cancelled = await running;
    expect(cancelled.ok || cancelled.error.code).toBe('cancelled');
    expect(['never', 'stopped']).toContain((await clinic.ask('duplicate.list', {})).run.state);

    const cut = clinic.vault.ask('duplicate.run', { job: 'three' });
    await clinic.vault.close();
    expect((await cut).ok).toBe(false);
    const again = await testVault(clinic.home);
    await again.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(['never', 'stopped']).toContain((await again.ask('duplicate.list', {})).run.state);
    expect(await again.ask('duplicate.run', { job: 'four' })).toMatchObject({ state: 'done' });
    const { counts, pairs } = await again.ask('duplicate.list', { limit: 100 });
    expect(counts.open).toBeGreaterThanOrEqual(TWICE);
    expect(pairs[0]?.score).toBeGreaterThan(0.9);
    const told = await eventually(
      () => again.events.filter(({ name }) => name === 'progress').map(({ payload }) => payload),
      (progress) => progress.length > 0,
    );
    expect(told).toContainEqual(expect.objectContaining({ job: 'four', phase: 'reading' }));
    expect(told).toContainEqual(expect.objectContaining({ job: 'four', phase: 'checking' }));
  });
});
