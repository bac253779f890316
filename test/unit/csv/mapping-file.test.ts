/** A mapping in a file: one that is good, and whatever else a path may lead to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMapping } from '../../../electron/vault/exchange/csv/mapping-file.ts';
import { ExpectedError } from '../../../shared/base/result.ts';

const GOOD = { mapping: 'csv', version: 1, columns: { name: 'name' } } as const;
const deep = (open: string, close: string): string =>
  `{"mapping":"csv","version":1,"resources":${open.repeat(200_000)}1${close.repeat(200_000)}}`;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'xinglin-mapping-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function fileOf(content: string | Uint8Array): string {
  const path = join(folder(), 'mapping.json');
  writeFileSync(path, content);
  return path;
}

async function refusal(path: string) {
  const error = await readMapping(path).catch((one: unknown) => one);
  if (!(error instanceof ExpectedError)) throw error;
  return error.failure;
}

describe('a mapping file', () => {
  it.each([
    ['plain', JSON.stringify(GOOD)],
    ['with a byte-order mark', `\uFEFF${JSON.stringify(GOOD, null, 2)}`],
  ])('is read: %s', async (_how, text) => {
    expect(await readMapping(fileOf(text))).toEqual(GOOD);
  });

  it.each([
    ['too large', `${JSON.stringify(GOOD)}${' '.repeat(4 * 1024 * 1024)}`, 'larger than 4 MB'],
    ['lists in lists', deep('[', ']'), 'nested deeper'],
    ['objects in objects', deep('{"a":', '}'), 'nested deeper'],
    ['no JSON', '{"mapping": csv}', 'not JSON'],
    ['empty', '', 'not JSON'],
    ['other letters', Buffer.from(`\uFEFF${JSON.stringify(GOOD)}`, 'utf16le'), 'not UTF-8'],
    ['another JSON', '[1, 2]', 'cannot be used'],
    ['of a later version', JSON.stringify({ ...GOOD, version: 2 }), 'version'],
  ])('is refused in a sentence: %s', async (_how, content, why) => {
    const { code, message } = await refusal(fileOf(content));
    expect(code).toBe('csv-mapping');
    expect(message).toContain(why);
    expect(message).toMatch(/ Nothing was changed\.$/);
  });

  it('says what is wrong without repeating a file full of it', async () => {
    const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`unknown-${n}`, n]));
    const { code, message } = await refusal(fileOf(JSON.stringify({ ...GOOD, ...names })));
    expect(code).toBe('csv-mapping');
    expect(message).toContain('unknown-0');
    expect(message.length).toBeLessThan(500);
  });

  it('is told from what is not there, and from what is no file', async () => {
    expect((await refusal(join(folder(), 'gone.json'))).code).toBe('file-not-found');
    const others = process.platform === 'win32' ? [] : ['/dev/zero', join(fileOf('{}'), 'below.json')];
    for (const path of [folder(), ...others]) {
      const { code, message } = await refusal(path);
      expect(code).toBe('file-unreadable');
      expect(message).not.toMatch(/[Ss]yscall|errno|at .*\(/);
    }
  });
});
