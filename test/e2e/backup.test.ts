import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { argon2, openDatabase } from '../support/database.ts';
import { openRoom, type Room } from './harness.ts';
import { type Person, seat } from './person.ts';
import { CLINIC, PASSPHRASE } from './scene.ts';
import { openClinic } from './steps/clinic.ts';
import { openPatient } from './steps/patients.ts';
import { anyValue } from './words.ts';

const NAMES = ['沈砚秋', 'Harriet Oduya'];

let room: Room;
let owner: Person;
let file: string;

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'backup'));
  file = join(room.folder, 'clinic.xinglin-backup');
  owner = await openClinic(room, 'owner', {
    locale: 'zh-CN',
    before: async (person) => {
      for (const text of NAMES)
        await person.asks('record.create', {
          resource: { resourceType: 'Patient', name: [{ text }], gender: 'female' },
        });
    },
  });
}, 120_000);
afterAll(() => room?.close());

async function openAs(home: string): Promise<Person> {
  const person = seat(await room.openWorkstation(home, { locale: 'zh-CN' }), 'zh-CN');
  return person;
}

async function unlock(person: Person): Promise<void> {
  await person.field('unlock.passphrase').fill(PASSPHRASE);
  await person.button('unlock.submit').click();
}

/** Every patient is found and opens. */
async function patientsAreThere(person: Person): Promise<void> {
  for (const name of NAMES) await openPatient(person, name, name);
}

/** Writes other bytes over the pages of the records' table, as a failing disk does: the first thing that is read, and what can be made again from the log. */
async function damage(home: string): Promise<void> {
  const store = await openDatabase(home, PASSPHRASE, argon2);
  const pages = store.all<{ at: number }>("SELECT pgoffset AS at FROM dbstat WHERE name = 'record'");
  store.close();
  const descriptor = openSync(join(home, 'xinglin.db'), 'r+');
  const bytes = new Uint8Array(64);
  for (const { at } of pages) {
    readSync(descriptor, bytes, 0, bytes.length, at + 512);
    writeSync(
      descriptor,
      bytes.map((byte) => byte ^ 0xff),
      0,
      bytes.length,
      at + 512,
    );
  }
  closeSync(descriptor);
}

describe('a backup', () => {
  it('is made from the settings, proved, and its time is shown', async () => {
    const { page, t } = owner;
    await owner.goes('settings');
    await owner.sees(t('backup.never'));
    await owner.answersDialogs({ save: file });
    await owner.button('backup.start').click();
    await owner.sees(t('backup.done'));
    await owner.sees(anyValue(t('backup.last', { time: '{{time}}', ago: '{{ago}}' })));
    expect(statSync(file).size).toBeGreaterThan(10_000);
    await page.getByRole('heading', { name: t('backup.title') }).scrollIntoViewIfNeeded();
    await room.screenshot(owner.workstation, 'settings-zh-CN');
  });

  it('brings everything back into an empty home, behind its passphrase', async () => {
    const restored = await openAs('restored');
    const { t } = restored;
    await restored.button('language.zh-CN').click();
    await restored.answersDialogs({ open: [file] });
    await restored.button('start.restore').click();
    await room.screenshot(restored.workstation, 'restore-choose-zh-CN');
    await restored.button('restore.choose').click();
    await restored.sees(CLINIC);
    await restored.field('unlock.passphrase').fill('not the passphrase');
    await restored.button('restore.submit').click();
    await restored.sees(t('errors.wrong-passphrase'));
    await room.screenshot(restored.workstation, 'restore-zh-CN');
    await restored.field('unlock.passphrase').fill(PASSPHRASE);
    await restored.button('restore.submit').click();
    await restored.page.getByRole('form', { name: t('unlock.title') }).waitFor();
    await unlock(restored);
    await patientsAreThere(restored);
    expect(restored.workstation.errors).toEqual([]);
    await restored.workstation.close();
  });
});

describe('a damaged database', () => {
  it('is named on the unlock page, and repaired there', async () => {
    const { home } = owner.workstation;
    expect(owner.workstation.errors).toEqual([]);
    await owner.workstation.close();
    await damage(home);
    const again = await openAs('owner');
    const { t } = again;
    await unlock(again);
    // damage is noticed where a page is read: at once, or where the patients are listed
    const lock = again.button('repair.lock');
    const places = again.page.getByRole('navigation', { name: t('nav.label') });
    await lock.or(again.button('repair.start')).or(places).first().waitFor();
    if (await places.isVisible()) await again.goes('patients');
    await lock.or(again.button('repair.start')).first().waitFor();
    if (await lock.isVisible()) {
      await room.screenshot(again.workstation, 'damaged-zh-CN');
      await lock.click();
      await again.field('unlock.passphrase').fill(PASSPHRASE);
    }
    await room.screenshot(again.workstation, 'repair-zh-CN');
    await again.button('repair.start').click();
    await again.sees(t('repair.done'));
    await room.screenshot(again.workstation, 'repaired-zh-CN');
    await unlock(again);
    await patientsAreThere(again);
    await again.workstation.close();
  });
});
