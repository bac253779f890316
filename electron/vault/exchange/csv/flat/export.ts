/**
 * Writes records as flat tables: a file for each type, a row for each record, and beside it the mapping with which the table comes
 * back into this clinic.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../../shared/base/result.ts';
import { MAPPING_VERSION, type Mapping } from '../../../../../shared/csv/mapping.ts';
import { isResourceType } from '../../../../../shared/fhir/structure.ts';
import { isObject, parseJson } from '../../../../../shared/records/json.ts';
import type { Reader } from '../../../storage/database.ts';
import { type ExportedRow, patientExists, recordPage, recordTypes } from '../../../storage/exported.ts';
import type { ExportOptions, ExportReport } from '../../contract.ts';
import { makeOutput } from '../../fhir/output.ts';
import { BYTE_ORDER_MARK, csvText } from '../write.ts';
import { BASE_COLUMNS } from './base.ts';
import { inOrder, type Leaf, leavesOf, placeOf } from './leaves.ts';

const PAGE = 1000;

/**
 * `Type.csv` and `Type.mapping.json` in the folder for every type asked for of which there is anything. Always with our ids: a table
 * is for people, and comes back here. All files or none. Raises already-exists, invalid-input, not-found, cancelled.
 */
export async function exportTables(reader: Reader, options: ExportOptions): Promise<ExportReport> {
  const { patient } = options;
  if (options.types?.some((type) => !isResourceType(type)))
    raise('invalid-input', 'One of the types is no resource type of FHIR R4. Types are written as in FHIR: Patient.');
  if (patient !== undefined && !patientExists(reader, patient)) raise('not-found', 'There is no patient of this id.');
  const types = recordTypes(reader).filter((type) => isResourceType(type) && (options.types?.includes(type) ?? true));
  const output = await makeOutput(
    options.out,
    types.flatMap((type) => [`${type}.csv`, mappingName(type)]),
  );
  let resources = 0;
  try {
    for (const type of types) {
      const columns = await columnsOf(reader, type, options);
      if (!columns) continue;
      await output.write(`${type}.csv`, BYTE_ORDER_MARK + csvText([['id', ...columns]]));
      for await (const page of pagesOf(reader, type, options)) {
        const rows = page.map(({ id, json }) => {
          const cells = new Map(leaves(json).map(({ column, text }) => [column, text]));
          return [id, ...columns.map((column) => cells.get(column) ?? '')];
        });
        await output.write(`${type}.csv`, csvText(rows));
        resources += page.length;
        options.onProgress(resources);
      }
      await output.write(mappingName(type), `${JSON.stringify(tableMapping(type, columns), null, 2)}\n`);
    }
    return { files: await output.finish(), resources };
  } finally {
    await output.discard();
  }
}

/** The mapping with which a table of this type and these columns comes back: every row is the record of its id. */
function tableMapping(type: string, columns: readonly string[]): Mapping {
  return {
    mapping: 'csv',
    version: MAPPING_VERSION,
    name: type,
    file: { encoding: 'utf-8', delimiter: ',', header: 1 },
    resources: { record: { type, own: 'id', fields: columns.map((column) => ({ path: column, column })) } },
  };
}

function mappingName(type: string): string {
  return `${type}.mapping.json`;
}

function leaves(json: string): Leaf[] {
  const resource = parseJson(json);
  return isObject(resource) ? leavesOf(resource) : [];
}

/** The columns of all records of a type, in the order of FHIR's definition; undefined where there is no record. */
async function columnsOf(reader: Reader, type: string, options: ExportOptions): Promise<string[] | undefined> {
  const found = new Map<string, readonly number[]>();
  let any = false;
  for await (const page of pagesOf(reader, type, options)) {
    any = true;
    for (const { json } of page)
      for (const { column, order } of leaves(json)) if (!found.has(column)) found.set(column, order);
  }
  if (!any) return undefined;
  for (const column of BASE_COLUMNS[type] ?? []) if (!found.has(column)) found.set(column, placeOf(type, column));
  return [...found].sort((a, b) => inOrder(a[1], b[1])).map(([column]) => column);
}

async function* pagesOf(
  reader: Reader,
  type: string,
  { patient, signal }: Pick<ExportOptions, 'patient' | 'signal'>,
): AsyncGenerator<ExportedRow[]> {
  let page = recordPage(reader, type, patient, '', PAGE);
  while (page.length > 0) {
    if (signal.aborted) raise('cancelled', 'The export was cancelled; no file was written.');
    yield page;
    await breathe();
    page = page.length < PAGE ? [] : recordPage(reader, type, patient, page.at(-1)?.id ?? '', PAGE);
  }
}
