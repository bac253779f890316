/** Rows of a view as the window and the command line ask for them: the first ones, or page by page. Runs in the reading thread. */
import type { CallOutput } from '../../../../shared/bridge/index.ts';
import type { ViewDefinition } from '../../../../shared/bridge/views.ts';
import type { Reader } from '../../storage/database.ts';
import { type CompiledView, compileView } from './compile.ts';
import { pageRows, recordsOf, runView, type ViewRow } from './run.ts';

export type ViewPage = CallOutput<'view.page'>;
export type ViewPreview = CallOutput<'view.preview'>;

export interface ViewPageQuestion {
  readonly definition: ViewDefinition;
  readonly after: number;
}

export interface ViewPreviewQuestion {
  readonly definition: ViewDefinition;
  readonly rows: number;
}

/** Records whose rows are one page. */
const PAGE_RECORDS = 2000;
/** The rows of the next records. Raises view-invalid. */
export function viewPage(reader: Reader, { definition, after }: ViewPageQuestion): ViewPage {
  const view = compileView(definition);
  const ids = recordsOf(reader, view.resource, after, PAGE_RECORDS);
  return {
    columns: [...view.columns],
    rows: listed(view, pageRows(reader, view, ids)),
    next: ids.length < PAGE_RECORDS ? null : (ids.at(-1) ?? null),
  };
}

/** The first rows, and whether there are more. Raises view-invalid, cancelled. */
export async function viewPreview(
  reader: Reader,
  { definition, rows: wanted }: ViewPreviewQuestion,
  signal: AbortSignal,
): Promise<ViewPreview> {
  const view = compileView(definition);
  const rows: ViewRow[] = [];
  for await (const row of runView(reader, definition, { signal, enough: wanted + 1 })) rows.push(row);
  return { columns: [...view.columns], rows: listed(view, rows.slice(0, wanted)), more: rows.length > wanted };
}

/** Rows as lists, in the order of the columns. */
function listed(view: CompiledView, rows: readonly ViewRow[]): ViewPage['rows'] {
  const names = view.columns.map(({ name }) => name);
  return rows.map((row) => names.map((name) => row[name]) as ViewPage['rows'][number]);
}
