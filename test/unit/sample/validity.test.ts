import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import type { Bundle } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../build/setup/paths.ts';
import { errorsIn } from '../../../electron/vault/quality/validation/index.ts';
import type { FhirResource } from '../../../electron/vault/sample/generate.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { clinic } from './clinics.ts';

/** What FHIR R4 itself says, read by another program than ours. */
beforeAll(() => {
  const folder = join(ROOT, 'node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4');
  for (const file of ['profiles-types.json', 'profiles-resources.json'])
    indexStructureDefinitionBundle(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Bundle);
}, 60_000);

function complaints(all: readonly FhirResource[]): string[] {
  return all.flatMap((resource) => {
    try {
      return validateResource(resource).map(
        ({ details, expression }) => `${resource.resourceType}: ${details?.text} ${expression}`,
      );
    } catch (error) {
      return [`${resource.resourceType}: ${error instanceof Error ? error.message : 'unknown'}`];
    }
  });
}

describe('a generated clinic', () => {
  it.each(['zh-CN', 'en'] as const)('is valid FHIR R4, every record (%s)', (locale) => {
    const all = clinic({ patients: 90, locale });
    expect(new Set(all.map(({ resourceType }) => resourceType)).size).toBe(17);
    expect(complaints(all)).toEqual([]);
    expect(all.flatMap((resource) => errorsIn(resource as object as JsonObject))).toEqual([]);
  });

  it('stays valid where people are registered twice', () => {
    expect(complaints(clinic({ patients: 40, duplicates: 0.5 }))).toEqual([]);
  });
});
