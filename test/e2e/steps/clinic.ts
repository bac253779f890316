import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { RecordView } from '../../../shared/bridge/records.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Room, Workstation } from '../harness.ts';
import { type Person, seat } from '../person.ts';
import { PASSPHRASE } from '../scene.ts';

interface SampleOptions {
  readonly locale: Locale;
  readonly theme?: 'light' | 'dark';
}

interface OpenOptions extends SampleOptions {
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
  cpSync(inject('homes').empty[locale], home, { recursive: true });
  await prepare?.(home);
  const person = seat(await room.openWorkstation(name, { locale }), locale);
  await person.field('unlock.passphrase').waitFor();
  await person.asks('session.unlock', { passphrase: PASSPHRASE });
  await before?.(person);
  await enters(person, theme);
  return person;
}

/** A clinic of `SAMPLE_PATIENTS` generated patients, whose doctor is logged in by this passphrase and looks at the first page. That one is made in the window is for the sample's own test. */
export async function openSample(
  room: Room,
  name: string,
  { locale, theme }: SampleOptions,
  seated: (workstation: Workstation) => Person = (workstation) => seat(workstation, locale),
): Promise<{ readonly person: Person; readonly passphrase: string }> {
  const { home, passphrase } = inject('homes').sample[locale];
  cpSync(home, join(room.folder, name), { recursive: true });
  const person = seated(await room.openWorkstation(name, { locale }));
  await person.field('unlock.passphrase').waitFor();
  await person.asks('session.unlock', { passphrase });
  await enters(person, theme);
  return { person, passphrase };
}

/** The first page in the language and theme that the settings leave. */
async function enters({ page, t, locale }: Person, theme?: 'light' | 'dark'): Promise<void> {
  await page.evaluate(
    (chosen) => localStorage.setItem('xinglin.preferences', JSON.stringify(chosen)),
    theme ? { locale, theme } : { locale },
  );
  await page.reload();
  await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
}

/** Somebody invented, registered; the id of the Patient. */
export async function addPatient(person: Person, name: string, birthDate = '1970-03-18'): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ text: name }], gender: 'female', birthDate };
  return String((await person.asks<RecordView>('record.create', { resource })).resource.id);
}
