import { describe, expect, it } from 'vitest';
import { changesIn, withAccess, withCapability, withFlag } from '../../../renderer/screens/users/table.ts';
import { DEFAULT_ROLES, mayAlso, mayDo, mayRead } from '../../../shared/access/roles.ts';

describe('the page of roles', () => {
  it('tells what differs, and nothing where it was changed back', () => {
    expect(changesIn(DEFAULT_ROLES, DEFAULT_ROLES)).toEqual([]);
    const wider = withCapability(withAccess(DEFAULT_ROLES, 'nurse', 'clinical', 'write'), 'nurse', 'export', true);
    expect(changesIn(DEFAULT_ROLES, wider)).toMatchObject([
      { role: 'nurse', group: 'clinical', before: { access: 'read' }, after: { access: 'write', sign: false } },
      { role: 'nurse', capability: 'export', granted: true },
    ]);
    const back = withCapability(withAccess(wider, 'nurse', 'clinical', 'read'), 'nurse', 'export', false);
    expect(changesIn(DEFAULT_ROLES, back)).toEqual([]);
  });

  it('takes with the writing what goes beyond it', () => {
    const less = withAccess(DEFAULT_ROLES, 'doctor', 'medication', 'read');
    const again = withAccess(less, 'doctor', 'medication', 'write');
    expect(mayAlso(again, 'doctor', 'sign', 'MedicationRequest')).toBe(false);
    expect(mayAlso(withFlag(again, 'doctor', 'medication', 'sign', true), 'doctor', 'sign', 'MedicationRequest')).toBe(
      true,
    );
    expect(mayRead(withAccess(less, 'doctor', 'medication', 'none'), 'doctor', 'MedicationRequest')).toBe(false);
  });

  it('changes no other role, and no table in place', () => {
    const before = structuredClone(DEFAULT_ROLES);
    const changed = withCapability(DEFAULT_ROLES, 'front-desk', 'export', true);
    expect(DEFAULT_ROLES).toEqual(before);
    expect(mayDo(changed, 'nurse', 'export')).toBe(false);
    expect(mayDo(changed, 'front-desk', 'export')).toBe(true);
  });
});
