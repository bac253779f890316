/** A clinic's own lists: brought in from files, found beside ours, removed and brought back, on every workstation. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { csvRows } from '../../../electron/vault/codes/csv.ts';
import type { CallInput } from '../../../shared/bridge/index.ts';
import { ICD10 } from '../../../shared/terminology/diagnoses.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterAll(cleanUp);

const SYSTEM = 'https://example.org/national-diagnoses';
const CODE_SYSTEM = {
  resourceType: 'CodeSystem',
  id: 'theirs',
  url: SYSTEM,
  title: 'National list',
  status: 'active',
  content: 'complete',
  concept: [
    {
      code: 'A',
      display: 'Chapter',
      concept: [
        {
          code: 'J45.900x001',
          display: '运动诱发性哮喘',
          designation: [{ language: 'en', value: 'Exercise-induced asthma' }],
        },
      ],
    },
  ],
};

describe('a table', () => {
  it('is read with quotes, line ends and separators of any kind', () => {
    expect(csvRows('a,b\r\n"x, ""y""","two\nlines"\n\n , \nlast,')).toEqual([
      ['a', 'b'],
      ['x, "y"', 'two\nlines'],
      ['last', ''],
    ]);
    expect(csvRows('a;b;c\n1,5;2;3')).toEqual([
      ['a', 'b', 'c'],
      ['1,5', '2', '3'],
    ]);
    expect(csvRows('a\tb\n"1"\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(csvRows('a,b\n2" pipe,"it said ""no"" twice"')).toEqual([
      ['a', 'b'],
      ['2" pipe', 'it said "no" twice'],
    ]);
    expect(csvRows('a,b\n"never closed,2')).toEqual([]);
  });
});

describe('the clinic’s own lists', () => {
  let clinic: TestVault;
  beforeEach(async () => {
    clinic = await testClinic();
  });
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  };
  const bring = (name: string, content: string | Uint8Array, more: Partial<CallInput<'code.import'>> = {}) =>
    clinic.ask('code.import', { path: file(name, content), kind: 'diagnosis', ...more });
  const find = async (text: string, kind: 'diagnosis' | 'drug' = 'diagnosis') =>
    (await clinic.ask('code.find', { kind, text })).hits;

  it('come as CodeSystem, with children, and are found beside ours', async () => {
    const { list, replaced, left } = await bring('list.json', JSON.stringify(CODE_SYSTEM));
    expect({ ...list, id: '', replaced, left }).toEqual({
      id: '',
      kind: 'diagnosis',
      title: 'National list',
      system: SYSTEM,
      count: 2,
      version: 1,
      replaced: false,
      left: 0,
    });
    for (const text of ['J45.900x', 'ydyfxxc', '诱发性哮喘', 'exercise asth'])
      expect(await find(text), text).toEqual([
        {
          system: SYSTEM,
          code: 'J45.900x001',
          zh: '运动诱发性哮喘',
          en: 'Exercise-induced asthma',
          forms: [],
          list: 'National list',
          used: false,
        },
      ]);
    expect((await find('哮喘')).map(({ code }) => code)).toEqual(['J45.9', 'J45.900x001']);
    expect(await find('诱发性哮喘', 'drug')).toEqual([]);
  });

  it('come as CSV with Chinese headings in GB18030, and say what was left out', async () => {
    // 编码,名称 / J45.9,支气管哮喘病 / X01,火 / (no code) / J45.9 again
    const head = [0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a];
    const fire = [0xbb, 0xf0];
    const bytes = new Uint8Array([
      ...head,
      ...ascii('X01,'),
      ...fire,
      ...ascii('\n,'),
      ...fire,
      ...ascii('\nX01,'),
      ...fire,
    ]);
    const { list, left } = await bring('诊断.csv', bytes);
    expect(list).toMatchObject({ title: '诊断', system: ICD10, count: 1 });
    expect(left).toBe(2);
    expect((await find('huo'))[0]).toMatchObject({ code: 'X01', zh: '火', list: '诊断' });
  });

  it('give one of our codes their own words, and it is found by both', async () => {
    await bring('icd.csv', 'code,display,English\nI10,特发性高血压,\n');
    for (const text of ['特发性高', 'Essential hyper', '原发性高血压', 'I10'])
      expect((await find(text))[0], text).toMatchObject({
        code: 'I10',
        zh: '特发性高血压',
        en: 'Essential hypertension',
      });
  });

  it('are systems of their own where their codes are, and no one named another', async () => {
    const own = await bring('finer.csv', 'Code,Name\nI10.x00x002,Hypertension grade 1\n');
    expect(own.list.system).toBe(`urn:uuid:${own.list.id}`);
    const said = await bring('said.csv', 'Code,Name\nI10.x00x002,Hypertension grade 1\n', { system: SYSTEM });
    expect(said.list.system).toBe(SYSTEM);
    const drugs = await bring('drugs.csv', 'Code,Name\n86901,Amlodipine Besylate\n', { kind: 'drug' });
    expect(drugs.list.system).toBe(`urn:uuid:${drugs.list.id}`);
    expect((await find('besyl', 'drug'))[0]).toMatchObject({ code: '86901', system: drugs.list.system });
  });

  it('are replaced by one of the same title, removed, and brought back', async () => {
    const first = await bring('list.csv', 'code,name\nQ1,Old words\n');
    const second = await bring('list.csv', 'code,name\nQ1,New words\nQ2,More words\n');
    expect(second).toMatchObject({ replaced: true, list: { id: first.list.id, count: 2, version: 2 } });
    expect(await find('old words')).toEqual([]);
    expect(await find('more words')).toHaveLength(1);

    const [list] = await clinic.ask('code.lists', {});
    expect(list).toEqual(second.list);
    await clinic.ask('record.delete', { type: 'CodeSystem', id: second.list.id });
    expect(await clinic.ask('code.lists', {})).toEqual([]);
    expect(await find('more words')).toEqual([]);
    await clinic.ask('record.restore', { type: 'CodeSystem', id: second.list.id, version: second.list.version });
    expect(await find('more words')).toHaveLength(1);
  });

  it('are refused where they are none, and nothing is kept', async () => {
    const refused = async (name: string, content: string, code: string) =>
      clinic.refuse('code.import', { path: file(name, content), kind: 'diagnosis' }, code);
    await refused('a.json', '{"resourceType":"Patient"}', 'not-a-code-list');
    await refused('a.json', '{"resourceType":"CodeSystem","content":"not-present"}', 'not-a-code-list');
    await refused('a.json', '[1]', 'not-a-code-list');
    await refused('a.json', '{"resourceType":', 'not-json');
    await refused('a.csv', 'first,second\n1,2\n', 'not-a-code-list');
    await refused('a.csv', 'code,name\n', 'not-a-code-list');
    await refused('a.csv', '', 'not-a-code-list');
    await refused('a.json', JSON.stringify({ ...CODE_SYSTEM, status: 'sometimes' }), 'not-valid');
    await clinic.refuse('code.import', { path: join(temporaryFolder(), 'none.csv'), kind: 'drug' }, 'file-not-found');
    expect(await clinic.ask('code.lists', {})).toEqual([]);
  });

  it('are none where another CodeSystem came with an import', async () => {
    await clinic.ask('record.create', { resource: CODE_SYSTEM });
    expect(await clinic.ask('code.lists', {})).toEqual([]);
    expect(await find('诱发性哮喘')).toEqual([]);
  });
});

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
