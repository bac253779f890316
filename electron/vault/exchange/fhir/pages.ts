/** The records of an export, page by page, as they are given out. */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../shared/base/result.ts';
import type { Reader } from '../../storage/database.ts';
import { patientExists, recordPage, recordTypes } from '../../storage/exported.ts';
import type { ExportOptions } from '../contract.ts';
import { makeOriginals, OWN_IDS } from './originals.ts';
import { R4_TYPES } from './types.ts';

const PAGE = 1000;

export interface ExportPage {
  readonly type: string;
  /** JSON of each resource, with the ids that were asked for. */
  readonly texts: readonly string[];
}

/** The types asked for of which there is anything. Raises invalid-input, not-found. */
export function exportedTypes(reader: Reader, { types, patient }: Pick<ExportOptions, 'types' | 'patient'>): string[] {
  if (types?.some((type) => !R4_TYPES.has(type)))
    raise('invalid-input', 'One of the types is no resource type of FHIR R4. Types are written as in FHIR: Patient.');
  if (patient !== undefined && !patientExists(reader, patient)) raise('not-found', 'There is no patient of this id.');
  return recordTypes(reader).filter((type) => types?.includes(type) ?? true);
}

/** All pages of these types; tells how far it is, and lets others do something in between. Raises cancelled. */
export async function* exportPages(
  reader: Reader,
  types: readonly string[],
  { patient, ids, signal, onProgress }: Pick<ExportOptions, 'patient' | 'ids' | 'signal' | 'onProgress'>,
): AsyncGenerator<ExportPage> {
  const { textOf } = ids === 'original' ? makeOriginals(reader) : OWN_IDS;
  let done = 0;
  for (const type of types) {
    let page = recordPage(reader, type, patient, '', PAGE);
    while (page.length) {
      if (signal.aborted) raise('cancelled', 'The export was cancelled; no file was written.');
      yield { type, texts: page.map(({ json }) => textOf(type, json)) };
      done += page.length;
      onProgress(done);
      await breathe();
      page = page.length < PAGE ? [] : recordPage(reader, type, patient, page.at(-1)?.id ?? '', PAGE);
    }
  }
}
