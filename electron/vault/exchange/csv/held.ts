/** What rows of tables hold of records: what its mapping makes of a row under its header, be it as wrong as it may. */
import { z } from 'zod';
import { DELIMITERS, Mapping } from '../../../../shared/csv/mapping.ts';
import { project } from '../../records/projection.ts';
import { parseCondition } from '../fhir/condition.ts';
import { type Held, meantBy } from '../fhir/held.ts';
import { importedId, UNSPECIFIED } from '../fhir/ids.ts';
import { readdress } from '../fhir/rewrite.ts';
import { compileMapping } from './compile.ts';
import { type Cells, type MappedResource, makeRowMapper, patientKeysOf } from './row.ts';
import { rowsIn } from './table.ts';

const Settings = z.object({ mapping: Mapping });

/** Of one import: by its settings, and the sending system that a user chose. `undefined` where it has no mapping. */
export function rowHolder(settings: unknown, chosen: string | undefined): ((text: string) => Held[]) | undefined {
  const said = Settings.safeParse(settings);
  if (!said.success) return undefined;
  const { mapping } = said.data;
  const system = chosen ?? mapping.system ?? UNSPECIFIED;
  const delimiters = mapping.file?.delimiter ? [mapping.file.delimiter] : DELIMITERS;
  const readers = new Map<string, ReturnType<typeof readerOf>>();
  return (text) =>
    delimiters.flatMap((delimiter) => {
      const table = rowsIn(text, { delimiter, encoding: 'utf-8', header: 1 });
      if (!table) return [];
      const { raw, columns } = table.head;
      const key = `${delimiter}${raw}`;
      if (!readers.has(key)) readers.set(key, readerOf(mapping, columns, system));
      const read = readers.get(key);
      return table.rows.flatMap(({ cells }) =>
        read && cells ? read((column) => cells[columns.indexOf(column)] ?? '') : [],
      );
    });
}

/** Nothing for a table whose columns are others: it was cut by another delimiter. Neither zone nor units say whose a row is. */
function readerOf(
  mapping: Mapping,
  columns: readonly string[],
  system: string,
): ((cells: Cells) => Held[]) | undefined {
  const { compiled, faults } = compileMapping(mapping, columns);
  if (faults.length > 0) return undefined;
  const map = makeRowMapper(compiled, { zone: 'UTC', ucumOf: () => undefined });
  return (cells) => [
    ...map(cells).resources.map(heldOf(system)),
    ...patientKeysOf(compiled, cells).map((original): Held => {
      const id = importedId(system, 'Patient', original);
      return { type: 'Patient', id, original, resource: { resourceType: 'Patient' }, patient: id };
    }),
  ];
}

const heldOf =
  (system: string) =>
  ({ type, original, own, resource }: MappedResource): Held => {
    const id = own ?? importedId(system, type, original);
    const ours = readdress(resource, id, (reference) => referenceOf(reference, system));
    return { type, id, original, resource, patient: project(ours, () => '').patient };
  };

function referenceOf(reference: string, system: string): string {
  const condition = parseCondition(reference);
  if (condition) return `${condition.type}/${meantBy(condition)}`;
  const [type = '', original = ''] = reference.split('/');
  return `${type}/${importedId(system, type, original)}`;
}
