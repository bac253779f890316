import { beforeAll, describe, expect, it } from 'vitest';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { codesOf } from '../../../shared/fhir/codes.ts';
import { structureOf } from '../../../shared/fhir/structure.ts';
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

/** Their codes are not what they are about: a goal's is of its description, a relative's of the relation. */
const UNCODED: readonly string[] = ['Goal', 'FamilyMemberHistory', 'RelatedPerson'];

describe.each(RECORD_TYPES)('%s', (name) => {
  const { type, groups, times, texts, sample } = recordTypes[name];
  const coded = JSON.stringify(sample).includes('"code"') && !UNCODED.includes(name);
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
    expect(writes.map(({ register }) => register.replace(/\/.*/, '')).sort()).toEqual(
      ['language', registerOf(name, 'identifier')].sort(),
    );
    const after = applyOperation(created, 'b.0', tick(FIRST_HLC, 5), { type: name, id: 'x', writes });
    expect(shownResource(after)).toBe(canonicalJson(edited));
  });

  it('is found by its patient, by its time and by its code, where it has them', () => {
    const { patient, day, code } = project(resource, dayIn('Asia/Shanghai'));
    const about = JSON.stringify(sample).includes('Patient/example') && type !== 'Group' ? 'example' : null;
    expect(patient).toBe(type === 'Patient' ? 'x' : about);
    expect(day).toEqual(times.length === 0 ? null : expect.stringMatching(/^2024-03-0[18]$/));
    if (coded) expect(code).toMatch(/^http.+\|.+$/);
    else expect(code).toBeNull();
  });

  it('names only elements that its definition has', () => {
    const structure = structureOf(name);
    const names = [...times, ...texts].filter((element) => !structure?.properties.has(element));
    expect([...names, ...Object.keys(groups).filter((element) => !structure?.elements.has(element))]).toEqual([]);
  });

  it('is final where it was entered in error, if it can say so', () => {
    const codes = [...(codesOf(structureOf(name)?.elements.get('status')?.valueSet ?? '')?.values() ?? [])];
    if (!codes.some((list) => list.has('entered-in-error'))) return expect(sample.status).not.toBe('entered-in-error');
    expect(recordTypes[name].final?.({ ...sample, status: 'entered-in-error' })).toBe(true);
  });

  it('has no doubts about its sample', () => {
    expect(recordTypes[name].doubts?.(sample, '2024-03-10') ?? []).toEqual([]);
  });
});
