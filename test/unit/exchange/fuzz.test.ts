/** Whatever bytes come: an import ends, says why, and loses nothing that could be read. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParts } from '../../../electron/vault/exchange/fhir/content.ts';
import { ERROR_CODES } from '../../../shared/base/errors.ts';
import { runs } from '../../support/runs.ts';
import { about, bundle, folderOf, importFiles, patient } from './support.ts';

const RESOURCES = [
  patient('1', { name: [{ family: '王', given: ['芳'] }] }),
  about('2', 'Patient/1', { status: 'final', code: { text: '}],[{"\\' }, valueQuantity: { value: 1.5 } }),
  patient('3', { extension: [{ url: 'urn:x', valueDecimal: 3 }] }),
  { resourceType: 'Flag', id: '4', status: 'active', code: { text: 'x' }, subject: { reference: 'Patient/1' } },
];
const LINES = RESOURCES.map((resource) => JSON.stringify(resource));
const BUNDLE = bundle('transaction', ...RESOURCES.map((resource) => ({ resource })));
const DAMAGED = {
  'x.ndjson': Buffer.from(LINES.join('\n')),
  'x.json': Buffer.from(JSON.stringify(BUNDLE)),
  'printed.json': Buffer.from(JSON.stringify(BUNDLE, null, 1)),
  'x.json.gz': gzipSync(JSON.stringify(BUNDLE)),
};

/** One fault, at a place that is a part of the whole. */
const fault = fc.tuple(
  fc.constantFrom('cut', 'flip', 'insert', 'drop', 'repeat'),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.uint8Array({ minLength: 1, maxLength: 6 }),
);

function damage(bytes: Buffer, [kind, where, noise]: readonly [string, number, Uint8Array]): Buffer {
  const at = Math.floor(where * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (kind === 'cut') return before;
  if (kind === 'insert') return Buffer.concat([before, noise, after]);
  if (kind === 'drop') return Buffer.concat([before, after.subarray(noise.length)]);
  if (kind === 'repeat') return Buffer.concat([before, before.subarray(-noise.length * 5), after]);
  const flipped = Buffer.from(after);
  if (flipped.length > 0) flipped[0] = (flipped[0] ?? 0) ^ (noise[0] || 1);
  return Buffer.concat([before, flipped]);
}

describe('damaged files', () => {
  it('end with what could be read, and reasons', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(DAMAGED) as (keyof typeof DAMAGED)[])),
        fc.array(fault, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(undefined, 30),
        async (name, faults, held) => {
          const bytes = faults.reduce(damage, DAMAGED[name]);
          const { report, sink } = await importFiles({ [name]: bytes }, held === undefined ? {} : { held });
          if (bytes.toString().trim() !== '') expect(report.created + report.rejected).toBeGreaterThan(0);
          for (const { code } of report.errors) expect(ERROR_CODES).toContain(code);
          if (name !== 'x.ndjson') return;
          // a line that is as it was came in, or stands in a text that waits
          const waiting = sink.asides.map(({ raw = '' }) => raw).join('\n');
          const come = new Set([...sink.records.values()].map(({ source }) => source.original));
          for (const line of bytes.toString().split('\n'))
            if (LINES.includes(line) && !waiting.includes(line)) expect(come).toContain(JSON.parse(line).id);
        },
      ),
      {
        numRuns: runs(200),
        examples: [
          // the first brace becomes a bracket
          ['x.ndjson', [['flip', 0, Uint8Array.of(0x20, 0)]], 30],
          ['x.ndjson', [['insert', 0, Uint8Array.of(0x5b)]], 30],
        ],
      },
    );
  });

  it('lose a first line alone whose brace became another sign', async () => {
    for (const held of [undefined, 30]) {
      const { report } = await importFiles({ 'x.ndjson': `[${LINES.join('\n').slice(1)}` }, held ? { held } : {});
      expect(report).toMatchObject({ created: 3, rejected: 1, errors: [{ line: 1 }] });
    }
  });

  it('of any bytes are read to their end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.boolean(), async (noise, lines) => {
        const name = lines ? 'x.ndjson' : 'x.json';
        const file = { path: join(folderOf({ [name]: noise }), name), name, size: noise.length, changed: 0 };
        for await (const pieces of readParts(file, () => {}, 10)) expect(pieces).toBeDefined();
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('hostile files', () => {
  const deep = (open: string, close: string): string =>
    `{"resourceType":"Basic","id":"deep","code":{"text":"x"},"extension":${open.repeat(100_000)}1${close.repeat(100_000)}}`;

  it.each([
    ['lists', deep('[', ']')],
    ['objects', deep('{"x":', '}')],
  ])('nested 100,000 deep keep out themselves alone: %s', async (_name, bad) => {
    const [first = '', ...others] = LINES;
    const list = [first, bad, ...others];
    const { report } = await importFiles({
      'x.ndjson': list.join('\n'),
      'y.json': `{"resourceType":"Bundle","type":"batch","entry":[${list.map((one) => `{"resource":${one}}`).join(',')}]}`,
    });
    expect(report).toMatchObject({ created: 4, unchanged: 4, rejected: 2 });
    expect(report.errors.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['x.ndjson', 2, 'not-fhir'],
      ['y.json', 2, 'not-fhir'],
    ]);
  });

  it('with giant numbers keep every digit', async () => {
    const numbers = ['1e400', '-0.0', '1E-999', `0.${'1234567890'.repeat(5000)}`, '9'.repeat(50_000)];
    const lines = numbers.map(
      (number, i) =>
        `{"code":{"text":"x"},"extension":[{"url":"urn:x","valueDecimal":${number}}],"id":"n${i}","resourceType":"Basic"}`,
    );
    const { report, sink } = await importFiles({ 'x.ndjson': lines.join('\n') });
    expect(report).toMatchObject({ created: 5, rejected: 0 });
    numbers.forEach((number, i) => {
      const kept = [...sink.records.values()].find(({ source }) => source.original === `n${i}`)?.json;
      expect(kept?.includes(`"valueDecimal":${number}}`)).toBe(true);
    });
  });

  it('with a name twice mean the last, and lose no entry', async () => {
    const { report, sink } = await importFiles(
      {
        'x.json': '{"resourceType":"Patient","id":"1","gender":"male","gender":"female"}',
        'y.json': `{\n"resourceType":"Bundle","type":"batch","entry":[{"resource":${LINES[2]}}],"entry":[{"resource":${LINES[3]}}]}`,
      },
      { held: 20 },
    );
    expect(report).toMatchObject({ created: 3, rejected: 0 });
    expect(sink.of('Patient', '1').gender).toBe('female');
  });

  it('in other encodings are refused', async () => {
    const gb18030 = Buffer.concat([
      Buffer.from('{"resourceType":"Patient","id":"1","x":"'),
      Buffer.from([0xcd, 0xf5]),
      Buffer.from('"}'),
    ]);
    const { report } = await importFiles({
      'a.json': gb18030,
      'b.ndjson': Buffer.concat([Buffer.from(`${LINES[0]}\n`), gb18030]),
      'c.json': Buffer.from(`\uFEFF${JSON.stringify(BUNDLE, null, 1)}`, 'utf16le').swap16(),
    });
    expect(report.created).toBe(1);
    expect(report.errors.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['a.json', undefined, 'not-json'],
      ['b.ndjson', 2, 'not-json'],
      ['c.json', undefined, 'not-json'],
    ]);
  });

  it('that unpack to hundreds of times their size are passed over, not held', async () => {
    const much = Buffer.alloc(24 * 1024 * 1024, 0x61);
    const packed = (begin: string, end: string): Buffer =>
      gzipSync(Buffer.concat([Buffer.from(begin), much, Buffer.from(end)]));
    const { report } = await importFiles({
      'entry.json.gz': packed(
        `{\n"resourceType":"Bundle","type":"batch","entry":[{"resource":${LINES[0]}},{"x":"`,
        '"}]}',
      ),
      'line.ndjson.gz': packed(`${LINES[2]}\n{"x":"`, `"}\n${LINES[3]}`),
      'one.json.gz': packed('{\n"x":"', '"}'),
    });
    expect(report).toMatchObject({ created: 3, rejected: 3 });
    expect(report.errors.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['entry.json.gz', 2, 'resource-too-large'],
      ['line.ndjson.gz', 2, 'resource-too-large'],
      ['one.json.gz', undefined, 'resource-too-large'],
    ]);
  });
});
