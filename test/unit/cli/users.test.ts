import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type Ended, makeClinic, type RunOptions, run, temporaryFolder } from './command.ts';

let home: string;
const x = (args: string[], options?: RunOptions): Promise<Ended> => run(['--home', home, ...args], options);

const FIRST = 'nine orchard lanterns drift';
const OWN = 'eleven copper kettles whisper';
/** The environment of somebody who acts by this passphrase. */
const by = (passphrase: string, next?: string): RunOptions => ({
  environment: { XINGLIN_PASSPHRASE: passphrase, ...(next === undefined ? {} : { XINGLIN_NEW_PASSPHRASE: next }) },
});

beforeAll(async () => {
  home = join(temporaryFolder(), 'home');
  await makeClinic(home);
}, 60_000);
afterAll(cleanUp);

describe('user', () => {
  it('adds people, who choose a passphrase before they do anything else', async () => {
    const added = await x(['user', 'add', 'Nurse Zhou', '--role', 'nurse'], {
      environment: { XINGLIN_NEW_PASSPHRASE: FIRST },
    });
    expect([added.status, added.err]).toEqual([0, '']);
    expect(added.json()).toMatchObject({ name: 'Nurse Zhou', role: 'nurse', status: 'active', initial: true });
    const nurse = ['--user', 'Nurse Zhou'];
    expect((await x([...nurse, 'search', 'x'], by(FIRST))).error()).toBe('passphrase-first');
    expect((await x([...nurse, 'user', 'passphrase'], by(FIRST, 'nurse'))).error()).toBe('weak-passphrase');
    expect((await x([...nurse, 'user', 'passphrase'], by(FIRST, OWN))).status).toBe(0);
    expect((await x([...nurse, 'search', 'x'], by(FIRST))).error()).toBe('wrong-passphrase');
    expect((await x([...nurse, 'search', 'x'], by(OWN))).json()).toEqual([]);
  }, 120_000);

  it('holds a command to the role of who acts, and says which roles may', async () => {
    const nurse = ['--user', 'Nurse Zhou'];
    const condition = { resourceType: 'Condition', code: { text: 'x' }, subject: { display: 'y' } };
    const refused = await x([...nurse, 'create', '-'], { ...by(OWN), input: JSON.stringify(condition) });
    expect([refused.status, refused.error()]).toEqual([1, 'not-allowed']);
    expect(refused.err).toContain('owner, doctor');
    expect((await x([...nurse, 'user', 'add', 'M', '--role', 'owner'], by(OWN, FIRST))).error()).toBe('not-allowed');
  }, 120_000);

  it('changes roles, disables and enables', async () => {
    expect((await x(['user', 'role', 'Nurse Zhou', 'doctor'])).json()).toMatchObject({ role: 'doctor' });
    expect((await x(['user', 'role', 'Nobody', 'doctor'])).error()).toBe('not-found');
    expect((await x(['user', 'role', 'Nurse Zhou', 'boss'])).status).toBe(2);
    expect((await x(['user', 'disable', 'Nurse Zhou'])).json()).toMatchObject({ status: 'disabled' });
    expect((await x(['--user', 'Nurse Zhou', 'status'], by(OWN))).error()).toBe('wrong-passphrase');
    await x(['user', 'enable', 'Nurse Zhou']);
    expect((await x(['--user', 'Nurse Zhou', 'status'], by(OWN))).status).toBe(0);
    const listed = (await x(['user', 'list'])).json() as { name: string; role: string; self: boolean }[];
    expect(listed.map(({ name, role, self }) => [name, role, self])).toEqual([
      ['Dr Ann', 'owner', true],
      ['Nurse Zhou', 'doctor', false],
    ]);
  }, 120_000);
});
