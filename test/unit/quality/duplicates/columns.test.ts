import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readTable } from '../../../../build/linkage/table.ts';
import { readHeaders } from '../../../../electron/vault/quality/duplicates/columns.ts';
import { dateReader } from '../../../../electron/vault/quality/duplicates/date-columns.ts';
import { linkTable } from '../../../../electron/vault/quality/duplicates/link-table.ts';
import { cleanUp, temporaryFolder } from '../../../support/vaults.ts';

afterEach(cleanUp);

function tableOf(text: string | Uint8Array, truth: string) {
  const file = join(temporaryFolder(), 'table.csv');
  writeFileSync(file, text);
  return readTable(file, truth);
}

const kindsOf = (headers: string[], rows: string[][] = []) =>
  readHeaders(headers, [], rows).columns.map(({ kind }) => kind);

describe('columns', () => {
  it('are known by many headers', () => {
    expect(
      kindsOf(['FirstName', 'Last Name', 'DOB', 'ZIP', 'House No', 'SSN', 'E-mail', 'Mobile', 'blocking_number']),
    ).toEqual(['given', 'family', 'birth', 'code', 'code', 'identifier', 'email', 'phone', 'none']);
  });

  it('are known by what stands in them where headers say nothing', () => {
    const rows = [
      ['1', '张伟', '1962-03-04', '13800138000', 'a@b.example', '男', 'x', ''],
      ['2', '李秀英', '1970/11/30', '13900139000', 'c@d.example', '女', 'x', ''],
      ['3', '王芳', '19800101', '13900139001', 'e@f.example', '女', 'x', ''],
    ];
    const headers = rows[0]?.map((_, place) => `c${place}`) ?? [];
    expect(kindsOf(headers, rows)).toEqual(['none', 'name', 'birth', 'phone', 'email', 'sex', 'none', 'none']);
  });

  it('of dates are read as most of them are written', () => {
    const american = dateReader(['03/04/1962', '11/30/1970', '12/25/1980']);
    expect(american('03/04/1962')).toBe('1962-03-04');
    expect(dateReader(['03/04/1962', '30/11/1970'])('03/04/1962')).toBe('1962-04-03');
    const any = dateReader([]);
    expect(['4 Mar 1962', 'March 4, 1962', '4.3.62'].map(any)).toEqual(['1962-03-04', '1962-03-04', '1962-03-04']);
    expect(['1962-03-04', 'unknown', ''].map(any)).toEqual(['1962-03-04', 'unknown', '']);
  });

  it('may be more than twenty', () => {
    const headers = Array.from({ length: 30 }, () => 'given name');
    const rows = [headers.map(() => 'anna'), headers.map(() => 'anna'), headers.map(() => 'george')];
    const { fields, personOf } = readHeaders(headers, [], rows);
    expect(linkTable(fields, rows.map(personOf)).compared).toBeGreaterThan(0);
  });
});

describe('a table with the answer', () => {
  it('is read with any delimiter, quotes and encoding', () => {
    const { headers, rows, truth } = tableOf(
      '\ufeffname;"born";who\r\n"Li; Anna";1962;7\r\nLi "A;1962;7\r\n\r\nWang;\r\n',
      'WHO',
    );
    expect(headers).toEqual(['name', 'born', 'who']);
    expect(rows[0]).toEqual(['Li; Anna', '1962', '7']);
    expect(rows[2]).toEqual(['Wang', '', '']);
    expect(truth).toEqual(['7', '7', 'row 3']);
    expect(tableOf(new Uint8Array([0xd0, 0xd5, 0x09, 0x69, 0x0a, 0xcd, 0xf5, 0x09, 0x31, 0x0a]), 'i')).toMatchObject({
      headers: ['姓', 'i'],
      rows: [['王', '1']],
    });
  });

  it('has it in ids as Febrl writes them, in any column and without headers', () => {
    const rows = 'a,rec-1-org\nb,rec-1-dup-0\nc,rec-2-org\n';
    expect(tableOf(rows, 'FEBRL').truth).toEqual(['1', '1', '2']);
    expect(tableOf(`x,key\n${rows}`, 'key')).toMatchObject({ truth: ['1', '1', '2'], answers: ['key'] });
    expect(tableOf(`x,key\n${rows}`, 'x').answers).toEqual(['x', 'key']);
  });

  it('has it in a column that names the row which is the same', () => {
    expect(tableOf('id,same as\n1,\n2,1\n3,\n4,1\n', 'same as').truth).toEqual(['1', '1', '3', '1']);
    expect(tableOf('id,group\n0,0\n1,0\n2,1\n3,1\n', 'group').truth).toEqual(['0', '0', '1', '1']);
    expect(() => tableOf('id,group\n0,0\n', 'other')).toThrow('There is no column other; there are id, group.');
  });
});
