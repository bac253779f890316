/** What a bench is: it measures something of ours and its yardstick in the same run, so that the ratio means something. */

export type Size = 'small' | 'S' | 'M' | 'L';

/** Patients of a generated clinic, about 39 records each. */
export const PATIENTS: Readonly<Record<Size, number>> = { small: 100, S: 2000, M: 20_000, L: 100_000 };

export interface BenchOptions {
  readonly size: Size;
  /** Rounds; each figure is the median of them. */
  readonly repeat: number;
  /** An empty folder, removed after the bench. */
  readonly folder: string;
  /** Where prepared vaults are kept; the system's temporary folder if it is not given. */
  readonly cache?: string;
  /** The vault of size L is that of M five times over, which takes minutes instead of hours. */
  readonly multiplied?: boolean;
}

/** What a figure should reach. `of`: the figure itself, or its ratio to the yardstick. */
export interface Target {
  readonly of: 'ours' | 'ratio';
  readonly least?: number;
  readonly most?: number;
}

/** One line of the table. */
export interface Figure {
  readonly what: string;
  /** How much was worked on: "2,081 records". */
  readonly scale: string;
  readonly ours: number;
  readonly unit: string;
  readonly yardstick?: { readonly what: string; readonly value: number };
  /** Median over the rounds of ours divided by the yardstick of the same round. */
  readonly ratio?: number;
  readonly target?: Target;
  /** Records that were there: figures of the same name over several sizes show how they grow with it. */
  readonly records?: number;
}

export interface Bench {
  /** One line for the list of benches. */
  readonly about: string;
  /** Runs once, with the largest of the sizes asked for, and not once for each. */
  readonly allSizes?: true;
  /** Opens windows of the packaged application, which is made for it where it is not there. */
  readonly needsWindow?: true;
  readonly run: (options: BenchOptions) => Promise<BenchReport>;
}

export interface BenchReport {
  readonly figures: readonly Figure[];
  /** Everything else that was measured, for the JSON alone. */
  readonly detail?: unknown;
}

/** Whether a figure reaches its target; undefined where it has none. */
export function reaches({ ours, ratio, target }: Figure): boolean | undefined {
  const value = target?.of === 'ratio' ? ratio : ours;
  if (!target || value === undefined) return undefined;
  return value >= (target.least ?? -Infinity) && value <= (target.most ?? Infinity);
}
