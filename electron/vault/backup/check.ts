/** Proves a copy of the database: opens it as a workstation does, and holds every record against its history. */
import { raise } from '../../../shared/base/result.ts';
import { readMembers } from '../access/membership.ts';
import { openStore, type Store } from '../storage/database.ts';
import { type Verification, verifyHome } from '../verify.ts';
import { proceed, type Task } from './task.ts';

export interface Counts {
  /** Records that are not deleted. */
  readonly records: number;
  readonly envelopes: number;
}

/** Opens a copy (bringing it to this program's schema), verifies all of it, runs `then` on it. Raises database-damaged, database-newer. */
export async function checkCopy<T>(
  file: string,
  key: Uint8Array,
  task: Task,
  then: (store: Store, verified: Verification) => T,
): Promise<T> {
  const store = openStore({ file, key });
  try {
    const members = readMembers(store);
    const total = store.get<{ n: number }>('SELECT count(*) AS n FROM record')?.n ?? 0;
    const verified = await verifyHome({ store, members: () => members }, (done) =>
      proceed(task, { phase: 'checking', done, total, unit: 'records' }),
    );
    return then(store, verified);
  } finally {
    store.close();
  }
}

/** What is in a database, as a person counts it. */
export function countsOf(store: Store): Counts {
  const row = store.get<Counts>(
    'SELECT (SELECT count(*) FROM record WHERE deleted = 0) AS records, (SELECT count(*) FROM envelope) AS envelopes',
  );
  return row ?? raise('database-damaged', 'The copy cannot be read.');
}
