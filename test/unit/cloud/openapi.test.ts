import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPENAPI_FILE, openApiText } from '../../../build/openapi.ts';
import { compose } from '../../../cloud/main.ts';
import { OPERATIONS } from '../../../cloud/openapi/operations.ts';
import { CloudSettings } from '../../../cloud/options.ts';
import { ROUTES } from '../../../cloud/routes/index.ts';
import { STORES } from '../../../cloud/storage/registry.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { call } from '../../support/cloud-client.ts';
import { startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, unknown>>;
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, unknown> }> };
}

describe('the description of the protocol', () => {
  it('is served, and the one in docs/ is the same (node build/openapi.ts writes it)', async () => {
    expect(readFileSync(OPENAPI_FILE, 'utf8')).toBe(openApiText());
    const response = await fetch(`${endpoint.url}/v1/openapi.json`);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual(JSON.parse(openApiText()));
  });

  it('names every route that there is, and none that there is not', async () => {
    const settings = CloudSettings.parse({ data: endpoint.directory });
    const store = await STORES.sqlite({ directory: endpoint.directory, random: randomBytes });
    const services = compose(store, { now: () => 0 }, { bytes: randomBytes }, settings);
    const server = Fastify();
    const routes: string[] = [];
    server.addHook('onRoute', ({ method, path }) => {
      if (method !== 'HEAD') routes.push(`${String(method).toLowerCase()} ${path}`);
    });
    for (const route of ROUTES) route(server, services);
    await server.ready();
    await server.close();
    await store.close();
    const described = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
    expect(described.sort()).toEqual(routes.sort());
  });

  it('refers only to schemas that it has, whose byte strings have their lengths', () => {
    const text = openApiText();
    const { components, openapi } = JSON.parse(text) as Document;
    expect(openapi).toBe('3.1.0');
    const names = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual(Object.keys(components.schemas).sort());
    expect(components.schemas.ChallengeRequest?.properties?.clinic).toEqual({
      type: 'string',
      format: 'binary',
      minLength: 32,
      maxLength: 32,
    });
    expect(text).not.toContain('{}');
  });

  it.each(OPERATIONS.filter(({ bearer }) => bearer))(
    'is right that $method $path asks for a token',
    async ({ method, path }) => {
      const real = path
        .replace('{hash}', 'ab'.repeat(32))
        .replace('{mailbox}', 'ab'.repeat(32))
        .replace('{serverSeq}', '1');
      expect((await call(endpoint.url, method.toUpperCase(), real)).refusal?.error).toBe('unauthorised');
    },
  );
});
