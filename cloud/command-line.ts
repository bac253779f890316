/** The endpoint's own command line: `node cloud/main.ts [COMMAND] --data DIR`. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { raise } from '../shared/base/result.ts';
import type { AdminCommand } from './admin/commands.ts';
import { type CloudSettings, parseSettings, pricesOf } from './options.ts';

export const USAGE = `Usage: node cloud/main.ts [COMMAND] --data DIR [options]

Without a command the endpoint runs until it is told to end. Beside a running one, on its data:

  clinics               who is here
  usage [CLINIC]        what clinics keep and move, and what a year costs
  invite [--days N]     an invitation for one clinic, good for N days (14)
  suspend CLINIC        refuse everything of a clinic; its data stay
  resume CLINIC         take it back
  quota CLINIC BYTES    bytes that a clinic may keep; "default" for what --quota says
  verify                recompute every hash, signature and count
  backup FILE           a consistent copy, verified

  --data DIR            folder of the endpoint's data (created if absent)
  --host HOST           address to listen on (127.0.0.1)
  --port N              port to listen on (8787; 0: a free one)
  --origin URL          address at which workstations reach the endpoint; may be given several times
  --invitation-only     new clinics need an invitation
  --trust-proxy LIST    proxies, by comma, whose X-Forwarded-For is believed (loopback, 10.0.0.0/8)
  --storage-limit N     bytes that the store may take at most
  --quota N             bytes that a clinic may keep (20000000000)
  --price-storage P     price of a gigabyte kept for a month, shown to clinics
  --price-transfer P    price of a gigabyte moved either way
  --currency CODE       of the prices (EUR, CNY)
  --metrics-port N      serve figures for Prometheus at /metrics on this port
  --metrics-host HOST   and on this address (127.0.0.1)
  --restored            the data come from a backup: workstations push again what is missing
  --log-level LEVEL     debug, info, warn, error or silent

Each option but --days can be given as XINGLIN_CLOUD_DATA, XINGLIN_CLOUD_PORT and so on, lists with commas.
`;

export interface CommandLine {
  readonly settings: CloudSettings;
  /** null: the endpoint is to run. */
  readonly command: AdminCommand | { readonly name: 'invite'; readonly days: number } | null;
}

type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

const Days = z.coerce.number().int().min(1).max(366);
const Quota = z.coerce.number().int().min(0);

/** Reads arguments and environment; arguments win. Raises `invalid-input` with a sentence that names the option. */
export function readCommandLine(argv: readonly string[], environment: NodeJS.ProcessEnv): CommandLine {
  const { values, positionals } = readArguments(argv);
  const text = (name: string) =>
    values[name] ?? environment[`XINGLIN_CLOUD_${name.toUpperCase().replaceAll('-', '_')}`];
  const flag = (name: string) => ['1', 'true', true].some((yes) => text(name) === yes);
  const list = (value: Given[string]) => [value ?? []].flat().flatMap((one) => String(one).split(',').filter(Boolean));
  const settings = parseSettings({
    data: text('data'),
    host: text('host'),
    port: text('port'),
    origins: list(text('origin')),
    invitationOnly: flag('invitation-only'),
    trustProxy: list(text('trust-proxy')),
    store: text('store'),
    storageLimit: text('storage-limit'),
    quota: text('quota'),
    prices: pricesOf(text('price-storage'), text('price-transfer'), text('currency')),
    metricsPort: text('metrics-port'),
    metricsHost: text('metrics-host'),
    restored: flag('restored'),
    logLevel: text('log-level'),
  });
  return { settings, command: readCommand(positionals, values) };
}

function readCommand([name, first, second, ...more]: readonly string[], values: Given): CommandLine['command'] {
  if (name === undefined) return null;
  const one = first !== undefined && second === undefined;
  const none = first === undefined;
  if (more.length > 0) return wrong(name);
  switch (name) {
    case 'clinics':
    case 'verify':
      return none ? { name } : wrong(name);
    case 'usage':
      return second === undefined ? { name, clinic: first } : wrong(name);
    case 'invite': {
      const days = Days.safeParse(values.days ?? 14);
      if (!days.success) raise('invalid-input', 'Missing or not valid: --days.');
      return none ? { name, days: days.data } : wrong(name);
    }
    case 'suspend':
    case 'resume':
      return one ? { name, clinic: first } : wrong(name);
    case 'backup':
      return one ? { name, file: first } : wrong(name);
    case 'quota': {
      const bytes = second === 'default' ? null : Quota.safeParse(second).data;
      return first !== undefined && bytes !== undefined ? { name, clinic: first, bytes } : wrong(name);
    }
    default:
      return wrong(name);
  }
}

function wrong(name: string): never {
  return raise('invalid-input', `Not a command, or not what belongs to it: ${name}.`);
}

function readArguments(argv: readonly string[]): { values: Given; positionals: string[] } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: text,
        host: text,
        port: text,
        origin: { type: 'string', multiple: true },
        'invitation-only': flag,
        'trust-proxy': text,
        store: text,
        'storage-limit': text,
        quota: text,
        'price-storage': text,
        'price-transfer': text,
        currency: text,
        'metrics-port': text,
        'metrics-host': text,
        restored: flag,
        'log-level': text,
        days: text,
      },
    });
  } catch (error) {
    return raise('invalid-input', error instanceof Error ? error.message : 'The arguments are not valid.');
  }
}
