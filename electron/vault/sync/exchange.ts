/**
 * One conversation with a remote: sends what it lacks, takes what is new, until nothing is left. Every answer is checked
 * against what this workstation knows; an answer that an honest endpoint cannot give raises an alarm and changes nothing.
 */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import type { SyncReport } from '../../../shared/bridge/sync.ts';
import { envelopeHash, extendLogHash, parseEnvelopeOrStub } from '../../../shared/envelope/layout.ts';
import type { SyncRequest, SyncResponse } from '../../../shared/protocol/messages.ts';
import { flushDropped, redactLate } from '../records/redaction.ts';
import type { Workspace } from '../records/workspace.ts';
import { countOpen } from '../storage/breaches.ts';
import { openClaims } from '../storage/claims.ts';
import { countUnexplained } from '../storage/contents.ts';
import { envelopesAfter, logEnd } from '../storage/log.ts';
import {
  findRemote,
  hasAlarm,
  type RemoteRow,
  restartRemote,
  savePushed,
  shownSeq,
  withdrawAlarm,
} from '../storage/remotes.ts';
import { ALARMS, type AlarmCode, alarm, stop } from './alarms.ts';
import { judgeOpenClaims } from './claims.ts';
import { fetchContents, giveContents } from './contents.ts';
import { followMembership, offerMembership, settleBranches } from './follow.ts';
import { judgeHeads, unknownHeads } from './heads.ts';
import { LineCut } from './http.ts';
import { type Pace, startPace } from './pace.ts';
import { takePage } from './page.ts';
import { envelopeInPieces, syncInPieces } from './pieces.ts';
import { tellRedactions } from './redactions.ts';
import { awaitsOwn, ownAreHere } from './returning.ts';
import { RefusedError, type Synced, type Transport } from './transport.ts';
import { endWatch, isHeld, stillHeld } from './wipe.ts';

/** What is asked for at once: small enough that a click never waits long behind it. */
const PULL_BYTES = 512 * 1024;

export interface Conversation {
  readonly workspace: Workspace;
  readonly transport: Transport;
  /** Called when the membership log grew. */
  readonly membershipChanged: () => void;
  /** Ends the conversation between two requests. */
  readonly signal?: AbortSignal;
  /** What is known of the line; of one of which nothing is, by default. */
  readonly pace?: Pace;
  /** Told whenever something new got across: up to which place of the remote's log it was read, and how long that is. */
  readonly progressed?: (done: number, total: number) => void;
}

/** Syncs with one remote. Raises the transport's failures and cloud-alarm; what was exchanged until then is kept. */
export async function converse(conversation: Conversation, url: string): Promise<SyncReport> {
  const { workspace, pace = startPace() } = conversation;
  const { store, identity } = workspace;
  const report = { pushed: 0, pulled: 0, bytesUp: 0, bytesDown: 0, conflicts: 0 };
  const conflictsBefore = countOpen(workspace.store);
  const withheldBefore = countUnexplained(store, workspace.members().heads);
  let restored = 0;
  let reachedHead = false;
  for (let restarts = 0; conversation.signal?.aborted !== true; ) {
    const remote = findRemote(store, url);
    if (!remote) return report; // removed meanwhile
    const returning = awaitsOwn(store, url);
    const own = returning ? [] : envelopesAfter(store, identity.deviceId, remote.pushed, pace.bytes);
    const raiseFork = (): void => alarm(workspace, url, 'membership-forked');
    const push = own.length > 0 || !reachedHead ? own : missingAt(workspace, url, pace.bytes);
    if (own[0] && own[0].seq !== remote.pushed + 1) stop(workspace, url, 'changes-damaged');
    if (reachedHead && push.length === 0) break;
    const known = workspace.members().roster.length;
    const heads = unknownHeads(workspace);
    const claimed = openClaims(store, url); // before it is asked: what it answers has to have that
    const round = await ask(
      { ...conversation, pace },
      remote,
      push.map((envelope) => envelope.bytes),
      { restored: restored > 0, foreign: own.length === 0, whole: returning },
    );
    if (round === 'again') continue;
    if (round === 'restored') restored += 1;
    if (round === 'overtaken') break;
    if (round === 'restored' || round === 'restarted') {
      reachedHead = false;
      continue;
    }
    const { response, bytesUp, bytesDown, endpoint } = round;
    if (response.accepted > push.length) raise('cloud-garbage', GARBAGE);
    // what was made before a copy is kept; behind it the remote has something else than this workstation
    const refused = own[response.accepted];
    if (refused && refused.seq <= response.deviceHead) stop(workspace, url, 'equivocation');
    report.bytesUp += bytesUp;
    report.bytesDown += bytesDown;
    report.pushed += response.accepted;
    if (lostData(remote, response)) {
      store.transaction((writer) => restartRemote(writer, url, response.deviceHead));
      alarm(workspace, url, 'cloud-lost-data');
      if (++restarts > 1) raise('cloud-alarm', ALARMS['cloud-lost-data'], { alarm: 'cloud-lost-data' });
      await offerMembership(conversation, conversation, (code) => alarm(workspace, url, code));
      reachedHead = false;
      continue;
    }
    // it lost a part, or has never had what was appended at another remote
    if (response.membershipLength < known)
      await offerMembership(conversation, conversation, (code) => alarm(workspace, url, code));
    await followMembership(conversation, conversation, response.membershipLength, raiseFork);
    // it may say so only of one whom an owner has removed by a record that is here now
    if (response.removed && !isRemoved(workspace)) stop(workspace, url, 'membership-forked');
    if (isHeld(workspace, url)) {
      if (!givenOnly(workspace, remote, response)) stillHeld();
      continue;
    }
    const { taken, problem } = takePage(
      conversation,
      remote,
      response,
      endpoint ?? null,
      own.at(-1)?.seq ?? remote.pushed,
    );
    report.pulled += taken;
    if (problem === 'envelope-forged' && (await isOfOthers(conversation, raiseFork))) continue;
    if (problem) stop(workspace, url, problem);
    const end = logEnd(store, identity.deviceId).seq;
    // also of one that was restored: nothing of its own comes back to it any more
    if (response.removed && response.deviceHead >= end) stop(workspace, url, 'workstation-removed');
    // on the way back more of its own is still to come
    if (response.deviceHead > end && !(returning && response.more)) stop(workspace, url, 'workstation-restored');
    reachedHead = !response.more;
    if (reachedHead) {
      judgeOpenClaims(workspace, url, claimed);
      judgeHeads(workspace, url, heads);
    }
    if (reachedHead) store.transaction((writer) => endWatch(writer, url));
    if (returning && reachedHead) {
      store.transaction((writer) => ownAreHere(writer, url));
      reachedHead = false; // now what was made here may go there
    }
    const moved = response.nextCursor > remote.cursor || response.deviceHead > remote.pushed;
    if (moved) conversation.progressed?.(response.nextCursor, response.head);
    if (!moved && (push.length > 0 || response.more)) raise('cloud-garbage', GARBAGE);
  }
  if (reachedHead) await finishRedactions(conversation, url, withheldBefore);
  report.conflicts = Math.max(0, countOpen(workspace.store) - conflictsBefore);
  return report;
}

/** Whether whoever signed an envelope is in a list of members that is known here only now: one as long as ours, for which the root has decided. A remote that shows no list explains nothing. */
async function isOfOthers(conversation: Conversation, raiseFork: () => void): Promise<boolean> {
  try {
    return await settleBranches(conversation, conversation, raiseFork);
  } catch (error) {
    if (error instanceof RefusedError && error.failure.code === 'cloud-refused') return false;
    throw error;
  }
}

/** What redactions still need once everything was exchanged. */
async function finishRedactions({ workspace, transport }: Conversation, url: string, before: number): Promise<void> {
  const { store } = workspace;
  redactLate(workspace);
  const missing = (): number => countUnexplained(store, workspace.members().heads);
  const withheld = missing();
  // at once: whoever keeps them back might answer nothing from here on
  if (withheld > before || (withheld > 0 && !hasAlarm(store, 'contents-withheld', url)))
    alarm(workspace, url, 'contents-withheld');
  await tellRedactions(workspace, transport, url);
  await giveContents(workspace, transport, url);
  await fetchContents(workspace, transport, url);
  if (Math.max(before, withheld) > 0 && missing() === 0)
    store.transaction((writer) => withdrawAlarm(writer, 'contents-withheld' satisfies AlarmCode));
  await flushDropped(workspace);
}

const GARBAGE = 'The cloud takes nothing and does not say why. Your work is saved here.';

async function ask(
  conversation: Conversation & { readonly pace: Pace },
  remote: RemoteRow,
  push: Uint8Array[],
  { restored, foreign, whole }: { restored: boolean; foreign: boolean; whole: boolean },
) {
  const { workspace, transport, pace } = conversation;
  const { incarnation, cursor } = remote;
  const pullMax = Math.min(PULL_BYTES, pace.bytes);
  const request = { incarnation, cursor, push, pullMax, ...(whole ? { whole } : {}) };
  const { inPieces } = pace;
  try {
    if (inPieces) return await askInPieces(conversation, remote, request);
    const answer = await transport.sync(request);
    pace.went(true);
    return answer;
  } catch (error) {
    if (error instanceof LineCut && !inPieces) {
      pace.wasCut();
      return 'again' as const;
    }
    if (error instanceof ExpectedError && error.failure.code === 'cloud-timeout') pace.wasTooMuch();
    if (!(error instanceof RefusedError)) throw error;
    const { error: reason, deviceHead } = error.refusal;
    if (reason === 'too-large' && push.length > 1 && pace.wasTooMuch()) return 'again' as const;
    if (reason === 'equivocation') stop(workspace, remote.url, 'equivocation');
    // somebody else gives the same back, and was quicker
    if (reason === 'gap' && foreign) return 'overtaken' as const;
    if (reason === 'gap' && deviceHead !== undefined && deviceHead < remote.pushed) {
      workspace.store.transaction((writer) => restartRemote(writer, remote.url, deviceHead));
      alarm(workspace, remote.url, 'cloud-lost-data');
      return 'restarted' as const;
    }
    if (!restored && (reason === 'unknown-clinic' || reason === 'not-member')) {
      await offerMembership(conversation, conversation, (code) => alarm(workspace, remote.url, code));
      return 'restored' as const;
    }
    throw error;
  }
}

/**
 * First what is to be read, one envelope at a time, then what is to be sent: the answer to that is short, so that nothing is sent
 * twice because an answer did not get through.
 */
async function askInPieces(
  { workspace, transport, pace }: Conversation & { readonly pace: Pace },
  remote: RemoteRow,
  request: SyncRequest,
): Promise<Synced> {
  const { cursor, incarnation } = remote;
  const next = incarnation && (await envelopeInPieces(transport, cursor + 1));
  const envelope = next && parseEnvelopeOrStub(next.bytes);
  if (incarnation && envelope) {
    pace.went(next.whole);
    const { length } = await transport.membership(workspace.members().roster.length);
    const response = {
      incarnation,
      accepted: 0,
      deviceHead: remote.pushed,
      head: cursor + 1,
      // what the endpoint says of the order is seen with the next answer that tells it
      logHash: extendLogHash(remote.logHash, envelopeHash(envelope)),
      envelopes: [next.bytes],
      nextCursor: cursor + 1,
      more: true,
      membershipLength: length,
    };
    return { response, bytesUp: 0, bytesDown: next.bytes.length };
  }
  if (request.push.length === 0) return transport.sync(request);
  const { whole, ...synced } = await syncInPieces(transport, request);
  pace.went(whole);
  return synced;
}

/** Whether an owner has removed this workstation. */
function isRemoved({ members, identity }: Workspace): boolean {
  return members().devices.get(identity.deviceHex)?.removed !== undefined;
}

function lostData(remote: RemoteRow, response: SyncResponse): boolean {
  const otherIncarnation = remote.incarnation !== null && !sameBytes(remote.incarnation, response.incarnation);
  return otherIncarnation || response.head < remote.cursor || response.deviceHead < remote.pushed;
}

/** Of a remote from which nothing may be taken: what was given to it is noted. Returns whether that was news. */
function givenOnly({ store, identity }: Workspace, remote: RemoteRow, { deviceHead }: SyncResponse): boolean {
  const pushed = Math.min(deviceHead, logEnd(store, identity.deviceId).seq);
  if (pushed <= remote.pushed) return false;
  store.transaction((writer) => savePushed(writer, remote.url, pushed));
  return true;
}

/**
 * Envelopes of other workstations that the remote has not shown although it was read to its end: it lost them, or they
 * came over another remote. Whoever has them gives them back; the same bytes twice are fine. Of what is a bare proof here whoever has
 * the contents gives them later.
 */
function missingAt(
  { store, identity, members }: Workspace,
  url: string,
  most: number,
): { seq: number; bytes: Uint8Array }[] {
  for (const { keys, hex } of members().devices.values()) {
    if (hex === identity.deviceHex) continue;
    const missing = envelopesAfter(store, keys.id, shownSeq(store, url, keys.id), most);
    if (missing.length > 0) return missing;
  }
  return [];
}
