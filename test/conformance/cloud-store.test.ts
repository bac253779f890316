import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STORES, type StoreName } from '../../cloud/storage/registry.ts';
import { randomBytes } from '../../shared/crypto/sodium.ts';
import { describeCloudStore, type StorePlace } from './cloud-store.ts';
import { describeStoreOperation } from './cloud-store-operation.ts';

/** How the suite gets a place for each store: one that is missing here fails to compile. */
const PLACES: Readonly<Record<StoreName, () => Promise<StorePlace>>> = {
  async sqlite() {
    const directory = await mkdtemp(join(tmpdir(), 'xinglin-store-'));
    return {
      open: (options) => STORES.sqlite({ directory, random: randomBytes, ...options }),
      async elsewhere() {
        const folder = join(directory, 'elsewhere');
        await mkdir(folder, { recursive: true });
        return folder;
      },
      remove: () => rm(directory, { recursive: true, force: true }),
    };
  },
};

for (const [name, makePlace] of Object.entries(PLACES)) {
  describeCloudStore(name, makePlace);
  describeStoreOperation(name, makePlace);
}
