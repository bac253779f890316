import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { RELEASE } from '../../../build/setup/paths.ts';
import type { Locale } from '../../../shared/bridge/session.ts';
import type { Room } from '../harness.ts';
import type { Person } from '../person.ts';
import { cardOf, settled, titlesOf } from '../steps/analysis.ts';
import { addPatient } from '../steps/clinic.ts';
import { FROZEN, type Guided, openGuided } from '../steps/guided.ts';
import { anyValue } from '../words.ts';
import { findPatients } from './cohort.ts';
import { askInSql } from './notebook.ts';
import { callIn } from './overdue.ts';

/** Where the guide is made. */
export const FOLDER = join(RELEASE, 'guide');
/** So many stand in the clinic's books where pictures are to be kept, so that each looks like one. */
const MANY = { patients: 600 };

/** A manager looks at the clinic in figures, acts on them, and asks questions of their own; that page of the guide is made meanwhile. */
export async function lookThrough(room: Room, locale: Locale): Promise<void> {
  const opening = { page: 'figures', folder: FOLDER, pictures: FROZEN, ...(FROZEN ? MANY : {}) } as const;
  const guided = await openGuided(room, locale, opening);
  const { guide, person } = guided;
  const { workstation } = person;
  await addOverdue(person, locale);
  await guide.show('dashboard', () => dashboard(guided));
  await guide.show('choices', () => choices(guided));
  await guide.show('records', () => records(guided));
  await guide.show('overdue', () => callIn(guided));
  await guide.show('cohorts', () => findPatients(guided));
  await guide.show('notebooks', () => askInSql(guided));
  await guide.show('out', () => takeAlong(guided, join(room.folder, `out-${locale}`)));
  await guide.show('roles', () => roles(guided));
  expect(guide.finish(FROZEN)).toEqual([]);
  expect(workstation.errors).toEqual([]);
  await workstation.close();
}

/** Whomever the sample has: somebody to be called in. */
async function addOverdue(person: Person, locale: Locale): Promise<void> {
  const id = await addPatient(person, locale === 'en' ? 'Winifred Okonjo' : '闻人念慈', '1958-03-18');
  const subject = { reference: `Patient/${id}` };
  const create = (resource: object) => person.asks('record.create', { resource: { ...resource, subject } });
  await create({
    resourceType: 'Condition',
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }] },
  });
  await create({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
    effectiveDateTime: '2025-02-03',
    valueQuantity: { value: 156, unit: 'mmHg' },
  });
}

/** All of a dashboard is there. */
async function whole({ person }: Guided): Promise<void> {
  for (const name of (await titlesOf(person)).keys()) {
    const card = await cardOf(person, name);
    if (await card.isVisible()) await settled(person, name);
  }
  await person.page.locator('canvas').first().waitFor();
}

async function dashboard(guided: Guided): Promise<void> {
  const { person, guide } = guided;
  const { page, t } = person;
  await person.goes('analysis');
  const clinic = page.getByRole('radio', { name: t('analysis.dashboard.manager'), exact: true });
  expect(await clinic.isChecked()).toBe(true);
  await page.getByLabel(t('analysis.when'), { exact: true }).waitFor();
  await whole(guided);
  await guide.picture('dashboard');
  const card = await cardOf(person, 'hypertension');
  await card.getByRole('button', { name: t('analysis.asTable'), exact: true }).click();
  await card.getByRole('columnheader').first().waitFor();
  await card.getByRole('button', { name: t('analysis.asChart'), exact: true }).click();
  const title = (await titlesOf(person)).get('hypertension') ?? '';
  await card.getByRole('button', { name: t('analysis.aboutOf', { title }), exact: true }).click();
  const about = page.getByRole('dialog', { name: title, exact: true });
  await about.getByText(t('analysis.sources'), { exact: true }).waitFor();
  await guide.picture('about');
  await page.keyboard.press('Escape');
  await about.waitFor({ state: 'detached' });
}

/** Beside the year before, by place, and of one practitioner alone. */
async function choices(guided: Guided): Promise<void> {
  const { person, guide } = guided;
  const { page, t } = person;
  const choose = (key: string, value: string) =>
    page.getByLabel(t(`analysis.${key}`), { exact: true }).selectOption(value);
  await choose('when', 'quarter');
  await choose('compare', 'year-before');
  await choose('by', 'practitioner');
  const visits = await settled(person, 'visits');
  await visits.getByText(anyValue(t('analysis.against', { range: '{{range}}', how: '{{how}}' }))).waitFor();
  const people = await cardOf(person, 'age-sex');
  await people
    .getByText(t('analysis.notParted'))
    .and(people.getByText(t('analysis.notCompared')))
    .waitFor();
  await page.getByRole('radio', { name: t('analysis.dashboard.manager') }).scrollIntoViewIfNeeded();
  await guide.picture('compared');
  await choose('compare', 'none');
  await choose('by', '');
  await choose('grain', 'month');
  const of = page.getByRole('combobox', { name: t('analysis.of'), exact: true });
  const offered = page.getByRole('option').filter({ visible: true });
  await of.click();
  await offered.nth(1).click();
  await people.getByText(t('analysis.ofAll')).waitFor();
  await of.fill(t('analysis.everybody'));
  await offered.first().click();
  await people.getByText(t('analysis.ofAll')).waitFor({ state: 'detached' });
  await choose('grain', 'fitting');
  await choose('when', 'year');
  await settled(person, 'visits');
}

/** From a bar to who is behind it, to one of their charts, and back to where one was. */
async function records({ person, guide }: Guided): Promise<void> {
  const { page, t } = person;
  const card = await settled(person, 'diagnoses');
  const slider = card.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  const words = (await slider.getAttribute('aria-valuetext')) ?? '';
  const count = Number(/: (\d+)/.exec(words)?.[1]);
  expect(count).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: t('analysis.records', { count, n: count }), exact: true });
  await list.getByRole('listitem').first().waitFor();
  await guide.picture('records');
  const first = list.getByRole('listitem').first().getByRole('button');
  const name = (await first.textContent()) ?? '';
  await first.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await person.button('common.back').click();
  await list.getByRole('listitem').first().waitFor();
  await person.button('common.back').click();
  await settled(person, 'diagnoses');
  await expect.poll(() => slider.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** What leaves the program: a table, and a sheet of paper. */
async function takeAlong({ person, guide }: Guided, out: string): Promise<void> {
  const { page, t } = person;
  mkdirSync(out);
  await person.goes('analysis');
  const title = (await titlesOf(person)).get('visits') ?? '';
  const card = await settled(person, 'visits');
  await person.button('analysis.printAll').click();
  const preview = page.getByRole('dialog', { name: t('analysis.printAll') });
  await preview.locator('[data-page]').first().waitFor();
  await preview.getByRole('button', { name: t('print.pdf'), exact: true }).waitFor();
  await guide.picture('print');
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'hidden' });
  await card.getByRole('button', { name: t('analysis.moreOf', { title }), exact: true }).click();
  await page.getByRole('menuitem', { name: t('analysis.savePicture.png'), exact: true }).waitFor();
  await page.getByRole('menuitem', { name: t('analysis.printOne'), exact: true }).waitFor();
  await person.answersDialogs({ open: [out] });
  await page.getByRole('menuitem', { name: t('analysis.saveTable'), exact: true }).click();
  await expect.poll(() => readdirSync(out)).toEqual([`${title}.csv`]);
  await card.getByLabel(t('analysis.totals')).getByRole('button').first().click();
  await person.button('analysis.saveRecords').waitFor();
  await person.goes('audit');
  await person.sees(t('nav.audit'));
}

/** Nurses may look at figures from now on. */
async function roles({ person, guide }: Guided): Promise<void> {
  const { page, t } = person;
  await person.goes('users');
  await person.button('roles.change').click();
  const cell = (role: string, capability: string) =>
    page.getByRole('checkbox', {
      name: `${t(`roles.name.${role}`)}${t('common.dot')}${t(`roles.capability.${capability}`)}`,
      exact: true,
    });
  expect(await cell('doctor', 'analysis').isChecked()).toBe(true);
  await cell('doctor', 'export').waitFor();
  await cell('nurse', 'analysis').check();
  const table = page.getByRole('table', { name: t('roles.capabilities') });
  await table.scrollIntoViewIfNeeded();
  await guide.picture('roles');
  await person.button('roles.review', { count: 1 }).click();
  const dialog = page.getByRole('dialog', { name: t('roles.saveTitle') });
  await dialog.getByRole('button', { name: t('common.save'), exact: true }).click();
  await person.sees(t('roles.saved'));
}
