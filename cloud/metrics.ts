/** Figures for Prometheus. Labels name routes, statuses and refusals; never a clinic, a workstation or an address. */
import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** An answered request. `seconds` until it was sent, bytes of both bodies. */
  request(of: { route: string; method: string; status: number; seconds: number; up: number; down: number }): void;
  refusal(code: string): void;
  /** Envelopes that were new, and that were given. */
  envelopes(direction: 'in' | 'out', count: number): void;
  /** Event streams that were opened (1) or ended (-1). */
  stream(change: 1 | -1): void;
  readonly registry: Registry;
}

/** Bounds of the histogram, seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** Figures of one endpoint; `size` gives the bytes of its store. */
export function createMetrics(size: () => Promise<number>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'xinglin_cloud_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const refusals = new Counter({
    name: 'xinglin_cloud_refusals_total',
    help: 'Requests that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const envelopes = new Counter({
    name: 'xinglin_cloud_envelopes_total',
    help: 'Envelopes that were new here (in) and that were given (out).',
    labelNames: ['direction'],
    registers,
  });
  const bytes = new Counter({
    name: 'xinglin_cloud_bytes_total',
    help: 'Bytes of the bodies of requests (in) and answers (out).',
    labelNames: ['direction'],
    registers,
  });
  const seconds = new Histogram({
    name: 'xinglin_cloud_request_seconds',
    help: 'Time from the headers of a request to the end of its answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const streams = new Gauge({ name: 'xinglin_cloud_streams', help: 'Event streams that are open.', registers });
  new Gauge({
    name: 'xinglin_cloud_store_bytes',
    help: 'Bytes that the store takes.',
    registers,
    async collect() {
      this.set(await size());
    },
  });
  return {
    request({ route, method, status, seconds: took, up, down }) {
      requests.inc({ route, method, status });
      seconds.observe({ route }, took);
      bytes.inc({ direction: 'in' }, up);
      bytes.inc({ direction: 'out' }, down);
    },
    refusal: (reason) => refusals.inc({ reason }),
    envelopes: (direction, count) => envelopes.inc({ direction }, count),
    stream: (change) => streams.inc(change),
    registry,
  };
}

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves GET /metrics, with figures of the process (event loop, memory, processor) added. Raises what listening raises. */
export async function serveMetrics({ registry }: Metrics, host: string, port: number): Promise<MetricsServer> {
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server of metrics has no port');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        registry.clear();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
