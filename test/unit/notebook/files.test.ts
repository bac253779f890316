/** Files of results, read back by readers that are not ours. */
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { attempt, type Result } from '../../../shared/base/result.ts';
import { type Kit, loadingOf, notebook, PEOPLE, table } from './tables.ts';

const LONG = table(
  'long',
  [
    { name: 'n', type: 'integer' },
    { name: 'day', type: 'date' },
    { name: 'text', type: 'string' },
  ],
  Array.from({ length: 25_000 }, (_none, n) => [
    n,
    `2026-01-${String((n % 31) + 1).padStart(2, '0')}`,
    `text ${n % 7}`,
  ]),
);

let kit: Kit;
beforeAll(() => {
  kit = notebook([PEOPLE, LONG]);
});
afterAll(() => kit.host.close());

async function made(
  sql: string,
  format: 'csv' | 'ndjson' | 'parquet',
): Promise<Result<{ bytes: Uint8Array; rows: number }>> {
  const pieces: Uint8Array[] = [];
  return attempt(async () => {
    const { rows } = await kit.host.export(
      {
        loading: loadingOf([PEOPLE, LONG]),
        sql,
        limits: { seconds: 30, memoryMb: 512 },
        signal: new AbortController().signal,
        format,
      },
      async (bytes) => void pieces.push(bytes),
    );
    return { bytes: concat(...pieces), rows };
  });
}

async function text(sql: string, format: 'csv' | 'ndjson'): Promise<string> {
  const file = await made(sql, format);
  if (!file.ok) throw new Error(file.error.message);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.value.bytes);
}

it('CSV opens as a table, and no cell as a formula', async () => {
  const sql =
    "SELECT id, active, weight, '=1+1' AS \"=sum\", -2 AS minus, 'a\"b,c' AS said, x'01' AS bytes FROM people ORDER BY id";
  expect(await text(sql, 'csv')).toBe(
    `\uFEFFid,active,weight,'=sum,minus,said,bytes\r\n` +
      `a,true,60.5,'=1+1,-2,"a""b,c",AQ==\r\n` +
      `b,false,70,'=1+1,-2,"a""b,c",AQ==\r\n` +
      `c,,,'=1+1,-2,"a""b,c",AQ==\r\n`,
  );
});

it('NDJSON keeps numbers, truth and nothing, and columns of one name apart', async () => {
  const lines = await text(
    'SELECT id, active, visits, 9007199254740993 AS big, 1 AS id FROM people ORDER BY 1',
    'ndjson',
  );
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { id: 'a', active: true, visits: 3, big: '9007199254740993', id_2: 1 },
    { id: 'b', active: false, visits: 0, big: '9007199254740993', id_2: 1 },
    { id: 'c', active: null, visits: null, big: '9007199254740993', id_2: 1 },
  ]);
});

it('Parquet has the types of the values, to the last row group', async () => {
  const file = await made(
    `SELECT n, day, text, n / 2.0 AS half, n % 2 = 0 AS even, (SELECT active FROM people WHERE id = 'a') AS truth,
      CASE WHEN n > 3 THEN NULL ELSE 9007199254740993 END AS big, x'00ff' AS bytes, NULL AS empty,
      CASE n WHEN 0 THEN 1 WHEN 1 THEN 'one' WHEN 2 THEN 2.5 END AS mixed, '2026-11-28T23:30:00+08:00' AS at
      FROM long ORDER BY n`,
    'parquet',
  );
  if (!file.ok) throw new Error(file.error.message);
  expect(file.value.rows).toBe(25_000);
  const buffer = file.value.bytes.slice().buffer;
  const metadata = parquetMetadata(buffer);
  expect(metadata.row_groups.length).toBe(3);
  expect(
    parquetSchema(metadata).children.map(({ element }) => [element.name, element.type, element.converted_type]),
  ).toEqual([
    ['n', 'INT64', undefined],
    ['day', 'INT32', 'DATE'],
    ['text', 'BYTE_ARRAY', 'UTF8'],
    ['half', 'DOUBLE', undefined],
    ['even', 'INT64', undefined],
    ['truth', 'BOOLEAN', undefined],
    ['big', 'INT64', undefined],
    ['bytes', 'BYTE_ARRAY', undefined],
    ['empty', 'BYTE_ARRAY', 'UTF8'],
    ['mixed', 'BYTE_ARRAY', 'UTF8'],
    ['at', 'BYTE_ARRAY', 'UTF8'],
  ]);
  const rows = await parquetReadObjects({ file: buffer, utf8: false });
  expect(rows).toHaveLength(25_000);
  expect(rows[1]).toEqual({
    n: 1n,
    day: new Date('2026-01-02T00:00:00Z'),
    text: 'text 1',
    half: 0.5,
    even: 0n,
    truth: true,
    big: 9007199254740993n,
    bytes: new Uint8Array([0, 255]),
    empty: null,
    mixed: 'one',
    at: '2026-11-28T23:30:00+08:00',
  });
  expect(rows[24_999]).toMatchObject({ n: 24_999n, half: 12_499.5, big: null });
});

it('Parquet has truth of a column of a view, and a file without rows is one all the same', async () => {
  const file = await made('SELECT active FROM people WHERE active IS NOT NULL ORDER BY id', 'parquet');
  expect(file.ok && (await parquetReadObjects({ file: file.value.bytes.slice().buffer }))).toEqual([
    { active: true },
    { active: false },
  ]);
  const empty = await made('SELECT * FROM people WHERE 0', 'parquet');
  expect(empty.ok && (await parquetReadObjects({ file: empty.value.bytes.slice().buffer }))).toEqual([]);
});

it('what cannot be run makes no file', async () => {
  expect(await made('SELECT absent FROM people', 'csv')).toMatchObject({ error: { code: 'query-no-column' } });
});
