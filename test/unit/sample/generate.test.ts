import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FhirResource, type GenerateOptions, SAMPLE_SOURCE } from '../../../electron/vault/sample/generate.ts';
import { clinic as generated, type Of, ofType, references, UNTIL } from './clinics.ts';

const clinic = (options: Partial<GenerateOptions> = {}): FhirResource[] => generated({ patients: 1200, ...options });
const all = clinic();
const of = <T extends FhirResource['resourceType']>(type: T): Of<T>[] => ofType(all, type);

const digest = (resources: Iterable<FhirResource>): string => {
  const hash = createHash('sha256');
  for (const resource of resources) hash.update(`${JSON.stringify(resource)}\n`);
  return hash.digest('hex');
};

describe('a generated clinic', () => {
  it('is the same, byte for byte, for the same options', () => {
    expect(digest(clinic({ patients: 80 }))).toBe(digest(clinic({ patients: 80 })));
    expect(digest(clinic({ patients: 80 }))).not.toBe(digest(clinic({ patients: 80, seed: 43 })));
  });

  it('begins as a smaller one of the same seed does', () => {
    const small = clinic({ patients: 60 });
    const large = clinic({ patients: 61 });
    expect(digest(large.slice(0, small.length))).toBe(digest(small));
    expect(large.length).toBeGreaterThan(small.length);
  });

  it('shares no id with a clinic of another seed, and names its source', () => {
    const ids = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`));
    expect(ids.size).toBe(all.length);
    expect(
      clinic({ patients: 300, seed: 43 }).filter(({ resourceType, id }) => ids.has(`${resourceType}/${id}`)),
    ).toEqual([]);
    expect(all.every((resource) => resource.meta?.source === SAMPLE_SOURCE)).toBe(true);
    for (const { id } of all)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has exactly the patients that were asked for, and records in proportion', () => {
    const patients = of('Patient').length;
    expect(patients).toBe(1200);
    const each = (type: FhirResource['resourceType']): number => of(type as 'Patient').length / patients;
    expect(each('Observation')).toBeGreaterThan(18);
    expect(each('Observation')).toBeLessThan(22);
    expect(each('Encounter')).toBeGreaterThan(3.6);
    expect(each('Encounter')).toBeLessThan(5.2);
    expect(each('Condition')).toBeGreaterThan(2);
    expect(each('MedicationRequest')).toBeGreaterThan(3);
    expect(each('Immunization')).toBeGreaterThan(1);
    expect(of('Practitioner').length).toBe(6);
    expect(clinic({ patients: 0 }).some(({ resourceType }) => resourceType === 'Patient')).toBe(false);
  });

  it('refers only to what is in it', () => {
    const known = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`));
    const dangling = all.flatMap((resource) => [...references(resource)].filter((reference) => !known.has(reference)));
    expect(dangling).toEqual([]);
  });

  it('refuses options out of range', () => {
    for (const bad of [
      { patients: -1 },
      { patients: 1.5 },
      { seed: 0.5 },
      { until: '2026' },
      { until: '2026-02-31x' },
    ]) {
      expect(() => clinic({ patients: 1, ...bad })).toThrow(RangeError);
    }
  });

  it('writes English in an English clinic and Chinese in a Chinese one', () => {
    const chinese = /[\u4e00-\u9fff]/;
    expect(clinic({ patients: 60, locale: 'en' }).filter((resource) => chinese.test(JSON.stringify(resource)))).toEqual(
      [],
    );
    for (const resource of clinic({ patients: 60, locale: 'zh-CN' })) {
      if (resource.resourceType === 'Patient') expect(resource.name?.[0]?.text).toMatch(chinese);
      if (resource.resourceType === 'Condition') expect(resource.code?.text).toMatch(chinese);
    }
    const names = of('Patient').map(({ name }) => chinese.test(name?.[0]?.text ?? ''));
    const share = names.filter(Boolean).length / names.length;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.95);
  });
});

describe('its days', () => {
  it('lie between birth and the last day, and never on a Sunday', () => {
    const born = new Map(of('Patient').map(({ id, birthDate }) => [`Patient/${id}`, birthDate ?? '']));
    for (const { subject, period } of of('Encounter')) {
      const day = period?.start?.slice(0, 10) ?? '';
      expect(day <= UNTIL && day >= (born.get(subject?.reference ?? '') ?? '9999')).toBe(true);
      expect(new Date(`${day}T12:00:00Z`).getUTCDay()).not.toBe(0);
      expect((period?.end ?? '') > (period?.start ?? '')).toBe(true);
    }
    for (const { onsetDateTime = '', abatementDateTime = '9999', recordedDate = '' } of of('Condition')) {
      expect(onsetDateTime <= recordedDate.slice(0, 10)).toBe(true);
      expect(onsetDateTime <= abatementDateTime).toBe(true);
    }
  });

  it('bring no visit after a death', () => {
    const died = new Map(
      of('Patient').flatMap(({ id, deceasedDateTime }) =>
        deceasedDateTime ? [[`Patient/${id}`, deceasedDateTime]] : [],
      ),
    );
    expect(died.size).toBeGreaterThan(0);
    for (const { subject, period } of of('Encounter')) {
      expect((period?.start ?? '').slice(0, 10) <= (died.get(subject?.reference ?? '') ?? '9999')).toBe(true);
    }
  });

  it('have the seasons of diseases', () => {
    const inMonths = (code: string, months: readonly number[]): number =>
      of('Condition').filter(
        (one) => one.code?.coding?.[0]?.code === code && months.includes(Number((one.recordedDate ?? '').slice(5, 7))),
      ).length;
    expect(inMonths('J06.9', [12, 1, 2])).toBeGreaterThan(2 * inMonths('J06.9', [6, 7, 8]));
    expect(inMonths('A09', [6, 7, 8])).toBeGreaterThan(inMonths('A09', [12, 1, 2]));
  });
});
