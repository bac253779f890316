import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { makeRowCutter } from '../../../electron/vault/exchange/csv/records.ts';
import { readAll } from './support.ts';

const TABLE = '姓名,性别,备注\r\n张三,男,"头痛，\n三天"\r\n李四,女,\r\n';
const cells = async (...args: Parameters<typeof readAll>) => (await readAll(...args)).rows.map((row) => row.cells);

describe('encodings', () => {
  it.each([
    ['utf8', 'utf-8', false],
    ['utf8', 'utf-8', true],
    ['utf16-le', 'utf-16le', true],
    ['utf16-be', 'utf-16be', true],
    ['gb18030', 'gb18030', false],
  ] as const)('reads %s (mark: %s %s) without being told', async (encoding, name, mark) => {
    const { format, columns, rows } = await readAll(iconv.encode(TABLE, encoding, { addBOM: mark }));
    expect(format.encoding).toBe(name);
    expect(columns).toEqual(['姓名', '性别', '备注']);
    expect(rows.map((row) => row.cells)).toEqual([
      ['张三', '男', '头痛，\n三天'],
      ['李四', '女', ''],
    ]);
  });

  it('knows GB18030 by a byte at the very end of a large file, and characters over the edge of a piece', async () => {
    const lines = Array.from({ length: 60_000 }, (_one, index) => `row${index},x`).join('\n');
    const { format, rows } = await readAll(iconv.encode(`name,y\n${lines}\n張𠮷,末`, 'gb18030'));
    expect(format.encoding).toBe('gb18030');
    expect(rows.at(-1)?.cells).toEqual(['張𠮷', '末']);
    const wide = await readAll(`n,é\n${'汉字,汉\n'.repeat(80_000)}`);
    expect(wide.format.encoding).toBe('utf-8');
    expect(new Set(wide.rows.map((row) => row.cells?.join()))).toEqual(new Set(['汉字,汉']));
  });

  it('reads UTF-16 without a mark, gzip, and what was chosen', async () => {
    expect(await cells(Buffer.from('a,b\n1,2\n', 'utf16le'))).toEqual([['1', '2']]);
    expect(await cells(gzipSync(iconv.encode(TABLE, 'gb18030')))).toHaveLength(2);
    const wrong = await readAll(iconv.encode(TABLE, 'gb18030'), { encoding: 'utf-8' });
    expect(wrong.rows[0]?.trouble).toBe('unreadable');
  });
});

describe('rows', () => {
  it.each([
    ['a,b\n1,2', ','],
    ['a;b\n1,5;2', ';'],
    ['a\tb\n1\t2', '\t'],
    ['sep=;\r\na;b\r\n1;2', ';'],
    ['a|b\n1|2', '|'],
    ['a;b;c\n1,2;3,4;5,6\n7,8;9,1;2,3', ';'],
  ])('finds what stands between the fields of %j', async (text, delimiter) => {
    const { format, columns, rows } = await readAll(text);
    expect(format.delimiter).toBe(delimiter);
    expect(columns[0]).toBe('a');
    expect(rows[0]?.cells?.length).toBe(columns.length);
  });

  it('leaves out titles above the head, empty rows, empty columns, and heads that come again', async () => {
    const { columns, rows, format } = await readAll(
      '门诊日志,,,,\n\n姓名,性别,姓名,,\n张三,男,x,,\n,,,,\n姓名,性别,姓名,,\n李四,女\n',
    );
    expect(format.header).toBe(3);
    expect(columns).toEqual(['姓名', '性别', '姓名 (2)']);
    expect(rows.map(({ line, cells: row }) => [line, row])).toEqual([
      [4, ['张三', '男', 'x']],
      [7, ['李四', '女', '']],
    ]);
  });

  it('counts lines over quoted breaks, and keeps the raw row', async () => {
    const { rows } = await readAll('a,b\n"1\n\n2",x\n3,"say ""no"""\n');
    expect(rows.map(({ line, raw, cells: row }) => ({ line, raw, row }))).toEqual([
      { line: 2, raw: '"1\n\n2",x', row: ['1\n\n2', 'x'] },
      { line: 5, raw: '3,"say ""no"""', row: ['3', 'say "no"'] },
    ]);
  });

  it('loses one row to a mark that is never closed, not the file', async () => {
    const many = Array.from({ length: 3000 }, (_one, index) => `${index},${'x'.repeat(200)}`).join('\n');
    const { rows } = await readAll(`a,b\n1,2\n3,"oops\n${many}\n`);
    expect(rows.filter((row) => row.trouble).map(({ line, raw, trouble }) => [line, raw, trouble])).toEqual([
      [3, '3,"oops', 'quote'],
    ]);
    expect(rows).toHaveLength(3002);
    expect(rows.at(-1)).toMatchObject({ line: 3003, cells: ['2999', 'x'.repeat(200)] });
  });

  it('says of a row with more cells than columns that it has', async () => {
    const { rows } = await readAll('a,b\n1,2\n1,2,3\n1,2,,\n');
    expect(rows.map((row) => row.trouble)).toEqual([undefined, 'columns', undefined]);
  });

  it('passes over a line without an end in bounded memory', () => {
    const cutter = makeRowCutter(',', 1000);
    const found = Array.from({ length: 100 }, () => cutter.push('x'.repeat(500))).flat();
    found.push(...cutter.push('\nlast,row\n'), ...cutter.end());
    expect(found.map(({ line, broken, raw }) => [line, broken, raw.length])).toEqual([
      [1, 'long', 1000],
      [2, undefined, 8],
    ]);
  });
});

describe('any text', () => {
  it('comes out as it went in, wherever the pieces are cut', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '中', ' ', "'", '=') });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
        const raws = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const text = raws.join('\r\n');
        const cutter = makeRowCutter(',');
        const found = [];
        for (let at = 0; at < text.length; at += size) found.push(...cutter.push(text.slice(at, at + size)));
        found.push(...cutter.end());
        expect(found.map(({ raw }) => raw)).toEqual(raws);
        expect(found.every(({ broken }) => !broken)).toBe(true);
      }),
    );
  });

  it('whatever bytes a file has, reading ends, every row has its cells or its trouble, and nothing is thrown', async () => {
    const piece = fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', '中', '\0', '=', '\uFEFF', 'sep=;', '""');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(piece, { maxLength: 80 }).map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        if (content[0] === 0x1f && content[1] === 0x8b) return;
        const { columns, rows } = await readAll(content);
        for (const row of rows) expect(row.cells?.length === columns.length || row.trouble !== undefined).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
