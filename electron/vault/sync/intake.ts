/**
 * Takes envelopes that arrive, from whichever remote: checks clinic, signature, sequence and chain, opens what is whole,
 * judges the author, applies. Nothing here trusts who carried them.
 */
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import type { Body } from '../../../shared/envelope/body.ts';
import {
  type Envelope,
  type EnvelopeProof,
  envelopeHash,
  parseEnvelope,
  parseEnvelopeOrStub,
  verifyEnvelope,
} from '../../../shared/envelope/layout.ts';
import { findEpochKey, ownersOf } from '../access/membership.ts';
import { openTransaction } from '../crypto/seal.ts';
import { type Applied, applyOps, settleRedacted } from '../records/apply.ts';
import { witnessHlc } from '../records/transaction.ts';
import { UNDERSTANDING } from '../records/understanding.ts';
import type { Workspace } from '../records/workspace.ts';
import type { Reader, Writer } from '../storage/database.ts';
import {
  hashAt,
  insertEnvelope,
  logEnd,
  markApplied,
  partsOf,
  refillStub,
  stateAt,
  type TransactionRow,
  transactionAt,
  withhold,
} from '../storage/log.ts';

/** Why an envelope was not taken: each is an alarm, for no honest endpoint sends such a thing. */
export type IntakeProblem = 'envelope-malformed' | 'envelope-forged' | 'envelope-gap' | 'equivocation';

export interface Intake {
  readonly taken: number;
  readonly touched: Applied;
  readonly problem: IntakeProblem | null;
}

/** What taking needs of a workspace: a database that is being rebuilt has no more. */
interface Taking extends Pick<Workspace, 'identity' | 'members' | 'clock' | 'dayOf' | 'understanding'> {
  /** Told what the author of each transaction had seen. */
  readonly sawThen?: (device: Uint8Array, body: Pick<Body, 'saw' | 'remotes'>) => void;
}

/**
 * Takes envelopes in their order, inside the caller's transaction, up to the first that must not be taken. `holes`: whether
 * what a workstation's log lacks may stay out of it for now, as after damage.
 */
export function takeEnvelopes(
  workspace: Taking,
  writer: Writer,
  arrived: readonly Uint8Array[],
  holes: 'are refused' | 'may stay' = 'are refused',
): Intake {
  const touched: Applied = { types: new Set(), patients: new Set(), setAside: 0, refuted: 0, late: 0 };
  let taken = 0;
  for (const bytes of arrived) {
    const outcome = takeOne(workspace, writer, bytes, touched, holes);
    if (outcome === 'taken') taken += 1;
    else if (outcome !== 'known') return { taken, touched, problem: outcome };
  }
  return { taken, touched, problem: null };
}

function takeOne(
  workspace: Taking,
  writer: Writer,
  bytes: Uint8Array,
  touched: Applied,
  holes: 'are refused' | 'may stay',
): 'taken' | 'known' | IntakeProblem {
  const envelope = parseEnvelopeOrStub(bytes);
  if (!envelope || !sameBytes(envelope.header.clinicId, workspace.identity.clinicId)) return 'envelope-malformed';
  const { deviceId, seq, previous, part, parts } = envelope.header;
  const member = workspace.members().devices.get(toHex(deviceId));
  if (!member || !verifyEnvelope(envelope, member.keys.sign)) return 'envelope-forged';
  const hash = envelopeHash(envelope);
  const end = logEnd(writer, deviceId);
  if (seq <= end.seq) {
    const known = hashAt(writer, deviceId, seq);
    if (!known) return takeBesideHole(workspace, writer, envelope, hash, touched); // what damage has left out comes back
    if (!sameBytes(known, hash)) return 'equivocation';
    if (envelope.ciphertext !== null) takeContents(workspace, writer, envelope, touched);
    return 'known';
  }
  if (seq !== end.seq + 1) {
    return holes === 'may stay' ? takeBesideHole(workspace, writer, envelope, hash, touched) : 'envelope-gap';
  }
  if (!sameBytes(previous, end.hash)) return 'equivocation';
  const before = partsAt(writer, deviceId, end.seq);
  const open = before !== undefined && before.part < before.parts - 1 ? before : undefined;
  const follows = open ? part === open.part + 1 && parts === open.parts : part === 0;
  // parts that are no whole can never be read: whoever wrote them has a broken or hostile program
  if (!follows && open) quarantine(writer, deviceId, end.seq - open.part, end.seq);
  const eid = keep(workspace, writer, envelope, hash);
  if (part > 0 && !follows) quarantine(writer, deviceId, seq, seq);
  else if (part === parts - 1) takeTransaction(workspace, writer, { eid, hash, envelope }, touched);
  return 'taken';
}

/**
 * An envelope with others of its log missing before or behind it. It has to fit to those neighbours that are there; its
 * transaction is applied as soon as all parts of it are.
 */
function takeBesideHole(
  workspace: Taking,
  writer: Writer,
  envelope: EnvelopeProof,
  hash: Uint8Array,
  touched: Applied,
): 'taken' | 'equivocation' {
  const { deviceId, seq, previous } = envelope.header;
  const before = hashAt(writer, deviceId, seq - 1);
  const behind = rowAt(writer, deviceId, seq + 1)?.envelope;
  if (before && !sameBytes(previous, before)) return 'equivocation';
  if (behind && !sameBytes(behind.header.previous, hash)) return 'equivocation';
  keep(workspace, writer, envelope, hash);
  takeIfWhole(workspace, writer, envelope, touched);
  return 'taken';
}

/** Contents of an envelope of which there was a stub alone, without a redaction: somebody else still has them. */
function takeContents(workspace: Taking, writer: Writer, envelope: Envelope, touched: Applied): void {
  const { deviceId, seq } = envelope.header;
  if (stateAt(writer, deviceId, seq) !== 'withheld') return;
  refillStub(writer, deviceId, seq, envelope.bytes);
  takeIfWhole(workspace, writer, envelope, touched);
}

/** Takes the transaction of an envelope where all its parts are here; otherwise it waits for the rest. */
function takeIfWhole(workspace: Taking, writer: Writer, { header }: EnvelopeProof, touched: Applied): void {
  const { deviceId, seq, part, parts } = header;
  const first = seq - part;
  for (let at = 0; at < parts; at++) {
    const found = rowAt(writer, deviceId, first + at)?.envelope?.header;
    if (found?.part !== at || found.parts !== parts) return;
  }
  const last = rowAt(writer, deviceId, first + parts - 1);
  if (last?.envelope) takeTransaction(workspace, writer, { ...last, envelope: last.envelope }, touched);
}

/** Takes a transaction that was put into quarantine again, as if it had just arrived; what is still not understood stays there. */
export function retryTransaction(
  workspace: Taking,
  writer: Writer,
  { device, seq, parts }: Pick<TransactionRow, 'device' | 'seq' | 'parts'>,
): Applied {
  const touched: Applied = { types: new Set(), patients: new Set(), setAside: 0, refuted: 0, late: 0 };
  const first = seq - parts + 1;
  writer.run(
    "UPDATE envelope SET state = 'waiting' WHERE device = ? AND seq BETWEEN ? AND ? AND state = 'quarantined'",
    device,
    first,
    seq,
  );
  const last = rowAt(writer, device, seq)?.envelope;
  if (last) takeIfWhole(workspace, writer, last, touched);
  quarantine(writer, device, first, seq);
  return touched;
}

interface LastPart {
  readonly eid: number;
  readonly hash: Uint8Array;
  readonly envelope: EnvelopeProof;
}

/** All parts are there. Where one of them is a stub, an owner's redaction has to say what is left of the transaction. */
function takeTransaction(workspace: Taking, writer: Writer, last: LastPart, touched: Applied): void {
  const { deviceId: device, seq, parts } = last.envelope.header;
  const whole = partsOf(writer, { device, seq, parts }).every(({ bytes }) => parseEnvelope(new Uint8Array(bytes)));
  if (whole) applyTransaction(workspace, writer, last, touched);
  // of one that a redaction explains already this part was missing, and nothing else
  else if (transactionAt(writer, last.eid)?.state !== 'redacted') withhold(writer, device, seq - parts + 1, seq);
  const transaction = transactionAt(writer, last.eid);
  if (transaction && transaction.state !== 'quarantined')
    add(touched, settleRedacted(writer, transaction, workspace.dayOf, ownersOf(workspace.members())));
}

function add(touched: Applied, more: Applied): void {
  for (const type of more.types) touched.types.add(type);
  for (const patient of more.patients) touched.patients.add(patient);
  touched.setAside += more.setAside;
  touched.refuted += more.refuted;
  touched.late += more.late;
}

function rowAt(
  reader: Reader,
  device: Uint8Array,
  seq: number,
): { eid: number; hash: Uint8Array; envelope: EnvelopeProof | null } | undefined {
  const row = reader.get<{ eid: number; hash: Uint8Array; bytes: Uint8Array }>(
    'SELECT eid, hash, bytes FROM envelope WHERE device = ? AND seq = ?',
    device,
    seq,
  );
  const envelope = row && parseEnvelopeOrStub(new Uint8Array(row.bytes));
  return row && { eid: row.eid, hash: new Uint8Array(row.hash), envelope: envelope ?? null };
}

/** Keeps an envelope that is not applied yet; its workstation was heard of. Returns its number in this log. */
function keep(workspace: Taking, writer: Writer, { header, bytes }: EnvelopeProof, hash: Uint8Array): number {
  const { deviceId: device, seq, part, parts } = header;
  const eid = insertEnvelope(writer, { device, seq, hash, bytes, part, parts }, 'waiting');
  writer.run(
    'INSERT INTO heard (device, at) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET at = excluded.at',
    device,
    workspace.clock.now(),
  );
  return eid;
}

/** All parts are there: opens and applies them, or puts them where a person can see that they were not. */
function applyTransaction(
  workspace: Taking,
  writer: Writer,
  { eid, hash, envelope: last }: LastPart,
  touched: Applied,
): void {
  const { deviceId, seq, parts, epoch } = last.header;
  const first = seq - parts + 1;
  const key = findEpochKey(writer, epoch);
  if (!key) return; // waits for a key that is on its way
  const whole = partsOf(writer, { device: deviceId, seq, parts }).map(({ bytes }) =>
    parseEnvelope(new Uint8Array(bytes)),
  );
  const opened = whole.every((envelope): envelope is Envelope => envelope !== null && envelope.header.epoch === epoch)
    ? openTransaction(whole, key)
    : null;
  const understanding = workspace.understanding ?? UNDERSTANDING;
  const decoded = opened && understanding.body(opened, { ...last.header, seq: first });
  const author = decoded && workspace.members().users.get(decoded.body.user);
  if (!decoded || !author || !decoded.signedBy(author.sign)) {
    quarantine(writer, deviceId, first, seq);
    return;
  }
  const { hlc, user, ops } = decoded.body;
  workspace.sawThen?.(deviceId, decoded.body);
  markApplied(writer, deviceId, first, seq, { hlc, user, operations: ops.length });
  witnessHlc(writer, hlc, workspace.clock.now());
  const mayRedact = author.role === 'owner';
  const isOwner = ownersOf(workspace.members());
  const place = { eid, hash, hlc, mayRedact, isOwner, understanding };
  add(touched, applyOps(writer, place, ops, workspace.dayOf, 'each by itself'));
}

function partsAt(reader: Reader, device: Uint8Array, seq: number): { part: number; parts: number } | undefined {
  return reader.get('SELECT part, parts FROM envelope WHERE device = ? AND seq = ?', device, seq);
}

/** Puts envelopes that are still waiting where a person can see that they were not taken. */
function quarantine(writer: Writer, device: Uint8Array, first: number, last: number): void {
  writer.run(
    "UPDATE envelope SET state = 'quarantined' WHERE device = ? AND seq BETWEEN ? AND ? AND state = 'waiting'",
    device,
    first,
    last,
  );
}
