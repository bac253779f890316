import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { openRoom, type Room } from './harness.ts';
import { must, type Person, seat, until } from './person.ts';
import { openPatient } from './steps/patients.ts';

/** `npm run demo -- --pictures`: the pictures of the README, of generated clinics only, one in either language. */
const FOLDER = join(ROOT, 'docs', 'images');
/** A page is read over slow lines as well. */
const LARGEST_BYTES = 250_000;
const PATIENTS = 200;
/** Charts draw themselves for a moment. */
const SETTLE_MS = 900;

interface Found {
  readonly hits: readonly { readonly id: string; readonly name: string }[];
}
interface Charted {
  readonly observations: readonly { readonly points: readonly unknown[] }[];
  readonly medications: readonly unknown[];
  readonly problems: readonly unknown[];
  readonly allergies: readonly unknown[];
}

/** Who has most to show, so that the picture of a chart is one of a chart. */
async function richest(person: Person): Promise<string> {
  const { hits } = await person.asks<Found>('patient.search', { text: '', limit: 80 });
  let best = { name: '', score: -1 };
  for (const { id, name } of hits) {
    const chart = await person.asks<Charted>('patient.chart', { id });
    const values = chart.observations.reduce((sum, { points }) => sum + Math.min(points.length, 12), 0);
    const score =
      values +
      10 * Math.min(chart.allergies.length, 2) +
      8 * Math.min(chart.medications.length, 4) +
      4 * Math.min(chart.problems.length, 5);
    if (score > best.score) best = { name, score };
  }
  return best.name;
}

async function take(room: Room, locale: Locale): Promise<void> {
  const workstation = await room.openWorkstation(`pictures-${locale}`, { locale });
  const person = seat(workstation, locale);
  const { page, t } = person;
  const picture = async (name: string) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(SETTLE_MS);
    const path = await room.screenshot(workstation, `${name}-${locale === 'en' ? 'en' : 'zh'}`);
    must(statSync(path).size < LARGEST_BYTES, `${path} is small enough`);
    console.log(path);
  };

  await person.button(`language.${locale}`).click();
  await person.button('start.create').waitFor();
  await picture('start');

  await person.asks('sample.create', { locale, patients: PATIENTS });
  await page.reload();
  await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
  await page.getByRole('listitem').first().waitFor();
  await picture('today');
  await person.goes('patients');
  await page.getByRole('option').filter({ visible: true }).first().waitFor();
  await picture('patients');

  const name = await richest(person);
  await openPatient(person, name, name);
  await picture('chart');

  await person.goes('analysis');
  await page.locator('canvas').first().waitFor();
  await picture('analysis');

  const cloud = await room.startCloud();
  await person.goes('sync');
  await person.field('sync.url').fill(cloud.url);
  await person.button('sync.connect').click();
  await until('everything is in the cloud', async () => {
    const { state } = await person.asks<{ state: string }>('sync.status', {});
    return state === 'settled';
  });
  await picture('sync');
  await workstation.close();
}

const room = await openRoom(FOLDER, { watched: true });
const stop = (): void => void room.close().then(() => process.exit(130));
process.on('SIGINT', stop).on('SIGTERM', stop);
try {
  await take(room, 'en');
  await take(room, 'zh-CN');
} finally {
  await room.close();
}
