/** Where in a statement its cause stands, when SQLite refuses it: SQLite itself says only a word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueryTables, type QueryTables } from '../../../electron/vault/storage/query-tables.ts';
import { attempt } from '../../../shared/base/result.ts';
import { queryPlace } from '../../../shared/bridge/notebook.ts';

let tables: QueryTables;
beforeAll(() => {
  tables = openQueryTables();
  tables.create('people', [
    { name: 'id', declared: 'TEXT' },
    { name: 'born', declared: 'TEXT' },
  ]);
  tables.fill('people', ['id', 'born']);
  tables.insert([['a', "O'Brien"]]);
  tables.lock();
});
afterAll(() => tables.close());

/** The statement with brackets of its own around the place. */
async function marked(sql: string): Promise<string> {
  const result = await attempt(() => [...tables.query(sql).rows()]);
  if (result.ok) throw new Error('it was taken');
  const place = queryPlace(result.error);
  if (!place) return result.error.code;
  const { at, length } = place;
  return `${result.error.code} ${sql.slice(0, at)}«${sql.slice(at, at + length)}»${sql.slice(at + length)}`;
}

describe('the place', () => {
  it.each([
    ['query-not-read', '-- first\n«SELEC» 1'],
    ['query-not-read', ';; «PRAGMA» query_only = OFF'],
    ['query-syntax', 'SELECT 1 FRM «people»'],
    ['query-syntax', "SELECT '中文 people', 1 FRM «people»"],
    ['query-syntax', 'SELECT people.id, born people FROM people JOIN «,» people'],
    ['query-syntax', 'SELECT born, id FROM people p, people q, «,» people r, people s, people t'],
    ['query-syntax', 'SELECT 1.«.2»'],
    ['query-failed', "SELECT id, «'open»"],
    ['query-failed', "SELECT id, «x'0g'»"],
    ['query-failed', 'SELECT 12, «12e» FROM people'],
    ['query-failed', 'SELECT «#» FROM people'],
    ['query-incomplete', 'SELECT (1«» -- not closed'],
    ['query-incomplete', 'SELECT 1 FROM people WHERE id IN«»'],
    ['query-several', "SELECT ';' ; «SELECT 2;»\n"],
    ['query-no-table', 'SELECT nobody FROM people AS nobody, «nobody»'],
    ['query-no-table', 'SELECT * FROM «main.nobody»'],
    ['query-no-table', 'WITH x AS (SELECT * FROM people) SELECT * FROM x, «y»'],
    ['query-no-table', "SELECT * FROM «fsdir»('/')"],
    ['query-no-column', "SELECT 'absent', «absent» FROM people"],
    ['query-no-column', 'SELECT 1 AS absent, «p.absent» FROM people p'],
    ['query-no-column', 'SELECT (SELECT absent FROM (SELECT 1 AS absent)), «absent» FROM people'],
    ['query-no-column', 'SELECT «absent», absent, born AS absent FROM people'],
    ['query-no-column', 'SELECT id FROM people WHERE born = «"a name"»'],
    ['query-no-column', 'SELECT id FROM people WHERE «出生» > 1'],
    ['query-no-column', "SELECT '😀', «[absent]» FROM people"],
    ['query-no-function', "SELECT upper('absent (1)'), absent, «absent»(1) FROM (SELECT 1 AS absent)"],
    ['query-failed', 'SELECT «born» FROM people p JOIN people q'],
    ['query-failed', 'SELECT round(1), «round»(1, 2, 3)'],
    ['query-failed', 'SELECT sum(1), id FROM people WHERE «sum»(1) > 2'],
    ['query-failed', 'SELECT sum(«sum»(1))'],
    ['query-failed', 'SELECT «?»'],
    ['query-failed', 'SELECT «:name»'],
  ])('is told: %s %s', async (code, expected) => {
    expect(await marked(expected.replace(/[«»]/g, ''))).toBe(`${code} ${expected}`);
  });

  it.each([
    ['query-empty', '--'],
    ['query-failed', 'SELECT id FROM people ORDER BY 7'],
    ['query-failed', 'SELECT abs(-9223372036854775807 - 1)'],
    ['query-failed', "SELECT json('{')"],
  ])('is not told where there is none: %s %s', async (code, sql) => {
    expect(await marked(sql)).toBe(code);
  });

  it('is found in the longest statement', async () => {
    const sql = `SELECT ${'(id), '.repeat(3000)}id FRM «people»`;
    expect(await marked(sql.replace(/[«»]/g, ''))).toBe(`query-syntax ${sql}`);
    const names = `SELECT ${'absent, '.repeat(1000)}1 FROM people`;
    expect(await marked(names)).toBe('query-no-column');
  });
});

describe('a value of a row', () => {
  it.each([
    ['SELECT json_extract(json_object(), born) FROM people', 'bad JSON path'],
    ["SELECT json_extract(json_object(), '(') FROM people", "bad JSON path: '('"],
    ['SELECT json_extract(json_object(), born), json_type(born) FROM people', 'bad JSON path'],
    ["SELECT born FROM people, json_each('{}', born)", 'bad JSON path'],
  ])('is no part of an error: %s', async (sql, reason) => {
    const result = await attempt(() => [...tables.query(sql).rows()]);
    expect(result).toMatchObject({ ok: false, error: { code: 'query-failed', params: { reason } } });
    expect(JSON.stringify(result)).not.toContain('Brien');
  });
});
