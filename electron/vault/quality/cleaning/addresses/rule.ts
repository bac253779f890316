/** Blanks in addresses: one width, no more than one, and none between Chinese characters. */
import type { CleaningRule } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

export const addresses: CleaningRule = (resource) =>
  nodesOf(resource).flatMap(({ at, type, value, structure }) => {
    if (structure !== 'Address' || type !== 'string' || typeof value !== 'string') return [];
    const after = value
      .replace(/[\s\u200b]+/g, ' ')
      .trim()
      .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
    return after === value || after === '' ? [] : [{ at, before: value, after, reason: 'address-blanks' as const }];
  });
