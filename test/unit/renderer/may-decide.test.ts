/** The inbox offers what the vault will take from the role, and nothing else. */
import { describe, expect, it } from 'vitest';
import { mayOf } from '../../../renderer/bridge/may.ts';
import { mayDecide, mayKeep, mayUndo } from '../../../renderer/screens/inbox/may-decide.ts';
import { judgeOperation } from '../../../shared/access/judge.ts';
import { DEFAULT_ROLES, ROLES } from '../../../shared/access/roles.ts';
import type { Conflict, Settled } from '../../../shared/bridge/conflicts.ts';
import { AMENDED } from '../../../shared/merge/hidden.ts';
import { LIFE } from '../../../shared/merge/registers.ts';

const TYPES = [
  'Patient',
  'Appointment',
  'Condition',
  'MedicationRequest',
  'Observation',
  'DocumentReference',
  'Invoice',
];
const by = { user: 'u', device: 'd', at: '2026-01-01T00:00:00Z' };
const value = (json: string | null) => ({ write: 'w', value: json, by: by as never });
const conflict = (kind: Conflict['kind'], type: string): Conflict => ({
  id: 'c',
  kind,
  record: { type, id: 'x' },
  title: '',
  register: 'status',
  base: null,
  values: [],
  combined: null,
  others: [],
});
const settled = (register: string, type: string): Settled => ({
  id: 'c',
  record: { type, id: 'x' },
  title: '',
  register,
  write: 'w',
  value: null,
  by: by as never,
});
/** What the vault says to a write of this register. */
const taken = (
  role: (typeof ROLES)[number],
  action: 'resolve' | 'undo',
  type: string,
  register: string,
  json: string,
) =>
  judgeOperation(DEFAULT_ROLES, role, {
    k: 'w',
    t: type,
    i: 'x',
    a: action,
    p: [],
    w: [[register, json, null, []]],
  }) === null;

describe.each(ROLES)('%s', (role) => {
  const may = mayOf(DEFAULT_ROLES, role);

  it.each(TYPES)('is offered of %s what the vault takes', (type) => {
    expect(mayDecide(may, conflict('register', type))).toBe(taken(role, 'resolve', type, 'gender', '{}'));
    expect(mayDecide(may, conflict('rule', type))).toBe(taken(role, 'resolve', type, 'gender', '{}'));
    expect(mayDecide(may, conflict('amendment', type))).toBe(taken(role, 'resolve', type, AMENDED, '{}'));
    const life = conflict('delete-edit', type);
    expect(mayKeep(may, life, value(null))).toBe(taken(role, 'resolve', type, LIFE, '{"deleted":true}'));
    expect(mayKeep(may, life, value('{}'))).toBe(taken(role, 'resolve', type, LIFE, '{"deleted":false}'));
    expect(mayUndo(may, settled('gender', type))).toBe(taken(role, 'undo', type, 'gender', '{}'));
    expect(mayUndo(may, settled(AMENDED, type))).toBe(taken(role, 'undo', type, AMENDED, '{}'));
    expect(mayUndo(may, settled(LIFE, type))).toBe(taken(role, 'undo', type, LIFE, '{"deleted":true}'));
  });
});

it('an auditor reads who is registered and decides nothing', () => {
  const auditor = mayOf(DEFAULT_ROLES, 'auditor');
  expect([auditor.read('Patient'), mayDecide(auditor, conflict('register', 'Patient'))]).toEqual([true, false]);
});
