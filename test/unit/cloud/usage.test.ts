import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { monthOf, movedInYear, Usage, yearCost } from '../../../shared/protocol/usage.ts';
import { call, login, sync, trySync } from '../../support/cloud-client.ts';
import { makeAuthor } from '../../support/devices.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

const prices = { storage: 0.1, transfer: 0.05, currency: 'EUR' };
const QUOTA = 1024 * 1024;

describe('what a clinic uses', () => {
  let endpoint: TestEndpoint;
  beforeEach(async () => {
    endpoint = await startEndpoint({ prices, quota: QUOTA });
  });
  afterEach(() => endpoint.stop());
  const usage = async (token: string) => {
    const reply = await call(endpoint.url, 'GET', '/v1/usage', { token });
    const value = decodeCbor(Usage, reply.bytes);
    if (!value) throw new Error(`no usage: ${reply.refusal?.error}`);
    return value;
  };

  it('is told with the price, and counts what was kept and moved, no more', async () => {
    const { clinic, owner, ownerToken, secondToken, records } = await enrolTwo(endpoint.url);
    const push = makeAuthor(clinic.clinicId, owner).many(3, 10_000);
    const before = await usage(ownerToken);
    const sent = { incarnation: null, cursor: 0, push, pullMax: 0 };
    const first = await trySync(endpoint.url, ownerToken, sent);
    const second = await trySync(endpoint.url, secondToken);
    const told = await usage(ownerToken);
    const kept = [...records, ...push].reduce((sum, { length }) => sum + length, 0);
    expect(told).toMatchObject({ bytes: kept, envelopes: 3, quota: QUOTA, prices });
    const [month, last] = [told.months[0], before.months[0]];
    if (!month) throw new Error('nothing was counted');
    expect(told.months).toHaveLength(1);
    expect(month.month).toBe(monthOf(Date.now()));
    const asked = encodeCbor({ incarnation: null, cursor: 0, push: [], pullMax: 1024 * 1024 }).length;
    expect(month.up - (last?.up ?? 0)).toBe(encodeCbor(sent).length + asked);
    const answers = first.bytes.length + second.bytes.length;
    expect(month.down - (last?.down ?? 0)).toBeGreaterThanOrEqual(answers);
    expect(month.down - (last?.down ?? 0)).toBeLessThan(answers + 500);
    expect(month.requests - (last?.requests ?? 0)).toBe(3);
  });

  it('is still known after a restart, and nobody else is told', async () => {
    const { ownerToken } = await enrolTwo(endpoint.url);
    await usage(ownerToken);
    const { months } = await usage(ownerToken);
    await endpoint.restart();
    const requests = (await usage(ownerToken)).months[0]?.requests;
    expect(requests).toBe((months[0]?.requests ?? 0) + 1);
    const other = await enrolTwo(endpoint.url);
    expect((await usage(other.ownerToken)).envelopes).toBe(0);
    expect((await call(endpoint.url, 'GET', '/v1/usage')).status).toBe(401);
  });

  it('ends at its quota: refused as such, nothing lost, membership still open, and taken up again with more room', async () => {
    const { clinic, owner, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const author = makeAuthor(clinic.clinicId, owner);
    const kept = author.many(8, 100_000);
    await sync(endpoint.url, ownerToken, { push: kept, pullMax: 0 });
    const more = author.many(4, 100_000);
    expect(await sync(endpoint.url, ownerToken, { push: more, pullMax: 0, cursor: 8 })).toMatchObject({ accepted: 2 });
    const refused = await trySync(endpoint.url, ownerToken, { push: more.slice(2), pullMax: 0, cursor: 10 });
    expect([refused.status, refused.refusal?.error, refused.refusal?.deviceHead]).toEqual([507, 'quota', 10]);
    const pulled = await sync(endpoint.url, secondToken, { pullMax: 4 * 1024 * 1024 });
    expect(pulled.envelopes.map((item) => (typeof item === 'number' ? '' : toHex(item)))).toEqual(
      [...kept, ...more.slice(0, 2)].map(toHex),
    );
    await endpoint.restart({ quota: 2 * QUOTA });
    expect(await sync(endpoint.url, ownerToken, { push: more.slice(2), cursor: 10 })).toMatchObject({ accepted: 2 });
    await login(endpoint.url, clinic.clinicId, owner);
  });
});

describe("a year's cost", () => {
  const now = Date.UTC(2026, 10, 16);
  const month = (name: string, moved: number) => ({ month: name, up: moved, down: 0, requests: 1 });
  const base: Usage = { bytes: 3e9, envelopes: 1, quota: 0, since: 0, now, months: [], prices };

  it('is what is kept for twelve months, and what was moved in this month and the eleven before', () => {
    const months = [month('2026-11', 2e9), month('2026-01', 1e9), month('2025-12', 7e9), month('2025-11', 50e9)];
    expect(movedInYear(months, now)).toBe(10e9);
    const cost = yearCost({ ...base, months });
    expect(cost?.storage).toBeCloseTo(3 * 12 * 0.1, 10);
    expect(cost?.transfer).toBeCloseTo((10 * 0.05 * 365) / 350, 10);
    expect(cost?.total).toBeCloseTo((cost?.storage ?? 0) + (cost?.transfer ?? 0), 10);
    expect(cost?.currency).toBe('EUR');
  });

  it('of a clinic that came lately is brought to a year, from one day at least', () => {
    const months = [month('2026-11', 1e9)];
    expect(yearCost({ ...base, months, since: Date.UTC(2026, 10, 6) })?.transfer).toBeCloseTo(0.05 * 36.5, 10);
    expect(yearCost({ ...base, months, since: now - 1000 })?.transfer).toBeCloseTo(0.05 * 365, 10);
    expect(yearCost({ ...base, months, since: now + 9e9 })?.transfer).toBeCloseTo(0.05 * 365, 10);
  });

  it('is not told where no price is', () => {
    expect(yearCost({ ...base, prices: null })).toBeNull();
  });
});
