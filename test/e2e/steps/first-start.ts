import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { must, seat } from '../person.ts';
import { CLINIC, PASSPHRASE, type Step, WORKSTATION } from '../scene.ts';

export const createClinic: Step = {
  title: 'First start in Chinese: create a clinic, see and save the recovery kit',
  async run(scene) {
    const { room } = scene;
    const workstation = await room.openWorkstation('owner', { locale: 'zh-CN' });
    const owner = seat(workstation, 'zh-CN');
    scene.owner = owner;
    const { page, t } = owner;
    await owner.button('language.zh-CN').click();
    await owner.button('start.create').waitFor();
    await room.screenshot(workstation, '01-first-start-zh-CN');
    await owner.button('start.create').click();

    await owner.field('create.clinicName').fill(CLINIC);
    await owner.field('create.ownerName').fill('林杏');
    await owner.field('create.passphrase').fill('123');
    await owner.sees(t('strength.below'));
    await owner.field('create.passphrase').fill(PASSPHRASE);
    await owner.field('create.repeat').fill(PASSPHRASE);
    await owner.sees(t('strength.enough'));
    await owner.field('create.workstation').fill(WORKSTATION);
    await room.screenshot(workstation, '02-create-clinic-zh-CN');
    await owner.button('create.submit').click();

    await page
      .getByRole('heading', { name: t('kit.title') })
      .first()
      .waitFor({ timeout: 60_000 });
    const words = await page
      .getByRole('list', { name: t('kit.words') })
      .getByRole('listitem')
      .count();
    must(words === 24, `the kit shows 24 words, not ${words}`);
    const pdf = join(room.folder, 'kit.pdf');
    await owner.answersDialogs({ save: pdf });
    await owner.button('kit.pdf').click();
    await owner.sees(t('kit.saved'));
    const bytes = readFileSync(pdf);
    rmSync(pdf); // as the kit says
    must(bytes.subarray(0, 5).toString() === '%PDF-' && bytes.length > 10_000, 'the kit is a PDF');
    await owner.field('kit.putAway').check();
    await owner.button('kit.finish').click();
    await owner.sees(t('patients.emptyTitle'));
    return `clinic ${CLINIC} made, recovery kit of 24 words saved as PDF (${Math.round(bytes.length / 1024)} KB)`;
  },
};
