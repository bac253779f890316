/**
 * Takes envelopes that arrive, from whichever remote: checks clinic, signature, sequence and chain, opens what is whole,
 * judges the author, applies. Nothing here trusts who carried them.
 */
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import {
  type Envelope,
  type EnvelopeProof,
  envelopeHash,
  parseEnvelopeOrStub,
  verifyEnvelope,
} from '../../../shared/envelope/layout.ts';
import type { Member } from '../access/membership.ts';
import { type Applied, nothingApplied } from '../records/apply.ts';
import { quarantine, retakeBefore, type Taking, takeTransaction } from '../records/take.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { hashAt, insertEnvelope, logEnd, refillStub, stateAt } from '../storage/log.ts';

/** Why an envelope was not taken: each is an alarm, for no honest endpoint sends such a thing. */
export type IntakeProblem = 'envelope-malformed' | 'envelope-forged' | 'envelope-gap' | 'equivocation';

export interface Intake {
  readonly taken: number;
  readonly touched: Applied;
  readonly problem: IntakeProblem | null;
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
  const touched = nothingApplied();
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
  if (isAnotherThanKnown(member, seq, hash)) return 'equivocation';
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
  if (!follows && open) keepOut(workspace, writer, deviceId, end.seq, open.part + 1);
  const eid = keep(workspace, writer, envelope, hash);
  if (part > 0 && !follows) keepOut(workspace, writer, deviceId, seq, 1);
  else if (part === parts - 1) takeTransaction(workspace, writer, eid, touched);
  retakeBefore(workspace, writer, envelope.header, touched);
  return 'taken';
}

/** What an owner knew as the last envelope of a workstation when they removed it holds: another in its place is another history. */
function isAnotherThanKnown({ removed }: Member, seq: number, hash: Uint8Array): boolean {
  return removed !== undefined && removed.seq === seq && !sameBytes(removed.hash, hash);
}

/** So many envelopes up to a place are no whole. */
function keepOut(workspace: Taking, writer: Writer, device: Uint8Array, seq: number, parts: number): void {
  const eid = rowAt(writer, device, seq)?.eid;
  if (eid !== undefined) quarantine(workspace, writer, { eid, device, seq, parts }, 'unreadable');
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
  retakeBefore(workspace, writer, envelope.header, touched);
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
  if (last?.envelope) takeTransaction(workspace, writer, last.eid, touched);
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

function partsAt(reader: Reader, device: Uint8Array, seq: number): { part: number; parts: number } | undefined {
  return reader.get('SELECT part, parts FROM envelope WHERE device = ? AND seq = ?', device, seq);
}
