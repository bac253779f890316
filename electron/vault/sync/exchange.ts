/**
 * One conversation with a remote: sends what it lacks, takes what is new, until nothing is left. Every answer is checked
 * against what this workstation knows; an answer that an honest endpoint cannot give raises an alarm and changes nothing.
 */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { SyncReport } from '../../../shared/bridge/sync.ts';
import { envelopeHash, extendLogHash, parseEnvelopeOrStub } from '../../../shared/envelope/layout.ts';
import { MAX_PUSH, type SyncResponse } from '../../../shared/protocol/messages.ts';
import { appendMembership, membershipRecords } from '../access/membership.ts';
import { flushDropped, redactLate } from '../records/redaction.ts';
import type { Workspace } from '../records/workspace.ts';
import { countOpen } from '../storage/breaches.ts';
import { countEnvelopes, countWithheld, envelopesAfter, hashAt, logEnd } from '../storage/log.ts';
import {
  findRemote,
  hasAlarm,
  noteShown,
  type RemoteRow,
  raiseAlarm,
  restartRemote,
  saveProgress,
  shownSeq,
  withdrawAlarm,
} from '../storage/remotes.ts';
import { takeEnvelopes } from './intake.ts';
import { tellRedactions } from './redactions.ts';
import { awaitsOwn, ownAreHere } from './returning.ts';
import { RefusedError, type Transport } from './transport.ts';

/** What is asked for at once: small enough that a click never waits long behind it. */
const PULL_BYTES = 512 * 1024;

/** What each alarm says. The window translates by code. */
const ALARMS = {
  'cloud-lost-data':
    'The cloud lost data that it had confirmed. Nothing is lost here; everything is being sent again. Ask whoever runs the endpoint.',
  'log-forked':
    'The cloud shows this workstation another order of changes than before. Nothing was taken. Compare with another workstation and ask whoever runs the endpoint.',
  'membership-forked':
    'The cloud shows another list of workstations than the one that was verified here. Nothing was taken. Ask whoever runs the endpoint.',
  'envelope-malformed': 'The cloud delivered something that is no change of this clinic. It was not taken.',
  'envelope-forged': 'The cloud delivered a change that no workstation of this clinic signed. It was not taken.',
  'envelope-gap': 'The cloud left out changes of a workstation. What follows them was not taken.',
  equivocation:
    'Two different changes claim the same place in the log of one workstation. One of them comes from a copied or restored workstation. Nothing was taken.',
  'changes-damaged':
    'Damage took a change of this workstation that no cloud has yet. What follows it is safe here but cannot be sent any more. Restore this workstation from a backup, or enrol it again.',
  'contents-withheld':
    'The cloud keeps back the contents of changes without an owner’s redaction that would explain it. Everything else was taken. Sync with another cloud or workstation that has them, and ask whoever runs the endpoint.',
  'redaction-refuted':
    'A redaction states otherwise than what this workstation knows of the same changes. It was set aside; nothing was dropped for it here. Ask the owner whose workstation sent it.',
  'workstation-restored':
    'The cloud has changes of this workstation that it does not know itself: it was restored from an older copy. Enrol it again.',
} as const;
export type AlarmCode = keyof typeof ALARMS;

export interface Conversation {
  readonly workspace: Workspace;
  readonly transport: Transport;
  /** Called when the membership log grew. */
  readonly membershipChanged: () => void;
  /** Ends the conversation between two requests. */
  readonly signal?: AbortSignal;
}

/** Syncs with one remote. Raises the transport's failures and cloud-alarm; what was exchanged until then is kept. */
export async function converse(conversation: Conversation, url: string): Promise<SyncReport> {
  const { workspace } = conversation;
  const { store, identity } = workspace;
  const report = { pushed: 0, pulled: 0, bytesUp: 0, bytesDown: 0, conflicts: 0 };
  const conflictsBefore = countOpen(workspace.store);
  const withheldBefore = countWithheld(store);
  let restored = 0;
  let reachedHead = false;
  for (let restarts = 0; conversation.signal?.aborted !== true; ) {
    const remote = findRemote(store, url);
    if (!remote) return report; // removed meanwhile
    const returning = awaitsOwn(store, url);
    const own = returning ? [] : envelopesAfter(store, identity.deviceId, remote.pushed, MAX_PUSH);
    const push = own.length > 0 || !reachedHead ? own : missingAt(workspace, url);
    if (own[0] && own[0].seq !== remote.pushed + 1) stop(workspace, url, 'changes-damaged');
    if (reachedHead && push.length === 0) break;
    const known = workspace.members().roster.length;
    const round = await ask(
      conversation,
      remote,
      push.map((envelope) => envelope.bytes),
      { restored: restored > 0, foreign: own.length === 0, whole: returning },
    );
    if (round === 'restored') restored += 1;
    if (round === 'overtaken') break;
    if (round === 'restored' || round === 'restarted') {
      reachedHead = false;
      continue;
    }
    const { response, bytesUp, bytesDown } = round;
    if (response.accepted > push.length) raise('cloud-garbage', GARBAGE);
    report.bytesUp += bytesUp;
    report.bytesDown += bytesDown;
    report.pushed += response.accepted;
    if (lostData(remote, response)) {
      store.transaction((writer) => restartRemote(writer, url, response.deviceHead));
      alarm(workspace, url, 'cloud-lost-data');
      if (++restarts > 1) raise('cloud-alarm', ALARMS['cloud-lost-data'], { alarm: 'cloud-lost-data' });
      await restoreMembership(conversation);
      reachedHead = false;
      continue;
    }
    // it lost a part, or has never had what was appended at another remote
    if (response.membershipLength < known) await restoreMembership(conversation);
    await followMembership(conversation, url, response.membershipLength);
    report.pulled += take(workspace, remote, response);
    const end = logEnd(store, identity.deviceId).seq;
    // on the way back more of its own is still to come
    if (response.deviceHead > end && !(returning && response.more)) stop(workspace, url, 'workstation-restored');
    reachedHead = !response.more;
    if (returning && reachedHead) {
      store.transaction((writer) => ownAreHere(writer, url));
      reachedHead = false; // now what was made here may go there
    }
    const moved = response.nextCursor > remote.cursor || response.deviceHead > remote.pushed;
    if (!moved && (push.length > 0 || response.more)) raise('cloud-garbage', GARBAGE);
  }
  if (reachedHead) await finishRedactions(conversation, url, withheldBefore);
  report.conflicts = Math.max(0, countOpen(workspace.store) - conflictsBefore);
  return report;
}

/** What redactions still need once everything was exchanged. */
async function finishRedactions({ workspace, transport }: Conversation, url: string, before: number): Promise<void> {
  const { store } = workspace;
  redactLate(workspace);
  await tellRedactions(workspace, transport, url);
  const withheld = countWithheld(store);
  if (withheld > before || (withheld > 0 && !hasAlarm(store, 'contents-withheld', url)))
    alarm(workspace, url, 'contents-withheld');
  if (withheld === 0 && before > 0)
    store.transaction((writer) => withdrawAlarm(writer, 'contents-withheld' satisfies AlarmCode));
  await flushDropped(store);
}

const GARBAGE = 'The cloud takes nothing and does not say why. Your work is saved here.';

async function ask(
  conversation: Conversation,
  remote: RemoteRow,
  push: Uint8Array[],
  { restored, foreign, whole }: { restored: boolean; foreign: boolean; whole: boolean },
) {
  const { workspace, transport } = conversation;
  try {
    const { incarnation, cursor } = remote;
    return await transport.sync({ incarnation, cursor, push, pullMax: PULL_BYTES, ...(whole ? { whole } : {}) });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { error: reason, deviceHead } = error.refusal;
    if (reason === 'equivocation') stop(workspace, remote.url, 'equivocation');
    // somebody else gives the same back, and was quicker
    if (reason === 'gap' && foreign) return 'overtaken' as const;
    if (reason === 'gap' && deviceHead !== undefined && deviceHead < remote.pushed) {
      workspace.store.transaction((writer) => restartRemote(writer, remote.url, deviceHead));
      alarm(workspace, remote.url, 'cloud-lost-data');
      return 'restarted' as const;
    }
    if (!restored && (reason === 'unknown-clinic' || reason === 'not-member')) {
      await restoreMembership(conversation);
      return 'restored' as const;
    }
    throw error;
  }
}

function lostData(remote: RemoteRow, response: SyncResponse): boolean {
  const otherIncarnation = remote.incarnation !== null && !sameBytes(remote.incarnation, response.incarnation);
  return otherIncarnation || response.head < remote.cursor || response.deviceHead < remote.pushed;
}

/** Gives an endpoint that lost it the membership log again. Whatever it still has must be a part of ours. */
async function restoreMembership({ workspace, transport }: Conversation): Promise<void> {
  const records = membershipRecords(workspace.store);
  const [genesis, ...rest] = records;
  if (!genesis) throw new Error('a clinic without membership');
  await transport.createClinic({ genesis, following: rest });
}

async function followMembership(
  { workspace, transport, membershipChanged }: Conversation,
  url: string,
  length: number,
): Promise<void> {
  const { store, identity } = workspace;
  for (let known = workspace.members().roster.length; known < length; known = workspace.members().roster.length) {
    const page = await transport.membership(known);
    if (workspace.members().roster.length !== known) continue; // an approval here was quicker
    const follows =
      page.from === known &&
      page.records.length > 0 &&
      store.transaction((writer) => appendMembership(writer, identity, page.records));
    if (!follows) stop(workspace, url, 'membership-forked');
    membershipChanged();
  }
}

/** Verifies the order of the log and takes a page of it, all in one transaction. Returns how many were new here. */
function take(workspace: Workspace, remote: RemoteRow, response: SyncResponse): number {
  const { store, clock } = workspace;
  const { url } = remote;
  if (response.nextCursor !== remote.cursor + response.envelopes.length) stop(workspace, url, 'log-forked');
  const parsed = response.envelopes.map((item) => (typeof item === 'number' ? item : parseEnvelopeOrStub(item)));
  const hashes = parsed.map((item) =>
    typeof item === 'number' ? hashAt(store, workspace.identity.deviceId, item) : item && envelopeHash(item),
  );
  const shown = parsed.flatMap((item) => (item && typeof item !== 'number' ? [item.header] : []));
  const foreign = response.envelopes.filter((item) => typeof item !== 'number');
  let logHash = remote.logHash;
  for (const [index, hash] of hashes.entries()) {
    if (!hash)
      stop(
        workspace,
        url,
        typeof response.envelopes[index] === 'number' ? 'workstation-restored' : 'envelope-malformed',
      );
    logHash = extendLogHash(logHash, hash);
  }
  if (!sameBytes(logHash, response.logHash)) stop(workspace, url, 'log-forked');
  const intake = store.transaction((writer) => {
    const result = takeEnvelopes(workspace, writer, foreign);
    if (result.problem) return result;
    // each place of the log is another envelope, and all of them are here: a longer log says something twice
    if (response.envelopes.length > result.taken && response.nextCursor > countEnvelopes(writer))
      return { ...result, problem: 'log-forked' as const };
    for (const { deviceId, seq } of shown) noteShown(writer, url, deviceId, seq);
    saveProgress(writer, url, {
      incarnation: response.incarnation,
      cursor: response.nextCursor,
      logHash,
      pushed: Math.min(response.deviceHead, logEnd(writer, workspace.identity.deviceId).seq),
      now: clock.now(),
    });
    return result;
  });
  if (intake.taken > 0) workspace.touched(intake.touched, 'elsewhere');
  if (intake.touched.refuted > 0) alarm(workspace, url, 'redaction-refuted');
  if (intake.problem) stop(workspace, url, intake.problem);
  return intake.taken;
}

/**
 * Envelopes of other workstations that the remote has not shown although it was read to its end: it lost them, or they
 * came over another remote. Whoever has them gives them back; the same bytes twice are fine.
 */
function missingAt({ store, identity, members }: Workspace, url: string): { seq: number; bytes: Uint8Array }[] {
  for (const { keys, hex } of members().devices.values()) {
    if (hex === identity.deviceHex) continue;
    const missing = envelopesAfter(store, keys.id, shownSeq(store, url, keys.id), MAX_PUSH);
    if (missing.length > 0) return missing;
  }
  return [];
}

function alarm(workspace: Workspace, remote: string, code: AlarmCode): void {
  workspace.store.transaction((writer) =>
    raiseAlarm(writer, { code, remote, message: ALARMS[code], since: workspace.clock.now() }),
  );
}

function stop(workspace: Workspace, remote: string, code: AlarmCode): never {
  alarm(workspace, remote, code);
  raise('cloud-alarm', ALARMS[code], { alarm: code });
}
