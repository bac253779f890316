/** What can be asked of units of measure. */
import type { Substance } from '../../../../shared/units/substances.ts';
import type { ParsedUnit } from './parse.ts';

/** Why a value was not converted: no unit, no number, units of different kinds, or a substance whose molar mass would be needed. */
export type NotConverted = 'unit' | 'number' | 'dimension' | 'substance';

export type Converted =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: NotConverted };

export interface Units {
  /** The UCUM code of a unit as people write it, or why there is none. */
  parseUnit(text: string): ParsedUnit;
  /**
   * A decimal's text in another unit (UCUM codes), rounded to the digits that are warranted: the finest place that is not finer than a step of the
   * last digit that was written. 126 mg/dL of glucose are 6.99 mmol/L, 7.0 mmol/L are 126 mg/dL.
   */
  convert(value: string, from: string, to: string, options?: ConvertOptions): Converted;
  /** The same without rounding, for comparing; undefined where it cannot be said. */
  exactly(value: number, from: string, to: string, options?: ConvertOptions): number | undefined;
  /** Whether values in one unit can be told in the other, molar masses aside. */
  sameDimension(one: string, other: string): boolean;
}

export interface ConvertOptions {
  readonly substance?: Substance | undefined;
}
