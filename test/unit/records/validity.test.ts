import { describe, expect, it } from 'vitest';
import { findingsOn } from '../../../electron/vault/records/findings.ts';
import { refuseInvalid } from '../../../electron/vault/records/validity.ts';
import { generateClinic } from '../../../electron/vault/sample/generate.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import type { JsonObject } from '../../../shared/records/json.ts';

const patient = (more: JsonObject): JsonObject => ({ resourceType: 'Patient', ...more });

describe('a sample clinic', () => {
  it.each(['mixed', 'en'] as const)('is valid, and leaves no doubts: %s', (locale) => {
    const until = '2026-06-30';
    let resources = 0;
    for (const resource of generateClinic({ patients: 20, seed: 5, locale, until })) {
      resources++;
      const { errors, doubts } = findingsOn({ ...resource }, until);
      expect([resource.resourceType, errors, doubts]).toEqual([resource.resourceType, [], []]);
    }
    expect(resources).toBeGreaterThan(300);
  });
});

describe('refuseInvalid', () => {
  const refusal = (work: () => void): unknown => {
    try {
      work();
      return undefined;
    } catch (error) {
      return error instanceof ExpectedError ? error.failure : error;
    }
  };

  it('names the element, and no value of it', () => {
    expect(refusal(() => refuseInvalid(patient({ gender: 'Zhang San' })))).toEqual({
      code: 'not-valid',
      message: expect.not.stringContaining('Zhang'),
      params: { element: 'Patient.gender' },
    });
  });

  it('lets an edit leave what was wrong before, wherever it stands now, and refuses what is new', () => {
    const before = patient({ gender: 'm', name: [{ text: 'a' }, { text: 'b', use: 'x' }] });
    expect(refusal(() => refuseInvalid({ ...before, birthDate: '1980' }, before))).toBeUndefined();
    expect(refusal(() => refuseInvalid({ ...before, name: [{ text: 'b', use: 'x' }] }, before))).toBeUndefined();
    expect(refusal(() => refuseInvalid({ ...before, name: [{ use: 'x' }, { use: 'y' }] }, before))).toMatchObject({
      code: 'not-valid',
    });
    expect(refusal(() => refuseInvalid({ ...before, birthDate: 'x' }, before))).toMatchObject({
      params: { element: 'Patient.birthDate' },
    });
  });
});
