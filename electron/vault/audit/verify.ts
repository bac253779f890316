/**
 * Proves the audit trail of every workstation: the chain of its entries without gap, each as it stands in a signed envelope, and every
 * operation in an envelope in the table. Names what is wrong; what was set aside because it does not follow is named, too.
 */
import { auditHash, auditStart } from '../../../shared/audit/chain.ts';
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { AuditOp } from '../../../shared/envelope/body.ts';
import { type KnownTransaction, transactionLog } from '../records/redaction-log.ts';
import type { Workspace } from '../records/workspace.ts';
import type { Reader } from '../storage/database.ts';
import { type TransactionRow, transactionAt } from '../storage/log.ts';
import { chained, columnsOf } from './apply.ts';

export interface AuditCheck {
  readonly entries: number;
  /** Workstations that have a trail. */
  readonly workstations: number;
  readonly problems: string[];
}

/** What is verified: not more of a workspace than a copy of a database has. */
type Verified = Pick<Workspace, 'store' | 'members'>;

const AT_ONCE = 500;

/** Checks all trails; opens every envelope, and lets others ask meanwhile. Changes made meanwhile may be missed, never reported. */
export async function verifyAudit({ store, members }: Verified): Promise<AuditCheck> {
  const problems: string[] = [];
  const places = await verifyOperations(store, problems);
  let entries = 0;
  const devices = store.all<{ device: Uint8Array }>('SELECT DISTINCT device FROM audit ORDER BY device');
  for (const { device } of devices)
    entries += await verifyChain(store, members().roster.clinicId, new Uint8Array(device), places, problems);
  return { entries, workstations: devices.length, problems };
}

/** Every operation in an envelope against the table. Returns the places of those that are whole there, `eid.op`. */
async function verifyOperations(store: Reader, problems: string[]): Promise<Set<string>> {
  const whole = new Set<string>();
  for (let last = 0; ; ) {
    const rows = store.all<{ eid: number; user: string | null }>(
      "SELECT eid, user FROM envelope WHERE eid > ? AND part = parts - 1 AND state IN ('applied', 'redacted') ORDER BY eid LIMIT ?",
      last,
      AT_ONCE,
    );
    if (rows.length === 0) return whole;
    for (const { eid, user } of rows) {
      const transaction = transactionAt(store, eid);
      const known = transaction && knownOf(store, transaction);
      if (known) verifyTransaction(store, transaction, known, user ?? '', whole, problems);
    }
    last = rows.at(-1)?.eid ?? last;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Null where it cannot be read: its chain of envelopes says so. */
function knownOf(store: Reader, { hash }: TransactionRow): KnownTransaction | null {
  try {
    return transactionLog(store).known(new Uint8Array(hash));
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    return null;
  }
}

function verifyTransaction(
  store: Reader,
  { eid, device, seq }: TransactionRow,
  known: KnownTransaction,
  author: string,
  whole: Set<string>,
  problems: string[],
): void {
  for (const [op, raw] of known.ops) {
    if (typeof raw !== 'object' || raw === null || !('k' in raw) || raw.k !== 'l') continue;
    const operation = AuditOp.safeParse(raw).data;
    const where = `envelope ${toHex(new Uint8Array(device))}/${seq}`;
    if (!operation) problems.push(`audit: ${where} holds entries that cannot be read`);
    else if (store.get('SELECT 1 FROM set_aside WHERE eid = ? AND op = ?', eid, op))
      problems.push(
        `audit: ${where} says entries ${operation.s} to ${operation.s + operation.e.length - 1} again or otherwise`,
      );
    else if (stands(store, device, { eid, op, author }, operation)) whole.add(`${eid}.${op}`);
    else problems.push(`audit: entries of ${where} are not here as they were signed`);
  }
}

function stands(
  store: Reader,
  device: Uint8Array,
  place: { eid: number; op: number; author: string },
  operation: AuditOp,
): boolean {
  const rows = store.all<{ seq: number; hash: Uint8Array; entry: Uint8Array; author: string }>(
    'SELECT seq, hash, entry, author FROM audit WHERE eid = ? AND op = ? AND device = ? ORDER BY seq',
    place.eid,
    place.op,
    device,
  );
  const hashes = chained(operation);
  return (
    rows.length === operation.e.length &&
    rows.every(
      (row, index) =>
        row.seq === operation.s + index &&
        row.author === place.author &&
        sameBytes(new Uint8Array(row.entry), operation.e[index] as Uint8Array) &&
        sameBytes(new Uint8Array(row.hash), hashes[index] as Uint8Array),
    )
  );
}

interface Row {
  readonly seq: number;
  readonly eid: number;
  readonly op: number;
  readonly at: number;
  readonly event: string;
  readonly user: string | null;
  readonly patient: string | null;
  readonly hash: Uint8Array;
  readonly entry: Uint8Array;
}

/** The chain of one workstation in the table. Returns the number of its entries. */
async function verifyChain(
  store: Reader,
  clinicId: Uint8Array,
  device: Uint8Array,
  places: ReadonlySet<string>,
  problems: string[],
): Promise<number> {
  const hex = toHex(device);
  let previous: Uint8Array | null = auditStart(clinicId, device);
  let seq = 0;
  let count = 0;
  for (;;) {
    const rows = store.all<Row>(
      'SELECT seq, eid, op, at, event, user, patient, hash, entry FROM audit WHERE device = ? AND seq > ? ORDER BY seq LIMIT ?',
      device,
      seq,
      AT_ONCE,
    );
    if (rows.length === 0) return count;
    for (const row of rows) {
      const [entry, hash] = [new Uint8Array(row.entry), new Uint8Array(row.hash)];
      if (row.seq !== seq + 1) {
        problems.push(`audit ${hex}: entries ${seq + 1} to ${row.seq - 1} are missing`);
        previous = null;
      }
      if (previous && !sameBytes(auditHash(previous, entry), hash)) problems.push(`audit ${hex}/${row.seq}: chain`);
      if (!isAsEntry(row, entry)) problems.push(`audit ${hex}/${row.seq}: the table says otherwise than the entry`);
      if (!places.has(`${row.eid}.${row.op}`) && !isUndecided(store, row.eid))
        problems.push(`audit ${hex}/${row.seq}: no envelope holds it`);
      previous = hash;
      seq = row.seq;
      count += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isAsEntry(row: Row, entry: Uint8Array): boolean {
  const { at, e, u, p } = columnsOf(entry);
  return row.at === at && row.event === e && row.user === (u ?? null) && row.patient === (p ?? null);
}

/** Written while this was checked, or in an envelope of which it is not decided whether it counts. */
function isUndecided(store: Reader, eid: number): boolean {
  const state = transactionAt(store, eid)?.state;
  return state !== undefined && state !== 'applied' && state !== 'redacted';
}
