import { must, type Person } from '../person.ts';
import { CANARY, type Step } from '../scene.ts';

/** Writes into the finder of the patients' page and opens the first hit with this name. */
export async function openPatient(person: Person, text: string, name: string): Promise<void> {
  await person.goes('patients');
  const finder = person.page.getByRole('combobox', { name: person.t('patients.search') });
  await finder.fill(text);
  const found = person.page.locator('[role=listbox][aria-busy=false]').getByRole('option');
  await found.filter({ hasText: name }).first().click();
  await person.page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor();
}

/** Chooses what a chart offers behind its last button: `chart.history`, `chart.editPatient`. */
export async function chooseMore({ button, page, t }: Person, key: string): Promise<void> {
  await button('chart.moreActions').click();
  await page.getByRole('menuitem', { name: t(key), exact: true }).click();
}

export const readChart: Step = {
  title: 'Search while typing; summary, visits, observations as table and chart',
  async run({ owner, room, data }) {
    await owner.goes('patients');
    const finder = owner.page.getByRole('combobox', { name: owner.t('patients.search') });
    await finder.pressSequentially(data.name.toLowerCase().slice(0, 6), { delay: 20 });
    const hit = owner.page.getByRole('option').filter({ hasText: data.name }).first();
    await hit.waitFor();
    await room.screenshot(owner.workstation, '05-search-zh-CN');
    await hit.click();
    await owner.page.getByRole('heading', { name: owner.t('chart.problems') }).waitFor();
    await owner.page.getByRole('heading', { name: owner.t('chart.timeline') }).waitFor();
    await room.screenshot(owner.workstation, '06-summary-zh-CN');
    await owner.page.getByRole('tab', { name: owner.t('chart.tabs.observations') }).click();
    await owner.page.locator('canvas').first().waitFor();
    const rows = await owner.page.getByRole('table').last().getByRole('row').count();
    must(rows > 1, 'the observations stand in a table');
    await room.screenshot(owner.workstation, '07-observations-zh-CN');
    return `${data.name}: chart over time and ${rows - 1} values in the table`;
  },
};

export const registerPatient: Step = {
  title: 'Register a patient, correct the phone number, record a visit',
  async run({ owner, room }) {
    const { page, t } = owner;
    await owner.goes('patients');
    await owner.button('patients.register').click();
    await owner.field('patient.name').fill(CANARY.name);
    await page.getByRole('radio', { name: t('gender.female'), exact: true }).check();
    await owner.field('patient.birthDate').fill(CANARY.birthDate);
    await owner.field('patient.phone').fill(CANARY.wrongPhone);
    await room.screenshot(owner.workstation, '08-register-zh-CN');
    await owner.button('common.save').click();
    await page.getByRole('heading', { level: 1, name: CANARY.name }).waitFor();
    await owner.sees(t('chart.allergy.not-asked'));

    await chooseMore(owner, 'chart.editPatient');
    await owner.field('patient.phone').fill(CANARY.phone);
    await owner.button('common.save').click();
    await page
      .getByRole('banner', { name: t('chart.banner') })
      .or(page.getByLabel(t('chart.banner')))
      .first()
      .waitFor();
    await owner.sees(CANARY.phone);

    await owner.button('chart.newVisit').click();
    await owner.field('visit.complaint').fill(CANARY.complaint);
    await owner.field('visit.systolic').fill('152');
    await owner.field('visit.diastolic').fill('94');
    await owner.field('visit.diagnosis').fill(CANARY.diagnosis);
    await owner.field('visit.note').fill(CANARY.note);
    await room.screenshot(owner.workstation, '09-visit-zh-CN');
    await owner.button('visit.save').click();
    await owner.sees(CANARY.diagnosis);
    await room.screenshot(owner.workstation, '10-after-visit-zh-CN');
    return 'patient registered, phone corrected, visit with complaint, blood pressure, diagnosis and note recorded';
  },
};
