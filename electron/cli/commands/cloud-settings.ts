/** The options of `cloud`, which its own commands share, and the endpoint's settings from them. */
export interface CloudOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly origin: string[];
  readonly invitationOnly: boolean;
  readonly trustProxy: string[];
  readonly storageLimit?: number;
  readonly quota: number;
  readonly priceStorage?: number;
  readonly priceTransfer?: number;
  readonly currency?: string;
  readonly metricsPort?: number;
  readonly metricsHost: string;
  readonly restored: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The endpoint's settings from the options. Raises `invalid-input` for what cannot be. */
export async function cloudSettings(options: CloudOptions) {
  const { parseSettings, pricesOf } = await import('../../../cloud/main.ts');
  const { data, host, port, origin, invitationOnly, trustProxy, storageLimit, quota, restored, logLevel } = options;
  const { metricsPort, metricsHost, priceStorage, priceTransfer, currency } = options;
  const prices = pricesOf(priceStorage, priceTransfer, currency);
  const kept = { data, storageLimit, quota, prices, restored };
  const reached = { host, port, origins: origin, invitationOnly, trustProxy };
  return parseSettings({ ...kept, ...reached, metricsPort, metricsHost, logLevel });
}
