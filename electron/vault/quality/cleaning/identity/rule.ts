/** China's resident identity number (GB 11643): its letters, and whether its check character is right. */
import { isObject } from '../../../../../shared/records/json.ts';
import { RESIDENT_ID_SYSTEM, residentCheck } from '../../../../../shared/records/patient/resident-id.ts';
import type { CleaningRule, Proposal } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

export const identity: CleaningRule = (resource) =>
  nodesOf(resource).flatMap(({ at, type, value }): Proposal[] => {
    if (type !== 'Identifier' || !isObject(value) || value.system !== RESIDENT_ID_SYSTEM) return [];
    const written = value.value;
    if (typeof written !== 'string') return [];
    const place = [...at, 'value'];
    const plain = written
      .normalize('NFKC')
      .replace(/[\s\u200b-]/g, '')
      .toUpperCase();
    if (/^\d{15}$/.test(plain)) {
      // those of before 1999: the century is left out, and the check character
      const first17 = `${plain.slice(0, 6)}19${plain.slice(6)}`;
      const after = first17 + residentCheck(first17);
      return [{ at: place, before: written, after, reason: 'identity-short', told: true }];
    }
    if (!/^\d{17}[\dX]$/.test(plain)) return [];
    const right = plain.endsWith(residentCheck(plain.slice(0, 17)));
    return [
      ...(plain === written ? [] : [{ at: place, before: written, after: plain, reason: 'identity-form' as const }]),
      ...(right
        ? []
        : [{ at: place, before: plain, after: undefined, reason: 'identity-digit' as const, told: true as const }]),
    ];
  });
