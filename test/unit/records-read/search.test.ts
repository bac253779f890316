import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchPatients } from '../../../electron/vault/records/patient-search.ts';
import { patientTokens } from '../../../electron/vault/records/patient-tokens.ts';
import { generateClinic } from '../../../electron/vault/sample/generate.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { readData, TEST_DATA } from './data.ts';
import { insert, insertAll, openScratch } from './rows.ts';

const chinese = (id: string, family: string, given: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [{ family, given: [given] }],
  ...more,
});
const latin = (id: string, family: string, given: string[], more: JsonObject = {}): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [{ family, given }],
  ...more,
});
const visit = (id: string, patient: string, day: string): JsonObject => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  subject: { reference: `Patient/${patient}` },
  period: { start: day },
});

const PEOPLE: JsonObject[] = [
  chinese('zhangsan', '张', '三', {
    birthDate: '1980-05-01',
    gender: 'male',
    telecom: [{ system: 'phone', value: '+86 138-1234-5678', use: 'mobile' }],
    identifier: [
      { system: 'urn:id', value: '11010519491231002X' },
      { system: 'urn:mrn', value: 'MRN-000123', type: { coding: [{ code: 'MR' }] } },
    ],
  }),
  chinese('zhangsanfeng', '张', '三丰', { birthDate: '1980-01-05' }),
  chinese('lizhang', '李', '张'),
  chinese('shan', '单', '雄信'),
  chinese('zeng', '曾', '国藩'),
  chinese('qiu', '仇', '英'),
  chinese('ouyang', '欧阳', '娜娜'),
  chinese('lv', '吕', '布'),
  chinese('renle', '任', '乐'),
  { resourceType: 'Patient', id: 'texted', name: [{ text: '王 小明' }] },
  { resourceType: 'Patient', id: 'traditional', name: [{ text: '張無忌' }] },
  latin('smith', 'Smith-Jones', ['John', 'Q.'], {
    birthDate: '1980',
    telecom: [{ system: 'phone', value: '(617) 555-0199' }],
  }),
  latin('obrien', 'O’Brien', ['Aoife']),
  latin('muller', 'Müller', ['José'], { telecom: [{ system: 'email', value: 'Jose@Example.org' }] }),
  latin('strasse', 'Straße', ['Øyvind']),
  latin('zhangsanlatin', 'Zhang', ['San']),
  { resourceType: 'Patient', id: 'nameless', identifier: [{ value: 'X9' }] },
];

let store: Store;
let close: () => void;
beforeAll(() => {
  ({ store, close } = openScratch());
  insertAll(store, PEOPLE);
  insertAll(store, [
    visit('v1', 'zhangsanfeng', '2024-03-01'),
    visit('v2', 'zhangsan', '2023-01-01'),
    visit('v3', 'smith', '2024-05-01'),
  ]);
  store.transaction((writer) => insert(writer, chinese('gone', '张', '三'), { deleted: true }));
});
afterAll(() => close());

const find = (text: string, limit = 50): string[] => searchPatients(store, text, limit).hits.map((hit) => hit.id);

describe('searchPatients', () => {
  it.each([
    // Chinese, in any order, by any character
    // the last one sounds the same
    ['张三', ['zhangsan', 'zhangsanfeng', 'zhangsanlatin']],
    ['張三豐', ['zhangsanfeng']],
    ['三张', []],
    ['三 张', ['zhangsan', 'zhangsanfeng']],
    ['三丰', ['zhangsanfeng']],
    ['丰', ['zhangsanfeng']],
    ['王小明', ['texted']],
    ['小明', ['texted']],
    // pinyin
    ['zhangsan', ['zhangsan', 'zhangsanlatin', 'zhangsanfeng']],
    ['ZhangSan', ['zhangsan', 'zhangsanlatin', 'zhangsanfeng']],
    ['zhang san', ['zhangsanlatin', 'zhangsan', 'zhangsanfeng']],
    ['san zhang', ['zhangsanlatin', 'zhangsan', 'zhangsanfeng']],
    ['zhangs', ['zhangsanfeng', 'zhangsan', 'zhangsanlatin']],
    ['zs', ['zhangsan', 'zhangsanfeng']],
    ['zsf', ['zhangsanfeng']],
    ['张san', ['zhangsan', 'zhangsanfeng']],
    ['shanxiongxin', ['shan']],
    ['sxx', ['shan']],
    ['zengguofan', ['zeng']],
    ['qiuying', ['qiu']],
    ['chouying', []],
    ['ouyang', ['ouyang']],
    ['oynn', ['ouyang']],
    ['lvbu', ['lv']],
    ['lübu', ['lv']],
    ['lyubu', ['lv']],
    ['renyue', ['renle']],
    ['renle', ['renle']],
    ['zwj', ['traditional']],
    // traditional and simplified
    ['張無忌', ['traditional']],
    ['张无忌', ['traditional']],
    ['歐陽娜娜', ['ouyang']],
    ['無忌', ['traditional']],
    // Latin
    ['smith', ['smith']],
    ['jones john', ['smith']],
    ['JOHN SMI', ['smith']],
    ['smith-jones', ['smith']],
    ['smithjones', ['smith']],
    ['Smith, John', ['smith']],
    ['obrien', ['obrien']],
    ["o'brien", ['obrien']],
    ['brien', ['obrien']],
    ['muller', ['muller']],
    ['MÜLLER jose', ['muller']],
    ['ｍｕｌｌｅｒ', ['muller']],
    ['strasse oyvind', ['strasse']],
    ['jose@ex', ['muller']],
    // numbers
    ['MRN-0001', ['zhangsan']],
    ['mrn000123', ['zhangsan']],
    ['11010519', ['zhangsan']],
    ['002X', ['zhangsan']],
    ['x9', ['nameless']],
    ['138', ['zhangsan']],
    ['13812345678', ['zhangsan']],
    ['+86 138 1234 5678', ['zhangsan']],
    ['138 1234', ['zhangsan']],
    ['5678', ['zhangsan']],
    ['678', []],
    ['(617) 555-0199', ['smith']],
    ['0199', ['smith']],
    // birth dates, whole and beginning
    ['1980-05-01', ['zhangsan']],
    ['19800501', ['zhangsan']],
    ['1980年5月1日', ['zhangsan']],
    ['1980/5/1', ['zhangsan']],
    ['01/05/1980', ['zhangsanfeng', 'zhangsan']],
    ['1980-05', ['zhangsan']],
    ['1980-0', ['zhangsanfeng', 'zhangsan']],
    ['1980', ['smith', 'zhangsanfeng', 'zhangsan']],
    ['zhang 1980', ['zhangsanfeng', 'zhangsan']],
    // nobody
    ['zhang smith', []],
    ['zzzz', []],
    ['%', []],
    ['"', []],
    ['_', []],
  ])('%s', (text, expected) => {
    const found = find(text);
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(found).toEqual(expected);
  });

  it('leaves out who was deleted, and counts who is there', () => {
    const { hits, total } = searchPatients(store, '张三', 50);
    expect(hits.some((hit) => hit.id === 'gone')).toBe(false);
    expect(total).toBe(PEOPLE.length);
  });

  it('says when there are more', () => {
    expect(searchPatients(store, 'zhang', 2)).toMatchObject({ more: true, hits: { length: 2 } });
    expect(searchPatients(store, 'zhangsanfeng', 1)).toMatchObject({ more: false });
  });

  it('shows a Chinese name in its order with its pinyin, and what the list needs', () => {
    expect(searchPatients(store, 'zs', 50).hits[0]).toEqual({
      id: 'zhangsan',
      name: '张三',
      latin: 'Zhang San',
      birthDate: '1980-05-01',
      gender: 'male',
      identifier: 'MRN-000123',
      phone: '+86 138-1234-5678',
      lastVisit: '2023-01-01',
      conflicts: 0,
    });
    expect(searchPatients(store, 'ouyang', 50).hits[0]).toMatchObject({ name: '欧阳娜娜', latin: 'Ouyang Nana' });
    expect(searchPatients(store, '王小明', 50).hits[0]).toMatchObject({ name: '王小明', latin: 'Wang Xiaoming' });
    expect(searchPatients(store, 'muller', 50).hits[0]).toMatchObject({ name: 'José Müller' });
  });

  it('lists without a text who was registered or seen last', () => {
    const { hits, more } = searchPatients(store, '  ', 5);
    expect(hits.map((hit) => hit.id).slice(0, 3)).toEqual(['smith', 'zhangsanfeng', 'zhangsan']);
    expect(more).toBe(true);
    store.transaction((writer) => insert(writer, latin('newcomer', 'New', ['Comer'])));
    expect(find('', 5)[0]).toBe('newcomer');
  });

  it('finds the person meant among thousands of the same beginning', () => {
    const many = openScratch();
    try {
      insertAll(
        many.store,
        Array.from({ length: 3000 }, (_, index) =>
          chinese(`p${index}`, '张', `三${String.fromCodePoint(0x4e8c + index)}`),
        ),
      );
      insertAll(many.store, [chinese('meant', '张', '三')]);
      insertAll(many.store, [visit('v', 'p2500', '2024-01-01')]);
      expect(
        searchPatients(many.store, '张三', 10)
          .hits.slice(0, 2)
          .map((hit) => hit.id),
      ).toEqual(['meant', 'p2500']);
      expect(searchPatients(many.store, 'z', 10)).toMatchObject({ more: true, hits: { length: 10 } });
    } finally {
      many.close();
    }
  });

  it('finds exactly those whose tokens begin with all words, whatever the words', () => {
    const scratch = openScratch();
    try {
      const clinic = [...generateClinic({ patients: 250, seed: 5, locale: 'mixed' })] as unknown as JsonObject[];
      const patients = clinic.filter((one) => one.resourceType === 'Patient');
      insertAll(
        scratch.store,
        clinic.filter((one) => one.resourceType === 'Patient' || one.resourceType === 'Encounter'),
      );
      const tokens = patients.map((one) => ({ id: one.id, tokens: patientTokens(one).map(({ token }) => token) }));
      const piece = fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }));
      fc.assert(
        fc.property(fc.nat(), fc.array(piece, { minLength: 1, maxLength: 3 }), (who, pieces) => {
          const own = (tokens[who % tokens.length]?.tokens ?? []).filter((token) => /^[\p{L}]/u.test(token));
          const words = pieces
            .map(([which, , length]) => (own[which % own.length] ?? '').slice(0, length))
            .filter((word) => !/\d|@/.test(word));
          fc.pre(words.length > 0);
          const expected = tokens
            .filter((one) => words.every((word) => one.tokens.some((token) => token.startsWith(word))))
            .map((one) => one.id);
          const found = searchPatients(scratch.store, words.join(' '), 300).hits.map((hit) => hit.id);
          // behind them come those who match with a word mistyped
          expect(found.slice(0, expected.length).toSorted()).toEqual(expected.toSorted());
          expect(new Set(found).size).toBe(found.length);
        }),
        { numRuns: 300, seed: 11 },
      );
    } finally {
      scratch.close();
    }
  });

  it.skipIf(!TEST_DATA)('finds every real patient by name, birth date, number and phone', () => {
    const real = openScratch();
    try {
      const patients = ['ten-patients/Patient.000', 'nine-patients/Patient'].flatMap((file) =>
        readData(`synthea-ndjson/${file}.ndjson.gz`).map((line) => parseJson(line) as JsonObject),
      );
      insertAll(real.store, patients);
      for (const patient of patients) {
        const name = (patient.name as { family: string; given: string[] }[])[0];
        const phone = (patient.telecom as { value: string }[])[0]?.value ?? '';
        const identifiers = patient.identifier as { value: string }[];
        const texts = [
          `${name?.family} ${name?.given[0]?.slice(0, 4)}`,
          String(patient.birthDate),
          phone,
          phone.slice(-6),
          identifiers[0]?.value ?? '',
        ];
        for (const text of texts) {
          expect(searchPatients(real.store, text, 50).hits.map((hit) => hit.id)).toContain(patient.id);
        }
      }
    } finally {
      real.close();
    }
  });
});
