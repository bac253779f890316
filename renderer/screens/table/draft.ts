/** What is being said of a table: which file, and its mapping. As texts, so that it can be kept as a draft. */
import { keyed } from '../../../shared/csv/guess.ts';
import { type ColumnTarget, Mapping, type TableFormat } from '../../../shared/csv/mapping.ts';
import type { CleaningDraft } from '../CleaningFields.tsx';

export interface TableDraft {
  readonly path: string;
  /** A mapping as JSON; '' as long as nothing was said: what is guessed holds. */
  readonly mapping: string;
  /** How the file is read, as JSON; '' for what is found. */
  readonly format: string;
  /** Rules of cleaning and their country, as JSON; '' for none. */
  readonly clean: string;
}

export const EMPTY: TableDraft = { path: '', mapping: '', format: '', clean: '' };

/** The mapping of a draft; undefined where none was said, or it cannot be read any more. */
export function mappingIn({ mapping }: TableDraft): Mapping | undefined {
  if (mapping === '') return undefined;
  const parsed = Mapping.safeParse(JSON.parse(mapping));
  return parsed.success ? parsed.data : undefined;
}

/** By which rules the rows of a draft are cleaned; undefined for none. */
export function cleaningIn({ clean }: TableDraft): CleaningDraft | undefined {
  return clean === '' ? undefined : (JSON.parse(clean) as CleaningDraft);
}

/** How the file of a draft is to be read. */
export function formatIn({ format }: TableDraft): TableFormat {
  return format === '' ? {} : (JSON.parse(format) as TableFormat);
}

/** What a column stands for; '' for nothing. */
export function targetOf(mapping: Mapping, column: string): ColumnTarget {
  const short = mapping.columns?.[column];
  return typeof short === 'string' ? { as: short } : (short ?? { as: '' });
}

/** The mapping with another meaning of a column; the key follows from what there is. */
export function withTarget(mapping: Mapping, column: string, target: ColumnTarget): Mapping {
  const { [column]: _before, ...others } = mapping.columns ?? {};
  const plain = Object.keys(target).length === 1 ? target.as : target;
  const columns = target.as === '' ? others : { ...mapping.columns, [column]: plain };
  return keyed({ ...mapping, columns });
}

/** Columns that something else reads: a mapping file may say more than one column, one meaning. */
export function readElsewhere(mapping: Mapping, column: string): boolean {
  return JSON.stringify(Object.values(mapping.resources ?? {})).includes(JSON.stringify(column));
}
