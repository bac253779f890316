/** Names: one width of blanks, Chinese ones without any, and the parts of a name that was written in one. */
import { HAN } from '../../../../../shared/records/han.ts';
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import { familyLength } from '../../../../../shared/records/patient/family-name.ts';
import type { CleaningRule, Path, Proposal } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

/** A Chinese name of two to four characters; a longer one may be anything. */
const CHINESE = /^\p{Script=Han}{2,4}$/u;
/** `Smith, John`: the family name stands before the comma for certain. */
const COMMA = /^([\p{L}'’ -]{1,40}), ?([\p{L}'’. -]{1,60})$/u;

export const names: CleaningRule = (resource) =>
  nodesOf(resource).flatMap(({ at, type, value, structure, name }) => {
    if (type === 'string' && structure === 'HumanName' && typeof value === 'string') {
      const after = tidyName(value);
      return after === value || after === '' ? [] : [{ at, before: value, after, reason: 'name-blanks' as const }];
    }
    return type === 'HumanName' && name === 'name' && isObject(value) ? partsOf(at, value) : [];
  });

function tidyName(text: string): string {
  const plain = text
    .replace(/[\s\u200b]+/g, ' ')
    .trim()
    .replace(/[\uff21-\uff3a\uff41-\uff5a]/g, (letter) => letter.normalize('NFKC'));
  return HAN.test(plain) && !/[a-z]/i.test(plain) ? plain.replaceAll(' ', '') : plain;
}

function partsOf(at: Path, name: JsonObject): Proposal[] {
  if (name.family !== undefined || name._family !== undefined || name.given !== undefined) return [];
  if (typeof name.text !== 'string') return [];
  const text = tidyName(name.text);
  const [, before = '', after = ''] = COMMA.exec(text) ?? [];
  const length = CHINESE.test(text) ? familyLength(text) : 0;
  const characters = [...text];
  const parts: [string, string] | undefined =
    length > 0
      ? [characters.slice(0, length).join(''), characters.slice(length).join('')]
      : before !== '' && !HAN.test(text)
        ? [before.trim(), after.trim()]
        : undefined;
  if (!parts || parts.some((part) => part === '')) return [];
  const [family, given] = parts;
  return [
    { at: [...at, 'family'], before: undefined, after: family, reason: 'name-parts' },
    { at: [...at, 'given'], before: undefined, after: [given], reason: 'name-parts' },
  ];
}
