/** Observations to choose from: vital signs and the tests of the list that are told by numbers. */
import type { LeafOf } from '../../../shared/cohorts/definition.ts';
import { BODY_MASS_INDEX, VITAL_SIGNS, type VitalSign } from '../../../shared/records/observation/vital-signs.ts';
import { listedTests } from '../../../shared/terminology/tests.ts';

type Value = LeafOf<'value'>;

export interface ValueChoice {
  readonly key: string;
  readonly of: Value['of'];
  /** UCUM. */
  readonly unit: string;
  readonly zh: string;
  readonly en: string;
}

/** Glycated haemoglobin by its two measures: the last of them counts, told in %. */
const HBA1C = ['4548-4', '17856-6', '59261-8'];

const pressure = (code: string, zh: string, en: string): ValueChoice => ({
  key: code,
  of: [{ code, zh, en }],
  unit: 'mm[Hg]',
  zh,
  en,
});

const sign = ({ loinc, zh, en, ucum }: VitalSign): ValueChoice => ({
  key: loinc[0][0],
  of: loinc.map(([code]) => ({ code, zh, en })),
  unit: ucum,
  zh,
  en,
});

const [SYSTOLIC, DIASTOLIC] = [
  pressure('8480-6', '收缩压', 'systolic blood pressure'),
  pressure('8462-4', '舒张压', 'diastolic blood pressure'),
];

function others(): ValueChoice[] {
  const signs = [...Object.values(VITAL_SIGNS), BODY_MASS_INDEX].map(sign);
  const known = new Set(signs.map(({ key }) => key));
  const tests = listedTests().flatMap(({ code, zh, en, units }): ValueChoice[] => {
    const [unit] = units;
    if (unit === undefined || known.has(code)) return [];
    const codes = HBA1C.includes(code) ? HBA1C : [code];
    return [{ key: code, of: codes.map((one) => ({ code: one, zh, en })), unit, zh, en }];
  });
  return [...signs, ...tests.filter(({ key }) => !HBA1C.slice(1).includes(key))];
}

/** The commonest first. */
export const VALUE_CHOICES: readonly [ValueChoice, ...ValueChoice[]] = [SYSTOLIC, DIASTOLIC, ...others()];

/** The key of what a criterion asks for; undefined where no choice is the same. */
export function choiceFor({ of, unit }: Value): string | undefined {
  const codes = of.map(({ code }) => code).join(' ');
  return VALUE_CHOICES.find(
    (choice) => choice.of.map(({ code }) => code).join(' ') === codes && (unit === undefined || unit === choice.unit),
  )?.key;
}
