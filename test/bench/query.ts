/** FHIR search over a clinic's records, against reading and parsing every Observation of it in the same run. */
import { join } from 'node:path';
import { searchFhir } from '../../electron/vault/query/search.ts';
import { PROJECTION_VERSION } from '../../electron/vault/records/indexes.ts';
import { keySome } from '../../electron/vault/records/search-key-index.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { setMeta } from '../../electron/vault/storage/meta.ts';
import { KEY_BYTES } from '../../shared/crypto/sodium.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { median, rounded, timed, whole } from './measure.ts';
import { fillRows } from './rows.ts';

const NOW = Date.UTC(2026, 5, 30);
/** Body weight, LOINC. */
const CODE = '29463-7';

interface Question {
  readonly what: string;
  readonly query: (patient: string) => string;
  /** Milliseconds; none for what reads every record. */
  readonly most?: number;
}

const QUESTIONS: readonly Question[] = [
  { what: 'of a patient', query: (patient) => `Observation?patient=${patient}`, most: 50 },
  {
    what: 'of a patient, code, by date',
    query: (patient) => `Observation?patient=${patient}&code=${CODE}&_sort=-date`,
    most: 50,
  },
  { what: 'code and a month', query: () => `Observation?code=${CODE}&date=2026-05`, most: 500 },
  { what: 'code and a year, a page', query: () => `Observation?code=${CODE}&date=ge2026&_total=none`, most: 500 },
  {
    what: 'visits of a day, with patients',
    query: () => 'Encounter?date=2026-05-12&_include=Encounter:patient',
    most: 200,
  },
  { what: 'all of a type, a page', query: () => 'Observation?_count=50', most: 1000 },
  { what: 'code, counted', query: () => `Observation?code=${CODE}&_summary=count` },
  {
    what: 'patients by a value, _has',
    query: () => `Patient?_has:Observation:patient:code-value-quantity=${CODE}$gt100&_summary=count`,
  },
  { what: 'a value, every record', query: () => 'Observation?value-quantity=gt1000000&_summary=count' },
];

export const queryBench: Bench = {
  about: 'FHIR search; reading and parsing every Observation',
  run: async ({ size, repeat, folder }) => {
    const patients = PATIENTS[size];
    const { store, keyMs, records } = await fill(folder, patients);
    try {
      const observations =
        store.get<{ n: number }>("SELECT count(*) AS n FROM record WHERE type = 'Observation'")?.n ?? 0;
      const patient =
        store.get<{ patient: string }>("SELECT patient FROM record WHERE type = 'Observation' ORDER BY rid LIMIT 1")
          ?.patient ?? '';
      const scan = await timed(() => readEvery(store));
      const scale = `${whole(observations)} observations, ${whole(records)} records`;
      const figures: Figure[] = [];
      for (const { what, query, most } of QUESTIONS) {
        const times: number[] = [];
        const rounds = most === undefined ? 1 : repeat;
        for (let round = 0; round < rounds; round++) times.push(await timed(() => ask(store, query(patient))));
        const ours = rounded(median(times));
        figures.push({
          what: `FHIR search: ${what}`,
          scale,
          ours,
          unit: 'ms',
          yardstick: { what: 'every Observation, JSON.parse', value: rounded(scan) },
          ratio: rounded(ours / scan),
          ...(most === undefined ? {} : { target: { of: 'ours', most } }),
        });
      }
      figures.push({
        what: 'keys of a record, in the background',
        scale,
        ours: rounded((keyMs * 1000) / records),
        unit: 'µs',
      });
      return { figures };
    } finally {
      store.close();
    }
  },
};

function ask(store: Store, query: string): Promise<string> {
  return searchFhir(store, { query, timeZone: SAMPLE_TIME_ZONE, now: NOW, closed: [] }, new AbortController().signal);
}

function readEvery(store: Store): number {
  let read = 0;
  for (const { json } of store.each<{ json: string }>("SELECT json FROM record WHERE type = 'Observation'")) {
    read += Object.keys(JSON.parse(json) as object).length;
  }
  return read;
}

/** Only what FHIR search reads: rows and their keys. */
async function fill(folder: string, patients: number): Promise<{ store: Store; keyMs: number; records: number }> {
  const options = { file: join(folder, `query-${patients}.db`), key: new Uint8Array(KEY_BYTES).fill(7) };
  const store = openStore(options);
  store.transaction((writer) => setMeta(writer, 'projection', PROJECTION_VERSION));
  const records = fillRows(store, patients);
  const keyMs = await timed(() => {
    while (keySome(store) > 0);
  });
  return { store, keyMs, records };
}
