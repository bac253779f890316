import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, eventually, PASSPHRASE, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const MINUTE = 60_000;

async function watched() {
  let now = Date.UTC(2026, 5, 1, 8);
  let asked = 0;
  const clock = {
    now: () => {
      asked++;
      return now;
    },
  };
  const vault = await testClinic(undefined, { automatic: true, clock });
  const kind = async () => (await vault.ask('session.state', {})).kind;
  return {
    vault,
    clock,
    kind,
    pass: (ms: number) => {
      now += ms;
    },
    /** The vault has looked at the time twice since: nobody else does while nothing is asked. */
    looked: async () => {
      const before = asked;
      await eventually(
        () => asked,
        (count) => count >= before + 2,
      );
    },
  };
}

describe('a window that nobody uses', () => {
  it('locks after ten minutes, and keeps what was being written', async () => {
    const { vault, kind, pass, looked } = await watched();
    await vault.ask('draft.keep', { place: 'visit', patient: 'p1', json: '{"note":"half a"}' });
    pass(9 * MINUTE);
    await vault.ask('session.active', {});
    pass(9 * MINUTE);
    await looked();
    expect(await kind()).toBe('open');
    pass(MINUTE);
    await eventually(kind, (now) => now === 'locked');
    await vault.refuse('draft.list', {}, 'locked');
    await vault.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await vault.ask('draft.list', {})).toMatchObject([
      { place: 'visit', patient: 'p1', json: '{"note":"half a"}' },
    ]);
    await vault.ask('draft.drop', { place: 'visit', patient: 'p1' });
    expect(await vault.ask('draft.list', {})).toEqual([]);
  });

  it('locks after as many minutes as were set here, and not early because the clock was set back', async () => {
    const { vault, kind, pass, looked } = await watched();
    await vault.ask('session.setIdle', { minutes: 30 });
    expect(await vault.ask('session.idle', {})).toEqual({ minutes: 30 });
    pass(-600 * MINUTE);
    await looked();
    pass(29 * MINUTE);
    await looked();
    expect(await kind()).toBe('open');
    pass(MINUTE);
    await eventually(kind, (now) => now === 'locked');
  });

  it('is no command line', async () => {
    const window = await watched();
    const command = await testClinic(undefined, { automatic: false, clock: window.clock });
    window.pass(600 * MINUTE);
    await eventually(window.kind, (now) => now === 'locked');
    expect((await command.ask('session.state', {})).kind).toBe('open');
  });
});
