/** The one exchange: takes what a workstation pushes, gives what follows its cursor. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { envelopeHash, parseEnvelopeOrStub, verifyEnvelope } from '../../shared/envelope/layout.ts';
import { MAX_PUSH, type Refusal, type SyncRequest, type SyncResponse } from '../../shared/protocol/messages.ts';
import type { AppendOutcome, CheckedEnvelope, LogPage, Stop } from '../storage/contract.ts';
import { type Answer, answer, MALFORMED, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { ANY_STANDING, type Member, type Membership } from './membership.ts';
import type { Bearer } from './tokens.ts';

/** Items of one answer at most, so that a workstation that reads only its own history back gets it in pages, too. */
const MAX_ITEMS = 10_000;
/** After so many signatures (a few milliseconds) other requests have their turn. */
const CHECKED_AT_A_TIME = 48;
/** What a workstation that was removed may still send: days of work, not a flood. */
const LATE_BYTES = 64 * 1024 * 1024;
const ZERO_HASH = new Uint8Array(32);

export interface Exchange {
  sync(bearer: Bearer, request: SyncRequest): Promise<Answer<SyncResponse>>;
}

/** The exchange over a store. */
export function createExchange({ store, growth, quota, meter }: ServiceContext, membership: Membership): Exchange {
  async function push(bearer: Bearer, member: Member, batch: readonly Uint8Array[]): Promise<Answer<AppendOutcome>> {
    const { head, logHash } = member.state;
    if (batch.length === 0) return answer({ accepted: 0, added: 0, head, logHash });
    if (batch.reduce((sum, bytes) => sum + bytes.length, 0) > MAX_PUSH) {
      return refusal('too-large', 'The envelopes of one request weigh too much. Send fewer at a time.');
    }
    if (member.standing === 'root') return NOT_MEMBERS;
    const removed = member.standing === 'removed';
    const { checked, bad } = await check(bearer.clinicId, member, batch, removed ? bearer.deviceId : null);
    if (checked.length === 0 && bad) return { ok: false, refusal: bad };
    const outcome = await store.append(bearer.clinicId, checked, {
      quota: member.state.quota ?? quota,
      late: removed ? { deviceId: bearer.deviceId, maxBytes: LATE_BYTES } : undefined,
    });
    if (outcome.accepted === 0 && outcome.stop) return stopped(outcome.stop);
    meter.envelopes('in', outcome.added);
    if (outcome.added > 0) {
      growth.publish(toHex(bearer.clinicId), { head: outcome.head, by: toHex(bearer.deviceId) });
    }
    return answer(outcome);
  }

  return {
    async sync(bearer, request) {
      const found = await membership.member(bearer.clinicId, bearer.deviceId, ANY_STANDING);
      if (!found.ok) return found;
      const pushed = await push(bearer, found.value, request.push);
      if (!pushed.ok) return pushed;
      const { accepted, head, logHash } = pushed.value;
      const { incarnation } = store;
      const removed = found.value.standing === 'removed';
      const common = {
        incarnation,
        ...(removed ? { removed: true as const } : {}),
        accepted,
        deviceHead: await store.deviceHead(bearer.clinicId, bearer.deviceId),
      };
      // read last: of nobody's envelope that is given is the author missing in the log that is named
      const membershipLength = async () =>
        (await store.clinic(bearer.clinicId))?.membershipLength ?? found.value.state.membershipLength;
      if (request.incarnation && !sameBytes(request.incarnation, incarnation)) {
        // The cursor counts in a log that is no more: the workstation has to start over before it is given anything.
        return answer({
          ...common,
          head,
          logHash: ZERO_HASH,
          envelopes: [],
          nextCursor: 0,
          more: head > 0 && !removed,
          membershipLength: await membershipLength(),
        });
      }
      if (removed)
        return answer({
          ...common,
          ...(await asItKnows(bearer, request.cursor, head)),
          membershipLength: await membershipLength(),
        });
      const page = request.cursor < head ? await pull(bearer, request) : NO_PAGE;
      meter.envelopes('out', page.items.length);
      const last = page.last ?? { serverSeq: head, logHash };
      const newHead = Math.max(head, last.serverSeq);
      return answer({
        ...common,
        head: newHead,
        logHash: last.logHash,
        envelopes: [...page.items],
        nextCursor: last.serverSeq,
        more: last.serverSeq < newHead,
        membershipLength: await membershipLength(),
      });
    },
  };

  /** The log as a workstation that was removed has seen it: what came since is not its any more. */
  async function asItKnows({ clinicId }: Bearer, cursor: number, head: number) {
    const nextCursor = Math.min(cursor, head);
    const [last] = nextCursor > 0 ? await store.entries(clinicId, nextCursor - 1, 1) : [];
    return { head: nextCursor, logHash: last?.logHash ?? ZERO_HASH, envelopes: [], nextCursor, more: false };
  }

  function pull(bearer: Bearer, { cursor, pullMax, whole }: SyncRequest): Promise<LogPage> {
    const own = whole ? NOBODY : bearer.deviceId;
    return store.page(bearer.clinicId, { after: cursor, maxBytes: pullMax, maxItems: MAX_ITEMS, own });
  }
}

const NOBODY = new Uint8Array(0);
const NO_PAGE: LogPage = { items: [], last: null };

/** The envelopes before the first that is malformed, another clinic's, not a member's (or, if given, not of this `author`) or wrongly signed. */
async function check(
  clinicId: Uint8Array,
  member: Member,
  batch: readonly Uint8Array[],
  only: Uint8Array | null,
): Promise<{ checked: CheckedEnvelope[]; bad: Refusal | null }> {
  const checked: CheckedEnvelope[] = [];
  for (const bytes of batch) {
    if (checked.length % CHECKED_AT_A_TIME === CHECKED_AT_A_TIME - 1) await othersFirst();
    const envelope = parseEnvelopeOrStub(bytes);
    if (!envelope || !sameBytes(envelope.header.clinicId, clinicId)) return { checked, bad: MALFORMED.refusal };
    const { deviceId, seq, previous } = envelope.header;
    const author = member.devices.get(toHex(deviceId));
    if (!author || (only && !sameBytes(deviceId, only))) return { checked, bad: NOT_MEMBERS.refusal };
    if (!verifyEnvelope(envelope, author.sign)) return { checked, bad: BAD_SIGNATURE.refusal };
    checked.push({ deviceId, seq, previous, hash: envelopeHash(envelope), bytes });
  }
  return { checked, bad: null };
}

const NOT_MEMBERS = refusal('not-member', 'The author of an envelope does not belong to the clinic.');
const BAD_SIGNATURE = refusal('bad-signature', 'An envelope is not signed by the workstation that it names.');

function stopped({ reason, deviceHead }: Stop) {
  if (reason === 'quota')
    return refusal('quota', 'The clinic keeps as much here as was agreed. Ask the operator for more room.', deviceHead);
  return reason === 'gap'
    ? refusal('gap', 'Envelopes before these are missing here. Send them first.', deviceHead)
    : refusal('equivocation', 'The workstation has signed another history. It has to be approved again.', deviceHead);
}
