/** A laboratory's table of ranges: read before anything is written, each line for itself, saved in one step and taken back in one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readTable } from '../../../electron/vault/records/results/range-table.ts';
import { rangeTemplate } from '../../../renderer/records/result/range-template.ts';
import {
  isLastAge,
  LAST_AGES,
  RANGE_COLUMNS,
  RANGE_HEADINGS,
  rangeColumnOf,
} from '../../../shared/records/range-table.ts';
import { rangesFor, unitCode, unitText } from '../../../shared/records/reference-range.ts';
import { isLoincCode } from '../../../shared/terminology/loinc.ts';
import { listedTests } from '../../../shared/terminology/tests.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const SETTING = { laboratory: 'County Hospital', since: '2026-06-01', chinese: false };
const HEAD = 'test,LOINC,unit,low,high,sex,from age,until age,laboratory,valid from';
const lines = (...rows: string[]) => readTable([HEAD, ...rows].join('\n'), SETTING)?.lines ?? [];
const line = (row: string) => lines(row)[0];
const problems = (row: string) => line(row)?.problems.map(({ column, problem }) => `${column}: ${problem}`);

describe('a table of ranges', () => {
  it('is known by its headings, in either language', () => {
    for (const column of RANGE_COLUMNS)
      for (const heading of [RANGE_HEADINGS[column].en, RANGE_HEADINGS[column]['zh-CN']])
        expect(rangeColumnOf(` ${heading.toUpperCase()} `), heading).toBe(column);
    const all = RANGE_COLUMNS.flatMap((column) => [...RANGE_HEADINGS[column].also]).concat(LAST_AGES);
    expect(new Set(all).size).toBe(all.length);
    expect(readTable('test,low,high\nx,1,2', SETTING)).toBeUndefined();
    expect(readTable('code,unit,low,high\n718-7,g/L,1,2', SETTING)?.lines).toHaveLength(1);
    expect(readTable('', SETTING)).toBeUndefined();
  });

  it('gives what stands in its lines, and what holds for all where they say nothing', () => {
    expect(line('Haemoglobin,718-7,g/L,11.50,15,女,18,65岁,Other,2026/3/1')?.range).toEqual({
      test: { text: 'Haemoglobin', code: { system: 'http://loinc.org', code: '718-7' } },
      unit: 'g/L',
      low: '11.50',
      high: '15',
      sex: 'female',
      from: { value: 18, unit: 'a' },
      to: { value: 65, unit: 'a' },
      laboratory: 'Other',
      since: '2026-03-01',
      seen: [],
    });
    expect(line('Own test,,mmol/L,,7,,28 d,6个月')?.range).toMatchObject({
      test: { text: 'Own test' },
      high: '7',
      sex: 'any',
      from: { value: 28, unit: 'd' },
      to: { value: 6, unit: 'mo' },
      laboratory: 'County Hospital',
      since: '2026-06-01',
    });
  });

  it('knows a test by its code without a name, and by the name that the list has', () => {
    expect(line(',718-7,g/L,1,2')?.range?.test).toMatchObject({ text: 'Haemoglobin' });
    expect(line('血红蛋白,,g/L,1,2')?.range?.test).toEqual({
      text: '血红蛋白',
      code: { system: 'http://loinc.org', code: '718-7' },
    });
    // a table's letters are of one width, the list's may be of another
    const names = listedTests().flatMap((one) => [one, one].map(({ en, zh }, at) => [at === 0 ? en : zh, one.code]));
    for (const [name, code] of names.filter(([name]) => names.filter((other) => other[0] === name).length === 1))
      expect(line(`"${name}",,g/L,1,2`)?.range?.test.code?.code, name).toBe(code);
    expect(line('WBC,,10^9/L,4,10')?.range?.test).toEqual({ text: 'WBC' });
    for (const { code } of listedTests()) expect(isLoincCode(code), code).toBe(true);
    expect(isLoincCode('781-7')).toBe(false);
  });

  it.each([
    [',,g/L,1,2', 'test: needed'],
    ['x,781-7,g/L,1,2', 'code: code'],
    ['x,,,1,2', 'unit: needed'],
    [`x,,${'u'.repeat(41)},1,2`, 'unit: long'],
    ['x,,g/L,1,"2,5"', 'high: number'],
    ['x,,g/L,<1,2', 'low: number'],
    ['x,,g/L,3,2', 'high: order'],
    ['x,,g/L,1,2,boy', 'sex: sex'],
    ['x,,g/L,1,2,,old', 'from: age'],
    ['x,,g/L,1,2,,18,18', 'to: ages'],
    ['x,,g/L,1,2,,2 years,6 mo', 'to: ages'],
    ['x,,g/L,1,2,,12 mo,1 year', 'to: ages'],
    ['x,,g/L,1,2,,31 d,1 mo', 'to: ages'],
    ['x,,g/L,1,2,,,,,2026-02-30', 'since: date'],
  ])('says what is wrong with %s', (row, problem) => {
    expect(problems(row)).toEqual([problem]);
    expect(line(row)?.range).toBeUndefined();
  });

  it.each(['to', 'To age', 'age to', '年龄上限', '截止年龄', '年龄止', '最大年龄'])(
    'reads the last age that is meant under %s, and leaves no year unjudged',
    (heading) => {
      const table = `test,unit,low,high,from age,${heading}\nx,g/L,1,2,18,59\nx,g/L,1,3,60,200\nx,g/L,1,4,6 mo,6 mo\n`;
      const read = readTable(table, SETTING)?.lines.map(({ range }) => range);
      expect(isLastAge(heading)).toBe(true);
      expect(read?.map((one) => one?.to)).toEqual([
        { value: 60, unit: 'a' },
        { value: 201, unit: 'a' },
        { value: 7, unit: 'mo' },
      ]);
      const old = rangesFor(read?.flatMap((one) => one ?? []) ?? [], { day: '2026-06-01', birthDate: '1967-01-01' });
      expect(old.map(({ high }) => high)).toEqual(['2']);
      expect(readTable(table.replace('200', '36500'), SETTING)?.lines[1]?.problems).toEqual([
        { column: 'to', problem: 'age' },
      ]);
    },
  );

  it.each(['until age', 'until', 'below', 'under', 'under age', '未满', '未满年龄'])(
    'reads the age that is not reached yet under %s',
    (heading) => {
      const [read] = readTable(`test,unit,low,from age,${heading}\nx,g/L,1,18,60\n`, SETTING)?.lines ?? [];
      expect(read?.range?.to).toEqual({ value: 60, unit: 'a' });
    },
  );

  it('counts lines as the file has them, leaves out what has no end, and needs to know whose it is', () => {
    const text = `${HEAD}\n\nx,,g/L,,\n"y\nz",,g/L,1,2\nw,,g/L,1,a\n`;
    const table = readTable(text, { ...SETTING, laboratory: '' });
    expect(table?.empty).toBe(1);
    expect(table?.lines.map((one) => [one.line, one.problems[0]?.column])).toEqual([
      [5, 'laboratory'],
      [6, 'laboratory'],
    ]);
  });
});

async function clinicWith(text: string) {
  const vault = await testClinic();
  const path = join(temporaryFolder(), 'ranges.csv');
  writeFileSync(path, text);
  return { vault, path };
}
const read = (vault: TestVault, path: string, since = '2026-06-01') =>
  vault.ask('range.read', { path, laboratory: 'County Hospital', since });
const states = async (vault: TestVault, path: string, since?: string) =>
  (await read(vault, path, since)).lines.map(({ line: at, state }) => `${at} ${state}`);

describe('the import of ranges', () => {
  it('writes nothing before it is asked to, then all in one step, which is taken back in one', async () => {
    const { vault, path } = await clinicWith(
      `${HEAD}\n血红蛋白,,g/L,115,150,female\nHaemoglobin,718-7,g/L,116,150,female\nHaemoglobin,718-7,g/L,130,175,male\nGlucose,,g/L,a,1\n`,
    );
    const preview = await read(vault, path);
    expect(preview.lines).toMatchObject([
      { line: 2, state: 'new' },
      { line: 3, state: 'wrong', problems: [{ column: 'test', problem: 'twice' }] },
      { line: 4, state: 'new' },
      { line: 5, state: 'wrong', test: 'Glucose', problems: [{ column: 'low', problem: 'number' }] },
    ]);
    expect(await vault.ask('range.list', {})).toEqual([]);
    const saved = await vault.ask('range.saveAll', { ranges: preview.lines.flatMap(({ range }) => range ?? []) });
    expect((await vault.ask('range.list', {})).map(({ high }) => high).sort()).toEqual(['150', '175']);

    // the same file again changes nothing, on another day either; a changed one edits what stands there
    expect(await states(vault, path)).toEqual(['2 same', '3 wrong', '4 same', '5 wrong']);
    expect(await states(vault, path, '2026-07-01')).toEqual(['2 same', '3 wrong', '4 same', '5 wrong']);
    writeFileSync(path, `${HEAD}\n血红蛋白,,g/L,115,151,female\n`);
    expect(await states(vault, path, '2026-07-01')).toEqual(['2 new']);
    const [changed] = (await read(vault, path)).lines;
    expect(changed).toMatchObject({ state: 'changed', before: { high: '150' }, range: { high: '151' } });
    const edited = await vault.ask('range.saveAll', { ranges: changed?.range ? [changed.range] : [] });
    expect((await vault.ask('range.list', {})).map(({ high }) => high).sort()).toEqual(['151', '175']);
    await vault.ask('record.undo', edited);
    expect((await vault.ask('range.list', {})).map(({ high }) => high).sort()).toEqual(['150', '175']);
    // what was added is taken away in one step as long as nobody has edited it since
    await vault.refuse('record.undo', saved, 'undo-too-late');
  });

  it('judges by the words of a test without a code, in letters of any width, as the laboratory’s name is compared', async () => {
    const { vault, path } = await clinicWith('test,unit,low,high,laboratory\n自建项目（快速）,g/L,4,10,中心（东院）\n');
    const { lines: found } = await read(vault, path);
    await vault.ask('range.saveAll', { ranges: found.flatMap(({ range }) => range ?? []) });
    const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
    const patient = String((await vault.ask('record.create', { resource })).resource.id);
    const value = { test: { text: '自建项目（快速）' }, value: { number: '12', unit: 'g/L' } };
    const asked = { patient, laboratory: '中心（东院）', day: '2026-06-02', values: [value] };
    expect(await vault.ask('result.judge', asked)).toMatchObject([{ flag: 'high' }]);
  });

  it('knows an old laboratory in letters of any width, and compares a line without a day with the newest range', async () => {
    const { vault, path } = await clinicWith('test,LOINC,unit,low,high\nHGB,718-7,g/L,130,170\n');
    const code = { system: 'http://loinc.org', code: '718-7' };
    const range = { unit: 'g/L', high: '170', sex: 'any' as const, laboratory: 'County Hospital' };
    await vault.ask('range.save', {
      ...range,
      test: { text: 'White old name', code },
      low: '130',
      since: '2024-01-01',
    });
    await vault.ask('range.save', { ...range, test: { text: 'Hb', code }, low: '115', since: '2026-01-01' });
    expect(await states(vault, path)).toEqual(['2 new']);
    writeFileSync(path, 'test,LOINC,unit,low,high\nHGB,718-7,g/l,115,170\n');
    expect(await states(vault, path)).toEqual(['2 same']);
    const other = { ...range, test: { text: 'X' }, low: '1', laboratory: '中心（东院）', since: '2026-06-01' };
    await vault.ask('range.save', other);
    writeFileSync(path, 'test,unit,low,high,laboratory\nX,g/L,5,170,中心（东院）\n');
    expect(await states(vault, path)).toEqual(['2 changed']);
  });

  it('judges by the new range and not by the old one, in whatever letters its unit is written', async () => {
    const { vault, path } = await clinicWith('test,LOINC,unit,low\nHb,718-7,g/l,140\n');
    const test = { text: 'Hb', code: { system: 'http://loinc.org', code: '718-7' } };
    const old = {
      test,
      unit: 'g/L',
      low: '115',
      sex: 'any' as const,
      laboratory: 'County Hospital',
      since: '2026-01-01',
    };
    await vault.ask('range.save', old);
    const { lines: found } = await read(vault, path);
    await vault.ask('range.saveAll', { ranges: found.flatMap(({ range }) => range ?? []) });
    const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
    const patient = String((await vault.ask('record.create', { resource })).resource.id);
    for (const unit of ['g/L', 'g/l']) {
      const values = [{ test, value: { number: '120', unit } }];
      const asked = { patient, laboratory: 'County Hospital', day: '2026-06-02', values };
      expect(await vault.ask('result.judge', asked), unit).toMatchObject([{ flag: 'low', low: '140' }]);
    }
  });

  it('refuses what is no such table, is not there, or is too long', async () => {
    const { vault, path } = await clinicWith('a,b\n1,2\n');
    const input = { path, laboratory: 'x', since: '2026-06-01' };
    await vault.refuse('range.read', input, 'not-a-range-table');
    await vault.refuse('range.read', { ...input, path: `${path}.no` }, 'file-not-found');
    writeFileSync(path, `${HEAD}\n${Array.from({ length: 501 }, (_one, n) => `t${n},,g/L,1,2`).join('\n')}`);
    await vault.refuse('range.read', input, 'not-a-range-table');
    writeFileSync(path, `${HEAD}\n${Array.from({ length: 500 }, (_one, n) => `t${n},,g/L,1,2`).join('\n')}`);
    const { lines: all } = await vault.ask('range.read', input);
    const saved = await vault.ask('range.saveAll', { ranges: all.flatMap(({ range }) => range ?? []) });
    expect(await vault.ask('range.list', {})).toHaveLength(500);
    await vault.ask('record.undo', saved);
    expect(await vault.ask('range.list', {})).toEqual([]);
  });
});

describe('the example to fill in', () => {
  it.each(['en', 'zh-CN'] as const)('in %s has no range, and is read as it is filled in', (language) => {
    const text = rangeTemplate(language);
    const before = readTable(text, SETTING);
    expect(before).toMatchObject({ lines: [], empty: listedTests().filter(({ units }) => units.length > 0).length });
    const filled = text.replace(/^(.*,718-7,g\/L),,,/m, '$1,115,150,');
    expect(readTable(filled.replace('\ufeff', ''), SETTING)?.lines).toMatchObject([
      { range: { test: { code: { code: '718-7' } }, unit: 'g/L', low: '115', high: '150' }, problems: [] },
    ]);
    // its units mean what the list means by them
    for (const { code, units } of listedTests().filter((one) => one.units.length > 0)) {
      const [read] =
        readTable(`code,unit,low\n${code},${unitText(units[0] ?? '') || units[0]},1`, SETTING)?.lines ?? [];
      expect(unitCode(read?.range?.unit ?? ''), code).toBe(units[0]);
    }
  });
});
