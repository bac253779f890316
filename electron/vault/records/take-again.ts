/**
 * Takes what was written under a key of a list of members that was given up. Not everybody has that key, so an owner writes it again, and puts the original
 * away in the same transaction: workstations agree, whoever can read what.
 */
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import { Op, writeId } from '../../../shared/envelope/body.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { signingKeysOf } from '../access/judge.ts';
import { isDecided } from '../storage/admission.ts';
import type { Reader } from '../storage/database.ts';
import { type TransactionRow, transactionOf } from '../storage/log.ts';
import { placeOfWrite, renameWrites, writesNamedBy } from './named-writes.ts';
import {
  isRedacted,
  isUnderOwnKey,
  type Opened,
  openedBody,
  partsIn,
  recordOf,
  transactionLog,
} from './redaction-log.ts';
import type { Workspace } from './workspace.ts';
import { firstOf, type Lost, operationsAgain, type Places, writeOperations } from './write-again.ts';

/** What only an owner may say; of others it is not said again in an owner's name. */
const OWNERS_OWN: ReadonlySet<unknown> = new Set(['x', 'f']);
/** What others than an owner cannot help: that a record was redacted meanwhile, that an operation is no lawful one. */
const UNWRITABLE: ReadonlySet<string> = new Set(['redacted', 'invalid-input', 'resource-too-large']);

/** A name that no write has. */
const ANY = '00.0';

/** Whether a transaction that is kept out is under such a key. */
export function isUnderGivenUpKey(reader: Reader, transaction: TransactionRow): boolean {
  const parts = transaction.state === 'quarantined' ? partsIn(reader, transaction) : null;
  return parts !== null && !isUnderOwnKey(reader, parts);
}

/**
 * Writes a transaction again that can be read here and whose author is proved, and before it what it builds on, as long as nobody has decided on that. Raises
 * not-found (somebody has decided on it), not-takeable, not-allowed, disk-full.
 */
export function takeAgain(workspace: Workspace, transaction: TransactionRow): void {
  const { store } = workspace;
  if (isDecided(store, transaction.hash)) raise('not-found', 'This is not kept out here (any more).');
  const places: Places = new Map();
  const wanted = toHex(transaction.hash);
  for (const lost of withItsGround(workspace, transaction, places)) {
    const { ops, unknown } = operationsAgain(lost);
    const left = ops.filter(({ op }) => !isGone(store, op));
    const isWanted = toHex(lost.hash) === wanted;
    if (isWanted && (unknown > 0 || left.length === 0)) refuseToTake();
    if (unknown > 0 || left.length === 0) continue;
    try {
      writeOperations(workspace, lost, left, places, [{ k: 'q', h: lost.hash, a: 'drop' }]);
    } catch (error) {
      if (error instanceof ExpectedError && UNWRITABLE.has(error.failure.code)) refuseToTake();
      throw error;
    }
  }
}

/** Whether whoever a transaction names as its author has signed it, with any key that they ever had. */
export function isSigned({ members }: Pick<Workspace, 'members'>, { body, signedBy }: Opened): boolean {
  return signingKeysOf(members(), body.user).some(signedBy);
}

/** Raises not-takeable. */
export function refuseToTake(): never {
  return raise(
    'not-takeable',
    'This cannot be taken here: it cannot be read or understood, nobody can prove who wrote it, or what it is about was redacted. It stays kept out. Try it on the workstation where it was written, or drop it.',
  );
}

/** A transaction and, before it, those under such keys whose writes it had seen. Where one of those was written again already, `places` says. */
function withItsGround(workspace: Workspace, transaction: TransactionRow, places: Places): Lost[] {
  const { store } = workspace;
  const found = new Map<string, Lost>();
  const looked = new Set<string>();
  for (const open = [transaction]; open.length > 0; ) {
    const next = open.pop() as TransactionRow;
    const opened = openedBody(store, next);
    if (!opened || !isSigned(workspace, opened)) continue;
    const lost = lostOf(workspace, next, opened);
    if (isDecided(store, next.hash)) {
      findPlaces(store, lost, places);
      continue;
    }
    found.set(toHex(next.hash), lost);
    for (const hash of groundOf(lost)) {
      const before = looked.has(toHex(hash)) ? undefined : transactionOf(store, hash);
      looked.add(toHex(hash));
      if (before && isUnderGivenUpKey(store, before)) open.push(before);
    }
  }
  // whoever has seen a write has a later clock
  return [...found.values()].toSorted((a, b) => (a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : 0));
}

/** What a transaction says, without what its author may not say. */
function lostOf({ members }: Workspace, { hash }: TransactionRow, { body }: Opened): Lost {
  const author = members().users.get(body.user);
  const isOwner = author?.role === 'owner' && author.status === 'active';
  const ops = new Map([...body.ops.entries()].filter(([, raw]) => isOwner || !OWNERS_OWN.has(kindOf(raw))));
  return { hash: new Uint8Array(hash), user: body.user, hlc: body.hlc, ops };
}

function groundOf(lost: Lost): Uint8Array[] {
  return operationsAgain(lost).ops.flatMap(({ op }) => writesNamedBy(op).map((write) => placeOfWrite(write)[0]));
}

/** Where the operations of a transaction stand that was written again: those that say the same. */
function findPlaces(reader: Reader, lost: Lost, places: Places): void {
  const { user, hlc } = firstOf(lost);
  const log = transactionLog(reader);
  const rows = reader.all<{ eid: number; hash: Uint8Array }>(
    'SELECT e.eid, e.hash FROM first_author f JOIN envelope e ON e.eid = f.eid WHERE f.user = ? AND f.hlc = ?',
    user,
    hlc,
  );
  for (const { eid, hash } of rows) {
    const said = (log.body(eid)?.ops ?? []).map(sayingOf);
    for (const { index, op } of operationsAgain(lost).ops) {
      const saying = sayingOf(op);
      const at = said.findIndex((one) => sameBytes(one, saying));
      if (at >= 0) places.set(writeId(lost.hash, index), writeId(hash, at));
    }
  }
}

/** An operation whatever it has seen: that was named anew. */
function sayingOf(raw: unknown): Uint8Array {
  const op = Op.safeParse(raw).data;
  return encodeCbor(op ? renameWrites(op, () => ANY) : raw);
}

function isGone(reader: Reader, op: Op): boolean {
  const record = recordOf(op);
  return record !== null && isRedacted(reader, record);
}

function kindOf(op: unknown): unknown {
  return typeof op === 'object' && op !== null && 'k' in op ? op.k : undefined;
}
