/** Every measure, on a connection that was just opened and again on a warm one, beside DuckDB over the same flat tables. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { askMeasure } from '../../electron/vault/analysis/measures/ask.ts';
import { openStore, type Reader, type StoreOptions } from '../../electron/vault/storage/database.ts';
import { FACT } from '../../electron/vault/storage/facts.ts';
import { MEASURES, type MeasureName } from '../../shared/bridge/measures.ts';
import type { Bench, Figure } from './contract.ts';
import { median, rounded, timed, whole } from './measure.ts';
import { prepared } from './prepared.ts';
import { databaseKey } from './workspace.ts';

/** The last day of generated clinics. */
const TODAY = '2026-06-30';
const WARM = 5;

export const measuresBench: Bench = {
  about: 'every measure, cold and warm; DuckDB counting the same flat tables',
  run: async (options) => {
    const { home, made } = await prepared(options);
    const open = { file: join(home, 'xinglin.db'), key: await databaseKey(home), readonly: true };
    const scale = `${whole(made.patients)} patients`;
    const reader = openStore(open);
    const duck = await yardstick(reader, options.folder);
    reader.close();
    const figures: Figure[] = [];
    for (const name of MEASURES) {
      const store = openStore(open);
      const ask = () => askMeasure(store, { name, today: TODAY });
      const cold = await timed(ask);
      const warm: number[] = [];
      for (let round = 0; round < WARM; round++) warm.push(await timed(ask));
      store.close();
      const theirs = await duck(name);
      const beside = theirs === undefined ? {} : { yardstick: { what: 'DuckDB', value: rounded(theirs) } };
      figures.push(
        { what: `${name}, cold`, scale, ours: rounded(cold), unit: 'ms', target: { of: 'ours', most: 200 } },
        {
          what: `${name}, warm`,
          scale,
          ours: rounded(median(warm)),
          unit: 'ms',
          target: { of: 'ours', most: 50 },
          ...beside,
        },
      );
    }
    return { figures: [...figures, ...(await dashboard(open, scale))] };
  },
};

/** All measures one after the other on one connection, as the reader's thread answers a window that shows them all. */
async function dashboard(open: StoreOptions, scale: string): Promise<Figure[]> {
  const store = openStore(open);
  const all = (): void => {
    for (const name of MEASURES) askMeasure(store, { name, today: TODAY });
  };
  const cold = await timed(all);
  const warm: number[] = [];
  for (let round = 0; round < WARM; round++) warm.push(await timed(all));
  store.close();
  const what = `a dashboard of all ${MEASURES.length}`;
  return [
    { what: `${what}, cold`, scale, ours: rounded(cold), unit: 'ms' },
    { what: `${what}, warm`, scale, ours: rounded(median(warm)), unit: 'ms' },
  ];
}

const YEAR = "day BETWEEN '2025-07-01' AND '2026-06-30'";
const register = (diagnosis: number, value: number, days: number, reached: string): string => `
  WITH m AS (SELECT DISTINCT pid FROM fact WHERE kind = ${diagnosis} AND day <= '${TODAY}' AND (until IS NULL OR until > '${TODAY}')),
  l AS (SELECT pid, arg_max(value, (day, "at")) AS v, arg_max(other, (day, "at")) AS o, max(day) AS day FROM fact WHERE kind = ${value} GROUP BY pid)
  SELECT CASE WHEN l.day IS NULL OR l.day::DATE < '${TODAY}'::DATE - ${days} THEN 2 WHEN ${reached} THEN 0 ELSE 1 END, count(*)
  FROM m JOIN person USING (pid) LEFT JOIN l USING (pid) WHERE died IS NULL GROUP BY 1`;

/** The same counts in DuckDB's own SQL, of what stands in the flat tables. */
const THEIRS: Readonly<Partial<Record<MeasureName, string>>> = {
  visits: `SELECT date_trunc('week', day::DATE), count(*) FROM fact WHERE kind = ${FACT.visit} AND ${YEAR} GROUP BY 1`,
  'new-returning': `WITH n AS (SELECT pid, min(day) AS day FROM fact WHERE kind = ${FACT.visit} GROUP BY pid)
    SELECT date_trunc('week', day::DATE), count(*) FROM n WHERE ${YEAR} GROUP BY 1`,
  'no-shows': `SELECT date_trunc('week', day::DATE), avg((value = 0)::INT) FROM fact WHERE kind = ${FACT.appointment} AND value < 2 AND ${YEAR} GROUP BY 1`,
  hypertension: register(FACT.hypertension, FACT.pressure, 90, 'l.v < 140 AND l.o < 90'),
  diabetes: register(FACT.diabetes, FACT.hba1c, 183, 'l.v < 7'),
  immunisation: `SELECT code, date_sub('year', try_cast(birth || substr('0000-01-01', length(birth) + 1) AS DATE), '${TODAY}'::DATE) // 20, count(DISTINCT pid) FROM fact JOIN person USING (pid)
    WHERE kind = ${FACT.immunisation} AND died IS NULL GROUP BY 1, 2`,
  antibiotics: `WITH a AS (SELECT DISTINCT pid, day FROM fact WHERE kind = ${FACT.antibiotic})
    SELECT date_trunc('week', day::DATE), count(a.pid) / count(*) FROM fact LEFT JOIN a USING (pid, day) WHERE kind = ${FACT.visit} AND ${YEAR} GROUP BY 1`,
};

/** Times DuckDB, warm. */
async function yardstick(reader: Reader, folder: string): Promise<(name: MeasureName) => Promise<number | undefined>> {
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  await load('fact', 'SELECT * FROM fact');
  await load('person', 'SELECT pid, birth, sex, died FROM fact_person WHERE rid IS NOT NULL');
  return async (name) => {
    const sql = THEIRS[name];
    if (sql === undefined) return undefined;
    await duck.runAndReadAll(sql);
    const times: number[] = [];
    for (let round = 0; round < WARM; round++) times.push(await timed(() => duck.runAndReadAll(sql)));
    return median(times);
  };

  async function load(table: string, sql: string): Promise<void> {
    const file = join(folder, `${table}.ndjson`);
    const out = createWriteStream(file);
    for (const row of reader.each(sql)) if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain');
    out.end();
    await once(out, 'finish');
    await duck.run(
      `CREATE TABLE ${table} AS SELECT * FROM read_json('${file}', format = 'newline_delimited', sample_size = -1)`,
    );
    await duck.run(`ALTER TABLE ${table} ALTER ${table === 'fact' ? 'day' : 'birth'} TYPE VARCHAR`);
  }
}
