import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { RecordView } from '../../../shared/bridge/records.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Room } from '../harness.ts';
import { type Person, seat } from '../person.ts';
import { PASSPHRASE } from '../scene.ts';

interface OpenOptions {
  readonly locale: Locale;
  readonly theme?: 'light' | 'dark';
  /** What is done to the home before the window opens. */
  readonly prepare?: (home: string) => Promise<unknown>;
  /** What is there before anybody looks: asked of the vault, for the pages are for the test itself. */
  readonly before?: (person: Person) => Promise<unknown>;
}

/**
 * A new clinic on one workstation, whose owner is logged in and looks at the first page. It was made before (../homes.ts); that one is made in the
 * window is for the main job to show.
 */
export async function openClinic(
  room: Room,
  name: string,
  { locale, theme, prepare, before }: OpenOptions,
): Promise<Person> {
  const home = join(room.folder, name);
  cpSync(join(inject('homes'), locale), home, { recursive: true });
  await prepare?.(home);
  const person = seat(await room.openWorkstation(name, { locale }), locale);
  await person.field('unlock.passphrase').waitFor();
  await person.asks('session.unlock', { passphrase: PASSPHRASE });
  await before?.(person);
  // as the settings leave them
  await person.page.evaluate(
    (chosen) => localStorage.setItem('xinglin.preferences', JSON.stringify(chosen)),
    theme ? { locale, theme } : { locale },
  );
  await person.page.reload();
  await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
  return person;
}

/** Somebody invented, registered; the id of the Patient. */
export async function addPatient(person: Person, name: string, birthDate = '1970-03-18'): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ text: name }], gender: 'female', birthDate };
  return String((await person.asks<RecordView>('record.create', { resource })).resource.id);
}
