import { stillWanted } from '../../../storage/bounds.ts';
import type { Reader } from '../../../storage/database.ts';
import { FACT, findNid } from '../../../storage/facts.ts';
import { placeOf } from '../cells.ts';
import type { Measure, Question, Row } from '../contract.ts';
import { countUndated, factsBehind, undatedBehind } from '../fact-rows.ts';
import { leftOut } from '../left-out.ts';
import { compareKeys, refuseManyRows } from '../series.ts';
import { keysOf, ofWhom, splitColumn } from '../splits.ts';
import { stepsInTurn, stepsOf } from '../steps.ts';
import { decimalText } from './decimal.ts';
import { definition } from './definition.ts';

/** Counts and exact sums of one row, in ten-thousandths. */
interface Sum {
  invoices: number;
  billed: bigint;
  settled: bigint;
  charges: number;
  unbilled: bigint;
}

export const income: Measure = {
  definition,
  figures: (reader, question) => {
    const found = sums(reader, question);
    const stepOf = stepsInTurn(question.grain);
    const unreadable = (of: number): number =>
      found.reduce((sum, { kind, unread }) => sum + (kind === of ? unread : 0), 0);
    const splitOf = keysOf(
      reader,
      found.map(({ split }) => split),
    );
    const currencyOf = keysOf(
      reader,
      found.map(({ currency }) => currency),
    );
    const groups = new Map<string, { split: string | null; currency: string | null; steps: Map<string, Sum> }>();
    for (const { day, split, currency, kind, n, sum, settled } of found) {
      if (n === 0) continue;
      const name = `${split} ${currency}`;
      const group = groups.get(name) ?? {
        split: splitOf(split),
        currency: currencyOf(currency),
        steps: new Map<string, Sum>(),
      };
      groups.set(name, group);
      const step = stepOf(day);
      const one = group.steps.get(step) ?? nothing();
      group.steps.set(step, one);
      if (kind === FACT.charge) {
        one.charges += n;
        one.unbilled += BigInt(sum);
      } else {
        one.invoices += n;
        one.billed += BigInt(sum);
        one.settled += BigInt(settled);
      }
    }
    const steps = stepsOf(question.grain, question);
    refuseManyRows(steps.length, groups.size);
    const rows = [...groups.values()]
      .sort((a, b) => compareKeys(a.split, b.split) || compareKeys(a.currency, b.currency))
      .flatMap((group) =>
        steps.map(
          (step): Row => ({
            keys: [...(question.by === undefined ? [] : [group.split]), step, group.currency],
            values: valuesOf(group.steps.get(step) ?? nothing()),
          }),
        ),
      );
    const all = [...groups.values()].flatMap(({ steps: one }) => [...one.values()]);
    return {
      rows,
      total: totalOf(all, new Set([...groups.values()].map(({ currency }) => currency)).size === 1),
      leftOut: leftOut({
        unreadable: unreadable(FACT.invoice),
        unreadableCharge: unreadable(FACT.charge),
        undated: countUndated(reader, 'invoice'),
        undatedCharge: countUndated(reader, 'charge'),
      }),
    };
  },
  behind: (reader, question, cell) => {
    if (cell.column === 'undated') return undatedBehind('invoice');
    if (cell.column === 'undatedCharge') return undatedBehind('charge');
    const place = placeOf(definition, question, cell);
    if (!place) return undefined;
    if (cell.column === 'unreadable') return factsBehind(reader, 'invoice', place, 'f.value IS NULL');
    if (cell.column === 'unreadableCharge') return factsBehind(reader, 'charge', place, 'f.value IS NULL');
    const kind = cell.column === 'charges' || cell.column === 'unbilled' ? 'charge' : 'invoice';
    const settled = cell.column === 'settled' ? ' AND f.other = 1' : '';
    const currency = place.keys.get('currency');
    const of = currency === undefined ? '' : currency === null ? ' AND f.code IS NULL' : ' AND f.code = ?';
    return factsBehind(
      reader,
      kind,
      place,
      `f.value IS NOT NULL${settled}${of}`,
      typeof currency === 'string' ? [findNid(reader, currency) ?? -1] : [],
      // a record's own amount has no more than four decimals
      "iif(f.value < 0, '-', '') || rtrim(rtrim(printf('%d.%04d', abs(f.value) / 10000, abs(f.value) % 10000), '0'), '.')",
      '(SELECT name FROM fact_name WHERE nid = f.code)',
    );
  },
};

interface Found {
  readonly day: string;
  readonly kind: number;
  readonly split: number | null;
  readonly currency: number | null;
  readonly n: number;
  /** Those whose amount cannot be read. */
  readonly unread: number;
  /** As text: exact however large. */
  readonly sum: string;
  readonly settled: string;
}

/** Each day's, by everything by which the index orders a day: nothing is sorted, and there are few more. */
function sums(reader: Reader, question: Question): Found[] {
  const whom = ofWhom(reader, question);
  return [FACT.invoice, FACT.charge].flatMap((kind) =>
    reader.all<Found>(
      `SELECT day, ${kind} AS kind, ${splitColumn(question)} AS split, code AS currency, count(value) AS n, count(*) - count(value) AS unread,
         CAST(coalesce(sum(value), 0) AS TEXT) AS sum, CAST(coalesce(sum(value) FILTER (WHERE other = 1), 0) AS TEXT) AS settled
       FROM fact INDEXED BY fact_day
       WHERE kind = ${kind} AND kind < 20 AND day BETWEEN ? AND ?${whom.sql}
         AND ${stillWanted('day')} GROUP BY day, who, place, code`,
      question.from,
      question.to,
      ...whom.params,
    ),
  );
}

function nothing(): Sum {
  return { invoices: 0, billed: 0n, settled: 0n, charges: 0, unbilled: 0n };
}

/** Sums of several currencies say nothing; their records can be counted. */
function totalOf(all: readonly Sum[], isOne: boolean): Row['values'] {
  const whole = all.reduce(
    (sum, { invoices, billed, settled, charges, unbilled }) => ({
      invoices: sum.invoices + invoices,
      billed: sum.billed + billed,
      settled: sum.settled + settled,
      charges: sum.charges + charges,
      unbilled: sum.unbilled + unbilled,
    }),
    nothing(),
  );
  return isOne ? valuesOf(whole) : [whole.invoices, null, null, whole.charges, null];
}

function valuesOf({ invoices, billed, settled, charges, unbilled }: Sum): Row['values'] {
  return [invoices, decimalText(billed), decimalText(settled), charges, decimalText(unbilled)];
}
