/** Values that registers judge, in one unit each. */
import { codingsOf } from '../../../../shared/records/concept.ts';
import { type Json, type JsonObject, numberText, toNumber } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { ngspOf, ngspOfJds } from '../../../../shared/units/hba1c.ts';
import { spelledUnit } from '../../../../shared/units/written.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';

const LOINC = 'http://loinc.org';
const [SYSTOLIC, DIASTOLIC] = [['8480-6'], ['8462-4']];
/** Haemoglobin A1c in blood as NGSP counts: by any method, by HPLC, by electrophoresis, as a pure mass fraction. */
const NGSP = ['4548-4', '17856-6', '4549-2', '71875-9'];
/** The same as IFCC counts: in mmol/mol alone, for its per cent are others. */
const IFCC = '59261-8';
/** The same as it was counted in Japan until 2014. */
const JDS = '62388-4';
const HBA1C = [...NGSP, IFCC, JDS];
/** 1 mmHg is 133.322 Pa (NIST SP 811, appendix B). */
const MMHG_PER_KPA = 1000 / 133.322;

const NO_RESULT = ['registered', 'cancelled', 'entered-in-error'];

/** What a comparator says of a value, as a number beside it: -2 it is less, -1 at most as much, 1 at least, 2 more. */
const SIGNS: Readonly<Record<string, number>> = { '<': -2, '<=': -1, '>=': 1, '>': 2 };

/** The same of a pressure, as one sign each. */
const SIGN_OF: Readonly<Record<string, string>> = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' };
const EXACTLY = '=';

/**
 * Blood pressure where both values stand in one record, and glycated haemoglobin. What cannot be told in the unit of the register is kept
 * without a value: it was measured.
 */
export function valueFacts(observation: JsonObject, { status }: Pick<Projection, 'status'>): Fact[] {
  if (status !== null && NO_RESULT.includes(status)) return [];
  const [systolic, diastolic] = pressuresOf(observation);
  if (systolic && diastolic) {
    const signs = [systolic, diastolic].map((one) => SIGN_OF[comparatorOf(one)] ?? EXACTLY);
    const until = signs.every((sign) => sign === EXACTLY) ? undefined : signs.join('');
    return [{ kind: 'pressure', value: pressureIn(systolic), other: pressureIn(diastolic), until }];
  }
  const quantity = isCalled(observation.code, HBA1C) ? observation.valueQuantity : undefined;
  if (toNumber(memberOf(quantity, 'value')) === undefined) return [];
  const value = hba1cIn(observation.code, quantity);
  return [{ kind: 'hba1c', value, other: value === undefined ? undefined : SIGNS[comparatorOf(quantity)] }];
}

/** Of a record that facts tell of, the value as it stands there: of a blood pressure both. */
export function valueShown(observation: JsonObject): { text: string; unit: string } | null {
  const found = pressuresOf(observation);
  const quantities = found.length === 2 ? found : [observation.valueQuantity];
  const texts = quantities.flatMap((one) => {
    const number = numberText(memberOf(one, 'value'));
    return number === undefined ? [] : [comparatorOf(one) + number];
  });
  return texts.length === 0 ? null : { text: texts.join('/'), unit: unitOf(quantities[0]) };
}

function isCalled(code: Json | undefined, loinc: readonly string[]): boolean {
  return codingsOf(code).some((coding) => coding.system === LOINC && loinc.includes(textIn(coding.code)));
}

/** The systolic and the diastolic quantity, where both have a number. */
function pressuresOf({ component }: JsonObject): Json[] {
  if (component === undefined) return [];
  const found = [SYSTOLIC, DIASTOLIC].flatMap((loinc) => {
    const quantity = objectsIn(component).find(({ code }) => isCalled(code, loinc))?.valueQuantity;
    return quantity !== undefined && toNumber(memberOf(quantity, 'value')) !== undefined ? [quantity] : [];
  });
  return found.length === 2 ? found : [];
}

/** In mm[Hg]. */
function pressureIn(quantity: Json): number | undefined {
  const value = toNumber(memberOf(quantity, 'value'));
  if (value === undefined) return undefined;
  const unit = unitOf(quantity);
  if (unit === 'mm[Hg]') return value;
  return unit === 'kPa' ? Number((value * MMHG_PER_KPA).toPrecision(6)) : undefined;
}

/** In % as NGSP counts. */
function hba1cIn(code: Json | undefined, quantity: Json | undefined): number | undefined {
  const value = toNumber(memberOf(quantity, 'value'));
  const unit = unitOf(quantity);
  if (value === undefined) return undefined;
  if (isCalled(code, [JDS])) return unit === '%' ? Number(ngspOfJds(value).toPrecision(6)) : undefined;
  if (unit === '%') return isCalled(code, NGSP) ? value : undefined;
  return unit === 'mmol/mol' ? Number(ngspOf(value).toPrecision(6)) : undefined;
}

function comparatorOf(quantity: Json | undefined): string {
  return textIn(memberOf(quantity, 'comparator'));
}

/** In UCUM, where braces say of what it is and change nothing (https://ucum.org/ucum#section-Curly-Braces). */
function unitOf(quantity: Json | undefined): string {
  const written = textIn(memberOf(quantity, 'code')) || textIn(memberOf(quantity, 'unit'));
  return spelledUnit(written).replace(/\{[^}]*\}/g, '');
}
