/** The sync bench's side of the product: whole vaults, a real endpoint in a process of its own. */
import { join } from 'node:path';
import { createRecords } from '../../electron/vault/records/commands.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { median, timed } from './measure.ts';
import { BATCH } from './plain-sqlite.ts';
import { batchesOf, type Row } from './sample.ts';
import { startServer, trafficOf } from './servers.ts';
import { CHANGES, IDLES, perSecond, type SyncRound } from './sync-round.ts';
import { type BenchVault, enrol, foundClinic, openHome, PASSPHRASE, unlock, until } from './vaults.ts';
import { openWorkspace } from './workspace.ts';

/** Everything once, in an empty folder. */
export async function vaultRound(folder: string, rows: readonly Row[]): Promise<SyncRound> {
  const endpoint = await startServer('endpoint', join(folder, 'endpoint'));
  const open: BenchVault[] = [];
  const home = async (name: string, automatic = false): Promise<BenchVault> => {
    const vault = await openHome(folder, name, automatic);
    open.push(vault);
    return vault;
  };
  try {
    const written = await fill(folder, 'a', rows);
    const a = await home('a');
    await unlock(a);
    await a.ask('remote.add', { url: endpoint.url });
    let up = 0;
    const upward = await trafficOf(endpoint, async () => {
      up = await timed(() => a.ask('sync.run', {}));
    });
    const b = await home('b');
    await enrol(a, b, endpoint.url);
    let down = 0;
    const downward = await trafficOf(endpoint, async () => {
      down = await timed(() => b.ask('sync.run', {}));
    });
    for (const vault of [a, b]) {
      const { records } = await vault.ask('vault.status', {});
      if (records !== rows.length) throw new Error('the workstations do not agree');
    }
    await a.ask('sync.run', {});
    const times: number[] = [];
    const idle = await trafficOf(endpoint, async () => {
      for (let i = 0; i < IDLES; i++) times.push(await timed(() => a.ask('sync.run', {})));
    });
    const changes = await oneChange(await home('c', true), await home('d', true), endpoint.url);
    return {
      written: perSecond(rows.length, written),
      up: perSecond(rows.length, up),
      down: perSecond(rows.length, down),
      bytesUp: upward.bytes,
      bytesDown: downward.bytes,
      idleMs: median(times),
      idleBytes: idle.bytes / IDLES,
      idleRequests: idle.requests / IDLES,
      ...changes,
    };
  } finally {
    for (const { vault } of open) await vault.close();
    await endpoint.stop();
  }
}

/** Bytes on the wire up where the records came in by an import. */
export async function importedBytes(folder: string, file: string): Promise<number> {
  const endpoint = await startServer('endpoint', join(folder, 'endpoint'));
  const a = await openHome(folder, 'a', false);
  try {
    await foundClinic(a);
    await a.ask('import.files', { job: 'bench', paths: [file] });
    await a.ask('remote.add', { url: endpoint.url });
    return (await trafficOf(endpoint, () => a.ask('sync.run', {}))).bytes;
  } finally {
    await a.vault.close();
    await endpoint.stop();
  }
}

/** A new clinic in a home, with these records made here; milliseconds that they took. Leaves it closed. */
async function fill(folder: string, name: string, rows: readonly Row[]): Promise<number> {
  const founder = await openHome(folder, name, false);
  await foundClinic(founder);
  await founder.vault.close();
  const resources = rows.map(({ json }) => JSON.parse(json) as JsonObject);
  const { workspace, close } = await openWorkspace(join(folder, name), PASSPHRASE);
  try {
    return await timed(() => {
      for (const batch of batchesOf(resources, BATCH)) createRecords(workspace, batch);
    });
  } finally {
    close();
  }
}

/** Two workstations that sync by themselves. */
async function oneChange(a: BenchVault, b: BenchVault, url: string): Promise<Pick<SyncRound, 'changeMs' | 'toldMs'>> {
  await foundClinic(a);
  await a.ask('remote.add', { url });
  await enrol(a, b, url);
  const seen: number[] = [];
  const told: number[] = [];
  // the first opens connections
  for (let i = 0; i <= CHANGES; i++) {
    await settled(a, b);
    const event = b.changed();
    const begun = performance.now();
    const { resource } = await a.ask('record.create', {
      resource: { resourceType: 'Patient', name: [{ family: 'Lin', given: [`No. ${i}`] }], birthDate: '1980-05-01' },
    });
    const known = event.then(() => performance.now() - begun);
    await until(async () => (await b.vault.ask('record.get', { type: 'Patient', id: String(resource.id) })).ok);
    if (i > 0) seen.push(performance.now() - begun);
    const toldMs = await known;
    if (i > 0) told.push(toldMs);
  }
  return { changeMs: median(seen), toldMs: median(told) };
}

/** Waits until nothing of the change before is under way. */
async function settled(...vaults: readonly BenchVault[]): Promise<void> {
  for (const vault of vaults) await until(async () => (await vault.ask('sync.status', {})).state === 'settled');
  await new Promise((resolve) => setTimeout(resolve, 150));
}
