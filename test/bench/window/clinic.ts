/** The packaged window over a copy of a prepared vault, with charts of a known length in it. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { packageApplication } from '../../../build/package/package.ts';
import { provideElectron } from '../../../build/setup/electron.ts';
import { prepareWindow } from '../../../build/setup/window.ts';
import { putKitAway } from '../../../electron/vault/access/kit.ts';
import { openRoom, type Room } from '../../e2e/harness.ts';
import { type Person, seat } from '../../e2e/person.ts';
import { addPatient } from '../chart.ts';
import type { BenchOptions } from '../contract.ts';
import { type Made, prepared } from '../prepared.ts';
import { PASSPHRASE } from '../vaults.ts';
import { openWorkspace } from '../workspace.ts';

export const LOCALE = 'zh-CN';
/** The workstation's name in its room: its home lies there under it. */
export const NAME = 'bench';

export interface WindowClinic {
  readonly room: Room;
  readonly made: Made;
  /** Names of patients with a chart of 500 records each. */
  readonly charts: readonly string[];
  /** The program of an Electron of the same version as the package's. */
  readonly electron: string;
}

/** Packages the application where that is not done, copies the vault, adds `charts` patients to it. Close the room at the end. */
export async function windowClinic(options: BenchOptions, charts: number): Promise<WindowClinic> {
  await prepareWindow('unseen');
  await packageApplication('evaluation', false);
  const { executable } = await provideElectron({ allowFallback: true });
  const { home, made } = await prepared(options);
  // as people see it, with movement
  const room = await openRoom(options.folder, { watched: true });
  try {
    const copy = join(room.folder, NAME);
    cpSync(home, copy, { recursive: true });
    const opened = await openWorkspace(copy, PASSPHRASE);
    opened.workspace.store.transaction(putKitAway);
    const names = Array.from({ length: charts }, (_, n) => `Chartbench ${String.fromCharCode(65 + n)}`);
    for (const name of names) addPatient(opened, name);
    opened.close();
    return { room, made, charts: names, electron: executable };
  } catch (error) {
    await room.close();
    throw error;
  }
}

/** Opens the window and unlocks it as people do; the owner sees the first page. How long that took from the Enter to the page, in milliseconds. */
export async function unlocked({ room }: WindowClinic): Promise<{ person: Person; unlockMs: number }> {
  const person = seat(await room.openWorkstation(NAME, { locale: LOCALE }), LOCALE);
  const { page, t } = person;
  await person.field('unlock.passphrase').fill(PASSPHRASE);
  const begun = performance.now();
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
  return { person, unlockMs: performance.now() - begun };
}
