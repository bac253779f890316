import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupOf, RECORD_GROUPS } from '../../../shared/access/groups.ts';
import { judgeOperation } from '../../../shared/access/judge.ts';
import {
  CAPABILITIES,
  type Capability,
  DEFAULT_ROLES,
  mayAlso,
  mayDo,
  mayRead,
  mayWrite,
  OWNER_CAPABILITIES,
  type Rights,
  ROLES,
  type Role,
  RoleTable,
  TABLE_ROLES,
} from '../../../shared/access/roles.ts';
import type { Op, WriteOp } from '../../../shared/envelope/body.ts';
import { resourceTypes } from '../../../shared/fhir/structure.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';

const TYPES = resourceTypes();
const ALL_CAPABILITIES: readonly Capability[] = [...CAPABILITIES, ...OWNER_CAPABILITIES];
const ACTIONS: readonly WriteOp['a'][] = ['update', 'delete', 'restore', 'resolve', 'import', 'amend', 'error', 'undo'];

const rights = fc.record<Rights>({
  access: fc.constantFrom('none', 'read', 'write'),
  remove: fc.boolean(),
  sign: fc.boolean(),
  amend: fc.boolean(),
});
const roleRights = fc.record({
  groups: fc.dictionary(fc.constantFrom(...RECORD_GROUPS), rights),
  may: fc.subarray([...ALL_CAPABILITIES]),
});
const table: fc.Arbitrary<RoleTable> = fc.record({
  v: fc.constant(1 as const),
  roles: fc.record({ doctor: roleRights, nurse: roleRights, 'front-desk': roleRights, auditor: roleRights }),
});
const type = fc.constantFrom(...TYPES);
const anyRole = fc.constantFrom(...ROLES);

function write(a: WriteOp['a'], t: string, w: WriteOp['w'] = [['status', '"final"', null, []]]): WriteOp {
  return { k: 'w', t, i: 'x', a, p: [], w };
}

function create(t: string, more: object = {}, source = false): Op {
  const j = JSON.stringify({ resourceType: t, id: 'x', ...more });
  return { k: 'c', t, i: 'x', j, ...(source ? { s: { system: 's', original: 'o' } } : {}) };
}

const op: fc.Arbitrary<Op> = fc.oneof(
  fc.tuple(fc.constantFrom(...ACTIONS), type).map(([a, t]) => write(a, t)),
  fc.tuple(type, fc.boolean()).map(([t, source]) => create(t, {}, source)),
  type.map((t): Op => ({ k: 'x', t, i: 'x' })),
  fc.constant<Op>({ k: 'a', m: [] }),
);

describe('the role table', () => {
  it('puts each of the 146 types into a group, and nobody is asked about a type that is none', () => {
    expect(TYPES).toHaveLength(146);
    for (const one of TYPES) expect(RECORD_GROUPS).toContain(groupOf(one));
    expect(groupOf('NoSuchType')).toBe('clinical');
    expect(groupOf('constructor')).toBe('clinical');
    const used = new Set(TYPES.map(groupOf));
    expect([...used].sort()).toEqual([...RECORD_GROUPS].sort());
  });

  it('answers for every role, type and capability, in any table', () => {
    fc.assert(
      fc.property(table, anyRole, type, fc.constantFrom(...ALL_CAPABILITIES), (one, role, t, capability) => {
        for (const answer of [mayRead(one, role, t), mayWrite(one, role, t), mayDo(one, role, capability)])
          expect(typeof answer).toBe('boolean');
        if (mayWrite(one, role, t)) expect(mayRead(one, role, t)).toBe(true);
      }),
    );
  });

  it('lets the owner do everything, whatever it says', () => {
    fc.assert(
      fc.property(table, op, fc.constantFrom(...ALL_CAPABILITIES), (one, operation, capability) => {
        expect(judgeOperation(one, 'owner', operation)).toBeNull();
        expect(mayDo(one, 'owner', capability)).toBe(true);
      }),
    );
  });

  it('gives the analyst no record, and nobody what only an owner may', () => {
    fc.assert(
      fc.property(table, type, fc.constantFrom(...OWNER_CAPABILITIES), anyRole, (one, t, capability, role) => {
        expect(mayRead(one, 'analyst', t)).toBe(false);
        if (role === 'owner') return;
        expect(mayDo(one, role, capability)).toBe(false);
        expect(judgeOperation(one, role, { k: 'x', t, i: 'x' })).toBe('owner');
      }),
    );
  });

  it('takes nothing away where it grants more', () => {
    fc.assert(
      fc.property(
        table,
        op,
        fc.constantFrom(...TABLE_ROLES),
        fc.constantFrom(...RECORD_GROUPS),
        (one, operation, role, group) => {
          const before = judgeOperation(one, role, operation);
          const all: Rights = { access: 'write', remove: true, sign: true, amend: true };
          const own = one.roles[role];
          const more = { groups: { ...own.groups, [group]: all }, may: [...CAPABILITIES] };
          const wider = { ...one, roles: { ...one.roles, [role]: more } };
          if (before === null) expect(judgeOperation(wider, role, operation)).toBeNull();
          for (const t of TYPES) if (mayRead(one, role, t)) expect(mayRead(wider, role, t)).toBe(true);
          for (const capability of ALL_CAPABILITIES)
            if (mayDo(one, role, capability)) expect(mayDo(wider, role, capability)).toBe(true);
        },
      ),
    );
  });

  it('comes back from its bytes, and passes over groups and capabilities of a later version', () => {
    expect(decodeCbor(RoleTable, encodeCbor(DEFAULT_ROLES))).toEqual(DEFAULT_ROLES);
    const later = structuredClone(DEFAULT_ROLES);
    later.roles.nurse.groups.genomics = { access: 'write', remove: true, sign: true, amend: true };
    later.roles.nurse.may.push('teleport');
    expect(RoleTable.safeParse(later).success).toBe(true);
    delete later.roles.nurse.groups.results;
    expect(mayRead(later, 'nurse', 'Observation')).toBe(false);
  });
});

describe('the roles that a clinic begins with', () => {
  const may = (role: Role, operation: Op) => judgeOperation(DEFAULT_ROLES, role, operation);

  it('let a doctor treat, and a nurse do what nurses do', () => {
    expect(may('doctor', create('MedicationRequest'))).toBeNull();
    expect(may('nurse', create('MedicationRequest'))).toBe('write');
    expect(may('nurse', write('update', 'Condition'))).toBe('write');
    for (const t of ['Observation', 'Immunization', 'Task']) expect(may('nurse', create(t))).toBeNull();
    for (const t of ['Condition', 'MedicationRequest', 'AllergyIntolerance'])
      expect(mayRead(DEFAULT_ROLES, 'nurse', t)).toBe(true);
  });

  it('keep clinical contents from the front desk and the auditor', () => {
    for (const role of ['front-desk', 'auditor'] as const)
      for (const t of [
        'Condition',
        'Observation',
        'MedicationRequest',
        'DocumentReference',
        'Immunization',
        'Encounter',
      ])
        expect(mayRead(DEFAULT_ROLES, role, t)).toBe(false);
    for (const t of ['Patient', 'Appointment', 'Invoice']) expect(may('front-desk', write('update', t))).toBeNull();
    expect(mayDo(DEFAULT_ROLES, 'front-desk', 'break-glass')).toBe(true);
    expect(mayDo(DEFAULT_ROLES, 'auditor', 'audit')).toBe(true);
    expect(mayDo(DEFAULT_ROLES, 'doctor', 'backup')).toBe(false);
  });

  it('hold signing to the group of what is signed', () => {
    const signs = (reference: string) =>
      create('Provenance', { target: [{ reference }], signature: [{ data: 'AAAA' }] });
    expect(may('nurse', signs('Observation/1'))).toBeNull();
    expect(may('nurse', signs('Condition/1'))).toBe('sign');
    expect(may('doctor', signs('Condition/1'))).toBeNull();
    expect(may('nurse', create('Provenance', { target: [{ reference: 'Condition/1' }] }))).toBeNull();
    expect(may('nurse', write('update', 'Provenance', [['target', '[]', null, []]]))).toBe('sign');
    expect(mayAlso(DEFAULT_ROLES, 'nurse', 'sign', 'Condition')).toBe(false);
  });

  it('know a deletion under any name', () => {
    const gone: WriteOp['w'] = [['$life', '{"deleted":true,"seen":[]}', null, []]];
    const kept: WriteOp['w'] = [['$life', '{"deleted":false}', null, []]];
    expect(may('nurse', write('update', 'Patient', gone))).toBe('remove');
    expect(may('nurse', write('resolve', 'Patient', gone))).toBe('remove');
    expect(may('nurse', write('resolve', 'Patient', kept))).toBeNull();
    expect(may('nurse', write('delete', 'Observation', gone))).toBeNull();
  });

  it('hold an import to who may import', () => {
    expect(may('nurse', create('Observation', {}, true))).toBe('import');
    expect(may('nurse', write('import', 'Observation'))).toBe('import');
    expect(may('nurse', { k: 'a', m: [] })).toBe('import');
    expect(may('doctor', create('Observation', {}, true))).toBeNull();
  });
});
