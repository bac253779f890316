import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError, raise } from '../../../shared/base/result.ts';
import type { SyncReport, syncCalls } from '../../../shared/bridge/sync.ts';
import { normaliseAddress } from '../../../shared/protocol/address.ts';
import { writeKeyring } from '../access/keyring.ts';
import { clearHome, openClinicOf, type VaultCore } from '../core.ts';
import { sameWords } from '../crypto/words.ts';
import { remoteOf } from '../open-clinic.ts';
import { requestRenewal } from '../renew.ts';
import { addRemote, dismissAlarm, findRemote, listRemotes, removeRemote, withdrawAlarm } from '../storage/remotes.ts';
import { approveDevice } from '../sync/approval.ts';
import { settleAuthority } from '../sync/authority.ts';
import { giveMembership } from '../sync/follow.ts';
import { requestToJoin } from '../sync/joining.ts';
import { setPatience } from '../sync/patience.ts';
import { awaitOwn } from '../sync/returning.ts';
import { deviceStatuses } from '../sync/status.ts';
import { memberTransport } from '../sync/transport.ts';
import { decideWipe } from '../sync/wipe.ts';
import { verifyHome } from '../verify.ts';
import type { HandlersOf } from './contract.ts';

export const syncHandlers: HandlersOf<typeof syncCalls> = {
  'remote.add': async (core, { url: typed, token }) => {
    const clinic = openClinicOf(core);
    const { store, identity } = clinic.workspace;
    const url =
      normaliseAddress(typed) ??
      raise('remote-invalid', 'This is no address of a cloud. It begins with https:// (or http:// in the clinic).');
    if (findRemote(store, url)) raise('remote-exists', 'This workstation is connected to that cloud already.');
    const transport = memberTransport(url, identity, core.options.networkTimeout);
    const { endpoint } = await giveMembership(clinic.workspace, transport, token);
    store.transaction((writer) => {
      addRemote(writer, url, core.options.clock.now(), endpoint);
      awaitOwn(writer, [url]); // this workstation may have been there before its database was restored
    });
    clinic.connect(url);
    await settleAuthority(clinic.membership);
    clinic.tellStatus();
    return { url };
  },
  'remote.list': (core) => openClinicOf(core).status().remotes,
  'remote.remove': async (core, { url: typed }) => {
    const clinic = openClinicOf(core);
    const url = normaliseAddress(typed) ?? typed;
    remoteOf(clinic, url);
    await clinic.disconnect(url);
    clinic.workspace.store.transaction((writer) => removeRemote(writer, url));
    return {};
  },

  'sync.usage': (core, { remote }) =>
    remoteOf(openClinicOf(core), normaliseAddress(remote) ?? remote).transport.usage(),

  'sync.run': async (core, { remote, untilIdle }) => {
    const clinic = openClinicOf(core);
    const urls =
      remote === undefined
        ? listRemotes(clinic.workspace.store).map((row) => row.url)
        : [normaliseAddress(remote) ?? remote];
    if (urls.length === 0) raise('not-found', 'This workstation is connected to no cloud yet.');
    const sum: SyncReport = { pushed: 0, pulled: 0, bytesUp: 0, bytesDown: 0, conflicts: 0 };
    let moved: number;
    do {
      moved = 0;
      for (const url of urls) {
        const result = await remoteOf(clinic, url).runner.now();
        if (!result.ok) throw new ExpectedError(result.error);
        for (const key of Object.keys(sum) as (keyof SyncReport)[]) sum[key] += result.value[key];
        moved += result.value.pushed + result.value.pulled;
      }
    } while (untilIdle && moved > 0);
    return sum;
  },
  'sync.status': (core) => openClinicOf(core).status(),
  'sync.cancel': (core, { remote }) => {
    remoteOf(openClinicOf(core), normaliseAddress(remote) ?? remote).runner.cancel();
    return {};
  },
  'sync.dismiss': (core, { code }) => {
    const clinic = openClinicOf(core);
    clinic.workspace.store.transaction((writer) => dismissAlarm(writer, code, core.options.clock.now()));
    clinic.tellStatus();
    return {};
  },

  'sync.wipe': (core, { remote, take }) => {
    const clinic = openClinicOf(core);
    const url = normaliseAddress(remote) ?? remote;
    remoteOf(clinic, url);
    const decided = clinic.workspace.store.transaction((writer) => {
      withdrawAlarm(writer, 'wipe-guard', url);
      return decideWipe(writer, url, take);
    });
    if (!decided) raise('not-found', 'Nothing waits for a decision there.');
    clinic.tellStatus();
    return {};
  },
  'sync.patience': (core, { days }) => {
    const clinic = openClinicOf(core);
    clinic.workspace.store.transaction((writer) => setPatience(writer, days));
    clinic.tellStatus();
    return {};
  },

  'device.request': async (core, { remote, workstation }) => {
    if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already.');
    core.joining?.abort.abort();
    core.joinFailure = null;
    const abort = new AbortController();
    const { random, clock, networkTimeout } = core.options;
    const joining = await requestToJoin({
      remote,
      workstation,
      files: core.files,
      random,
      signal: abort.signal,
      now: () => clock.now(),
      networkTimeout,
    });
    core.joining = { code: joining.code, abort };
    core.tellState();
    joining.approved.then(
      ({ keyring }) => {
        core.keyring = keyring;
        core.tellState();
      },
      (error: unknown) => stopJoining(core, abort, error),
    );
    return { code: joining.code };
  },
  'device.cancel': async (core) => {
    core.joining?.abort.abort();
    if (core.keyring?.status === 'unconfirmed' || !core.keyring) await clearHome(core);
    core.tellState();
    return {};
  },
  'device.approve': async (core, { code }) => {
    const clinic = openClinicOf(core);
    const remotes = listRemotes(clinic.workspace.store).map(({ url }) => ({
      url,
      transport: remoteOf(clinic, url).transport,
    }));
    for (const { url } of remotes) {
      const synced = await remoteOf(clinic, url).runner.now();
      if (!synced.ok) throw new ExpectedError(synced.error);
    }
    return approveDevice(clinic.membership, remotes, code);
  },
  'device.confirm': (core, { words }) => {
    const { keyring } = core;
    if (keyring?.status !== 'unconfirmed' || !keyring.words)
      raise('not-enrolled', 'No workstation waits for its words here.');
    if (!sameWords(words, keyring.words)) {
      raise(
        'words-mismatch',
        'These are not the words that this workstation has. Do not go on: cancel, and ask for a new code.',
      );
    }
    const { words: _, ...rest } = keyring;
    core.keyring = { ...rest, status: 'active' };
    writeKeyring(core.files.keyring, core.keyring);
    core.joining = null;
    core.tellState();
    return { deviceId: toHex(keyring.deviceId) };
  },
  'device.renew': (core, input) => requestRenewal(core, input),
  'device.renewal': ({ renewal }) =>
    renewal
      ? {
          state: renewal.state,
          ...(renewal.state === 'waiting' ? { code: renewal.code } : {}),
          ...(renewal.failure ? { failure: renewal.failure } : {}),
        }
      : { state: 'none' },
  'device.list': (core) => deviceStatuses(openClinicOf(core).workspace),

  'vault.status': (core) => {
    const clinic = openClinicOf(core);
    const { pendingChanges, remotes, conflicts, quarantined, alarms } = clinic.status();
    const records =
      clinic.workspace.store.get<{ n: number }>('SELECT count(*) AS n FROM record WHERE deleted = 0')?.n ?? 0;
    return { records, pending: pendingChanges, remotes, conflicts, quarantined, alarms };
  },
  'vault.verify': (core) => verifyHome(openClinicOf(core).workspace),
};

/** A request that failed or was cancelled leaves nothing behind but its reason; what cannot be expected ends the process loudly. */
function stopJoining(core: VaultCore, abort: AbortController, error: unknown): void {
  if (core.joining?.abort === abort) core.joining = null;
  if (!abort.signal.aborted && error instanceof ExpectedError) core.joinFailure = error.failure;
  core.tellState();
  if (!abort.signal.aborted && !(error instanceof ExpectedError)) throw error;
}
