/** Import of FHIR NDJSON: all that the vault keeps of it, against plain better-sqlite3, and against itself on a plain file. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runImport } from '../../electron/vault/exchange/import.ts';
import { importSink } from '../../electron/vault/records/import-sink.ts';
import { type Bench, type BenchOptions, type Figure, PATIENTS } from './contract.ts';
import { alternate, growthOf, median, medianRatio, rounded, timed, whole } from './measure.ts';
import { BATCH, insertAll, openPlain } from './plain-sqlite.ts';
import { type Row, sampleRows, writeNdjson } from './sample.ts';
import { makeWorkspace, removeDatabase } from './workspace.ts';

export const importBench: Bench = {
  about: 'FHIR NDJSON into the vault; plain better-sqlite3; the same vault on a plain file',
  run: async ({ size, repeat, folder }: BenchOptions) => {
    const figures: Figure[] = [];
    const points: { scale: number; value: number }[] = [];
    const detail: unknown[] = [];
    for (const patients of [Math.ceil(PATIENTS[size] / 5), PATIENTS[size]]) {
      const file = join(folder, 'clinic.ndjson');
      const { records, bytes } = await writeNdjson(file, sampleRows(patients));
      const perSecond = (ms: number): number => (records / ms) * 1000;
      const rates = await alternate(repeat, {
        vault: async () => perSecond(await importInto(folder, file, records, true)),
        plainFile: async () => perSecond(await importInto(folder, file, records, false)),
        inserted: async () => perSecond(await insertRows(folder, patients)),
        parsed: async () => perSecond(await parseAndInsert(folder, file)),
      });
      const scale = `${whole(records)} records of ${whole(bytes / records)} bytes`;
      const line = (what: string, against: string, ours: number[], theirs: number[], least?: number): Figure => ({
        what,
        scale,
        ours: rounded(median(ours)),
        unit: 'records/s',
        yardstick: { what: against, value: rounded(median(theirs)) },
        ratio: rounded(medianRatio(ours, theirs)),
        ...(least === undefined ? {} : { target: { of: 'ratio', least } }),
      });
      figures.push(
        line('import', `better-sqlite3, ${whole(BATCH)} rows a transaction`, rates.vault, rates.inserted, 0.35),
        line('import', 'file read, JSON.parse, better-sqlite3', rates.vault, rates.parsed),
        line('encryption at rest', 'the same vault, plain file', rates.vault, rates.plainFile, 0.8),
      );
      points.push({ scale: records, value: records / median(rates.vault) });
      detail.push({ patients, records, bytes, rates });
    }
    return { figures: [...figures, ...growthOf('import, time', points)], detail };
  },
};

async function importInto(folder: string, path: string, records: number, encrypted: boolean): Promise<number> {
  const database = join(folder, 'vault.db');
  const { workspace, close } = await makeWorkspace(database, encrypted);
  try {
    return await timed(async () => {
      const sink = importSink(workspace);
      const signal = new AbortController().signal;
      const result = await runImport({ paths: [path], sink, signal, onProgress: () => {} });
      if (!result.ok || result.value.created !== records) throw new Error('the import did not bring everything');
    });
  } finally {
    close();
    removeDatabase(database);
  }
}

/** Rows that are in memory already. */
async function insertRows(folder: string, patients: number): Promise<number> {
  const rows = [...sampleRows(patients)];
  return intoPlain(folder, (store) => insertAll(store, rows));
}

/** What a program without merge, search and encryption would do: read lines, parse each for its id, insert. */
function parseAndInsert(folder: string, path: string): Promise<number> {
  return intoPlain(folder, async (store) => {
    let batch: Row[] = [];
    for await (const json of createInterface({ input: createReadStream(path) })) {
      batch.push({ id: String((JSON.parse(json) as { id: unknown }).id), json });
      if (batch.length === BATCH) {
        store.insert(batch);
        batch = [];
      }
    }
    store.insert(batch);
  });
}

async function intoPlain(
  folder: string,
  work: (store: ReturnType<typeof openPlain>) => void | Promise<void>,
): Promise<number> {
  const database = join(folder, 'plain.db');
  const store = openPlain(database);
  try {
    return await timed(() => work(store));
  } finally {
    store.close();
    removeDatabase(database);
  }
}
