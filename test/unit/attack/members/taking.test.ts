/** An owner takes what was written under a key of a list of members that was given up: it is written again, and whoever wrote it gains nothing by that. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { membershipRecords } from '../../../../electron/vault/access/membership.ts';
import { authorityRecord, rotateRecord } from '../../../../electron/vault/access/membership-records.ts';
import { listConflicts } from '../../../../electron/vault/records/conflicts.ts';
import { decideQuarantine, listQuarantine } from '../../../../electron/vault/records/quarantine.ts';
import { redact } from '../../../../electron/vault/records/redaction.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { envelopesAfter, logEnd } from '../../../../electron/vault/storage/log.ts';
import { adoptBranch } from '../../../../electron/vault/sync/membership.ts';
import { toHex } from '../../../../shared/base/bytes.ts';
import { cryptoReady, randomBytes } from '../../../../shared/crypto/sodium.ts';
import { cleanUp } from '../../../support/vaults.ts';
import {
  change,
  contents,
  follow,
  makeStaff,
  NOON,
  patient,
  type Said,
  type Staff,
  type Station,
  take,
  type Written,
} from './staff.ts';

let staff: Staff;
/** One workstation that followed the list that was given up, and has its key; one that never did. */
let led: Workspace;
let right: Workspace;
/** Which both had taken before. */
let before: Written;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  staff = await makeStaff({ boss: 'owner', nurse: 'nurse' });
  [led, right] = [staff.observer(1), staff.observer(2)];
  before = staff.write(station(3), 'boss', [patient('p0')]);
});
afterEach(cleanUp);

const station = (n: number): Station => staff.stations[n] as Station;
const ids = (at: Workspace) =>
  at.store.all<{ id: string }>('SELECT id FROM record WHERE redacted = 0 ORDER BY id').map(({ id }) => id);

type Lost = readonly [person: string, ops: readonly unknown[], said?: Said];

/** All of it is written under the key that is given up. Afterwards both are on one list, and its author has moved on. */
function lose(...what: readonly ((written: readonly Written[]) => Lost)[]): Written[] {
  const other = staff.branch();
  for (const at of [led, right]) take(at, before);
  follow(led, staff.append(rotateRecord(staff.context())));
  const written: Written[] = [];
  for (const one of what) {
    const [person, ops, said] = one(written);
    written.push(staff.write(station(3), person, ops, { hlc: NOON + written.length, ...said }));
  }
  take(led, ...written);
  const authority = { kind: 'endpoint' as const, key: randomBytes(32) };
  const decision = staff.append(authorityRecord(staff.context({ root: true, log: other }), authority), other);
  const later = staff.write(station(3), 'nurse', [], { hlc: NOON + 1000 }, other);
  expect(led.store.transaction((writer) => adoptBranch(led, writer, membershipRecords(other)))).not.toBeNull();
  follow(right, decision);
  take(led, later);
  take(right, ...written, later);
  for (const at of [led, right])
    expect(listQuarantine(at).map(({ reason }) => reason)).toEqual(written.map(() => 'forked'));
  return written;
}

const decide = (at: Workspace, written: Written | undefined, decision: 'take' | 'drop' = 'take') =>
  decideQuarantine(at, toHex(written?.hash ?? new Uint8Array()), decision);
const end = (at: Workspace) => logEnd(at.store, at.identity.deviceId).seq;

/** What one of them wrote reaches the other; then both hold the same. */
function share(): void {
  const bytes = envelopesAfter(led.store, led.identity.deviceId, 0, 1e9).map((envelope) => envelope.bytes);
  expect(take(right, { bytes, hash: new Uint8Array() })).toBeNull();
  // how much is in what is still kept out, only one of them can read
  const [there, here] = [right, led].map((at) => ({
    ...contents(at),
    quarantine: listQuarantine(at).map(({ id, reason }) => `${id} ${reason}`),
  }));
  expect(there).toEqual(here);
}

/** Refused, with nothing written and everything still on the list. */
function refused(at: Workspace, written: Written | undefined): void {
  const [listed, seq] = [listQuarantine(at).length, end(at)];
  expect(() => decide(at, written)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'not-takeable' }) }),
  );
  expect([listQuarantine(at).length, end(at)]).toEqual([listed, seq]);
}

describe('what an owner takes of a list of members that was given up', () => {
  it('is in the records everywhere, and on no list any more; whoever wrote it is named', () => {
    const [written] = lose(() => ['nurse', [patient('p1')]]);
    decide(led, written);
    expect(ids(led)).toEqual(['p0', 'p1']);
    expect(listQuarantine(led)).toEqual([]);
    share();
    expect(right.store.all('SELECT user FROM first_author')).toEqual([{ user: 'nurse' }]);
  });

  it('is written and put away in one, so that nothing is written twice', () => {
    const [written] = lose(() => ['nurse', [patient('p1')]]);
    decide(led, written);
    expect(end(led)).toBe(1);
    expect(() => decide(led, written)).toThrow(/not kept out/);
    expect(end(led)).toBe(1);
  });

  it('cannot be taken where it cannot be read', () => {
    const [written] = lose(() => ['nurse', [patient('p1')]]);
    expect(listQuarantine(right)).toMatchObject([{ takeable: false }]);
    refused(right, written);
    decide(right, written, 'drop');
    expect(listQuarantine(right)).toEqual([]);
  });

  it('is not put into the mouth of somebody who did not sign it', () => {
    const nurse = staff.people.get('nurse')?.keys;
    if (!nurse) throw new Error('nobody');
    const [forged, claimed] = lose(
      () => ['boss', [patient('p1')], { keys: nurse }],
      () => ['nurse', [patient('p2'), { k: 'f', u: 'boss', c: `${String(NOON).padStart(15, '0')}-00001` }]],
    );
    refused(led, forged);
    decide(led, claimed);
    expect(led.store.all('SELECT user FROM first_author')).toEqual([{ user: 'nurse' }]);
  });

  it('redacts nothing unless an owner wrote that', () => {
    const [nurses, only, owners] = lose(
      () => ['nurse', [patient('p1'), { k: 'x', t: 'Patient', i: 'p0' }]],
      () => ['nurse', [{ k: 'x', t: 'Patient', i: 'p0' }]],
      () => ['boss', [{ k: 'x', t: 'Patient', i: 'p0' }]],
    );
    decide(led, nurses);
    refused(led, only);
    expect(ids(led)).toEqual(['p0', 'p1']);
    decide(led, owners);
    expect(ids(led)).toEqual(['p1']);
  });

  it('leaves out what is about a record that was redacted since, and is refused where nothing else is in it', () => {
    const [both, only] = lose(
      () => ['nurse', [patient('p1'), change('p0', 'other')]],
      () => ['nurse', [change('p0', 'unknown')]],
    );
    redact(led, { type: 'Patient', id: 'p0' }, 'asked for', 'record');
    decide(led, both);
    expect(ids(led)).toEqual(['p1']);
    refused(led, only);
    share();
  });

  it('is refused as a whole where a part of it is understood by later versions only', () => {
    const [written] = lose(() => ['nurse', [patient('p1'), { k: 'later' }]]);
    refused(led, written);
    expect(ids(led)).toEqual(['p0']);
  });

  it('brings along what it builds on, and is not in conflict with that', () => {
    const [first, , third] = lose(
      () => ['nurse', [patient('p1')]],
      ([one]) => ['nurse', [changeAfter(one, 'other')]],
      ([, two]) => ['nurse', [changeAfter(two, 'female')]],
    );
    decide(led, first);
    decide(led, third);
    expect(led.store.all("SELECT json ->> 'gender' AS gender FROM record WHERE id = 'p1'")).toEqual([
      { gender: 'female' },
    ]);
    expect(listConflicts(led)).toEqual([]);
    expect(listQuarantine(led)).toEqual([]);
    share();
  });

  it('leaves what an owner has put away where it is', () => {
    const [first, second] = lose(
      () => ['nurse', [patient('p1')]],
      ([one]) => ['nurse', [changeAfter(one, 'other')]],
    );
    decide(led, first, 'drop');
    decide(led, second);
    expect(led.store.all('SELECT user FROM first_author')).toHaveLength(1);
    share();
  });
});

/** A change of p1 by somebody who had seen what a transaction wrote. */
function changeAfter(written: Written | undefined, gender: string): object {
  return change('p1', gender, {
    p: [[written?.hash, 0]],
    w: [['gender', JSON.stringify({ gender }), null, [0]]],
  });
}
