/** Units as they stand in records, each with the way from it to the unit of a question. */
import { LOINC } from '../../../../shared/terminology/tests.ts';
import { substanceOf } from '../../../../shared/units/substances.ts';
import type { Units } from '../../quality/units/index.ts';
import type { ObservedKind } from '../../storage/observed.ts';

/** The value in the unit that is asked for is `factor` times the value, and `offset` more. */
export interface Conversion {
  readonly kids: readonly number[];
  readonly factor: number;
  readonly offset: number;
}

export interface Conversions {
  readonly ways: readonly Conversion[];
  /** Whose values cannot be told in the unit. */
  readonly without: readonly ObservedKind[];
}

/** The way to `unit` (UCUM) from each unit that is written with values of these codes: by UCUM, and of tests of one substance by its molar mass. */
export function conversionsTo(
  unit: string,
  of: readonly { readonly system?: string | undefined; readonly code: string }[],
  kinds: readonly ObservedKind[],
  units: Units,
): Conversions {
  const substance = of.map(({ system = LOINC, code }) => substanceOf(system, code)).find((one) => one !== undefined);
  const ways = new Map<string, Conversion & { readonly kids: number[] }>();
  const without: ObservedKind[] = [];
  for (const kind of kinds) {
    const way = wayFrom(kind.unit);
    if (!way) {
      without.push(kind);
      continue;
    }
    const key = `${way.factor} ${way.offset}`;
    const same = ways.get(key);
    if (same) same.kids.push(kind.kid);
    else ways.set(key, { ...way, kids: [kind.kid] });
  }
  return { ways: [...ways.values()], without };

  function wayFrom(written: string): Omit<Conversion, 'kids'> | undefined {
    const from = units.parseUnit(written);
    if (!from.ok) return undefined;
    if (from.code === unit) return { factor: 1, offset: 0 };
    const [zero, one, two] = [0, 1, 2].map((value) => units.exactly(value, from.code, unit, { substance }));
    if (zero === undefined || one === undefined || two === undefined) return undefined;
    const factor = one - zero;
    // of what lies on no straight line (pH, decibels) two points tell nothing
    return Math.abs(two - one - factor) > Math.abs(factor) * 1e-6 ? undefined : { factor, offset: zero };
  }
}
