import { beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../../../electron/vault/quality/validation/index.ts';
import { asAmended, asError, asRestored, isFinal } from '../../../electron/vault/records/final.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { recordTypes } from '../../../shared/records/registry.ts';

beforeAll(() => cryptoReady);

const samples = Object.values(recordTypes).map(
  ({ type, sample }) => [type, { ...sample, id: 'x' } as JsonObject] as const,
);

/** Types whose records cannot say that they were entered in error: they are open, so they are corrected or deleted. */
const WITHOUT = [
  'Group',
  'Location',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'RelatedPerson',
  'Schedule',
  'Provenance',
  'Questionnaire',
];

describe('a record of each type', () => {
  it.each(samples)(
    '%s: marked as entered in error it is valid and final, or the type has no way to say so',
    (type, sample) => {
      let wrong: JsonObject;
      try {
        wrong = asError(sample);
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        expect(WITHOUT).toContain(type);
        return;
      }
      expect(errorsIn(wrong)).toEqual(errorsIn(sample));
      expect(isFinal(wrong) || recordTypes[type].final === undefined).toBe(true);
    },
  );

  it.each(samples.filter(([, sample]) => isFinal(sample)))(
    '%s: an amendment of a final one is valid and final',
    (_type, sample) => {
      const amended = asAmended(sample, { ...sample, language: 'zh' });
      expect(errorsIn(amended)).toEqual(errorsIn(sample));
      expect(isFinal(amended)).toBe(true);
      expect(asAmended(amended, { ...amended, language: 'en' })).toEqual({ ...amended, language: 'en' });
      expect(isFinal(asRestored(amended, sample))).toBe(true);
    },
  );
});

describe('an amendment', () => {
  const final: JsonObject = { resourceType: 'Observation', id: 'x', status: 'final', code: { text: 'x' } };

  it.each([
    ['says so', { ...final, code: { text: 'y' } }, 'amended'],
    ['says something of its own', { ...final, status: 'corrected' }, 'corrected'],
    ['is no draft', { ...final, status: 'preliminary' }, 'amended'],
    ['may say that it was an error', { ...final, status: 'entered-in-error' }, 'entered-in-error'],
  ])('%s', (_name, edited, status) => {
    expect(asAmended(final, edited).status).toBe(status);
  });

  it('of what was entered in error leaves it an error', () => {
    const wrong = asError(final);
    expect(asAmended(wrong, { ...wrong, code: { text: 'y' } }).status).toBe('entered-in-error');
    expect(asRestored(wrong, final).status).toBe('final');
  });
});
