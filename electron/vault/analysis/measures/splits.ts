/** Figures by practitioner or place, and of one of them only: both stand as numbers in the facts. */
import type { Split } from '../../../../shared/bridge/measures.ts';
import type { Reader, SqlValue } from '../../storage/database.ts';
import { findNid, namesByNid } from '../../storage/facts.ts';
import type { Question } from './contract.ts';

/** A number that no name has. */
const UNKNOWN = -2;

const COLUMNS: Readonly<Record<Split, string>> = { practitioner: 'who', place: 'place' };

/** What a fact is told apart by: a column, or NULL where nothing was asked. */
export function splitColumn({ by }: Pick<Question, 'by'>): string {
  return by === undefined ? 'NULL' : COLUMNS[by];
}

/** The same of numbers of facts, which say -1 for none. */
export function countedSplit({ by }: Pick<Question, 'by'>): string {
  return by === undefined ? 'NULL' : `nullif(${COLUMNS[by]}, -1)`;
}

/** Conditions on `who` and `place` for a question about one of them, to stand behind others. `none`: how it is said that there is none. */
export function ofWhom(
  reader: Reader,
  question: Pick<Question, 'practitioner' | 'place'>,
  none = 'IS NULL',
): { sql: string; params: SqlValue[] } {
  const params: SqlValue[] = [];
  const sql = (['practitioner', 'place'] as const).map((split) => {
    const key = question[split];
    if (key === undefined) return '';
    if (key === null) return ` AND ${COLUMNS[split]} ${none}`;
    params.push(findNid(reader, key) ?? UNKNOWN);
    return ` AND ${COLUMNS[split]} = ?`;
  });
  return { sql: sql.join(''), params };
}

/** The keys of numbers; null for null. */
export function keysOf(reader: Reader, nids: Iterable<number | null>): (nid: number | null) => string | null {
  const names = namesByNid(reader, new Set([...nids].filter((nid) => nid !== null)));
  return (nid) => (nid === null ? null : (names.get(nid)?.name ?? null));
}
