/** The files of shared/fhir/search, as the definitions make them. */
import { compactSearch } from './search.ts';
import { compactSummaries } from './search-summary.ts';

/** Text by name. */
export function searchFiles(): Record<string, string> {
  return { 'parameters.json': json(compactSearch()), 'summary.json': json(compactSummaries()) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
