/** A table in GB18030, with rows that are wrong, from its file to what came in, in a real window. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { SavedMapping } from '../../shared/bridge/tables.ts';
import { violations } from './axe.ts';
import { openRoom, type Room } from './harness.ts';
import { cutOff } from './reflow.ts';
import { openClinic } from './steps/clinic.ts';

let room: Room;
const folder = mkdtempSync(join(tmpdir(), 'xinglin-table-'));
beforeAll(async () => {
  room = await openRoom(join(RELEASE, 'screenshots', 'table'));
});
afterAll(async () => {
  await room?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ROWS = [
  '某医院门诊名单,,,,,,',
  '病历号,姓名,性别,出生日期,电话,就诊日期,血压',
  'A001,张三,男,03/04/1980,13800138000,2024-3-5,150/95',
  'A002,李四,女,25/12/1975,13900139000,2024-3-5,120/80',
  'A003,王五,男,01/01/1990,1.39E+10,2024-3-6,120/80',
  'A004,赵六,雌,01/01/1990,13700137000,2024-3-6,120/80',
];

/** All of it in Chinese; in English what is shown, without kept mappings and going elsewhere, which are the same. */
describe.each([
  ['zh-CN', true],
  ['en', false],
] as const)('a table in %s', (locale, whole) => {
  it('is looked at, mapped, previewed and imported; what is wrong waits', async () => {
    const person = await openClinic(room, `table-${locale}`, { locale });
    const { page, t, workstation } = person;
    const picture = (name: string) => room.screenshot(workstation, `${name}-${locale}`);
    const file = join(folder, `${locale}.csv`);
    writeFileSync(file, iconv.encode(ROWS.join('\r\n'), 'gb18030'));

    await person.goes('exchange');
    await person.button('table.toTables').click();
    await person.sees(t('table.emptyTitle'));
    await picture('empty');
    expect(await violations(person)).toEqual([]);
    await person.answersDialogs({ open: [file] });
    await person.button('table.choose').click();

    await expect.poll(() => person.field('table.encoding').inputValue()).toBe('gb18030');
    expect(await person.field('table.header').inputValue()).toBe('2');
    // the years stand last, and the 25 says that the day comes first
    expect(await page.getByLabel(t('table.datesOf', { column: '出生日期' }), { exact: true }).inputValue()).toBe('dmy');
    await person.sees(t('table.someWait', { waiting: 2, judged: 4 }));
    await picture('preview');
    expect(await violations(person)).toEqual([]);
    expect(await cutOff(person)).toEqual([]);

    if (whole) {
      // a column is chosen anew by the keyboard; then nobody's phone is read, and that row is ready, too
      const phone = page.getByLabel(t('table.becomesOf', { column: '电话' }), { exact: true });
      await phone.focus();
      await phone.selectOption('');
      await person.sees(t('table.someWait', { waiting: 1, judged: 4 }));
      await phone.selectOption('patient.phone');
      await person.field('exchange.system').fill('urn:example:his');
      await person.field('table.keepAs').fill('门诊名单');
      await person.button('table.keep').click();
      await person.sees(t('table.kept', { name: '门诊名单' }));
      const [kept] = await person.asks<SavedMapping[]>('mapping.list', {});
      expect(kept?.mapping).toMatchObject({ name: '门诊名单', system: 'urn:example:his' });

      // to a file and back from it; one that is no mapping changes nothing
      const saved = join(folder, `${locale}.mapping.json`);
      await person.answersDialogs({ save: saved });
      await person.button('table.saveFile').click();
      await expect.poll(() => existsSync(saved)).toBe(true);
      await expect.poll(() => readFileSync(saved, 'utf8')).toMatch(/\}\n$/);
      expect(JSON.parse(readFileSync(saved, 'utf8'))).toEqual(kept?.mapping);
      await person.field('exchange.system').fill('urn:example:other');
      await phone.selectOption('');
      const broken = join(folder, `${locale}.broken.json`);
      writeFileSync(broken, '{"mapping": ');
      await person.answersDialogs({ open: [broken] });
      await person.button('table.loadFile').click();
      await person.sees(t('errors.csv-mapping'));
      await picture('no-mapping');
      expect(await person.field('exchange.system').inputValue()).toBe('urn:example:other');
      await person.answersDialogs({ open: [saved] });
      await person.button('table.loadFile').click();
      await expect.poll(() => person.field('exchange.system').inputValue()).toBe('urn:example:his');
      expect(await phone.inputValue()).toBe('patient.phone');

      // what was said is there again after going elsewhere
      await person.goes('patients');
      await person.goes('exchange');
      await person.button('table.toTables').click();
      await expect.poll(() => person.field('exchange.system').inputValue()).toBe('urn:example:his');
      await person.sees(t('table.someWait', { waiting: 2, judged: 4 }));
    } else await person.field('exchange.system').fill('urn:example:his');

    // what cleaning would do is seen before anything is written
    await page.getByLabel(t('cleaning.atImport'), { exact: true }).check();
    await person.button('table.try').click();
    await person.sees(t('exchange.tried'));
    await page.getByText(t('cleaning.reason.name-parts')).click();
    await picture('tried');
    expect(await violations(person)).toEqual([]);
    expect(await cutOff(person)).toEqual([]);
    await person.button('table.change').click();
    await person.button('table.import').click();
    await person.sees(t('table.rowsWait', { count: 2 }));
    await picture('result');
    expect(await violations(person)).toEqual([]);
    await person.button('repairs.title').click();
    // a row of it cell by cell, and as the text that the cells make
    await page
      .getByRole('list', { name: t('repairs.reasons') })
      .getByText(t('errors.csv-value'))
      .click();
    await page
      .getByRole('list', { name: t('repairs.items') })
      .getByRole('button')
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const sex = dialog.getByLabel('性别', { exact: true });
    await expect.poll(() => sex.inputValue()).toBe('雌');
    await expect.poll(() => sex.getAttribute('aria-invalid')).toBe('true');
    await picture('cells');
    expect(await violations(person)).toEqual([]);
    expect(await cutOff(person)).toEqual([]);
    await sex.fill('女');
    await dialog.getByRole('button', { name: t('repairs.asText'), exact: true }).click();
    expect(await dialog.getByLabel(t('repairs.text'), { exact: true }).inputValue()).toMatch(
      /\nA004,赵六,女,01\/01\/1990,/,
    );
    await page.keyboard.press('Control+Enter');
    await person.sees(t('repairs.cameIn'));

    // and out again as a list
    await person.goes('exchange');
    await person.answersDialogs({ open: [folder] });
    await person.button('lists.start').click();
    await person.sees(t('lists.done', { count: 3, folder }));
    await picture('lists');
    expect(await violations(person)).toEqual([]);
    const list = readFileSync(join(folder, locale === 'en' ? 'patients.csv' : '患者.csv'), 'utf8');
    expect(list).toContain('张三');
    await person.goes('patients');
    await page.getByRole('option').filter({ hasText: '张三' }).waitFor();
    const { total } = await person.asks<{ total: number }>('patient.list', {});
    expect(total).toBe(3);
  });
});
