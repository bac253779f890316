import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { TaskItem } from '../../shared/bridge/tasks.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { readPdf } from './pdf.ts';
import { type Person, until } from './person.ts';
import { cutOff } from './reflow.ts';
import { addPatient, openClinic } from './steps/clinic.ts';
import { anyValue } from './words.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'cohorts'));
});
afterAll(() => room?.close());

const NAMES = {
  en: { found: 'Ruth Abara', seen: 'Mei Lindqvist', low: 'Ann Osei' },
  'zh-CN': { found: '温建国', seen: '赵敏', low: '周芳' },
} as const;

const IMPORTED = 'Dr Fjord';
const HOUSE = 'House 2';

const SENTENCES = {
  en: 'Patients who are female, are 41 or older, have I10–I15, had a last systolic blood pressure above 140 mmHg and were not here in the last 90 days.',
  'zh-CN': '女性，41 岁及以上，诊断有 I10–I15，最近一次收缩压高于 140 mmHg，且近 90 天未就诊的患者。',
} as const;

/** Three women with hypertension: one to call in, one who was here today, one whose pressure is well. */
async function fill(person: Person, { found, seen, low }: (typeof NAMES)['en' | 'zh-CN']): Promise<void> {
  const create = (resource: object) => person.asks('record.create', { resource });
  for (const [name, pressure] of [
    [found, 156],
    [seen, 150],
    [low, 128],
  ] as const) {
    const id = await addPatient(person, name, '1958-03-18');
    const subject = { reference: `Patient/${id}` };
    await create({
      resourceType: 'Condition',
      subject,
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }] },
    });
    await create({
      resourceType: 'Observation',
      status: 'final',
      subject,
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
      effectiveDateTime: '2025-02-03',
      valueQuantity: { value: pressure, unit: 'mmHg' },
    });
    if (name === seen) await person.asks('visit.record', { patient: id, complaint: 'x' });
    if (name === low) await seenElsewhere(person, id);
  }
}

/** A visit from before there was this program, with whom an import brought. */
async function seenElsewhere(person: Person, patient: string): Promise<void> {
  const create = async (resource: object): Promise<string> => {
    const made = await person.asks<{ resource: { id: string } }>('record.create', { resource });
    return made.resource.id;
  };
  const practitioner = await create({ resourceType: 'Practitioner', name: [{ text: IMPORTED }] });
  const place = await create({ resourceType: 'Location', name: HOUSE });
  await create({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${patient}` },
    participant: [{ individual: { reference: `Practitioner/${practitioner}` } }],
    location: [{ location: { reference: `Location/${place}` } }],
    period: { start: '2024-05-06' },
  });
  const weight = { coding: [{ system: 'http://loinc.org', code: '29463-7' }] };
  await create({
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: `Patient/${patient}` },
    code: weight,
    effectiveDateTime: '2024-05-06',
    valueQuantity: { value: 61, unit: 'bottles' },
  });
}

/** All of it in English; in Chinese what is built, shown and kept, without calls to come in, files and the calendar, which are the same. */
describe.each([
  ['en', 'light', true],
  ['zh-CN', 'dark', false],
] as const)('a cohort, in %s, %s', (locale, theme, whole) => {
  it('is built by clicking, counted, kept, and its patients are called in', async () => {
    const names = NAMES[locale];
    const person = await openClinic(room, `cohorts-${locale}`, {
      locale,
      theme,
      before: (before) => fill(before, names),
    });
    const { page, t, workstation } = person;
    const picture = async (name: string) => {
      await room.screenshot(workstation, `${name}-${locale}`);
      expect(await cutOff(person)).toEqual([]);
      // what is of the question before stands there faintly
      await until('all is of now', async () => (await page.locator('[data-old]').count()) === 0);
    };
    const status = page.getByRole('status').filter({ hasText: t('cohorts.ofAll', { total: 3 }) });
    const counts = (n: number) =>
      until(`${n} are counted`, async () => (await status.textContent())?.startsWith(`${n}`) === true);
    const add = async (part: string) => {
      await person.button('cohorts.add').click();
      await page.getByRole('menuitem', { name: t(`cohorts.part.${part}`), exact: true }).click();
    };
    const row = (at: number) =>
      page
        .getByRole('list', { name: t('cohorts.criteria') })
        .getByRole('listitem')
        .nth(at);
    const choose = (at: number, label: string, option: string) =>
      row(at)
        .getByLabel(t(label))
        .selectOption({ label: t(option) });

    // before anything is kept the page teaches
    await page.setViewportSize({ width: 1024, height: 700 });
    await person.goes('analysis');
    await person.button('cohorts.title').click();
    await person.sees(t('cohorts.emptyBody'));
    await picture('empty');
    expect(await violations(person)).toEqual([]);

    await person.button('cohorts.new').click();
    await counts(3);
    await add('sex');
    await add('age');
    await row(1).getByLabel(t('cohorts.field.ageFrom')).fill('41');
    await add('diagnosis');
    await row(2).getByRole('combobox').last().fill('I10-I15');
    await page.getByRole('option', { name: 'I10–I15', exact: true }).click();
    await counts(3);
    await add('value');
    // what is only missing is not said before somebody wants to keep it, what is wrong at once
    await row(3).getByLabel(t('cohorts.field.value'), { exact: true }).fill('high');
    await person.sees(t('cohorts.problem.number'));
    await row(3).getByLabel(t('cohorts.field.value'), { exact: true }).fill('140');
    await counts(2);
    await add('visit');
    await choose(4, 'cohorts.not.label', 'cohorts.not.visit.no');
    await counts(1);
    await person.sees(SENTENCES[locale]);
    await picture('built');
    expect(await violations(person)).toEqual([]);

    // it is there again after going elsewhere, and can be done without
    await person.goes('today');
    await page.getByText(anyValue(t('draft.co', { ago: '{{ago}}' }))).waitFor();
    await person.button('draft.open').click();
    await person.sees(t('draft.restored'));
    await person.sees(SENTENCES[locale]);
    await person.button('draft.drop').click();
    await counts(3);
    await person.button('common.undo').click();
    await counts(1);

    // kept under a name, which is missing first
    await person.button('cohorts.keep').click();
    await person.field('cohorts.name').fill(t('cohorts.examples.pressure'));
    await person.button('cohorts.keep').click();
    await person.sees(t('cohorts.saved', { name: t('cohorts.examples.pressure') }));
    await person.button('cohorts.keepChanges').waitFor();
    // taken back, it is what is being built again, and is kept after all
    await person.button('common.undo').click();
    await person.button('cohorts.keep').click();
    await person.button('cohorts.keepChanges').waitFor();
    expect((await person.asks<{ kept: unknown[] }>('cohort.list', {})).kept.length).toBe(1);

    if (whole) {
      // the patient is called in, taken back, and called in again
      await page.getByLabel(t('cohorts.people.chooseOne', { name: names.found })).check();
      await person.button('cohorts.recall.chosen', { count: 1 }).click();
      await person.button('cohorts.recall.send').click();
      await person.sees(t('cohorts.recall.done', { count: 1 }));
      const tasks = async () => (await person.asks<{ items: TaskItem[] }>('task.list', {})).items;
      expect((await tasks()).map(({ text, patient }) => [text, patient?.name])).toEqual([
        [t('cohorts.recall.words'), names.found],
      ]);
      await person.button('common.undo').click();
      await until('the task is gone', async () => (await tasks()).length === 0);
      await until('the list says so', async () => (await page.getByText(t('cohorts.recall.words')).count()) === 0);
    }

    // printed on the clinic's paper, and heard of by the trail
    await person.button('cohorts.print.print').click();
    const preview = page.getByRole('dialog', { name: t('cohorts.print.title') });
    // what is only measured stands beside the sheets, hidden
    const sheet = preview.locator('[data-page]').first();
    await sheet.getByText(SENTENCES[locale]).waitFor();
    await sheet.getByText(names.found).waitFor();
    await picture('print');
    expect(await violations(person)).toEqual([]);
    if (whole) {
      const pdf = join(room.folder, `cohort-${locale}.pdf`);
      await person.answersDialogs({ save: pdf });
      await preview.getByRole('button', { name: t('print.pdf'), exact: true }).click();
      await person.sees(t('analysis.pdfSaved'));
      const printed = readPdf(pdf);
      if (printed.text !== undefined) expect(printed.text).toContain(names.found);
      const trail = await person.asks<{ rows: { event: string; what?: string }[] }>('audit.list', {});
      expect(trail.rows.some(({ event, what }) => event === 'pdf' && what === 'cohort-list')).toBe(true);
    }
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });

    if (whole) {
      // saved as a table
      const folder = join(room.folder, `list-${locale}`);
      mkdirSync(folder);
      await person.answersDialogs({ open: [folder] });
      await person.button('cohorts.people.save').click();
      await person.sees(t('lists.done', { count: 1, folder }));
    }

    // it stands on the shelf with its sentence and count; the list leads to the chart and back
    await person.button('cohorts.all').click();
    await page.getByText(SENTENCES[locale]).first().waitFor();
    await picture('shelf');
    expect(await violations(person)).toEqual([]);
    await person.button('cohorts.openOne', { name: t('cohorts.examples.pressure') }).click();
    await person.button('cohorts.keepChanges').waitFor();
    await page.getByRole('table', { name: t('cohorts.follow.title') }).waitFor();
    await page.getByRole('table', { name: t('cohorts.follow.title') }).scrollIntoViewIfNeeded();
    await picture('kept');
    expect(await violations(person)).toEqual([]);
    if (whole) {
      // an appointment begins with whom it is for, and is not asked for again on the way back
      await person.button('cohorts.people.actionsOf', { name: names.found }).click();
      await page.getByRole('menuitem', { name: t('appointments.book'), exact: true }).click();
      const booking = page.getByRole('dialog', { name: t('appointments.book') });
      await booking.getByText(names.found).waitFor();
      await page.keyboard.press('Escape');
      await booking.waitFor({ state: 'detached' });
      await person.button('common.back').click();
    }

    await page.getByRole('button', { name: names.found, exact: true }).click();
    await page.getByRole('heading', { level: 1 }).filter({ hasText: names.found }).waitFor();

    // by whom an import brought, and where; and a value in a unit that nobody can tell
    await person.goes('analysis');
    await person.button('cohorts.title').click();
    await person.button('cohorts.new').click();
    await counts(3);
    await add('visit');
    await row(0).getByLabel(t('cohorts.field.within')).fill('');
    await row(0)
      .getByRole('combobox', { name: t('cohorts.field.by') })
      .click();
    await page.getByRole('option', { name: IMPORTED, exact: true }).click();
    await row(0)
      .getByRole('combobox', { name: t('cohorts.field.place') })
      .click();
    await page.getByRole('option', { name: HOUSE, exact: true }).click();
    await counts(1);
    await person.sees(
      locale === 'en'
        ? `Patients who were seen by ${IMPORTED} at ${HOUSE}.`
        : `由 ${IMPORTED} 接诊过（${HOUSE}）的患者。`,
    );
    await add('value');
    await row(1)
      .getByRole('combobox', { name: t('cohorts.field.observation') })
      .fill(locale === 'en' ? 'Body weight' : '体重');
    await page.getByRole('option', { name: locale === 'en' ? 'Body weight' : '体重', exact: true }).click();
    await row(1).getByLabel(t('cohorts.field.value'), { exact: true }).fill('60');
    await counts(0);
    await page.getByText('bottles').waitFor();
    await picture('seen');
    expect(await violations(person)).toEqual([]);
    expect(workstation.errors).toEqual([]);
  }, 240_000);
});
