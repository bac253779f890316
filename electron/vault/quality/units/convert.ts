/** Values from one unit to another. */
import { ifccOf, ngspOf } from '../../../../shared/units/hba1c.ts';
import { chargeOf, molarMass, type Substance } from '../../../../shared/units/substances.ts';
import type { Converted, ConvertOptions, NotConverted, Units } from './contract.ts';
import { decimalIn, decimalOfNumber, leadingPlace, powerOfTen, roundedText, significant, times } from './decimals.ts';
import type { Ucum, UcumUnit } from './ucum.ts';

/** Particles in a mole, as the library counts them. */
const MOLE = 6.0221367e23;
/** Where mass stands in a dimension. */
const MASS = 2;

/** How values of one unit become values of another. */
type Way =
  | { readonly factor: number }
  /** Not proportional: degrees, and what an equation binds. */
  | { readonly curve: (value: number) => number | undefined };

/** Conversions by a list of units. */
export function convert(ucum: Ucum): Pick<Units, 'convert' | 'exactly' | 'sameDimension'> {
  const way = (from: string, to: string, { substance }: ConvertOptions): Way | NotConverted => {
    if (from === to) return { factor: 1 };
    if (substance === 'hba1c') return glycated(from, to);
    const [one, other] = [ucum.unit(from), ucum.unit(to)];
    if (!one || !other) return 'unit';
    // a share of molecules is no share of masses, though neither has a dimension
    if (/mol/.test(from) !== /mol/.test(to) && one.moles === other.moles) return 'dimension';
    if (one.special || other.special) return { curve: (value) => ucum.convert(value, from, to) };
    return factorOf(one, other, substance);
  };
  return {
    convert: (text, from, to, options = {}) => {
      const found = way(from, to, options);
      if (typeof found === 'string') return { ok: false, why: found };
      return 'factor' in found ? scaled(text, found.factor) : curved(text, found.curve);
    },
    exactly: (value, from, to, options = {}) => {
      const found = way(from, to, options);
      if (typeof found === 'string') return undefined;
      return 'factor' in found ? Number((value * found.factor).toPrecision(12)) : found.curve(value);
    },
    sameDimension: (one, other) => {
      const found = way(one, other, {});
      return typeof found === 'string' ? false : 'factor' in found || found.curve(1) !== undefined;
    },
  };
}

function glycated(from: string, to: string): Way | NotConverted {
  if (from === '%' && to === 'mmol/mol') return { curve: ifccOf };
  if (from === 'mmol/mol' && to === '%') return { curve: ngspOf };
  return 'dimension';
}

function factorOf(from: UcumUnit, to: UcumUnit, substance: Substance | undefined): Way | NotConverted {
  // an arbitrary unit is told in no other but its own multiples, whose codes differ by a prefix alone
  if (from.arbitrary !== to.arbitrary) return 'dimension';
  const ratio = from.magnitude / to.magnitude;
  const moles = to.moles + to.equivalents - from.moles - from.equivalents;
  const masses = at(from, MASS) - at(to, MASS);
  const rest = from.dimension.every((power, i) => i === MASS || power === at(to, i));
  if (!rest || from.dimension.length !== to.dimension.length || moles !== masses) return 'dimension';
  const charge = from.equivalents === to.equivalents ? 1 : substance && chargeOf(substance);
  const mass = moles === 0 ? 1 : substance && molarMass(substance);
  if (charge === undefined || mass === undefined) return 'substance';
  // grams of the one are moles of the other
  const perMole = (MOLE / mass) ** moles;
  return { factor: tidy(ratio * perMole * charge ** (to.equivalents - from.equivalents)) };
}

function at({ dimension }: UcumUnit, index: number): number {
  return dimension[index] ?? 0;
}

/** Twelve digits: more than any unit is defined by here, and less than the noise of a double. */
function tidy(factor: number): number {
  return Number(factor.toPrecision(12));
}

function scaled(text: string, factor: number): Converted {
  const decimal = decimalIn(text);
  if (!decimal) return { ok: false, why: 'number' };
  if (factor === 1) return { ok: true, value: text };
  const by = decimalOfNumber(factor);
  const product = times(decimal, by);
  const exact = powerOfTen(by);
  const step = 10 ** -decimal.scale * factor;
  const near = Number(text) * factor;
  const place = exact ? leadingPlace(step) : warranted(step, near, significant(decimal));
  return { ok: true, value: roundedText(product, place) };
}

function curved(text: string, curve: (value: number) => number | undefined): Converted {
  const decimal = decimalIn(text);
  if (!decimal) return { ok: false, why: 'number' };
  const value = Number(text);
  const [here, there] = [curve(value), curve(value + 10 ** -decimal.scale)];
  if (here === undefined || there === undefined) return { ok: false, why: 'dimension' };
  const place = Math.round(Math.log10(Math.abs(there - here)));
  return { ok: true, value: roundedText(decimalOfNumber(here), place) };
}

/** The last place that is no finer than a step of what was written, a tenth aside, and never fewer digits than were written. */
function warranted(step: number, value: number, digits: number): number {
  const last = Math.floor(Math.log10(step) + 0.05);
  return value === 0 ? last : Math.min(last, leadingPlace(value) - digits + 1);
}
