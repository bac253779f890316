/** Valid resources, each with one thing made wrong: it is found, and where it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateResource } from '../../../../electron/vault/quality/validation/index.ts';
import { validateText } from '../../../../electron/vault/quality/validation/text.ts';
import { structureOf } from '../../../../shared/fhir/structure.ts';
import { RECORD_TYPES } from '../../../../shared/records/contract.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';

const found = (resource: JsonObject) =>
  validateResource(resource, { level: 'import' })
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, key }) => `${expression} ${key}`);

const samples = fc.constantFrom(...RECORD_TYPES).map((name) => recordTypes[name].sample as JsonObject);

/** Every object in a resource, with its FHIRPath. */
function objectsOf(value: Json, path: string): [string, JsonObject][] {
  if (Array.isArray(value)) return value.flatMap((one: Json, i) => objectsOf(one, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as JsonObject;
  return [[path, object], ...Object.entries(object).flatMap(([name, one]) => objectsOf(one, `${path}.${name}`))];
}

/** A copy whose object at a path is another. */
function replaced(value: Json, path: string, at: string, by: (object: JsonObject) => Json): Json {
  if (at === path) return by(value as JsonObject);
  if (Array.isArray(value)) return value.map((one: Json, i) => replaced(one, path, `${at}[${i}]`, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, one]) => [name, replaced(one, path, `${at}.${name}`, by)]),
  );
}

const places = samples.chain((sample) => {
  const type = String(sample.resourceType);
  return fc.constantFrom(...objectsOf(sample, type)).map(([path, object]) => ({ sample, type, path, object }));
});

describe('a valid resource', () => {
  it('is never accused', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        expect(found(sample)).toEqual([]);
      }),
    );
  });

  it('with an element that is unknown is told where', () => {
    fc.assert(
      fc.property(places, ({ sample, type, path }) => {
        const wrong = replaced(sample, path, type, (object) => ({ ...object, zzz: 'x' })) as JsonObject;
        expect(found(wrong)).toContain(`${path}.zzz unknown-element`);
      }),
    );
  });

  it('without an element that is required is told which', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const type = String(sample.resourceType);
        for (const element of structureOf(type)?.elements.values() ?? []) {
          if (element.min === 0) continue;
          const wrong = Object.fromEntries(Object.entries(sample).filter(([name]) => !name.startsWith(element.name)));
          expect(found(wrong)).toContain(`${type}.${element.name} missing`);
        }
      }),
    );
  });

  it.each<[string, (value: string) => Json, (path: string) => string[]]>([
    ['a list of it', (value) => [value], (path) => [`${path} too-many`]],
    ['a number', () => 5, (path) => [`${path} wrong-type`]],
    ['an empty text', () => '', (path) => [`${path} bad-format`]],
    ['nothing', () => null, (path) => [`${path} too-many`]],
    ['an object', () => ({ x: 1 }), (path) => [`${path} wrong-type`]],
  ])('with %s for a text is told where', (_what, make, findings) => {
    fc.assert(
      fc.property(places, ({ sample, type, path, object }) => {
        for (const [name, value] of Object.entries(object)) {
          if (typeof value !== 'string' || name === 'resourceType') continue;
          const wrong = replaced(sample, path, type, (one) => ({ ...one, [name]: make(value) })) as JsonObject;
          expect(found(wrong)).toEqual(expect.arrayContaining(findings(`${path}.${name}`)));
        }
      }),
    );
  });

  it('with a day that no calendar has is told where', () => {
    fc.assert(
      fc.property(places, ({ sample, type, path, object }) => {
        for (const [name, value] of Object.entries(object)) {
          if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) continue;
          const wrong = replaced(sample, path, type, (one) => ({ ...one, [name]: '2023-02-30' })) as JsonObject;
          expect(found(wrong)).toContain(`${path}.${name} bad-format`);
        }
      }),
    );
  });

  it('with a name twice in its text is told where', () => {
    fc.assert(
      fc.property(places, ({ sample, type, path, object }) => {
        const [name = ''] = Object.keys(object);
        const mark = 'zzz';
        const text = JSON.stringify(replaced(sample, path, type, (one) => ({ ...one, [mark]: 0 })));
        const twice = text.replace('"zzz":0', `${JSON.stringify(name)}:${JSON.stringify(object[name])}`);
        const findings = validateText(twice, { level: 'import' }).map(({ expression, key }) => `${expression} ${key}`);
        expect(findings).toContain(`${path}.${name} json-twice`);
      }),
    );
  });
});

describe('what is implausible', () => {
  const doubts = (resource: JsonObject) =>
    validateResource(resource, { level: 'import', today: '2024-06-01' }).map(
      ({ severity, expression, key }) => `${severity} ${expression} ${key}`,
    );
  const SYSTEM = 'urn:oid:2.16.156.10011.1.3';

  it('is a warning, with where it stands', () => {
    const patient = { resourceType: 'Patient', birthDate: '1949-12-31', gender: 'female' };
    const numbered = (value: string): JsonObject => ({ ...patient, identifier: [{ system: SYSTEM, value }] });
    expect(doubts({ ...patient, deceasedDateTime: '1940-01-01' })).toEqual([
      'warning Patient.deceasedDateTime end-before-start',
    ]);
    // the example of GB 11643-1999
    expect(doubts(numbered('11010519491231002X'))).toEqual([]);
    expect(doubts(numbered('110105194912310021'))).toEqual(['warning Patient.identifier[0].value identity-number']);
    expect(doubts({ ...numbered('11010519491231002X'), birthDate: '1950-01-01', gender: 'male' })).toEqual([
      'warning Patient.birthDate identity-birth',
      'warning Patient.gender identity-sex',
    ]);
  });
});
