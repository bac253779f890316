/** The files of shared/fhir/r4, as the definitions make them. */
import { expandCodes } from './codes.ts';
import { compactExtensions } from './extensions.ts';
import { compactProfiles } from './profiles.ts';
import { compactStructures } from './structures.ts';
import { canonicals, codeSystems, searchTypes } from './systems.ts';

/** Text by name. */
export function fhirFiles(): Record<string, string> {
  const { structures, valueSets } = compactStructures();
  const { extensions, valueSets: ofExtensions } = compactExtensions();
  const { profiles, valueSets: ofProfiles } = compactProfiles();
  return {
    'structures.json': json(structures),
    'codes.json': json(expandCodes(valueSets)),
    'systems.json': json(codeSystems()),
    'canonicals.json': json({ definitions: canonicals(), searchTypes: searchTypes() }),
    'extensions.json': json({ extensions, codes: expandCodes(ofExtensions) }),
    'profiles.json': json({ profiles, codes: expandCodes(ofProfiles) }),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
