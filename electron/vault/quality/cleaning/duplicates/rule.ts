/** An identifier that stands twice in one record. The first stays, where the second says nothing more. */
import { canonicalJson, isObject, type Json } from '../../../../../shared/records/json.ts';
import type { CleaningRule, Proposal } from '../contract.ts';

export const duplicates: CleaningRule = (resource) => {
  const { identifier } = resource;
  if (!Array.isArray(identifier)) return [];
  const seen = new Set<string>();
  return (identifier as readonly Json[]).flatMap((value, i): Proposal[] => {
    if (!isObject(value) || typeof value.value !== 'string') return [];
    const key = canonicalJson(value);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ at: ['identifier', i], before: value, after: undefined, reason: 'identifier-twice' }];
  });
};
