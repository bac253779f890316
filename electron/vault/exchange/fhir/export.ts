/** Writes records as FHIR R4 bulk data (http://hl7.org/fhir/uv/bulkdata/): one NDJSON file per type. */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../shared/base/result.ts';
import type { Reader } from '../../storage/database.ts';
import { patientExists, recordPage, recordTypes } from '../../storage/exported.ts';
import type { ExportOptions, ExportReport } from '../contract.ts';
import { makeOriginals } from './originals.ts';
import { makeOutput } from './output.ts';
import { R4_TYPES } from './types.ts';

const PAGE = 1000;

/**
 * `Type.ndjson` in the folder for every type asked for of which there is anything. All files or none: they appear under
 * their names when the last is complete. Raises already-exists where one of the names is taken.
 */
export async function exportNdjson(reader: Reader, options: ExportOptions): Promise<ExportReport> {
  const { patient, signal } = options;
  const unknown = options.types?.find((type) => !R4_TYPES.has(type));
  if (unknown)
    raise('invalid-input', 'One of the types is no resource type of FHIR R4. Types are written as in FHIR: Patient.');
  if (patient !== undefined && !patientExists(reader, patient)) raise('not-found', 'There is no patient of this id.');
  const types = recordTypes(reader).filter((type) => options.types?.includes(type) ?? true);
  const textOf = options.ids === 'original' ? makeOriginals(reader) : (_type: string, json: string) => json;

  const output = await makeOutput(options.out, types.map(nameOf));
  let resources = 0;
  try {
    for (const type of types) {
      let page = recordPage(reader, type, patient, '', PAGE);
      while (page.length) {
        if (signal.aborted) raise('cancelled', 'The export was cancelled; no file was written.');
        await output.write(nameOf(type), `${page.map(({ json }) => textOf(type, json)).join('\n')}\n`);
        resources += page.length;
        options.onProgress(resources);
        await breathe();
        page = page.length < PAGE ? [] : recordPage(reader, type, patient, page.at(-1)?.id ?? '', PAGE);
      }
    }
    return { files: await output.finish(), resources };
  } finally {
    await output.discard();
  }
}

function nameOf(type: string): string {
  return `${type}.ndjson`;
}
