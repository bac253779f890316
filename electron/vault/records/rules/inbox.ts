/** Breaches of rules across records in the inbox. */
import { toHex } from '../../../../shared/base/bytes.ts';
import { raise } from '../../../../shared/base/result.ts';
import type { Conflict, ConflictValue } from '../../../../shared/bridge/conflicts.ts';
import { acceptance } from '../../../../shared/merge/hidden.ts';
import { type RegisterWrite, shownResource } from '../../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import type { Members } from '../../access/membership.ts';
import { type BreachRow, openBreaches } from '../../storage/breaches.ts';
import type { Reader } from '../../storage/database.ts';
import type { Decision } from '../decide.ts';
import { stateAt } from '../history.ts';
import { isMembers } from '../lock.ts';
import { writesTo } from '../restore.ts';
import { findRow, type RecordRow, stateOf } from '../row.ts';
import { contentDigest } from '../signature.ts';
import { titleOf } from '../title.ts';
import { transact } from '../transaction.ts';
import { stampOf } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { writeOp } from '../write-op.ts';
import { breachKey, sorted } from './check.ts';
import type { Breach, Breaker } from './contract.ts';
import { rules } from './registry.ts';
import { signaturesOver } from './signed-changed.ts';

const PREFIX = 'rule:';
/** What a person may keep of a signed record that was changed. */
const SIGNED = 'signed';
const CURRENT = 'current';

/** Whether a conflict's id is that of a breach: `rule:NAME:KEY`. */
export function isBreachId(id: string): boolean {
  return id.startsWith(PREFIX);
}

export function breachId(rule: string, key: string): string {
  return `${PREFIX}${rule}:${key}`;
}

/** Every breach that nobody has accepted, in the same order on every workstation. */
export function listBreaches(workspace: Workspace): Conflict[] {
  return openBreaches(workspace.store).flatMap((row) => {
    const breach = rules[row.rule].judge(workspace.store, row.subject);
    return breach ? [describe(workspace, row, breach)] : [];
  });
}

/** Accepts a breach, or restores what was signed. Raises not-found, invalid-input. */
export function resolveBreach(workspace: Workspace, id: string, decision: Decision): void {
  transact(workspace, (reader) => {
    const row = openBreaches(reader).find(({ rule, key }) => breachId(rule, key) === id);
    const breach = row && rules[row.rule].judge(reader, row.subject);
    const [first] = breach ? sorted(breach.members) : [];
    const record = first && findRow(reader, first.type, first.id);
    if (!row || !breach || !record) raise('not-found', 'This is settled already, here or on another workstation.');
    const state = stateOf(reader, record);
    const writes: RegisterWrite[] = [acceptance(state, row.rule, breachKey(rules[row.rule], row.subject, breach))];
    if (!isAcceptance(decision)) {
      if (!('keep' in decision) || decision.keep !== SIGNED || row.rule !== 'signed-changed')
        raise('invalid-input', 'A breach of a rule is settled by changing a record, or by accepting it.');
      writes.push(...signedWrites(reader, workspace.members(), record));
    }
    return { ops: [writeOp(state, 'resolve', writes)], result: undefined };
  });
}

function isAcceptance(decision: Decision): boolean {
  return 'accept' in decision || ('keep' in decision && decision.keep === CURRENT);
}

/** The writes that make a record what was signed last. */
function signedWrites(reader: Reader, members: Members, record: RecordRow): RegisterWrite[] {
  const target = signedState(reader, members, record);
  if (!target)
    raise('not-found', 'What was signed has not all arrived here yet. Sync and try again; nothing was changed.');
  return writesTo(stateOf(reader, record), target.state);
}

/** The newest state that a member signed and that is here as it was signed. */
function signedState(reader: Reader, members: Members, record: RecordRow) {
  const signatures = signaturesOver(reader, record.type, record.id)
    .filter((signature) => isMembers(members, signature))
    .sort((a, b) => (a.when < b.when ? 1 : -1));
  for (const signature of signatures) {
    const state = stateAt(reader, record, signature.seen);
    if (toHex(contentDigest(shownResource(state))) === toHex(signature.digest)) return { state, signature };
  }
  return undefined;
}

function describe(workspace: Workspace, row: BreachRow, breach: Breach): Conflict {
  const members = sorted(breach.members);
  const first = members[0] as Breaker;
  const about = row.rule === 'deleted-patient' ? { type: 'Patient', id: row.subject, patient: row.subject } : first;
  const others = row.rule === 'deleted-patient' ? members : members.slice(1);
  return {
    id: breachId(row.rule, row.key),
    kind: 'rule',
    record: { type: about.type, id: about.id },
    title: titleIn(workspace.store, about),
    ...(about.patient === null ? {} : { patient: about.patient }),
    register: '',
    base: null,
    values: row.rule === 'signed-changed' ? signedValues(workspace, first) : [],
    combined: null,
    rule: row.rule,
    others: others.map((member) => ({ type: member.type, id: member.id, title: titleIn(workspace.store, member) })),
  };
}

/** What was signed, as far as it is here, and what a merge made of it. */
function signedValues(workspace: Workspace, { type, id }: Breaker): ConflictValue[] {
  const { store } = workspace;
  const record = findRow(store, type, id);
  if (!record) return [];
  const signed = signedState(store, workspace.members(), record);
  const by = stampOf(workspace, record.eid);
  const current = { write: CURRENT, value: record.deleted === 1 ? null : record.json, by };
  if (!signed) return [current];
  const { user, when } = signed.signature;
  const { users } = workspace.members();
  const stamp = { user: users.get(user)?.name ?? user, device: '', at: new Date(when).toISOString() };
  return [{ write: SIGNED, value: shownResource(signed.state), by: stamp }, current];
}

function titleIn(reader: Reader, { type, id }: { readonly type: string; readonly id: string }): string {
  const row = findRow(reader, type, id);
  return row ? titleOf(parseJson(row.json) as JsonObject) : type;
}
