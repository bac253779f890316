import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { likelyPatients } from '../../../../electron/vault/quality/duplicates/likely.ts';
import { dayIn } from '../../../../electron/vault/records/dates.ts';
import { recordsLeft, reindexSome } from '../../../../electron/vault/records/reindex.ts';
import type { Store } from '../../../../electron/vault/storage/database.ts';
import { setMeta } from '../../../../electron/vault/storage/meta.ts';
import { insertAll, openScratch, ZONE } from '../../records-read/rows.ts';

const dayOf = dayIn(ZONE);
const RESIDENT = 'urn:oid:2.16.156.10011.1.3';

let store: Store;
let close: () => void;
beforeEach(() => {
  ({ store, close } = openScratch());
});
afterEach(() => close());

/** Who of the clinic somebody at the desk may be, who has nothing but the newer form of a number. */
function likely(): string[] {
  const draft = { resourceType: 'Patient', identifier: [{ system: RESIDENT, value: '11010519491231002X' }] };
  return likelyPatients(store, draft, 5).map(({ hit }) => hit.id);
}

describe('patients whom an older program indexed', () => {
  it('are found at registration by keys that it did not make, wherever the indexing anew was interrupted', () => {
    const others = Array.from({ length: 20 }, (_, n) => ({
      resourceType: 'Patient',
      id: `other${n}`,
      name: [{ family: '李', given: [`${n}`] }],
    }));
    const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: RESIDENT, value: '110105491231002' }] };
    insertAll(store, [...others, patient]);
    while (reindexSome(store, dayOf) > 0);
    expect(likely()).toEqual(['p']);
    // as the program before knew it: numbers as they are written, and indexes of its third version
    store.transaction((writer) => {
      writer.run("DELETE FROM duplicate_key WHERE key LIKE 'is:%'");
      setMeta(writer, 'projection', 3);
    });
    expect(likely()).toEqual([]);
    expect(recordsLeft(store)).toBe(21);
    expect(reindexSome(store, dayOf, 10)).toBe(11);
    expect(recordsLeft(store)).toBe(11);
    while (reindexSome(store, dayOf, 10) > 0);
    expect(likely()).toEqual(['p']);
    expect(recordsLeft(store)).toBe(0);
  });
});
