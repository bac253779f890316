/**
 * Takes envelopes that arrive, from whichever remote: checks clinic, signature, sequence and chain, opens what is whole,
 * judges the author, applies. Nothing here trusts who carried them.
 */
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { decodeBody } from '../../../shared/envelope/body.ts';
import { type Envelope, envelopeHash, parseEnvelope, verifyEnvelope } from '../../../shared/envelope/layout.ts';
import { findEpochKey } from '../access/membership.ts';
import { openTransaction } from '../crypto/seal.ts';
import { type Applied, applyOps } from '../records/apply.ts';
import { witnessHlc } from '../records/transaction.ts';
import type { Workspace } from '../records/workspace.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { hashAt, insertEnvelope, logEnd, markApplied } from '../storage/log.ts';

/** Why an envelope was not taken: each is an alarm, for no honest endpoint sends such a thing. */
export type IntakeProblem = 'envelope-malformed' | 'envelope-forged' | 'envelope-gap' | 'equivocation';

export interface Intake {
  readonly taken: number;
  readonly touched: Applied;
  readonly problem: IntakeProblem | null;
}

/** What taking needs of a workspace: a database that is being rebuilt has no more. */
type Taking = Pick<Workspace, 'identity' | 'members' | 'clock' | 'dayOf'>;

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
  const touched: Applied = { types: new Set(), patients: new Set(), setAside: 0 };
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
  const envelope = parseEnvelope(bytes);
  if (!envelope || !sameBytes(envelope.header.clinicId, workspace.identity.clinicId)) return 'envelope-malformed';
  const { deviceId, seq, previous, part, parts } = envelope.header;
  const member = workspace.members().devices.get(toHex(deviceId));
  if (!member || !verifyEnvelope(envelope, member.keys.sign)) return 'envelope-forged';
  const hash = envelopeHash(envelope);
  const end = logEnd(writer, deviceId);
  if (seq <= end.seq) {
    const known = hashAt(writer, deviceId, seq);
    if (known) return sameBytes(known, hash) ? 'known' : 'equivocation';
    return takeBesideHole(workspace, writer, envelope, hash, touched); // what damage has left out comes back
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
  else if (part === parts - 1) applyTransaction(workspace, writer, envelope, { eid, hash }, touched);
  return 'taken';
}

/**
 * An envelope with others of its log missing before or behind it. It has to fit to those neighbours that are there; its
 * transaction is applied as soon as all parts of it are.
 */
function takeBesideHole(
  workspace: Taking,
  writer: Writer,
  envelope: Envelope,
  hash: Uint8Array,
  touched: Applied,
): 'taken' | 'equivocation' {
  const { deviceId, seq, previous, part, parts } = envelope.header;
  const before = hashAt(writer, deviceId, seq - 1);
  const behind = rowAt(writer, deviceId, seq + 1)?.envelope;
  if (before && !sameBytes(previous, before)) return 'equivocation';
  if (behind && !sameBytes(behind.header.previous, hash)) return 'equivocation';
  keep(workspace, writer, envelope, hash);
  for (let at = 0; at < parts; at++) {
    const header = rowAt(writer, deviceId, seq - part + at)?.envelope?.header;
    if (header?.part !== at || header.parts !== parts) return 'taken'; // waits for the rest
  }
  const last = rowAt(writer, deviceId, seq - part + parts - 1);
  if (last?.envelope) applyTransaction(workspace, writer, last.envelope, last, touched);
  return 'taken';
}

function rowAt(
  reader: Reader,
  device: Uint8Array,
  seq: number,
): { eid: number; hash: Uint8Array; envelope: Envelope | null } | undefined {
  const row = reader.get<{ eid: number; hash: Uint8Array; bytes: Uint8Array }>(
    'SELECT eid, hash, bytes FROM envelope WHERE device = ? AND seq = ?',
    device,
    seq,
  );
  return row && { eid: row.eid, hash: new Uint8Array(row.hash), envelope: parseEnvelope(new Uint8Array(row.bytes)) };
}

/** Keeps an envelope that is not applied yet; its workstation was heard of. Returns its number in this log. */
function keep(workspace: Taking, writer: Writer, { header, bytes }: Envelope, hash: Uint8Array): number {
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
  last: Envelope,
  place: { eid: number; hash: Uint8Array },
  touched: Applied,
): void {
  const { deviceId, seq, parts, epoch } = last.header;
  const first = seq - parts + 1;
  const key = findEpochKey(writer, epoch);
  if (!key) return; // waits for a key that is on its way
  const whole = writer
    .all<{ bytes: Uint8Array }>(
      'SELECT bytes FROM envelope WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq',
      deviceId,
      first,
      seq,
    )
    .map((row) => parseEnvelope(new Uint8Array(row.bytes)));
  const opened = whole.every((envelope): envelope is Envelope => envelope !== null && envelope.header.epoch === epoch)
    ? openTransaction(whole, key)
    : null;
  const decoded = opened && decodeBody(opened, { ...last.header, seq: first });
  const author = decoded && workspace.members().users.get(decoded.body.user);
  if (!decoded || !author || !decoded.signedBy(author.sign)) {
    quarantine(writer, deviceId, first, seq);
    return;
  }
  const { hlc, user, ops } = decoded.body;
  markApplied(writer, deviceId, first, seq, { hlc, user, operations: ops.length });
  witnessHlc(writer, hlc, workspace.clock.now());
  const applied = applyOps(writer, { ...place, hlc }, ops, workspace.dayOf, 'each by itself');
  for (const type of applied.types) touched.types.add(type);
  for (const patient of applied.patients) touched.patients.add(patient);
  touched.setAside += applied.setAside;
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
