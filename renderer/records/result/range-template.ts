/** A table of reference ranges to be filled in: the tests that are measured in numbers, each with its unit, without any range. */
import { RANGE_COLUMNS, RANGE_HEADINGS, type RangeColumn } from '../../../shared/records/range-table.ts';
import { unitText } from '../../../shared/records/reference-range.ts';
import { listedTests } from '../../../shared/terminology/tests.ts';

/** Programs for tables know by it that this is UTF-8. */
const MARK = '\ufeff';

/** The table as CSV, in the language of its reader. */
export function rangeTemplate(language: 'en' | 'zh-CN'): string {
  const rows = listedTests()
    .filter(({ units }) => units.length > 0)
    .map(({ zh, en, code, units }): Partial<Record<RangeColumn, string>> => {
      const [unit = ''] = units;
      return { test: language === 'en' ? en : zh, code, unit: unitText(unit) || unit };
    });
  const lines = [
    RANGE_COLUMNS.map((column) => RANGE_HEADINGS[column][language]),
    ...rows.map((row) => RANGE_COLUMNS.map((column) => row[column] ?? '')),
  ];
  return `${MARK}${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
