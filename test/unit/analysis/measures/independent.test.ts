/**
 * Every figure of every measure beside an independent computation: DuckDB over the NDJSON that the clinic exports. In a time zone that is the same all
 * year, and in one with daylight saving where the evening is tomorrow in UTC; with the time before, by practitioner and by place.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measures } from '../../../../electron/vault/analysis/measures/registry.ts';
import { MEASURES, type MeasureAnswer, type MeasureName, type Split } from '../../../../shared/bridge/measures.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { type Cell, type IndependentClinic, independentClinic } from './independent-clinic.ts';
import { type Asked, SQL } from './independent-sql.ts';

const [FROM, TO] = ['2025-07-01', '2026-06-30'];
/** Diagnoses are listed up to so many. */
const LISTED = 20;
/** Their total is of people who stand in several rows, or of several currencies. */
const WITHOUT_TOTAL: readonly MeasureName[] = ['diagnoses', 'immunisation', 'income'];

describe.each([
  ['Asia/Shanghai', 150],
  ['America/New_York', 60],
])('in %s', (zone, patients) => {
  let clinic: IndependentClinic;
  beforeAll(async () => {
    clinic = await independentClinic(zone, patients);
  }, 180_000);
  afterAll(cleanUp);

  const ours = (name: MeasureName, more: object): Promise<MeasureAnswer> =>
    clinic.vault.ask('measures.ask', { name, from: FROM, to: TO, ...more });
  const theirs = async (name: MeasureName, asked: Asked): Promise<string[][]> =>
    (await clinic.query(SQL[name](asked))).map((row) => Object.values(row).map(text));

  /** Both tell the same rows, of those that say something; `only`: the keys that ours has, where it tells no others. */
  async function same(
    name: MeasureName,
    { rows }: Pick<MeasureAnswer, 'rows'>,
    asked: Asked,
    only: (row: readonly string[], place: number) => boolean = () => true,
  ): Promise<number> {
    const found = rows
      .map(({ keys, values }) => [...keys, ...values].map(text))
      .filter((row, at) => says(row.slice(rows[at]?.keys.length)));
    const width = rows[0]?.keys.length ?? 1;
    const expected = (await theirs(name, asked)).filter((row, place) => says(row.slice(width)) && only(row, place));
    const label = `${name} ${JSON.stringify(asked)}`;
    expect([label, ...lines(found)]).toEqual([label, ...lines(expected)]);
    return found.length;
  }

  /** In how many steps a measure is asked for, and how its rows are taken together. */
  const grains = (name: MeasureName): Asked['step'][] =>
    measures[name].definition.grains.length === 0 ? ['month'] : ['month', 'week'];
  const stepped = (name: MeasureName, step: Asked['step']): object =>
    measures[name].definition.grains.length === 0 ? {} : { grain: step };

  it.each(MEASURES)('%s, and its total', async (name) => {
    for (const step of grains(name)) {
      const answer = await ours(name, stepped(name, step));
      const listed = (_: readonly string[], place: number): boolean => name !== 'diagnoses' || place < LISTED;
      expect(await same(name, answer, { from: FROM, to: TO, step }, listed)).toBeGreaterThan(
        name === 'diabetes' ? 2 : 3,
      );
      if (WITHOUT_TOTAL.includes(name)) continue;
      const total = await theirs(name, { from: FROM, to: TO, step: 'all' });
      expect([name, ...answer.total.map(text)]).toEqual([name, ...(total[0]?.slice(1) ?? [])]);
    }
  });

  it.each(MEASURES.filter((name) => measures[name].definition.compares.includes('period')))(
    '%s, with the time and the year before',
    async (name) => {
      for (const compare of ['previous', 'year-before'] as const) {
        const answer = await ours(name, { ...stepped(name, 'month'), compare });
        const before = answer.compared ?? expect.unreachable('no time before');
        // where rows are chosen by their figures, those of now are compared
        const keys = new Set(answer.rows.map((row) => row.keys.map(text).join(' ')));
        const chosen = name === 'diagnoses' || name === 'referrals';
        await same(name, before, { ...before.range, step: 'month' }, ([key = '']) => !chosen || keys.has(key));
      }
    },
  );

  const splits = MEASURES.flatMap((name) =>
    (['practitioner', 'place'] as const)
      .filter((split) => measures[name].definition.compares.includes(split))
      .map((split): [MeasureName, Split] => [name, split]),
  );

  it.each(splits)('%s, by %s and of one of them alone, now and before', async (name, by) => {
    const answer = await ours(name, { ...stepped(name, 'month'), by, compare: 'previous' });
    expect(await same(name, answer, { from: FROM, to: TO, by, step: 'month' })).toBeGreaterThan(3);
    const before = answer.compared ?? expect.unreachable('no time before');
    const keys = new Set(answer.rows.map((row) => row.keys.map(text).join(' ')));
    await same(
      name,
      before,
      { ...before.range, by, step: 'month' },
      ([who, key]) => name !== 'referrals' || keys.has(`${who} ${key}`),
    );
    const whoever = [...new Set(answer.rows.map((row) => row.keys[0] ?? null))];
    expect(whoever.length).toBeGreaterThan(1);
    for (const one of whoever.slice(0, 3)) {
      const alone = await ours(name, { ...stepped(name, 'month'), [by]: one });
      const rows = alone.rows.map(({ keys: own, values }) => ({ keys: [one, ...own], values }));
      await same(name, { rows }, { from: FROM, to: TO, by, step: 'month' }, ([who]) => who === text(one));
    }
  });
});

/** Of what is no figure nothing is said. */
function says(values: readonly string[]): boolean {
  return values.some((value) => value !== NONE && Number(value) !== 0);
}

function lines(rows: readonly (readonly string[])[]): string[] {
  return rows.map((row) => row.join(' ')).sort();
}

const NONE = '-';

/** Numbers to ten digits: a share is the same however it was divided. */
function text(value: Cell): string {
  if (value === null) return NONE;
  const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? String(value) : String(Number(number.toPrecision(10)));
}
