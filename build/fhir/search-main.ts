/** Writes shared/fhir/search again from the definitions: `node build/fhir/search-main.ts`. */
import { writeFileSync } from 'node:fs';
import { searchFiles } from './search-files.ts';

for (const [name, text] of Object.entries(searchFiles())) {
  writeFileSync(new URL(`../../shared/fhir/search/${name}`, import.meta.url), text);
}
