/** A Bundle in which thousands of entries are called the same: each is looked up at once, and not among all the others. */
import { expect, it } from 'vitest';
import { makeRepeat, openParcels } from '../../../electron/vault/exchange/fhir/bundle.ts';
import { makeBundleIndex } from '../../../electron/vault/exchange/fhir/streamed.ts';
import { bundle, patient } from './support.ts';

const options = { chosen: undefined, deletions: false, repeat: makeRepeat(new Map()) };
const named = (system: string) => patient('1', { meta: { source: system } });

it('is opened once, held', () => {
  const count = 200_000;
  const entry = Array.from({ length: count }, (_, i) => ({ resource: named(`urn:${i % 3}`) }));
  const same = { ...bundle('collection'), entry };
  const [parcel] = openParcels(same as never, options) as Exclude<ReturnType<typeof openParcels>, { code: string }>;
  expect(parcel?.items).toHaveLength(count);
  expect(parcel?.around.byKey('Patient/1', 'urn:2')?.system).toBe('urn:2');
  expect(parcel?.around.byKey('Patient/1', 'urn:other')).toBeUndefined();
});

it('may be full of empty ones', () => {
  const entry = Array.from({ length: 200_000 }, () => ({ resource: bundle('batch') }));
  const outer = bundle('collection', { resource: { ...bundle('batch'), entry } });
  expect(openParcels(outer as never, options)).toHaveLength(200_002);
});

it('is noted once, in parts', () => {
  const count = 40_000;
  const index = makeBundleIndex(() => new Map(), undefined);
  for (let i = 0; i < count; i++) index.note(JSON.stringify({ resource: named(`urn:${i}`) }), i + 1);
  const around = index
    .finish('{"resourceType":"Bundle","type":"collection"}')
    ?.open({ resource: patient('2') } as never, count, options)[0]?.around;
  for (let i = 0; i < count; i++) expect(around?.byKey('Patient/1', `urn:${i}`)?.system).toBe(`urn:${i}`);
  expect(around?.byKey('Patient/1', 'urn:other')).toBeUndefined();
});

it.each([
  ['a system', ['urn:a'], undefined, 'urn:b', 'urn:a'],
  ['two systems', ['urn:a', 'urn:b'], undefined, 'urn:b', 'urn:b'],
  ['two systems, and the reference of a third', ['urn:a', 'urn:b'], undefined, 'urn:c', undefined],
  ['none, in a Bundle of one', [undefined], 'urn:o', 'urn:b', 'urn:o'],
  ['none and that of the Bundle', [undefined, 'urn:o'], 'urn:o', 'urn:b', 'urn:o'],
  ['that of the Bundle and none', ['urn:o', undefined], 'urn:o', 'urn:o', 'urn:o'],
  ['none and another than that of the Bundle', [undefined, 'urn:a'], 'urn:o', 'urn:b', undefined],
])('a key of %s means the same, held or in parts', (_of, systems, outer, own, expected) => {
  const entries = systems.map((system) => ({ resource: system === undefined ? patient('1') : named(system) }));
  const about = { resourceType: 'Bundle', type: 'collection', ...(outer ? { meta: { source: outer } } : {}) };
  const parcels = openParcels({ ...about, entry: entries } as never, options);
  const index = makeBundleIndex(() => new Map(), undefined);
  entries.forEach((entry, i) => {
    index.note(JSON.stringify(entry), i + 1);
  });
  const parts = index.finish(JSON.stringify(about))?.open(entries[0] as never, 1, options);
  for (const opened of [parcels, parts])
    expect((opened as Exclude<typeof parcels, { code: string }>)[0]?.around.byKey('Patient/1', own)?.system).toBe(
      expected,
    );
});
