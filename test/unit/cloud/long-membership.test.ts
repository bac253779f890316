import { expect, it } from 'vitest';
import { inRequests } from '../../../electron/vault/sync/follow.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { MAX_MEMBERSHIP_RECORD } from '../../../shared/protocol/membership.ts';
import { CreateClinic, MAX_BODY } from '../../../shared/protocol/messages.ts';

it('a membership log that does not fit into one request goes in several, in order, each of which fits', () => {
  const genesis = new Uint8Array(MAX_MEMBERSHIP_RECORD);
  for (const [count, size] of [
    [0, 1],
    [3, 100],
    [2500, 40],
    [70, MAX_MEMBERSHIP_RECORD],
    [400, 5000],
  ] as const) {
    const records = Array.from({ length: count }, (_, at) => new Uint8Array(size).fill(at % 251));
    const lists = inRequests(records);
    const sent = lists.flat();
    expect(sent.length === count && sent.every((record, at) => record === records[at])).toBe(true);
    for (const following of lists) {
      const body = { genesis, following, from: 1, invitation: 'x'.repeat(500) };
      expect(CreateClinic.safeParse(body).success).toBe(true);
      expect(encodeCbor(body).length).toBeLessThanOrEqual(MAX_BODY);
    }
  }
});
