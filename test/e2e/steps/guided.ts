import type { Locale } from '../../../shared/bridge/session.ts';
import { type Guide, type GuidePage, guidePlaces, openGuide } from '../../guide/guide.ts';
import type { Room, Workstation } from '../harness.ts';
import { type Person, seat } from '../person.ts';
import { wordsIn } from '../words.ts';
import { openSample } from './clinic.ts';

interface GuidedOptions {
  readonly page: GuidePage;
  /** Where the guide goes. */
  readonly folder: string;
  /** Another number of patients than the generated clinic of all tests has: one is made for it. */
  readonly patients?: number;
  /** Without it the walk alone is what matters: a picture takes as long as ten clicks. */
  readonly pictures: boolean;
}

export interface Guided {
  readonly person: Person;
  readonly guide: Guide;
  /** Of the sample's owner, who is logged in. */
  readonly passphrase: string;
}

/** Opens a generated clinic, and a page of the guide that is made of what is done there. */
export async function openGuided(
  room: Room,
  locale: Locale,
  { page, folder, patients, pictures }: GuidedOptions,
): Promise<Guided> {
  const take = async (path: string) => {
    if (!pictures) return;
    await settled(person.page);
    await person.page.screenshot({ path });
  };
  const guide = openGuide(locale, wordsIn(locale), guidePlaces(locale, folder, page), take);
  const seated = (workstation: Workstation) => seat(workstation, locale, guide.say);
  const name = `${page}-${locale}`;
  const { person, passphrase } = await (patients === undefined
    ? openSample(room, name, { locale }, seated)
    : makeSample(seated(await room.openWorkstation(name, { locale })), patients));
  return { person, guide, passphrase };
}

async function makeSample(person: Person, patients: number) {
  const { locale, page, t } = person;
  await person.button(`language.${locale}`).click();
  const { passphrase } = await person.asks<{ passphrase: string }>('sample.create', { locale, patients });
  await page.reload();
  await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
  return { person, passphrase };
}

/** Pictures are taken to be kept: `XINGLIN_FREEZE=1`. */
export const FROZEN = process.env.XINGLIN_FREEZE !== undefined;

/** Nothing moves and no answer is awaited any more: pictures are of what stands there, and those to be kept not of what was told just before. */
async function settled(page: Workstation['page']): Promise<void> {
  await page.mouse.move(0, 0);
  if (FROZEN) await page.locator('[data-told]').waitFor({ state: 'detached' });
  await page.locator('[data-waiting]').first().waitFor({ state: 'detached' });
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
}
