/** Proves that what is here is whole: pages, the chain of every workstation, and each record against its history. */
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { CreateOp } from '../../shared/envelope/body.ts';
import { envelopeHash, parseEnvelopeOrStub, verifyEnvelope } from '../../shared/envelope/layout.ts';
import { shownResource } from '../../shared/merge/reducer.ts';
import { verifyAudit } from './audit/verify.ts';
import { replayedState } from './records/history.ts';
import { type TransactionLog, transactionLog } from './records/redaction-log.ts';
import { forgedSignatures } from './records/verify-signatures.ts';
import type { Workspace } from './records/workspace.ts';
import { namedDamage } from './storage/damage.ts';
import type { Reader } from './storage/database.ts';
import type { EnvelopeState } from './storage/log.ts';

export interface Verification {
  readonly ok: boolean;
  readonly envelopes: number;
  readonly records: number;
  /** The audit trail: entries, and workstations that have one. */
  readonly audit: { readonly entries: number; readonly workstations: number };
  readonly problems: string[];
}

const MAX_PROBLEMS = 100;
const NO_TRAIL = { entries: 0, workstations: 0 };
const PAUSE_EVERY = 500;
/** Records read at once: about as many as an import writes in one transaction. */
const BATCH = 1000;

/** What is verified: not more of a workspace than a copy of a database has. */
type Verified = Pick<Workspace, 'store' | 'members'>;

/** Checks everything; takes minutes for a large clinic, answers other questions meanwhile. `passed` is told of records; what it throws ends it. */
export async function verifyHome(
  workspace: Verified,
  passed: (records: number) => void = () => undefined,
): Promise<Verification> {
  const problems = workspace.store.check();
  const damage = problems.length > 0 ? namedDamage(workspace.store) : [];
  // what cannot be read cannot be compared
  if (damage.length > 0)
    return {
      ok: false,
      envelopes: 0,
      records: 0,
      audit: NO_TRAIL,
      problems: [...damage, ...problems].slice(0, MAX_PROBLEMS),
    };
  const envelopes = await verifyChains(workspace, problems);
  const records = await verifyRecords(workspace, problems, passed);
  problems.push(...forgedSignatures(workspace));
  const { problems: inTrail, ...audit } = await verifyAudit(workspace);
  problems.push(...inTrail);
  return { ok: problems.length === 0, envelopes, records, audit, problems: problems.slice(0, MAX_PROBLEMS) };
}

async function verifyChains(workspace: Verified, problems: string[]): Promise<number> {
  let count = 0;
  for (const { keys, hex } of workspace.members().devices.values()) {
    let previous: Uint8Array = new Uint8Array(32);
    for (let seq = 1; ; seq++) {
      const row = workspace.store.get<{ hash: Uint8Array; bytes: Uint8Array; state: EnvelopeState }>(
        'SELECT hash, bytes, state FROM envelope WHERE device = ? AND seq = ?',
        keys.id,
        seq,
      );
      if (!row) break;
      const bytes = new Uint8Array(row.bytes);
      const envelope = parseEnvelopeOrStub(bytes);
      const hash = envelope ? envelopeHash(envelope) : new Uint8Array(row.hash);
      if (!envelope || !verifyEnvelope(envelope, keys.sign)) problems.push(`envelope ${hex}/${seq}: signature`);
      else if (!sameBytes(envelope.header.previous, previous)) problems.push(`envelope ${hex}/${seq}: chain`);
      if (envelope && (envelope.ciphertext === null) !== (row.state === 'redacted') && row.state !== 'withheld')
        problems.push(
          `envelope ${hex}/${seq}: ${row.state}, but its contents are ${envelope.ciphertext ? 'here' : 'not'}`,
        );
      if (!sameBytes(hash, new Uint8Array(row.hash)))
        problems.push(`envelope ${hex}/${seq}: hash ${toHex(hash).slice(0, 8)}`);
      previous = hash;
      count += 1;
      await pauseSometimes(count);
    }
  }
  count += verifyStrangers(workspace, problems);
  const kept = workspace.store.get<{ n: number }>('SELECT count(*) AS n FROM envelope')?.n ?? 0;
  if (kept !== count) problems.push(`${kept - count} envelopes are of no member or out of sequence`);
  return count;
}

/** What workstations wrote that only a list of members knew which was given up: it is kept out, and their keys are not known any more. */
function verifyStrangers({ store, members }: Verified, problems: string[]): number {
  const { devices } = members();
  const strangers = store
    .all<{ device: Uint8Array }>("SELECT DISTINCT device FROM envelope WHERE state = 'quarantined'")
    .map(({ device }) => new Uint8Array(device))
    .filter((device) => !devices.has(toHex(device)));
  const rows = strangers.flatMap((device) =>
    store.all<{ seq: number; hash: Uint8Array; bytes: Uint8Array }>(
      "SELECT seq, hash, bytes FROM envelope WHERE device = ? AND state = 'quarantined'",
      device,
    ),
  );
  for (const { seq, hash, bytes } of rows) {
    const envelope = parseEnvelopeOrStub(new Uint8Array(bytes));
    if (!envelope || !sameBytes(envelopeHash(envelope), new Uint8Array(hash)))
      problems.push(`envelope ${seq} of a workstation that is no member: hash`);
  }
  return rows.length;
}

async function verifyRecords(
  workspace: Verified,
  problems: string[],
  passed: (records: number) => void,
): Promise<number> {
  let count = 0;
  let last = 0;
  for (;;) {
    const rows = workspace.store.all<Row>(
      'SELECT rid, type, id, json, eid, op, registers IS NULL AND redacted = 0 AS single FROM record WHERE rid > ? ORDER BY rid LIMIT ?',
      last,
      BATCH,
    );
    if (rows.length === 0) return count;
    const log = transactionLog(workspace.store);
    for (const row of rows) {
      if (!isAsWritten(workspace.store, log, row))
        problems.push(`record ${row.type}/${row.id}: differs from its history`);
      count += 1;
      await pauseSometimes(count);
    }
    last = rows.at(-1)?.rid ?? last;
    passed(count);
  }
}

interface Row {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly json: string;
  readonly eid: number;
  readonly op: number;
  /** 1: nothing has changed it since it came into being. */
  readonly single: number;
}

/** Whether a record is what its history says: written once, what its envelope holds; else what all its changes make of it. */
function isAsWritten(reader: Reader, log: TransactionLog, row: Row): boolean {
  const written = row.single === 1 ? CreateOp.safeParse(log.body(row.eid)?.ops[row.op]).data : undefined;
  if (written) return written.t === row.type && written.i === row.id && written.j === row.json;
  const state = replayedState(reader, row.type, row.id);
  return state !== undefined && shownResource(state) === row.json;
}

async function pauseSometimes(count: number): Promise<void> {
  if (count % PAUSE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
}
