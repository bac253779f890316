/** Every store the endpoint can run on. Adding one: a folder beside `sqlite`, its name and its opener here. */
import type { OpenStore } from './contract.ts';
import { openSqliteStore } from './sqlite/store.ts';

export const STORE_NAMES = ['sqlite'] as const;
export type StoreName = (typeof STORE_NAMES)[number];

export const STORES: Readonly<Record<StoreName, OpenStore>> = {
  sqlite: openSqliteStore,
};
