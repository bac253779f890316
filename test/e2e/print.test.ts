import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import type { AuditRow } from '../../shared/bridge/audit.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { violations } from './axe.ts';
import { openRoom, PICTURES, type Room } from './harness.ts';
import { readPdf } from './pdf.ts';
import { type Person, seat } from './person.ts';
import { DRUGS, NUMBER, twoPatients, WORDS } from './print-records.ts';
import { CLINIC } from './scene.ts';
import { openClinic } from './steps/clinic.ts';
import { openPatient } from './steps/patients.ts';

let room: Room;
const pictures = join(RELEASE, 'screenshots', 'print');
beforeAll(async () => {
  room = await openRoom(pictures);
});
afterAll(() => room?.close());

const LETTERHEAD = {
  nameZh: CLINIC,
  nameEn: 'Apricot Street Clinic',
  address: '杏花街 18 号\n18 Apricot Street',
  phone: '010 5555 0101',
  licence: 'PDY-110101-0001',
  footer: '周一至周六 8:00-17:30',
  logo: '',
};
const SHEET = { A4: '210x297', A5: '148x210' } as const;

function opened(locale: Locale, theme: 'light' | 'dark'): Promise<Person> {
  const before = async (person: Person) => {
    await person.asks('letterhead.save', { letterhead: LETTERHEAD });
    await twoPatients(person);
  };
  return openClinic(room, `print-${locale}`, { locale, theme, before });
}

/** Opens a document by a menu of this name. */
async function shows({ page, t }: Person, document: string, menu: string | RegExp): Promise<void> {
  await page
    .getByRole('button', { name: menu, exact: typeof menu === 'string' })
    .first()
    .click();
  await page.getByRole('menuitem', { name: t(`print.action.${document}`), exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

/** Saves what is shown as PDF, and keeps pictures of its pages where they are wished for and poppler is here. */
async function saved(person: Person, name: string) {
  const path = join(room.folder, `${name}.pdf`);
  await person.answersDialogs({ save: path });
  await person.button('print.pdf').click();
  await person.sees(person.t('print.saved'));
  // written to its end
  await expect.poll(() => existsSync(path) && readFileSync(path, 'latin1').trimEnd().endsWith('%%EOF')).toBe(true);
  // the words may be those of the file before: until this one is answered nothing else is printed
  await expect.poll(() => person.button('print.pdf').isEnabled()).toBe(true);
  const pdf = readPdf(path);
  if (PICTURES && pdf.text !== undefined) {
    mkdirSync(pictures, { recursive: true });
    execFileSync('pdftoppm', ['-png', '-r', '70', path, join(pictures, name)]);
  }
  return { ...pdf, path };
}

/** Each document on both papers in English; in Chinese on one of them, and what is left behind is looked for once. */
describe.each([
  ['en', 'light', true],
  ['zh-CN', 'dark', false],
] as const)('prints in %s, %s', (locale, theme, whole) => {
  let person: Person;
  beforeAll(async () => {
    person = await opened(locale, theme);
  });

  it(`stand on ${whole ? 'A4 and A5' : 'A4 or A5'}, page by page, under the letterhead, with all that is known`, async () => {
    const { page, t } = person;
    const words = WORDS[locale];
    await openPatient(person, words.name.slice(0, 6), words.name);
    const visitMenu = new RegExp(t('print.menuOf', { what: t('chart.visit') }));
    for (const [document, menu] of [
      ['summary', t('print.menu')],
      ['prescription', t('print.menu')],
      ['visit', visitMenu],
    ] as const) {
      await shows(person, document, menu);
      expect(await violations(person)).toEqual([]);
      for (const paper of whole ? (['A4', 'A5'] as const) : ([document === 'summary' ? 'A4' : 'A5'] as const)) {
        await page.getByText(paper, { exact: true }).click();
        await page.locator('[data-page]').first().waitFor();
        await room.screenshot(person.workstation, `preview-${document}-${paper}-${locale}`);
        const sheets = await page.locator('[data-page]').count();
        // nothing runs out of a sheet
        const cut = await page
          .locator('[data-page] > div')
          .evaluateAll((nodes) => nodes.filter((node) => node.scrollHeight > node.clientHeight + 1).length);
        expect(cut, `${document} on ${paper}`).toBe(0);
        const pdf = await saved(person, `${document}-${paper}-${locale}`);
        expect(pdf.pages).toBe(sheets);
        expect(new Set(pdf.sizes)).toEqual(new Set([SHEET[paper]]));
        if (pdf.text === undefined) continue;
        const text = pdf.text.replace(/\s+/g, ' ');
        expect(text).toContain(LETTERHEAD.nameEn);
        expect(text).toContain(CLINIC);
        expect(text).toContain(words.allergy);
        expect(text).toContain(NUMBER);
        expect(text).toContain(t('print.page', { page: sheets, pages: sheets }));
        if (document !== 'summary')
          for (let n = 1; n <= DRUGS; n += 1) expect(text).toContain(`${words.drug} ${n} 5 mg`);
        // embedded, so that paper and screen agree wherever it is opened
        const fonts = execFileSync('pdffonts', [pdf.path], { encoding: 'utf8' });
        expect(fonts).toMatch(/Noto/);
        expect(
          fonts
            .split('\n')
            .slice(2)
            .filter((line) => line !== '' && !/\byes\s+(yes|no)\s+(yes|no)\b/.test(line)),
        ).toEqual([]);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  }, 240_000);

  it('can be in the other language, the doses too; what somebody wrote stays as it was written', async () => {
    const { page, t } = person;
    const words = WORDS[locale];
    await shows(person, 'prescription', t('print.menu'));
    const other = locale === 'en' ? 'zh-CN' : 'en';
    await page.getByText(t(`language.${other}`), { exact: true }).click();
    const sheet = page.locator('[data-page]').first();
    await sheet
      .getByText(other === 'en' ? '1 tablet, twice a day' : '每次 1 片，每日 2 次')
      .first()
      .waitFor();
    await sheet.getByText(words.dosage).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('goes to a printer with the size of its paper, and stands in the audit trail', async () => {
    const { page, t, workstation } = person;
    await workstation.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) return;
      window.webContents.print = (options, done) => {
        (globalThis as { sent?: unknown }).sent = options;
        done?.(true, '');
      };
    });
    await shows(person, 'label', t('print.menu'));
    await page.getByRole('img', { name: t('print.barcode', { number: NUMBER }) }).waitFor();
    await room.screenshot(workstation, `preview-label-${locale}`);
    expect(await violations(person)).toEqual([]);
    const pdf = await saved(person, `label-${locale}`);
    expect([pdf.pages, pdf.sizes]).toEqual([1, ['60x40']]);
    await page.keyboard.press('Control+p');
    await person.sees(t('print.sent'));
    const sent = await workstation.app.evaluate(() => (globalThis as { sent?: unknown }).sent);
    expect(sent).toMatchObject({ silent: false, pageSize: { width: 60_000, height: 40_000 } });
    const { rows } = await person.asks<{ rows: AuditRow[] }>('audit.list', { filter: { events: ['print', 'pdf'] } });
    expect(rows[0]).toMatchObject({ event: 'print', what: 'label', patient: { name: WORDS[locale].name } });
    expect(rows.filter(({ event }) => event === 'pdf').map(({ what }) => what)).toEqual(
      expect.arrayContaining(['label', 'visit', 'prescription', 'summary']),
    );
    await page.keyboard.press('Escape');
  });

  it('of somebody of whom nothing is known says so, and has no code', async () => {
    const { page, t } = person;
    const name = WORDS[locale].empty;
    await openPatient(person, name, name);
    await page.keyboard.press('Control+p');
    const sheet = page.locator('[data-page]').first();
    await sheet.getByText(t('chart.allergy.not-asked')).waitFor();
    for (const none of ['chart.noProblems', 'chart.noMedications', 'print.noneMeasured'])
      await sheet.getByText(t(none)).waitFor();
    await saved(person, `empty-${locale}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await shows(person, 'label', t('print.menu'));
    await person.sees(t('print.noNumberHint'));
    await page.keyboard.press('Escape');
    expect(person.workstation.errors).toEqual([]);
  });

  if (!whole) return; // a crash is one in any language
  it('leaves no file behind but the one that was asked for, and none after a crash', async () => {
    const { workstation } = person;
    const temporary = join(workstation.userData, 'temporary');
    expect(filesUnder(temporary)).toEqual([]);
    expect(filesUnder(join(room.folder, 'TMP')).filter((path) => path.endsWith('.pdf'))).toEqual([]);
    // as a crash would have left it
    writeFileSync(join(temporary, 'page.pdf'), 'x');
    expect(workstation.errors).toEqual([]);
    workstation.app.process().kill('SIGKILL');
    await expect.poll(() => workstation.app.process().killed).toBe(true);
    const again = seat(await room.openWorkstation(`print-${locale}`, { locale }), locale);
    await again.page.waitForLoadState();
    expect(existsSync(join(temporary, 'page.pdf'))).toBe(false);
    await again.workstation.close();
    expect(existsSync(temporary)).toBe(false);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    // the lock of an instance is a link that leads nowhere
    statSync(join(folder, path), { throwIfNoEntry: false })?.isFile(),
  );
}
