import { describe, expect, it } from 'vitest';
import { compileView } from '../../../../electron/vault/analysis/views/compile.ts';
import { LONGEST_PAGE, MOST_ROOM } from '../../../../electron/vault/analysis/views/limits.ts';
import { viewPreview } from '../../../../electron/vault/analysis/views/pages.ts';
import { pageRows, recordsOf } from '../../../../electron/vault/analysis/views/run.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import type { Json } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';
import { given, rowsOf, viewOf } from './support.ts';

const PATIENT = {
  resourceType: 'Patient',
  id: 'p',
  identifier: Array.from({ length: 100 }, (_, n) => ({ value: `v${n}` })),
};
/** Loops side by side through all identifiers; `more` stands behind the path of the last. */
const loops = (n: number, more = '') => ({
  resource: 'Patient',
  select: Array.from({ length: n }, (_, at) => ({
    forEach: `identifier${at === n - 1 ? more : ''}`,
    column: [{ name: `c${at}`, path: 'value' }],
  })),
});
/** The fault of a view over the one patient; each look at the clock is a tenth of what a page may take. */
function faultOf(definition: Json): unknown {
  const reader = clinicOf([PATIENT]);
  let now = 0;
  const clock = { now: () => (now += LONGEST_PAGE / 10) };
  const page = () => pageRows(reader, compileView(definition), recordsOf(reader, 'Patient'), { clock });
  return faultIn(page);
}
function faultIn(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof ExpectedError ? error.failure.params?.fault : error;
  }
}

describe('what a view may take', () => {
  it('is its time: then the statement ends, though it gives no row', () => {
    expect(faultOf(loops(5, ".where(value = 'none')"))).toBe('too-large');
  });

  it.each([
    ['count', 'identifier.select(%resource.identifier.select(%resource.identifier)).count()'],
    ['join', 'identifier.select(%resource.identifier.select(%resource.identifier.value)).join()'],
  ])('also within one expression: %s', (_, path) => {
    expect(faultOf(viewOf('Patient', path))).toBe('too-large');
  });

  it('is a number of rows, and no more are made than are shown', async () => {
    const reader = clinicOf([PATIENT]);
    const page = () => pageRows(reader, compileView(loops(4)), recordsOf(reader, 'Patient'));
    expect(faultIn(page)).toBe('too-large');
    const shown = await viewPreview(reader, { definition: loops(4), rows: 2 }, new AbortController().signal);
    expect([shown.rows, shown.more]).toEqual([
      [
        ['v0', 'v0', 'v0', 'v0'],
        ['v0', 'v0', 'v0', 'v1'],
      ],
      true,
    ]);
  });

  it('is so much memory: then the statement ends, though it gives no row', () => {
    const reader = clinicOf([PATIENT]);
    let bytes = 0;
    const held = () => (bytes += MOST_ROOM / 5);
    let now = 0;
    const clock = { now: () => (now += 100) };
    const path = 'identifier.select(%resource.identifier.select(%resource)).count()';
    const page = (patients: readonly number[]) =>
      pageRows(reader, compileView(viewOf('Patient', path)), patients, { clock, held });
    expect(faultIn(() => page(recordsOf(reader, 'Patient')))).toBe('too-large');
    expect(now).toBeLessThan(LONGEST_PAGE);
    // what others have taken before is not counted
    expect(page([])).toEqual([]);
  });

  it('is so many loops side by side', () => {
    expect(rowsOf(loops(7), [PATIENT])).toBe('too-large at select');
  });

  it('is no text longer than those of records', () => {
    const longer = `'aaaaaaaaaa'${".replace('a', 'aaaaaaaaaa')".repeat(7)}.length()`;
    expect(given(PATIENT, longer)).toBe('too-large at .');
    expect(given(PATIENT, "'aaa'.replace('a', 'bb')")).toBe('bbbbbb');
    expect(given(PATIENT, "'abc'.replace('', '$&')")).toBe('$&a$&b$&c$&');
    const long = `'a'${".replace('a', 'aaaaaaaaaa')".repeat(5)}`;
    expect(given(PATIENT, `identifier.select(${long}).join().length()`)).toBe('too-large at .');
    expect(given(PATIENT, `identifier.select(value).join(', ').length()`)).toBe(488);
    // a text of a record may be as long as it is
    const told = 'b'.repeat(200_000);
    expect(given({ ...PATIENT, language: told }, "language.replace('b', 'c').length()")).toBe(200_000);
  });

  it('is no search for a long text in a longer one, which nobody could stop', () => {
    const long = `'a'${".replace('a', 'aaaaaaaaaa')".repeat(5)}`;
    const longer = `(${long} & ${long})`;
    for (const path of [`${longer}.contains(${long})`, `${longer}.indexOf(${long})`, `${longer}.replace(${long}, '')`])
      expect(given(PATIENT, path)).toBe('too-large at .');
    expect(given(PATIENT, "'a\u{1F600}b'.indexOf('b')")).toBe(2);
    expect(given(PATIENT, "'ab'.indexOf('c')")).toBe(-1);
    expect(given(PATIENT, "'ab'.indexOf('')")).toBe(0);
    expect(given(PATIENT, "'ab'.contains('')")).toBe(true);
    expect(given(PATIENT, "name.family.contains('a')")).toBe(null);
  });

  it('is no path that is followed twice', () => {
    const definition = {
      resource: 'Questionnaire',
      select: [{ repeat: ['item', ' item'], column: [{ name: 'v', path: 'linkId' }] }],
    };
    expect(rowsOf(definition, [])).toBe('name-twice at select[0].repeat');
  });
});
