import { afterEach, beforeAll, expect, it } from 'vitest';
import { type ListFilter, listPage } from '../../../electron/vault/audit/list.ts';
import { auditHash, auditStart } from '../../../shared/audit/chain.ts';
import { encodeEntry } from '../../../shared/audit/entry.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { processorMs } from '../../support/processor.ts';
import { cleanUp } from '../../support/vaults.ts';
import { makeClinic } from '../attack/clinic.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

const ENTRIES = 100_000;
/** A page is read along an index: far from what reading the whole table takes, on a machine that does other work, too. */
const PAGE_MS = 100;

it('reads a page of 100,000 entries along an index, whatever is looked for and however far it was read', async () => {
  const { store, hostile } = await makeClinic();
  let hash = auditStart(hostile.clinicId, hostile.deviceId);
  store.transaction((writer) => {
    for (let n = 1; n <= ENTRIES; n++) {
      const event = n % 9000 === 0 ? 'login.failed' : 'chart.read';
      const [user, patient] = [`u${n % 5}`, `p${n % 3000}`];
      const entry = encodeEntry({
        v: 1,
        at: n * 1000,
        e: event,
        o: 0,
        ...(event === 'chart.read' ? { u: user, p: patient } : {}),
      });
      hash = auditHash(hash, entry);
      writer.run(
        'INSERT INTO audit (device, seq, eid, op, author, at, event, user, patient, hash, entry) VALUES (?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?)',
        ...[hostile.deviceId, n, user, n * 1000, event, event === 'chart.read' ? user : null],
        ...[event === 'chart.read' ? patient : null, hash, entry],
      );
    }
  });
  const filters: ListFilter[] = [
    {},
    { user: 'u3' },
    { patient: 'p17' },
    { device: hostile.deviceHex },
    { events: ['login.failed', 'break-glass'] },
    { from: 40_000_000, to: 40_500_000 },
  ];
  for (const filter of filters) {
    const began = processorMs();
    let cursor: string | undefined;
    let seen = 0;
    let pages = 0;
    do {
      const page = listPage(store, filter, cursor, 100);
      seen += page.rows.length;
      pages += 1;
      cursor = page.next;
    } while (cursor !== undefined && pages < 20);
    expect(seen, JSON.stringify(filter)).toBeGreaterThan(10);
    expect((processorMs() - began) / pages, JSON.stringify(filter)).toBeLessThan(PAGE_MS);
  }
}, 60_000);
