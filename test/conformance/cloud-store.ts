/** What every store of the endpoint must do. A new store gives a harness to `describeCloudStore` and passes. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CloudStore, StorageFull, type StoreOptions } from '../../cloud/storage/contract.ts';
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { cryptoReady, randomBytes } from '../../shared/crypto/sodium.ts';
import { type Envelope, extendLogHash, parseEnvelope, stubOf } from '../../shared/envelope/layout.ts';
import { type Author, hashOfBytes, makeAuthor, makeClinic, makeDevice, type TestClinic } from '../support/devices.ts';
import { checked, nameOf } from './envelopes.ts';

/** One place where data of a store can be; opened as often as asked, also twice at once. */
export interface StorePlace {
  open(options?: Partial<Pick<StoreOptions, 'storageLimit' | 'restored' | 'directory'>>): Promise<CloudStore>;
  /** Another folder, which goes with the place. */
  elsewhere(): Promise<string>;
  remove(): Promise<void>;
}

const ZERO = new Uint8Array(32);
const AMPLE = { quota: Number.MAX_SAFE_INTEGER };

/** The suite. */
export function describeCloudStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`cloud store ${name}`, () => {
    let place: StorePlace;
    let store: CloudStore;
    let clinic: TestClinic;
    const opened: CloudStore[] = [];

    async function open(options?: Parameters<StorePlace['open']>[0]): Promise<CloudStore> {
      const one = await place.open(options);
      opened.push(one);
      return one;
    }

    beforeEach(async () => {
      await cryptoReady;
      place = await makePlace();
      store = await open();
      clinic = makeClinic();
      await store.createClinic(clinic.clinicId, clinic.genesis, null, 1000);
    });

    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
      await place.remove();
    });

    const append = (batch: readonly Uint8Array[], into = store) =>
      into.append(clinic.clinicId, batch.map(checked), AMPLE);

    async function wholeLog(from = store): Promise<Uint8Array[]> {
      const page = { after: 0, maxBytes: 1e9, maxItems: 1e6, own: new Uint8Array(16) };
      return (await from.page(clinic.clinicId, page)).items.map((item) => {
        if (typeof item === 'number') throw new Error('an own envelope');
        return new Uint8Array(item);
      });
    }

    function chained(log: readonly Uint8Array[]): string {
      return toHex(log.reduce((hash, bytes) => extendLogHash(hash, hashOfBytes(bytes)), ZERO));
    }

    describe('clinics and membership', () => {
      it('creates a clinic once', async () => {
        const other = makeClinic();
        expect(await store.clinic(other.clinicId)).toBeNull();
        expect(await store.createClinic(other.clinicId, other.genesis, null, 1000)).toBe('created');
        expect(await store.createClinic(other.clinicId, randomBytes(80), null, 1000)).toBe('exists');
        const state = await store.clinic(other.clinicId);
        expect(state).toMatchObject({ head: 0, membershipLength: 1 });
        expect(toHex(state?.logHash ?? ZERO)).toBe(toHex(ZERO));
        const records = await store.membership(other.clinicId, 0, 1e6);
        expect(records.map(toHex)).toEqual([toHex(other.genesis)]);
      });

      it('uses an invitation for one clinic only', async () => {
        const [first, second, invitation] = [makeClinic(), makeClinic(), randomBytes(16)];
        expect(await store.createClinic(first.clinicId, first.genesis, invitation, 1000)).toBe('created');
        expect(await store.createClinic(second.clinicId, second.genesis, invitation, 1000)).toBe('invitation-used');
        expect(await store.clinic(second.clinicId)).toBeNull();
        expect(await store.createClinic(first.clinicId, first.genesis, invitation, 1000)).toBe('exists');
      });

      it('appends a membership record only behind the record that was last', async () => {
        const other = await open();
        const records = Array.from({ length: 8 }, () => randomBytes(64));
        const outcomes = await Promise.all(
          records.map((record, i) => (i % 2 ? other : store).appendMembership(clinic.clinicId, 1, record)),
        );
        expect(outcomes.filter(Boolean)).toHaveLength(1);
        expect(await store.appendMembership(clinic.clinicId, 3, randomBytes(64))).toBe(false);
        expect(await store.appendMembership(randomBytes(32), 0, randomBytes(64))).toBe(false);
        expect((await store.clinic(clinic.clinicId))?.membershipLength).toBe(2);
        const kept = await store.membership(clinic.clinicId, 1, 1e6);
        expect(kept.map(toHex)).toEqual([toHex(records[outcomes.indexOf(true)] ?? ZERO)]);
      });

      it('gives membership records in pages, at least one', async () => {
        for (let i = 1; i < 6; i++) await store.appendMembership(clinic.clinicId, i, randomBytes(100));
        expect(await store.membership(clinic.clinicId, 1, 250)).toHaveLength(2);
        expect(await store.membership(clinic.clinicId, 1, 0)).toHaveLength(1);
        expect(await store.membership(clinic.clinicId, 4, 1e6)).toHaveLength(2);
        expect(await store.membership(clinic.clinicId, 6, 1e6)).toHaveLength(0);
      });
    });

    describe('the log', () => {
      it('numbers envelopes without gaps and chains their hash', async () => {
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(5);
        const outcome = await append(envelopes);
        expect(outcome).toMatchObject({ accepted: 5, added: 5, head: 5 });
        expect(outcome.stop).toBeUndefined();
        expect((await wholeLog()).map(toHex)).toEqual(envelopes.map(toHex));
        expect(toHex(outcome.logHash)).toBe(chained(envelopes));
        expect(toHex((await store.clinic(clinic.clinicId))?.logHash ?? ZERO)).toBe(chained(envelopes));
        expect(await store.deviceHead(clinic.clinicId, clinic.owner.keys.id)).toBe(5);
      });

      it('takes the same bytes again without keeping them twice', async () => {
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(4);
        await append(envelopes.slice(0, 3));
        expect(await append(envelopes)).toMatchObject({ accepted: 4, added: 1, head: 4 });
        expect(await append(envelopes)).toMatchObject({ accepted: 4, added: 0, head: 4 });
        const doubled = envelopes.flatMap((bytes) => [bytes, bytes]);
        expect(await append(doubled)).toMatchObject({ accepted: 8, added: 0, head: 4 });
      });

      it('stops at a gap and keeps what came before it', async () => {
        const [first, second, third, fourth] = makeAuthor(clinic.clinicId, clinic.owner).many(4);
        if (!first || !second || !third || !fourth) throw new Error('four envelopes');
        expect(await append([second])).toMatchObject({ accepted: 0, head: 0, stop: { reason: 'gap', deviceHead: 0 } });
        const outcome = await append([first, second, fourth, third]);
        expect(outcome).toMatchObject({ accepted: 2, added: 2, head: 2, stop: { reason: 'gap', deviceHead: 2 } });
        expect(await append([third, fourth])).toMatchObject({ accepted: 2, head: 4 });
      });

      it('stops at a second history of a device', async () => {
        const mine = makeAuthor(clinic.clinicId, clinic.owner).many(3);
        const cloned = makeAuthor(clinic.clinicId, clinic.owner).many(4);
        await append(mine);
        const stop = { reason: 'equivocation', deviceHead: 3 };
        expect(await append(cloned)).toMatchObject({ accepted: 0, head: 3, stop });
        expect(await append(cloned.slice(3))).toMatchObject({ accepted: 0, head: 3, stop });
        expect((await wholeLog()).map(toHex)).toEqual(mine.map(toHex));
      });

      it('keeps clinics apart', async () => {
        const other = makeClinic();
        await store.createClinic(other.clinicId, other.genesis, null, 1000);
        await append(makeAuthor(clinic.clinicId, clinic.owner).many(3));
        const theirs = makeAuthor(other.clinicId, clinic.owner).many(2);
        expect(await store.append(other.clinicId, theirs.map(checked), AMPLE)).toMatchObject({ accepted: 2, head: 2 });
        expect((await store.clinic(clinic.clinicId))?.head).toBe(3);
      });

      it('stays gapless, in order and without loss under concurrent appends', async () => {
        const other = await open();
        const authors = Array.from({ length: 4 }, () => makeAuthor(clinic.clinicId, makeDevice()));
        const pushed = authors.map((author) => author.many(12, 100));
        await Promise.all(
          pushed.map(async (envelopes, i) => {
            for (let at = 0; at < envelopes.length; at += 3) {
              await append(envelopes.slice(Math.max(0, at - 1), at + 3), i % 2 ? other : store);
            }
          }),
        );
        const log = await wholeLog();
        expect(log).toHaveLength(48);
        const state = await other.clinic(clinic.clinicId);
        expect(state?.head).toBe(48);
        expect(toHex(state?.logHash ?? ZERO)).toBe(chained(log));
        for (const envelopes of pushed) {
          const places = envelopes.map((bytes) => log.findIndex((kept) => sameBytes(kept, bytes)));
          expect(places).toEqual([...places].sort((a, b) => a - b));
          expect(places[0]).toBeGreaterThanOrEqual(0);
        }
      });

      it('gives pages that add up to the log, with the hash at their end, whatever their size', async () => {
        const devices = [clinic.owner, makeDevice(), makeDevice()];
        const authors = devices.map((device) => makeAuthor(clinic.clinicId, device));
        for (let i = 0; i < 10; i++) await append(authors.flatMap((author) => author.many(1 + (i % 2), 50 + 30 * i)));
        const log = await wholeLog();
        await fc.assert(
          fc.asyncProperty(
            fc.record({ maxBytes: fc.integer({ min: 0, max: 3000 }), maxItems: fc.integer({ min: 1, max: 9 }) }),
            fc.integer({ min: 0, max: devices.length }),
            async (limits, asking) => {
              const own = devices[asking]?.keys.id ?? new Uint8Array(16);
              const seen: Uint8Array[] = [];
              for (let after = 0; after < log.length; ) {
                const page = await store.page(clinic.clinicId, { after, own, ...limits });
                expect(page.items.length).toBeGreaterThan(0);
                expect(page.items.length).toBeLessThanOrEqual(limits.maxItems);
                const sizes = page.items.map((item) => (typeof item === 'number' ? 0 : item.length));
                const total = sizes.reduce((sum, size) => sum + size, 0);
                expect(page.items.length === 1 || total <= limits.maxBytes).toBe(true);
                for (const item of page.items) {
                  const kept = log[seen.length] ?? ZERO;
                  const author = checked(kept);
                  const mine = sameBytes(author.deviceId, own);
                  expect(typeof item === 'number' ? item : toHex(item)).toBe(mine ? author.seq : toHex(kept));
                  seen.push(kept);
                }
                expect(page.last?.serverSeq).toBe(seen.length);
                expect(toHex(page.last?.logHash ?? ZERO)).toBe(chained(seen));
                after = seen.length;
              }
            },
          ),
          { numRuns: 40 },
        );
        const beyond = { after: log.length, maxBytes: 1e6, maxItems: 10, own: new Uint8Array(16) };
        expect(await store.page(clinic.clinicId, beyond)).toEqual({ items: [], last: null });
      });

      it('ends with the same log as a plain list, whatever is pushed in whatever order', async () => {
        const devices = [makeDevice(), makeDevice()];
        const histories = devices.map((device) => [
          makeAuthor(clinic.clinicId, device).many(6, 32),
          makeAuthor(clinic.clinicId, device).many(6, 32),
        ]);
        const pick = fc.record({
          device: fc.nat(1),
          history: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.constant(1)),
          seq: fc.nat(5),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(fc.array(pick, { maxLength: 8 }), { maxLength: 10 }), async (batches) => {
            const fresh = makeClinic();
            await store.createClinic(fresh.clinicId, fresh.genesis, null, 1000);
            const model: Uint8Array[] = [];
            const kept: Uint8Array[][] = [[], []];
            for (const batch of batches) {
              const bytes = batch.map(({ device, history, seq }) => histories[device]?.[history]?.[seq] ?? ZERO);
              const outcome = await store.append(fresh.clinicId, bytes.map(checked), AMPLE);
              let accepted = 0;
              for (const [i, { device, seq }] of batch.entries()) {
                const mine = kept[device] ?? [];
                const envelope = bytes[i] ?? ZERO;
                const same = mine[seq] !== undefined && sameBytes(mine[seq], envelope);
                const follows = seq === mine.length && sameBytes(checked(envelope).previous, hashOf(mine.at(-1)));
                if (!same && !follows) break;
                if (follows) {
                  mine.push(envelope);
                  model.push(envelope);
                }
                accepted++;
              }
              expect(outcome.accepted).toBe(accepted);
              expect(outcome.stop === undefined).toBe(accepted === batch.length);
              expect(outcome.head).toBe(model.length);
              expect(toHex(outcome.logHash)).toBe(chained(model));
            }
          }),
          { numRuns: 60 },
        );
      });

      it('keeps stubs of what is redacted, with order, hashes and device heads as they were', async () => {
        const author = makeAuthor(clinic.clinicId, clinic.owner);
        const envelopes = author.many(4, 3000);
        await append(envelopes);
        const before = await store.clinic(clinic.clinicId);
        const [first, second, third, fourth] = envelopes.map(nameOf);
        if (!first || !second || !third || !fourth) throw new Error('four envelopes');
        const missing = nameOf(author.next());
        const foreign = { ...second, hash: randomBytes(32) };
        expect(await store.redact(clinic.clinicId, missing, [first])).toBeNull();
        expect(await store.redact(randomBytes(32), fourth, [first])).toBeNull();
        expect((await wholeLog()).map(toHex)).toEqual(envelopes.map(toHex));

        expect(await store.redact(clinic.clinicId, fourth, [first, third, missing, foreign])).toBe(2);
        expect(await store.redact(clinic.clinicId, fourth, [first])).toBe(1);
        const log = await wholeLog();
        const stubs = [0, 2].map((at) => toHex(stubOf(parseEnvelope(envelopes[at] ?? ZERO) as Envelope)));
        expect(log.map(toHex)).toEqual([stubs[0], toHex(envelopes[1] ?? ZERO), stubs[1], toHex(envelopes[3] ?? ZERO)]);
        expect(await store.clinic(clinic.clinicId)).toEqual({ ...before, bytes: expect.any(Number) });
        expect(log).toHaveLength(4);
        expect(await append(log)).toMatchObject({ accepted: 4, added: 0, head: 4 });
        expect((await wholeLog()).map(toHex)).toEqual(log.map(toHex));
        expect(await append([author.next()])).toMatchObject({ accepted: 0, stop: { reason: 'gap', deviceHead: 4 } });
        const page = await store.page(clinic.clinicId, { after: 0, maxBytes: 700, maxItems: 9, own: ZERO.slice(16) });
        expect(page.items).toHaveLength(1); // a stub and a whole envelope are more than that
      });

      it('puts contents that somebody gives back in the place of their stubs', async () => {
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(3, 3000);
        await append(envelopes);
        const before = await store.clinic(clinic.clinicId);
        const [first, second, third] = envelopes as [Uint8Array, Uint8Array, Uint8Array];
        await store.redact(clinic.clinicId, nameOf(third), [nameOf(first), nameOf(second)]);
        const stub = stubOf(parseEnvelope(second) as Envelope);
        expect(await append([first, first, stub])).toMatchObject({ accepted: 3, added: 0, head: 3 });
        expect((await wholeLog()).map(toHex)).toEqual([first, stub, third].map(toHex));
        expect(await append([second])).toMatchObject({ accepted: 1, added: 0, head: 3 });
        expect((await wholeLog()).map(toHex)).toEqual(envelopes.map(toHex));
        expect(await store.clinic(clinic.clinicId)).toEqual(before);
        await store.redact(clinic.clinicId, nameOf(third), [nameOf(first)]);
        const bytes = (await store.clinic(clinic.clinicId))?.bytes ?? 0;
        const little = { quota: bytes + 100 };
        expect(await store.append(clinic.clinicId, [checked(first)], little)).toMatchObject({
          accepted: 0,
          stop: { reason: 'quota' },
        });
      });

      it('takes stubs as it takes envelopes', async () => {
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(3);
        const stub = stubOf(parseEnvelope(envelopes[1] ?? ZERO) as Envelope);
        const [first, , third] = envelopes;
        if (!first || !third) throw new Error('three envelopes');
        expect(await append([first, stub, third])).toMatchObject({ accepted: 3, head: 3 });
        expect(toHex((await store.clinic(clinic.clinicId))?.logHash ?? ZERO)).toBe(chained(envelopes));
        expect((await wholeLog()).map(toHex)).toEqual([first, stub, third].map(toHex));
      });

      it('keeps nothing of a batch for which there is no room, and everything before it', async () => {
        await store.close();
        store = await open({ storageLimit: 1024 * 1024 });
        const author: Author = makeAuthor(clinic.clinicId, clinic.owner);
        const acknowledged: Uint8Array[] = [];
        let full: unknown = null;
        while (!full && acknowledged.length < 200) {
          const batch = author.many(5, 20_000);
          await append(batch).then(
            () => acknowledged.push(...batch),
            (error: unknown) => {
              full = error;
            },
          );
        }
        expect(full).toBeInstanceOf(StorageFull);
        expect(acknowledged.length).toBeGreaterThan(0);
        expect((await wholeLog()).map(toHex)).toEqual(acknowledged.map(toHex));
        expect(await store.clinic(clinic.clinicId)).toMatchObject({ head: acknowledged.length });
        expect(await store.deviceHead(clinic.clinicId, clinic.owner.keys.id)).toBe(acknowledged.length);
        await store.close();
        store = await open();
        const rest = makeAuthor(clinic.clinicId, clinic.owner, {
          seq: acknowledged.length,
          bytes: acknowledged.at(-1) ?? ZERO,
        }).many(5, 20_000);
        expect(await append(rest)).toMatchObject({ accepted: 5, head: acknowledged.length + 5 });
        expect(toHex((await store.clinic(clinic.clinicId))?.logHash ?? ZERO)).toBe(chained(await wholeLog()));
      });
    });

    describe('identity', () => {
      it('stays, with all data, when the store is opened again', async () => {
        const envelopes = makeAuthor(clinic.clinicId, clinic.owner).many(3);
        await append(envelopes);
        const mailbox = randomBytes(32);
        await store.putRequest(mailbox, ZERO, { now: 0, expiresAt: 10 }, 10);
        await store.close();
        const again = await open();
        expect(toHex(again.incarnation)).toBe(toHex(store.incarnation));
        expect(toHex(again.secret)).toBe(toHex(store.secret));
        expect((await wholeLog(again)).map(toHex)).toEqual(envelopes.map(toHex));
        expect(await again.membership(clinic.clinicId, 0, 1e6)).toHaveLength(1);
        expect(await again.mailbox(mailbox, 5)).not.toBeNull();
      });

      it('is new where the data are', async () => {
        const elsewhere = await makePlace();
        const other = await elsewhere.open();
        expect(other.incarnation).toHaveLength(16);
        expect(toHex(other.incarnation)).not.toBe(toHex(store.incarnation));
        expect(toHex(other.secret)).not.toBe(toHex(store.secret));
        await other.close();
        await elsewhere.remove();
      });

      it('gets a new incarnation, and keeps its secret, when restored from a backup', async () => {
        await store.close();
        const restored = await open({ restored: true });
        expect(toHex(restored.incarnation)).not.toBe(toHex(store.incarnation));
        expect(toHex(restored.secret)).toBe(toHex(store.secret));
        await restored.close();
        expect(toHex((await open()).incarnation)).toBe(toHex(restored.incarnation));
      });
    });
  });
}

function hashOf(bytes: Uint8Array | undefined): Uint8Array {
  return bytes ? hashOfBytes(bytes) : ZERO;
}
