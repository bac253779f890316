/** The list of laboratory tests that ships: whole, with codes that LOINC's check digit confirms, named as public data name them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listedPanels, listedTests } from '../../../shared/terminology/tests.ts';

const DATA = resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data');
const UNITS = resolve(DATA, 'terminology', 'ucum-common.tsv');
const EXAMPLES = resolve(DATA, 'fhir-examples');

const tests = listedTests();
const panels = listedPanels();
const all = [...tests, ...panels];

/** Mod 10 (Luhn) over the digits before the hyphen: https://loinc.org/faq/structure-of-loinc-codes-and-names */
function checkDigit(code: string): number {
  const digits = [...(code.split('-')[0] ?? '')].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? ((digit * 2) % 10) + Math.floor(digit / 5) : digit),
    0,
  );
  return (10 - (sum % 10)) % 10;
}

function twice(values: readonly string[]): string[] {
  const folded = values.map((value) => value.toLowerCase());
  return folded.filter((value, at) => folded.indexOf(value) !== at);
}

/** Displays of LOINC codes in public FHIR files, by code. */
function publicNames(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const read = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { system, code, display } = value as Record<string, unknown>;
    if (system === 'http://loinc.org' && typeof code === 'string' && typeof display === 'string')
      names.set(code, (names.get(code) ?? new Set()).add(display.toLowerCase()));
    for (const member of Object.values(value)) read(member);
  };
  const folders = readdirSync(DATA, { recursive: true, encoding: 'utf8' });
  for (const file of folders.filter((name) => name.endsWith('.json'))) {
    try {
      read(JSON.parse(readFileSync(resolve(DATA, file), 'utf8')));
    } catch {
      // samples of damaged files are among them
    }
  }
  return names;
}

/** What public names of a code say, where they do not share a word with ours. */
const WORDS: Readonly<Record<string, RegExp>> = {
  '6690-2': /leukocytes/,
  '789-8': /erythrocytes/,
  '718-7': /hemoglobin/,
  '4544-3': /hematocrit/,
  '787-2': /mean corpuscular volume/,
  '785-6': /mean corpuscular hemoglobin/,
  '786-4': /mean corpuscular hemoglobin concentration/,
  '14771-0': /glucose/,
  '14933-6': /urate/,
  '58410-2': /cbc/,
  '57021-8': /cbc/,
  '24357-6': /urinalysis/,
  '33051-4': /erythrocytes \[presence\] in urine/,
  '33052-2': /leukocytes \[presence\] in urine/,
  '30391-7': /erythoc?r?ytes/,
  '30405-5': /leukocytes/,
  '2887-8': /protein \[presence\] in urine/,
  '2349-9': /glucose \[presence\] in urine/,
};

describe('the list of tests', () => {
  it('has tests and panels, each with code, Chinese and English, none twice', () => {
    expect(tests.length).toBeGreaterThanOrEqual(100);
    expect(panels.length).toBeGreaterThanOrEqual(6);
    for (const { code, zh, en } of all) {
      expect(code).toMatch(/^\d{1,5}-\d$/);
      expect(zh, code).toMatch(/\p{Script=Han}|INR|IgE/u);
      expect(en, code).toMatch(/^[\p{L}][\p{L}0-9 ,()-]+$/u);
    }
    expect(twice(all.map(({ code }) => code))).toEqual([]);
    expect(twice(all.map(({ zh }) => zh))).toEqual([]);
    expect(twice(all.map(({ en }) => en))).toEqual([]);
  });

  it('has codes whose check digit is right', () => {
    for (const { code } of all) expect(code).toBe(`${code.split('-')[0]}-${checkDigit(code)}`);
    // the check itself can fail
    expect(checkDigit('718-7')).toBe(7);
    expect(checkDigit('781-7')).not.toBe(7);
  });

  it('has panels of tests that are in it, each once', () => {
    const known = new Set(tests.map(({ code }) => code));
    for (const { code, members } of panels) {
      expect(members.length, code).toBeGreaterThan(1);
      expect(twice(members), code).toEqual([]);
      for (const member of members) expect(known.has(member), `${code} ${member}`).toBe(true);
    }
  });

  it.skipIf(!existsSync(EXAMPLES))('names codes as public records name them', () => {
    const names = publicNames();
    const found = all.filter(({ code }) => names.has(code));
    expect(found.length).toBeGreaterThan(40);
    for (const { code, en } of found) {
      const said = [...(names.get(code) ?? [])];
      const words = en
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter((word) => word.length > 2);
      const fits = said.some(
        (name) => WORDS[code]?.test(name) || words.some((word) => name.includes(word.slice(0, 5))),
      );
      expect(fits, `${code} ${en}: ${said.join(' / ')}`).toBe(true);
    }
  });

  it.skipIf(!existsSync(UNITS))('has units that are in the common UCUM codes', () => {
    const known = new Set(
      readFileSync(UNITS, 'utf8')
        .split('\n')
        .map((line) => line.split('\t', 1)[0]),
    );
    const missing = new Set(tests.flatMap(({ units }) => units).filter((unit) => !known.has(unit)));
    // a mere number is UCUM's, too (https://ucum.org/ucum#section-Numbers)
    expect([...missing]).toEqual(['1']);
  });
});
