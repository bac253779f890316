import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSeen } from '../../../electron/vault/exchange/fhir/seen.ts';
import { makeEntrySplitter } from '../../../electron/vault/exchange/fhir/split.ts';
import { type Notes, openNotes } from '../../../electron/vault/storage/notes.ts';
import { about, bundle, folderOf, importFiles, importPaths, patient, temporaryFolder } from './support.ts';

/** Notes of which hardly any stand in memory. */
const tightNotes = (): Notes => openNotes({ folder: temporaryFolder(), key: new Uint8Array(32).fill(7), inMemory: 3 });

/** Splits a text whose bytes come in pieces of these sizes. */
function split(text: string, sizes: readonly number[]) {
  const bytes = Buffer.from(text);
  const splitter = makeEntrySplitter(1 << 20);
  const members: string[] = [];
  let from = 0;
  for (let i = 0; from < bytes.length; i++) {
    const to = from + (sizes[i % sizes.length] ?? 1);
    members.push(...splitter.push(bytes.subarray(from, to)).map((member) => String(member.bytes)));
    from = to;
  }
  const { bytes: rest, ...how } = splitter.end();
  return { members, rest: String(rest), ...how };
}

describe('a document that is split', () => {
  const space = fc.constantFrom('', ' ', '\n', '\r\n\t');
  const member = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.constantFrom('"a\\"],[\\\\"', '{"entry":[1,[2]]}', '20.00', '"病历\\u007b"'),
  );

  it('gives its entries and the rest, wherever its bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(space, member, space), { maxLength: 5 }),
        fc.array(fc.tuple(fc.constantFrom('type', 'entry2', 'ent', '"\\\\', '名'), member), { maxLength: 3 }),
        fc.nat(3),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '\uFEFF'),
        (list, others, at, sizes, mark) => {
          const named = others.map(([name, value]) => `${JSON.stringify(name)} : ${value}`);
          const before = named.slice(0, at);
          const after = named.slice(at);
          const entries = list.map((parts) => parts.join(''));
          const text = (middle: string): string =>
            `${mark}{${[...before, `"entry" :\n[${middle}]`, ...after].join(',')}} \n`;
          expect(split(text(entries.join(',')), sizes)).toEqual({
            members: entries,
            rest: text(''),
            whole: true,
            more: false,
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['cut off', '{"entry":[{},{"a":', false],
    ['cut in a string', '{"entry":[{},"', false],
    ['with something behind it', '{"entry":[{}]} {}', true],
    ['closed too often', '{"entry":[]}}', true],
  ])('is not whole: %s', (_name, text, more) => {
    expect(split(text, [3])).toMatchObject({ whole: false, more });
  });
});

describe('a Bundle that is read in parts', () => {
  const urn = (n: number): string => `urn:uuid:0000000${n}-0000-4000-8000-000000000000`;
  const base = 'https://a.example/fhir';
  const whole = {
    resourceType: 'Bundle',
    meta: { source: 'urn:sender#1' },
    entry: [
      {
        fullUrl: urn(1),
        resource: about('o1', urn(2), { valueQuantity: { value: 1 }, note: [{ text: '},]"\\ 病' }] }),
      },
      { fullUrl: urn(2), resource: { resourceType: 'Patient', gender: 'male' } },
      { fullUrl: urn(3), resource: { resourceType: 'Patient', gender: 'male' } },
      { resource: about('o2', 'Patient/p') },
      { fullUrl: `${base}/Patient/p`, resource: patient('p') },
      { fullUrl: `${base}/Observation/o3`, resource: about('o3', 'Patient/p') },
      { resource: { resourceType: 'Flag', status: 'active' } },
      { resource: { resourceType: 'Flag', status: 'active' } },
      { resource: about('o4', 'Location?identifier=urn:s|9') },
      { resource: { resourceType: 'Location', id: 'l', identifier: [{ system: 'urn:s', value: '9' }] } },
      { resource: bundle('collection', { resource: patient('inner') }, { resource: about('o5', 'Patient/inner') }) },
      { resource: { id: 'no type' } },
      { request: { method: 'GET', url: 'Patient/1' } },
      { request: { method: 'PUT', url: 'Device/d' }, resource: { resourceType: 'Device' } },
    ],
    type: 'transaction',
  };
  const text = JSON.stringify(whole).replace('"value":1', '"value":1.00');
  const laidOut = JSON.stringify(whole, null, 2).replace('"value": 1\n', '"value": 1.00\n');

  it.each([
    ['in one line', { 'b.json': text }],
    ['printed', { 'b.json': `\uFEFF${laidOut}` }],
    ['compressed', { 'b.json.gz': gzipSync(laidOut) }],
  ])('brings what it brings as a whole, %s', async (_name, files) => {
    const folder = folderOf(files);
    const held = await importPaths([folder]);
    const notes = tightNotes();
    const parts = await importPaths([folder], { held: 100, notes });
    notes.close();
    expect(held.report).toMatchObject({ created: 13, rejected: 1 });
    expect(parts.report).toEqual(held.report);
    expect(parts.sink.records).toEqual(held.sink.records);
    const inOrder = ({ asides }: typeof held.sink) =>
      [...asides].sort((a, b) => (a.problem.line ?? 0) - (b.problem.line ?? 0));
    expect(inOrder(parts.sink)).toEqual(inOrder(held.sink));
    expect(parts.sink.of('Observation', 'o1')).toMatchObject({ valueQuantity: { value: { rawJSON: '1.00' } } });
  });

  it('means its own entry by an address, though equal resources without ids stand in a Bundle before it', async () => {
    const flag = { resourceType: 'Flag', status: 'active' };
    const inner = bundle('collection', { resource: flag });
    const files = {
      'b.json': JSON.stringify(
        bundle(
          'collection',
          { resource: inner },
          { fullUrl: 'urn:x:1', resource: flag },
          { resource: about('o', 'urn:x:1') },
        ),
        null,
        1,
      ),
    };
    const [held, parts] = [await importFiles(files), await importFiles(files, { held: 20 })];
    expect(held.sink.records.size).toBe(3);
    expect(parts.sink.records).toEqual(held.sink.records);
  });

  it('takes the newest version of a history alone', async () => {
    const history = bundle(
      'history',
      { request: { method: 'DELETE', url: 'Patient/gone' } },
      { resource: patient('1', { gender: 'female' }) },
      { resource: patient('1', { gender: 'male' }) },
      { resource: patient('gone') },
    );
    const { report, sink } = await importFiles({ 'h.json': JSON.stringify(history, null, 1) }, { held: 20 });
    expect(report).toMatchObject({ created: 1, rejected: 1 });
    expect(sink.of('Patient', '1').gender).toBe('female');
  });

  it('loses a bad entry alone, which waits so that it can be imported again', async () => {
    const bad = laidOut.replace('"active"', 'active');
    for (const held of [100, undefined]) {
      const { report, sink } = await importFiles({ 'b.json': bad }, held === undefined ? {} : { held });
      expect(report).toMatchObject({ created: 12, rejected: 2 });
      const raw = sink.asides.find(({ problem }) => problem.line === 7)?.raw?.replace(' active', ' "active"') ?? '';
      expect((await importFiles({ 'x.json': raw })).report).toMatchObject({ created: 1, rejected: 0 });
    }
  });

  it('comes in as far as it goes where it is cut off, and what it ends in waits', async () => {
    const waiting = ({ sink }: Awaited<ReturnType<typeof importFiles>>) =>
      sink.asides.find(({ problem }) => problem.code === 'truncated')?.raw;
    const at = laidOut.indexOf('"o3"') + 3;
    const cut = laidOut.slice(0, at);
    for (const content of [cut, gzipSync(laidOut.padEnd(200_000)).subarray(0, -9)]) {
      const name = typeof content === 'string' ? 'b.json' : 'b.json.gz';
      const { report } = await importFiles({ [name]: content }, { held: 100 });
      expect(report.created).toBe(name === 'b.json' ? 5 : 13);
      expect(report.errors.at(-1)?.code).toBe('truncated');
    }
    const come = await importFiles({ 'b.json': cut }, { held: 100 });
    const { report } = come;
    expect(report).toMatchObject({ created: 5, rejected: 1, errors: [{ line: 6, code: 'truncated' }] });
    expect(report.errors[0]?.message).toContain('in the middle of entry 6');
    const raw = waiting(come) ?? '';
    expect(raw).toContain('/Observation/o3');
    const mended = raw.replace(/]}$/, '"}}]}');
    expect((await importFiles({ 'x.json': mended })).report).toMatchObject({ created: 1, rejected: 0 });
    // between two entries, and within a character
    const between = laidOut.slice(0, laidOut.lastIndexOf(']'));
    const whole = await importFiles({ 'b.json': between }, { held: 100 });
    expect(whole.report).toMatchObject({ created: 13, rejected: 2 });
    expect(whole.report.errors.at(-1)?.code).toBe('truncated');
    expect(waiting(whole)).toBeUndefined();
    const bytes = Buffer.from(laidOut);
    const split = await importFiles({ 'b.json': bytes.subarray(0, bytes.indexOf('病') + 1) }, { held: 100 });
    expect(waiting(split)).toContain('},]');
    // more of it than is kept
    const long = `${cut}${'x'.repeat(3_000_000)}`;
    const much = await importFiles({ 'b.json': long }, { held: 100 });
    expect(waiting(much)?.length).toBeLessThan(1_100_000);
  });

  it('comes in not at all where it is unclear what it is', async () => {
    const { report } = await importFiles(
      { 'a.json': '{\n"entry":[{"resource":{"resourceType":"Patient"}},{"res', 'c.json': `${laidOut}}` },
      { held: 20 },
    );
    expect(report).toMatchObject({ created: 0, rejected: 2 });
    expect(report.errors.map(({ code }) => code)).toEqual(['truncated', 'not-json']);
  });

  it('may be no Bundle, or no JSON', async () => {
    const { report, sink } = await importFiles(
      {
        'p.json': JSON.stringify(patient('1'), null, 1),
        'x.xml.json': '<Patient>\n<id value="1"/>\n</Patient>',
        'y.json': JSON.stringify([patient('2'), patient('3')], null, 1),
        'z.json': Buffer.concat([Buffer.from('\uFEFF{\n', 'utf16le'), Buffer.alloc(40)]),
      },
      { held: 10 },
    );
    expect(sink.of('Patient', '1').id).toBeDefined();
    expect(report.errors.map(({ file, code }) => [file, code])).toEqual([
      ['x.xml.json', 'not-json'],
      ['y.json', 'not-fhir'],
      ['z.json', 'not-json'],
    ]);
  });

  it('may be another resource with entries: it waits whole where it is damaged, and never comes in without them', async () => {
    const list = {
      resourceType: 'List',
      id: 'l',
      status: 'current',
      mode: 'working',
      entry: [{ item: { reference: 'Patient/1' } }, { item: { reference: 'Patient/2' } }],
    };
    const bad = JSON.stringify(list, null, 1).replace('"Patient/2"', 'Patient/2');
    const damaged = await importFiles({ 'l.json': bad });
    expect(damaged.report).toMatchObject({ created: 0, rejected: 1, errors: [{ code: 'not-json' }] });
    expect(damaged.sink.asides).toMatchObject([{ raw: bad }]);
    // larger than what is held
    const large = await importFiles({ 'l.json': JSON.stringify(list, null, 1) }, { held: 20 });
    expect(large.report).toMatchObject({ created: 0, rejected: 1, errors: [{ code: 'resource-too-large' }] });
    // what is left of a Bundle without its entries would come in as an empty one, once it is mended
    const headless = laidOut.replace('"resourceType": "Bundle"', '"resourceType": Bundle');
    const lost = await importFiles({ 'b.json': headless }, { held: 100 });
    expect(lost.report).toMatchObject({ created: 0, rejected: 1, errors: [{ code: 'not-json' }] });
    expect(lost.sink.asides[0]?.raw).toBeUndefined();
  });

  it('as a document brings its contents, and says that it is not kept as one', async () => {
    const { report } = await importFiles(
      { 'd.json': JSON.stringify(bundle('document', { resource: patient('1') }), null, 1) },
      { held: 10 },
    );
    expect(report).toMatchObject({ created: 1, rejected: 0, errors: [{ code: 'resource-too-large' }] });
  });
});

describe('what an import remembers', () => {
  it('is found again, in memory or not, and leaves nothing behind', () => {
    const folder = temporaryFolder();
    const notes = openNotes({ folder, key: new Uint8Array(32).fill(7), inMemory: 10 });
    const [a, b] = [notes.ledger(), notes.ledger()];
    for (let i = 0; i < 95; i++) a.set(`k${i % 50}`, `v${i}`);
    // where a file that is open can be let go, nothing is seen of it
    if (process.platform === 'linux') expect(readdirSync(folder)).toEqual([]);
    expect([a.get('k3'), a.get('k47'), a.get('k99'), b.get('k3')]).toEqual(['v53', 'v47', undefined, undefined]);
    notes.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of resources is the same however many stand in memory', () => {
    const notes = tightNotes();
    const [few, many] = [makeSeen(notes.ledger(), 5), makeSeen(new Map(), 1000)];
    fc.assert(
      fc.property(fc.nat(40), fc.nat(2), fc.nat(3), (id, content, time) => {
        const uuid = `${String(id).padStart(8, '0')}-0000-4000-8000-000000000000`;
        expect(few.note(uuid, String(content), time)).toBe(many.note(uuid, String(content), time));
      }),
      { numRuns: 500 },
    );
    notes.close();
  });
});
