/** One change made here: one SQLite transaction, one envelope, applied and signed in the same moment. */
import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import { encodeBody, type Op } from '../../../shared/envelope/body.ts';
import { REGISTERS_VERSION } from '../../../shared/merge/registers.ts';
import { epochKey, type Members } from '../access/membership.ts';
import { refuseOperations } from '../access/standing.ts';
import { takeWaiting } from '../audit/waiting.ts';
import { sealTransaction } from '../crypto/seal.ts';
import { ownClaims } from '../storage/claims.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { insertEnvelope, logEnd, markApplied } from '../storage/log.ts';
import { addApplied, applyOps, nothingApplied } from './apply.ts';
import { nextHlc } from './hlc.ts';
import { judgesOf } from './judging.ts';
import type { KnownCreations } from './known.ts';
import { asShown } from './shown-patient.ts';
import { reconsider } from './take.ts';
import { type ActiveUser, activeUser, type Workspace } from './workspace.ts';

/** What is to be done in one transaction. */
export interface Work<T> {
  readonly ops: readonly Op[];
  readonly result: T;
  readonly known?: KnownCreations;
  /** Notes something of this workstation in the same transaction, once all is applied: the hash of its last envelope, null where nothing was done. */
  readonly beside?: (writer: Writer, hash: Uint8Array | null) => void;
}

/**
 * Runs `work`, which reads what is current and returns the operations to do (none: nothing happens) with a result of its
 * own. Everything is durable when this returns. Raises locked, not-allowed, disk-full, resource-too-large, invalid-input.
 */
export function transact<T>(
  workspace: Workspace,
  work: (reader: Reader) => Work<T>,
  when: 'if not empty' | 'even if empty' = 'if not empty',
): T {
  const { store, identity, clock, random } = workspace;
  const user = activeUser(workspace);
  const members = workspace.members();
  const { result, touched } = store.transaction((writer) => {
    const { ops: made, result, known, beside } = work(writer);
    const asked = asShown(made);
    if (asked.length === 0 && when === 'if not empty') {
      beside?.(writer, null);
      return { result, touched: null };
    }
    refuseForbidden(workspace, members, user, asked);
    // behind what was asked for, which keeps its indexes; whoever may change nothing says what they read all the same
    const trail = takeWaiting(writer, identity, when === 'even if empty' ? undefined : clock.now());
    const ops = trail ? [...asked, trail] : asked;
    const end = logEnd(writer, identity.deviceId);
    const hlc = nextHlc(writer, clock.now());
    const body = encodeBody(
      {
        v: 1,
        hlc,
        user: user.id,
        saw: versionVector(writer, workspace),
        remotes: ownClaims(writer),
        members: members.roster.length,
        registers: REGISTERS_VERSION,
        ops: [...ops],
      },
      { clinicId: identity.clinicId, deviceId: identity.deviceId, seq: end.seq + 1 },
      user.keys.sign.secretKey,
    );
    const sealed = sealTransaction(
      {
        clinicId: identity.clinicId,
        deviceId: identity.deviceId,
        deviceSecretKey: identity.sign.secretKey,
        seq: end.seq + 1,
        previous: end.hash,
        epoch: members.epoch,
        epochKey: epochKey(writer, members.epoch),
        membershipHead: members.roster.head,
      },
      body,
      random,
    );
    let eid = 0;
    sealed.forEach(({ bytes, hash }, part) => {
      eid = insertEnvelope(
        writer,
        { device: identity.deviceId, seq: end.seq + 1 + part, hash, bytes, part, parts: sealed.length },
        'applied',
      );
    });
    const last = sealed.at(-1);
    if (!last) throw new Error('a transaction without envelopes');
    markApplied(writer, identity.deviceId, end.seq + 1, end.seq + sealed.length, {
      hlc,
      user: user.id,
      operations: ops.length,
    });
    const touched = applyOps(
      writer,
      { eid, hash: last.hash, hlc, user: user.id, judges: judgesOf(writer, members), known },
      ops,
      workspace.dayOf,
    );
    if (touched.late > 0) raise('redacted', 'An owner redacted a record that this would write. Nothing was changed.');
    // what arrives is set aside, what is made here is refused as long as somebody is there to be told
    if (touched.setAside > 0)
      raise(
        'invalid-input',
        'This cannot be kept as a record: it has an id, an element or a depth that no FHIR resource has.',
      );
    const admitted = nothingApplied();
    for (const hash of touched.admitted.splice(0)) reconsider(workspace, writer, hash, admitted);
    addApplied(touched, admitted);
    beside?.(writer, last.hash);
    return { result, touched };
  });
  if (touched) workspace.touched(touched, 'here');
  return result;
}

/** Raises not-enrolled, not-allowed: what the others would not take is not written. */
function refuseForbidden({ identity }: Workspace, members: Members, user: ActiveUser, ops: readonly Op[]): void {
  if (members.devices.get(identity.deviceHex)?.removed)
    raise(
      'not-enrolled',
      'This workstation was removed from the clinic. Nothing was changed. What it had not sent before waits for an owner.',
    );
  refuseOperations(members, user.role, ops);
}

/** An empty change: tells the others that this workstation is there and what it has seen. */
export function heartbeat(workspace: Workspace): void {
  transact(workspace, () => ({ ops: [], result: undefined }), 'even if empty');
}

/** Highest seq of each device that this workstation has taken, by device id in hexadecimal. */
function versionVector(reader: Reader, workspace: Workspace): Record<string, number> {
  const vector: Record<string, number> = {};
  for (const { keys } of workspace.members().devices.values()) {
    const { seq } = logEnd(reader, keys.id);
    if (seq > 0) vector[toHex(keys.id)] = seq;
  }
  return vector;
}
