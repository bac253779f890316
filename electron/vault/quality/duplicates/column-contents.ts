/** What a column of a table is about when its header says nothing: by what stands in it. */
import { HAN } from '../../../../shared/records/han.ts';
import { familyLength } from '../../../../shared/records/patient/family-name.ts';
import type { KindName } from './contract.ts';
import { isDates } from './date-columns.ts';

/** `name` is a whole name; `none` says nothing of the person. */
export type ColumnKind = KindName | 'name' | 'none';

/** Part of the cells that must look like something: the rest are slips. */
const MOST = 0.9;
/** Cells that are looked at. */
const LOOKED_AT = 2000;

const SEX = /^(?:m|f|male|female|man|woman|男|女|男性|女性)$/i;

/** The kind of a column by its cells; `text` for what looks like nothing known. */
export function kindOfValues(cells: readonly string[]): ColumnKind {
  const said = cells
    .slice(0, LOOKED_AT)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  if (said.length === 0) return cells.length === 0 ? 'text' : 'none';
  const looks = (test: (cell: string) => boolean): boolean => said.filter(test).length >= MOST * said.length;
  const distinct = new Set(said).size;
  if (distinct === 1 && said.length > 1) return 'none';
  if (looks((cell) => cell.includes('@'))) return 'email';
  if (distinct <= 6 && looks((cell) => SEX.test(cell))) return 'sex';
  if (isDates(said)) return 'birth';
  if (looks(isChineseName)) return 'name';
  if (looks((cell) => /^[1-9]\d{16}[\dXx]$|^[1-9]\d{14}$/.test(cell))) return 'identifier';
  if (looks((cell) => /^\+?[\d\s()-]{10,20}$/.test(cell))) return 'phone';
  if (looks((cell) => /^[\dA-Za-z-]*\d{6,}[\dA-Za-z-]*$/.test(cell)))
    return distinct === cells.length ? 'none' : 'identifier';
  // numbers that count the rows say nothing of a person
  if (looks((cell) => /^\d+$/.test(cell))) return distinct === cells.length ? 'none' : 'code';
  return distinct === cells.length && looks((cell) => /\d/.test(cell) && !cell.includes(' ')) ? 'none' : 'text';
}

function isChineseName(cell: string): boolean {
  const length = [...cell].length;
  return HAN.test(cell) && !/[\d\p{P}]/u.test(cell) && length >= 2 && length <= 4 && familyLength(cell) < length;
}
