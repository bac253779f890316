/** Units as they stand in records, each with the way from it to the unit of a question. */

import { LOINC, listedTest, listedTests } from '../../../../shared/terminology/tests.ts';
import { SPELLED_UNITS, SPELLED_WHOLE } from '../../../../shared/units/spellings.ts';
import { otherUnits, substanceOf } from '../../../../shared/units/substances.ts';
import { isAmbiguousUnit } from '../../../../shared/units/written.ts';
import type { Units } from '../../quality/units/index.ts';

interface Conversion {
  /** As it is written. */
  readonly text: string;
  /** The value in the unit that is asked for: `factor` times the value, and `offset` more. */
  readonly factor: number;
  readonly offset: number;
}

/** How units are written that no list of tests names. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  'mm[Hg]': ['mmHg', 'mm Hg', 'MMHG', 'mmhg', '毫米汞柱'],
  kPa: ['kpa', '千帕'],
  Cel: ['°C', '℃', 'C', 'degC'],
  '[degF]': ['°F', '℉', 'degF'],
  kg: ['KG', 'Kg', '公斤', '千克'],
  '[lb_av]': ['lb', 'lbs', '磅'],
  cm: ['CM', '厘米', '公分'],
  m: ['米'],
  '[in_i]': ['in', 'inch', 'inches'],
  'kg/m2': ['kg/m²', 'kg/m^2', 'kg/m*2'],
  '/min': ['bpm', 'beats/min', 'breaths/min', '次/分', '次/min', '{beats}/min', '{breaths}/min'],
  '%': ['percent', '％'],
  'mmol/L': ['毫摩尔/升'],
  'umol/L': ['μmol/L', 'µmol/L', '微摩尔/升'],
  'mL/min/{1.73_m2}': ['mL/min/1.73m2', 'mL/min/1.73 m2', 'ml/min/1.73m²'],
};

/** Every unit that can be told in `unit`, in each way in which it is written; of tests of one substance by its molar mass. */
export function conversionsTo(
  unit: string,
  of: readonly { readonly system?: string | undefined; readonly code: string }[],
  units: Units,
): Conversion[] {
  const named = of.flatMap(({ system = LOINC, code }) => [
    ...(system === LOINC ? (listedTest(code)?.units ?? []) : []),
    ...otherUnits(system, code),
  ]);
  const known = new Set([unit, ...named, ...Object.keys(WRITTEN), ...listedTests().flatMap((test) => test.units)]);
  const substance = of.map(({ system = LOINC, code }) => substanceOf(system, code)).find((one) => one !== undefined);
  const ways = new Map<string, Conversion>();
  for (const from of known) {
    const at = (value: number): number | undefined => units.exactly(value, from, unit, { substance });
    const [zero, one] = from === unit ? [0, 1] : [at(0), at(1)];
    if (zero === undefined || one === undefined) continue;
    for (const text of spellingsOf(from)) {
      // a unit as UCUM has it stands before what people write for another one
      if (!ways.has(text) || text === from) ways.set(text, { text, factor: one - zero, offset: zero });
    }
  }
  return [...ways.values()];
}

function spellingsOf(code: string): string[] {
  const whole = Object.entries(SPELLED_WHOLE).flatMap(([text, unit]) => (unit === code ? [text] : []));
  const single = Object.entries(SPELLED_UNITS).flatMap(([text, unit]) => (unit === code ? [text] : []));
  const cases = [code.toLowerCase(), code.replace('L', 'l'), code.toUpperCase()].filter(
    // milli and mega differ by their case alone
    (text) => !/^m[^moglm]/i.test(code) || text.startsWith(code.charAt(0)),
  );
  const all = [code, ...(WRITTEN[code] ?? []), ...whole, ...single, ...cases];
  return [...new Set(all)].filter((text) => text === code || !isAmbiguousUnit(text));
}
