import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createExchange } from '../../../cloud/service/exchange.ts';
import { createRecords } from '../../../electron/vault/records/commands.ts';
import { addRemote, openAlarms } from '../../../electron/vault/storage/remotes.ts';
import { approveDevice } from '../../../electron/vault/sync/approval.ts';
import { converse } from '../../../electron/vault/sync/exchange.ts';
import { syncStatus } from '../../../electron/vault/sync/status.ts';
import { memberTransport, RefusedError, type Transport } from '../../../electron/vault/sync/transport.ts';
import { ExpectedError, fail } from '../../../shared/base/result.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { extendLogHash } from '../../../shared/envelope/layout.ts';
import type { Refusal, SyncRequest, SyncResponse } from '../../../shared/protocol/messages.ts';
import { closeClouds, startCloud } from '../../support/clouds.ts';
import { cleanUp, eventually, PASSPHRASE, testClinic, testVault } from '../../support/vaults.ts';
import { type Clinic, hashOf, makeClinic } from './clinic.ts';

const URL_ = 'http://endpoint.example';
let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
  clinic.store.transaction((writer) => addRemote(writer, URL_, 1));
});
afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const LIMIT = 50;
/** A conversation with an endpoint that answers like this; the error's code, 'ok', or 'endless'. */
async function talk(answer: (request: SyncRequest) => Partial<SyncResponse> | Refusal): Promise<string> {
  let calls = 0;
  const refused = (refusal: Refusal) => new RefusedError(fail('cloud-refused', '').error, refusal);
  const transport = {
    sync: async (request: SyncRequest) => {
      calls += 1;
      if (calls > LIMIT) throw new Error('endless');
      const given = answer(request);
      if ('error' in given) throw refused(given);
      const honest = {
        incarnation: new Uint8Array(16),
        accepted: 0,
        deviceHead: 0,
        head: 0,
        logHash: new Uint8Array(32),
        envelopes: [],
        nextCursor: request.cursor,
        more: false,
        membershipLength: 2,
      };
      return { response: { ...honest, ...given }, bytesUp: 0, bytesDown: 0 };
    },
    createClinic: async () => ({ incarnation: new Uint8Array(16), endpoint: new Uint8Array(32) }),
    membership: async () => ({ from: 2, records: [], length: 2 }),
  } as Partial<Transport> as Transport;
  try {
    await converse({ workspace: clinic.workspace, transport, membershipChanged: clinic.reload }, URL_);
    return 'ok';
  } catch (error) {
    return error instanceof ExpectedError ? error.failure.code : (error as Error).message;
  }
}
const write = () => createRecords(clinic.workspace, [{ resourceType: 'Patient' }]);

describe('an endpoint cannot keep a workstation busy for ever', () => {
  it('by promising more and giving nothing', async () => {
    expect(await talk(() => ({ more: true }))).toBe('cloud-garbage');
  });
  it('by accepting and keeping nothing', async () => {
    write();
    expect(await talk(({ push }) => ({ accepted: push.length }))).toBe('cloud-garbage');
    expect(await talk(({ push }) => ({ accepted: push.length + 1, deviceHead: 1 }))).toBe('cloud-garbage');
  });
  it.each(['not-member', 'unknown-clinic'] as const)(
    'by refusing it as %s although the log was given back',
    async (error) => {
      expect(await talk(() => ({ error, message: '' }))).toBe('cloud-refused');
    },
  );
  it('by telling the same envelope again and again', async () => {
    write();
    const own = hashOf(
      new Uint8Array(clinic.store.get<{ bytes: Uint8Array }>('SELECT bytes FROM envelope')?.bytes ?? []),
    );
    let log: Uint8Array = new Uint8Array(32);
    const repeat = ({ cursor, push }: SyncRequest) => {
      log = extendLogHash(log, own);
      return {
        accepted: push.length,
        deviceHead: 1,
        envelopes: [1],
        nextCursor: cursor + 1,
        head: cursor + 2,
        logHash: log,
        more: true,
      };
    };
    expect(await talk(repeat)).toBe('cloud-alarm');
    expect(openAlarms(clinic.store).map(({ code }) => code)).toEqual(['log-forked']);
  });
  it('or seem to fork where a copy of this workstation sent something while it was asked', async () => {
    const logHash = extendLogHash(new Uint8Array(32), new Uint8Array(32).fill(9));
    const answer = (): Partial<SyncResponse> => {
      write();
      return { deviceHead: 1, envelopes: [1], nextCursor: 1, head: 1, logHash };
    };
    expect(await talk(answer)).toBe('cloud-alarm');
    expect(openAlarms(clinic.store).map(({ code }) => code)).toEqual(['equivocation']);
  });
  it('or make what is not sent look sent', async () => {
    write();
    expect(await talk(() => ({ deviceHead: 9 }))).toBe('cloud-alarm');
    write();
    const status = syncStatus(clinic.workspace, () => undefined);
    expect(status.remotes[0]).toMatchObject({ pendingEnvelopes: 2, state: 'alarm' });
  });
});

describe('enrolment', () => {
  it('leaves no false alarm behind when the line breaks between approval and answer', async () => {
    const { url } = await startCloud();
    const transport = memberTransport(url, clinic.honest, 10_000);
    const genesis = clinic.store
      .all<{ record: Uint8Array }>('SELECT record FROM membership ORDER BY idx')
      .map((row) => new Uint8Array(row.record));
    await transport.createClinic({ genesis: genesis[0] as Uint8Array, following: genesis.slice(1) });
    clinic.store.transaction((writer) => addRemote(writer, url, 1));
    const fresh = await testVault();
    const { code } = await fresh.ask('device.request', { remote: url, workstation: 'Laptop' });
    const broken: Transport = {
      ...transport,
      putEnrolmentAnswer: () => Promise.reject(new ExpectedError(fail('cloud-unreachable', '').error)),
    };
    await expect(approveDevice(clinic.membership(broken), [{ url, transport: broken }], code)).rejects.toThrow();
    await converse({ workspace: clinic.workspace, transport, membershipChanged: clinic.reload }, url);
    expect(openAlarms(clinic.store)).toEqual([]);
    const again = await approveDevice(clinic.membership(transport), [{ url, transport }], code);
    expect(again.words.split(' ')).toHaveLength(6);
  });

  it('does not mind a sync that brings the new member first', async () => {
    const { url } = await startCloud();
    const transport = memberTransport(url, clinic.honest, 10_000);
    const records = clinic.store
      .all<{ record: Uint8Array }>('SELECT record FROM membership ORDER BY idx')
      .map((row) => new Uint8Array(row.record));
    await transport.createClinic({ genesis: records[0] as Uint8Array, following: records.slice(1) });
    clinic.store.transaction((writer) => addRemote(writer, url, 1));
    const fresh = await testVault();
    const { code } = await fresh.ask('device.request', { remote: url, workstation: 'Laptop' });
    const slow: Transport = {
      ...transport,
      appendMembership: async (request) => {
        const page = await transport.appendMembership(request);
        await converse({ workspace: clinic.workspace, transport, membershipChanged: clinic.reload }, url);
        return page;
      },
    };
    await approveDevice(clinic.membership(slow), [{ url, transport: slow }], code);
    expect(openAlarms(clinic.store)).toEqual([]);
  });

  it('succeeds over what a cut off attempt left', async () => {
    const owner = await testClinic();
    const { url } = await startCloud();
    await owner.ask('remote.add', { url });
    const fresh = await testVault();
    writeFileSync(join(fresh.home, 'xinglin.db'), new Uint8Array(8192).fill(7));
    const { code } = await fresh.ask('device.request', { remote: url, workstation: 'Laptop' });
    const { words } = await owner.ask('device.approve', { code });
    await eventually(
      () => fresh.ask('session.state', {}),
      (state) => state.kind === 'joining' && state.words !== undefined,
    );
    await fresh.ask('device.confirm', { words });
    await fresh.ask('session.unlock', { passphrase: PASSPHRASE });
  });
});

describe('the endpoint', () => {
  it('never gives an envelope of a member that it does not name yet', async () => {
    let length = 1;
    const state = () => ({ head: 1, logHash: new Uint8Array(32), membershipLength: length });
    const store = {
      incarnation: new Uint8Array(16),
      deviceHead: async () => 0,
      clinic: async () => state(),
      page: async () => {
        length = 2; // somebody was approved and sent something while this request was served
        return { items: [new Uint8Array(1)], last: { serverSeq: 1, logHash: new Uint8Array(32) } };
      },
    };
    const membership = { member: async () => ({ ok: true, value: { state: state(), devices: new Map() } }) };
    const exchange = createExchange(
      { store, growth: {}, meter: { envelopes: () => undefined } } as never,
      membership as never,
    );
    const bearer = { clinicId: new Uint8Array(32), deviceId: new Uint8Array(16), expiresAt: 0 };
    const answer = await exchange.sync(bearer, { incarnation: null, cursor: 0, push: [], pullMax: 1000 });
    expect(answer).toMatchObject({ ok: true, value: { membershipLength: 2 } });
  });
});
