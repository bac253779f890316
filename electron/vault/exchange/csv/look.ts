/** What a table looks like before anything of it comes in: how it is written, its first rows, and what becomes of them. */
import { raise } from '../../../../shared/base/result.ts';
import type { TableLook, TablePreview, TablePreviewRow } from '../../../../shared/bridge/tables.ts';
import { guessMapping } from '../../../../shared/csv/guess.ts';
import type { Mapping, TableFormat } from '../../../../shared/csv/mapping.ts';
import { plainJson } from '../../../../shared/records/json.ts';
import { errorsIn } from '../../quality/validation/index.ts';
import { compileMapping } from './compile.ts';
import { findFormat } from './format.ts';
import { problemText } from './problems.ts';
import { type MappedRow, makeRowMapper } from './row.ts';
import { readTable, type TableHead, type TableRow } from './table.ts';
import { rowContextOf } from './units.ts';

/** So many rows are looked at for guesses. */
const SAMPLED = 200;
/** So many problems are named. */
const MOST_PROBLEMS = 200;

/** How a table is written, what stands in its first rows, and what its columns may mean. Raises file-not-found, file-unreadable, truncated, csv-empty. */
export async function lookAtTable(path: string, chosen: TableFormat, rows: number): Promise<TableLook> {
  const format = await findFormat(path, chosen);
  const { head, found } = await firstRows(path, format, Math.max(rows, SAMPLED));
  const samples = (column: string): string[] => {
    const place = head.columns.indexOf(column);
    return found.flatMap(({ cells }) => (cells?.[place]?.trim() ? [cells[place]] : []));
  };
  return {
    format,
    columns: head.columns.map((name) => ({ name, samples: [...new Set(samples(name))].slice(0, 5) })),
    rows: found.slice(0, rows).map(({ line, cells, trouble }) => ({
      line,
      cells: [...(cells ?? [])],
      ...(trouble && { trouble: `csv-${trouble}` as const }),
    })),
    guessed: guessMapping(head.columns, samples),
  };
}

/** What becomes of the first rows of a table. Nothing is written. Raises as `lookAtTable` does. */
export async function previewTable(
  path: string,
  mapping: Mapping,
  limits: { readonly shown: number; readonly judged: number },
  zone: string,
): Promise<TablePreview> {
  const format = await findFormat(path, mapping.file);
  const { head, found } = await firstRows(path, format, limits.judged);
  const { compiled, faults } = compileMapping(mapping, head.columns);
  if (faults.length > 0) return { faults: [...faults], rows: [], problems: [], judged: 0, waiting: 0 };
  const map = makeRowMapper(compiled, await rowContextOf(zone, compiled));
  const places = new Map(head.columns.map((column, index) => [column, index]));
  const judged = found.map((row) => judge(row, (column) => row.cells?.[places.get(column) ?? -1] ?? '', map));
  const waiting = judged.filter(({ problems }) => problems.length > 0);
  return {
    faults: [],
    rows: judged.slice(0, limits.shown),
    problems: waiting
      .flatMap(({ line, problems }) => problems.map((problem) => ({ line, ...problem })))
      .slice(0, MOST_PROBLEMS),
    judged: judged.length,
    waiting: waiting.length,
  };
}

function judge(
  row: TableRow,
  cells: (column: string) => string,
  map: (cells: (column: string) => string) => MappedRow,
): TablePreviewRow {
  if (row.trouble) {
    const code = `csv-${row.trouble}` as const;
    return { line: row.line, resources: [], problems: [{ code, message: problemText(code) }] };
  }
  const { resources, problems } = map(cells);
  const invalid = resources.flatMap(({ name, own, resource }) =>
    own === undefined
      ? errorsIn(resource)
          .slice(0, 1)
          .map(({ expression }) => ({ name, expression }))
      : [],
  );
  return {
    line: row.line,
    resources: resources.map(({ name, type, resource }) => ({
      name,
      type,
      resource: plainJson(resource) as TablePreviewRow['resources'][number]['resource'],
    })),
    problems: [
      ...problems.map(({ code, column }) => ({
        code,
        message: problemText(code, column),
        ...(column !== undefined && { column }),
      })),
      ...invalid.map(({ name, expression }) => ({
        code: 'not-valid' as const,
        message: `${expression} is not valid. Correct the row, or the mapping.`,
        resource: name,
        element: expression,
      })),
    ],
  };
}

async function firstRows(
  path: string,
  format: Awaited<ReturnType<typeof findFormat>>,
  limit: number,
): Promise<{ head: TableHead; found: TableRow[] }> {
  const found: TableRow[] = [];
  let head: TableHead | undefined;
  for await (const reading of readTable(path, format)) {
    head = reading.head;
    found.push(...reading.rows);
    if (found.length >= limit) break;
  }
  if (!head || head.columns.length === 0) raise('csv-empty', problemText('csv-empty'), { file: '' });
  return { head, found: found.slice(0, limit) };
}
