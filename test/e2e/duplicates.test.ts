import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { PatientHit, RecordView } from '../../shared/bridge/records.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import type { Person } from './person.ts';
import { cutOff } from './reflow.ts';
import { openClinic } from './steps/clinic.ts';
import { chooseMore, openPatient } from './steps/patients.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'duplicates'));
});
afterAll(() => room?.close());

const NAMES = {
  en: {
    first: 'Katherine Whitlock',
    second: 'Catherine Whitlock',
    others: ['Ruth Abara', 'Tom Okafor', 'Mei Lindqvist'],
  },
  'zh-CN': { first: '温建国', second: '温健国', others: ['赵敏', '孙磊', '周芳'] },
} as const;

/** Two who are one, and some others. */
async function fill(person: Person, { first, second, others }: (typeof NAMES)['en' | 'zh-CN']): Promise<void> {
  const add = (name: string, birthDate: string, phone: string, gender: string) =>
    person.asks<RecordView>('record.create', {
      resource: {
        resourceType: 'Patient',
        name: [{ text: name }],
        gender,
        birthDate,
        telecom: [{ system: 'phone', value: phone }],
      },
    });
  const kept = await add(first, '1962-03-04', '13800138000', 'female');
  await add(second, '1962-04-03', '13800138000', 'female');
  for (const [at, name] of others.entries())
    await add(name, `19${50 + 9 * at}-0${at + 1}-17`, `1390000${at}111`, 'male');
  await person.asks('visit.record', { patient: String(kept.resource.id), complaint: 'x' });
}

describe.each([
  ['en', 'light'],
  ['zh-CN', 'dark'],
] as const)('patients who are registered twice, in %s, %s', (locale, theme) => {
  it('show beside the form, are found by a search, merged, and parted again', async () => {
    const names = NAMES[locale];
    const person = await openClinic(room, `duplicates-${locale}`, {
      locale,
      theme,
      before: (before) => fill(before, names),
    });
    const { page, t, workstation } = person;
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);

    // at registration: shown with reasons, the focus stays where it is
    await person.goes('patients');
    await person.button('patients.register').click();
    await person.field('patient.name').pressSequentially(names.first, { delay: 10 });
    await person.field('patient.birthDate').fill('1962-03-04');
    const instead = person.button('duplicates.openInstead', { name: names.first });
    await instead.waitFor();
    expect(await person.field('patient.birthDate').evaluate((field) => field === document.activeElement)).toBe(true);
    await picture('register');
    expect(await violations(person)).toEqual([]);
    await instead.click();
    await page.getByRole('heading', { level: 1 }).filter({ hasText: names.first }).waitFor();

    // before a search the page teaches
    await person.goes('patients');
    await person.button('duplicates.title').click();
    await person.sees(t('duplicates.emptyBody'));
    await picture('empty');
    await person.button('duplicates.search').click();
    const pair = page
      .getByRole('list', { name: t('duplicates.pairs') })
      .getByRole('button')
      .first();
    await pair.waitFor();
    await page.getByRole('table', { name: t('duplicates.comparison') }).waitFor();
    await picture('pair');
    expect(await violations(person)).toEqual([]);
    expect(await cutOff(person)).toEqual([]);

    // said to be two, and taken back
    await page.keyboard.press('x');
    await person.sees(t('duplicates.saidDifferent'));
    await pair.waitFor({ state: 'detached' });
    await person.button('common.undo').click();
    await pair.waitFor();

    // merged with the birth date of the other, by the keyboard
    await page.getByRole('table').getByRole('radio').last().check();
    await page.keyboard.press('Control+Enter');
    await person.sees(t('duplicates.merged'));
    await pair.waitFor({ state: 'detached' });
    await openPatient(person, names.second, names.first);
    const found = await person.asks<{ hits: PatientHit[] }>('patient.search', { text: names.second, limit: 5 });
    expect(found.hits.map(({ name, birthDate }) => [name, birthDate])).toEqual([[names.first, '1962-04-03']]);
    await picture('merged');

    // and parted again
    await chooseMore(person, 'commands.merge');
    await person.button('duplicates.unmerge').waitFor();
    await picture('parting');
    expect(await violations(person)).toEqual([]);
    await person.button('duplicates.unmerge').click();
    await person.sees(t('duplicates.unmerged'));
    await openPatient(person, names.second, names.second);

    // merged into somebody who is erased then: listed, and parted from there
    const idOf = async (text: string) =>
      (await person.asks<{ hits: PatientHit[] }>('patient.search', { text, limit: 5 })).hits.find(
        ({ name }) => name === text,
      )?.id ?? '';
    const [survivor, merged] = [await idOf(names.first), await idOf(names.second)];
    await person.asks('patient.merge', { survivor, merged, take: [] });
    await person.asks('record.redact', { type: 'Patient', id: survivor, reason: 'x' });
    await person.goes('patients');
    await openPatient(person, names.second, names.second);
    await chooseMore(person, 'commands.merge');
    await person.sees(t('duplicates.mergedAwayWhy', { name: names.second }));
    await picture('merged-away');
    await person.button('duplicates.unmerge').click();
    await person.sees(t('duplicates.unmerged'));
    await person.button('duplicates.unmerge').waitFor({ state: 'detached' });
  }, 240_000);
});
