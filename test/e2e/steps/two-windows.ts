import type { Cloud } from '../cloud.ts';
import type { Room } from '../harness.ts';
import { type Person, seat, until } from '../person.ts';
import { PASSPHRASE } from '../scene.ts';
import { openClinic } from './clinic.ts';

/** A clinic on two workstations, one read in Chinese and one in English, and the endpoint between them. */
export interface TwoWindows {
  readonly owner: Person;
  readonly colleague: Person;
  readonly cloud: Cloud;
  /** Both send and receive until nothing is left to do. */
  sync(): Promise<void>;
  /** What both do with the cable pulled: neither knows of the other until it is plugged in again. */
  apart(work: () => Promise<void>): Promise<void>;
}

/** Opens it by the vault's calls; the main job shows that people can do the same by the pages. */
export async function openTwoWindows(room: Room): Promise<TwoWindows> {
  const cloud = await room.startCloud();
  const owner = await openClinic(room, 'owner', { locale: 'zh-CN' });
  const colleague = seat(await room.openWorkstation('colleague', { locale: 'en' }), 'en');
  await colleague.button('language.en').click();
  await owner.asks('remote.add', { url: cloud.url });
  const sync = async () => {
    for (const person of [owner, colleague, owner]) await person.asks('sync.run', { untilIdle: true });
  };
  await owner.asks('sync.run', { untilIdle: true });
  await join(owner, colleague, cloud);
  await sync();
  for (const { workstation, page, t } of [owner, colleague]) {
    await page.reload();
    await page.getByRole('navigation', { name: t('nav.label') }).waitFor();
    workstation.errors.length = 0;
  }
  return {
    owner,
    colleague,
    cloud,
    sync,
    apart: async (work) => {
      await cloud.stop();
      await work();
      await cloud.start();
      await sync();
    },
  };
}

interface Joining {
  readonly kind: string;
  readonly words?: string;
}

async function join(owner: Person, colleague: Person, cloud: Cloud): Promise<void> {
  const { code } = await colleague.asks<{ code: string }>('device.request', {
    remote: cloud.url,
    workstation: 'Reception',
  });
  const { words } = await owner.asks<{ words: string }>('device.approve', { code });
  await until('the new workstation has the words', async () => {
    const state = await colleague.asks<Joining>('session.state', {});
    return state.words === words;
  });
  await colleague.asks('device.confirm', { words });
  await colleague.asks('session.unlock', { passphrase: PASSPHRASE });
}
