/** Composition root of the cloud endpoint: runs by itself (`node cloud/main.ts --data DIR`) or embedded, as the hub. */
import { attempt, ExpectedError, fail } from '../shared/base/result.ts';
import type { Clock, Random } from '../shared/base/world.ts';
import { cryptoReady, randomBytes } from '../shared/crypto/sodium.ts';
import { type AdminCommand, administer } from './admin/commands.ts';
import { type CommandLine, readCommandLine, USAGE } from './command-line.ts';
import { createMetrics, type MetricsServer, serveMetrics } from './metrics.ts';
import { CloudSettings, type CloudSettingsInput, type LogOptions } from './options.ts';
import { buildServer } from './server.ts';
import type { ServiceContext } from './service/context.ts';
import { createEnrolment } from './service/enrolment.ts';
import { createEnvelopes } from './service/envelopes.ts';
import { createExchange } from './service/exchange.ts';
import { createIdentity } from './service/identity.ts';
import { createMembership } from './service/membership.ts';
import { createNotifier } from './service/notifier.ts';
import { createRedactions } from './service/redaction.ts';
import { createRegistration } from './service/registration.ts';
import { createTokens, type FindClinics } from './service/tokens.ts';
import { createTraffic } from './service/traffic.ts';
import { createUploads } from './service/uploads.ts';
import { createUsage } from './service/usage.ts';
import { createWindow } from './service/window.ts';
import type { CloudStore, StoreOptions } from './storage/contract.ts';
import { STORES } from './storage/registry.ts';

export { parseSettings, pricesOf } from './options.ts';

const SWEEP_MS = 3600 * 1000;
const COUNT_MS = 10_000;
/** Whoever is still sending then is cut off. */
const SHUTDOWN_MS = 10_000;
const DAY_MS = 24 * 3600 * 1000;

/** What an embedder or a test passes in beside the settings; the machine's own by default. */
export interface CloudWorld {
  readonly clock?: Clock;
  readonly random?: Random;
  /** Where the log goes; false for none. */
  readonly log?: LogOptions;
}

export interface Cloud {
  /** Starts to listen; the address by which the endpoint is reached. Raises `invalid-input` if it cannot. */
  listen(): Promise<string>;
  /** The address; null while it does not listen. */
  readonly url: string | null;
  /** Where figures are served; null where they are not. */
  readonly metricsUrl: string | null;
  /** Ends what is under way, then closes the store. May be called again. */
  close(): Promise<void>;
}

/** Makes an endpoint that does not listen yet. Raises `ExpectedError` if the settings or the data cannot be used. */
export async function createCloud(input: CloudSettingsInput, world: CloudWorld = {}): Promise<Cloud> {
  await cryptoReady;
  const settings = CloudSettings.parse(input);
  const clock = world.clock ?? { now: () => Date.now() };
  const random = world.random ?? { bytes: randomBytes };
  const store = await openStore(settings, random);
  const services = compose(store, clock, random, settings);
  const log = world.log ?? { level: settings.logLevel };
  const server = await buildServer({ services, log, trustProxy: settings.trustProxy });
  const sweep = setInterval(() => {
    store
      .dropExpired(clock.now())
      .catch((err: unknown) => server.log.error({ err }, 'removing what has expired failed'));
  }, SWEEP_MS);
  sweep.unref();
  const counting = setInterval(() => writeCounts(), COUNT_MS);
  counting.unref();
  function writeCounts(): Promise<void> {
    return services.context.traffic
      .flush()
      .catch((err: unknown) => server.log.error({ err }, 'writing the counts of traffic failed'));
  }

  let url: string | null = null;
  let metrics: MetricsServer | null = null;
  let closing: Promise<void> | null = null;

  async function shutDown(): Promise<void> {
    clearInterval(sweep);
    const cutOff = setTimeout(() => server.server.closeAllConnections(), SHUTDOWN_MS);
    cutOff.unref();
    await server.close();
    clearTimeout(cutOff);
    await metrics?.close();
    clearInterval(counting);
    await writeCounts();
    await store.close();
    url = null;
  }

  return {
    async listen() {
      const { level } = server.log;
      server.log.level = 'silent'; // Fastify's own line, or lines, name the address without a field
      try {
        await server.listen({ host: settings.host, port: settings.port });
      } catch (error) {
        throw refineListenError(error, settings.host, settings.port);
      } finally {
        server.log.level = level;
      }
      url = addressOf(settings.host, server.server.address());
      const { metricsHost, metricsPort } = settings;
      if (metricsPort !== undefined) {
        metrics = await serveMetrics(services.metrics, metricsHost, metricsPort).catch((error: unknown) => {
          throw refineListenError(error, metricsHost, metricsPort);
        });
      }
      const where = { url, ...(metrics ? { metrics: metrics.url } : {}) };
      server.log.info({ ...where, data: settings.data, store: settings.store }, 'listening');
      return url;
    },
    get url() {
      return url;
    },
    get metricsUrl() {
      return metrics?.url ?? null;
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

/** Runs an operator's command on the data of an endpoint, which may be running. Raises what the command raises. */
export async function administerCloud(input: CloudSettingsInput, command: AdminCommand): Promise<unknown> {
  await cryptoReady;
  const settings = CloudSettings.parse(input);
  const random = { bytes: randomBytes };
  const store = await openStore({ ...settings, restored: false }, random, { existing: true });
  try {
    const openCopy = (copy: string) => openStore(settings, random, { copy });
    const { quota, prices } = settings;
    return await administer({ store, openCopy, now: Date.now(), quota, prices }, command);
  } finally {
    await store.close();
  }
}

/** Makes an invitation by which one clinic can register at an endpoint that runs over these data. */
export async function createInvitation(input: CloudSettingsInput, days: number): Promise<string> {
  await cryptoReady;
  const random = { bytes: randomBytes };
  const clock = { now: () => Date.now() };
  const store = await openStore({ ...CloudSettings.parse(input), restored: false }, random);
  try {
    return createTokens(store.secret, clock, random, clinicsOf(store)).invitation(clock.now() + days * DAY_MS);
  } finally {
    await store.close();
  }
}

/** The command: listens until a signal. Resolves with the exit code. */
export async function runCloud(argv: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  const done = await attempt(async () => {
    const { settings, command } = readCommandLine(argv, environment);
    if (command) return printed(await perform(settings, command));
    const cloud = await createCloud(settings);
    const signal = untilSignal();
    try {
      await cloud.listen();
      await signal;
    } finally {
      await cloud.close();
    }
  });
  if (done.ok) return done.value ?? 0;
  process.stderr.write(`${done.error.message}\n${done.error.code === 'invalid-input' ? `\n${USAGE}` : ''}`);
  return 1;
}

/** An operator's command: making an invitation, or one on what is there. */
async function perform(settings: CloudSettings, command: CommandLine['command'] & {}): Promise<unknown> {
  if (command.name === 'invite') return { invitation: await createInvitation(settings, command.days) };
  return administerCloud(settings, command);
}

/** Prints one JSON object a line; the exit code is 1 where something was found wrong. */
function printed(result: unknown): number {
  for (const line of Array.isArray(result) ? result : [result]) process.stdout.write(`${JSON.stringify(line)}\n`);
  return foundWrong(result) ? 1 : 0;
}

/** Whether a command found the data to be wrong. */
export function foundWrong(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === false;
}

function openStore(
  settings: CloudSettings,
  random: Random,
  more: Pick<StoreOptions, 'existing' | 'copy'> = {},
): Promise<CloudStore> {
  return STORES[settings.store]({
    directory: settings.data,
    random: (length) => random.bytes(length),
    storageLimit: settings.storageLimit,
    restored: settings.restored,
    ...more,
  });
}

function clinicsOf(store: CloudStore): FindClinics {
  return (prefix) => store.clinicIds(prefix, new Uint8Array(0), 8);
}

/** The services of an endpoint over a store, without the server around them. */
export function compose(store: CloudStore, clock: Clock, random: Random, settings: CloudSettings) {
  const metrics = createMetrics(() => store.size());
  const context: ServiceContext = {
    store,
    clock,
    random,
    tokens: createTokens(store.secret, clock, random, clinicsOf(store)),
    identity: createIdentity(store.secret, settings.origins),
    growth: createNotifier(),
    answers: createNotifier(),
    traffic: createTraffic(store, clock),
    clinicRate: createWindow(settings.limits.clinic, clock),
    underWay: new Map(),
    meter: metrics,
    invitationOnly: settings.invitationOnly,
    quota: settings.quota,
    prices: settings.prices,
  };
  const membership = createMembership(context);
  return {
    context,
    membership,
    registration: createRegistration(context, membership),
    exchange: createExchange(context, membership),
    redactions: createRedactions(context, membership),
    enrolment: createEnrolment(context, membership),
    envelopes: createEnvelopes(context, membership),
    uploads: createUploads(context, membership),
    usage: createUsage(context, membership),
    limits: settings.limits,
    protection: settings.protection,
    metrics,
  };
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

function addressOf(host: string, address: ReturnType<import('node:net').Server['address']>): string {
  if (address === null || typeof address === 'string') throw new Error('the endpoint has no port');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

function refineListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = LISTEN_ERRORS[code];
  if (!reason) return error;
  const message = `${host}:${port} ${reason}. Choose another with --host or --port, or of metrics with --metrics-host or --metrics-port.`;
  return new ExpectedError(fail('invalid-input', message).error);
}

const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'may not be used',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not known',
};

// Only as the program that was started: inside a bundle the same condition would hold for the bundle's own entry.
if (import.meta.main && import.meta.filename.replaceAll('\\', '/').endsWith('/cloud/main.ts')) {
  process.exitCode = await runCloud(process.argv.slice(2));
}
