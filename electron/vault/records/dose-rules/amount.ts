/** How much of a substance a dose is, in the unit of a rule; and how much of it in a day. Strict: what is not known is not taken for fine. */
import type { Amount, Frequency } from '../../../../shared/bridge/prescriptions.ts';
import { type Strength, strengthOf } from '../../../../shared/records/medication-request/product.ts';
import type { DoseUnit } from '../../../../shared/records/medication-request/units.ts';
import { divided, type Fraction, fraction, times } from './fraction.ts';

/** Units of mass in micrograms. */
const MASS: Partial<Readonly<Record<DoseUnit, bigint>>> = { ug: 1n, mg: 1000n, g: 1_000_000n };

/** The dose in another unit; undefined where the two cannot be compared. `product` as `tablet 5 mg`. */
export function doseIn(unit: DoseUnit, dose: Amount, product: string): Fraction | undefined {
  const direct = converted(fraction(dose.value), dose.unit, unit);
  if (direct) return direct;
  const strength = strengthOf(product);
  if (!strength || strength.in !== dose.unit) return undefined;
  return converted(massOf(fraction(dose.value), strength), strength.unit, unit);
}

function massOf(count: Fraction, { amount, per }: Strength): Fraction {
  return divided(times(count, fraction(amount)), fraction(per));
}

function converted(value: Fraction, from: DoseUnit, to: DoseUnit): Fraction | undefined {
  if (from === to) return value;
  const [a, b] = [MASS[from], MASS[to]];
  return a === undefined || b === undefined ? undefined : { over: value.over * a, under: value.under * b };
}

/** The most times that it is taken within 24 hours; undefined where nobody says how often. */
export function timesADay(frequency: Frequency | undefined): number | undefined {
  switch (frequency?.kind) {
    case 'per-day':
      return frequency.times;
    case 'every-hours':
      return Math.ceil(24 / frequency.hours);
    case 'per-week':
    case 'every-days':
    case 'once':
      return 1;
    default:
      return undefined;
  }
}
