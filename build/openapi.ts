/** Writes docs/openapi.json from the schemas of the protocol: `node build/openapi.ts`. A test says when it has to be run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../cloud/openapi/document.ts';
import { ROOT } from './setup/paths.ts';

export const OPENAPI_FILE = join(ROOT, 'docs', 'openapi.json');

/** The file's text. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(OPENAPI_FILE, openApiText());
