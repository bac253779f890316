/** The endpoint against bare node:http that answers the same sizes: idle syncs per second, and envelopes in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import { SyncResponse } from '../../shared/protocol/messages.ts';
import { CBOR } from '../../shared/protocol/types.ts';
import { call, login } from '../support/cloud-client.ts';
import { makeAuthor, makeClinic } from '../support/devices.ts';
import type { Bench, Figure, Size } from './contract.ts';
import { medianRatio, rounded } from './measure.ts';
import { startServer } from './servers.ts';

const AMOUNTS: Readonly<Record<Size, { readonly syncs: number; readonly megabytes: number }>> = {
  small: { syncs: 800, megabytes: 4 },
  S: { syncs: 2000, megabytes: 8 },
  M: { syncs: 5000, megabytes: 32 },
  L: { syncs: 5000, megabytes: 64 },
};
const ENVELOPE_BYTES = 60_000;

export const endpointBench: Bench = {
  about: 'the endpoint, against bare node:http that answers the same sizes',
  run: async ({ size, repeat, folder }) => {
    const { idle, push } = await measure({ ...AMOUNTS[size], envelope: ENVELOPE_BYTES, repeat, folder });
    const figure = (what: string, unit: string, key: Key, of: typeof idle, least: number): Figure => ({
      what,
      scale: `${CLINICS} clinics`,
      ours: rounded(of.endpoint[key]),
      unit,
      yardstick: { what: 'bare node:http', value: rounded(of.bare[key]) },
      ratio: rounded(of.ratio),
      target: { of: 'ours', least },
    });
    const slowest: Figure = {
      what: 'idle sync, p99',
      scale: `${CONCURRENCY} at a time`,
      ours: rounded(idle.endpoint.p99),
      unit: 'ms',
      yardstick: { what: 'bare node:http', value: rounded(idle.bare.p99) },
      target: { of: 'ours', most: 50 },
    };
    const figures = [
      figure('idle syncs', '/s', 'perSecond', idle, 2000),
      slowest,
      figure('envelopes in', 'MB/s', 'megabytesPerSecond', push, 30),
    ];
    return { figures, detail: { idle, push } };
  },
};

type Key = 'perSecond' | 'megabytesPerSecond';

interface EndpointBench {
  readonly syncs: number;
  readonly megabytes: number;
  /** Bytes of ciphertext in an envelope. */
  readonly envelope: number;
  readonly repeat: number;
  readonly folder: string;
}

/** Clinics that work at the same time. */
const CLINICS = 4;
/** Requests under way at the same time in the idle bench. */
const CONCURRENCY = 16;
const BATCH_BYTES = 1_000_000;
const ENVELOPE_OVERHEAD = 260;
const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });

interface Job {
  readonly token: string;
  readonly body: Uint8Array;
}

interface Figures {
  readonly perSecond: number;
  readonly megabytesPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly answerBytes: number;
}

/** Times in milliseconds, of the round in the middle. */
async function measure(options: EndpointBench) {
  await cryptoReady;
  const idle: Record<'endpoint' | 'bare', Figures[]> = { endpoint: [], bare: [] };
  const push: Record<'endpoint' | 'bare', Figures[]> = { endpoint: [], bare: [] };
  for (let round = 0; round < options.repeat; round++) {
    const directory = mkdtempSync(join(options.folder, 'endpoint-'));
    const endpoint = await startServer('endpoint', directory);
    const bare = await startServer('bare', directory);
    try {
      const clinics = await Promise.all(Array.from({ length: CLINICS }, () => register(endpoint.url)));
      const queues = clinics.map((clinic) => pushes(clinic, options));
      const pushed = await run(endpoint.url, queues, null);
      push.endpoint.push(pushed);
      push.bare.push(await run(bare.url, queues, pushed.answerBytes));
      const head = (queues[0]?.length ?? 0) * envelopesPerBatch(options);
      const polls = Array.from({ length: CONCURRENCY }, (_, i) =>
        idles(clinics[i % CLINICS], Math.ceil(options.syncs / CONCURRENCY), head),
      );
      await run(endpoint.url, polls.map(warmUp), null);
      await run(bare.url, polls.map(warmUp), 0);
      const idled = await run(endpoint.url, polls, null);
      idle.endpoint.push(idled);
      idle.bare.push(await run(bare.url, polls, idled.answerBytes));
    } finally {
      await Promise.all([endpoint.stop(), bare.stop()]);
      rmSync(directory, { recursive: true, force: true });
    }
  }
  agent.destroy();
  return { idle: compare(idle, 'perSecond'), push: compare(push, 'megabytesPerSecond') };
}

type Clinic = Awaited<ReturnType<typeof register>>;

async function register(url: string) {
  const clinic = makeClinic();
  await call(url, 'POST', '/v1/clinics', { body: { genesis: clinic.genesis } });
  return { clinic, token: await login(url, clinic.clinicId, clinic.owner) };
}

/** Full batches of one clinic, in order; random bytes are made once, as compressed and encrypted ones look the same. */
function pushes({ clinic, token }: Clinic, options: EndpointBench): Job[] {
  const { megabytes, envelope } = options;
  const author = makeAuthor(clinic.clinicId, clinic.owner);
  const perBatch = envelopesPerBatch(options);
  const jobs: Job[] = [];
  for (let bytes = 0; bytes < (megabytes * 1e6) / CLINICS; bytes += perBatch * envelope) {
    const push = author.many(perBatch, envelope);
    const cursor = jobs.length * perBatch;
    jobs.push({ token, body: encodeCbor({ incarnation: null, cursor, push, pullMax: 0 }) });
  }
  return jobs;
}

function envelopesPerBatch({ envelope }: EndpointBench): number {
  return Math.max(1, Math.floor(BATCH_BYTES / (envelope + ENVELOPE_OVERHEAD)));
}

function idles(clinic: Clinic | undefined, count: number, head: number): Job[] {
  if (!clinic) throw new Error('no clinic');
  const body = encodeCbor({ incarnation: null, cursor: head, push: [], pullMax: 1_000_000 });
  return new Array<Job>(count).fill({ token: clinic.token, body });
}

/** A few requests before the clock runs, so that both servers are compiled. */
function warmUp(queue: readonly Job[]): Job[] {
  return queue.slice(0, 20);
}

/** Works off the queues beside each other, each in order. `answerBytes` is for the bare server. */
async function run(url: string, queues: readonly Job[][], answerBytes: number | null): Promise<Figures> {
  const times: number[] = [];
  let sent = 0;
  let received = 0;
  const begun = performance.now();
  await Promise.all(
    queues.map(async (queue) => {
      for (const job of queue) {
        const at = performance.now();
        const answer = await post(url, job, answerBytes);
        times.push(performance.now() - at);
        if (answerBytes === null && !decodeCbor(SyncResponse, answer)) throw new Error('a sync was refused');
        sent += job.body.length;
        received += answer.length;
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return {
    perSecond: round(times.length / seconds),
    megabytesPerSecond: round(sent / 1e6 / seconds),
    p50: at(0.5),
    p99: at(0.99),
    answerBytes: Math.round(received / times.length),
  };
}

function post(url: string, { token, body }: Job, answerBytes: number | null): Promise<Buffer> {
  const headers: Record<string, string | number> = {
    'content-type': CBOR,
    'content-length': body.length,
    authorization: `Bearer ${token}`,
  };
  if (answerBytes !== null) headers['x-answer-bytes'] = answerBytes;
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/v1/sync`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks)));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function compare(all: Record<'endpoint' | 'bare', Figures[]>, key: Key) {
  const middle = (figures: Figures[]) =>
    figures.toSorted((a, b) => a[key] - b[key])[Math.floor(figures.length / 2)] as Figures;
  const [endpoint, bare] = [middle(all.endpoint), middle(all.bare)];
  const valuesOf = (figures: Figures[]): number[] => figures.map((one) => one[key]);
  return { endpoint, bare, ratio: medianRatio(valuesOf(all.endpoint), valuesOf(all.bare)) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
