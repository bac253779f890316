/** Import of FHIR NDJSON: all that the vault keeps of it, against plain better-sqlite3, and against itself on a plain file. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runImport } from '../../electron/vault/exchange/import.ts';
import { importSink } from '../../electron/vault/records/import-sink.ts';
import { type Bench, type BenchOptions, type Figure, PATIENTS } from './contract.ts';
import { alternate, median, medianRatio, rounded, timedTwice, whole } from './measure.ts';
import { BATCH, openPlain } from './plain-sqlite.ts';
import { batchesOf, type Row, sampleRows, writeNdjson } from './sample.ts';
import { makeWorkspace, removeDatabase } from './workspace.ts';

interface Times {
  readonly ms: number;
  readonly cpuMs: number;
}

type Contender = 'vault' | 'plainFile' | 'inserted' | 'parsed';

export const importBench: Bench = {
  about: 'FHIR NDJSON into the vault; plain better-sqlite3; the same vault on a plain file',
  run: async ({ size, repeat, folder }: BenchOptions) => {
    const patients = PATIENTS[size];
    const file = join(folder, 'clinic.ndjson');
    // compiled before the clock runs
    const first = await writeNdjson(file, sampleRows(PATIENTS.small));
    await importInto(folder, file, first.records, true);
    const { records, bytes } = await writeNdjson(file, sampleRows(patients));
    const { clock, cpu } = await compare(repeat, records, {
      vault: () => importInto(folder, file, records, true),
      plainFile: () => importInto(folder, file, records, false),
      inserted: () => insertRows(folder, patients),
      parsed: () => parseAndInsert(folder, file),
    });
    const scale = `${whole(records)} records of ${whole(bytes / records)} bytes`;
    const line = (
      what: string,
      against: string,
      rates: typeof clock,
      yardstick: Contender,
      least?: number,
    ): Figure => ({
      what,
      scale,
      ours: rounded(median(rates.vault)),
      unit: 'records/s',
      yardstick: { what: against, value: rounded(median(rates[yardstick])) },
      ratio: rounded(medianRatio(rates.vault, rates[yardstick])),
      ...(least === undefined ? {} : { target: { of: 'ratio', least } }),
      records,
    });
    const figures = [
      line('import', `better-sqlite3, ${whole(BATCH)} rows a transaction`, clock, 'inserted', 0.35),
      line('import, processor time', 'the same', cpu, 'inserted', 0.35),
      line('import', 'file read, JSON.parse, better-sqlite3', clock, 'parsed'),
      line('encryption at rest', 'the same vault, plain file', clock, 'plainFile', 0.8),
      line('encryption at rest, processor time', 'the same', cpu, 'plainFile', 0.8),
    ];
    return { figures, detail: { patients, records, bytes, clock, cpu } };
  },
};

/** Records per second of each contender in turn, by the clock and by processor time. */
async function compare(repeat: number, records: number, contenders: Record<Contender, () => Promise<Times>>) {
  const cpu: Record<Contender, number[]> = { vault: [], plainFile: [], inserted: [], parsed: [] };
  const timed = (name: Contender) => async (): Promise<number> => {
    const { ms, cpuMs } = await contenders[name]();
    cpu[name].push((records / cpuMs) * 1000);
    return (records / ms) * 1000;
  };
  const clock = await alternate(repeat, {
    vault: timed('vault'),
    plainFile: timed('plainFile'),
    inserted: timed('inserted'),
    parsed: timed('parsed'),
  });
  return { clock, cpu };
}

async function importInto(folder: string, path: string, records: number, encrypted: boolean): Promise<Times> {
  const database = join(folder, 'vault.db');
  const { workspace, close } = await makeWorkspace(database, encrypted);
  try {
    return await timedTwice(async () => {
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

/** Rows that are in memory already: only what is inserted counts, not what makes the rows. */
async function insertRows(folder: string, patients: number): Promise<Times> {
  const total = { ms: 0, cpuMs: 0 };
  await intoPlain(folder, async (store) => {
    for (const batch of batchesOf(sampleRows(patients), BATCH)) {
      const { ms, cpuMs } = await timedTwice(() => store.insert(batch));
      total.ms += ms;
      total.cpuMs += cpuMs;
    }
  });
  return total;
}

/** What a program without merge, search and encryption would do: read lines, parse each for its id, insert. */
function parseAndInsert(folder: string, path: string): Promise<Times> {
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
): Promise<Times> {
  const database = join(folder, 'plain.db');
  const store = openPlain(database);
  try {
    return await timedTwice(() => work(store));
  } finally {
    store.close();
    removeDatabase(database);
  }
}
