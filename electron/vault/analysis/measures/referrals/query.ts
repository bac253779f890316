import { stillWanted } from '../../../storage/bounds.ts';
import { FACT, findNid, namesByNid } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Row } from '../contract.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { compareKeys, share } from '../series.ts';
import { keysOf, ofWhom, splitColumn } from '../splits.ts';
import { definition } from './definition.ts';

export const referrals: Measure = {
  definition,
  figures: (reader, question, like) => {
    const whom = ofWhom(reader, question);
    const counted = reader.all<{ split: number | null; code: number | null; n: number; done: number }>(
      `SELECT ${splitColumn(question)} AS split, code, count(*) AS n, sum(value) AS done FROM fact INDEXED BY fact_day
       WHERE kind = ${FACT.referral} AND kind < 20 AND day BETWEEN ? AND ?${whom.sql} AND ${stillWanted('day')}
       GROUP BY split, code`,
      question.from,
      question.to,
      ...whom.params,
    );
    const splitOf = keysOf(
      reader,
      counted.map(({ split }) => split),
    );
    const names = namesByNid(reader, new Set(counted.flatMap(({ code }) => code ?? [])));
    const found = counted.map(({ split, code, n, done }): Row => {
      const specialty = code === null ? null : (names.get(code)?.name ?? null);
      return { keys: question.by === undefined ? [specialty] : [splitOf(split), specialty], values: valuesOf(n, done) };
    });
    const rows = like ? found : found.sort(mostFirst);
    const sum = (of: 'n' | 'done'): number => counted.reduce((all, one) => all + one[of], 0);
    return {
      rows: like ? alike(like.rows, rows) : rows,
      total: valuesOf(sum('n'), sum('done')),
      leftOut: leftOut({ undated: countUndated(reader, 'referral') }),
      names: new Map([...names.values()].flatMap(({ name, label }) => (label === undefined ? [] : [[name, label]]))),
    };
  },
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('referral');
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    const specialty = place.keys.get('specialty');
    const done = cell.column === 'referrals' ? '' : ' AND f.value = 1';
    if (specialty === undefined) return factsBehind(reader, 'referral', place, `true${done}`);
    if (specialty === null) return factsBehind(reader, 'referral', place, `f.code IS NULL${done}`);
    return factsBehind(reader, 'referral', place, `f.code = ?${done}`, [findNid(reader, specialty) ?? -1]);
  },
};

function valuesOf(n: number, done: number): Row['values'] {
  return [n, done, share(done, n)];
}

function mostFirst(a: Row, b: Row): number {
  const more = Number(b.values[0]) - Number(a.values[0]);
  if (more !== 0) return more;
  return a.keys.map((key, at) => compareKeys(key, b.keys[at] ?? null)).find((order) => order !== 0) ?? 0;
}

/** The rows of the time before that have the keys of those of now; 0 where there was none. */
function alike(now: readonly Row[], before: readonly Row[]): Row[] {
  const known = new Map(before.map((row) => [JSON.stringify(row.keys), row]));
  return now.map(({ keys }) => known.get(JSON.stringify(keys)) ?? { keys, values: valuesOf(0, 0) });
}
