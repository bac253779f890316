import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type Ended, makeClinic, type RunOptions, run, temporaryFolder } from './command.ts';

interface Row {
  readonly event: string;
  readonly user?: { readonly name: string };
  readonly patient?: { readonly id: string; readonly name: string };
}

let home: string;
const x = (args: string[], options?: RunOptions): Promise<Ended> => run(['--home', home, ...args], options);

beforeAll(async () => {
  home = join(temporaryFolder(), 'home');
  await makeClinic(home);
}, 60_000);
afterAll(cleanUp);

describe('audit', () => {
  it('lists who did what, filters it, writes it out, and stands in verify', async () => {
    const created = await x(['create', '-'], {
      input: JSON.stringify({ resourceType: 'Patient', name: [{ family: '=Numbat', given: ['Ann'] }] }),
    });
    const { id } = created.json() as { id: string };
    await x(['get', `Patient/${id}`]);
    const all = (await x(['audit'])).json() as Row[];
    expect(all.map(({ event }) => event)).toEqual(expect.arrayContaining(['record.read', 'change.create', 'login']));
    expect(all.find(({ event }) => event === 'record.read')).toMatchObject({
      user: { name: 'Dr Ann' },
      patient: { id, name: 'Ann =Numbat' },
    });
    const lines = await x(['--lines', 'audit', '--patient', id, '--action', 'R']);
    const read = lines.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(new Set(read.map(({ event }) => event))).toEqual(new Set(['record.read']));
    expect((await x(['audit', '--by', 'nobody of this name'])).error()).toBe('not-found');
    expect((await x(['audit', '--action', 'dance'])).status).toBe(2);
    expect((await x(['audit', '--to', '2001-01-01'])).json()).toEqual([]);

    const file = join(temporaryFolder(), 'trail.csv');
    const written = await x(['audit', 'export', '--patient', id, '--out', file]);
    expect([written.err, written.status]).toEqual(['', 0]);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\r\n')[0]).toMatch(/^\uFEFFat,event,type_code,action,outcome,user/);
    expect(text.trim().split('\r\n')).toHaveLength((written.json() as { entries: number }).entries + 1);
    expect(text).toContain('record.read,110110,R,done,Dr Ann');
    expect((await x(['audit', 'export', '--out', file])).error()).toBe('already-exists');
    const ndjson = join(temporaryFolder(), 'trail.ndjson');
    await x(['audit', 'export', '--format', 'ndjson', '--out', ndjson]);
    const events = readFileSync(ndjson, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Row).event);
    expect(events).toEqual(expect.arrayContaining(['audit.export', 'audit.read', 'record.read']));
    const table = (await x(['--pretty', 'audit', '--patient', id, '--action', 'R'])).out;
    const [head = '', , row = ''] = table.split('\n');
    expect(row.slice(head.indexOf('user'))).toMatch(/^Dr Ann /);
    expect(row).toContain('Ann =Numbat');
    expect(table).not.toContain('{');
    expect((await x(['verify'])).json()).toMatchObject({ ok: true, audit: { workstations: 1 } });
  }, 240_000);
});
