/**
 * Drops the contents of envelopes for an owner's redaction, which the endpoint has but cannot read: roles are sealed, so it takes the
 * request of any workstation that belongs to the clinic now. Who was removed, and who has only the phrase, drops nothing
 * (docs/decisions/0024).
 */
import { verify } from '../../shared/crypto/sodium.ts';
import { REDACTION_CONTEXT, type Redacted, type Redaction, redactionBytes } from '../../shared/protocol/messages.ts';
import { type Answer, answer, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import type { Membership } from './membership.ts';
import type { Bearer } from './tokens.ts';

export interface Redactions {
  /** Idempotent. Refused as `not-member`, `bad-signature`, `not-found` (the redaction's own envelope is not here yet). */
  redact(bearer: Bearer, request: Redaction): Promise<Answer<Redacted>>;
}

/** Redactions over a store. */
export function createRedactions({ store }: Pick<ServiceContext, 'store'>, membership: Membership): Redactions {
  return {
    async redact(bearer, request) {
      const found = await membership.member(bearer.clinicId, bearer.deviceId);
      if (!found.ok) return found;
      const said = redactionBytes(bearer.clinicId, request);
      if (!verify(REDACTION_CONTEXT, said, request.signature, found.value.sign))
        return refusal('bad-signature', 'The request is not signed by the workstation that asks.');
      const stubs = await store.redact(bearer.clinicId, request.redaction, request.envelopes);
      return stubs === null ? NOT_HERE : answer({ stubs });
    },
  };
}

const NOT_HERE = refusal('not-found', 'The redaction itself is not here yet. Send it first.');
