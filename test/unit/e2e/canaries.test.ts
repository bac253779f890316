import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { familyOf, searchFolders, searchOpenFiles } from '../../e2e/canaries.ts';

const CANARIES = ['欧阳拾穗', '13907556218'];
const DISK = '/var/tmp';
let folder = '';
let child: ChildProcess | undefined;

beforeEach(() => {
  // on a disk: what lies in memory is not searched
  folder = mkdtempSync(join(existsSync(DISK) ? DISK : tmpdir(), 'xinglin-canaries-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('the search for plaintext', () => {
  it.each([
    ['UTF-8', Buffer.from('{"name":"欧阳拾穗"}')],
    ['UTF-16', Buffer.from('…欧阳拾穗…', 'utf16le')],
    ['escaped JSON', Buffer.from('"\\u6b27\\u9633\\u62fe\\u7a57"')],
    ['Base64', Buffer.from(Buffer.from('a13907556218z').toString('base64'))],
    ['hexadecimal', Buffer.from(Buffer.from('13907556218').toString('hex'))],
    ['across the border of two parts', Buffer.concat([Buffer.alloc(1024 * 1024 - 5), Buffer.from('13907556218')])],
  ])('finds a canary in %s', async (_form, bytes) => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'file'), bytes);
    const { leaks, files } = await searchFolders([folder], CANARIES);
    expect(files).toBe(1);
    expect(leaks).toHaveLength(1);
  });

  it('finds nothing where nothing is', async () => {
    writeFileSync(join(folder, 'file'), Buffer.alloc(100_000, 7));
    expect(await searchFolders([folder], CANARIES)).toEqual({ leaks: [], files: 1, bytes: 100_000 });
  });

  it.runIf(process.platform === 'linux')('looks into unlinked files that a process still holds open', async () => {
    const path = join(folder, 'unlinked');
    const program = `
      const fs = require('node:fs');
      fs.openSync(process.argv[1], 'w+'); fs.writeFileSync(process.argv[1], '13907556218'); fs.unlinkSync(process.argv[1]);
      process.stdout.write('ready'); setInterval(() => {}, 1000);`;
    child = spawn(process.execPath, ['-e', program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((ready) => child?.stdout?.once('data', ready));
    const family = familyOf(process.pid);
    expect(family).toContain(child.pid);
    const { leaks } = await searchOpenFiles([child.pid ?? 0], CANARIES);
    expect(leaks).toMatchObject([{ canary: '13907556218', where: expect.stringContaining('(deleted)') }]);
  });
});
