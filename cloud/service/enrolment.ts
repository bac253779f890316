/** Mailboxes by which a new workstation and an owner's workstation find each other. Their name is the hash of a secret. */
import { fromHex, sameBytes } from '../../shared/base/bytes.ts';
import { deviceIdOf } from '../../shared/envelope/layout.ts';
import { encodeCbor } from '../../shared/protocol/cbor.ts';
import {
  ENROLMENT_LIFETIME,
  type EnrolmentAnswer,
  type EnrolmentRequest,
  MAX_WAIT,
} from '../../shared/protocol/messages.ts';
import { type Answer, answer, MALFORMED, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import type { Membership } from './membership.ts';
import type { Bearer } from './tokens.ts';

/** Bounds what strangers can make the endpoint keep. */
const MAX_MAILBOXES = 10_000;
/** Bounds how many connections wait. */
const MAX_WAITING = 1000;

export interface Enrolment {
  putRequest(mailbox: string, request: EnrolmentRequest): Promise<Answer<null>>;
  /** The request as CBOR. */
  readRequest(bearer: Bearer, mailbox: string): Promise<Answer<Uint8Array>>;
  putAnswer(bearer: Bearer, mailbox: string, content: EnrolmentAnswer): Promise<Answer<null>>;
  /** The answer as CBOR, waiting for it up to `seconds` or until `left` is aborted. */
  readAnswer(mailbox: string, seconds: number, left: AbortSignal): Promise<Answer<Uint8Array>>;
}

/** Mailboxes over a store; `mailbox` is lower-case hexadecimal. */
export function createEnrolment(context: ServiceContext, membership: Membership): Enrolment {
  const { store, clock, answers } = context;
  let waiting = 0;

  async function kept(mailbox: string): Promise<Answer<Uint8Array> | null> {
    const found = await store.mailbox(fromHex(mailbox), clock.now());
    if (!found) return NO_MAILBOX;
    return found.answer ? answer(found.answer) : null;
  }

  return {
    async putRequest(mailbox, request) {
      if (!sameBytes(request.device.id, deviceIdOf(request.device.sign))) return MALFORMED;
      const now = clock.now();
      const times = { now, expiresAt: now + ENROLMENT_LIFETIME * 1000 };
      const outcome = await store.putRequest(fromHex(mailbox), encodeCbor(request), times, MAX_MAILBOXES);
      if (outcome === 'conflict') return refusal('conflict', 'The mailbox holds another request. Make a new code.');
      if (outcome === 'full') return refusal('rate-limited', 'Too many enrolments are open. Try again later.');
      return answer(null);
    },

    async readRequest(bearer, mailbox) {
      const member = await membership.member(bearer.clinicId, bearer.deviceId);
      if (!member.ok) return member;
      const found = await store.mailbox(fromHex(mailbox), clock.now());
      return found ? answer(found.request) : NO_MAILBOX;
    },

    async putAnswer(bearer, mailbox, content) {
      const member = await membership.member(bearer.clinicId, bearer.deviceId);
      if (!member.ok) return member;
      const outcome = await store.putAnswer(fromHex(mailbox), bearer.clinicId, encodeCbor(content), clock.now());
      if (outcome === 'none') return NO_MAILBOX;
      if (outcome === 'conflict') return refusal('conflict', 'Another clinic has answered this request.');
      answers.publish(mailbox, null);
      return answer(null);
    },

    async readAnswer(mailbox, seconds, left) {
      const now = await kept(mailbox);
      if (now || seconds <= 0) return now ?? NOT_YET;
      if (waiting >= MAX_WAITING) return refusal('rate-limited', 'Too many workstations are waiting. Try again later.');
      waiting++;
      try {
        await arrival(mailbox, Math.min(seconds, MAX_WAIT) * 1000, left);
      } finally {
        waiting--;
      }
      return (await kept(mailbox)) ?? NOT_YET;
    },
  };

  /** Ends when an answer arrives, the time is over or nobody listens any more. */
  async function arrival(mailbox: string, milliseconds: number, left: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = answers.subscribe(mailbox, () => resolve());
    const timer = setTimeout(resolve, milliseconds);
    left.addEventListener('abort', () => resolve(), { once: true });
    try {
      if (left.aborted || (await kept(mailbox))) return; // it may have arrived before we listened
      await promise;
    } finally {
      clearTimeout(timer);
      unsubscribe();
    }
  }
}

const NO_MAILBOX = refusal('not-found', 'There is no such mailbox, or its time is over.');
const NOT_YET = refusal('not-found', 'Nobody has answered yet.');
