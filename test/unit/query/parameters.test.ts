import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../../build/fhir/definitions.ts';
import type { SearchParameter } from '../../../build/fhir/search.ts';
import { searchFiles } from '../../../build/fhir/search-files.ts';
import { isSearchable, searchableTypes, searchCodes, searchParameter } from '../../../shared/fhir/search/parameters.ts';
import { summaryOf } from '../../../shared/fhir/search/summary.ts';
import { resourceTypes } from '../../../shared/fhir/structure.ts';

const files = searchFiles();

describe('the files of search parameters', () => {
  it.each(Object.entries(files))('hold what the definitions make: %s', (name, text) => {
    expect(readFileSync(new URL(`../../../shared/fhir/search/${name}`, import.meta.url), 'utf8') === text).toBe(true);
  });

  it('hold every published parameter; the special ones are those without an expression, and near', () => {
    const published = readDefinitions<SearchParameter>('search-parameters', 'SearchParameter').flatMap(
      ({ base, code, type }) =>
        base.map((one) => ({ type: one.replace('DomainResource', 'Resource'), code, kind: type })),
    );
    expect(published.length).toBeGreaterThan(1500);
    const lost = published.filter(({ type, code, kind }) => {
      const found = searchParameter(type, code);
      return found?.type !== kind && found?.type !== 'special';
    });
    expect(lost).toEqual([]);
    const special = published.filter(({ type, code }) => searchParameter(type, code)?.type === 'special');
    expect(special.map(({ type, code }) => `${type}.${code}`).sort()).toEqual([
      'Location.near',
      'Resource._content',
      'Resource._query',
      'Resource._text',
    ]);
  });

  it('reads a place for every value, in every parameter', () => {
    const empty = searchableTypes().flatMap((type) =>
      searchCodes(type).filter((code) => {
        const parameter = searchParameter(type, code);
        const parts = parameter?.type === 'composite' ? parameter.components : [parameter];
        return (
          parameter?.type !== 'special' &&
          parts.some((part) => !part?.places.length || part.places.some((place) => place.type === ''))
        );
      }),
    );
    expect(empty).toEqual([]);
  });

  it('knows all types of resources and no other', () => {
    expect(searchableTypes()).toEqual([...resourceTypes()].sort());
    expect(['Resource', 'DomainResource', 'toString', 'Person2'].map(isSearchable)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(searchParameter('Patient', 'constructor')).toBeUndefined();
  });
});

describe('searchParameter', () => {
  it('keeps restrictions of FHIRPath', () => {
    expect(searchParameter('Patient', 'phone')?.places).toEqual([
      {
        steps: [{ name: 'telecom', where: { name: 'system', value: 'phone' } }],
        absolute: false,
        type: 'ContactPoint',
      },
    ]);
    expect(searchParameter('Account', 'patient')?.places[0]?.leadsTo).toBe('Patient');
    expect(searchParameter('Bundle', 'message')?.places[0]?.steps).toEqual([
      { name: 'entry', index: 0 },
      { name: 'resource' },
    ]);
    expect(searchParameter('Patient', 'deceased')?.places[0]?.present).toEqual(['deceasedBoolean', 'deceasedDateTime']);
    expect(searchParameter('Patient', 'gender')?.places[0]?.system).toBe('http://hl7.org/fhir/administrative-gender');
  });

  it('keeps what a reference leads to, and any where FHIR says any', () => {
    expect(searchParameter('Observation', 'encounter')?.targets).toEqual(['Encounter', 'EpisodeOfCare']);
    expect(searchParameter('Observation', 'focus')).not.toHaveProperty('targets');
  });

  it('keeps the components of a composite', () => {
    const composite = searchParameter('Observation', 'component-code-value-quantity');
    expect(composite?.places.map(({ steps }) => steps)).toEqual([[{ name: 'component' }]]);
    expect(composite?.components.map(({ type }) => type)).toEqual(['token', 'quantity']);
    expect(searchParameter('DocumentReference', 'relationship')?.components.map(({ type }) => type)).toEqual([
      'token',
      'reference',
    ]);
    expect(
      searchParameter('MolecularSequence', 'chromosome-variant-coordinate')?.components[0]?.places[0]?.absolute,
    ).toBe(true);
  });

  it('has what every resource has', () => {
    expect(searchParameter('Binary', '_lastUpdated')?.type).toBe('date');
    expect(searchCodes('Binary')).toContain('_tag');
  });
});

describe('summaryOf', () => {
  it('follows the definitions', () => {
    const { summary, mandatory, left } = summaryOf('Observation');
    expect(summary.has('value*')).toBe(true);
    expect(summary.has('note')).toBe(false);
    expect([...mandatory]).toEqual(['status', 'code']);
    expect(left.has('component.referenceRange')).toBe(true);
    expect(summaryOf('toString').summary.size).toBe(0);
  });
});
