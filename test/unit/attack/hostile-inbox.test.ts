/** What a member's program may write so that the others' inbox does not open, or cannot be settled. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecords } from '../../../electron/vault/records/commands.ts';
import { listConflicts, resolveConflict } from '../../../electron/vault/records/conflicts.ts';
import { commonValue, historyOf } from '../../../electron/vault/records/history.ts';
import { signatureOver } from '../../../electron/vault/records/signature.ts';
import { viewRecord } from '../../../electron/vault/records/view.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { cryptoReady, type KeyPair, randomBytes, signKeyPair } from '../../../shared/crypto/sodium.ts';
import { writeId } from '../../../shared/envelope/body.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, hashOf, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const create = (resource: JsonObject) => ({
  k: 'c',
  t: String(resource.resourceType),
  i: String(resource.id),
  j: canonicalJson(resource),
});
const patient = { resourceType: 'Patient', id: 'p1', gender: 'male' };
const note = {
  resourceType: 'DocumentReference',
  id: 'n1',
  status: 'current',
  content: [{ attachment: { title: 'x' } }],
};
const female = ['gender', '{"gender":"female"}', null, []];

describe('the inbox', () => {
  it('opens although an undo names a write that nobody knows', () => {
    const undo = { k: 'w', t: 'Patient', i: 'p1', a: 'undo', p: [[randomBytes(32), 0]], w: [female], o: [0] };
    clinic.take(clinic.envelopes([create(patient), undo]));
    const [conflict] = listConflicts(clinic.workspace);
    expect(conflict?.values.map(({ value }) => value)).toContain('{"gender":"female"}');
    expect(historyOf(clinic.workspace, 'Patient', 'p1')).toHaveLength(2);
    resolveConflict(clinic.workspace, String(conflict?.id), { keep: String(conflict?.values[0]?.write) });
    expect(listConflicts(clinic.workspace)).toEqual([]);
  });

  it('shows a made-up undo under the name of who made it', () => {
    const undo = (origin: Uint8Array) => ({
      k: 'w',
      t: 'Patient',
      i: 'p1',
      a: 'undo',
      p: [[origin, 0]],
      w: [female],
      o: [0],
    });
    createRecords(clinic.workspace, [patient]);
    const { hash } = clinic.store.get<{ hash: Uint8Array }>('SELECT hash FROM envelope') as { hash: Uint8Array };
    clinic.take(clinic.envelopes([undo(new Uint8Array(hash))]));
    const values = listConflicts(clinic.workspace)[0]?.values ?? [];
    expect(values.map(({ value, by }) => [value, by.device]).sort()).toEqual([
      ['{"gender":"female"}', 'Hostile'],
      ['{"gender":"male"}', 'Desk'],
    ]);
  });

  /** A note, a signature over it, and a change of it that had not seen the signature. */
  function signedAndChanged(signer: { id: string; sign: KeyPair }, when: string): void {
    const first = clinic.envelopes([create(note)]);
    clinic.take(first);
    const seen = [writeId(hashOf(first[0]), 0)];
    const signed = { type: 'DocumentReference', id: 'n1', json: canonicalJson(note), seen };
    const provenance = signatureOver(signed, { ...signer, name: 'X' }, when);
    const w = [['description', '{"description":"changed"}', null, []]];
    const change = { k: 'w', t: 'DocumentReference', i: 'n1', a: 'update', p: [], w };
    clinic.take(clinic.envelopes([create({ ...provenance, id: 's1' }), change]));
  }

  it('opens although a signature says that it was made at no time at all', () => {
    signedAndChanged({ id: clinic.user.id, sign: clinic.keys.sign }, 'never');
    expect(listConflicts(clinic.workspace)).toEqual([]);
    expect(viewRecord(clinic.workspace, 'DocumentReference', 'n1').signatures).toMatchObject([{ valid: false }]);
  });

  it('offers what a member signed, and never what a stranger signed in their name', () => {
    signedAndChanged({ id: clinic.user.id, sign: signKeyPair(randomBytes(32)) }, '2030-01-01T00:00:00Z');
    expect(listConflicts(clinic.workspace).map(({ values }) => values.map(({ write }) => write))).toEqual([
      ['current'],
    ]);
    expect(viewRecord(clinic.workspace, 'DocumentReference', 'n1').lock).toBe('open');
    const [breach] = listConflicts(clinic.workspace);
    expect(() => resolveConflict(clinic.workspace, String(breach?.id), { keep: 'signed' })).toThrow(ExpectedError);
    resolveConflict(clinic.workspace, String(breach?.id), { accept: true });
    expect(listConflicts(clinic.workspace)).toEqual([]);
  });

  it('settles a conflict in a register whose name goes over two lines', () => {
    const write = (value: string) => ({
      k: 'w',
      t: 'Patient',
      i: 'p1',
      a: 'update',
      p: [],
      w: [['a\nb', `{"a\\nb":${value}}`, null, []]],
    });
    clinic.take(clinic.envelopes([create(patient), write('1'), write('2')]));
    const [conflict] = listConflicts(clinic.workspace);
    resolveConflict(clinic.workspace, String(conflict?.id), { keep: String(conflict?.values[0]?.write) });
    expect(listConflicts(clinic.workspace)).toEqual([]);
  });

  it('finds where two values parted in no time, however often the register was written before', () => {
    const change = (write: string, pred: string[]) => ({
      eid: 1,
      kind: 'update' as const,
      reason: null,
      hlc: '',
      write,
      operation: { type: 'Patient', id: 'p1', writes: [{ register: 'gender', value: `"${write}"`, pred }] },
    });
    const many = Array.from({ length: 20_000 }, (_, n) => change(`w${n}`, n > 0 ? [`w${n - 1}`] : []));
    const changes = [...many, change('a', ['w19999']), change('b', ['w19999'])];
    const begun = performance.now();
    expect(commonValue(changes, 'gender', ['a', 'b'])).toBe('"w19999"');
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
