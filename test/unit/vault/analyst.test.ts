import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Analyst, startAnalyst } from '../../../electron/vault/analyst.ts';
import { openStore } from '../../../electron/vault/storage/database.ts';
import type { StartThread, Thread } from '../../../electron/vault/threads/contract.ts';
import { keepRecords } from '../../conformance/sql-on-fhir/suite.ts';
import { QUICK } from '../../support/threads.ts';
import { cleanUp, temporaryFolder } from '../../support/vaults.ts';

const open: Analyst[] = [];
afterEach(async () => {
  for (const analyst of open.splice(0)) await analyst.stop();
  await cleanUp();
});

const LISTING = { filter: {}, sort: 'name', offset: 0, limit: 10, today: '2026-01-05' } as const;
const PATIENT = {
  resourceType: 'Patient',
  id: 'p',
  identifier: Array.from({ length: 200 }, (_, n) => ({ value: `v${n}` })),
};
/** It goes through 200 to the fifth combinations, and finds nothing. */
const ENDLESS = {
  resource: 'Patient',
  select: ['identifier', 'identifier', 'identifier', 'identifier', "identifier.where(value = 'none')"].map(
    (forEach, n) => ({ forEach, column: [{ name: `c${n}`, path: 'value' }] }),
  ),
};
const PREVIEW = { definition: ENDLESS, rows: 1 };

/** Over a database with one patient. */
function analyst(database = newDatabase(), start: StartThread = QUICK.reader, restMs?: number): Analyst {
  const store = openStore(database);
  keepRecords(store, [PATIENT]);
  store.close();
  const started = startAnalyst(start, database, restMs);
  open.push(started);
  return started;
}

function newDatabase(): { file: string; key: Uint8Array } {
  return { file: join(temporaryFolder(), 'clinic.sqlite'), key: new Uint8Array(32).fill(3) };
}

describe('the reading threads', () => {
  it('go on where one question fails as nobody expected', async () => {
    const asked = analyst();
    const [bad, good] = await Promise.allSettled([
      // a text of another kind than any caller gives
      asked.ask('text', { text: null } as never),
      asked.ask('patients', LISTING),
    ]);
    expect(bad.status).toBe('rejected');
    expect(good.status).toBe('fulfilled');
  });

  it('list patients while a view is computed, and end it in the midst of its statement', async () => {
    const asked = analyst();
    const abort = new AbortController();
    const endless = asked.ask('viewPreview', PREVIEW, undefined, abort.signal);
    expect((await asked.ask('patients', LISTING)).total).toBe(1);
    abort.abort();
    await expect(endless).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await expect(asked.ask('measureRange', { today: '2026-01-05' })).resolves.toBeDefined();
  });

  it('do not begin what nobody waits for any more', async () => {
    const asked = analyst();
    const [first, second] = [new AbortController(), new AbortController()];
    const endless = asked.ask('viewPreview', PREVIEW, undefined, first.signal);
    const measure = asked.ask('measure', { name: 'visits', today: '2026-01-05' }, undefined, second.signal);
    second.abort();
    first.abort();
    for (const given of [endless, measure])
      await expect(given).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });

  it('show one state of the records to whoever reads several views, whatever is written meanwhile', async () => {
    const database = newDatabase();
    const asked = analyst(database);
    const writer = openStore(database);
    const rows = {
      after: 0,
      columns: ['id'],
      definition: { resource: 'Patient', select: [{ column: [{ name: 'id', path: 'id' }] }] },
    };
    const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    const write = (id: string): void => keepRecords(writer, [{ resourceType: 'Patient', id }]);
    const [first, second] = await asked.snapshot(async (records) => {
      const one = await records.ask('view', rows);
      write('q');
      return [one, await records.ask('view', rows)];
    });
    expect([text(first.bytes), text(second.bytes)]).toEqual(['[["p"]]', '[["p"]]']);
    expect(text((await asked.snapshot((records) => records.ask('view', rows))).bytes)).toBe('[["q"]]');
    // nothing holds on to the older state
    expect(writer.emptyJournal()).toBe(true);
    writer.close();
  });

  it('stop, whatever they compute', async () => {
    const asked = analyst();
    const endless = expect(asked.ask('viewPreview', PREVIEW)).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await asked.ask('patients', LISTING);
    await asked.stop();
    await endless;
  });

  it('of analysis ends when nobody has asked for a while, and starts again; that of lists stays', async () => {
    const ends: Promise<void>[] = [];
    const asked = analyst(
      newDatabase(),
      (data) => {
        const thread = QUICK.reader(data);
        ends.push(ended(thread));
        return thread;
      },
      1,
    );
    await asked.ask('patients', LISTING);
    await asked.ask('measureRange', { today: '2026-01-05' });
    await ends[1];
    await expect(asked.ask('measureRange', { today: '2026-01-05' })).resolves.toBeDefined();
    await asked.ask('patients', LISTING);
    expect(ends).toHaveLength(3);
  });
});

/** Comes when the thread is ended by whoever started it. */
function ended(thread: Thread): Promise<void> {
  const end = thread.terminate.bind(thread);
  return new Promise((resolve) => {
    thread.terminate = () => {
      resolve();
      return end();
    };
  });
}
