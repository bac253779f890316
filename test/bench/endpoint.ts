/**
 * The endpoint against bare node:http that answers the same sizes, in one run: idle syncs per second, and envelopes in.
 * `node test/bench/endpoint.ts [--syncs 2000] [--megabytes 8] [--envelope 60000] [--repeat 3]` prints JSON.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../shared/protocol/cbor.ts';
import { SyncResponse } from '../../shared/protocol/messages.ts';
import { CBOR } from '../../shared/protocol/types.ts';
import { call, login } from '../support/cloud-client.ts';
import { makeAuthor, makeClinic } from '../support/devices.ts';

export interface EndpointBench {
  readonly syncs: number;
  readonly megabytes: number;
  /** Bytes of ciphertext in an envelope. */
  readonly envelope: number;
  readonly repeat: number;
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

/** Runs the bench; times in milliseconds, medians of the repeats. */
export async function benchEndpoint(options: EndpointBench) {
  await cryptoReady;
  const idle: Record<'endpoint' | 'bare', Figures[]> = { endpoint: [], bare: [] };
  const push: Record<'endpoint' | 'bare', Figures[]> = { endpoint: [], bare: [] };
  for (let round = 0; round < options.repeat; round++) {
    const directory = mkdtempSync(join(tmpdir(), 'xinglin-bench-'));
    const endpoint = await start('endpoint', directory);
    const bare = await start('bare', directory);
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
  return {
    bench: 'endpoint',
    options,
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
    idle: compare(idle, 'perSecond'),
    push: compare(push, 'megabytesPerSecond'),
  };
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

async function start(kind: 'endpoint' | 'bare', directory: string): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'endpoint-server.ts'), [kind, directory]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', () => reject(new Error(`the ${kind} server ended`)));
  });
  const stop = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return { url, stop };
}

function compare(all: Record<'endpoint' | 'bare', Figures[]>, key: 'perSecond' | 'megabytesPerSecond') {
  const middle = (figures: Figures[]) =>
    figures.toSorted((a, b) => a[key] - b[key])[Math.floor(figures.length / 2)] as Figures;
  const [endpoint, bare] = [middle(all.endpoint), middle(all.bare)];
  return { endpoint, bare, ratio: round(endpoint[key] / bare[key]) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      syncs: { type: 'string', default: '2000' },
      megabytes: { type: 'string', default: '8' },
      envelope: { type: 'string', default: '60000' },
      repeat: { type: 'string', default: '3' },
    },
  });
  const result = await benchEndpoint({
    syncs: Number(values.syncs),
    megabytes: Number(values.megabytes),
    envelope: Number(values.envelope),
    repeat: Number(values.repeat),
  });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
