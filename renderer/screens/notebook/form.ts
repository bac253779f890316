/** A notebook while it is written. */
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { ChartSetting, Notebook, NotebookCell, NotebookLimits } from '../../../shared/bridge/notebook.ts';

export interface NotebookForm {
  readonly title: string;
  /** Keys of the chosen views. */
  readonly views: readonly string[];
  readonly cells: readonly NotebookCell[];
  /** The writes that it was made from: what somebody else wrote meanwhile is not overwritten. */
  readonly seen: readonly string[];
}

export type QueryCellOf = Extract<NotebookCell, { kind: 'query' }>;

/** What may be chosen of the limits. */
export const SECONDS = [10, 30, 120, 600] as const;
export const MEGABYTES = [1024, 2048, 4096] as const;
export const LONGEST_TITLE = 100;
export const LIMITS: NotebookLimits = { seconds: SECONDS[1], memoryMb: MEGABYTES[0] };

export function queryCell(sql = '', chart?: ChartSetting): QueryCellOf {
  return { kind: 'query', id: crypto.randomUUID(), sql, ...(chart ? { chart } : {}) };
}

export function wordsCell(text = ''): NotebookCell {
  return { kind: 'words', id: crypto.randomUUID(), text };
}

/** One with nothing in it but a place for a query. */
export function emptyForm(): NotebookForm {
  return { title: '', views: [], cells: [queryCell()], seen: [] };
}

/** How many visits there were, month by month and by sex: shows a join, a group and a picture. */
const EXAMPLE_SQL = `SELECT substr(v.day, 1, 7) AS month, p.gender, count(*) AS visits
FROM visits v
JOIN patients p ON p.id = v.patient_id
GROUP BY month, p.gender
ORDER BY month`;

/** An example over views that ship, in the reader's words. */
export function exampleForm(words: { readonly title: string; readonly text: string }): NotebookForm {
  return {
    title: words.title,
    views: ['patients', 'visits'],
    cells: [wordsCell(words.text), queryCell(EXAMPLE_SQL, { kind: 'bar', x: 'month', y: 'visits', series: 'gender' })],
    seen: [],
  };
}

export function formOf({ title, content, seen }: Notebook): NotebookForm {
  return { title, views: content.views, cells: content.cells, seen };
}

/** `id`: of the one that is edited. */
export function saveInput(
  id: string | undefined,
  { title, views, cells, seen }: NotebookForm,
): CallInput<'notebook.save'> {
  const content = { v: 1 as const, views: [...views], cells: [...cells] };
  return id === undefined ? { title, content } : { id, seen: [...seen], title, content };
}

/** The cells with one of them changed. */
export function withCell(form: NotebookForm, cell: NotebookCell): NotebookForm {
  return { ...form, cells: form.cells.map((one) => (one.id === cell.id ? cell : one)) };
}

/** The first look at a table. */
export function lookAt(table: string): string {
  return `SELECT *\nFROM ${table}\nLIMIT 100`;
}

/** The form with the query that a table, the first one, is looked at by, where nothing is written yet. */
export function withFirstTable(form: NotebookForm, table: string): NotebookForm {
  const [cell, ...more] = form.cells;
  const isBlank = cell?.kind === 'query' && cell.sql.trim() === '' && more.length === 0;
  return isBlank && form.views.length === 1 ? withCell(form, { ...cell, sql: lookAt(table) }) : form;
}

/** A copy under another title, with cells of its own. */
export function copyOf(notebook: Notebook, title: string): CallInput<'notebook.save'> {
  const { views, cells } = formOf(notebook);
  const own = cells.map((cell) => ({ ...cell, id: crypto.randomUUID() }));
  return saveInput(undefined, { title: title.slice(0, LONGEST_TITLE), views, cells: own, seen: [] });
}
