import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NODE24, ROOT } from '../../../build/setup/paths.ts';
import { createVaultHost, type VaultHost } from '../../../electron/desktop/vault-host.ts';
import { startChild } from '../../../electron/desktop/vault-process.ts';

const ECHO = join(ROOT, 'test', 'fixtures', 'echo-vault.mjs');
const hosts: VaultHost[] = [];

function hostOf(home: string, program = ECHO) {
  const events: { name: string; payload: unknown }[] = [];
  const deaths: (number | null)[] = [];
  let onDeath: (() => void) | undefined;
  const host = createVaultHost(startChild(program, home, NODE24), {
    event: (name, payload) => events.push({ name, payload }),
    ended: (code) => {
      deaths.push(code);
      onDeath?.();
    },
  });
  hosts.push(host);
  const death = () =>
    new Promise<void>((resolve) => {
      onDeath = resolve;
    });
  return { host, events, deaths, death };
}

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.shutdown(200)));
});

describe('host of the vault', () => {
  it('passes calls and their answers, many at a time, while the vault is still starting', async () => {
    const { host } = hostOf('/h/a');
    void host.open();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => host.call('test.echo', { n })));
    answers.forEach((answer, n) => {
      expect(answer).toEqual({ ok: true, value: { name: 'test.echo', input: { n }, home: '/h/a' } });
    });
  });

  it('passes expected failures and events through', async () => {
    const { host, events } = hostOf('/h/b');
    expect(await host.open()).toEqual({ ok: true, value: undefined });
    expect(await host.call('test.fail', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
    await host.call('test.event', { name: 'changed', payload: { types: ['Patient'], patients: [] } });
    expect(events).toEqual([{ name: 'changed', payload: { types: ['Patient'], patients: [] } }]);
  });

  it('tells why a vault refuses, and does not call that a death', async () => {
    const { host, deaths } = hostOf('/h/c-in-use');
    expect(await host.open()).toMatchObject({ ok: false, error: { code: 'home-in-use' } });
    expect(await host.call('test.echo', {})).toMatchObject({ ok: false, error: { code: 'home-in-use' } });
    expect(deaths).toEqual([]);
  });

  it('fails the calls under way when the vault dies, tells it once, and can start again', async () => {
    const { host, deaths, death } = hostOf('/h/d');
    await host.open();
    const died = death();
    const waiting = host.call('test.silent', {});
    const killer = host.call('test.die', {});
    await died;
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await killer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await host.call('test.echo', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(deaths).toEqual([7]);
    expect((await host.open()).ok).toBe(true);
    expect((await host.call('test.echo', {})).ok).toBe(true);
  });

  it('does not wait for ever for a vault that cannot start', async () => {
    const { host } = hostOf('/h/e', join(ROOT, 'test', 'fixtures', 'no-such-vault.mjs'));
    expect(await host.open()).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('ends a vault that listens at once, and one that does not after the limit', async () => {
    const quick = hostOf('/h/f');
    await quick.host.open();
    await quick.host.shutdown(10_000);
    const deaf = hostOf('/h/g-deaf');
    await deaf.host.open();
    const began = Date.now();
    await deaf.host.shutdown(300);
    expect(Date.now() - began).toBeGreaterThanOrEqual(290);
    expect([...quick.deaths, ...deaf.deaths]).toEqual([]);
  });
});
