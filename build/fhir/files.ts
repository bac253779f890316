/** The files of shared/fhir/r4, as the definitions make them. */
import { expandCodes } from './codes.ts';
import { compactStructures } from './structures.ts';

/** Text by name. */
export function fhirFiles(): Record<string, string> {
  const { structures, valueSets } = compactStructures();
  return { 'structures.json': json(structures), 'codes.json': json(expandCodes(valueSets)) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
