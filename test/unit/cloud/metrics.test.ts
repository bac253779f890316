import { afterEach, describe, expect, it } from 'vitest';
import { createCloud } from '../../../cloud/main.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { attempt } from '../../../shared/base/result.ts';
import { call, sync, trySync } from '../../support/cloud-client.ts';
import { makeAuthor } from '../../support/devices.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint;
afterEach(() => endpoint.stop());

/** A sample's value; labels as they are written. */
const sample = (text: string, name: string) =>
  Number(new RegExp(`^${name.replaceAll(/[{}"/]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

describe('figures for Prometheus', () => {
  it('count requests, refusals, envelopes and bytes, on a port of their own, and name nobody', async () => {
    endpoint = await startEndpoint({ metricsPort: 0 });
    const { clinic, owner, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const stream = await fetch(`${endpoint.url}/v1/poke`, { headers: { authorization: `Bearer ${secondToken}` } });
    await sync(endpoint.url, ownerToken, { push: makeAuthor(clinic.clinicId, owner).many(3, 5000) });
    await sync(endpoint.url, secondToken);
    await trySync(endpoint.url, 'x');
    await call(endpoint.url, 'GET', `/v1/uploads/${'ab'.repeat(32)}`, { token: ownerToken });
    await call(endpoint.url, 'GET', '/nothing/here');
    expect(endpoint.metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const response = await fetch(endpoint.metricsUrl ?? '');
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(sample(text, 'xinglin_cloud_requests_total{route="/v1/sync",method="POST",status="200"}')).toBe(2);
    expect(sample(text, 'xinglin_cloud_requests_total{route="/v1/uploads/:hash",method="GET",status="200"}')).toBe(1);
    expect(sample(text, 'xinglin_cloud_requests_total{route="none",method="GET",status="404"}')).toBe(1);
    expect(sample(text, 'xinglin_cloud_refusals_total{reason="unauthorised"}')).toBe(1);
    expect(sample(text, 'xinglin_cloud_envelopes_total{direction="in"}')).toBe(3);
    expect(sample(text, 'xinglin_cloud_envelopes_total{direction="out"}')).toBeGreaterThanOrEqual(3);
    expect(sample(text, 'xinglin_cloud_bytes_total{direction="in"}')).toBeGreaterThan(15_000);
    expect(sample(text, 'xinglin_cloud_request_seconds_count{route="/v1/sync"}')).toBe(3);
    expect(sample(text, 'xinglin_cloud_streams')).toBe(1);
    expect(sample(text, 'xinglin_cloud_store_bytes')).toBeGreaterThan(15_000);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    for (const secret of [toHex(clinic.clinicId), toHex(owner.keys.id), ownerToken, 'ab'.repeat(32), '127.0.0.1'])
      expect(text).not.toContain(secret);
    expect((await call(endpoint.url, 'GET', '/metrics')).status).toBe(404);
    expect((await fetch((endpoint.metricsUrl ?? '').replace('metrics', 'other'))).status).toBe(404);
    await stream.body?.cancel();
  });

  it('are served nowhere unless they are asked for, and a port in use is told', async () => {
    endpoint = await startEndpoint();
    expect(endpoint.metricsUrl).toBeNull();
    const taken = Number(new URL(endpoint.url).port);
    const data = `${endpoint.directory}/other`;
    const other = await createCloud({ data, port: 0, metricsPort: taken }, { log: false });
    expect(await attempt(() => other.listen())).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    await other.close();
  });
});
