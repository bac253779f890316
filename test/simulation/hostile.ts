/**
 * An endpoint that lies. It can do whatever an operator can: it reads its own database and shows each workstation another log than
 * the one that it keeps, with a running hash that fits. It has nobody's keys.
 */
import type { WireRequest } from '../../electron/vault/sync/transport.ts';
import { sameBytes } from '../../shared/base/bytes.ts';
import { extendLogHash } from '../../shared/envelope/layout.ts';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import { MembershipPage, SyncRequest, SyncResponse } from '../../shared/protocol/messages.ts';
import type { Dice } from './dice.ts';
import type { Endpoint } from './endpoint.ts';
import { forgedMember } from './forgery.ts';
import type { Answer } from './network.ts';
import { type LogRow, logOf, membersOf } from './remains.ts';
import type { Target } from './target.ts';
import { type Attack, VIEWS, type View } from './views.ts';

export interface Hostile {
  /** What a workstation is answered. */
  answer(who: string, request: WireRequest): Promise<Answer | null>;
  /** From now on it lies, about whatever comes after this moment. */
  attack(attack: Attack, target: Target): void;
  /** It is honest again. */
  repent(): void;
  /** How many answers were lies. */
  readonly lies: number;
}

interface Plan extends Target {
  readonly attack: Attack;
  readonly view: View;
  /** The log until the attack: what everybody has seen of it stays as it was. */
  readonly since: number;
}

/** An endpoint that is honest until it is told to attack. `deviceOf`: who asks, as their token says. */
export function makeHostile(endpoint: Endpoint, dice: Dice, deviceOf: (who: string) => Uint8Array): Hostile {
  let plan: Plan | null = null;
  let lies = 0;

  const syncOver = async (request: WireRequest, asker: Uint8Array, { view, since, ...target }: Plan) => {
    const asked = decodeCbor(SyncRequest, request.body);
    if (!asked) return endpoint.answer(request);
    const { unless: _, ...plain } = asked;
    const honest = await endpoint.answer({ ...request, body: encodeCbor({ ...plain, cursor: 0 }) });
    const answer = honest?.status === 200 ? decodeCbor(SyncResponse, honest.data) : null;
    const elsewhere = asked.incarnation && answer && !sameBytes(asked.incarnation, answer.incarnation);
    if (!honest || !answer || elsewhere) return honest;
    const log = logOf(endpoint);
    const shown = [...log.slice(0, since), ...view(log.slice(since), asker, target, log.slice(0, since))];
    if (shown.length !== log.length || shown.some((row, at) => row !== log[at])) lies += 1;
    return { ...honest, data: encodeCbor({ ...answer, ...pageOf(shown, asked, asker) }) };
  };

  const membershipOver = (honest: Answer): Answer => {
    const page = decodeCbor(MembershipPage, honest.data);
    if (!page) return honest;
    lies += 1;
    const records = [...page.records, forgedMember(membersOf(endpoint), dice)];
    return { ...honest, data: encodeCbor({ ...page, records, length: page.length + 1 }) };
  };

  const oneMember = (honest: Answer): Answer => {
    const answer = decodeCbor(SyncResponse, honest.data);
    return answer
      ? { ...honest, data: encodeCbor({ ...answer, membershipLength: answer.membershipLength + 1 }) }
      : honest;
  };

  return {
    answer: async (who, request) => {
      if (!plan) return endpoint.answer(request);
      const asker = deviceOf(who);
      if (plan.attack !== 'add a device')
        return request.path === '/sync' ? syncOver(request, asker, plan) : endpoint.answer(request);
      const honest = await endpoint.answer(request);
      if (honest?.status !== 200 || !sameBytes(asker, plan.victim)) return honest;
      if (request.path.startsWith('/membership?')) return membershipOver(honest);
      return request.path === '/sync' ? oneMember(honest) : honest;
    },
    attack: (attack, target) => {
      plan = { attack, view: VIEWS[attack](dice), since: logOf(endpoint).length, ...target };
    },
    repent: () => {
      plan = null;
    },
    get lies() {
      return lies;
    },
  };
}

/** A page of a log that is shown, as the honest endpoint would give it. */
function pageOf(shown: readonly LogRow[], { cursor, whole }: SyncRequest, asker: Uint8Array) {
  const rows = shown.slice(cursor);
  let logHash: Uint8Array = new Uint8Array(32);
  for (const { hash } of shown) logHash = extendLogHash(logHash, hash);
  const envelopes = rows.map((row) => (!whole && sameBytes(row.device, asker) ? row.seq : row.bytes));
  const nextCursor = Math.max(cursor, shown.length);
  return { envelopes, logHash, nextCursor, head: nextCursor, more: false };
}
