import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureGroups } from '../../../../build/linkage/measure.ts';
import { readTable } from '../../../../build/linkage/table.ts';
import { candidatePairs } from '../../../../electron/vault/quality/duplicates/blocks.ts';
import { readHeaders } from '../../../../electron/vault/quality/duplicates/columns.ts';
import { groupsOf } from '../../../../electron/vault/quality/duplicates/groups.ts';
import { linkTable } from '../../../../electron/vault/quality/duplicates/link-table.ts';
import { LIKELY } from '../../../../electron/vault/quality/duplicates/score.ts';
import { makeRng } from '../../../../electron/vault/sample/random.ts';

const DATA = join(resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data'), 'record-linkage');

function f1(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  truth: readonly string[],
  answers: string[],
) {
  const { fields, personOf } = readHeaders(headers, answers, rows);
  const { pairs, probability } = linkTable(fields, rows.map(personOf));
  return measureGroups(groupsOf(rows.length, pairs, LIKELY, probability), truth);
}

describe.skipIf(!existsSync(DATA))('tables with a known answer', () => {
  it.each([
    ['febrl-dataset1.csv', 'FEBRL', 0.97, 0.99],
    ['fake_1000.csv', 'cluster', 0.97, 0.99],
  ])('%s', (file, column, least, precise) => {
    const { headers, rows, truth, answers } = readTable(join(DATA, file), column);
    const { f1: score, precision } = f1(headers, rows, truth, [...answers]);
    expect(score).toBeGreaterThanOrEqual(least);
    expect(precision).toBeGreaterThanOrEqual(precise);
  });
});

/** Households of Chinese families: the same family name, address and phone, and other people all the same. */
function households(count: number) {
  const rng = makeRng(7, 1);
  const families = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'];
  const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉力'];
  const rows: string[][] = [];
  const truth: string[] = [];
  for (let home = 0; home < count; home += 1) {
    const family = rng.pick(families);
    const phone = `13${String(rng.int(100_000_000, 999_999_999))}`;
    const address = `${rng.pick(['中山', '人民', '解放', '建设'])}路${rng.int(1, 900)}号${rng.int(1, 90)}室`;
    for (let member = 0; member < 3; member += 1) {
      const birth = `19${rng.int(30, 99)}-${two(rng.int(1, 12))}-${two(rng.int(1, 28))}`;
      const row = [`${family}${rng.pick(given)}${rng.pick(given)}`, birth, phone, address, rng.pick(['男', '女'])];
      rows.push(row);
      truth.push(`${home} ${member}`);
      if (!rng.chance(0.1)) continue;
      // registered again from memory: another phone, or the birth date with a slip
      rows.push(rng.chance(0.5) ? row.with(2, '') : row.with(1, `${birth.slice(0, 8)}${two(rng.int(1, 28))}`));
      truth.push(`${home} ${member}`);
    }
  }
  return { headers: ['姓名', '出生日期', '电话', '地址', '性别'], rows, truth };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

describe('families', () => {
  it('are not taken for one person', () => {
    const { headers, rows, truth } = households(300);
    const { precision, recall } = f1(headers, rows, truth, []);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.9);
  });
});

describe('linkage', () => {
  it('gives the same answer twice, and none for a table without persons', () => {
    const { headers, rows } = households(40);
    const { fields, personOf } = readHeaders(headers);
    const persons = rows.map(personOf);
    expect(linkTable(fields, persons).pairs).toEqual(linkTable(fields, persons).pairs);
    expect(linkTable(fields, []).pairs).toEqual([]);
    expect(linkTable(fields, persons.slice(0, 1)).pairs).toEqual([]);
  });

  it('compares a bounded number of pairs however many share a key', () => {
    const many = Array.from({ length: 3000 }, () => ['same']);
    const pairs = candidatePairs(
      many,
      many.map((_, place) => String(place)),
    );
    expect(pairs.length).toBeLessThan(3000 * 10);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('joins what is joined with the same', () => {
    const pairs = [
      { a: 1, b: 3, probability: 0.99 },
      { a: 3, b: 4, probability: 0.95 },
    ];
    expect(groupsOf(5, pairs, 0.9, () => 0.5)).toEqual([0, 1, 2, 1, 1]);
    expect(groupsOf(5, pairs, 0.97, () => 0.5)).toEqual([0, 1, 2, 1, 4]);
  });

  it('joins nobody who is like one entry of a person and unlike the others', () => {
    const pairs = [
      { a: 0, b: 1, probability: 0.99 },
      { a: 0, b: 2, probability: 0.98 },
      { a: 2, b: 3, probability: 0.95 },
    ];
    const unlike = (a: number, b: number): number => (a === 3 && b < 2 ? 1e-6 : 0.95);
    expect(groupsOf(4, pairs, 0.9, (a, b) => unlike(Math.max(a, b), Math.min(a, b)))).toEqual([0, 0, 0, 3]);
  });
});
