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
