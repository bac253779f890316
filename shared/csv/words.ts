/** Words that people write into tables, in Chinese and in English, and what they stand for. */
import type { Json } from '../records/json.ts';

const HL7 = 'http://terminology.hl7.org/CodeSystem';

/** A CodeableConcept of one code. */
export function coded(system: string, code: string, display: string): Json {
  return { coding: [{ system, code, display }] };
}

/** The words for sexes; http://hl7.org/fhir/R4/valueset-administrative-gender.html */
export const SEX_WORDS: Readonly<Record<string, string>> = {
  男: 'male',
  男性: 'male',
  男士: 'male',
  m: 'male',
  male: 'male',
  man: 'male',
  '1': 'male',
  女: 'female',
  女性: 'female',
  女士: 'female',
  f: 'female',
  female: 'female',
  woman: 'female',
  '2': 'female',
  // GB/T 2261.1: 0 not known, 9 not said
  '0': 'unknown',
  '9': 'unknown',
  未知: 'unknown',
  不详: 'unknown',
  未说明: 'unknown',
  unknown: 'unknown',
  u: 'unknown',
  其他: 'other',
  other: 'other',
  o: 'other',
};

/** http://hl7.org/fhir/R4/valueset-marital-status.html */
export const MARITAL_WORDS: Readonly<Record<string, Json>> = Object.fromEntries(
  (
    [
      ['M', 'Married', ['已婚', '初婚', '再婚', '复婚', 'married', 'm']],
      ['S', 'Never Married', ['未婚', 'single', 'never married', 's']],
      ['D', 'Divorced', ['离婚', '离异', 'divorced', 'd']],
      ['W', 'Widowed', ['丧偶', 'widowed', 'w']],
      ['UNK', 'unknown', ['不详', '未知', 'unknown', '其他']],
    ] as const
  ).flatMap(([code, display, words]) =>
    words.map((word) => [
      word,
      coded(code === 'UNK' ? `${HL7}/v3-NullFlavor` : `${HL7}/v3-MaritalStatus`, code, display),
    ]),
  ),
);

/** In a column of allergies: that there is none, and that nobody knows. */
export const NONE_WORDS = [
  '无',
  '无过敏',
  '无过敏史',
  '否认',
  '否认过敏史',
  '没有',
  '未发现',
  'none',
  'no',
  'nil',
  'nka',
  'nkda',
  'no known allergies',
];
export const UNKNOWN_WORDS = ['不详', '未知', '不清楚', 'unknown', '?', '？'];
/** What stands between the members of a list in a cell. */
export const BETWEEN = ['、', '，', ',', '；', ';', '\n'];
