/** Blanks around a text, full-width ones and those of no width too. What stands inside a text, and Markdown, is its author's. */
import type { CleaningRule } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

const TYPES = new Set(['string', 'code']);
const AROUND = /^[\s\u200b]+|[\s\u200b]+$/g;

export const blanks: CleaningRule = (resource) =>
  nodesOf(resource).flatMap(({ at, type, value, structure, name }) => {
    if (!TYPES.has(type) || typeof value !== 'string' || (structure === 'Reference' && name === 'reference')) return [];
    const after = value.replace(AROUND, '');
    // what is nothing but blanks is a matter of the rule for empty texts
    return after === value || after === '' ? [] : [{ at, before: value, after, reason: 'blanks' }];
  });
