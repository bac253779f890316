import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../../electron/vault/records/commands.ts';
import { mergePatients } from '../../../../electron/vault/records/merge-patients.ts';
import { type RecordName, unmergePatient, writtenSince } from '../../../../electron/vault/records/unmerge-patients.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { runs } from '../../../support/runs.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { type WorkstationClinic, workstationClinic } from '../../../support/workstations.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(1);
});
afterEach(cleanUp);

const PEOPLE = 5;
const NUMBER = 'urn:clinic:mrn';
const patient = (n: number): JsonObject => ({
  resourceType: 'Patient',
  id: `p${n}`,
  active: true,
  identifier: [{ system: NUMBER, value: `A-${n}` }],
  name: [{ family: 'Li', given: [`Name${n}`] }],
  telecom: [{ system: 'phone', value: `1380000000${n}` }],
  ...(n % 2 ? { gender: n === 1 ? 'male' : 'female' } : {}),
  ...(n < 3 ? { birthDate: `198${n}-01-01` } : {}),
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${n}</div>` },
});

function five(): Workspace {
  const [station] = clinic.open();
  if (!station) throw new Error('no workstation');
  createRecords(
    station.workspace,
    Array.from({ length: PEOPLE }, (_, n) => patient(n)),
  );
  return station.workspace;
}

function shown({ store }: Workspace, n: number): JsonObject {
  const { json = '{}' } = store.get<{ json: string }>('SELECT json FROM record WHERE id = ?', `p${n}`) ?? {};
  return JSON.parse(json) as JsonObject;
}

const merge = (workspace: Workspace, merged: number, survivor: number, take: 'birthDate'[] = []): void =>
  mergePatients(workspace, { survivor: `p${survivor}`, merged: `p${merged}`, take });
const part = (workspace: Workspace, n: number, move: RecordName[] = []): void =>
  unmergePatient(workspace, `p${n}`, move);
/** Writes a record of somebody. */
const write = (workspace: Workspace, n: number, id: string): void => {
  createRecords(workspace, [{ resourceType: 'Condition', id, subject: { reference: `Patient/p${n}` } }]);
};
const since = ({ store }: Workspace, n: number): string[] => writtenSince(store, `p${n}`).map(({ id }) => id);
const chartOf = ({ store }: Workspace, n: number): string[] =>
  store
    .all<{ id: string }>("SELECT id FROM record WHERE type = 'Condition' AND patient = ? ORDER BY id", `p${n}`)
    .map(({ id }) => id);
const numbers = (workspace: Workspace, n: number): string[] =>
  (shown(workspace, n).identifier as { value: string }[]).map(({ value }) => value).sort();
const breaches = ({ store }: Workspace): unknown[] => store.all('SELECT rule, subject FROM breach');

describe('parting the inner one of a chain', () => {
  it('takes their number from everybody it came to, and leaves the others one person', () => {
    const workspace = five();
    merge(workspace, 1, 2);
    merge(workspace, 2, 3);
    merge(workspace, 3, 4);
    part(workspace, 1);
    expect(numbers(workspace, 4)).toEqual(['A-2', 'A-3', 'A-4']);
    expect(numbers(workspace, 3)).toEqual(['A-2', 'A-3']);
    expect(shown(workspace, 1)).toEqual(patient(1));
    // who is left in the chain was not changed by a person since
    expect(breaches(workspace)).toEqual([]);
    part(workspace, 3);
    expect(shown(workspace, 4)).toEqual(patient(4));
    part(workspace, 2);
    for (let n = 0; n < PEOPLE; n += 1) expect(shown(workspace, n)).toEqual(patient(n));
  });

  it('asks of all that was written of whoever they were one with by then, and of nothing else', () => {
    const workspace = five();
    for (const n of [1, 2, 3, 4]) write(workspace, n, `before-${n}`);
    merge(workspace, 1, 2);
    // somebody else still, and the one whom they became
    write(workspace, 3, 'of-3');
    write(workspace, 2, 'of-2');
    merge(workspace, 2, 3);
    write(workspace, 4, 'of-4');
    write(workspace, 3, 'of-all');
    expect(since(workspace, 1)).toEqual(['of-all', 'of-2']);
    expect(since(workspace, 2)).toEqual(['of-all']);
    merge(workspace, 3, 4);
    write(workspace, 4, 'of-the-last');
    expect(since(workspace, 1)).toEqual(['of-the-last', 'of-all', 'of-2']);
    expect(since(workspace, 2)).toEqual(['of-the-last', 'of-all']);
    expect(since(workspace, 3)).toEqual(['of-the-last']);
    const move = ['of-the-last', 'of-2'].map((id) => ({ type: 'Condition', id }));
    part(workspace, 1, move);
    expect(chartOf(workspace, 1)).toEqual(['before-1', 'of-2', 'of-the-last']);
    expect(since(workspace, 2)).toEqual(['of-all']);
    // merged again, only what comes then is in question
    merge(workspace, 1, 0);
    expect(since(workspace, 1)).toEqual([]);
    write(workspace, 0, 'of-0');
    expect(since(workspace, 1)).toEqual(['of-0']);
  });

  it('gives a value that another brings as well to those who have it from them', () => {
    const workspace = five();
    merge(workspace, 1, 0);
    merge(workspace, 3, 0);
    expect(shown(workspace, 0).gender).toBe('male');
    part(workspace, 1);
    expect(shown(workspace, 0).gender).toBe('female');
    part(workspace, 3);
    expect(shown(workspace, 0)).toEqual(patient(0));
  });

  it('keeps what was corrected on the way', () => {
    const workspace = five();
    merge(workspace, 1, 2);
    merge(workspace, 2, 4, ['birthDate']);
    patchRecord(workspace, 'Patient', 'p4', { gender: 'other', birthDate: '1990-09-09' });
    part(workspace, 1);
    part(workspace, 2);
    const { text: _, ...rest } = patient(4);
    expect(shown(workspace, 4)).toEqual({ ...rest, gender: 'other', birthDate: '1990-09-09' });
    expect(shown(workspace, 2)).toEqual(patient(2));
  });
});

const person = fc.nat(PEOPLE - 1);
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('merge' as const), a: person, b: person, take: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('part' as const), a: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('phone' as const), a: person, n: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('born' as const), a: person, n: fc.nat(8) }) },
);

describe('merges and partings in any order', () => {
  it('leave everybody, once all are parted, what they were and what was written of them since', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { minLength: 4, maxLength: 16, size: 'max' }),
        fc.infiniteStream(person),
        (deeds, order) => {
          const workspace = five();
          const written = Array.from({ length: PEOPLE }, (_, n) => patient(n));
          const write = (n: number, patch: JsonObject): void => {
            const standing = shown(workspace, n);
            patchRecord(workspace, 'Patient', `p${n}`, patch);
            const before = written[n] ?? {};
            // what stands there already, if only from another record, is not written again
            const changed = JSON.stringify({ ...standing, ...patch }) !== JSON.stringify(standing);
            const { text: _, ...rest } = before;
            if (changed) written[n] = { ...rest, ...patch };
          };
          for (const act of deeds) {
            try {
              if (act.do === 'merge') merge(workspace, act.a, act.b, act.take ? ['birthDate'] : []);
              else if (act.do === 'part') part(workspace, act.a);
              // a number of their own: one that another brings, and that is left to stand alone, goes with whoever brought it
              else if (act.do === 'phone')
                write(act.a, { telecom: [{ system: 'phone', value: `139000000${act.a}${act.n}` }] });
              else write(act.a, { birthDate: `197${act.n}-01-01` });
            } catch (error) {
              if (!(error instanceof ExpectedError)) throw error;
            }
          }
          const merged = (): string[] =>
            workspace.store.all<{ id: string }>('SELECT id FROM merged ORDER BY id').map(({ id }) => id);
          for (let left = merged(); left.length > 0; left = merged()) {
            const { value } = order.next();
            part(workspace, Number((left[Number(value) % left.length] ?? '').slice(1)));
          }
          for (let n = 0; n < PEOPLE; n += 1) expect(shown(workspace, n)).toEqual(written[n]);
          expect(breaches(workspace)).toEqual([]);
        },
      ),
      { numRuns: runs(15) },
    );
  });
});
