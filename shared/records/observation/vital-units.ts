/**
 * Units in which vital signs are measured beside the usual one. A value is kept in the unit that it was typed in; for comparing, and for the body
 * mass index, it is told in the usual one. The profile of vital signs allows these codes (http://hl7.org/fhir/R4/valueset-ucum-vitals-common.html,
 * ...-ucum-bodytemp.html, ...-ucum-bodyweight.html, ...-ucum-bodylength.html).
 */
import { molarMass } from '../../units/substances.ts';
import { spelledUnit } from '../../units/written.ts';
import { type JsonObject, toNumber } from '../json.ts';
import { textIn } from '../members.ts';
import { VITAL_SIGNS, type VitalSign, type VitalSignName } from './vital-signs.ts';

interface VitalUnit {
  readonly ucum: string;
  /** As people write it. */
  readonly unit: string;
  /** The value in the usual unit, exactly. */
  usual(value: number): number;
}

const by = (ucum: string, unit: string, factor: number): VitalUnit => ({
  ucum,
  unit,
  usual: (value) => Number((value * factor).toPrecision(12)),
});
// the international yard and pound of 1959: 1 in = 2.54 cm, 1 lb = 0.45359237 kg (NIST SP 811, appendix B)
const INCH = by('[in_i]', 'in', 2.54);
/** g/mol; mg/dL are hundredths of g/L. */
const GLUCOSE = molarMass('glucose') ?? Number.NaN;

const OTHERS: Readonly<Partial<Record<VitalSignName, readonly VitalUnit[]>>> = {
  temperature: [{ ucum: '[degF]', unit: '°F', usual: (value) => Number((((value - 32) * 5) / 9).toPrecision(12)) }],
  weight: [by('[lb_av]', 'lb', 0.45359237), by('g', 'g', 0.001)],
  height: [INCH],
  waist: [INCH],
  glucose: [by('mg/dL', 'mg/dL', 10 / GLUCOSE)],
};

/** What people write for a unit where its sign leaves no doubt; elsewhere F is a farad. */
const ALSO: Readonly<Record<string, string>> = { f: '[degF]', c: 'Cel', 磅: '[lb_av]', 英寸: '[in_i]' };

/** A value as it was typed, and in the usual unit. */
export interface MeasuredValue {
  /** The decimal's own text. */
  readonly text: string;
  readonly unit: string;
  readonly ucum: string;
  /** In the unit of the sign, exactly. */
  readonly usual: number;
}

/** Digits before the point: of grams and mg/dL there are more. */
const TYPED = /^(\d{1,5}(?:\.\d{1,2})?)\s*(.*)$/;
const USUAL = /^\d{1,3}(?:\.\d{1,2})?$/;

/** Other units that a sign may be typed in, as people write them; the usual one is not among them. */
export function otherVitalUnits(name: VitalSignName): readonly string[] {
  return (OTHERS[name] ?? []).map(({ unit }) => unit);
}

/** What was typed for a sign, `36.8`, `98.6 F` or `126 mg/dL`; undefined where it is no value of it. */
export function measuredIn(name: VitalSignName, typed: string): MeasuredValue | undefined {
  const sign: VitalSign = VITAL_SIGNS[name];
  const [, text = '', written = ''] = TYPED.exec(typed.trim()) ?? [];
  if (text === '') return undefined;
  const code = written === '' ? sign.ucum : (ALSO[written.toLowerCase()] ?? spelledUnit(written));
  if (code === sign.ucum)
    return USUAL.test(text) ? { text, unit: sign.unit, ucum: sign.ucum, usual: Number(text) } : undefined;
  const other = OTHERS[name]?.find(({ ucum }) => ucum === code);
  return other && { text, unit: other.unit, ucum: other.ucum, usual: other.usual(Number(text)) };
}

/** A Quantity of a sign in its usual unit; undefined where it has another kind of unit, or none. */
export function usualValue(name: VitalSignName, quantity: JsonObject): number | undefined {
  const value = toNumber(quantity.value);
  const code = spelledUnit(textIn(quantity.code) || textIn(quantity.unit));
  if (value === undefined || code === '') return undefined;
  if (code === VITAL_SIGNS[name].ucum) return value;
  return OTHERS[name]?.find(({ ucum }) => ucum === code)?.usual(value);
}
