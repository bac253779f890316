import { join } from 'node:path';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { importedId, UNSPECIFIED } from '../../../electron/vault/exchange/fhir/ids.ts';
import { rewriteReferences } from '../../../electron/vault/exchange/fhir/rewrite.ts';
import type { Batch } from '../../../electron/vault/records/incoming.ts';
import { canonicalJson, type Json, parseJson } from '../../../shared/records/json.ts';
import { makeMemorySink } from '../../support/memory-sink.ts';
import { about, bundle, folderOf, importFiles, importPaths, patient } from './support.ts';

const id = (type: string, original: string, system = UNSPECIFIED): string => importedId(system, type, original);
const ref = (type: string, original: string, system = UNSPECIFIED): object => ({
  reference: `${type}/${id(type, original, system)}`,
});
const U1 = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const U2 = 'urn:uuid:22222222-2222-4222-8222-222222222222';

describe('ids', () => {
  it('are derived from system, type and original id, and never change', () => {
    expect(id('Patient', '1')).toBe('e1dad089-f8ad-5084-9891-0cbd8fee247e');
    expect(id('Patient', '1', 'http://a.example/fhir')).not.toBe(id('Patient', '1'));
    expect(id('Person', '1')).not.toBe(id('Patient', '1'));
  });

  it('are UUIDs of version 5 as the package uuid makes them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (system, original) => {
        expect(id('Patient', original, system)).toBe(
          v5(`${system}|Patient|${original}`, '6f2d3f0e-0b53-5c1c-9a55-3c1e6c7f7a21'),
        );
      }),
    );
  });

  it('are the same in another file, layout and bundle', async () => {
    const sink = makeMemorySink();
    await importFiles({ 'a.json': patient('1') }, { sink });
    const { report } = await importFiles(
      { 'z.ndjson': [patient('1')], 'b.json': bundle('transaction', { fullUrl: U1, resource: patient('1') }) },
      { sink },
    );
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  it('keep senders apart: by choice, by server, by meta.source', async () => {
    const sink = makeMemorySink();
    await importFiles({ 'p.json': patient('1') }, { sink });
    await importFiles({ 'p.json': patient('1') }, { sink, system: ' urn:choice ' });
    await importFiles({ 'p.json': patient('1', { meta: { source: 'urn:lab#request-1' } }) }, { sink });
    await importFiles(
      { 'p.json': bundle('searchset', { fullUrl: 'https://a.example/fhir/Patient/1', resource: patient('1') }) },
      { sink },
    );
    await importFiles(
      { 'p.json': { ...bundle('batch', { resource: patient('1') }), meta: { source: 'urn:sender#7' } } },
      { sink },
    );
    expect([...sink.records.values()].map(({ source }) => source.system)).toEqual([
      UNSPECIFIED,
      'urn:choice',
      'urn:lab',
      'https://a.example/fhir',
      'urn:sender',
    ]);
    expect(sink.records.size).toBe(5);
  });

  it('do not depend on the fragment of meta.source', async () => {
    const sink = makeMemorySink();
    await importFiles({ 'p.json': patient('1', { meta: { source: 'urn:lab#a' } }) }, { sink });
    await importFiles({ 'p.json': patient('1', { meta: { source: 'urn:lab#b' } }) }, { sink });
    await importFiles({ 'p.json': patient('2', { meta: { source: '#only' } }) }, { sink });
    expect(sink.records.size).toBe(2);
    expect(sink.of('Patient', '2').id).toBe(id('Patient', '2'));
  });

  it('are found for resources that have none', async () => {
    const files = {
      'b.json': bundle(
        'transaction',
        { fullUrl: U1, resource: { resourceType: 'Patient' } },
        {
          fullUrl: U2,
          request: { method: 'POST', url: 'Location', ifNoneExist: 'identifier=a|1' },
          resource: { resourceType: 'Location' },
        },
        { request: { method: 'PUT', url: 'Device/d1' }, resource: { resourceType: 'Device' } },
        { fullUrl: 'http://h.example/fhir/Group/g1', resource: { resourceType: 'Group' } },
        { resource: { resourceType: 'Flag', status: 'active' } },
        { resource: { resourceType: 'Flag', status: 'active' } },
        { resource: { resourceType: 'Flag', status: 'inactive' } },
      ),
      'p.json': { resourceType: 'Person', gender: 'male' },
    };
    const { report, sink } = await importFiles(files);
    expect(report).toMatchObject({ created: 8, rejected: 0 });
    const origins = [...sink.records.values()].map(({ source }) => source.original);
    expect(origins.slice(0, 4)).toEqual([U1.slice(9), '?identifier=a|1', 'd1', 'g1']);
    expect(new Set(origins).size).toBe(8);
    expect((await importFiles(files, { sink })).report).toMatchObject({ created: 0, updated: 0, unchanged: 8 });
  });
});

describe('references', () => {
  it('follow what they mean, before or after it, in files and bundles', async () => {
    const { sink } = await importFiles({
      'a.ndjson': [about('o', 'Patient/1')],
      'b.ndjson': [patient('1')],
      'c.json': bundle(
        'transaction',
        {
          fullUrl: U2,
          resource: about('c', U1, { performer: [{ reference: '#x' }], focus: [{ reference: 'urn:oid:1.2.3' }] }),
        },
        { fullUrl: U1, resource: patient('2') },
        { fullUrl: 'urn:oid:1.2.3', resource: { resourceType: 'Device', id: 'd' } },
      ),
    });
    expect(sink.of('Observation', 'o').subject).toEqual(ref('Patient', '1'));
    expect(sink.of('Observation', 'c')).toMatchObject({
      subject: ref('Patient', '2'),
      performer: [{ reference: '#x' }],
      focus: [ref('Device', 'd')],
    });
  });

  it('keep versions, contained parts, other servers and unknown texts', async () => {
    const texts = [
      '#',
      '#p1',
      'https://other.example/fhir/Patient/1',
      'urn:uuid:nobody',
      'Pumpkin/1',
      'see above',
      '',
      'Patient/',
      'Patient?name=x',
      'Patient?identifier=a|1&active=true',
    ];
    const { sink } = await importFiles({
      'o.json': {
        resourceType: 'List',
        id: 'l',
        entry: [...texts, 'Patient/1/_history/3'].map((reference) => ({ item: { reference } })),
      },
    });
    const entries = sink.of('List', 'l').entry as { item: { reference: string } }[];
    expect(entries.map(({ item }) => item.reference)).toEqual([...texts, `Patient/${id('Patient', '1')}/_history/3`]);
    expect(sink.referred.get(id('Patient', '1'))).toEqual({ system: UNSPECIFIED, type: 'Patient', original: '1' });
  });

  it('resolve URLs of the own server, relative ones against the base of the fullUrl', async () => {
    const base = 'https://a.example/fhir';
    const { sink } = await importFiles({
      'b.json': bundle(
        'searchset',
        { fullUrl: `${base}/Patient/1`, resource: patient('1') },
        {
          fullUrl: `${base}/Observation/o`,
          resource: about('o', 'Patient/1', {
            performer: [{ reference: `${base}/Patient/1` }, { reference: `${base}/Practitioner/9` }],
          }),
        },
        { fullUrl: 'https://b.example/Patient/1', resource: patient('1', { gender: 'male' }) },
        { fullUrl: U1, resource: about('lone', 'Organization/5') },
      ),
    });
    expect(sink.of('Observation', 'o')).toMatchObject({
      subject: ref('Patient', '1', base),
      performer: [ref('Patient', '1', base), ref('Practitioner', '9', base)],
    });
    expect(sink.of('Observation', 'lone').subject).toEqual(ref('Organization', '5'));
    expect(sink.records.size).toBe(4);
  });

  it('by identifier find the one that this import or the clinic has, wherever it stands', async () => {
    const place = (original: string, value: string): object => ({
      resourceType: 'Location',
      id: original,
      identifier: [{ system: 'urn:s', value }, { value: 'bare' }],
    });
    const sink = makeMemorySink();
    await importFiles({ 'l.json': place('here', 'h') }, { sink });
    const asked = ['urn:s|a', 'urn%3As%7Ca', 'a', '|bare2', 'urn:s|h', 'urn:s|twice', 'urn:s|nobody', 'urn:x|a'];
    await importFiles(
      {
        'a.json': {
          resourceType: 'List',
          id: 'l',
          entry: asked.map((token) => ({ item: { reference: `Location?identifier=${token}` } })),
        },
        'b.ndjson': [
          place('a', 'a'),
          place('t1', 'twice'),
          place('t2', 'twice'),
          { resourceType: 'Location', id: 'n', identifier: [{ value: 'bare2' }] },
        ],
        'c.json': JSON.stringify({
          resourceType: 'Flag',
          id: 'f',
          subject: { reference: 'Location?identifier=https://x/y|z' },
        }).replaceAll('/', '\\/'),
        'd.json': bundle('batch', {
          resource: { resourceType: 'Location', id: 'z', identifier: [{ system: 'https://x/y', value: 'z' }] },
        }),
      },
      { sink },
    );
    const entries = sink.of('List', 'l').entry as { item: { reference: string } }[];
    const a = `Location/${id('Location', 'a')}`;
    expect(entries.map(({ item }) => item.reference)).toEqual([
      a,
      a,
      a,
      `Location/${id('Location', 'n')}`,
      `Location/${id('Location', 'here')}`,
      'Location?identifier=urn:s|twice',
      'Location?identifier=urn:s|nobody',
      'Location?identifier=urn:x|a',
    ]);
    expect(sink.of('Flag', 'f').subject).toEqual(ref('Location', 'z'));
  });

  it('across files of one folder follow a server that gathers from many systems', async () => {
    const from = (source: string) => ({ meta: { source } });
    const { sink } = await importFiles({
      'Observation.ndjson': [about('o1', 'Patient/1', from('urn:lab')), about('o2', 'Patient/2', from('urn:lab'))],
      'Patient.ndjson': [patient('1', from('urn:desk')), patient('2')],
    });
    expect(sink.of('Observation', 'o1').subject).toEqual(ref('Patient', '1', 'urn:desk'));
    expect(sink.of('Observation', 'o2').subject).toEqual(ref('Patient', '2'));
  });

  it('never guess a person where two systems use the same ids', async () => {
    const from = (source: string) => ({ meta: { source } });
    const { sink } = await importFiles({
      'x.ndjson': [
        patient('1', from('urn:a')),
        patient('1', from('urn:b')),
        patient('7', from('urn:b')),
        about('oa', 'Patient/1', from('urn:a')),
        about('ob', 'Patient/1', from('urn:b')),
        about('oc', 'Patient/7', from('urn:a')),
      ],
    });
    expect(sink.of('Observation', 'oa').subject).toEqual(ref('Patient', '1', 'urn:a'));
    expect(sink.of('Observation', 'ob').subject).toEqual(ref('Patient', '1', 'urn:b'));
    expect(sink.of('Observation', 'oc').subject).toEqual(ref('Patient', '7', 'urn:a'));
  });

  it('of one folder say nothing about another', async () => {
    const from = (source: string) => ({ meta: { source } });
    const { sink } = await importFiles({
      'a/x.ndjson': [about('o', 'Patient/1', from('urn:a')), about('p', 'Patient/3', from('urn:c'))],
      'b/x.ndjson': [patient('1', from('urn:b')), patient('2')],
    });
    expect(sink.of('Observation', 'o').subject).toEqual(ref('Patient', '1', 'urn:a'));
  });

  it('are told to the sink where they lead out of the import, and only once', async () => {
    const told: string[] = [];
    const sink = makeMemorySink();
    const spy = {
      ...sink,
      write: (batch: Batch) => {
        told.push(...batch.referred.map(({ source }) => source.original));
        return sink.write(batch);
      },
    };
    await importFiles(
      {
        'x.ndjson': [
          ...Array.from({ length: 1500 }, (_, i) => about(`o${i}`, 'Patient/away')),
          about('last', 'Patient/near'),
          patient('near'),
        ],
      },
      { sink: spy },
    );
    expect(told).toEqual(['away']);
  });
});

describe('a resource that comes more than once', () => {
  it('is taken once; of different contents the newer, or the first', async () => {
    const at = (lastUpdated: string, more: object) => ({ meta: { lastUpdated }, ...more });
    const { report, sink } = await importFiles({
      'p.ndjson': [
        patient('1'),
        patient('1'),
        patient('2', { gender: 'male' }),
        patient('2', { gender: 'female' }),
        patient('3', at('2020-01-01T00:00:00Z', { gender: 'male' })),
        patient('3', at('2021-01-01T00:00:00Z', { gender: 'female' })),
        patient('4', at('2021-01-01T00:00:00Z', { gender: 'male' })),
        patient('4', at('2020-01-01T00:00:00Z', { gender: 'female' })),
      ],
    });
    expect(report).toMatchObject({ created: 4, updated: 1, unchanged: 1, rejected: 2 });
    expect(report.errors.map(({ line, code }) => [line, code])).toEqual([
      [4, 'duplicate-in-import'],
      [8, 'duplicate-in-import'],
    ]);
    expect(report.errors[0]?.message).toMatch(/first was kept, this one left out.*ask the sender/);
    expect([2, 3, 4].map((n) => sink.of('Patient', String(n)).gender)).toEqual(['male', 'female', 'male']);
  });

  it('is noticed among many', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => patient(`p${i % 6000}`));
    const { report } = await importFiles({ 'p.ndjson': lines });
    expect(report).toMatchObject({ created: 6000, unchanged: 3000, rejected: 0 });
  });
});

describe('rewriting', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom<Json>(null, true, false, 0, 1.5, '', 'Patient/1', '#a', 'urn:uuid:x'),
      fc.string(),
      fc
        .constantFrom('20.00', '1e3', '-0', '0.10', '12345678901234567890')
        .map((text) => parseJson(`[${text}]`) as Json),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom('reference', 'subject', '_reference', 'identifier', '__proto__'), fc.string()),
        tie('value'),
        { maxKeys: 5 },
      ),
    ),
  })).value;

  it('changes references and nothing else', () => {
    fc.assert(
      fc.property(json, (value) => {
        const before = canonicalJson(value);
        const changed = rewriteReferences(value, (reference) => `<${reference}>`);
        expect(canonicalJson(value)).toBe(before);
        // undone, it is what it was
        expect(canonicalJson(rewriteReferences(changed, (reference) => reference.slice(1, -1)))).toBe(before);
        // with the references taken out of both, they are equal
        const blank = (one: Json): string => canonicalJson(rewriteReferences(one, () => ''));
        expect(blank(changed)).toBe(blank(value));
        // and every reference was visited, counted independently on the text
        let visited = 0;
        rewriteReferences(value, (reference) => {
          visited++;
          return reference;
        });
        expect(visited).toBe(countReferences(JSON.parse(before)));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves a resource without references as it came, decimals included', async () => {
    const text =
      '{"id":"1","resourceType":"Observation","valueQuantity":{"value":20.00},"component":[{"valueQuantity":{"value":1e2}}]}';
    const { sink } = await importFiles({ 'o.json': text });
    expect([...sink.records.values()][0]?.json).toBe(
      canonicalJson(parseJson(text.replace('"id":"1"', `"id":"${id('Observation', '1')}"`))),
    );
  });

  it('reads the same whether files come alone or together', async () => {
    const folder = folderOf({ 'a.json': about('o', 'Patient/1'), 'b.json': patient('1') });
    const apart = makeMemorySink();
    await importPaths([join(folder, 'b.json')], { sink: apart });
    await importPaths([join(folder, 'a.json')], { sink: apart });
    const together = (await importPaths([folder])).sink;
    expect(new Map([...apart.records].sort())).toEqual(new Map([...together.records].sort()));
  });
});

function countReferences(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countReferences(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) =>
      sum + (key === 'reference' && typeof one === 'string' ? 1 : key === '__proto__' ? 0 : countReferences(one)),
    0,
  );
}
