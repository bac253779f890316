import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  currentWrites,
  deletion,
  emptyRecord,
  isDeleted,
  type Operation,
  type RecordState,
  restoration,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import type { JsonObject } from '../../../shared/records/json.ts';

beforeAll(() => cryptoReady);

const patient: JsonObject = {
  resourceType: 'Patient',
  id: 'p1',
  birthDate: '1980-05-01',
  gender: 'female',
  telecom: [
    { system: 'phone', use: 'mobile', value: '13800000001' },
    { system: 'phone', use: 'home', value: '0571-8000' },
  ],
};

function shown(state: RecordState): JsonObject {
  return JSON.parse(shownResource(state));
}

function hlc(clock: number): string {
  return `${String(clock).padStart(15, '0')}-00000`;
}

describe('the reducer', () => {
  it('keeps of a write what it said and nothing more, the newest first, then by its id', () => {
    const write = (more: object): Operation => ({
      type: 'Patient',
      id: 'p1',
      writes: [{ register: 'gender', value: '{"gender":"male"}', pred: ['x.0', 'z.0', 'y.0'], ...more }],
    });
    const said = [
      ['b.0', hlc(1), write({})],
      ['c.0', hlc(1), write({ pos: 2, origin: 'x.0' })],
      ['a.0', hlc(2), write({})],
    ] satisfies [string, string, Operation][];
    for (const order of [said, [...said].reverse()]) {
      const state = order.reduce<RecordState>(
        (all, [id, at, op]) => applyOperation(all, id, at, op),
        emptyRecord('Patient', 'p1'),
      );
      const value = '{"gender":"male"}';
      expect(state.registers.gender).toStrictEqual({
        current: [
          { write: 'a.0', hlc: hlc(2), value },
          { write: 'c.0', hlc: hlc(1), value, pos: 2, origin: 'x.0' },
          { write: 'b.0', hlc: hlc(1), value },
        ],
        replaced: ['x.0', 'y.0', 'z.0'],
      });
    }
  });

  it('lets no write replace itself', () => {
    const operation = { type: 'Patient', id: 'p1', writes: [{ register: 'gender', value: null, pred: ['a.0'] }] };
    const state = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), operation);
    expect(state.registers.gender).toStrictEqual({
      current: [{ write: 'a.0', hlc: hlc(1), value: null }],
      replaced: [],
    });
  });

  it('says of life whether it goes on, and what whoever ended it had seen', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    expect(deletion(created).writes).toEqual([
      { register: '$life', value: '{"deleted":true,"seen":["a.0"]}', pred: [] },
    ]);
    const deleted = applyOperation(created, 'b.0', hlc(2), deletion(created));
    expect(restoration(deleted).writes).toEqual([{ register: '$life', value: '{"deleted":false}', pred: ['b.0'] }]);
  });

  it('holds two corrections of one phone number as a conflict of that phone, not as two phones', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    const correct = (value: string): Operation => ({
      type: 'Patient',
      id: 'p1',
      writes: editWrites(created, {
        ...patient,
        telecom: [{ system: 'phone', use: 'mobile', value }, (patient.telecom as JsonObject[])[1] as JsonObject],
      }),
    });
    const merged = applyOperation(
      applyOperation(created, 'b.0', hlc(2), correct('111')),
      'c.0',
      hlc(3),
      correct('222'),
    );
    expect(conflictsOf(merged)).toHaveLength(1);
    expect((shown(merged).telecom as JsonObject[]).map((phone) => phone.value)).toEqual(['222', '0571-8000']);
    const decided = {
      type: 'Patient',
      id: 'p1',
      writes: editWrites(merged, { ...shown(merged), telecom: [{ system: 'phone', use: 'mobile', value: '111' }] }),
    };
    const settled = applyOperation(merged, 'd.0', hlc(4), decided);
    expect(conflictsOf(settled)).toEqual([]);
    expect((shown(settled).telecom as JsonObject[]).map((phone) => phone.value)).toEqual(['111']);
  });

  it('merges edits of different elements without a conflict', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    const edit = (change: JsonObject): Operation => ({
      type: 'Patient',
      id: 'p1',
      writes: editWrites(created, { ...patient, ...change }),
    });
    const merged = applyOperation(
      applyOperation(created, 'b.0', hlc(2), edit({ gender: 'other' })),
      'c.0',
      hlc(2),
      edit({ birthDate: '1980-05-02' }),
    );
    expect(conflictsOf(merged)).toEqual([]);
    expect(shown(merged)).toMatchObject({ gender: 'other', birthDate: '1980-05-02' });
  });

  it('lets an edit survive a deletion that had not seen it, and says so', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    const deleted = applyOperation(created, 'b.0', hlc(5), deletion(created));
    expect(isDeleted(deleted)).toBe(true);
    const edit = { type: 'Patient', id: 'p1', writes: editWrites(created, { ...patient, gender: 'male' }) };
    const merged = applyOperation(deleted, 'c.0', hlc(2), edit);
    expect(isDeleted(merged)).toBe(false);
    expect(conflictsOf(merged)).toEqual(['$life']);
    expect(shown(merged).gender).toBe('male');
    expect(isDeleted(applyOperation(merged, 'd.0', hlc(6), deletion(merged)))).toBe(true);
    expect(conflictsOf(applyOperation(merged, 'd.0', hlc(6), restoration(merged)))).toEqual([]);
  });

  it('treats a dose and its medicine as one register, and a flag and its value', () => {
    const base: JsonObject = {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      medicationCodeableConcept: { text: 'A' },
      dosageInstruction: [{ text: '1/d' }],
    };
    const created = applyOperation(emptyRecord('MedicationRequest', 'm'), 'a.0', hlc(1), creation(base));
    expect(Object.keys(created.registers).sort()).toEqual(['medication', 'status']);
    const other = {
      type: 'MedicationRequest',
      id: 'm',
      writes: editWrites(created, { ...base, medicationCodeableConcept: { text: 'B' } }),
    };
    const dose = {
      type: 'MedicationRequest',
      id: 'm',
      writes: editWrites(created, { ...base, dosageInstruction: [{ text: '2/d' }] }),
    };
    const merged = applyOperation(applyOperation(created, 'b.0', hlc(2), other), 'c.0', hlc(3), dose);
    expect(conflictsOf(merged)).toEqual(['medication']);
    expect(shown(merged)).toMatchObject({
      medicationCodeableConcept: { text: 'A' },
      dosageInstruction: [{ text: '2/d' }],
    });
    expect(currentWrites(merged)).toEqual(['a.0', 'b.0', 'c.0']);
  });
});
