import { describe, expect, it } from 'vitest';
import { ANYBODY, ageOf, filterOf } from '../../../renderer/screens/patients/choice.ts';

describe('the fields above the list of patients', () => {
  it('ask for nothing where nothing is chosen', () => {
    expect(filterOf(ANYBODY)).toEqual({});
  });

  it('ask for what is chosen', () => {
    expect(
      filterOf({
        sex: 'female',
        ageFrom: '０',
        ageTo: ' 6 ',
        visits: 'not-180',
        diagnosis: 'http://hl7.org/fhir/sid/icd-10|I10',
        diagnosisName: 'Hypertension',
        conflicts: true,
      }),
    ).toEqual({
      gender: 'female',
      ageFrom: 0,
      ageTo: 6,
      notSeenFor: 180,
      diagnosis: { system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' },
      conflicts: true,
    });
    expect(filterOf({ ...ANYBODY, visits: 'within-7' })).toEqual({ seenWithin: 7 });
  });

  it('read completed years, and nothing else', () => {
    expect(['', '12', '150', '151', '-1', '1.5', 'old'].map(ageOf)).toEqual([
      undefined,
      12,
      150,
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});
