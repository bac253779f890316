/** What an operator does beside a running endpoint, on its data. Each command gives back what is to be printed. */
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { raise } from '../../shared/base/result.ts';
import type { Prices, Usage, YearCost } from '../../shared/protocol/usage.ts';
import { yearCost } from '../../shared/protocol/usage.ts';
import { usageOf } from '../service/usage.ts';
import type { CloudStore } from '../storage/contract.ts';
import { type Finding, verifyStore } from './verify.ts';

export type AdminCommand =
  | { readonly name: 'clinics' }
  | { readonly name: 'usage'; readonly clinic?: string | undefined }
  | { readonly name: 'suspend' | 'resume'; readonly clinic: string }
  | { readonly name: 'quota'; readonly clinic: string; readonly bytes: number | null }
  | { readonly name: 'verify' }
  | { readonly name: 'backup'; readonly file: string };

export interface AdminContext {
  readonly store: CloudStore;
  /** Opens a copy that `backup` made, to be read only. */
  readonly openCopy: (file: string) => Promise<CloudStore>;
  readonly now: number;
  /** Of a clinic that has none of its own. */
  readonly quota: number;
  readonly prices: Prices | null;
}

export interface ClinicLine {
  readonly clinic: string;
  readonly since: string;
  readonly envelopes: number;
  readonly bytes: number;
  readonly quota: number;
  readonly suspended: boolean;
}

export type UsageLine = { readonly clinic: string } & Usage & { readonly year: YearCost | null };

export interface Verified {
  readonly ok: boolean;
  readonly clinics: number;
  readonly envelopes: number;
  readonly findings: readonly Finding[];
}

const PAGE = 500;
const NONE = new Uint8Array(0);

/** Runs a command. Raises `not-found` for a clinic that is not here or not the only one that begins so, and what `backup` raises. */
export async function administer(context: AdminContext, command: AdminCommand): Promise<unknown> {
  const { store } = context;
  switch (command.name) {
    case 'clinics':
      return each(store, (id) => clinicLine(context, id));
    case 'usage': {
      if (command.clinic === undefined) return each(store, (id) => usageLine(context, id));
      return usageLine(context, await clinicOf(store, command.clinic));
    }
    case 'suspend':
    case 'resume': {
      const id = await clinicOf(store, command.clinic);
      await store.setSuspended(id, command.name === 'suspend');
      return clinicLine(context, id);
    }
    case 'quota': {
      const id = await clinicOf(store, command.clinic);
      await store.setQuota(id, command.bytes);
      return clinicLine(context, id);
    }
    case 'verify':
      return verified(store);
    case 'backup':
      return backUp(context, command.file);
  }
}

/** Every clinic's id, page by page. */
async function* clinicsOf(store: CloudStore): AsyncIterable<Uint8Array> {
  for (let after: Uint8Array = NONE; ; ) {
    const ids = await store.clinicIds(NONE, after, PAGE);
    yield* ids;
    const last = ids.at(-1);
    if (!last || ids.length < PAGE) return;
    after = last;
  }
}

async function each<T>(store: CloudStore, line: (id: Uint8Array) => Promise<T>): Promise<T[]> {
  const lines: T[] = [];
  for await (const id of clinicsOf(store)) lines.push(await line(id));
  return lines;
}

async function clinicOf(store: CloudStore, text: string): Promise<Uint8Array> {
  if (!/^([0-9a-f]{2}){1,32}$/.test(text))
    return raise(
      'invalid-input',
      'A clinic is named by its id, or by the beginning of it: an even number of the digits 0-9 a-f.',
    );
  const [only, another] = await store.clinicIds(fromHex(text), NONE, 2);
  if (!only) return raise('not-found', 'No clinic here has an id that begins so. Nothing was changed.');
  if (another)
    return raise('not-found', 'Several clinics have ids that begin so. Give more of it. Nothing was changed.');
  return only;
}

async function clinicLine({ store, quota }: AdminContext, id: Uint8Array): Promise<ClinicLine> {
  const state = await store.clinic(id);
  if (!state) throw new Error('a clinic is gone');
  return {
    clinic: toHex(id),
    since: new Date(state.since).toISOString(),
    envelopes: state.head,
    bytes: state.bytes,
    quota: state.quota ?? quota,
    suspended: state.suspended,
  };
}

async function usageLine({ store, ...terms }: AdminContext, id: Uint8Array): Promise<UsageLine> {
  const usage = await usageOf(store, id, terms);
  if (!usage) throw new Error('a clinic is gone');
  return { clinic: toHex(id), ...usage, year: yearCost(usage) };
}

async function verified(store: CloudStore): Promise<Verified> {
  const { clinics, envelopes, findings } = await verifyStore(store, clinicsOf(store));
  return { ok: findings.length === 0, clinics, envelopes, findings };
}

async function backUp({ store, openCopy }: AdminContext, file: string): Promise<Verified & { file: string }> {
  await store.backup(file);
  const copy = await openCopy(file);
  try {
    return { file, ...(await verified(copy)) };
  } finally {
    await copy.close();
  }
}
