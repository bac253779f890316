/** What handlers work on: a home, its state, its open clinic. */
import { rmSync } from 'node:fs';
import { DEFAULT_ROLES } from '../../shared/access/roles.ts';
import { toHex } from '../../shared/base/bytes.ts';
import type { Failure } from '../../shared/base/errors.ts';
import { raise } from '../../shared/base/result.ts';
import type { VaultState } from '../../shared/bridge/index.ts';
import { type Kdf, type Keyring, writeKeyring } from './access/keyring.ts';
import { kitPending } from './access/kit.ts';
import { isOpened, type OpenedCharts } from './access/opened.ts';
import { withSlots } from './access/slots.ts';
import { roleTableOf } from './access/standing.ts';
import { type FailedTries, lastLogin } from './access/tries.ts';
import type { NotebookHost } from './analysis/notebook/host.ts';
import type { AnalysisSession } from './analysis-session.ts';
import { findDeidentifiedKeys, withAnalysisKey } from './deidentified/keys.ts';
import { holdBack, type Leaving } from './leaving.ts';
import { type OpenClinic, openClinic } from './open-clinic.ts';
import { SAMPLE_PASSPHRASE } from './sample/passphrase.ts';
import { removeDatabase } from './storage/database.ts';
import { forgetWaiting, isWaiting } from './sync/enrolment-file.ts';
import type { HomeFiles, VaultOptions } from './world.ts';

/** A new workstation that waits for its owner's approval. */
export interface JoiningState {
  readonly code: string;
  readonly abort: AbortController;
}

/** What a session knows beside its user; all of it goes with the session. */
export interface Session {
  /** When the user did something last, by the vault's clock. */
  lastActive: number;
  /** What had failed before they got in. */
  readonly failed: FailedTries | null;
  /** Charts that were opened with a reason. */
  readonly opened: OpenedCharts;
}

/** A workstation that asked for new keys. */
export interface Renewal {
  readonly code: string;
  readonly abort: AbortController;
  readonly state: 'waiting' | 'working' | 'finishing' | 'failed';
  readonly failure?: Failure;
}

/** What handlers work on. */
export interface VaultCore {
  readonly options: VaultOptions;
  readonly files: HomeFiles;
  readonly kdf: Kdf;
  /** Work that can be cancelled, by its id. */
  readonly jobs: Map<string, AbortController>;
  /** Reading that can be given up, by its job: asked by what is on the screen, so that it does not keep that from locking. */
  readonly reads: Map<string, AbortController>;
  /** Rows on their way out of the program. */
  readonly leaving: Set<Leaving>;
  keyring: Keyring | null;
  clinic: OpenClinic | null;
  session: Session;
  /** An analyst is logged in: they have nothing of the clinic's database. */
  analysis: AnalysisSession | null;
  /** How often records were erased since the program began: what was made of them before holds them still. */
  erasures: number;
  joining: JoiningState | null;
  /** Somebody's own SQL, in a process of its own; closed with their session. */
  readonly notebook: NotebookHost;
  /** Why the last request to join came to nothing; until the next one. */
  joinFailure: Failure | null;
  /** New keys for this workstation are under way, or came to nothing. */
  renewal: Renewal | null;
  /** Another database is being made in the place of this one: what would be written to it now would be lost. */
  repairing: boolean;
  /** The home is given back: nothing is opened any more. */
  closing: boolean;
  state(): VaultState;
  tellState(): void;
}

/** The open clinic with somebody logged in; raises no-clinic, not-enrolled, locked. */
export function openClinicOf(core: VaultCore): OpenClinic {
  if (!core.keyring) raise('no-clinic', 'There is no clinic on this workstation yet. Create one or join one.');
  if (core.keyring.status === 'unconfirmed')
    raise('not-enrolled', 'Compare the six words with the other workstation first.');
  if (!core.clinic?.workspace.user()) raise('locked', 'The screen is locked. Enter the passphrase to go on.');
  return core.clinic;
}

/** Opens the database of this home; its keyring follows the membership log from then on. Raises as `openClinic`. */
export function openClinicIn(core: VaultCore, databaseKey: Uint8Array): OpenClinic {
  const emit: VaultOptions['emit'] = (event, data) => {
    core.options.emit(event, data);
    // what was changed, here or elsewhere, may have been a merge that closed a chart
    if (event === 'changed' && core.session.opened.size > 0) core.tellState();
  };
  const clinic = openClinic(
    { ...core.options, emit },
    databaseKey,
    (members, key) => {
      if (!core.keyring) return;
      const slots = withSlots(core.keyring, members, key);
      const analysts = core.clinic && findDeidentifiedKeys(core.clinic.workspace.store);
      const keyring = analysts ? withAnalysisKey(slots, analysts.database) : slots;
      if (keyring !== core.keyring) writeKeyring(core.files.keyring, keyring);
      core.keyring = keyring;
      const analyst = core.analysis?.user.id;
      if (analyst !== undefined && !keyring.users.some(({ user }) => user.id === analyst && user.role === 'analyst'))
        void endAnalysis(core);
      if (core.clinic) core.tellState();
    },
    {
      erased: () => dropCopies(core),
      leaving: () => void holdBack(core.leaving),
      closing: () => holdBack(core.leaving),
    },
  );
  core.clinic = clinic;
  return clinic;
}

/** Ends an analyst's session. */
export async function endAnalysis(core: VaultCore): Promise<void> {
  const { analysis } = core;
  core.analysis = null;
  if (analysis) await holdBack(core.leaving);
  await analysis?.end();
}

/**
 * Removes what holds rows of whom was erased: files on their way out, the tables of the notebook, and the analysts' database, with the session of
 * who reads it. The last two are made anew.
 */
function dropCopies(core: VaultCore): void {
  core.erasures += 1;
  void holdBack(core.leaving);
  core.notebook.close();
  if (!core.analysis) {
    removeDatabase(core.files.analysis);
    return;
  }
  void endAnalysis(core).then(() => {
    removeDatabase(core.files.analysis);
    core.tellState();
  });
}

/** Raises home-in-use while the database is rebuilt. */
export function refuseRepairing(core: VaultCore): void {
  if (core.repairing)
    raise('home-in-use', 'This workstation is being repaired. Nothing is lost; wait until that is done, or stop it.');
}

/** Where the home stands, as the window shows it. */
export function stateOf(core: VaultCore): VaultState {
  const { keyring, clinic, joining } = core;
  if (!keyring && isWaiting(core.files.joining)) return { kind: 'joining', code: joining?.code ?? '', byFile: true };
  if (joining && !keyring) return { kind: 'joining', code: joining.code };
  if (!keyring) return { kind: 'empty', ...(core.joinFailure ? { joinFailure: core.joinFailure } : {}) };
  if (keyring.status === 'unconfirmed') {
    return {
      kind: 'joining',
      code: joining?.code ?? '',
      ...(keyring.words ? { words: keyring.words } : {}),
      clinicName: keyring.clinicName,
      deviceId: toHex(keyring.deviceId),
    };
  }
  if (core.analysis) return analystState(core, keyring, core.analysis);
  const user = clinic?.workspace.user();
  if (!clinic || !user) {
    return {
      kind: 'locked',
      clinicName: keyring.clinicName,
      users: keyring.users.map((entry) => entry.user.name),
      ...lastOf(core, keyring),
      sample: keyring.sample,
      ...(keyring.sample ? { samplePassphrase: SAMPLE_PASSPHRASE } : {}),
      unconfirmed: false,
    };
  }
  const { identity } = clinic.workspace;
  const { profile, roster } = clinic.workspace.members();
  return {
    kind: 'open',
    kitPending: user.role === 'owner' && kitPending(clinic.workspace.store),
    clinic: {
      clinicId: toHex(roster.clinicId),
      name: profile.name,
      locale: profile.locale,
      timeZone: profile.timeZone,
      sample: profile.sample,
    },
    user: { id: user.id, name: user.name, role: user.role },
    device: { deviceId: identity.deviceHex, name: identity.name },
    mustChange: mustChange(core),
    users: keyring.users.map((entry) => entry.user.name),
    roles: roleTableOf(clinic.workspace.members()),
    opened: openedCharts(core).map(([patient, until]) => ({ patient, until: new Date(until).toISOString() })),
    ...failedOf(core.session),
  };
}

function analystState(core: VaultCore, keyring: Keyring, { user, about }: AnalysisSession): VaultState {
  const { name, locale, timeZone, sample, device } = about;
  return {
    kind: 'open',
    kitPending: false,
    clinic: { clinicId: toHex(keyring.clinicId), name, locale, timeZone, sample },
    user: { id: user.id, name: user.name, role: user.role },
    device: { deviceId: toHex(keyring.deviceId), name: device },
    mustChange: mustChange(core),
    users: keyring.users.map((entry) => entry.user.name),
    roles: DEFAULT_ROLES,
    opened: [],
    ...failedOf(core.session),
  };
}

/** Whether whoever is logged in still has the passphrase that somebody else chose. */
export function mustChange({ clinic, analysis }: VaultCore): boolean {
  const user = analysis?.user ?? clinic?.workspace.user();
  // an analyst cannot change it before somebody has opened the clinic's database
  return user ? clinic?.workspace.members().users.get(user.id)?.initial === true : false;
}

function openedCharts(core: VaultCore): [string, number][] {
  const { session, options } = core;
  const { store } = openClinicOf(core).workspace;
  return [...session.opened].flatMap(([patient, { until }]): [string, number][] =>
    isOpened(store, session.opened, patient, options.clock.now()) ? [[patient, until]] : [],
  );
}

function lastOf({ files }: VaultCore, { users }: Keyring): { last?: string } {
  const id = lastLogin(files.logins);
  const last = users.find(({ user }) => user.id === id)?.user.name;
  return last === undefined ? {} : { last };
}

function failedOf({ failed }: Session): { failedTries?: { count: number; last: string } } {
  return failed ? { failedTries: { count: failed.count, last: new Date(failed.last).toISOString() } } : {};
}

/** Removes the clinic from this home: for a sample, and for a workstation that was not confirmed. */
export async function clearHome(core: VaultCore): Promise<void> {
  await endAnalysis(core);
  await core.clinic?.close();
  core.clinic = null;
  core.keyring = null;
  core.joining = null;
  core.joinFailure = null;
  for (const database of [core.files.database, core.files.analysis]) removeDatabase(database);
  for (const file of [core.files.keyring, core.files.logins, core.files.outside]) rmSync(file, { force: true });
  forgetWaiting(core.files.joining);
}
