/** Words and numbers for a person's sex, as FHIR's codes. The numbers are those of GB/T 2261.1. */
import type { CleaningRule } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

const WORDS: Readonly<Record<string, string>> = {
  男: 'male',
  男性: 'male',
  m: 'male',
  male: 'male',
  man: 'male',
  boy: 'male',
  '1': 'male',
  女: 'female',
  女性: 'female',
  f: 'female',
  female: 'female',
  woman: 'female',
  girl: 'female',
  '2': 'female',
  未知: 'unknown',
  不详: 'unknown',
  未说明: 'unknown',
  未说明的性别: 'unknown',
  未知的性别: 'unknown',
  u: 'unknown',
  unk: 'unknown',
  unknown: 'unknown',
  '0': 'unknown',
  '9': 'unknown',
  其他: 'other',
  other: 'other',
  o: 'other',
};

export const sex: CleaningRule = (resource) =>
  nodesOf(resource).flatMap(({ at, type, value, name }) => {
    if (name !== 'gender' || type !== 'code') return [];
    const written = typeof value === 'number' ? String(value) : value;
    if (typeof written !== 'string') return [];
    const word = written.normalize('NFKC').trim().replace(/\.$/, '').toLowerCase();
    const after = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    return after === undefined || after === value ? [] : [{ at, before: value, after, reason: 'sex-word' as const }];
  });
