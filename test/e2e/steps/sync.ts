import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELEASE, ROOT } from '../../../build/setup/paths.ts';
import { familyOf, searchFolders, searchOpenFiles } from '../canaries.ts';
import { must, type Person, seat, until } from '../person.ts';
import { differences } from '../same-records.ts';
import { CANARY, CLINIC, PASSPHRASE, type Step } from '../scene.ts';
import { anyValue } from '../words.ts';
import { chooseMore, openPatient } from './patients.ts';

interface Standing {
  readonly state: string;
  readonly pendingChanges: number;
}

const standing = (person: Person) => person.asks<Standing>('sync.status', {});
const records = async (person: Person) => (await person.asks<{ records: number }>('vault.status', {})).records;

/** Waits until this workstation has nothing left to send and says so. */
async function settled(person: Person): Promise<void> {
  await until(`${person.workstation.name} is settled`, async () => {
    const { state, pendingChanges } = await standing(person);
    return state === 'settled' && pendingChanges === 0;
  });
}

/** Everything of a workstation as files; the page may name any folder, as the person may. */
async function exportTo(person: Person, out: string): Promise<void> {
  await person.asks('export.files', { job: 'compare', format: 'ndjson', out });
}

/** Waits until both have nothing to send, hold as many records, and every one of them with the same content. */
async function agree(one: Person, other: Person): Promise<number> {
  await until('both workstations are settled with as many records', async () => {
    const [a, b, left, right] = await Promise.all([records(one), records(other), standing(one), standing(other)]);
    return a === b && left.state === 'settled' && right.state === 'settled';
  });
  let different: string[] = [];
  const same = async (): Promise<boolean> => {
    // Beside everything that is searched for plaintext, and gone at once.
    const folder = mkdtempSync(join(tmpdir(), 'xinglin-compared-'));
    try {
      const [left, right] = [join(folder, 'one'), join(folder, 'other')];
      await Promise.all([exportTo(one, left), exportTo(other, right)]);
      different = differences(left, right);
      return different.length === 0;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  await until('both workstations hold the same records', same).catch((error: unknown) => {
    throw new Error(`${String(error)}; different: ${different.slice(0, 5).join(', ')}`);
  });
  return records(one);
}

/** Reads the words that a workstation shows for comparison. */
async function wordsOf(person: Person, label: string): Promise<string[]> {
  const items = person.page.getByRole('list', { name: label }).getByRole('listitem');
  await items.first().waitFor({ timeout: 60_000 });
  return items.allTextContents();
}

export const connect: Step = {
  title: 'Start a cloud endpoint and connect to it',
  async run(scene) {
    const { owner, room } = scene;
    await owner.goes('sync');
    await owner.sees(owner.t('sync.noRemote'));
    scene.cloud = await room.startCloud();
    await owner.field('sync.url').fill(scene.cloud.url);
    await owner.button('sync.connect').click();
    await owner.page.getByRole('article', { name: scene.cloud.url }).waitFor();
    await settled(owner);
    await owner.sees(owner.t('sync.state.settled'));
    await room.screenshot(owner.workstation, '12-connected-zh-CN');
    return `everything encrypted in the cloud at ${scene.cloud.url}`;
  },
};

export const enrol: Step = {
  title: 'Enrol a second workstation, in English, with a code and six words that people compare',
  async run(scene) {
    const { owner, room, cloud } = scene;
    const workstation = await room.openWorkstation('colleague', { locale: 'en' });
    const colleague = seat(workstation, 'en');
    scene.colleague = colleague;
    const { page, t } = colleague;
    await colleague.button('language.en').click();
    await colleague.button('start.join').waitFor();
    await room.screenshot(workstation, '13-first-start-en');
    await colleague.button('start.join').click();
    await colleague.field('join.url').fill(cloud.url);
    await colleague.field('create.workstation').fill('Reception');
    await colleague.button('join.submit').click();
    const shown = page.getByLabel(t('join.codeLabel'));
    await shown.waitFor();
    const code = (await shown.getAttribute('data-code')) ?? '';
    must(code.length >= 8, 'the new workstation shows a code');
    await room.screenshot(workstation, '14-join-code-en');

    await owner.goes('sync');
    await owner.field('sync.code').fill(code);
    await owner.button('sync.approveSubmit').click();
    const ownerWords = await wordsOf(owner, owner.t('sync.compareTitle', { name: 'Reception' }));
    await room.screenshot(owner.workstation, '15-compare-zh-CN');
    const newWords = await wordsOf(colleague, t('join.wordsTitle'));
    must(ownerWords.length === 6 && ownerWords.join() === newWords.join(), 'both screens show the same six words');
    await room.screenshot(workstation, '16-compare-en');
    await colleague.button('join.same').click();

    await colleague.field('unlock.passphrase').waitFor({ timeout: 60_000 });
    await colleague.field('unlock.passphrase').fill('not the passphrase');
    await colleague.button('unlock.submit').click();
    await colleague.sees(t('errors.wrong-passphrase'));
    await colleague.field('unlock.passphrase').fill(PASSPHRASE);
    await colleague.button('unlock.submit').click();
    await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
    await colleague.sees(CLINIC);
    const count = await agree(owner, colleague);
    await openPatient(colleague, 'oyss', CANARY.name);
    await colleague.sees(CANARY.diagnosis);
    await room.screenshot(workstation, '17-summary-en');
    return `six words equal, both hold ${count} records; the patient is found there by pinyin initials`;
  },
};

export const offline: Step = {
  title: 'Pull the cable on both, work on, reconnect, agree again; the status line tells the truth',
  async run({ owner, colleague, cloud, room }) {
    await cloud.stop();
    await openPatient(owner, CANARY.phone, CANARY.name);
    await chooseMore(owner, 'chart.editPatient');
    await owner.field('patient.city').fill('苏州');
    await owner.button('common.save').click();
    await owner.page.getByRole('heading', { level: 1, name: CANARY.name }).waitFor();

    await colleague.goes('patients');
    await colleague.button('patients.register').click();
    await colleague.field('patient.name').fill('Margaret Osei');
    await colleague.page.getByRole('radio', { name: colleague.t('gender.female'), exact: true }).check();
    await colleague.button('common.save').click();
    await colleague.page.getByRole('heading', { level: 1, name: 'Margaret Osei' }).waitFor();

    for (const person of [owner, colleague]) {
      await until(
        `${person.workstation.name} says that it is offline`,
        async () => (await standing(person)).state === 'offline',
      );
      must((await standing(person)).pendingChanges > 0, 'changes wait');
    }
    for (const person of [owner, colleague])
      await person.sees(anyValue(person.t('chip.offline', { time: '{{time}}' })));
    await room.screenshot(owner.workstation, '18-offline-zh-CN');
    await room.screenshot(colleague.workstation, '19-offline-en');

    await cloud.start();
    for (const person of [owner, colleague]) await person.asks('sync.run', { untilIdle: true });
    const count = await agree(owner, colleague);
    await openPatient(owner, 'Osei', 'Margaret Osei');
    const there = await colleague.asks<{ hits: { id: string }[] }>('patient.search', { text: CANARY.name, limit: 5 });
    const [found] = there.hits;
    must(found !== undefined, 'the patient is there');
    const seen = await colleague.asks<{ resource: unknown }>('record.get', { type: 'Patient', id: found.id });
    must(JSON.stringify(seen.resource).includes('苏州'), "the owner's change has arrived");
    for (const person of [owner, colleague]) await person.sees(anyValue(person.t('chip.settled', { ago: '{{ago}}' })));
    await room.screenshot(colleague.workstation, '20-settled-en');
    return `both went on offline, and agree again on ${count} records`;
  },
};

export const noPlaintext: Step = {
  title: 'No plaintext anywhere: homes, HOME, TMPDIR, open files, the endpoint',
  async run({ room, owner, colleague, cloud, data }) {
    const canaries = [
      CANARY.name,
      CANARY.phone,
      CANARY.wrongPhone,
      CANARY.diagnosis,
      CANARY.complaint,
      CANARY.note,
      CANARY.birthDate,
      'Margaret Osei',
      data.name,
      PASSPHRASE,
    ];
    const { HOME = '', TMPDIR = '' } = room.env;
    const homes = [owner, colleague].flatMap(({ workstation }) => [workstation.home, workstation.userData]);
    const files = await searchFolders([...homes, HOME, TMPDIR, cloud.folder], canaries);
    const pids = [owner, colleague].flatMap(({ workstation }) => familyOf(workstation.app.process().pid ?? 0));
    const open = await searchOpenFiles([...pids, ...familyOf(cloud.pid())], canaries, [
      RELEASE,
      join(ROOT, 'node_modules'),
    ]);
    const leaks = [...files.leaks, ...open.leaks];
    must(leaks.length === 0, `no canary is found, but: ${JSON.stringify(leaks)}`);
    must(files.files > 10 && files.bytes > 1_000_000 && open.files > 4, 'the search looked at something');
    return `${files.files} files (${Math.round(files.bytes / 1e6)} MB) and ${open.files} open files of ${pids.length} processes: none of ${canaries.length} canaries`;
  },
};
