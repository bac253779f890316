/** What the window says while it waits: nothing of quick answers, a sign after 100 ms, a word and a way out after a second. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../../build/setup/paths.ts';
import { createWaiting, type Purpose, type Waiting } from '../../../renderer/bridge/waiting.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { CallName } from '../../../shared/bridge/index.ts';

let waiting: Waiting;
beforeEach(() => {
  vi.useFakeTimers();
  waiting = createWaiting();
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(100_000);
  expect(waiting.stage()).toEqual({ kind: 'none' });
  vi.useRealTimers();
});

/** Waits for an answer that comes after so many milliseconds. */
function asks(
  ms: number,
  { name = 'patient.chart', input = {}, purpose = 'reads' as Purpose } = {},
): Promise<Result<unknown>> {
  const answer = new Promise<Result<unknown>>((resolve) => setTimeout(() => resolve(ok(ms)), ms));
  return waiting.waited(name as CallName, input, answer, purpose);
}
const later = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  return waiting.stage().kind;
};

describe('waiting', () => {
  it('shows nothing of quick answers, one after the other or together', async () => {
    for (let n = 0; n < 5; n++) {
      void asks(90);
      void asks(40);
      for (let step = 0; step < 9; step++) expect(await later(10)).toBe('none');
    }
  });

  it('shows after 100 ms that an answer is coming, and does not blink when it comes at once then', async () => {
    void asks(110);
    expect(await later(99)).toBe('none');
    expect(await later(1)).toBe('late');
    expect(await later(10)).toBe('late');
    expect(await later(280)).toBe('late');
    expect(await later(11)).toBe('none');
  });

  it('says after a second how long it has been, until all is there', async () => {
    void asks(1500);
    void asks(3000);
    expect(await later(999)).toBe('late');
    expect(await later(1)).toBe('long');
    const first = waiting.stage();
    expect(first.kind === 'long' && first.since).toBe(performance.now() - 1000);
    expect(await later(1000)).toBe('long');
    expect(await later(1000)).toBe('none');
  });

  it('lets what only reads be given up, all of it at once, and ignores what comes later', async () => {
    const answers = Promise.all([asks(5000), asks(9000)]);
    expect(await later(1000)).toBe('long');
    const stage = waiting.stage();
    if (stage.kind === 'long') stage.cancel?.();
    for (const answer of await answers) expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await later(400)).toBe('none');
    expect(await later(10_000)).toBe('none');
  });

  it('offers no way out of what is being done', async () => {
    const saved = asks(2000, { name: 'record.save', purpose: 'does' });
    await later(1500);
    expect(waiting.stage()).toMatchObject({ kind: 'long', cancel: undefined });
    await later(1000);
    expect(await saved).toMatchObject({ ok: true });
  });

  it('says of what is only renewed that it is coming, but for nobody to give up', async () => {
    const renewed = asks(6000, { purpose: 'renews' });
    expect(await later(3000)).toBe('late');
    const first = asks(9000);
    expect(await later(999)).toBe('late');
    expect(await later(1)).toBe('long');
    const stage = waiting.stage();
    expect(stage.kind === 'long' && stage.since).toBe(performance.now() - 1000);
    if (stage.kind === 'long') stage.cancel?.();
    expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(waiting.stage().kind).toBe('late');
    await later(3000);
    expect(await renewed).toMatchObject({ ok: true });
  });

  it('begins with nothing in each window', async () => {
    void asks(5000);
    await later(2000);
    expect([waiting.stage().kind, createWaiting().stage().kind]).toEqual(['long', 'none']);
  });

  it('leaves long work to its own progress, and says nothing of what nobody waits for', async () => {
    void asks(5000, { name: 'import.files', input: { job: 'j' } });
    void asks(5000, { name: 'draft.keep' });
    void asks(5000, { name: 'session.active' });
    expect(await later(2000)).toBe('none');
  });

  it('is shown of every question, for nothing else in the window can ask the vault', () => {
    const folder = join(ROOT, 'renderer');
    const asking = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => /\bbridge\(\)\s*\.call\(|\.xinglin\b/.test(readFileSync(join(folder, name), 'utf8')));
    expect(asking.sort()).toEqual(['bridge/ask.ts', 'bridge/window.ts']);
  });
});
