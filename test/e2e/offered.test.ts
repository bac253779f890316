/**
 * What writes is offered to whom may write it, and to nobody else: on every page, for every role, by buttons and in the palette of commands. Who may
 * is asked of the calls' own permissions, which are frozen in test/unit/access.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NODE24, RELEASE, ROOT } from '../../build/setup/paths.ts';
import { capture } from '../../build/setup/run.ts';
import { meetsAll } from '../../electron/vault/permission.ts';
import { DEFAULT_ROLES, type Role } from '../../shared/access/roles.ts';
import { type CallName, calls } from '../../shared/bridge/index.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { PASSPHRASE } from './scene.ts';
import { addPatient, openClinic } from './steps/clinic.ts';
import { openPatient } from './steps/patients.ts';

const NAME = 'Ada Whitlock';
const OWN = 'eleven copper kettles sing';
const HB = { text: 'Haemoglobin', code: { system: 'http://loinc.org', code: '718-7' } };
const PENICILLIN = 'Penicillin V';

/** What a page still reads comes well within this. */
const QUIET_MS = 200;
const SLOW_MS = 5000;
const ROLES = ['doctor', 'nurse', 'front-desk', 'auditor'] as const;

type Place = 'today' | 'patients' | 'chart' | 'results' | 'appointments' | 'exchange' | 'repair' | 'settings';
interface Offer {
  /** The words of its button, with what stands in them. */
  readonly words: readonly [key: string, values?: Readonly<Record<string, string>>];
  readonly does: CallName;
  /** As far as the permission asks for it. */
  readonly input?: unknown;
}
const offer = (words: Offer['words'], does: CallName, input: unknown = {}): Offer => ({ words, does, input });

const OFFERS: Readonly<Record<Place, readonly Offer[]>> = {
  today: [
    offer(['today.arrive'], 'appointment.arrive', { patient: 'p' }),
    offer(['task.add'], 'task.add'),
    offer(['task.doneFor', { text: 'Order paper' }], 'task.turn', { id: 'x' }),
    offer(['alerts.toResults'], 'result.unseen'),
  ],
  patients: [offer(['patients.register'], 'record.create', { resource: { resourceType: 'Patient' } })],
  chart: [
    offer(['chart.editPatient'], 'record.save', { resource: { resourceType: 'Patient' } }),
    offer(['chart.measure'], 'vitals.record', { patient: 'p' }),
    offer(['chart.newVisit'], 'visit.record', {
      patient: 'p',
      complaint: '',
      vitals: {},
      findings: '',
      note: '',
      diagnoses: [],
      orders: [],
      prescriptions: [],
    }),
    offer(['facts.add.AllergyIntolerance'], 'allergy.save', { patient: 'p' }),
    offer(['facts.add.Condition'], 'problem.save', { patient: 'p' }),
    offer(['facts.add.MedicationStatement'], 'taken.save', { patient: 'p' }),
    offer(['facts.more', { what: PENICILLIN }], 'fact.turn', { type: 'AllergyIntolerance', id: 'x' }),
    offer(['rx.title'], 'prescription.save', { patient: 'p', prescriptions: [{}] }),
    offer(['rx.more', { what: 'Amlodipine' }], 'prescription.stop', { id: 'x' }),
    offer(['orders.title'], 'order.place', { patient: 'p', orders: [] }),
    offer(['orders.withdrawWhat', { what: HB.text }], 'order.turn', { ids: ['x'] }),
    offer(['results.enter'], 'result.enter', { patient: 'p' }),
    offer(['task.add'], 'task.add', { patient: 'p' }),
  ],
  results: [
    offer(['results.enter'], 'result.enter', { patient: 'p' }),
    offer(['results.acknowledgeOf', { what: HB.text, name: NAME }], 'result.acknowledge'),
  ],
  appointments: [offer(['appointments.book'], 'appointment.book', { patient: 'p' })],
  exchange: [
    offer(['exchange.choose'], 'import.files'),
    offer(['table.toTables'], 'import.files'),
    offer(['repairs.title'], 'repair.groups'),
    offer(['runs.undo'], 'import.undo'),
    offer(['exchange.exportStart'], 'export.files'),
  ],
  repair: [
    offer(['repairs.tryAll'], 'repair.retryAll'),
    offer(['repairs.asideAll'], 'repair.setAside'),
    offer(['repairs.export.csv'], 'repair.export'),
  ],
  settings: [
    offer(['ranges.add'], 'range.save'),
    offer(['ranges.import.open'], 'range.read'),
    offer(['ranges.remove', { what: HB.text }], 'range.remove', { id: 'x' }),
    offer(['templates.new'], 'template.save'),
    offer(['doseRules.new'], 'doseRule.add'),
    offer(['codes.bring'], 'code.import'),
  ],
};

const may = (role: Role, { does, input }: Offer) =>
  meetsAll(DEFAULT_ROLES, role, calls[does].permission as never, input);

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'offered'));
});
afterAll(() => room?.close());

/** A user of each role. */
async function employ(home: string): Promise<void> {
  const made = await capture(NODE24, [join(ROOT, 'test', 'fixtures', 'staff.ts'), home, PASSPHRASE, OWN, ...ROLES]);
  if (made.code !== 0) throw new Error(made.stderr);
}

/** A patient with something of everything. */
async function fill(owner: Person): Promise<void> {
  const patient = await addPatient(owner, NAME);
  const day = new Date().toISOString().slice(0, 10);
  await owner.asks('allergy.save', { patient, substance: PENICILLIN });
  await owner.asks('prescription.save', {
    patient,
    prescriptions: [{ medicine: { text: 'Amlodipine' }, instruction: 'one a day' }],
  });
  await owner.asks('order.place', { patient, orders: [HB] });
  const values = [{ test: HB, value: { words: 'low', abnormal: true } }];
  await owner.asks('result.enter', { patient, report: HB, laboratory: '', day, values });
  const range = { test: HB, unit: 'g/L', low: '1', sex: 'any', laboratory: 'County', since: '2020-01-01' };
  await owner.asks('range.save', range);
  await owner.asks('task.add', { text: 'Order paper' });
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-offered-'));
  writeFileSync(join(folder, 'sent.ndjson'), '{"resourceType":"Organization","id":"1","name":"County"}\n{"id":');
  await owner.asks('import.files', { job: 'offered', paths: [folder] });
  rmSync(folder, { recursive: true });
}

/** What can be pressed on the page as it stands: the names of its buttons, and of what stands behind the one for more. */
async function pressable({ page, button }: Person): Promise<string[]> {
  // as they are read out: the keys that an item shows beside its name are not
  const names = (all: (HTMLElement | SVGElement)[]) =>
    all.map((one) => {
      const read = one.cloneNode(true) as Element;
      for (const unread of read.querySelectorAll('[aria-hidden]')) unread.remove();
      return (one.getAttribute('aria-label') ?? read.textContent ?? '').trim();
    });
  const shown = await page.getByRole('main').getByRole('button').evaluateAll(names);
  const more = button('chart.moreActions');
  if ((await more.count()) === 0) return shown;
  await more.click();
  const items = page.getByRole('menuitem');
  await items.first().waitFor();
  const behind = await items.evaluateAll(names);
  await page.keyboard.press('Escape');
  await items.first().waitFor({ state: 'hidden' });
  return [...shown, ...behind];
}

/** What the palette offers for the page. */
async function commands({ page, t }: Person): Promise<string[]> {
  await page.keyboard.press('Control+Shift+K');
  const list = page.getByRole('listbox', { name: t('commands.list') });
  await list.getByRole('option').first().waitFor();
  // to read how something is done is for everybody
  const help = await list
    .getByRole('group', { name: t('commands.group.help') })
    .getByRole('option')
    .allTextContents();
  const names = (await list.getByRole('option').allTextContents()).filter((one) => !help.includes(one));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  return names;
}

/** Goes where the role can go; whether it could. */
async function goTo(person: Person, place: Place): Promise<boolean> {
  const { page, t } = person;
  if (place === 'chart') await openPatient(person, NAME, NAME);
  else if (place === 'repair') {
    const way = person.button('repairs.title');
    if (!(await goTo(person, 'exchange')) || (await way.count()) === 0) return false;
    await way.click();
  } else {
    const rail = page.getByRole('navigation', { name: t('nav.label') });
    if ((await rail.getByText(t(`nav.${place}`), { exact: true }).count()) === 0) return false;
    await person.goes(place);
  }
  await quiet(person);
  return true;
}

/** Waits until nothing on the page has changed for a while. */
async function quiet({ page }: Person): Promise<void> {
  await page.evaluate(
    (ms) =>
      new Promise<void>((done) => {
        const end = () => {
          observer.disconnect();
          done();
        };
        let timer = setTimeout(end, ms);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(end, ms);
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    QUIET_MS,
  );
}

/** What is offered on the page as it stands; looked at again while something is missing that has to be there. */
async function offered(person: Person, needed: readonly string[]): Promise<readonly [string[], string[]]> {
  const end = Date.now() + SLOW_MS;
  let buttons = await pressable(person);
  while (Date.now() < end && needed.some((words) => !buttons.includes(words))) {
    await quiet(person);
    buttons = await pressable(person);
  }
  return [buttons, await commands(person)];
}

describe('what writes', () => {
  it('is offered to each role as far as it may, on every page', async () => {
    const person = await openClinic(room, 'offered', { locale: 'en', prepare: employ, before: fill });
    const { page, t, workstation } = person;
    const wrong: string[] = [];
    for (const role of ROLES) {
      await person.asks('session.unlock', { user: `User ${role}`, passphrase: OWN });
      await page.reload();
      await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
      for (const place of Object.keys(OFFERS) as Place[]) {
        const reached = await goTo(person, place);
        const needed = OFFERS[place].filter((each) => may(role, each)).map(({ words }) => t(...words));
        const [buttons, palette] = reached ? await offered(person, needed) : [[], []];
        for (const each of OFFERS[place]) {
          const words = t(...each.words);
          const what = `${words} on ${place} for ${role}`;
          const shown = buttons.includes(words);
          const allowed = may(role, each);
          if (!allowed && (shown || palette.some((one) => one.startsWith(words)))) wrong.push(`${what}: not allowed`);
          if (allowed && !shown) wrong.push(`${what}: ${reached ? 'missing' : 'no way to it'}`);
        }
        await room.screenshot(workstation, `${place}-${role}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(workstation.errors).toEqual([]);
    await workstation.close();
  });
});
