import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fhirFiles } from '../../../build/fhir/files.ts';
import { typeDefinitions } from '../../../build/fhir/structures.ts';
import { codesOf } from '../../../shared/fhir/codes.ts';
import { elementOf, isResourceType, resourceTypes, structureOf } from '../../../shared/fhir/structure.ts';

describe('the files of FHIR R4', () => {
  it.each(Object.entries(fhirFiles()))('hold what the definitions make: %s', (name, text) => {
    expect(readFileSync(new URL(`../../../shared/fhir/r4/${name}`, import.meta.url), 'utf8') === text).toBe(true);
  });

  it('are small, and those are smallest that every start reads', () => {
    const { 'structures.json': structures = '', 'codes.json': codes = '', ...asked } = fhirFiles();
    expect(structures.length + codes.length).toBeLessThan(400_000);
    expect(Object.values(asked).join('').length).toBeLessThan(1_000_000);
  });
});

describe('structureOf', () => {
  it('has every element of every type with its cardinality and types, whatever it inherits', () => {
    const read = (path: string): [string, number, string, number] | undefined => {
      const [type = '', ...rest] = path.split('.');
      const element = elementOf(type, rest.join('.'));
      if (!element) return undefined;
      return [
        path,
        element.min,
        element.max === Number.POSITIVE_INFINITY ? '*' : String(element.max),
        element.types.length,
      ];
    };
    const elements = typeDefinitions()
      .filter((definition) => definition.kind !== 'primitive-type')
      .flatMap((definition) => definition.snapshot.element.slice(1));
    const differing = elements.flatMap((element) => {
      const expected = [element.path, element.min, element.max, element.contentReference ? 1 : element.type?.length];
      const found = read(element.path);
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : [[expected, found]];
    });
    expect(elements.length).toBeGreaterThan(6000);
    expect(differing).toEqual([]);
  });

  it('knows the 146 types of resources of FHIR R4 and nothing else', () => {
    expect(resourceTypes()).toHaveLength(146);
    expect(['Patient', 'Bundle', 'DomainResource', 'HumanName', 'Tomorrow', 'constructor'].map(isResourceType)).toEqual(
      [true, true, false, false, false, false],
    );
    expect([structureOf('Tomorrow'), structureOf('constructor'), structureOf('Patient.name')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('gives inherited elements and rules, and patterns', () => {
    expect(structureOf('Patient.contact')?.elements.has('modifierExtension')).toBe(true);
    expect(structureOf('Timing.repeat')?.elements.has('modifierExtension')).toBe(false);
    expect(structureOf('Age')?.rules.map((rule) => rule.key)).toEqual(['qty-3', 'age-1']);
    expect(structureOf('Observation')?.rules.map((rule) => rule.key)).toContain('obs-7');
    expect(structureOf('date')?.pattern?.test('2024-02-3')).toBe(false);
  });
});

describe('elementOf', () => {
  it('finds choices by base and by their names in JSON', () => {
    const types = (path: string) => elementOf('Observation', path)?.types.map((type) => type.code);
    expect(types('value[x]')).toHaveLength(11);
    expect(types('value')).toEqual(types('value[x]'));
    expect(types('valueQuantity')).toEqual(['Quantity']);
    expect(types('valueQuantity.unit')).toEqual(['string']);
    expect(types('value.unit')).toBeUndefined();
    expect(types('valueMoney')).toBeUndefined();
  });

  it('follows elements that repeat another’s content, and names targets of references', () => {
    expect(elementOf('Observation', 'component.referenceRange.low')?.types).toEqual([
      { code: 'Quantity', targets: [] },
    ]);
    expect(elementOf('Observation', 'encounter')?.types).toEqual([{ code: 'Reference', targets: ['Encounter'] }]);
    expect(elementOf('Provenance', 'target')?.types[0]?.targets).toEqual([]);
  });
});

describe('codesOf', () => {
  it('lists the codes of a bound value set by system; none where they are not listed', () => {
    const status = codesOf(elementOf('Observation', 'status')?.valueSet ?? '');
    expect([...(status?.get('http://hl7.org/fhir/observation-status') ?? [])]).toContain('entered-in-error');
    expect(codesOf('mimetypes')).toBeUndefined();
  });
});
