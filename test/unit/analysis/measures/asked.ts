/** Asks a measure as the vault does, and opens every figure: what stands behind one is as much as it says. */
import { expect } from 'vitest';
import { askMeasure, type MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { MeasureAnswer, type MeasureRecord } from '../../../../shared/bridge/measures.ts';

/** The answer, with every figure opened. */
export function asked(reader: Reader, input: MeasureInput): MeasureAnswer {
  const answer = askMeasure(reader, input);
  expect(MeasureAnswer.parse(answer)).toEqual(answer);
  for (const figures of answer.compared ? [answer, answer.compared] : [answer]) {
    const of: MeasureInput = { ...input, compare: undefined, grain: answer.grain ?? undefined, ...figures.range };
    for (const row of figures.rows) checkRow(reader, of, answer, row.keys, row.values);
    checkRow(reader, of, answer, undefined, figures.total);
    for (const { reason, n } of figures.leftOut)
      expect(behind(reader, of, undefined, reason), `left out: ${reason}`).toHaveLength(Number(n));
  }
  return answer;
}

function checkRow(
  reader: Reader,
  of: MeasureInput,
  { columns }: MeasureAnswer,
  keys: readonly (string | null)[] | undefined,
  values: MeasureAnswer['total'],
): void {
  for (const [at, column] of columns.entries()) {
    const value = values[at] ?? null;
    if (value === null) continue;
    const found = behind(reader, of, keys, column.key);
    if (column.kind === 'count') expect(found, `${of.name} ${keys?.join()} ${column.key}`).toHaveLength(Number(value));
    if (column.counts === 'patients')
      expect(new Set(found.map(({ patient }) => patient)).size, 'patients are counted once').toBe(found.length);
    if (column.kind === 'share') {
      const of = (key: string | undefined) => Number(values[columns.findIndex((one) => one.key === key)]);
      expect(value).toBeCloseTo(of(column.numerator) / of(column.denominator), 12);
    }
  }
}

/** All records behind a figure, read in small pages. */
function behind(
  reader: Reader,
  input: MeasureInput,
  keys: readonly (string | null)[] | undefined,
  column: string,
): MeasureRecord[] {
  const records: MeasureRecord[] = [];
  let after: string | undefined;
  for (;;) {
    const page = recordsBehind(reader, { ...input, keys, column, after, limit: 40, locale: 'en' });
    records.push(...page.records);
    if (page.after === null) {
      expect(records).toHaveLength(page.count);
      expect(new Set(records.map((one) => `${one.type}/${one.id}`)).size).toBe(records.length);
      return records;
    }
    after = page.after;
  }
}
