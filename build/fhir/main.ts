/** Writes shared/fhir/r4 again from the definitions: `node build/fhir/main.ts`. */
import { writeFileSync } from 'node:fs';
import { fhirFiles } from './files.ts';

for (const [name, text] of Object.entries(fhirFiles())) {
  writeFileSync(new URL(`../../shared/fhir/r4/${name}`, import.meta.url), text);
}
