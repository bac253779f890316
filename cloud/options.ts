/** What an operator can set: by arguments, by environment (command-line.ts), or by whoever embeds the endpoint. */
import { z } from 'zod';
import { raise } from '../shared/base/result.ts';
import { normaliseAddress } from '../shared/protocol/address.ts';
import { Prices } from '../shared/protocol/usage.ts';
import { Protection } from './protection.ts';
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
  /** Where figures for Prometheus are served; nowhere if absent. 0: a free port. */
  metricsPort: Port.optional(),
  metricsHost: z.string().min(1).default('127.0.0.1'),
  logLevel: z.enum(LEVELS).default('info'),
  /** Requests per minute; see `RateLimits`. */
  limits: z
    .strictObject({
      address: z.int().min(1).default(120),
      device: z.int().min(1).default(6000),
      clinic: z.int().min(1).default(60_000),
    })
    .prefault({}),
  protection: Protection.prefault({}),
});
export type CloudSettings = z.output<typeof CloudSettings>;
export type CloudSettingsInput = z.input<typeof CloudSettings>;

/** Level and, if not standard output, where the lines go; false for none. */
export type LogOptions = false | { readonly level: string; readonly stream?: { write(line: string): void } };

/** Settings from text and numbers, from wherever. Raises `invalid-input` with a sentence that names the options that are wrong. */
export function parseSettings(given: unknown): CloudSettings {
  const settings = CloudSettings.safeParse(given);
  if (settings.success) return settings.data;
  const names = settings.error.issues.map(
    ({ path }) => OPTIONS[path.join('.')] ?? OPTIONS[String(path[0])] ?? `--${kebab(String(path[0]))}`,
  );
  return raise('invalid-input', `Missing or not valid: ${[...new Set(names)].join(', ')}.`);
}

/** Prices as they are set: null where none is, of which a missing one is nothing. */
export function pricesOf(storage: unknown, transfer: unknown, currency: unknown) {
  if (storage === undefined && transfer === undefined) return null;
  return { storage: Number(storage ?? 0), transfer: Number(transfer ?? 0), currency };
}

/** Options whose name does not follow from the setting's. */
const OPTIONS: Readonly<Record<string, string>> = {
  'prices.storage': '--price-storage',
  'prices.transfer': '--price-transfer',
  'prices.currency': '--currency',
  origins: '--origin',
};

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
