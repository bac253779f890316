/** What an operator can set: by arguments, by environment, or by whoever embeds the endpoint. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { raise } from '../shared/base/result.ts';
import { normaliseAddress } from '../shared/protocol/address.ts';
import { Prices } from '../shared/protocol/usage.ts';
import { STORE_NAMES } from './storage/registry.ts';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const Port = z.coerce.number().int().min(0).max(65_535);
const Bytes = z.coerce
  .number()
  .int()
  .min(1024 * 1024);

const Address = z.string().transform((text, context) => {
  const address = normaliseAddress(text);
  if (address === null) context.addIssue({ code: 'custom', message: 'not an address' });
  return address ?? text;
});

export const CloudSettings = z.strictObject({
  /** Folder of the endpoint's data. */
  data: z.string().min(1),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0: a free one. */
  port: Port.default(8787),
  invitationOnly: z.boolean().default(false),
  /** Addresses at which workstations reach the endpoint; the host of each request where none is named. */
  origins: z.array(Address).default([]),
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed; `loopback` for those on this machine. */
  trustProxy: z.array(z.string().min(1)).default([]),
  store: z.enum(STORE_NAMES).default('sqlite'),
  storageLimit: Bytes.optional(),
  /** Bytes that a clinic may keep which has no quota of its own. */
  quota: Bytes.default(20_000_000_000),
  prices: Prices.nullable().default(null),
  restored: z.boolean().default(false),
  logLevel: z.enum(LEVELS).default('info'),
  /** Requests per minute; see `RateLimits`. */
  limits: z.strictObject({ address: z.int().min(1).default(120), device: z.int().min(1).default(6000) }).prefault({}),
});
export type CloudSettings = z.output<typeof CloudSettings>;
export type CloudSettingsInput = z.input<typeof CloudSettings>;

/** Level and, if not standard output, where the lines go; false for none. */
export type LogOptions = false | { readonly level: string; readonly stream?: { write(line: string): void } };

export const USAGE = `Usage: node cloud/main.ts --data DIR [options]

  --data DIR            folder of the endpoint's data (created if absent)
  --host HOST           address to listen on (127.0.0.1)
  --port N              port to listen on (8787; 0: a free one)
  --invitation-only     new clinics need an invitation
  --trust-proxy LIST    proxies, by comma, whose X-Forwarded-For is believed (loopback, 10.0.0.0/8)
  --storage-limit N     bytes that the store may take at most
  --restored            the data come from a backup: workstations push again what is missing
  --log-level LEVEL     debug, info, warn, error or silent
  --invite              print an invitation for one clinic, and end
  --days N              how long the invitation is good (14)

Each option but the last two can be given as XINGLIN_CLOUD_DATA, XINGLIN_CLOUD_PORT and so on.
`;

export interface CommandLine {
  readonly settings: CloudSettings;
  readonly invite: { readonly days: number } | null;
}

const Days = z.coerce.number().int().min(1).max(366);

/** Reads arguments and environment; arguments win. Raises `invalid-input` with a sentence that names the option. */
export function readCommandLine(argv: readonly string[], environment: NodeJS.ProcessEnv): CommandLine {
  const given = readArguments(argv);
  const text = (name: string) => given[name] ?? environment[`XINGLIN_CLOUD_${name.toUpperCase().replaceAll('-', '_')}`];
  const flag = (name: string) => ['1', 'true', true].includes(text(name) ?? false);
  const list = (value: string | boolean | undefined) =>
    String(value ?? '')
      .split(',')
      .filter(Boolean);
  const settings = CloudSettings.safeParse({
    data: text('data'),
    host: text('host'),
    port: text('port'),
    invitationOnly: flag('invitation-only'),
    trustProxy: list(text('trust-proxy')),
    store: text('store'),
    storageLimit: text('storage-limit'),
    restored: flag('restored'),
    logLevel: text('log-level'),
  });
  if (!settings.success) {
    const names = settings.error.issues.map((issue) => `--${kebab(String(issue.path[0]))}`);
    raise('invalid-input', `Missing or not valid: ${[...new Set(names)].join(', ')}.`);
  }
  const days = Days.safeParse(given.days ?? 14);
  if (!days.success) raise('invalid-input', 'Missing or not valid: --days.');
  return { settings: settings.data, invite: given.invite === true ? { days: days.data } : null };
}

function readArguments(argv: readonly string[]): Record<string, string | boolean | undefined> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: text,
        host: text,
        port: text,
        'invitation-only': flag,
        'trust-proxy': text,
        store: text,
        'storage-limit': text,
        restored: flag,
        'log-level': text,
        invite: flag,
        days: text,
      },
    }).values;
  } catch (error) {
    return raise('invalid-input', error instanceof Error ? error.message : 'The arguments are not valid.');
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
