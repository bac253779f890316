import { beforeAll, describe, expect, it } from 'vitest';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { FIRST_HLC, tick } from '../../../shared/merge/clock.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { applyOperation, creation, emptyRecord, shownResource } from '../../../shared/merge/reducer.ts';
import { registerOf } from '../../../shared/merge/registers.ts';
import { joinResource, splitResource } from '../../../shared/merge/split.ts';
import { isLawfulWrite, lawfulResource } from '../../../shared/merge/valid.ts';
import { RECORD_TYPES } from '../../../shared/records/contract.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import { recordTypes } from '../../../shared/records/registry.ts';

beforeAll(() => cryptoReady);

describe.each(RECORD_TYPES)('%s', (name) => {
  const { type, groups, sample } = recordTypes[name];
  const resource = { ...sample, id: 'x' };

  it('stands under its own name', () => {
    expect([type, sample.resourceType]).toEqual([name, name]);
    expect(lawfulResource(name, 'x', canonicalJson(resource))).toEqual(resource);
  });

  it('groups elements under the register that it names', () => {
    const elements = Object.keys(groups);
    expect(elements.map((element) => registerOf(name, element))).toEqual(Object.values(groups));
  });

  it('is cut into lawful registers and put together again', () => {
    const registers = splitResource(resource);
    expect([...registers].filter(([register, { value }]) => !isLawfulWrite(name, register, value))).toEqual([]);
    expect(canonicalJson(joinResource(name, 'x', registers))).toBe(canonicalJson(resource));
  });

  it('is created, and edited to exactly what was asked for', () => {
    const created = applyOperation(emptyRecord(name, 'x'), 'a.0', FIRST_HLC, creation(resource));
    expect(shownResource(created)).toBe(canonicalJson(resource));
    const edited = { ...resource, language: 'zh', identifier: [{ system: 'urn:example', value: '1' }] };
    const writes = editWrites(created, edited);
    expect(writes.map(({ register }) => register.replace(/\/.*/, '')).sort()).toEqual(['identifier', 'language']);
    const after = applyOperation(created, 'b.0', tick(FIRST_HLC, 5), { type: name, id: 'x', writes });
    expect(shownResource(after)).toBe(canonicalJson(edited));
  });

  it('is found by its patient, and by its time and code where it has them', () => {
    const { patient, day, code, status } = project(resource, dayIn('Asia/Shanghai'));
    if (name === 'Patient')
      expect({ patient, day, code, status }).toEqual({ patient: 'x', day: null, code: null, status: null });
    else {
      expect({ patient, day, status }).toEqual({
        patient: 'example',
        day: expect.stringMatching(/^2024-03-0[18]$/),
        status: expect.stringMatching(/^(active|booked|completed|final|finished)$/),
      });
      if (name !== 'Appointment') expect(code).toMatch(/^http.+\|.+$/);
    }
  });
});
