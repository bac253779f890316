import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagePlace } from '../../build/package/place.ts';
import { NODE24, RELEASE, ROOT } from '../../build/setup/paths.ts';
import { familyOf } from './canaries.ts';
import { openRoom, type Room, type Workstation } from './harness.ts';
import { seat, until } from './person.ts';
import { PASSPHRASE } from './scene.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'hosting'));
});
afterEach(() => room.close());

const CREATE = { clinicName: 'Clinic', ownerName: 'Owner', passphrase: PASSPHRASE, locale: 'en', workstation: 'One' };

/** The process of a workstation's vault: the one that was started with its home and is not the window. */
function vaultOf({ app, home }: Workstation): number | undefined {
  return familyOf(app.process().pid ?? 0).find((pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return command.some((part) => /vault[\\/]main\.js$/.test(part)) && command.includes(home);
  });
}

describe.runIf(process.platform === 'linux')('window and vault', () => {
  it('survive the death of the vault once: it is told, the vault starts again, nothing saved is lost', async () => {
    const workstation = await room.openWorkstation('one', { locale: 'en' });
    const person = seat(workstation, 'en');
    await person.asks('clinic.create', CREATE);
    const patient = { resourceType: 'Patient', name: [{ family: 'Kept', given: ['Safe'] }] };
    await person.asks('record.create', { resource: patient });
    await workstation.app.evaluate(({ dialog }) => {
      const told = globalThis as unknown as { told: string[] };
      told.told = [];
      dialog.showMessageBox = async (...all: unknown[]) => {
        told.told.push(JSON.stringify(all));
        return { response: 0, checkboxChecked: false };
      };
    });
    const before = vaultOf(workstation);
    expect(before).toBeGreaterThan(0);
    const loadedAgain = person.page.waitForEvent('load');
    process.kill(before ?? 0, 'SIGKILL');
    await loadedAgain;
    expect(vaultOf(workstation)).not.toBe(before);
    await person.field('unlock.passphrase').fill(PASSPHRASE);
    await person.button('unlock.submit').click();
    // nobody had put the recovery kit away: it is still there
    await person.page.getByRole('list', { name: person.t('kit.words') }).waitFor();
    await person.field('kit.putAway').check();
    await person.button('kit.finish').click();
    await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
    expect(await person.asks('patient.search', { text: 'Kept', limit: 5 })).toMatchObject({ total: 1 });
    const told = await workstation.app.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    expect(told.join()).toContain('Everything saved is safe');
  });

  it('leave no process behind when the window closes', async () => {
    const workstation = await room.openWorkstation('one', { locale: 'en' });
    await seat(workstation, 'en').asks('session.state', {});
    const family = familyOf(workstation.app.process().pid ?? 0);
    expect(family.length).toBeGreaterThan(2);
    await workstation.close();
    await until('all processes are gone', async () => family.every((pid) => !alive(pid)), 10_000);
  });

  it('end together even where the window is killed, so that the home is free again', async () => {
    const workstation = await room.openWorkstation('one', { locale: 'en' });
    await seat(workstation, 'en').asks('clinic.create', CREATE);
    const vault = vaultOf(workstation) ?? 0;
    workstation.app.process().kill('SIGKILL');
    await until('the vault has ended', async () => !alive(vault), 10_000);
    const again = await room.openWorkstation('one', { locale: 'en' });
    expect(await seat(again, 'en').asks('session.state', {})).toMatchObject({ kind: 'locked' });
  });

  it('open a home only once: a second window gives way to the first', async () => {
    const workstation = await room.openWorkstation('one', { locale: 'en' });
    await seat(workstation, 'en').asks('session.state', {});
    const second = await run(packagePlace('evaluation').executable, [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--home',
      workstation.home,
    ]);
    expect(second).toBe(0);
    expect(workstation.app.windows()).toHaveLength(1);
  });

  it('say who has a home that another program uses', async () => {
    const home = join(room.folder, 'taken');
    const holder = spawn(NODE24, [join(ROOT, 'electron', 'vault', 'main.ts'), '--home', home], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...room.env },
    });
    await new Promise((ready) => holder.once('message', ready));
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--home', home];
    // It goes on showing the reason to the person until they close it.
    await run(packagePlace('evaluation').executable, args, 'home-in-use');
    holder.kill();
  });
});

function alive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
}

/**
 * Starts a program on the room's display and waits for its end, or until it has said `sentence`, which ends it.
 * @returns its exit status
 */
function run(program: string, args: readonly string[], sentence?: string): Promise<number | null> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { env: { ...room.env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString('utf8');
      if (sentence !== undefined && said.includes(sentence)) child.kill('SIGKILL');
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      failed(new Error(`neither an end nor "${sentence}" in half a minute: ${said.slice(-1000)}`));
    }, 30_000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (sentence !== undefined && !said.includes(sentence))
        failed(new Error(`ended with ${code} and: ${said.slice(-1000)}`));
      else done(code);
    });
  });
}
