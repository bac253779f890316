/** What SQL could do to the workstation, or to what is not in the tables: each try ends in an expected error, within the limits. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueryTables } from '../../../electron/vault/storage/query-tables.ts';
import { codeOf, type Kit, notebook } from './tables.ts';

let kit: Kit;
let folder: string;
beforeAll(() => {
  kit = notebook();
  folder = mkdtempSync(join(tmpdir(), 'xinglin-attack-'));
});
afterAll(() => {
  kit.host.close();
  rmSync(folder, { recursive: true, force: true });
});

const FOREVER = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
const LONG = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000)';
/** Little enough to be met at once, more than the process takes to stand there. */
const LITTLE = { memoryMb: 256 };

describe('what never ends', () => {
  it.each([
    ['a recursion', `${FOREVER} SELECT count(*) FROM n`],
    [
      'a join of everything with everything',
      `WITH m AS (SELECT value FROM json_each('[${'1,'.repeat(999)}1]')) SELECT count(*) FROM m a, m b, m c, m d, m e`,
    ],
  ])('is ended at its time: %s', async (_what, sql) => {
    const began = Date.now();
    const result = await kit.run(sql, { seconds: 1 });
    expect(result).toMatchObject({ ok: false, error: { code: 'query-time-limit', params: { seconds: 1 } } });
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(await codeOf(kit.run('SELECT count(*) FROM people'))).toBe('ok');
  });

  it('is ended by whoever does not want to wait, and by leaving', async () => {
    const stop = new AbortController();
    const stopped = codeOf(kit.run(`${FOREVER} SELECT count(*) FROM n`, {}, stop.signal));
    setTimeout(() => stop.abort(), 300);
    expect(await stopped).toBe('cancelled');
    const left = codeOf(kit.run(`${FOREVER} SELECT count(*) FROM n`));
    const waiting = codeOf(kit.run('SELECT 1'));
    setTimeout(() => kit.host.close(), 300);
    expect(await left).toBe('cancelled');
    expect(await waiting).toBe('cancelled');
    expect(await codeOf(kit.run('SELECT 1'))).toBe('ok');
  });
});

describe('what takes all memory', () => {
  it.each([
    ['zeroblob', 'SELECT length(hex(zeroblob(400000000)))'],
    ['randomblob', 'SELECT length(randomblob(900000000))'],
    ['replace', "SELECT length(replace(printf('%.*c', 30000, 'a'), 'a', printf('%.*c', 30000, 'b')))"],
    ['printf', "SELECT length(printf('%.*c', 900000000, 'x'))"],
    ['a text that is put together', `${FOREVER} SELECT length(group_concat(hex(randomblob(1000)))) FROM n`],
    ['a sort', `${LONG} SELECT hex(randomblob(500)) AS x FROM n ORDER BY x`],
    [
      'a table in between',
      `${LONG}, m AS MATERIALIZED (SELECT i, hex(randomblob(500)) AS x FROM n) SELECT count(*) FROM m a JOIN m b USING (x)`,
    ],
    ['JSON', `${FOREVER} SELECT length(json_group_array(i)) FROM n LIMIT 1`],
    ['rows for the window', `${FOREVER} SELECT zeroblob(50000000) FROM n`],
  ])('is ended at its memory: %s', async (_what, sql) => {
    const code = await codeOf(kit.run(sql, LITTLE));
    // a value may be longer than SQLite or V8 takes before the process holds too much
    expect(['query-memory-limit', 'query-too-big']).toContain(code);
    expect(await codeOf(kit.run('SELECT count(*) FROM people', LITTLE))).toBe('ok');
  });

  it('says how much that was', async () => {
    const result = await kit.run('SELECT length(hex(zeroblob(400000000)))', LITTLE);
    expect(result).toMatchObject({ error: { code: 'query-memory-limit', params: { megabytes: 256 } } });
  });
});

describe('what reaches beyond the tables', () => {
  it.each([
    ["ATTACH '%/x.db' AS x", 'query-not-read'],
    ["/* SELECT */ ATTACH '%/x.db' AS x", 'query-not-read'],
    ["; ATTACH '%/x.db' AS x", 'query-not-read'],
    ["VACUUM INTO '%/x.db'", 'query-not-read'],
    ["SELECT 1; VACUUM INTO '%/x.db'", 'query-several'],
    ['PRAGMA query_only = OFF', 'query-not-read'],
    ['\uFEFFPRAGMA query_only = OFF', 'query-not-read'],
    ['EXPLAIN PRAGMA query_only = OFF', 'query-not-read'],
    ["PRAGMA temp_store_directory = '%'", 'query-not-read'],
    ['CREATE TABLE mine (a)', 'query-not-read'],
    ['CREATE TEMP TABLE mine (a)', 'query-not-read'],
    ['DROP TABLE people', 'query-not-read'],
    ['INSERT INTO people (id) VALUES (1)', 'query-not-read'],
    ['UPDATE people SET id = 1', 'query-not-read'],
    ['WITH x AS (SELECT 1) DELETE FROM people', 'query-not-read'],
    ['WITH x AS (SELECT 1) INSERT INTO people (id) SELECT * FROM x RETURNING id', 'query-not-read'],
    ['BEGIN', 'query-not-read'],
    ["SELECT load_extension('%/x')", 'query-no-function'],
    ["SELECT readfile('/etc/passwd')", 'query-no-function'],
    ["SELECT writefile('%/x', 'x')", 'query-no-function'],
    ["SELECT edit('x')", 'query-no-function'],
    ["SELECT fts3_tokenizer('simple')", 'query-no-function'],
    ["SELECT sqlite3mc_config('cipher')", 'query-no-function'],
    ["SELECT sqlite_log(1, 'x')", 'query-no-function'],
    ["SELECT * FROM fsdir('/')", 'query-no-table'],
    ["SELECT * FROM zipfile('/x.zip')", 'query-no-table'],
    ['SELECT * FROM sqlite_dbpage', 'query-no-table'],
  ])('is not run: %s', async (sql, code) => {
    expect(await codeOf(kit.run(sql.replaceAll('%', folder)))).toBe(code);
    expect(readdirSync(folder)).toEqual([]);
    const after = await kit.run('SELECT count(*) FROM people');
    expect(after.ok && after.value.rows).toEqual([[3]]);
  });

  it('has no way out even past the first look at a statement', () => {
    const tables = openQueryTables();
    tables.lock();
    const inner = tables.query("SELECT count(*) FROM pragma_database_list WHERE file <> ''");
    expect([...inner.rows()]).toEqual([[0n]]);
    // every place for another database is taken, so that neither ATTACH nor VACUUM INTO finds one
    expect([...tables.query('SELECT count(*) FROM pragma_database_list').rows()]).toEqual([[11n]]);
    tables.close();
  });
});

describe('what SQLite has beside the tables', () => {
  /** Looked through by a person: values in, a value out, nothing of the machine. A later SQLite that has more says so here. */
  const MODULES = [
    'dbstat',
    'fts3',
    'fts3tokenize',
    'fts4',
    'fts4aux',
    'fts5',
    'fts5vocab',
    'geopoly',
    'pragma_module_list',
    'rtree',
    'rtree_i32',
  ];
  const REACHING =
    /^(?:readfile|writefile|edit|fsdir|lsdir|lsmode|zipfile|sqlar|load_|fts3_tokenizer|sqlite_log|sqlite3mc_(?:config|codec))/;

  it('is known', () => {
    const tables = openQueryTables();
    const modules = [...tables.query('SELECT name FROM pragma_module_list ORDER BY 1').rows()].flat();
    expect(modules).toEqual(MODULES);
    const names = [...tables.query('SELECT DISTINCT name FROM pragma_function_list ORDER BY 1').rows()].flat();
    expect(names.filter((name) => REACHING.test(String(name)))).toEqual([
      'fts3_tokenizer',
      'load_extension',
      'sqlite3mc_codec_data',
      'sqlite3mc_config',
      'sqlite_log',
    ]);
    expect(names).toHaveLength(179);
    tables.close();
  });
});

describe.runIf(process.platform === 'linux')('the process', () => {
  it('is given nothing: no folder, no environment', async () => {
    await kit.run('SELECT 1');
    const mine = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => commandOf(pid).includes('notebook-process'));
    expect(mine.length).toBeGreaterThan(0);
    for (const pid of mine) {
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
      expect(variables.map((one) => one.split('=')[0]).filter((name) => !name?.startsWith('NODE_'))).toEqual([]);
    }
  });

  it('leaves nothing on disk, whatever a query sorts', async () => {
    await kit.run(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT hex(randomblob(100)) AS x FROM n ORDER BY x`,
    );
    for (const pid of readdirSync('/proc').filter(
      (name) => /^\d+$/.test(name) && commandOf(name).includes('notebook-process'),
    )) {
      const written = /^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1];
      expect(Number(written)).toBe(0);
    }
  });
});

function commandOf(pid: string): string {
  const file = `/proc/${pid}/cmdline`;
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  } catch {
    return ''; // it has ended meanwhile
  }
}
