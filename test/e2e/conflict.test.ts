import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { Conflict } from '../../shared/bridge/conflicts.ts';
import type { HistoryEntry } from '../../shared/bridge/history.ts';
import type { RecordView } from '../../shared/bridge/records.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { wrongInBothThemes } from './looks.ts';
import { type Person, until } from './person.ts';
import { WORKSTATION } from './scene.ts';
import { chooseMore, openPatient } from './steps/patients.ts';
import { openTwoWindows, type TwoWindows } from './steps/two-windows.ts';

const NAME = '陆闻笙';
const NOTE = '咽痛三天，嘱多饮水。';

let room: Room;
let two: TwoWindows;
const records: Record<'patient' | 'allergy' | 'problem' | 'glucose' | 'note', string> = {
  patient: '',
  allergy: '',
  problem: '',
  glucose: '',
  note: '',
};

beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'conflict'));
  two = await openTwoWindows(room);
  await chart(two.owner);
  await two.sync();
}, 120_000);
afterAll(() => room?.close());

const made = async (person: Person, resource: object) =>
  String((await person.asks<RecordView>('record.create', { resource })).resource.id);

async function chart(owner: Person): Promise<void> {
  records.patient = await made(owner, {
    resourceType: 'Patient',
    name: [{ text: NAME, family: '陆', given: ['闻笙'] }],
    gender: 'female',
    birthDate: '1961-04-02',
    telecom: [{ system: 'phone', value: '13800001111' }],
  });
  const subject = { reference: `Patient/${records.patient}` };
  records.allergy = await made(owner, {
    resourceType: 'AllergyIntolerance',
    patient: subject,
    code: { text: '青霉素' },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
    },
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
  });
  records.problem = await made(owner, { resourceType: 'Condition', subject, code: { text: '膝骨关节炎' } });
  records.glucose = await made(owner, {
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: { text: '空腹血糖' },
    effectiveDateTime: '2026-03-02',
    valueQuantity: { value: 61, unit: 'mmol/L' },
  });
  const visit = { patient: records.patient, complaint: '咽痛', note: NOTE };
  const { encounter } = await owner.asks<{ encounter: string }>('visit.record', visit);
  const { timeline } = await owner.asks<{
    timeline: { encounter: { id: string }; items: { id: string; type: string }[] }[];
  }>('patient.chart', { id: records.patient });
  const items = timeline.find((each) => each.encounter.id === encounter)?.items ?? [];
  records.note = items.find(({ type }) => type === 'DocumentReference')?.id ?? '';
}

/** Corrects phone and birth date as people do, on the patient's form. */
async function correct(person: Person, phone: string, birthDate: string): Promise<void> {
  await openPatient(person, '闻笙', NAME);
  await chooseMore(person, 'chart.editPatient');
  await person.field('patient.phone').fill(phone);
  await person.field('patient.birthDate').fill(birthDate);
  await person.button('common.save').click();
  await person.page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  await person.sees(phone);
}

const inboxOf = (person: Person) => person.asks<Conflict[]>('conflict.list', {});
const cards = ({ page }: Person) => page.getByRole('article');
const cardOf = (person: Person, words: string | RegExp) => cards(person).filter({ hasText: words });
const textOf = (person: Person, type: string, id: string) => person.asks('record.json', { type, id });

/** Both pages show as many cards as the vaults' inboxes, which are the same. */
async function sameInbox(count: number): Promise<void> {
  const { owner, colleague } = two;
  expect(await inboxOf(owner)).toEqual(await inboxOf(colleague));
  for (const person of [owner, colleague])
    await until(`${person.workstation.name} shows ${count} cards`, async () => (await cards(person).count()) === count);
}

describe('what two windows changed without knowing of each other', () => {
  it('stands in both inboxes, the same cards with both values', async () => {
    const { owner, colleague } = two;
    await two.apart(async () => {
      await correct(owner, '13900002222', '1961-04-12');
      await correct(colleague, '13900003333', '1961-04-20');
      const allergy = { type: 'AllergyIntolerance', id: records.allergy };
      await owner.asks('record.patch', { ...allergy, patch: { code: { text: '阿莫西林' } } });
      await colleague.asks('record.patch', { ...allergy, patch: { code: { text: '头孢氨苄' } } });
      const problem = { type: 'Condition', id: records.problem };
      await owner.asks('record.delete', problem);
      await colleague.asks('record.patch', { ...problem, patch: { code: { text: '双膝骨关节炎' } } });
    });
    for (const person of [owner, colleague]) await person.goes('inbox');
    await sameInbox(4);
    for (const person of [owner, colleague]) {
      const phone = cardOf(person, '13900002222');
      await phone.getByText('13900003333').waitFor();
      await phone.getByText('13800001111').first().waitFor();
      expect(await cards(person).getByText(WORKSTATION).count()).toBe(4);
    }
    for (const person of [owner, colleague]) {
      await room.screenshot(person.workstation, `inbox-${person.locale}`);
      expect(await wrongInBothThemes(person)).toEqual([]);
    }
  });

  it('is flagged on the list and in the chart, where every allergy in question is shown', async () => {
    const { colleague } = two;
    await openPatient(colleague, '闻笙', NAME);
    const banner = colleague.page.getByRole('region', { name: colleague.t('chart.banner') });
    for (const substance of ['阿莫西林', '头孢氨苄']) await banner.getByText(substance).waitFor();
    expect(await banner.getByText(colleague.t('common.conflict')).count()).toBe(3);
    await room.screenshot(colleague.workstation, 'banner-en');
    await banner.getByRole('button', { name: colleague.t('common.conflict') }).click();
    await cards(colleague).first().waitFor();
    expect(await cards(colleague).count()).toBe(4);
  });

  it('is decided in one window, and settled in the other with the same records', async () => {
    const { owner, colleague } = two;
    const { page, t } = owner;
    const phone = cardOf(owner, '13900002222');
    await phone.getByRole('button', { name: t('inbox.keepValue', { value: '13900003333' }) }).click();
    await phone.waitFor({ state: 'detached' });
    // by the keyboard: the focus has moved on to another card
    await cardOf(owner, '阿莫西林').focus();
    await page.keyboard.press('1');
    await cardOf(owner, '阿莫西林').waitFor({ state: 'detached' });
    const problem = cardOf(owner, '双膝骨关节炎');
    await problem.getByRole('button', { name: /双膝骨关节炎/ }).click();
    await problem.waitFor({ state: 'detached' });
    const birth = cards(owner).first();
    await birth.getByRole('button', { name: /^采用/ }).first().click();
    await owner.sees(t('inbox.emptyTitle'));
    await room.screenshot(owner.workstation, 'decided-zh-CN');

    await two.sync();
    await sameInbox(0);
    await colleague.sees(colleague.t('inbox.lately'));
    await room.screenshot(colleague.workstation, 'decided-en');
    for (const [type, id] of [
      ['Patient', records.patient],
      ['AllergyIntolerance', records.allergy],
      ['Condition', records.problem],
    ] as const)
      expect(await textOf(owner, type, id)).toEqual(await textOf(colleague, type, id));
    expect(JSON.stringify(await textOf(colleague, 'Patient', records.patient))).toContain('13900003333');
    expect(JSON.stringify(await textOf(colleague, 'Condition', records.problem))).toContain('双膝骨关节炎');
  });

  it('stands again in both when the other window takes the decision back, and takes a value of its own', async () => {
    const { owner, colleague } = two;
    const { page, t } = colleague;
    const decision = page.getByRole('listitem').filter({ hasText: '13900003333' });
    await decision.getByRole('button').click();
    await cards(colleague).first().waitFor();
    await two.sync();
    await sameInbox(1);
    const card = cards(owner).first();
    await card.getByText('13900002222').waitFor();

    await cards(colleague).first().focus();
    await page.keyboard.press('c');
    await colleague.field('inbox.combineLabel').fill('13900004444');
    await colleague.button('inbox.combineKeep').click();
    await colleague.sees(t('inbox.emptyTitle'));
    await two.sync();
    await sameInbox(0);
    for (const person of [owner, colleague])
      expect(JSON.stringify(await textOf(person, 'Patient', records.patient))).toContain('13900004444');
  });
});

describe('the history of a record', () => {
  const drawer = ({ page, t }: Person) => page.getByRole('dialog', { name: t('history.title') });
  const historyOf = (person: Person, type: string, id: string) =>
    person.asks<HistoryEntry[]>('record.history', { type, id });

  it('shows each version, and makes the record again what it was', async () => {
    const { owner } = two;
    await openPatient(owner, '闻笙', NAME);
    await chooseMore(owner, 'chart.history');
    const first = drawer(owner).getByRole('listitem').last();
    await first.getByRole('button', { name: owner.t('history.look') }).click();
    await first.getByText('13800001111').first().waitFor();
    await room.screenshot(owner.workstation, 'history-zh-CN');
    await first.getByRole('button', { name: owner.t('history.restore') }).click();
    await owner.sees(owner.t('history.restored', { version: 1 }));
    await drawer(owner)
      .getByRole('listitem')
      .first()
      .getByText(new RegExp(`^${owner.t('history.what.restore')}`))
      .first()
      .waitFor();
    await owner.page.keyboard.press('Escape');
    await owner.sees('13800001111');
    expect((await historyOf(owner, 'Patient', records.patient)).at(-1)?.what).toBe('restore');
  });

  it('takes a signature and, after it, an addendum', async () => {
    const { owner, colleague } = two;
    const { page, t } = owner;
    await page.getByRole('button', { name: NOTE }).click();
    await drawer(owner)
      .getByRole('button', { name: t('record.action.sign'), exact: true })
      .click();
    await drawer(owner)
      .locator('form')
      .getByRole('button', { name: t('record.action.sign'), exact: true })
      .click();
    await drawer(owner).getByText(t('record.signed'), { exact: true }).waitFor();
    await drawer(owner)
      .getByRole('button', { name: t('record.action.addendum'), exact: true })
      .click();
    await owner.field('record.text').fill('次日电话随访：咽痛减轻。');
    await drawer(owner)
      .locator('form')
      .getByRole('button', { name: t('record.action.addendum') })
      .click();
    await drawer(owner).getByText('次日电话随访：咽痛减轻。').waitFor();
    await room.screenshot(owner.workstation, 'signed-zh-CN');
    expect(await violations(owner)).toEqual([]);
    await page.keyboard.press('Escape');
    await two.sync();
    const seen = await colleague.asks<RecordView>('record.get', { type: 'DocumentReference', id: records.note });
    expect(seen).toMatchObject({
      lock: 'signed',
      signatures: [{ by: '林杏', valid: true }],
      addenda: [{ text: '次日电话随访：咽痛减轻。' }],
    });
  });

  it('takes a correction with its reason, and no word for a number', async () => {
    const { colleague } = two;
    const { page, t } = colleague;
    await openPatient(colleague, '闻笙', NAME);
    await page.getByRole('tab', { name: t('chart.tabs.observations') }).click();
    await page.getByRole('table').getByRole('button', { name: '61', exact: true }).click();
    await drawer(colleague)
      .getByRole('button', { name: t('record.action.amend'), exact: true })
      .click();
    const submit = drawer(colleague)
      .locator('form')
      .getByRole('button', { name: t('record.action.amend') });
    await colleague.field('record.reason').fill('Decimal point left out');
    await colleague.field('record.value').fill('six');
    await colleague.sees(t('record.invalidValue.number'));
    expect(await submit.isDisabled()).toBe(true);
    await colleague.field('record.value').fill('6.1');
    await room.screenshot(colleague.workstation, 'correct-en');
    await submit.click();
    await drawer(colleague).getByText('Decimal point left out').waitFor();
    await room.screenshot(colleague.workstation, 'corrected-en');
    const last = (await historyOf(colleague, 'Observation', records.glucose)).at(-1);
    expect(last).toMatchObject({ what: 'amend', reason: 'Decimal point left out' });
    const { resource } = await colleague.asks<RecordView>('record.get', { type: 'Observation', id: records.glucose });
    expect(resource).toMatchObject({ valueQuantity: { value: 6.1 } });
  });

  it('writes no error to the console of either window', () => {
    expect(two.owner.workstation.errors).toEqual([]);
    expect(two.colleague.workstation.errors).toEqual([]);
  });
});
