/** What a measure is. A new one is a folder here, its name and types in shared/bridge/measures.ts, and an entry in the registry. */
import type {
  Grain,
  MeasureDefinition,
  MeasureFigures,
  MeasureRecord,
  Split,
} from '../../../../shared/bridge/measures.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Reader, SqlValue } from '../../storage/database.ts';

/** What is asked, with every choice made. Days of the clinic's calendar, YYYY-MM-DD; `from` and `to` are both part of the range. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly grain: Grain;
  readonly by: Split | undefined;
  /** As the keys of that dimension; null: of what names none. */
  readonly practitioner: string | null | undefined;
  readonly place: string | null | undefined;
}

export interface Figures extends Omit<MeasureFigures, 'range'> {
  /** What records call the codes in the rows; the same on every workstation. */
  readonly names?: ReadonlyMap<string, string>;
}
export type Row = Figures['rows'][number];

/** One figure: a key for each dimension of the answer, or null for the total; a column, or a reason of what is left out. */
export interface Cell {
  readonly keys: readonly (string | null)[] | null;
  readonly column: string;
}

/**
 * The records behind a figure: SQL that selects `rid` (the record that made it count; NULL where it is the patient),
 * `patient`, `day`, `value` (as it is shown) and `unit`, one row for each that was counted.
 */
export interface Behind {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** What is shown of a record, where SQL does not say it. */
  readonly shown?: (resource: JsonObject) => MeasureRecord['value'];
  /** Which stand first; the newest where nothing is said. Who has no day is the oldest. */
  readonly order?: 'newest' | 'oldest';
}

/** What adds up in the answers of a measure, beside its rows to its total: of two that are told, a third follows. */
export interface Sums {
  /** In each row: a column, and those that make it together. */
  readonly inRows?: readonly { readonly whole: string; readonly parts: readonly string[] }[];
  /** Columns that say in each row the total of another. */
  readonly repeated?: Readonly<Record<string, string>>;
}

export interface Measure {
  readonly definition: MeasureDefinition;
  readonly sums?: Sums;
  /**
   * Reads only; the SQL stands in the measure's folder. Throws if an index that it counts on is not there. `like`: rows to be compared
   * with; where rows are chosen by their figures, those with the same keys are wanted.
   */
  readonly figures: (reader: Reader, question: Question, like?: Figures) => Figures;
  /** Undefined for a figure that the measure does not have. */
  readonly behind: (reader: Reader, question: Question, cell: Cell) => Behind | undefined;
}
