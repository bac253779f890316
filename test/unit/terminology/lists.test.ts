/** The lists that ship: what stands in them is whole, and each code of ICD-10 exists in the public tables, where these are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listedDiagnoses } from '../../../shared/terminology/diagnoses.ts';
import { listedDrugs } from '../../../shared/terminology/drugs.ts';
import { listedName } from '../../../shared/terminology/listed-name.ts';
import { CVX, listedVaccines } from '../../../shared/terminology/vaccines.ts';

const FOLDER = resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data', 'terminology');
const MODIFICATION = resolve(FOLDER, 'icd10cm-2023-zhTW-en.tsv.gz');
const CATEGORIES = resolve(FOLDER, 'icd10-zh-three-character.csv');

/** Codes of WHO's ICD-10 that the American modification has replaced by others; their categories are in the tables. */
const ONLY_WHO = ['B24', 'F41.2', 'F48.0', 'I50.0', 'I64', 'J30.4', 'R07.4', 'R10.4', 'Z30.1', 'Z30.5'];

const diagnoses = listedDiagnoses();
const drugs = listedDrugs();

function twice(values: readonly string[]): string[] {
  const folded = values.map((value) => value.toLowerCase());
  return folded.filter((value, at) => folded.indexOf(value) !== at);
}

describe('the list of diagnoses', () => {
  it('has at least 400, each with code, Chinese and English, none twice', () => {
    expect(diagnoses.length).toBeGreaterThanOrEqual(400);
    for (const { code, zh, en } of diagnoses) {
      expect(code).toMatch(/^[A-Z]\d\d(?:\.\d)?$/);
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^\p{Lu}[\p{L}0-9 ,'()-]+$/u);
    }
    expect(twice(diagnoses.map(({ code }) => code))).toEqual([]);
    expect(twice(diagnoses.map(({ zh }) => zh))).toEqual([]);
    expect(twice(diagnoses.map(({ en }) => en))).toEqual([]);
    // nor do other words for one of them mean another
    expect(twice(diagnoses.flatMap(({ zh, en, also }) => [zh, en, ...also]))).toEqual([]);
  });

  it.skipIf(!existsSync(MODIFICATION))('has only codes that exist', () => {
    const lines = (text: string) => text.split('\n').slice(1);
    const modification = lines(gunzipSync(readFileSync(MODIFICATION)).toString('utf8')).map(
      (line) => line.split('\t', 1)[0] ?? '',
    );
    const known = new Set(modification.flatMap((code) => [code, code.slice(0, 3), code.slice(0, 5)]));
    const missing = diagnoses.map(({ code }) => code).filter((code) => !known.has(code));
    expect(missing.sort()).toEqual(ONLY_WHO);

    const categories = new Set(lines(readFileSync(CATEGORIES, 'utf8')).map((line) => line.slice(0, 3)));
    for (const code of ONLY_WHO) {
      const category = code.slice(0, 3);
      expect(categories.has(category) || known.has(category), code).toBe(true);
    }
  });
});

describe('the list of drugs', () => {
  it('has at least 150, each with names, forms and strengths, none twice', () => {
    expect(drugs.length).toBeGreaterThanOrEqual(150);
    for (const { code, zh, en, forms } of drugs) {
      expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^[A-Z][A-Za-z0-9 ,-]+$/);
      expect(forms.length, code).toBeGreaterThan(0);
      for (const { strengths } of forms)
        for (const strength of strengths) expect(strength).toMatch(/^\d[\d .]*(?:%|m?g|µg|IU|million IU)/);
    }
    expect(twice(drugs.map(({ code }) => code))).toEqual([]);
    expect(twice(drugs.map(({ zh }) => zh))).toEqual([]);
    expect(twice(drugs.map(({ en }) => en))).toEqual([]);
  });
});

describe('the list of vaccines', () => {
  const vaccines = listedVaccines();

  it('has each with code, Chinese and English, none twice', () => {
    expect(vaccines.length).toBeGreaterThanOrEqual(50);
    for (const { code, zh, en } of vaccines) {
      expect(code).toMatch(/^\d{2,3}$/);
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^\p{Lu}[\p{L}0-9 ,()-]+$/u);
    }
    for (const kind of ['code', 'zh', 'en'] as const) expect(twice(vaccines.map((one) => one[kind]))).toEqual([]);
  });
});

describe('the name of a code', () => {
  it('is that of the list of its system, in the language', () => {
    expect(listedName('http://hl7.org/fhir/sid/icd-10', 'I10', 'zh-CN')).toBe('原发性高血压');
    expect(listedName('http://hl7.org/fhir/sid/icd-10', 'I10', 'en')).toBe('Essential hypertension');
    expect(listedName('http://loinc.org', '4548-4', 'en')).toMatch(/A1c/i);
    expect(listedName(CVX, '19', 'zh-CN')).toBe('卡介苗');
    expect(listedName(CVX, 'I10', 'en')).toBeUndefined();
    expect(listedName('urn:other', '19', 'en')).toBeUndefined();
  });
});
