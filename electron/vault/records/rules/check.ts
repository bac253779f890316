/** Judges the rules across records anew for what a change touched, and keeps their breaches in step. */
import { toHex, utf8 } from '../../../../shared/base/bytes.ts';
import { RULES, type RuleName } from '../../../../shared/bridge/conflicts.ts';
import { hash } from '../../../../shared/crypto/sodium.ts';
import { ACCEPTED } from '../../../../shared/merge/hidden.ts';
import { type RecordState, shownEntry } from '../../../../shared/merge/reducer.ts';
import { elementId } from '../../../../shared/merge/split.ts';
import { canonicalJson } from '../../../../shared/records/json.ts';
import type { Reader, Writer } from '../../storage/database.ts';
import { linkRecord, linkTargets, unlinkRecord } from '../links.ts';
import type { Breach, Breaker, Judged, Rule, RuleKey, ShownRecord } from './contract.ts';
import { rules } from './registry.ts';
import { signedChanged } from './signed-changed.ts';

const ALL: readonly Rule[] = RULES.map((name) => rules[name]);

type Subject = readonly [rule: Rule, subject: string];

/** What is to be judged at the end of a piece of work, by rule and subject. */
const waiting = new WeakMap<Writer, Map<string, Subject>>();

/**
 * Judges what many records of one transaction touch once, when all of them are there: of a thousand that share a subject
 * each would be judged with all before it.
 */
export function judgedOnce<T>(writer: Writer, work: () => T): T {
  if (waiting.has(writer)) return work();
  const subjects = new Map<string, Subject>();
  waiting.set(writer, subjects);
  let result: T;
  try {
    result = work();
  } finally {
    waiting.delete(writer);
  }
  for (const [rule, subject] of subjects.values()) settle(writer, rule, subject);
  return result;
}

/** Follows a record that is shown from now on. */
export function judgeAdded(writer: Writer, record: ShownRecord): void {
  linkRecord(writer, record.rid, record.resource);
  for (const rule of ALL) {
    for (const key of rule.keys?.(record) ?? []) keepKey(writer, rule, record.rid, key);
  }
  for (const rule of ALL) for (const subject of rule.subjects(writer, record)) settle(writer, rule, subject);
}

/** Follows a record that is shown no longer, or was changed: what it was part of before is judged without it. */
export function judgeRemoved(writer: Writer, rid: number): void {
  const row = writer.get<{ type: string; id: string; deleted: number }>(
    'SELECT type, id, deleted FROM record WHERE rid = ?',
    rid,
  );
  const before = writer.all<{ rule: RuleName; subject: string }>('SELECT rule, subject FROM breach WHERE rid = ?', rid);
  const targets = linkTargets(writer, rid);
  unlinkRecord(writer, rid);
  writer.run('DELETE FROM rule_key WHERE rid = ?', rid);
  for (const { rule, subject } of before) settle(writer, rules[rule], subject);
  for (const { type, id } of targets) settle(writer, signedChanged, `${type}/${id}`);
  if (row?.deleted !== 1) return;
  const gone: Judged = { rid, type: row.type, id: row.id, resource: null };
  for (const rule of ALL) for (const subject of rule.subjects(writer, gone)) settle(writer, rule, subject);
}

/** Names a breach: the same on every workstation, and another one as soon as other records, or what is wrong with them, take part. */
export function breachKey(rule: Rule, subject: string, { members, detail }: Breach): string {
  const said = [rule.name, subject, ...sorted(members).map(refOf), detail].join('\n');
  return toHex(hash('xinglin/breach/v1', [utf8(said)], 16));
}

/** The records of a breach, in the same order on every workstation; a decision is written on the first. */
export function sorted(members: readonly Breaker[]): Breaker[] {
  return members.toSorted((a, b) => (refOf(a) < refOf(b) ? -1 : 1));
}

/** Whether a person accepted a breach: the first of its records says so. */
export function isAccepted(reader: Reader, rule: Rule, subject: string, breach: Breach): boolean {
  const [first] = sorted(breach.members);
  const row = reader.get<{ registers: string | null }>('SELECT registers FROM record WHERE rid = ?', first?.rid ?? -1);
  if (!row?.registers?.includes(ACCEPTED)) return false;
  const registers = JSON.parse(row.registers) as RecordState['registers'];
  const said = canonicalJson({ rule: rule.name, key: breachKey(rule, subject, breach) });
  const register = `${ACCEPTED}/${elementId(said, () => false)}`;
  const state = registers[register];
  return state !== undefined && shownEntry(register, state)?.value === said;
}

function keepKey(writer: Writer, rule: Rule, rid: number, { key, at, until }: RuleKey): void {
  writer.run(
    'INSERT INTO rule_key (rule, key, at, until, rid) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    rule.name,
    key,
    at,
    until,
    rid,
  );
}

function settle(writer: Writer, rule: Rule, subject: string): void {
  const later = waiting.get(writer);
  if (later) {
    later.set(`${rule.name} ${subject}`, [rule, subject]);
    return;
  }
  const breach = rule.judge(writer, subject);
  writer.run('DELETE FROM breach WHERE rule = ? AND subject = ?', rule.name, subject);
  if (!breach) return;
  const accepted = isAccepted(writer, rule, subject, breach) ? 1 : 0;
  const key = breachKey(rule, subject, breach);
  for (const { rid, patient } of breach.members) {
    writer.run(
      'INSERT INTO breach (rule, subject, rid, key, patient, accepted) VALUES (?, ?, ?, ?, ?, ?)',
      rule.name,
      subject,
      rid,
      key,
      patient,
      accepted,
    );
  }
}

function refOf({ type, id }: Breaker): string {
  return `${type}/${id}`;
}
