/** What is narrowed by SQL loses nothing: the same as judging every record, over random records and queries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../electron/vault/query/compile.ts';
import { type Condition, type QueryContext, SCAN_LIMITS } from '../../../electron/vault/query/context.ts';
import { calendarOf } from '../../../electron/vault/query/date-span.ts';
import { scan } from '../../../electron/vault/query/scan.ts';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import { followKeys, indexedTo, keySome } from '../../../electron/vault/records/search-key-index.ts';
import { searchKeys } from '../../../electron/vault/records/search-keys.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { insertAll, ZONE } from '../records-read/rows.ts';
import { NOW, type Searched, searched } from './clinic.ts';
import { queries, records } from './random.ts';

const SEED = 20_261_123;

type Limits = QueryContext['limits'];

/** A context that narrows by so much; without a row up to which there are keys, by none of them. */
function contextOf(store: Store, indexed: number | undefined, limits: Limits): QueryContext {
  return {
    reader: store,
    calendar: calendarOf(ZONE),
    now: NOW,
    indexedTo: indexed,
    limits,
    closed: new Set(),
    breathe: async () => {},
  };
}

async function compileAll(context: QueryContext, type: string, conditions: readonly string[]): Promise<Condition[]> {
  const compiled: Condition[] = [];
  for (const condition of conditions) {
    const [name = '', value = ''] = condition.split('=');
    compiled.push(await compileCondition(context, type, name, decodeURIComponent(value)));
  }
  return compiled;
}

/** Judges every record, with conditions that narrow nothing inside them either. */
async function everyMatch(store: Store, resources: readonly JsonObject[], type: string, conditions: readonly string[]) {
  const compiled = await compileAll(contextOf(store, undefined, SCAN_LIMITS), type, conditions);
  return resources
    .filter((resource) => resource.resourceType === type)
    .filter((resource) =>
      compiled.every(({ matches }) => matches({ type, id: String(resource.id), resource, updated: 0 })),
    )
    .map(({ id }) => `${type}/${id}`)
    .toSorted();
}

/** What is found with other limits: every narrowing taken together, or as a test of rows. */
async function scanned(store: Store, limits: Limits, type: string, conditions: readonly string[]): Promise<string[]> {
  const context = contextOf(store, indexedTo(store), limits);
  const found: string[] = [];
  for await (const piece of scan(context, type, await compileAll(context, type, conditions)).pieces(0)) {
    found.push(...piece.found.map(({ id }) => `${type}/${id}`));
  }
  return found.toSorted();
}

/** Empties the database and fills it with others; `keyed` of them have keys. */
function refill({ store, withKeys, withoutKeys }: Searched, resources: readonly JsonObject[], keyed: number): void {
  store.transaction((writer) => {
    const indexes = [
      'identifier',
      'search_key',
      'search_token',
      'fact',
      'fact_count',
      'fact_person',
      'observed',
      'coded',
    ];
    for (const table of ['record', ...indexes]) writer.run(`DELETE FROM ${table}`);
  });
  withoutKeys();
  insertAll(store, resources.slice(0, keyed));
  withKeys();
  insertAll(store, resources.slice(keyed));
}

describe('narrowing', () => {
  const clinic = searched([]);

  it('finds what judging every record finds', async () => {
    let found = 0;
    let narrowed = 0;
    const property = fc.asyncProperty(
      records,
      fc.array(queries, { minLength: 5, maxLength: 8 }),
      fc.nat(30),
      async (resources, all, keyed) => {
        refill(clinic, resources, keyed);
        if (indexedTo(clinic.store) > 0) narrowed += 1;
        for (const { type, conditions } of all) {
          const query = `${type}?${conditions.join('&')}`;
          const expected = await everyMatch(clinic.store, resources, type, conditions);
          expect([query, (await clinic.all(query)).toSorted()]).toEqual([query, expected]);
          for (const limits of [
            { counted: 300, few: 0 },
            { counted: 0, few: 0 },
          ]) {
            expect([query, limits, await scanned(clinic.store, limits, type, conditions)]).toEqual([
              query,
              limits,
              expected,
            ]);
          }
          found += expected.length;
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 80 });
    expect(found).toBeGreaterThan(200);
    expect(narrowed).toBeGreaterThan(60);
  }, 120_000);

  it('follows changes of records: every key that a shown record has is there, and no key of what it was', () => {
    fc.assert(
      fc.property(records, records, (before, after) => {
        refill(clinic, before, before.length);
        const { store } = clinic;
        const dayOf = dayIn(ZONE);
        const shown = new Map<number, JsonObject>();
        store.transaction((writer) => {
          const rows = writer.all<{ rid: number; type: string; id: string; json: string }>(
            'SELECT rid, type, id, json FROM record',
          );
          for (const { rid, type, id, json } of rows) {
            const changed = after.find((one) => one.resourceType === type && one.id === id);
            if (!changed) {
              followKeys(writer, rid, json, null);
              writer.run('UPDATE record SET deleted = 1 WHERE rid = ?', rid);
              continue;
            }
            const projection = project(changed, dayOf);
            followKeys(writer, rid, json, { resource: changed, projection });
            writer.run(
              'UPDATE record SET json = ?, patient = ?, day = ? WHERE rid = ?',
              canonicalJson(changed),
              projection.patient,
              projection.day,
              rid,
            );
            shown.set(rid, changed);
          }
        });
        const kept = store
          .all<{ key: number; rid: number }>('SELECT key, rid FROM search_key ORDER BY rid, key')
          .map(({ key, rid }) => `${rid} ${key}`);
        const expected = [...shown].flatMap(([rid, resource]) => {
          const { patient, day } = project(resource, dayOf);
          return [...searchKeys(resource, patient, day)].map((key) => `${rid} ${key}`);
        });
        expect(new Set(kept)).toEqual(new Set(expected));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('gives records their keys a few at a time, and again where another version made them', () => {
    refill(
      clinic,
      Array.from({ length: 10 }, (_, i) => ({
        resourceType: 'Observation',
        id: `k${i}`,
        code: { coding: [{ code: 'x' }] },
      })),
      0,
    );
    const { store } = clinic;
    expect([keySome(store, 4), keySome(store, 4), keySome(store, 4), keySome(store, 4)]).toEqual([6, 2, 0, 0]);
    expect(store.get<{ n: number }>('SELECT count(*) AS n FROM search_key')?.n).toBe(10);
    store.transaction((writer) => {
      writer.run('UPDATE search_keyed SET version = 0');
      writer.run('INSERT INTO search_key (key, rid) VALUES (1, 1)');
    });
    expect(indexedTo(store)).toBe(0);
    expect(keySome(store, 100)).toBe(0);
    expect(store.get<{ n: number }>('SELECT count(*) AS n FROM search_key')?.n).toBe(10);
  });
});
