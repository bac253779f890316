/** Single envelopes by their place in the clinic's log, for lines on which a whole answer does not get through. */
import { type Answer, answer, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { MEMBERS_AND_ROOT, type Membership } from './membership.ts';
import type { Bearer } from './tokens.ts';

export interface Envelopes {
  /** The bytes of an envelope, or of the stub that is left of it. */
  read(bearer: Bearer, serverSeq: number): Promise<Answer<Uint8Array>>;
}

/** Envelopes over a store. */
export function createEnvelopes({ store }: Pick<ServiceContext, 'store'>, membership: Membership): Envelopes {
  return {
    async read(bearer, serverSeq) {
      const found = await membership.member(bearer.clinicId, bearer.deviceId, MEMBERS_AND_ROOT);
      if (!found.ok) return found;
      const [entry] = await store.entries(bearer.clinicId, serverSeq - 1, 1);
      return entry ? answer(entry.bytes) : NOT_HERE;
    },
  };
}

const NOT_HERE = refusal('not-found', 'The log of the clinic does not go so far.');
