import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPatients } from '../../../electron/vault/records/patient-list.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import type { PatientFilter, PatientSort } from '../../../shared/bridge/patients.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { insert, insertAll, openScratch } from './rows.ts';

const TODAY = '2026-06-15';
const ICD = 'http://hl7.org/fhir/sid/icd-10';

const person = (id: string, name: JsonObject, gender?: string, birthDate?: string): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [name],
  ...(gender ? { gender } : {}),
  ...(birthDate ? { birthDate } : {}),
});
const visit = (id: string, patient: string, start: string, status = 'finished'): JsonObject => ({
  resourceType: 'Encounter',
  id,
  status,
  subject: { reference: `Patient/${patient}` },
  period: { start },
});
const problem = (id: string, patient: string, code: string, verification?: string): JsonObject => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${patient}` },
  code: { coding: [{ system: ICD, code }] },
  ...(verification ? { verificationStatus: { coding: [{ code: verification }] } } : {}),
});

let store: Store;
let close: () => void;
beforeAll(() => {
  ({ store, close } = openScratch());
  insertAll(store, [
    person('zhangsanfeng', { family: '张', given: ['三丰'] }, 'male', '1956-06-15'),
    person('zhangsan', { family: '张', given: ['三'] }, 'male', '1956-06-16'),
    person('ann', { family: 'Lee', given: ['Ann'] }, 'female', '2020'),
    person('liming', { family: '李', given: ['明'] }, 'female', '1990-01-01'),
    person('bob', { family: 'Smith', given: ['Bob'] }, 'other', '2026-06-15'),
    { resourceType: 'Patient', id: 'nameless' },
    visit('v1', 'zhangsan', '2026-06-14T09:00:00+08:00'),
    visit('v2', 'ann', '2026-06-14T10:00:00+08:00'),
    visit('v3', 'liming', '2025-01-01'),
    // neither took place
    visit('v4', 'liming', '2026-06-01', 'cancelled'),
    visit('v5', 'bob', '2026-07-01', 'planned'),
    problem('c1', 'zhangsan', 'I10'),
    problem('c2', 'ann', 'I10.9'),
    problem('c3', 'liming', 'I100'),
    problem('c4', 'bob', 'I10', 'refuted'),
    person('new', { family: '王', given: ['新'] }),
  ]);
  store.transaction((writer) => insert(writer, person('gone', { family: '安', given: ['安'] }), { deleted: true }));
});
afterAll(() => close());

const ask = (filter: PatientFilter, sort: PatientSort = 'name', offset = 0, limit = 50) =>
  listPatients(store, { filter, sort, offset, limit, today: TODAY });
const ids = (filter: PatientFilter, sort: PatientSort = 'name'): string[] => ask(filter, sort).rows.map(({ id }) => id);

describe('the list of patients', () => {
  it('stands by name, Chinese ones by their reading among the others, and without the deleted', () => {
    expect(ids({})).toEqual(['ann', 'liming', 'bob', 'new', 'zhangsan', 'zhangsanfeng', 'nameless']);
  });

  it('stands by who came last, those first who were registered and wait for their first visit', () => {
    expect(ids({}, 'recent')).toEqual(['new', 'ann', 'zhangsan', 'liming', 'nameless', 'bob', 'zhangsanfeng']);
  });

  it('stands by age either way, with those at the end of whom it is not known', () => {
    const known = ['bob', 'ann', 'liming', 'zhangsan', 'zhangsanfeng'];
    expect(ids({}, 'youngest')).toEqual([...known, 'nameless', 'new']);
    expect(ids({}, 'oldest')).toEqual([...known.reverse(), 'nameless', 'new']);
  });

  it('holds who has the sex, and with neither those of whom nothing is known', () => {
    expect(ids({ gender: 'female' })).toEqual(['ann', 'liming']);
    expect(ids({ gender: 'other' })).toEqual(['bob', 'new', 'nameless']);
  });

  it('counts completed years, on the birthday too', () => {
    expect(ids({ ageFrom: 70 })).toEqual(['zhangsanfeng']);
    expect(ids({ ageFrom: 69, ageTo: 69 })).toEqual(['zhangsan']);
    expect(ids({ ageTo: 6 })).toEqual(['ann', 'bob']);
    expect(ids({ ageTo: 0 })).toEqual(['bob']);
  });

  it('goes by visits that took place', () => {
    expect(ids({ seenWithin: 30 })).toEqual(['ann', 'zhangsan']);
    expect(ids({ notSeenFor: 30 })).toEqual(['liming', 'bob', 'new', 'zhangsanfeng', 'nameless']);
    expect(ids({ seenWithin: 1000, notSeenFor: 30 })).toEqual(['liming']);
  });

  it('finds a diagnosis that stands, and those below its code', () => {
    expect(ids({ diagnosis: { system: ICD, code: 'I10' } })).toEqual(['ann', 'zhangsan']);
    expect(ids({ diagnosis: { system: ICD, code: 'I10' }, gender: 'male' })).toEqual(['zhangsan']);
  });

  it('gives windows of the same list, and counts', () => {
    expect(ask({ gender: 'male' }, 'name', 1, 1)).toMatchObject({ count: 2, total: 7, rows: [{ id: 'zhangsanfeng' }] });
    expect(ask({}, 'name', 5, 1).rows).toMatchObject([{ id: 'zhangsanfeng' }]);
    expect(ask({}, 'name', 50, 10).rows).toEqual([]);
  });

  it('knows at once of what was written', () => {
    expect(ids({ conflicts: true })).toEqual([]);
    store.transaction((writer) => {
      insert(writer, person('late', { text: 'Aaron' }));
      insert(writer, problem('c5', 'liming', 'J00'), { conflicts: 1 });
    });
    expect(ids({}).at(0)).toBe('late');
    expect(ids({ conflicts: true })).toEqual(['liming']);
  });
});
