import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../cloud/command-line.ts';
import { attempt } from '../../../shared/base/result.ts';
import { call } from '../../support/cloud-client.ts';

const MAIN = join(import.meta.dirname, '../../../cloud/main.ts');

describe('the command', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'xinglin-command-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('prints one line with its address, answers, and ends on a signal', async () => {
    const child = spawn(process.execPath, [MAIN, '--data', directory, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    const line = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the endpoint ended')));
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('\n')) resolve(output);
      });
    });
    const { url, msg } = JSON.parse(line) as { url: string; msg: string };
    expect(msg).toBe('listening');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const health = await call(url, 'GET', '/healthz');
    expect([health.status, new TextDecoder().decode(health.bytes)]).toEqual([200, 'ok']);
    child.removeAllListeners('exit');
    const code = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('reads arguments before the environment, and names what is wrong', async () => {
    const environment = { XINGLIN_CLOUD_DATA: '/e', XINGLIN_CLOUD_PORT: '9', XINGLIN_CLOUD_INVITATION_ONLY: '1' };
    const { settings } = readCommandLine(['--port', '10', '--trust-proxy', 'loopback,10.0.0.0/8'], environment);
    expect(settings).toMatchObject({
      data: '/e',
      port: 10,
      host: '127.0.0.1',
      invitationOnly: true,
      trustProxy: ['loopback', '10.0.0.0/8'],
      restored: false,
      limits: { address: 120, device: 6000 },
    });
    const command = (...argv: string[]) => readCommandLine([...argv, '--data', 'd'], {}).command;
    expect(command('invite', '--days', '3')).toEqual({ name: 'invite', days: 3 });
    expect(command('usage')).toEqual({ name: 'usage', clinic: undefined });
    expect(command('quota', 'ab', 'default')).toEqual({ name: 'quota', clinic: 'ab', bytes: null });
    expect(command('quota', 'ab', '0')).toEqual({ name: 'quota', clinic: 'ab', bytes: 0 });
    const { settings: priced } = readCommandLine(
      ['--data', 'd', '--price-storage', '0.02', '--currency', 'EUR', '--origin', 'HTTPS://A.example:443/x/'],
      { XINGLIN_CLOUD_METRICS_PORT: '9100' },
    );
    expect(priced).toMatchObject({
      prices: { storage: 0.02, transfer: 0, currency: 'EUR' },
      origins: ['https://a.example/x'],
      metricsPort: 9100,
      metricsHost: '127.0.0.1',
      quota: 20_000_000_000,
    });
    for (const [argv, part] of [
      [[], '--data'],
      [['--data', 'd', '--port', '70000'], '--port'],
      [['--data', 'd', '--storage-limit', 'x'], '--storage-limit'],
      [['--data', 'd', '--log-level', 'loud'], '--log-level'],
      [['--data', 'd', '--nonsense'], '--nonsense'],
      [['--data', 'd', 'invite', '--days', '0'], '--days'],
      [['--data', 'd', '--origin', 'records.example'], '--origin'],
      [['--data', 'd', '--price-storage', '1'], '--currency'],
      [['--data', 'd', '--price-transfer', 'x', '--currency', 'EUR'], '--price-transfer'],
      [['--data', 'd', 'explode'], 'explode'],
      [['--data', 'd', 'suspend'], 'suspend'],
      [['--data', 'd', 'clinics', 'x'], 'clinics'],
      [['--data', 'd', 'quota', 'ab', '-1'], 'Unknown option'],
      [['--data', 'd', 'quota', 'ab', 'lots'], 'quota'],
    ] as const) {
      const read = await attempt(() => readCommandLine(argv, {}));
      expect(read).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
      expect(read.ok ? '' : read.error.message).toContain(part);
    }
  });
});
