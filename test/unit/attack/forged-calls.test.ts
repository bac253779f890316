/** Whoever gets past the window (a modified one, a script in it) asks the vault what its buttons would never ask. */
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../shared/access/roles.ts';
import type { CallName } from '../../../shared/bridge/index.ts';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { addUser, FIRST, firstLogin } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

async function code(vault: TestVault, name: string, input: unknown): Promise<string> {
  const result = await vault.vault.ask(name as CallName, input as never);
  return result.ok ? 'ok' : result.error.code;
}

async function create(vault: TestVault, resource: { resourceType: string; [key: string]: unknown }): Promise<string> {
  return String((await vault.ask('record.create', { resource })).resource.id);
}

const subjectOf = (patient: string) => ({ subject: { reference: `Patient/${patient}` } });

describe('a window that was tampered with', () => {
  it('gets no answer to what is no call', async () => {
    const vault = await testClinic();
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'session.', 'user.list\0'])
      expect([name, await code(vault, name, {})]).toEqual([name, 'invalid-input']);
  });

  it('reaches no other record through a type that its role sees', async () => {
    const vault = await testClinic();
    const patient = await create(vault, { resourceType: 'Patient' });
    const condition = await create(vault, { resourceType: 'Condition', ...subjectOf(patient), code: { text: 'x' } });
    await addUser(vault, 'Desk', 'front-desk');
    await firstLogin(vault, 'Desk');
    expect(await code(vault, 'record.get', { type: 'Patient', id: condition })).toBe('not-found');
    for (const type of ['constructor', '__proto__', 'Condition/', 'condition', 'Condition '])
      expect([type, await code(vault, 'record.get', { type, id: condition })]).toEqual([type, 'not-allowed']);
    const save = { resource: { resourceType: 'Condition', id: condition, code: { text: 'y' } }, seen: [] };
    expect(await code(vault, 'record.save', save)).toBe('not-allowed');
    const moved = { resource: { resourceType: 'Patient', id: condition }, seen: [] };
    expect(await code(vault, 'record.save', moved)).toBe('not-found');
    expect(
      await code(vault, 'record.patch', { type: 'Patient', id: patient, patch: { resourceType: 'Condition' } }),
    ).toBe('invalid-input');
  });

  it('signs nothing by writing the signature itself, and nothing in another name', async () => {
    const vault = await testClinic();
    const patient = await create(vault, { resourceType: 'Patient' });
    const condition = await create(vault, { resourceType: 'Condition', ...subjectOf(patient), code: { text: 'x' } });
    await addUser(vault, 'Nurse', 'nurse');
    await firstLogin(vault, 'Nurse');
    const provenance = {
      resourceType: 'Provenance',
      target: [{ reference: `Condition/${condition}` }],
      recorded: '2026-06-01T08:00:00Z',
      agent: [{ who: { display: 'Dr Test' } }],
      signature: [{ type: [{ code: '1' }], when: '2026-06-01T08:00:00Z', who: { display: 'Dr Test' } }],
    };
    expect(await code(vault, 'record.create', { resource: provenance })).toBe('not-allowed');
    const { signature: _, ...unsigned } = provenance;
    const id = await create(vault, unsigned);
    expect(
      await code(vault, 'record.patch', { type: 'Provenance', id, patch: { signature: provenance.signature } }),
    ).toBe('not-allowed');
  });

  it('decides no conflict about what its role does not write', async () => {
    const { vaults, sync } = await clinicOfVaults(2);
    const [desk, room] = vaults as [TestVault, TestVault];
    const patient = await create(desk, { resourceType: 'Patient' });
    const condition = await create(desk, { resourceType: 'Condition', ...subjectOf(patient), code: { text: 'x' } });
    await addUser(desk, 'Desk', 'front-desk');
    await sync();
    const patch = (vault: TestVault, text: string) =>
      vault.ask('record.patch', { type: 'Condition', id: condition, patch: { code: { text } } });
    await patch(desk, 'y');
    await patch(room, 'z');
    await sync();
    const [conflict] = await desk.ask('conflict.list', {});
    await firstLogin(desk, 'Desk');
    expect(await desk.ask('conflict.list', {})).toEqual([]);
    const keep = { id: String(conflict?.id), decision: { keep: String(conflict?.values[0]?.write) } };
    expect(await code(desk, 'conflict.resolve', keep)).toBe('not-allowed');
    await desk.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    await desk.ask('conflict.resolve', keep);
    const [settled] = await desk.ask('conflict.settled', {});
    await desk.ask('session.unlock', { user: 'Desk', passphrase: 'Desk keeps eleven copper kettles' });
    const undo = { id: keep.id, write: String(settled?.write) };
    expect(await code(desk, 'conflict.undo', undo)).toBe('not-allowed');
  });

  it('makes nobody an owner, and lets nobody in', async () => {
    const vault = await testClinic();
    const id = await addUser(vault, 'Nurse', 'nurse');
    await firstLogin(vault, 'Nurse');
    const forged: readonly [string, unknown][] = [
      ['user.role', { id, role: 'owner' }],
      ['user.add', { name: 'Mallory', role: 'owner', passphrase: FIRST }],
      ['user.reset', { id, passphrase: FIRST }],
      ['user.disable', { id }],
      ['roles.save', { table: DEFAULT_ROLES }],
      ['device.approve', { code: 'x' }],
      ['remote.add', { url: 'https://attacker.example' }],
      ['remote.remove', { url: 'https://attacker.example' }],
      ['record.redact', { type: 'Patient', id: 'x', reason: 'because' }],
      ['backup.create', { job: 'j', file: '/nowhere/x' }],
      ['clinic.kit', {}],
      ['import.files', { job: 'j', paths: ['/etc/hostname'] }],
      ['export.files', { job: 'j', format: 'ndjson', out: '/nowhere' }],
      ['session.setIdle', { minutes: 240 }],
    ];
    for (const [name, input] of forged) expect([name, await code(vault, name, input)]).toEqual([name, 'not-allowed']);
    expect((await vault.ask('user.list', {})).map(({ name, role }) => [name, role])).toEqual([
      ['Dr Test', 'owner'],
      ['Nurse', 'nurse'],
    ]);
  });

  it('reads nobody else’s drafts', async () => {
    const vault = await testClinic();
    await vault.ask('draft.keep', { place: 'visit', patient: 'p', json: '"mine"' });
    await addUser(vault, 'Nurse', 'nurse');
    await firstLogin(vault, 'Nurse');
    expect(await vault.ask('draft.list', {})).toEqual([]);
    await vault.ask('draft.drop', { place: 'visit', patient: 'p' });
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    expect(await vault.ask('draft.list', {})).toMatchObject([{ json: '"mine"' }]);
  });
});
