/** A whole chart in transactions of many operations and parts is redacted by what turns out not to hold: everything that follows from it comes back with it. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { membershipRecords } from '../../../../electron/vault/access/membership.ts';
import { removeDeviceRecord, userRecord } from '../../../../electron/vault/access/membership-records.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { verifyHome } from '../../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import { canonicalJson } from '../../../../shared/records/json.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { change, contents, follow, makeStaff, NOON, patient, type Staff, take, type Written } from './staff.ts';

beforeAll(() => cryptoReady);
afterEach(cleanUp);

const HLC = `${String(NOON).padStart(15, '0')}-00001`;
const RECORDS = 1000;
/** Bytes that do not compress: with so many a body takes several envelopes. */
const LONG = 10_000;
const noise = (seed: number) => {
  let state = seed + 1;
  return Array.from({ length: LONG }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(0x30 + (state >>> 24) / 4);
  }).join('');
};

interface Resource {
  readonly resourceType: string;
  readonly id: string;
}

const create = (resource: Resource & Record<string, unknown>) => ({
  k: 'c',
  t: resource.resourceType,
  i: resource.id,
  j: canonicalJson(resource as never),
});

/** A patient who can be found by name and number, and notes about them of which each has words of its own. */
const chart: Resource[] = [
  {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family: '欧阳', given: ['娜娜'] }],
    identifier: [{ system: 'urn:oid:2.16.156.10011.1.3', value: '11010519491231002X' }],
    telecom: [{ system: 'phone', value: '13800000001' }],
    birthDate: '1949-12-31',
  } as Resource,
  ...Array.from({ length: RECORDS - 1 }, (_, n) => ({
    resourceType: 'Observation',
    id: `o${n}`,
    status: 'final',
    code: { text: `Finding ${n}` },
    subject: { reference: 'Patient/p1' },
    effectiveDateTime: '2026-05-01T10:00:00+08:00',
    note: [{ text: `word${n} ${String.fromCharCode(97 + (n % 26)).repeat(8)}` }],
    valueString: n % 10 === 0 ? noise(n) : 'short',
  })),
];

/** What follows from records, by their type and id: numbers of rows differ. */
function derived(at: Workspace) {
  const { store } = at;
  const named = (table: string, columns: string) =>
    store.all(
      `SELECT r.type, r.id, ${columns} FROM ${table} x JOIN record r ON r.rid = x.rid WHERE r.redacted = 0 ORDER BY 1, 2, 3, 4`,
    );
  store.transaction((writer) =>
    writer.run('CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, full_text, instance)'),
  );
  return {
    tokens: named('search_token', 'x.token, x.kind'),
    identifiers: named('identifier', 'x.value, x.system'),
    about: named('about', 'x.type || x.id AS other, x.kind'),
    keys: named('search_key', 'x.key, 0'),
    rules: named('rule_key', 'x.rule, x.key'),
    breaches: named('breach', 'x.rule, x.key'),
    words: store.all(
      'SELECT r.type, r.id, w.word, t.offset FROM term t JOIN record r ON r.rid = t.doc LEFT JOIN search_word w ON w.wid = t.term ORDER BY 1, 2, 4, 3',
    ),
    residue: store.all(
      'SELECT hex(e.hash) AS h, r.type, r.id FROM residue x JOIN envelope e ON e.eid = x.eid JOIN record r ON r.rid = x.rid ORDER BY 1, 2, 3',
    ),
  };
}

type News = (staff: Staff, before: Written) => Uint8Array;
const NEWS: Readonly<Record<string, News>> = {
  'their author is no owner any more': (staff, before) => {
    const { user } = staff.people.get('partner') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    const at = staff.stations[3]?.identity.deviceId as Uint8Array;
    const cutOff: [Uint8Array, number, Uint8Array] = [at, before.bytes.length, before.hash];
    return userRecord(staff.context(), { ...user, role: 'nurse' }, 'active', [sign], [cutOff]);
  },
  'their workstation was removed': (staff, before) => {
    const at = staff.stations[3]?.identity.deviceId as Uint8Array;
    return removeDeviceRecord(staff.context(), at, { seq: before.bytes.length, hash: before.hash }, '');
  },
};

describe.each(Object.entries(NEWS))('a redacted chart of which it is learnt that %s', (_what, news) => {
  it('is whole again: records, what they are found by, rules; nothing of it is left to be dropped', async () => {
    const staff = await makeStaff({ boss: 'owner', partner: 'owner' });
    const [fast, slow] = [staff.observer(1), staff.observer(2)];
    const head = membershipRecords(staff.log).length - 1;
    const [owner, other] = [staff.stations[3], staff.stations[0]];
    if (!owner || !other) throw new Error('no stations');
    const ops = [...chart.map((resource) => create(resource as never)), patient('p2')];
    const before = staff.write(owner, 'partner', ops);
    expect(before.bytes.length).toBeGreaterThan(2);
    for (const at of [fast, slow]) take(at, before);
    expect(derived(fast).words.length).toBeGreaterThan(2 * RECORDS);

    const redaction = staff.write(
      owner,
      'partner',
      [
        ...chart.map(({ resourceType, id }) => ({ k: 'x', t: resourceType, i: id, r: 'asked for' })),
        {
          k: 'o',
          h: before.hash,
          c: HLC,
          u: 'partner',
          n: ops.length,
          o: [[RECORDS, patient('p2')]],
          r: chart.map(({ resourceType, id }, at) => [at, resourceType, id]),
        },
      ],
      { head, epoch: 1 },
    );
    const edit = staff.write(other, 'boss', [change('p1', 'female'), change('p2', 'female')], { head, epoch: 1 });
    const record = staff.append(news(staff, before));
    take(fast, redaction, edit);
    expect(fast.store.get('SELECT count(*) AS n FROM record WHERE redacted = 1')).toEqual({ n: RECORDS });
    expect(derived(fast).words).toEqual([]);
    follow(slow, record);
    take(slow, redaction, edit);

    follow(fast, record);
    // a part of it alone brings nothing
    expect(take(fast, { ...before, bytes: before.bytes.slice(0, 1) })).toBeNull();
    expect(fast.store.get("SELECT 1 FROM record WHERE id = 'o1'")).toBeUndefined();
    expect(take(fast, before)).toBeNull();
    expect(contents(fast)).toEqual(contents(slow));
    expect(derived(fast)).toEqual(derived(slow));
    for (const at of [fast, slow]) expect((await verifyHome(at)).problems).toEqual([]);
  }, 120_000);
});
