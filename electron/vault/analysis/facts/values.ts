/** Values that registers judge, in one unit each. */
import { codingsOf } from '../../../../shared/records/concept.ts';
import { type Json, type JsonObject, toNumber } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { ngspOf } from '../../../../shared/units/hba1c.ts';
import { spelledUnit } from '../../../../shared/units/written.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';

const LOINC = 'http://loinc.org';
const SYSTOLIC = ['8480-6'];
const DIASTOLIC = ['8462-4'];
/** Haemoglobin A1c in blood: by any method, by HPLC, by electrophoresis, by the methods of NGSP and IFCC. */
const HBA1C = ['4548-4', '17856-6', '4549-2', '62388-4', '59261-8', '71875-9'];
/** 1 mmHg is 133.322 Pa (NIST SP 811, appendix B). */
const MMHG_PER_KPA = 1000 / 133.322;

const NO_RESULT = ['registered', 'cancelled', 'entered-in-error'];

/** Blood pressure where both values stand in one record, and glycated haemoglobin; those in units of something else are passed over. */
export function valueFacts(observation: JsonObject, { status }: Pick<Projection, 'status'>): Fact[] {
  if (status !== null && NO_RESULT.includes(status)) return [];
  const systolic = pressureIn(observation, SYSTOLIC);
  const diastolic = systolic === undefined ? undefined : pressureIn(observation, DIASTOLIC);
  if (systolic !== undefined && diastolic !== undefined)
    return [{ kind: 'pressure', value: systolic, other: diastolic }];
  const value = isCalled(observation.code, HBA1C) ? hba1cIn(observation.valueQuantity) : undefined;
  return value === undefined ? [] : [{ kind: 'hba1c', value }];
}

function isCalled(code: Json | undefined, loinc: readonly string[]): boolean {
  return codingsOf(code).some((coding) => coding.system === LOINC && loinc.includes(textIn(coding.code)));
}

function pressureIn({ component }: JsonObject, loinc: readonly string[]): number | undefined {
  if (component === undefined) return undefined;
  const part = objectsIn(component).find(({ code }) => isCalled(code, loinc));
  const value = toNumber(memberOf(part?.valueQuantity, 'value'));
  if (value === undefined) return undefined;
  const unit = unitOf(part?.valueQuantity);
  if (unit === 'mm[Hg]') return value;
  return unit === 'kPa' ? Number((value * MMHG_PER_KPA).toPrecision(6)) : undefined;
}

function hba1cIn(quantity: Json | undefined): number | undefined {
  const value = toNumber(memberOf(quantity, 'value'));
  if (value === undefined) return undefined;
  const unit = unitOf(quantity);
  if (unit === '%') return value;
  return unit === 'mmol/mol' ? Number(ngspOf(value).toPrecision(6)) : undefined;
}

function unitOf(quantity: Json | undefined): string {
  return spelledUnit(textIn(memberOf(quantity, 'code')) || textIn(memberOf(quantity, 'unit')));
}
