import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Kit, notebook } from './tables.ts';

let kit: Kit;
beforeAll(() => {
  kit = notebook();
});
afterAll(() => kit.host.close());

describe('queries', () => {
  it('answer with columns, their types and values', async () => {
    expect(await kit.run('SELECT * FROM people ORDER BY id')).toEqual({
      ok: true,
      value: {
        columns: [
          { name: 'id', type: 'text' },
          { name: 'born', type: 'text' },
          { name: 'active', type: 'boolean' },
          { name: 'weight', type: 'number' },
          { name: 'visits', type: 'integer' },
          { name: 'seen', type: 'dateTime' },
        ],
        rows: [
          ['a', '1970-01-02', true, 60.5, 3, '2026-11-28T23:30:00+08:00'],
          ['b', '2024', false, 70, 0, '2026-11-28T16:30:00Z'],
          ['c', null, null, null, null, null],
        ],
        more: false,
        ms: expect.any(Number),
      },
    });
  });

  it("know the clinic's days", async () => {
    const result = await kit.run('SELECT clinic_day(seen), clinic_day(born), clinic_day() FROM people ORDER BY id');
    expect(result).toMatchObject({
      value: {
        rows: [
          ['2026-11-28', '1970-01-02', '2026-11-29'],
          ['2026-11-29', null, '2026-11-29'],
          [null, null, '2026-11-29'],
        ],
      },
    });
  });

  it('give integers beyond JavaScript, bytes and columns of one name', async () => {
    const result = await kit.run("SELECT 9007199254740993 AS a, x'00ff' AS a, 1e999 AS b");
    expect(result).toMatchObject({
      value: {
        columns: [
          { name: 'a', type: 'integer' },
          { name: 'a_2', type: 'binary' },
          { name: 'b', type: 'number' },
        ],
        rows: [['9007199254740993', 'AP8=', 'Infinity']],
      },
    });
  });

  it('say that there are more rows', async () => {
    const counting = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 101) SELECT i FROM n';
    const result = await kit.run(counting);
    expect(result.ok && [result.value.rows.length, result.value.more]).toEqual([100, true]);
  });

  it('cut a value that nobody reads to its end, and say so', async () => {
    const result = await kit.run("SELECT printf('%.*c', 3000, 'x') AS long");
    expect(result.ok && String(result.value.rows[0]?.[0]).length).toBe(2001);
  });

  it.each([
    ['SELEC 1', 'query-not-read'],
    ['SELECT 1 FRM people', 'query-syntax'],
    ['SELECT * FROM nobody', 'query-no-table'],
    ['SELECT absent FROM people', 'query-no-column'],
    ['SELECT people.absent FROM people', 'query-no-column'],
    ['SELECT "a" FROM people', 'query-no-column'],
    ['SELECT absent()', 'query-no-function'],
    ['SELECT (1', 'query-incomplete'],
    ['SELECT 1; SELECT 2', 'query-several'],
    [' -- nothing\n', 'query-empty'],
    ['', 'query-empty'],
    ['SELECT sum(sum(1))', 'query-failed'],
    ["SELECT 'open", 'query-failed'],
    ['SELECT ?', 'query-failed'],
    ["SELECT json('{')", 'query-failed'],
  ])('are refused in words: %s', async (sql, code) => {
    expect(await codeOf(kit.run(sql))).toBe(code);
    expect(await codeOf(kit.run('SELECT 1'))).toBe('ok');
  });
});
