import type { RecordView } from '../../../shared/bridge/records.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Room } from '../harness.ts';
import { type Person, seat } from '../person.ts';
import { CLINIC, PASSPHRASE } from '../scene.ts';

interface OpenOptions {
  readonly locale: Locale;
  readonly theme?: 'light' | 'dark';
  /** What is there before anybody looks: asked of the vault, for the pages are for the test itself. */
  readonly before?: (person: Person) => Promise<unknown>;
}

/** A new clinic on one workstation, whose owner is logged in and looks at the first page. */
export async function openClinic(room: Room, name: string, { locale, theme, before }: OpenOptions): Promise<Person> {
  const person = seat(await room.openWorkstation(name, { locale }), locale);
  await person.button(`language.${locale}`).click();
  const ownerName = locale === 'en' ? 'Dr Lin' : '林杏';
  const clinic = { clinicName: CLINIC, ownerName, passphrase: PASSPHRASE, locale, workstation: '1' };
  await person.asks('clinic.create', clinic);
  await person.asks('clinic.kitPutAway', {});
  await before?.(person);
  await person.page.reload();
  await person.page.getByRole('navigation', { name: person.t('nav.label') }).waitFor();
  if (theme) {
    await person.goes('settings');
    await person.page.getByText(person.t(`settings.${theme}`), { exact: true }).click();
  }
  return person;
}

/** Somebody invented, registered; the id of the Patient. */
export async function addPatient(person: Person, name: string, birthDate = '1970-03-18'): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ text: name }], gender: 'female', birthDate };
  return String((await person.asks<RecordView>('record.create', { resource })).resource.id);
}
