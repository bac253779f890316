import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { badFiles } from '../data.ts';
import { must, type Person } from '../person.ts';
import type { Step } from '../scene.ts';

/** What the page says came in; the numbers are read where people read them. */
async function report(owner: Person): Promise<Pick<ImportReport, 'created' | 'updated' | 'unchanged' | 'rejected'>> {
  const { page, t } = owner;
  await page.getByText(t('exchange.finished')).waitFor({ timeout: 180_000 });
  const count = async (key: string): Promise<number> => {
    const term = page.getByText(t(`exchange.${key}`), { exact: true }).first();
    const text = await term.locator('xpath=following-sibling::dd[1]').textContent();
    return Number((text ?? '').replace(/[^\d]/g, ''));
  };
  return {
    created: await count('created'),
    updated: await count('updated'),
    unchanged: await count('unchanged'),
    rejected: await count('rejected'),
  };
}

const held = async (owner: Person) => (await owner.asks<{ records: number }>('vault.status', {})).records;

async function importFiles(owner: Person, paths: readonly string[]) {
  await owner.answersDialogs({ open: paths });
  await owner.button('exchange.choose').click();
  const counts = await report(owner);
  return counts;
}

export const importRecords: Step = {
  title: 'Import FHIR bundles and NDJSON; a second import changes nothing; bad files are named and lose nothing',
  async run({ owner, room, data }) {
    await owner.goes('exchange');
    const files = [...data.bundles, ...data.ndjson];
    const bar = owner.page.getByRole('progressbar', { name: owner.t('exchange.running') });
    const [first] = await Promise.all([importFiles(owner, files), bar.waitFor({ state: 'attached' })]);
    must((await bar.count()) === 0, 'the progress is shown while it runs, and not after');
    await room.screenshot(owner.workstation, '03-import-zh-CN');
    must(first.created > 100, `records came in (${JSON.stringify(first)})`);

    await owner.button('exchange.another').click();
    const second = await importFiles(owner, files);
    must(second.created === 0 && second.updated === 0, `a second import changes nothing (${JSON.stringify(second)})`);
    must(second.unchanged === first.created + first.unchanged + first.updated, 'and finds all of the first again');

    await owner.button('exchange.another').click();
    const before = await held(owner);
    const bad = await importFiles(owner, badFiles(room.folder));
    const after = await held(owner);
    must(before > 100 && after === before, `bad files lose nothing (${before} records before, ${after} after)`);
    const problems = owner.page.getByLabel(owner.t('exchange.problems'));
    for (const [file, code] of [
      ['truncated.json', 'truncated'],
      ['not-json.json', 'not-json'],
      ['without-type.json', 'resource-without-type'],
    ] as const) {
      const line = problems.getByRole('listitem').filter({ hasText: file });
      await line.filter({ hasText: owner.t(`errors.${code}`) }).waitFor();
    }
    await room.screenshot(owner.workstation, '04-import-problems-zh-CN');
    must(bad.rejected >= 3, 'bad files are counted');
    return `${first.created} records from ${data.source}; again: ${second.unchanged} unchanged; ${bad.rejected} bad entries explained`;
  },
};

export const dropFile: Step = {
  title: 'Drag and drop',
  async run({ owner, data }) {
    await owner.button('exchange.another').click();
    const [file = ''] = data.ndjson;
    await owner.page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'dragged';
      document.body.append(input);
    });
    await owner.page.setInputFiles('#dragged', file);
    await owner.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#dragged');
      const [dragged] = input?.files ?? [];
      const dataTransfer = new DataTransfer();
      if (dragged) dataTransfer.items.add(dragged);
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      input?.remove();
    });
    const counts = await report(owner);
    must(counts.unchanged > 0 && counts.created === 0, 'the dropped file is recognised');
    return `${counts.unchanged} records of a dropped file recognised`;
  },
};
