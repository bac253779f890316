/** A real endpoint over a real folder on a free port, for the tests beside this file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, createCloud } from '../../../cloud/main.ts';
import type { CloudSettingsInput } from '../../../cloud/options.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { decodeCbor } from '../../../shared/protocol/cbor.ts';
import { ClinicCreated } from '../../../shared/protocol/messages.ts';
import { call, login } from '../../support/cloud-client.ts';
import {
  addDeviceRecord,
  authorityRecord,
  makeClinic,
  makeDevice,
  ownerOf,
  type TestClinic,
  type TestDevice,
} from '../../support/devices.ts';

export interface TestEndpoint {
  readonly url: string;
  readonly metricsUrl: string | null;
  readonly directory: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** Moves the endpoint's clock. */
  later(seconds: number): void;
  /** Closes and starts again over the same folder; the address changes. */
  restart(settings?: Partial<CloudSettingsInput>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an endpoint whose clock begins at the real time. */
export async function startEndpoint(settings: Partial<CloudSettingsInput> = {}): Promise<TestEndpoint> {
  await cryptoReady;
  const directory = await mkdtemp(join(tmpdir(), 'xinglin-cloud-'));
  const log: string[] = [];
  let offset = 0;
  let url = '';
  let cloud: Cloud | null = null;

  async function start(changed: Partial<CloudSettingsInput> = {}): Promise<void> {
    const limits = { address: 100_000, device: 100_000 };
    cloud = await createCloud(
      { data: directory, port: 0, limits, ...settings, ...changed },
      {
        clock: { now: () => Date.now() + offset },
        log: { level: 'debug', stream: { write: (line) => log.push(line) } },
      },
    );
    url = await cloud.listen();
  }
  await start();

  return {
    get url() {
      return url;
    },
    get metricsUrl() {
      return cloud?.metricsUrl ?? null;
    },
    directory,
    log,
    later(seconds) {
      offset += seconds * 1000;
    },
    async restart(changed) {
      await cloud?.close();
      await start(changed);
    },
    async stop() {
      await cloud?.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface Enrolled {
  readonly clinic: TestClinic;
  readonly owner: TestDevice;
  readonly second: TestDevice;
  readonly ownerToken: string;
  readonly secondToken: string;
  readonly incarnation: Uint8Array;
  /** Genesis, the record of the second device, the one that makes the endpoint the authority. */
  readonly records: readonly Uint8Array[];
}

/** Registers a clinic with two devices that have their tokens, and whose log has this endpoint as its authority. */
export async function enrolTwo(url: string): Promise<Enrolled> {
  const clinic = makeClinic();
  const { owner } = clinic;
  const created = await call(url, 'POST', '/v1/clinics', { body: { genesis: clinic.genesis } });
  const registered = decodeCbor(ClinicCreated, created.bytes);
  if (!registered) throw new Error('no clinic');
  const { incarnation } = registered;
  const ownerToken = await login(url, clinic.clinicId, owner);
  const second = makeDevice();
  const record = addDeviceRecord(clinic.clinicId, 1, clinic.genesis, second, ownerOf(clinic));
  const moved = authorityRecord(clinic.clinicId, 2, record, registered.endpoint, ownerOf(clinic));
  const carried = { from: 1, records: [record, moved] };
  const added = await call(url, 'POST', '/v1/membership/carry', { body: carried, token: ownerToken });
  if (added.status !== 200) throw new Error(`not added: ${added.refusal?.error}`);
  const secondToken = await login(url, clinic.clinicId, second);
  return { clinic, owner, second, ownerToken, secondToken, incarnation, records: [clinic.genesis, record, moved] };
}
