/**
 * What no living person is known to have had. A value beyond is taken for a slip of the pen (a decimal point, a unit), not
 * for an illness; values that are merely ill are judged elsewhere. Each limit stands beside what was really seen; 0 stands where nothing can be less.
 */
import { listedTest } from '../../terminology/tests.ts';
import { codingsOf } from '../concept.ts';
import type { Doubt } from '../contract.ts';
import { isObject, type JsonObject, toNumber } from '../json.ts';
import { objectsIn, textIn } from '../members.ts';

export interface Limit {
  readonly low: number;
  readonly high: number;
  /** Units in which the limit is meant, as UCUM or as people write them. */
  readonly units: readonly string[];
}

const PER_MINUTE = ['/min', '{beats}/min', '{Beats}/min', 'beats/min', 'bpm', '次/分'];
const MMHG = ['mm[Hg]', 'mmHg', 'mm Hg'];

/** By LOINC code. */
export const LIMITS: ReadonlyMap<string, Limit> = new Map([
  // Body temperature. 11.8: Mroczek et al., Eur J Cardiothorac Surg 2020;58:1091 (a child that lived). 46.5: Slovis et al.,
  // Ann Emerg Med 1982;11:269 (a heat stroke that was survived)
  ['8310-5', { low: 11.8, high: 46.5, units: ['Cel', '°C', '℃', 'C'] }],
  // Heart rate. 600: Chhabra et al., Indian Pacing Electrophysiol J 2012;12:32
  ['8867-4', { low: 0, high: 600, units: PER_MINUTE }],
  // Blood pressure, systolic and diastolic. 480/350 while lifting weights: MacDougall et al., J Appl Physiol 1985;58:785
  ['8480-6', { low: 0, high: 480, units: MMHG }],
  ['8462-4', { low: 0, high: 350, units: MMHG }],
  // Oxygen saturation, by pulse oximetry too: a share, in percent
  ['2708-6', { low: 0, high: 100, units: ['%'] }],
  ['59408-5', { low: 0, high: 100, units: ['%'] }],
  // Body weight. 0.212: the smallest infant that lived, Tiniest Babies Registry, University of Iowa, 2021. 635: Guinness
  // World Records, "Heaviest man ever"
  ['29463-7', { low: 0.2, high: 635, units: ['kg', '公斤'] }],
  // Body height and length. 24: the same infant's. 272: Guinness World Records, "Tallest man ever"
  ['8302-2', { low: 24, high: 272, units: ['cm', '厘米'] }],
  ['8306-3', { low: 24, high: 272, units: ['cm', '厘米'] }],
]);

/** Nothing in blood or urine is less than nothing, and no share of a whole is more than all of it. */
function laboratoryLimit(code: string): Limit | undefined {
  const test = listedTest(code);
  if (!test || test.units.length === 0) return undefined;
  return { low: 0, high: test.units[0] === '%' ? 100 : Number.POSITIVE_INFINITY, units: test.units };
}

/** Doubts a value, of the observation or of one of its components, that no living person has had. */
export function doubtLimits(resource: JsonObject): Doubt[] {
  const components = objectsIn(resource.component);
  return [
    ...doubtValue(resource, 'Observation.valueQuantity'),
    ...components.flatMap((component, i) => doubtValue(component, `Observation.component[${i}].valueQuantity`)),
  ];
}

function doubtValue(holder: JsonObject, element: string): Doubt[] {
  const quantity = holder.valueQuantity;
  if (quantity === undefined || !isObject(quantity)) return [];
  const value = toNumber(quantity.value);
  const limit = codingsOf(holder.code)
    .filter((coding) => coding.system === 'http://loinc.org')
    .map((coding) => LIMITS.get(textIn(coding.code)) ?? laboratoryLimit(textIn(coding.code)))
    .find((found) => found !== undefined);
  const unit = textIn(quantity.code) || textIn(quantity.unit);
  if (value === undefined || !limit?.units.includes(unit) || (value >= limit.low && value <= limit.high)) return [];
  return [
    { element, code: 'impossible-value', message: 'No living person has had this value. Check number and unit.' },
  ];
}
