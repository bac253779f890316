import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type Ended, makeClinic, type RunOptions, run, temporaryFolder } from './command.ts';

let home: string;
const x = (args: string[], options?: RunOptions): Promise<Ended> => run(['--home', home, ...args], options);
const created = async (resource: object): Promise<string> => {
  const ended = await x(['create', '-'], { input: JSON.stringify(resource) });
  expect(ended.err).toBe('');
  const { id } = ended.json() as { id: string };
  return id;
};

beforeAll(async () => {
  home = join(temporaryFolder(), 'home');
  await makeClinic(home);
}, 60_000);
afterAll(cleanUp);

describe('redact', () => {
  it('explains itself without --yes, needs a reason, and then drops the record or the whole chart', async () => {
    const id = await created({ resourceType: 'Patient', name: [{ family: 'Numbatson' }] });
    const code = { text: 'visit' };
    const subject = { reference: `Patient/${id}` };
    const condition = await created({ resourceType: 'Condition', code, subject });
    const kept = await created({ resourceType: 'Condition', code, subject: { reference: 'Patient/other' } });
    const key = `Patient/${id}`;

    const explained = await x(['redact', key, '--chart', '--reason', 'asked for']);
    expect([explained.status, explained.out]).toEqual([2, '']);
    expect(explained.err).toMatch(/Nothing was changed[\s\S]*every record of this patient[\s\S]*backups/);
    expect((await x(['redact', key, '--yes'])).status).toBe(2);
    expect((await x(['redact', 'nothing', '--reason', 'r', '--yes'])).error()).toBe('invalid-input');
    expect((await x(['get', key])).status).toBe(0);

    const done = await x(['redact', key, '--chart', '--reason', 'asked for', '--yes']);
    expect([done.status, done.err]).toEqual([0, '']);
    expect(done.json()).toEqual({ type: 'Patient', id, records: 2, envelopes: 2 });
    expect((await x(['get', key])).error()).toBe('redacted');
    expect((await x(['get', `Condition/${condition}`])).error()).toBe('redacted');
    expect((await x(['get', `Condition/${kept}`])).status).toBe(0);
    expect((await x(['history', key])).json()).toMatchObject([
      { what: 'redact', changes: [] },
      { what: 'redact', changes: [], reason: 'asked for', by: { user: 'Dr Ann' } },
    ]);
    const chart = await x(['redact', `Condition/${kept}`, '--chart', '--reason', 'r', '--yes']);
    expect(chart.error()).toBe('invalid-input');
    expect((await x(['redact', key, '--reason', 'again', '--yes'])).error()).toBe('redacted');
    expect((await x(['verify'])).json()).toMatchObject({ ok: true });
  }, 240_000);
});
