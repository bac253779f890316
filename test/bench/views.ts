/** SQL on FHIR views over a clinic's records, against @medplum/core's evaluation of the same records that are already in memory. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { evalSqlOnFhir } from '@medplum/core';
import type { Resource, ViewDefinition } from '@medplum/fhirtypes';
import { compileView } from '../../electron/vault/analysis/views/compile.ts';
import { recordsOf, runView, viewRows } from '../../electron/vault/analysis/views/run.ts';
import { openStore, type Reader, type Store } from '../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import type { Bench, Figure } from './contract.ts';
import { alternate, median, medianRatio, rounded, timed, whole } from './measure.ts';
import { prepared } from './prepared.ts';
import { databaseKey } from './workspace.ts';

/** Records that the other evaluation holds in memory and goes through: more take the same time each. */
const MOST_IN_MEMORY = 100_000;
const TARGET = 5;

const LOINC = 'http://loinc.org';
const part = (code: string): string =>
  `component.where(code.coding.exists(system = '${LOINC}' and code = '${code}')).value.ofType(Quantity).value.first()`;

/** Only what both can compute, and give the same for. */
const VIEWS: Readonly<Record<string, JsonObject>> = {
  'seven members': {
    resource: 'Observation',
    status: 'active',
    select: [
      {
        column: [
          { name: 'id', path: 'id' },
          { name: 'patient', path: 'subject.reference' },
          { name: 'code', path: 'code.coding.first().code' },
          { name: 'at', path: 'effective.ofType(dateTime)' },
          { name: 'value', path: 'value.ofType(Quantity).value' },
          { name: 'unit', path: 'value.ofType(Quantity).unit' },
          { name: 'status', path: 'status' },
        ],
      },
    ],
  },
  'a row for each part': {
    resource: 'Observation',
    status: 'active',
    select: [
      { column: [{ name: 'id', path: 'id' }] },
      { forEach: 'code.coding', column: [{ name: 'code', path: 'code' }] },
      { forEachOrNull: 'component', column: [{ name: 'value', path: 'value.ofType(Quantity).value' }] },
    ],
  },
  'blood pressures': {
    resource: 'Observation',
    status: 'active',
    where: [{ path: `code.coding.exists(system = '${LOINC}' and code = '85354-9')` }],
    select: [
      {
        column: [
          { name: 'id', path: 'id' },
          { name: 'systolic', path: part('8480-6') },
          { name: 'diastolic', path: part('8462-4') },
        ],
      },
    ],
  },
};

export const viewsBench: Bench = {
  about: 'SQL on FHIR views; @medplum/core over the same records in memory',
  run: async (options) => {
    const { home } = await prepared(options);
    const store = openStore({ file: join(home, 'xinglin.db'), key: await databaseKey(home), readonly: true });
    const memory = firstObservations(store);
    try {
      const records = recordsOf(store, 'Observation').length;
      const figures: Figure[] = [];
      for (const [name, definition] of Object.entries(VIEWS))
        figures.push(await measured(name, definition, store, memory, records, options.repeat));
      return { figures };
    } finally {
      store.close();
    }
  },
};

/** Microseconds a record, of each; the rows of the records that are in memory are the same. */
async function measured(
  name: string,
  definition: JsonObject,
  store: Store,
  memory: readonly Resource[],
  records: number,
  repeat: number,
): Promise<Figure> {
  const theirs = (): object[] => evalSqlOnFhir(definition as unknown as ViewDefinition, [...memory]);
  if (memory.length === records) refuseOther([...viewRows(store, compileView(definition))], theirs());
  const { ours, medplum, paged } = await alternate(repeat, {
    ours: async () => (1000 * (await timed(() => last(viewRows(store, compileView(definition)))))) / records,
    paged: async () => (1000 * (await timed(() => lastOf(runView(store, definition))))) / records,
    medplum: async () => (1000 * (await timed(theirs))) / memory.length,
  });
  const ratio = medianRatio(medplum, ours);
  return {
    what: `view: ${name}`,
    scale: `${whole(records)} observations`,
    ours: rounded(median(ours)),
    unit: `µs a record (${rounded(median(paged))} in pages)`,
    yardstick: { what: `@medplum/core, ${whole(memory.length)} in memory`, value: rounded(median(medplum)) },
    ratio: rounded(ratio),
    target: { of: 'ratio', least: TARGET },
    records,
  };
}

function last(rows: Iterable<unknown>): void {
  for (const _ of rows);
}

async function lastOf(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

/** Throws where the two do not give the same rows. */
function refuseOther(ours: readonly object[], theirs: readonly object[]): void {
  const texts = (rows: readonly object[]): string[] =>
    rows.map((row) => JSON.stringify(Object.entries(row).map(([name, cell]) => [name, cell ?? null]))).sort();
  if (!isDeepStrictEqual(texts(ours), texts(theirs))) throw new Error('the two evaluations differ');
}

function firstObservations(reader: Reader): Resource[] {
  const rows = reader.all<{ json: string }>(
    "SELECT json FROM record WHERE type = 'Observation' ORDER BY rid LIMIT ?",
    MOST_IN_MEMORY,
  );
  return rows.map(({ json }) => JSON.parse(json) as Resource);
}
