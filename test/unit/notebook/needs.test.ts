/** Only what a statement reads is loaded: it answers as if all was there. */
import { afterEach, describe, expect, it } from 'vitest';
import { createNotebookHost, type NotebookHost } from '../../../electron/vault/analysis/notebook/host.ts';
import { forkChild } from '../../../electron/vault/child-process.ts';
import { type Cell, openQueryTables, type QueryTables } from '../../../electron/vault/storage/query-tables.ts';
import { attempt } from '../../../shared/base/result.ts';
import { ENTRY, loadingOf, PEOPLE, type Reading, table } from './tables.ts';

type Rows = Readonly<Record<string, { readonly columns: readonly string[]; readonly rows: readonly Cell[][] }>>;

const TABLES: Rows = {
  people: {
    columns: ['id', 'sex', 'born', 'weight', 'note'],
    rows: Array.from({ length: 40 }, (_, n) => [
      `p${n}`,
      ['f', 'm', null][n % 3] ?? null,
      1950 + ((n * 7) % 50),
      n % 5 === 0 ? null : 50 + n / 2,
      `{"a":[${n},${n + 1}]}`,
    ]),
  },
  visits: {
    columns: ['id', 'patient', 'day', 'paid', 'sex'],
    rows: Array.from({ length: 90 }, (_, n) => [`v${n}`, `p${(n * 11) % 45}`, `2026-0${(n % 9) + 1}-03`, n % 13, 'x']),
  },
  'odd "name"': { columns: ['a b', 'select'], rows: [[1, 2]] },
};

function filled(columns: (table: string) => readonly string[] | undefined): QueryTables {
  const tables = openQueryTables();
  for (const [name, all] of Object.entries(TABLES))
    tables.create(
      name,
      all.columns.map((column) => ({ name: column, declared: '' })),
    );
  for (const [name, { columns: all, rows }] of Object.entries(TABLES)) {
    const some = columns(name);
    if (!some) continue;
    tables.fill(name, some);
    tables.insert(rows.map((row) => some.map((column) => row[all.indexOf(column)] ?? null)));
  }
  tables.lock();
  return tables;
}

describe('what a statement reads', () => {
  const empty = filled(() => undefined);
  const whole = filled((name) => TABLES[name]?.columns);

  it.each([
    ['SELECT count(*) FROM people', { people: [] }],
    ['SELECT 1', {}],
    ['SELECT id FROM people', { people: ['id'] }],
    ['SELECT rowid FROM people', { people: [] }],
    ['SELECT * FROM people', { people: ['id', 'sex', 'born', 'weight', 'note'] }],
    [
      'SELECT p.* FROM people p JOIN visits v ON v.patient = p.id WHERE v.paid > 3',
      {
        people: ['id', 'sex', 'born', 'weight', 'note'],
        visits: ['patient', 'paid'],
      },
    ],
    [
      'SELECT sex, avg(weight) FROM people WHERE born > 1960 GROUP BY sex HAVING count(*) > 1 ORDER BY max(born)',
      {
        people: ['sex', 'born', 'weight'],
      },
    ],
    [
      'SELECT id FROM people WHERE id IN (SELECT patient FROM visits WHERE paid = 5)',
      {
        people: ['id'],
        visits: ['patient', 'paid'],
      },
    ],
    [
      'SELECT id FROM people p WHERE NOT EXISTS (SELECT 1 FROM visits WHERE patient = p.id) ORDER BY 1',
      {
        people: ['id'],
        visits: ['patient'],
      },
    ],
    [
      'SELECT id, (SELECT max(day) FROM visits v WHERE v.patient = p.id) FROM people p',
      {
        people: ['id'],
        visits: ['patient', 'day'],
      },
    ],
    [
      'SELECT p.id, v.day FROM people p LEFT JOIN visits v ON v.patient = p.id AND v.paid > 10 ORDER BY 1, 2',
      {
        people: ['id'],
        visits: ['patient', 'day', 'paid'],
      },
    ],
    [
      'SELECT v.day, p.born FROM people p RIGHT JOIN visits v ON v.patient = p.id ORDER BY 1, 2',
      {
        people: ['id', 'born'],
        visits: ['patient', 'day'],
      },
    ],
    ['SELECT id, day FROM people FULL JOIN visits USING (id) ORDER BY 1, 2', { people: ['id'], visits: ['id', 'day'] }],
    ['SELECT count(*) FROM people NATURAL JOIN visits', { people: ['id', 'sex'], visits: ['id', 'sex'] }],
    [
      'SELECT a.id FROM people a, people b WHERE a.born = b.born AND a.id < b.id ORDER BY a.weight, 1',
      {
        people: ['id', 'born', 'weight'],
      },
    ],
    [
      'WITH x AS (SELECT patient, sum(paid) AS s FROM visits GROUP BY 1) SELECT born, s FROM people JOIN x ON patient = id',
      {
        people: ['id', 'born'],
        visits: ['patient', 'paid'],
      },
    ],
    [
      'WITH x AS MATERIALIZED (SELECT * FROM visits) SELECT count(y.day) FROM x, x AS y WHERE x.paid = y.paid',
      {
        visits: ['id', 'patient', 'day', 'paid', 'sex'],
      },
    ],
    ['SELECT id FROM people UNION SELECT patient FROM visits ORDER BY 1', { people: ['id'], visits: ['patient'] }],
    ['SELECT id FROM people EXCEPT SELECT patient FROM visits', { people: ['id'], visits: ['patient'] }],
    [
      'SELECT id, row_number() OVER (PARTITION BY sex ORDER BY born, id) FROM people',
      { people: ['id', 'sex', 'born'] },
    ],
    [
      'SELECT day, sum(paid) OVER (ORDER BY day, id ROWS 2 PRECEDING) FROM visits WINDOW w AS (ORDER BY paid)',
      {
        visits: ['id', 'day', 'paid'],
      },
    ],
    [
      "SELECT people.id, j.value FROM people, json_each(note, '$.a') j WHERE weight IS NULL",
      {
        people: ['id', 'weight', 'note'],
      },
    ],
    [
      'WITH RECURSIVE n(i) AS (SELECT min(born) FROM people UNION ALL SELECT i + 1 FROM n WHERE i < 1999) SELECT i, count(id) FROM n LEFT JOIN people ON born = i GROUP BY 1',
      {
        people: ['id', 'born'],
      },
    ],
    ['SELECT DISTINCT sex FROM people ORDER BY born', { people: ['sex', 'born'] }],
    ['SELECT CASE WHEN 0 THEN note ELSE id END FROM people LIMIT 3', { people: ['id'] }],
    ['SELECT max(weight), id FROM people', { people: ['id', 'weight'] }],
    [
      'SELECT group_concat(id ORDER BY born DESC, id) FILTER (WHERE weight > 60) FROM people',
      {
        people: ['id', 'born', 'weight'],
      },
    ],
    ['; /* first */ SELECT "a b" FROM "odd ""name""" -- last', { 'odd "name"': ['a b'] }],
    ['VALUES (1), ((SELECT count(weight) FROM people))', { people: ['weight'] }],
    ['SELECT name FROM sqlite_schema', {}],
  ])('is known: %s', (sql, expected) => {
    const needs = empty.needs(sql);
    // SQLite may read a column more than was thought of here; never less
    for (const [name, columns] of Object.entries(expected))
      expect(needs.get(name)).toEqual(expect.arrayContaining(columns));
    expect([...needs.keys()].sort()).toEqual(Object.keys(expected).sort());
    const some = filled((name) => {
      const read = needs.get(name);
      return read?.length === 0 ? TABLES[name]?.columns.slice(0, 1) : read;
    });
    expect([...some.query(sql).rows()]).toEqual([...whole.query(sql).rows()]);
    some.close();
  });

  it('is less than all there is', () => {
    expect(empty.needs('SELECT sex FROM people WHERE born > 1960')).toEqual(new Map([['people', ['sex', 'born']]]));
    expect(empty.needs('SELECT count(*) FROM people')).toEqual(new Map([['people', []]]));
  });

  it.each([
    ['SELECT absent FROM people', 'query-no-column'],
    ['DROP TABLE people', 'query-not-read'],
    ['SELECT ?', 'query-failed'],
  ])('is refused where the statement is: %s', async (sql, code) => {
    expect(await attempt(() => empty.needs(sql))).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the process', () => {
  let host: NotebookHost;
  afterEach(() => host.close());
  const VISITS = table(
    'visits',
    [
      { name: 'patient', type: 'id' },
      { name: 'day', type: 'date' },
      { name: 'paid', type: 'decimal' },
    ],
    [
      ['a', '2026-01-01', 5],
      ['b', '2026-01-02', 7],
    ],
  );
  async function asked(
    sql: string,
    { mark = 0, seconds = 30 } = {},
  ): Promise<{ readings: Reading[]; answer: unknown; tables: unknown }> {
    const readings: Reading[] = [];
    const result = await attempt(() =>
      host.run({
        loading: loadingOf([PEOPLE, VISITS], { mark, readings }),
        sql,
        rows: 10,
        limits: { seconds, memoryMb: 512 },
        signal: new AbortController().signal,
      }),
    );
    if (!result.ok) return { readings, answer: result.error.code, tables: [] };
    return { readings, answer: result.value.result.rows, tables: result.value.loaded.tables };
  }

  it('is given no more than that, and what is missing when it is', async () => {
    host = createNotebookHost(forkChild(ENTRY));
    expect(await asked('SELECT absent FROM people')).toEqual({ readings: [], answer: 'query-no-column', tables: [] });
    expect(await asked('SELECT 1')).toEqual({ readings: [], answer: [[1]], tables: [] });
    expect(await asked('SELECT count(*) FROM visits')).toEqual({
      readings: [{ table: 'visits', columns: ['patient'] }],
      answer: [[2]],
      tables: [{ name: 'visits', rows: 2 }],
    });
    expect(await asked('SELECT sum(paid) FROM visits')).toMatchObject({
      readings: [{ table: 'visits', columns: ['patient', 'paid'] }],
      answer: [[12]],
    });
    expect(await asked('SELECT sum(paid) FROM visits JOIN people ON patient = id WHERE visits.paid > 5')).toEqual({
      readings: [{ table: 'people', columns: ['id'] }],
      answer: [[7]],
      tables: [
        { name: 'people', rows: 3 },
        { name: 'visits', rows: 2 },
      ],
    });
    expect(await asked('SELECT patient FROM visits ORDER BY paid')).toMatchObject({
      readings: [],
      answer: [['a'], ['b']],
    });
  });

  it('takes no time of a query to start', async () => {
    host = createNotebookHost((listener) => {
      const child = forkChild(ENTRY)(listener);
      const early: unknown[] = [];
      let started = false;
      setTimeout(() => {
        started = true;
        for (const message of early) child.post(message);
      }, 1500);
      return { ...child, post: (message) => (started ? child.post(message) : early.push(message)) };
    });
    expect(await asked('SELECT count(*) FROM visits', { seconds: 1 })).toMatchObject({ answer: [[2]] });
  });

  it('holds one state of the records: where they have changed all that is needed is read anew', async () => {
    host = createNotebookHost(forkChild(ENTRY));
    await asked('SELECT day FROM visits', { mark: 1 });
    expect(await asked('SELECT day FROM visits', { mark: 2 })).toMatchObject({ readings: [] });
    const { readings, answer } = await asked('SELECT day, born FROM visits JOIN people ON id = patient ORDER BY 1', {
      mark: 2,
    });
    expect(answer).toEqual([
      ['2026-01-01', '1970-01-02'],
      ['2026-01-02', '2024'],
    ]);
    expect(readings).toEqual([
      { table: 'visits', columns: ['patient', 'day'] },
      { table: 'people', columns: ['id', 'born'] },
    ]);
  });
});
