/** What every store of the endpoint must do for its operator: counts, quotas, uploads, copies. The second half of the suite. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudStore } from '../../cloud/storage/contract.ts';
import { concat, toHex } from '../../shared/base/bytes.ts';
import { attempt } from '../../shared/base/result.ts';
import { cryptoReady, randomBytes } from '../../shared/crypto/sodium.ts';
import { makeAuthor, makeClinic, makeDevice, type TestClinic } from '../support/devices.ts';
import type { StorePlace } from './cloud-store.ts';
import { checked, nameOf } from './envelopes.ts';

const AMPLE = Number.MAX_SAFE_INTEGER;
const NONE = new Uint8Array(0);
const sum = (list: readonly Uint8Array[]) => list.reduce((total, { length }) => total + length, 0);

/** The suite. */
export function describeStoreOperation(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`cloud store ${name}, operated`, () => {
    let place: StorePlace;
    let store: CloudStore;
    let clinic: TestClinic;

    beforeEach(async () => {
      await cryptoReady;
      place = await makePlace();
      store = await place.open();
      clinic = makeClinic();
      await store.createClinic(clinic.clinicId, clinic.genesis, null, 5000);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const append = (batch: readonly Uint8Array[], quota = AMPLE) =>
      store.append(clinic.clinicId, batch.map(checked), { quota });
    const state = async () => {
      const found = await store.clinic(clinic.clinicId);
      if (!found) throw new Error('no clinic');
      return found;
    };

    describe('counts', () => {
      it('bytes of envelopes and records, also where the same comes again, and what a redaction frees', async () => {
        expect(await state()).toMatchObject({ bytes: clinic.genesis.length, since: 5000, quota: null });
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(3, 5000);
        await append(envelopes);
        await append(envelopes);
        await store.appendMembership(clinic.clinicId, 1, randomBytes(100));
        await store.appendMembership(clinic.clinicId, 1, randomBytes(100));
        const full = clinic.genesis.length + sum(envelopes) + 100;
        expect((await state()).bytes).toBe(full);
        const [first, , last] = envelopes.map(nameOf);
        if (!first || !last) throw new Error('three envelopes');
        await store.redact(clinic.clinicId, last, [first]);
        await store.redact(clinic.clinicId, last, [first]);
        const kept = (await store.entries(clinic.clinicId, 0, 10)).map(({ bytes }) => new Uint8Array(bytes));
        expect((await state()).bytes).toBe(full - sum(envelopes) + sum(kept));
        expect(sum(kept)).toBeLessThan(sum(envelopes) - 4000);
      });

      it('what was moved, by month, the newest first', async () => {
        const moved = (month: string, up: number) => ({ clinicId: clinic.clinicId, month, up, down: 1, requests: 1 });
        expect(await store.traffic(clinic.clinicId, 5)).toEqual([]);
        await store.addTraffic([moved('2026-09', 5), moved('2026-11', 7), moved('2026-10', 6)]);
        await store.addTraffic([moved('2026-10', 10), { ...moved('2026-10', 99), clinicId: randomBytes(32) }]);
        expect(await store.traffic(clinic.clinicId, 2)).toEqual([
          { month: '2026-11', up: 7, down: 1, requests: 1 },
          { month: '2026-10', up: 16, down: 2, requests: 2 },
        ]);
      });

      it('entries and last envelopes as they are kept', async () => {
        const other = makeDevice();
        const mine = makeAuthor(clinic.clinicId, clinic.owner).many(3);
        const theirs = makeAuthor(clinic.clinicId, other).many(2);
        await append([...mine, ...theirs]);
        const entries = await store.entries(clinic.clinicId, 1, 3);
        expect(entries.map(({ serverSeq, seq }) => [serverSeq, seq])).toEqual([
          [2, 2],
          [3, 3],
          [4, 1],
        ]);
        expect(toHex(entries[0]?.bytes ?? NONE)).toBe(toHex(mine[1] ?? NONE));
        expect(await store.entries(clinic.clinicId, 5, 3)).toEqual([]);
        const heads = await store.deviceHeads(clinic.clinicId);
        const bySeq = heads.map(({ deviceId, seq }) => [toHex(deviceId), seq] as const);
        expect(new Map(bySeq)).toEqual(
          new Map([
            [toHex(clinic.owner.keys.id), 3],
            [toHex(other.keys.id), 2],
          ]),
        );
      });

      it('the bytes that it takes', async () => {
        const before = await store.size();
        await append(makeAuthor(clinic.clinicId, clinic.owner).many(10, 50_000));
        expect(await store.size()).toBeGreaterThanOrEqual(before + 450_000);
      });
    });

    describe('limits', () => {
      it('keep what fits under the quota, in order, and lose nothing of the rest', async () => {
        const author = makeAuthor(clinic.clinicId, clinic.owner);
        const envelopes = author.many(4, 1000);
        const quota = clinic.genesis.length + sum(envelopes.slice(0, 2)) + 10;
        const stop = { reason: 'quota', deviceHead: 2 };
        expect(await append(envelopes, quota)).toMatchObject({ accepted: 2, added: 2, head: 2, stop });
        expect(await append(envelopes.slice(2), quota)).toMatchObject({ accepted: 0, head: 2, stop });
        expect(await append(envelopes, quota)).toMatchObject({ accepted: 2, added: 0, stop });
        expect(await append(envelopes.slice(0, 2), 0)).toMatchObject({ accepted: 2, added: 0 });
        expect(await append(envelopes, quota + 5000)).toMatchObject({ accepted: 4, added: 2, head: 4 });
      });

      it('bound what a removed workstation sends in all, and nobody else', async () => {
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(5, 1000);
        const [one] = envelopes;
        const late = { deviceId: clinic.owner.keys.id, maxBytes: 3 * (one?.length ?? 0) };
        const send = (batch: Uint8Array[], limits: object) =>
          store.append(clinic.clinicId, batch.map(checked), { quota: AMPLE, ...limits });
        expect(await send(envelopes.slice(0, 1), {})).toMatchObject({ accepted: 1 });
        expect(await send(envelopes.slice(0, 3), { late })).toMatchObject({ accepted: 3, added: 2 });
        expect(await send(envelopes, { late })).toMatchObject({
          accepted: 4,
          stop: { reason: 'quota', deviceHead: 4 },
        });
        expect(await send(envelopes, { late })).toMatchObject({ accepted: 4, added: 0 });
        expect(await send(envelopes, {})).toMatchObject({ accepted: 5, added: 1, head: 5 });
      });

      it('and suspension are kept for a clinic', async () => {
        expect(await store.setQuota(clinic.clinicId, 12_345)).toBe(true);
        expect(await store.setSuspended(clinic.clinicId, true)).toBe(true);
        expect(await state()).toMatchObject({ quota: 12_345, suspended: true });
        await store.setQuota(clinic.clinicId, null);
        await store.setSuspended(clinic.clinicId, false);
        expect(await state()).toMatchObject({ quota: null, suspended: false });
        expect(await store.setQuota(randomBytes(32), 1)).toBe(false);
        expect(await store.setSuspended(randomBytes(32), true)).toBe(false);
      });
    });

    it('finds clinics by the beginning of their ids, in order, page by page', async () => {
      const ids = [clinic.clinicId];
      for (let i = 0; i < 9; i++) {
        const other = makeClinic();
        ids.push(other.clinicId);
        await store.createClinic(other.clinicId, other.genesis, null, 0);
      }
      const sorted = ids.map(toHex).sort();
      const first = await store.clinicIds(NONE, NONE, 4);
      const rest = await store.clinicIds(NONE, first.at(-1) ?? NONE, 100);
      expect([...first, ...rest].map(toHex)).toEqual(sorted);
      expect((await store.clinicIds(clinic.clinicId.subarray(0, 8), NONE, 9)).map(toHex)).toEqual([
        toHex(clinic.clinicId),
      ]);
      expect(await store.clinicIds(clinic.clinicId, clinic.clinicId, 9)).toEqual([]);
    });

    it('puts a branch in the place of the end of a membership log, only where it is as long as was said', async () => {
      const old = [1, 2, 3].map(() => randomBytes(100));
      for (const [at, record] of old.entries()) await store.appendMembership(clinic.clinicId, at + 1, record);
      const branch = [randomBytes(70)];
      expect(await store.replaceMembership(clinic.clinicId, 2, 3, branch)).toBe(false);
      expect(await store.replaceMembership(randomBytes(32), 2, 4, branch)).toBe(false);
      const before = await state();
      expect(await store.replaceMembership(clinic.clinicId, 2, 4, branch)).toBe(true);
      const kept = await store.membership(clinic.clinicId, 0, 1e6);
      expect(kept.map(toHex)).toEqual([clinic.genesis, ...old.slice(0, 1), ...branch].map(toHex));
      const bytes = clinic.genesis.length + 170;
      expect(await state()).toMatchObject({
        membershipLength: 3,
        membershipBranch: before.membershipBranch + 1,
        bytes,
      });
      expect(await store.appendMembership(clinic.clinicId, 3, randomBytes(9))).toBe(true);
    });

    describe('uploads', () => {
      const [device, hash] = [new Uint8Array(16).fill(1), new Uint8Array(32).fill(2)];
      const times = { now: 1000, expiresAt: 2000 };
      const put = (offset: number, bytes: Uint8Array, of: Uint8Array = hash, at = times) =>
        store.putPiece(clinic.clinicId, device, { hash: of, offset, bytes }, at);

      it('grow where they end, and nowhere else', async () => {
        const bytes = randomBytes(100);
        expect(await store.uploaded(clinic.clinicId, device, hash, 1000)).toBe(0);
        expect(await put(5, bytes)).toBe(0);
        expect(await put(0, bytes.subarray(0, 60))).toBe(60);
        expect(await put(59, bytes.subarray(59))).toBe(60);
        expect(await put(61, bytes.subarray(61))).toBe(60);
        expect(await put(60, NONE)).toBe(60);
        expect(await put(60, bytes.subarray(60))).toBe(100);
        expect(await store.uploaded(clinic.clinicId, device, hash, 1999)).toBe(100);
        expect(toHex((await store.upload(clinic.clinicId, device, hash, 1000)) ?? NONE)).toBe(toHex(bytes));
        expect(await store.upload(clinic.clinicId, new Uint8Array(16), hash, 1000)).toBeNull();
        expect(await store.upload(clinic.clinicId, device, randomBytes(32), 1000)).toBeNull();
      });

      it('give way to another, to a new beginning, and when they were used', async () => {
        await put(0, randomBytes(50));
        const other = randomBytes(32);
        expect(await put(50, randomBytes(5), other)).toBe(0);
        expect(await store.uploaded(clinic.clinicId, device, hash, 1000)).toBe(50);
        expect(await put(0, randomBytes(7), other)).toBe(7);
        expect(await store.uploaded(clinic.clinicId, device, hash, 1000)).toBe(0);
        expect(await put(0, randomBytes(9), other)).toBe(9);
        await store.dropUpload(clinic.clinicId, device);
        expect(await store.upload(clinic.clinicId, device, other, 1000)).toBeNull();
      });

      it('expire, each piece giving them more time', async () => {
        await put(0, randomBytes(5));
        await put(5, randomBytes(5), hash, { now: 1500, expiresAt: 2500 });
        expect(await store.uploaded(clinic.clinicId, device, hash, 2499)).toBe(10);
        expect(await store.dropExpired(2400)).toBe(0);
        expect(await store.upload(clinic.clinicId, device, hash, 2500)).toBeNull();
        expect(await store.dropExpired(2500)).toBe(2);
      });
    });

    describe('mailboxes', () => {
      const times = { now: 1000, expiresAt: 2000 };

      it('keep the first request, and an answer of the clinic that answers first', async () => {
        const [mailbox, request, reply] = [randomBytes(32), randomBytes(90), randomBytes(500)];
        expect(await store.mailbox(mailbox, 1000)).toBeNull();
        expect(await store.putAnswer(mailbox, clinic.clinicId, reply, 1000)).toBe('none');
        expect(await store.putRequest(mailbox, request, times, 10)).toBe('kept');
        expect(await store.putRequest(mailbox, request, times, 10)).toBe('kept');
        expect(await store.putRequest(mailbox, randomBytes(90), times, 10)).toBe('conflict');
        expect((await store.mailbox(mailbox, 1500))?.answer).toBeNull();
        expect(await store.putAnswer(mailbox, clinic.clinicId, randomBytes(3), 1500)).toBe('kept');
        expect(await store.putAnswer(mailbox, clinic.clinicId, reply, 1500)).toBe('kept');
        expect(await store.putAnswer(mailbox, randomBytes(32), randomBytes(3), 1500)).toBe('conflict');
        const found = await store.mailbox(mailbox, 1999);
        expect(toHex(found?.request ?? NONE)).toBe(toHex(request));
        expect(toHex(found?.answer ?? NONE)).toBe(toHex(reply));
      });

      it('expire', async () => {
        const mailbox = randomBytes(32);
        await store.putRequest(mailbox, randomBytes(9), times, 10);
        expect(await store.mailbox(mailbox, 2000)).toBeNull();
        expect(await store.putAnswer(mailbox, clinic.clinicId, randomBytes(9), 2000)).toBe('none');
        expect(await store.dropExpired(1999)).toBe(0);
        expect(await store.dropExpired(2000)).toBe(1);
        expect(await store.putRequest(mailbox, randomBytes(9), { now: 2000, expiresAt: 3000 }, 10)).toBe('kept');
      });

      it('are bounded in number, not counting those that have expired', async () => {
        for (let i = 0; i < 3; i++) expect(await store.putRequest(randomBytes(32), NONE, times, 3)).toBe('kept');
        expect(await store.putRequest(randomBytes(32), NONE, times, 3)).toBe('full');
        expect(await store.putRequest(randomBytes(32), NONE, { now: 2500, expiresAt: 3500 }, 3)).toBe('kept');
      });
    });

    it('is copied while it is written to: whole transactions, in order, nothing after its beginning needed', async () => {
      const author = makeAuthor(clinic.clinicId, clinic.owner);
      await append(author.many(40, 20_000));
      const folder = await place.elsewhere();
      const file = join(folder, 'cloud.sqlite');
      const writing = (async () => {
        for (let i = 0; i < 10; i++) await append(author.many(3, 2000));
      })();
      await store.backup(file);
      await writing;
      const copy = await place.open({ directory: folder });
      const log = await copy.entries(clinic.clinicId, 0, 1000);
      const head = (await copy.clinic(clinic.clinicId))?.head ?? 0;
      expect(log).toHaveLength(head);
      expect(head).toBeGreaterThanOrEqual(40);
      expect((head - 40) % 3).toBe(0);
      const original = await store.entries(clinic.clinicId, 0, head);
      expect(toHex(concat(...log.map(({ bytes }) => bytes)))).toBe(
        toHex(concat(...original.map(({ bytes }) => bytes))),
      );
      expect(toHex(copy.secret)).toBe(toHex(store.secret));
      await copy.close();
      expect(await attempt(() => store.backup(file))).toMatchObject({ ok: false, error: { code: 'already-exists' } });
      const nowhere = join(folder, 'absent', 'x');
      expect(await attempt(() => store.backup(nowhere))).toMatchObject({
        ok: false,
        error: { code: 'file-unwritable' },
      });
      await writeFile(join(folder, 'taken'), 'something');
      await attempt(() => store.backup(join(folder, 'taken')));
      expect(existsSync(join(folder, 'taken'))).toBe(true);
    });
  });
}
