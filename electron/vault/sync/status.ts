/** The truth about sync, as the status line tells it. */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { ERROR_CODES } from '../../../shared/base/errors.ts';
import type { AuthorityStatus, DeviceStatus, RemoteStatus, SyncStatus } from '../../../shared/bridge/sync.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import { countKeptOut } from '../records/quarantine.ts';
import type { Workspace } from '../records/workspace.ts';
import { countOpen } from '../storage/breaches.ts';
import { countAfter, type EnvelopeState, stateAt } from '../storage/log.ts';
import { listRemotes, openAlarms, type RemoteRow } from '../storage/remotes.ts';
import { wipeTally } from '../storage/wipe.ts';
import { lastSigned, silentDays } from '../storage/worked.ts';
import { patience } from './patience.ts';
import { isOwnDoing } from './recovery.ts';
import type { RunnerState } from './runner.ts';

/** Worst last: the whole is as bad as its worst remote. */
const SEVERITY = ['none', 'settled', 'syncing', 'pending', 'offline', 'alarm'] as const;

/** Everything about remotes, workstations, conflicts, alarms. `runner` gives a remote's momentary state. */
export function syncStatus(workspace: Workspace, runner: (url: string) => RunnerState | undefined): SyncStatus {
  const { store } = workspace;
  const alarms = openAlarms(store)
    .filter(({ code }) => !isOwnDoing(store, code, workspace.user()?.id))
    .map(({ code, message, since, remote }) => ({
      code,
      message,
      since: iso(since),
      ...(remote ? { remote } : {}),
    }));
  const remotes = listRemotes(store).map((row) =>
    remoteStatus(
      workspace,
      row,
      runner(row.url),
      alarms.some((alarm) => alarm.remote === row.url),
    ),
  );
  const states: SyncStatus['state'][] = [
    'none',
    ...remotes.map((remote) => remote.state),
    ...(alarms.length > 0 ? ['alarm' as const] : []),
  ];
  return {
    state: states.reduce((worst, state) => (SEVERITY.indexOf(state) > SEVERITY.indexOf(worst) ? state : worst)),
    pendingChanges: Math.max(0, ...remotes.map((remote) => remote.pendingChanges)),
    remotes,
    devices: deviceStatuses(workspace),
    authority: authorityStatus(workspace),
    patience: patience(store),
    conflicts: countOpen(store),
    quarantined: countKeptOut(store),
    alarms,
  };
}

/** What a workstation's first envelope must have become for it to count: it names the record that added it, or a later one. */
const ACKNOWLEDGED: readonly (EnvelopeState | undefined)[] = ['applied', 'redacted', 'withheld'];

/** The clinic's workstations, this one first. A new one is `waiting` until it has acknowledged its bundle. */
export function deviceStatuses(workspace: Workspace): DeviceStatus[] {
  const { devices, users } = workspace.members();
  const heard = new Map(
    workspace.store
      .all<{ hex: string; at: number }>('SELECT lower(hex(device)) AS hex, at FROM heard')
      .map((row) => [row.hex, row.at]),
  );
  return [...devices.values()]
    .map(({ keys, hex, name, userId, removed }): DeviceStatus => {
      const self = hex === workspace.identity.deviceHex;
      const at = heard.get(hex);
      return {
        deviceId: hex,
        name,
        user: users.get(userId)?.name ?? userId,
        status: removed
          ? 'revoked'
          : self || ACKNOWLEDGED.includes(stateAt(workspace.store, keys.id, 1))
            ? 'active'
            : 'waiting',
        ...(at === undefined ? {} : { lastSeen: iso(at) }),
        ...silenceOf(workspace, keys.id, self),
        self,
      };
    })
    .sort((a, b) => Number(b.self) - Number(a.self));
}

/** Where the list of members is kept. */
function authorityStatus({ store, identity, members }: Workspace): AuthorityStatus {
  const { roster, devices } = members();
  const { authority } = roster;
  if (authority.kind === 'device') {
    const self = sameBytes(authority.id, identity.deviceId);
    const name = [...devices.values()].find(({ keys }) => sameBytes(keys.id, authority.id))?.name ?? '';
    return { kind: 'workstation', name, self };
  }
  const url = listRemotes(store).find(({ endpointKey }) => endpointKey && sameBytes(endpointKey, authority.key))?.url;
  return { kind: 'cloud', ...(url === undefined ? {} : { url }) };
}

/** What a workstation has signed last, and whether it is silent for longer than the clinic is used to. */
function silenceOf({ store }: Workspace, device: Uint8Array, self: boolean) {
  const signed = lastSigned(store, device);
  const days = self ? 0 : silentDays(store, device);
  return {
    ...(signed === undefined ? {} : { lastSigned: iso(hlcTime(signed)) }),
    silentDays: days,
    silent: days >= patience(store),
  };
}

function remoteStatus(
  workspace: Workspace,
  row: RemoteRow,
  runner: RunnerState | undefined,
  alarmed: boolean,
): RemoteStatus {
  const pending = countAfter(workspace.store, workspace.identity.deviceId, row.pushed);
  const offline = row.failingSince;
  const tally = wipeTally(workspace.store, row.url);
  const code = ERROR_CODES.find((known) => known === row.failureCode);
  const error = code && { code, message: row.failureMessage ?? '' };
  const settled = pending.envelopes > 0 || row.lastSuccess === null ? 'pending' : 'settled';
  return {
    url: row.url,
    state:
      alarmed || row.failureCode === 'cloud-suspended' || row.failureCode === 'cloud-quota'
        ? 'alarm'
        : offline !== null
          ? 'offline'
          : runner?.busy && settled === 'pending'
            ? 'syncing'
            : settled,
    pendingEnvelopes: pending.envelopes,
    pendingChanges: pending.operations,
    ...(row.lastSuccess === null ? {} : { lastSuccess: iso(row.lastSuccess) }),
    ...(offline === null ? {} : { offlineSince: iso(offline) }),
    ...(error ? { error } : {}),
    ...(tally?.state === 'held' ? { wipe: { removed: tally.removed, live: tally.live } } : {}),
    ...(runner?.progress ? { progress: runner.progress } : {}),
    ...(runner?.nextAttempt ? { nextAttempt: iso(runner.nextAttempt) } : {}),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
