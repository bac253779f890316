/** Keeps the analysts' database: when it is made, and who gets its key. */
import { existsSync } from 'node:fs';
import { ExpectedError, raise } from '../../shared/base/result.ts';
import { writeKeyring } from './access/keyring.ts';
import { openClinicOf, type VaultCore } from './core.ts';
import { deidentifiedKeys, findDeidentifiedKeys, withAnalysisKey } from './deidentified/keys.ts';
import { type About, aboutDeidentified } from './deidentified/make.ts';
import type { OpenClinic } from './open-clinic.ts';

/** Older than this it is made anew when somebody logs in, in milliseconds. */
const STALE = 24 * 60 * 60_000;

/** Vaults in which one is being made; no job of the user's, which would keep the screen from locking. */
const making = new WeakSet<VaultCore>();

/** What there is of the analysts' database here; null for none. */
export function deidentifiedNow(core: VaultCore): About | null {
  const keys = core.clinic && findDeidentifiedKeys(core.clinic.workspace.store);
  return keys && existsSync(core.files.analysis)
    ? (aboutDeidentified(core.files.analysis, keys.database) ?? null)
    : null;
}

/** Makes it anew, and gives its key to those who may have it. Raises home-in-use while one is being made, disk-full, cancelled. */
export async function makeDeidentified(core: VaultCore): Promise<About> {
  if (making.has(core))
    raise('home-in-use', 'The database for analysts is being made at this moment. Look again soon.');
  const clinic = openClinicOf(core);
  const { workspace } = clinic;
  const keys = deidentifiedKeys(workspace.store, core.options.random);
  const { name, locale, timeZone, sample } = workspace.members().profile;
  const now = core.options.clock.now();
  const about = { name, locale, timeZone, sample, device: workspace.identity.name, at: now };
  making.add(core);
  try {
    let made: { records: number };
    let erasures: number;
    do {
      erasures = core.erasures;
      made = await clinic.deidentify(
        {
          target: core.files.analysis,
          targetKey: keys.database,
          nameKey: keys.names,
          about,
          today: workspace.dayOf(now),
        },
        { start: core.options.workers.storage, signal: clinic.closing, onProgress: () => undefined },
      );
      // whom somebody erased meanwhile may have been read before
    } while (core.erasures !== erasures);
    sealDeidentified(core, clinic, 'anew');
    return { ...about, records: made.records };
  } finally {
    making.delete(core);
  }
}

/** Gives its key to the analysts and owners who there are now; `anew`: to those who have one as well, for it may be another. */
export function sealDeidentified(core: VaultCore, clinic: OpenClinic, how: 'missing' | 'anew' = 'missing'): void {
  const keys = findDeidentifiedKeys(clinic.workspace.store);
  if (!keys || !core.keyring) return;
  const before = core.keyring;
  const users = how === 'anew' ? before.users.map((slot) => ({ ...slot, analysisKey: null })) : before.users;
  const keyring = withAnalysisKey(users === before.users ? before : { ...before, users }, keys.database);
  if (keyring === before) return;
  writeKeyring(core.files.keyring, keyring);
  core.keyring = keyring;
}

/** In the background after a log-in: where the clinic has an analyst, and what is here is of yesterday. A failure waits for the next. */
export function refreshDeidentified(core: VaultCore): void {
  const clinic = core.clinic;
  if (!clinic || !core.options.automatic || making.has(core)) return;
  const analysts = [...clinic.workspace.members().users.values()].filter(
    ({ role, status }) => role === 'analyst' && status === 'active',
  );
  if (analysts.length === 0 || core.options.clock.now() - (deidentifiedNow(core)?.at ?? 0) < STALE) return;
  makeDeidentified(core).catch((error: unknown) => {
    if (!(error instanceof ExpectedError)) throw error;
  });
}
