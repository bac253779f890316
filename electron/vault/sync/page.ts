/** A page of a remote's log: verifies its order, takes what is in it, notes what stands in which place. */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { envelopeHash, extendLogHash, parseEnvelope, parseEnvelopeOrStub } from '../../../shared/envelope/layout.ts';
import type { SyncResponse } from '../../../shared/protocol/messages.ts';
import type { Workspace } from '../records/workspace.ts';
import { keepIncarnation, keepPlace } from '../storage/claims.ts';
import { noteOwed } from '../storage/contents.ts';
import type { Writer } from '../storage/database.ts';
import { countEnvelopes, envelopeAt, hashAt, logEnd } from '../storage/log.ts';
import { noteShown, type RemoteRow, saveProgress } from '../storage/remotes.ts';
import { type AlarmCode, alarm, stop } from './alarms.ts';
import { claimsOfPage } from './claims.ts';
import { takeEnvelopes } from './intake.ts';
import { takeGuarded } from './wipe.ts';

/** What a remote shows in a place of its log; of an own envelope it says the seq alone. */
interface Place {
  readonly device: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly shown: 'own' | 'whole' | 'stub';
}

/** Verifies the order of the log and takes a page of it, all in one transaction; `sent`: up to which seq own envelopes went there. How many were new here, and what ended it. */
export function takePage(
  { workspace, membershipChanged }: { readonly workspace: Workspace; readonly membershipChanged: () => void },
  remote: RemoteRow,
  response: SyncResponse,
  endpointKey: Uint8Array | null,
  sent: number,
): { taken: number; problem: AlarmCode | null } {
  const { clock } = workspace;
  const { url } = remote;
  if (response.nextCursor !== remote.cursor + response.envelopes.length) stop(workspace, url, 'log-forked');
  const places = response.envelopes.map((item) => placeOf(workspace, item));
  const foreign = response.envelopes.filter((item) => typeof item !== 'number');
  let logHash = remote.logHash;
  const known = places.map((place, index) => {
    if (!place)
      return stop(
        workspace,
        url,
        typeof response.envelopes[index] === 'number' ? 'workstation-restored' : 'envelope-malformed',
      );
    logHash = extendLogHash(logHash, place.hash);
    return { ...place, logHash };
  });
  if (!sameBytes(logHash, response.logHash)) {
    // it names what this workstation made while it was asked, or never sent: a copy of it has sent something else in that place
    const isOfCopy = response.envelopes.some((item) => typeof item === 'number' && item > sent);
    stop(workspace, url, isOfCopy ? 'equivocation' : 'log-forked');
  }
  const claims = claimsOfPage(workspace);
  let forked = new Set<string>();
  const intake = takeGuarded(workspace, url, (writer) => {
    const result = takeEnvelopes({ ...workspace, sawThen: claims.sawThen }, writer, foreign);
    if (result.problem) return result;
    // each place of the log is another envelope, and all of them are here: a longer log says something twice
    if (response.envelopes.length > result.taken && response.nextCursor > countEnvelopes(writer))
      return { ...result, problem: 'log-forked' as const };
    const own = logEnd(writer, workspace.identity.deviceId).seq;
    saveProgress(writer, url, {
      incarnation: response.incarnation,
      endpointKey,
      cursor: response.nextCursor,
      logHash,
      pushed: Math.min(response.deviceHead, own),
      now: clock.now(),
    });
    keepIncarnation(writer, url, response.incarnation, own);
    known.forEach((place, index) => {
      keepPlaceOf(writer, url, remote.cursor + 1 + index, place);
    });
    forked = claims.judge(writer, url);
    return result;
  });
  for (const at of forked) alarm(workspace, at, 'log-forked');
  if (intake.taken > 0) workspace.touched(intake.touched, 'elsewhere');
  if (intake.touched.refuted > 0) alarm(workspace, url, 'redaction-refuted');
  if (intake.touched.rewrapped) membershipChanged();
  if (intake.touched.forked > 0) alarm(workspace, url, 'membership-forked');
  return intake;
}

/** Undefined for what is no envelope, and for an own one that is not here. */
function placeOf({ store, identity }: Workspace, item: Uint8Array | number): Place | undefined {
  if (typeof item === 'number') {
    const hash = hashAt(store, identity.deviceId, item);
    return hash && { device: identity.deviceId, seq: item, hash, shown: 'own' };
  }
  const envelope = parseEnvelopeOrStub(item);
  if (!envelope) return undefined;
  const { deviceId: device, seq } = envelope.header;
  return { device, seq, hash: envelopeHash(envelope), shown: envelope.ciphertext === null ? 'stub' : 'whole' };
}

function keepPlaceOf(
  writer: Writer,
  url: string,
  serverSeq: number,
  { device, seq, shown, logHash }: Place & { readonly logHash: Uint8Array },
): void {
  const here = envelopeAt(writer, device, seq);
  keepPlace(writer, url, serverSeq, { logHash, eid: here?.eid ?? null });
  if (shown !== 'own') noteShown(writer, url, device, seq);
  if (shown === 'stub' && here && parseEnvelope(here.bytes)) noteOwed(writer, url, here.eid);
}
