/** What a definition is compiled with. */
import type { Cohort } from '../../../../shared/cohorts/definition.ts';
import type { Units } from '../../quality/units/index.ts';
import type { ObservedKind } from '../../storage/observed.ts';

export interface Setting {
  /** The day of asking in the clinic's zone, YYYY-MM-DD. */
  readonly today: string;
  readonly timeZone: string;
  readonly units: Units;
  /** The definition of a kept cohort by its id; undefined where it is not in use, or not to be read. */
  readonly kept: (id: string) => Cohort | undefined;
  /** In which units there are values of codes (system|code). */
  readonly kinds: (codes: readonly string[]) => readonly ObservedKind[];
}
