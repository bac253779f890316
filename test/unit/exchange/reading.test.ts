import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runImport } from '../../../electron/vault/exchange/import.ts';
import { makeMemorySink } from '../../support/memory-sink.ts';
import { about, bundle, folderOf, importFiles, importPaths, patient, temporaryFolder } from './support.ts';

const line = (value: object): string => JSON.stringify(value);

describe('what is read', () => {
  it('reads resources, NDJSON and bundles, plain and compressed, in folders at any depth', async () => {
    const { report } = await importFiles({
      'one.json': patient('1'),
      'deep/er/lines.ndjson': [patient('2'), patient('3')],
      'lines.jsonl': [patient('4')],
      'packed.json.gz': gzipSync(line(bundle('collection', { resource: patient('5') }))),
      'packed.ndjson.gz': gzipSync(`${line(patient('6'))}\n${line(patient('7'))}\n`),
      'printed.json': JSON.stringify(patient('8'), null, 2),
    });
    expect(report).toMatchObject({
      created: 8,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      byType: { Patient: 8 },
      errors: [],
      cancelled: false,
    });
  });

  it('tells the layout by the content, not by the name', async () => {
    const { report } = await importFiles({
      'lines-in.json': [patient('1'), patient('2')],
      'printed-in.ndjson': JSON.stringify(bundle('batch', { resource: patient('3') }), null, 2),
      'gzip-without-ending.json': gzipSync(line(patient('4'))),
      'plain-with-gz-ending.json.gz': line(patient('5')),
    });
    expect(report).toMatchObject({ created: 5, errors: [] });
  });

  it.each([
    ['printed', JSON.stringify([patient('1'), patient('2')], null, 1)],
    ['in one line', `${JSON.stringify([patient('1'), patient('2')])}\n{`],
    ['an entry in a line', `[${line(patient('1'))},\n${line(patient('2'))}]`],
  ])('refuses a list as one, whatever its name: %s', async (_how, text) => {
    const { report } = await importFiles({ 'list.json': text, 'list.ndjson': text });
    expect(report).toMatchObject({ created: 0, rejected: 2 });
  });

  it('tolerates a byte-order mark, Windows line breaks and blank lines', async () => {
    const { report } = await importFiles({
      'a.ndjson': `\uFEFF${line(patient('1'))}\r\n\r\n  \n${line(patient('2'))}\r\n`,
      'b.json': `\uFEFF${JSON.stringify(patient('3'), null, 2)}`,
    });
    expect(report).toMatchObject({ created: 3, errors: [] });
  });

  it.each(['transaction', 'batch', 'collection', 'searchset', 'document', 'message', 'history'])(
    'takes a Bundle of type %s apart',
    async (type) => {
      const { report } = await importFiles({
        'b.json': bundle(type, { resource: patient('1') }, { resource: about('2', 'Patient/1') }),
      });
      // a document and a message are records themselves
      const itself = ['document', 'message'].includes(type) ? { Bundle: 1 } : {};
      expect(report.byType).toEqual({ Patient: 1, Observation: 1, ...itself });
      expect(report.errors).toEqual([]);
    },
  );

  it('takes the newest version of a history, and nothing of what it deleted', async () => {
    const { report, sink } = await importFiles({
      'h.json': bundle(
        'history',
        { request: { method: 'DELETE', url: 'Patient/gone' } },
        { resource: patient('1', { gender: 'female' }) },
        { resource: patient('1', { gender: 'male' }) },
        { resource: patient('gone') },
      ),
    });
    expect(report).toMatchObject({ created: 1, rejected: 1 });
    expect(sink.of('Patient', '1').gender).toBe('female');
  });

  it('passes over reads, answers and search outcomes, and takes bundles in bundles apart', async () => {
    const { report } = await importFiles({
      'b.json': bundle(
        'batch',
        { request: { method: 'GET', url: 'Patient/1' } },
        { response: { status: '200' } },
        { search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome' } },
        { resource: bundle('searchset', { resource: patient('9') }) },
      ),
    });
    expect(report).toMatchObject({ created: 1, rejected: 0, byType: { Patient: 1 } });
  });

  it('leaves hidden and unknown files of a folder alone, but reads what is named', async () => {
    const folder = folderOf({
      '.hidden.json': patient('1'),
      'notes.txt': 'hello',
      'data.fhir': patient('2'),
      'a.json': patient('3'),
    });
    expect((await importPaths([folder])).report).toMatchObject({ created: 1, errors: [] });
    const named = await importPaths([
      join(folder, 'notes.txt'),
      join(folder, 'data.fhir'),
      join(folder, '.hidden.json'),
    ]);
    expect(named.report.created).toBe(2);
    expect(named.report.errors).toEqual([{ file: 'notes.txt', code: 'not-json', message: expect.any(String) }]);
  });

  it('reads a file once, however often and by whatever link it is named', async () => {
    const folder = folderOf({ 'a.json': patient('1') });
    symlinkSync(join(folder, 'a.json'), join(folder, 'b.json'));
    symlinkSync(folder, join(folder, 'loop'));
    const { report } = await importPaths([folder, join(folder, 'a.json'), folder]);
    expect(report).toMatchObject({ created: 1, unchanged: 0, errors: [] });
  });
});

describe('what is refused', () => {
  const refusal = async (files: Parameters<typeof folderOf>[0]) =>
    (await importFiles(files)).report.errors.map(({ file, line, code }) => ({ file, line, code }));

  it.each([
    ['not JSON at all', 'hello there', 'not-json'],
    ['XML', '<Patient xmlns="http://hl7.org/fhir"/>', 'not-json'],
    ['a comma too many', '{"resourceType":"Patient",}', 'not-json'],
    ['something after its end', '{"resourceType":"Patient"} x', 'not-json'],
    ['nothing', '', 'not-json'],
    ['blanks', ' \n ', 'not-json'],
    ['UTF-16', Buffer.from(`\uFEFF${line(patient('1'))}`, 'utf16le'), 'not-json'],
    ['UTF-16 without mark', Buffer.from(line(patient('1')), 'utf16le'), 'not-json'],
    ['Latin-1', Buffer.from('{"resourceType":"Patient","id":"1","x":"é"}', 'latin1'), 'not-json'],
    ['a resource cut off', '{"resourceType":"Patient","id":"1","na', 'truncated'],
    [
      'a bundle cut off',
      line(bundle('transaction', { resource: patient('1') }, { resource: patient('2') })).slice(0, -20),
      'truncated',
    ],
    ['gzip cut off', gzipSync(line(patient('1'))).subarray(0, 20), 'truncated'],
    [
      'damaged gzip',
      Buffer.concat([gzipSync('x'.repeat(500)).subarray(0, 12), Buffer.alloc(40, 7)]),
      'file-unreadable',
    ],
    ['an array', line([patient('1'), patient('2')]), 'not-fhir'],
    ['a number', '42', 'not-fhir'],
    ['no resourceType', '{"id":"1"}', 'resource-without-type'],
    ['a resourceType that is no text', '{"resourceType":7}', 'resource-without-type'],
    ['an unknown type', '{"resourceType":"Pumpkin","id":"1"}', 'not-fhir'],
    ['an id that is no text', '{"resourceType":"Patient","id":1}', 'not-fhir'],
    ['an empty id', '{"resourceType":"Patient","id":""}', 'not-fhir'],
    ['entries that are no list', '{"resourceType":"Bundle","type":"batch","entry":{}}', 'not-fhir'],
  ])('%s', async (_name, content, code) => {
    expect(await refusal({ 'x.json': content })).toEqual([{ file: 'x.json', line: undefined, code }]);
  });

  it.each(['hello there', '', '<Patient/>', '{"resourceType":"Patient",}'])(
    '%j with words that say what to do',
    async (content) => {
      const { errors } = (await importFiles({ 'x.json': content })).report;
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/(ask the sender|get the file again)/i),
      ]);
    },
  );

  it('takes nothing of a cut-off bundle, whatever its layout', async () => {
    const whole = bundle('transaction', { resource: patient('1') }, { resource: patient('2') });
    const { report } = await importFiles({
      'a.json': line(whole).slice(0, -10),
      'b.json': JSON.stringify(whole, null, 2).slice(0, -30),
      'c.json.gz': gzipSync(JSON.stringify(whole, null, 2)).subarray(0, -12),
    });
    expect(report).toMatchObject({ created: 0, rejected: 3 });
    expect(report.errors.map(({ code }) => code)).toEqual(['truncated', 'truncated', 'truncated']);
  });

  it('keeps the good lines of a file with bad ones, and says which are bad', async () => {
    const { report } = await importFiles({
      'p.ndjson': [
        line(patient('1')),
        '{"resourceType":"Patient","id":"2',
        'oops',
        '{"id":"3"}',
        '[1]',
        '{"resourceType":"Pumpkin"}',
        line(patient('4')),
      ].join('\n'),
    });
    expect(report).toMatchObject({ created: 2, rejected: 5 });
    expect(report.errors.map(({ line: at, code }) => [at, code])).toEqual([
      [2, 'truncated'],
      [3, 'not-json'],
      [4, 'resource-without-type'],
      [5, 'not-fhir'],
      [6, 'not-fhir'],
    ]);
  });

  it('keeps the good lines where the first or the last is bad', async () => {
    const good = [line(patient('1')), line(patient('2'))];
    const { report } = await importFiles({
      'first.ndjson': ['{"resourceType":"Pat', ...good].join('\n'),
      'first.json': ['garbage', line(patient('3')), line(patient('4'))].join('\n'),
      'last.ndjson': [line(patient('5')), '{"resourceType":"Patient","id'].join('\n'),
    });
    expect(report.created).toBe(5);
    expect(report.errors.map(({ file, line: at, code }) => [file, at, code])).toEqual([
      ['first.json', 1, 'not-json'],
      ['first.ndjson', 1, 'truncated'],
      ['last.ndjson', 2, 'truncated'],
    ]);
  });

  it('keeps the complete lines of a compressed file that was cut off', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) =>
      line(patient(`p${i}`, { birthDate: `19${(i * 7919) % 100}` })),
    );
    const { report } = await importFiles({ 'p.ndjson.gz': gzipSync(lines.join('\n')).subarray(0, -2000) });
    expect(report.created).toBeGreaterThan(1000);
    expect(report.created).toBeLessThan(6000);
    expect(report.errors.map(({ code }) => code)).toEqual(['truncated']);
  });

  it('refuses bad entries of a bundle alone, by their number', async () => {
    const { report } = await importFiles({
      'b.json': bundle(
        'batch',
        { resource: patient('1') },
        { resource: { id: 'x' } },
        { fullUrl: 'urn:uuid:1' },
        { request: { method: 'DELETE', url: 'Patient/1' } },
        { request: { method: 'PATCH', url: 'Patient/1' }, resource: { resourceType: 'Parameters' } },
        { resource: about('2', 'Patient/1') },
      ),
    });
    expect(report).toMatchObject({ created: 2, rejected: 4 });
    expect(report.errors.map(({ line: at, code }) => [at, code])).toEqual([
      [2, 'resource-without-type'],
      [3, 'not-fhir'],
      [4, 'not-allowed'],
      [5, 'not-allowed'],
    ]);
  });

  it('refuses lines of more than 16 MB alone', async () => {
    const long = line(patient('long', { x: 'x'.repeat(16 * 1024 * 1024) }));
    const { report } = await importFiles({ 'p.ndjson': [line(patient('1')), long, line(patient('2'))].join('\n') });
    expect(report).toMatchObject({
      created: 2,
      rejected: 1,
      errors: [{ file: 'p.ndjson', line: 2, code: 'resource-too-large' }],
    });
  });

  it('names what is not there or cannot be read', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'locked.json'), line(patient('1')));
    chmodSync(join(folder, 'locked.json'), 0);
    const { report } = await importPaths([
      join(folder, 'gone.json'),
      join(folder, 'empty'),
      join(folder, 'locked.json'),
    ]);
    const codes = report.errors.map(({ file, code }) => [file, code]);
    expect(codes.slice(0, 2)).toEqual([
      ['gone.json', 'file-not-found'],
      ['empty', 'file-not-found'],
    ]);
    // root reads anything
    expect(codes.slice(2)).toEqual(process.getuid?.() === 0 ? [] : [['locked.json', 'file-unreadable']]);
  });

  it('never quotes the data in a message, and names a file without its folders', async () => {
    const folder = folderOf({
      'secret-folder/x.ndjson':
        '{"resourceType":"Patient","name":"Canary\n{"Canary":"Canary"}\n{"resourceType":"Canary Canary"}',
    });
    const { report } = await importPaths([folder]);
    expect(report.errors).toHaveLength(3);
    expect(JSON.stringify(report.errors)).not.toMatch(/Canary|secret-folder/);
  });

  it('lists a thousand problems and counts the rest', async () => {
    const { report } = await importFiles({ 'x.ndjson': `${line(patient('1'))}\n${'{}\n'.repeat(1500)}` });
    expect(report.rejected).toBe(1500);
    expect(report.errors).toHaveLength(1000);
  });
});

describe('how it runs', () => {
  const many = (count: number): object[] => Array.from({ length: count }, (_, i) => patient(`p${i}`));

  it('writes batches of at most a thousand, or of 4 MB', async () => {
    expect((await importFiles({ 'p.ndjson': many(2500) })).sink.batches).toEqual([1000, 1000, 500]);
    const big = Array.from({ length: 5 }, (_, i) => patient(`p${i}`, { text: 'x'.repeat(1_500_000) }));
    expect((await importFiles({ 'p.ndjson': big })).sink.batches).toEqual([3, 2]);
  });

  it('tells how many bytes of all bytes were read', async () => {
    const seen: [number, number][] = [];
    await importFiles(
      { 'a.ndjson': many(5000), 'b.ndjson': many(10) },
      { onProgress: (done, total) => seen.push([done, total]) },
    );
    const total = seen[0]?.[1] ?? 0;
    expect(total).toBeGreaterThan(100_000);
    expect(seen[0]?.[0]).toBe(0);
    expect(seen.at(-1)).toEqual([total, total]);
    expect(seen.every(([done], i) => i === 0 || done >= (seen[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('is cancelled between batches, and keeps and reports what is in', async () => {
    const cancel = new AbortController();
    const sink = makeMemorySink();
    const write = sink.write;
    const slow = {
      ...sink,
      write: (...args: Parameters<typeof write>) => {
        cancel.abort();
        return write(...args);
      },
    };
    const { report } = await importFiles({ 'p.ndjson': many(5000) }, { sink: slow, signal: cancel.signal });
    expect(report).toMatchObject({ created: 1000, cancelled: true });
    expect(sink.records.size).toBe(1000);
  });

  it('ends with the failure of a full disk, saying what is in', async () => {
    const sink = makeMemorySink({ fullAfter: 2 });
    const result = await runImport({
      paths: [folderOf({ 'p.ndjson': many(5000) })],
      sink,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'disk-full', params: { created: 2000, updated: 0, unchanged: 0 } },
    });
  });

  it('lets other work run between batches', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const { sink } = await importFiles({ 'p.ndjson': many(8000) });
    clearInterval(timer);
    expect(sink.batches).toHaveLength(8);
    expect(turns).toBeGreaterThan(4);
  });
});
