import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEASURES } from '../../../shared/bridge/measures.ts';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';

let home: string;
const measure = (...args: string[]) => run(['--home', home, 'measure', ...args]);
const RANGE = ['--from', '2026-03-02', '--to', '2026-03-08', '--grain', 'week'];

beforeAll(async () => {
  const folder = temporaryFolder();
  home = join(folder, 'home');
  await makeClinic(home);
  const visit = (id: string, start: string) => ({
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/1' },
    participant: [{ individual: { reference: 'Practitioner/1' } }],
    period: { start },
  });
  const records = [
    { resourceType: 'Patient', id: '1', name: [{ text: 'Wang' }], birthDate: '1960-01-01' },
    { resourceType: 'Practitioner', id: '1', name: [{ text: 'Dr Lin' }] },
    visit('1', '2026-03-02'),
    visit('2', '2026-03-03'),
    visit('3', '2026-02-25'),
  ];
  const source = join(folder, 'records.ndjson');
  writeFileSync(source, records.map((one) => JSON.stringify(one)).join('\n'));
  expect((await run(['--home', home, 'import', source])).status).toBe(0);
}, 60_000);
afterAll(cleanUp);

describe('measure on the command line', () => {
  it('prints figures, also beside those before and by practitioner', async () => {
    expect((await measure('visits', ...RANGE, '--compare', 'previous')).json()).toEqual({
      name: 'visits',
      from: '2026-03-02',
      to: '2026-03-08',
      rows: [{ time: '2026-03-02', visits: 2 }],
      total: { visits: 2 },
      compared: {
        from: '2026-02-23',
        to: '2026-03-01',
        rows: [{ time: '2026-02-23', visits: 1 }],
        total: { visits: 1 },
        leftOut: {},
      },
      leftOut: {},
    });
    const by = (await measure('visits', ...RANGE, '--by', 'practitioner')).json();
    expect(by).toMatchObject({ rows: [{ practitionerName: 'Dr Lin', time: '2026-03-02', visits: 2 }] });
  });

  it('prints the records behind a figure', async () => {
    const all = (await measure('visits', ...RANGE, '--records', 'visits')).json();
    expect(all).toMatchObject([
      { type: 'Encounter', name: 'Wang', day: '2026-03-03' },
      { type: 'Encounter', name: 'Wang', day: '2026-03-02' },
    ]);
    expect((await measure('visits', ...RANGE, '--records', 'visits', '--keys', '["2026-03-02"]')).json()).toEqual(all);
    expect((await measure('visits', ...RANGE, '--records', 'visits', '--keys', 'nothing')).error()).toBe(
      'invalid-input',
    );
  });

  it('says what measures there are', async () => {
    const list = (await measure('--list')).json() as { name: string; meaning: string }[];
    expect(list.map(({ name }) => name).sort()).toEqual([...MEASURES].sort());
    for (const { meaning } of list) expect(meaning).not.toBe('');
  });

  it('wants the name of one', async () => {
    expect((await measure()).status).toBe(2);
    expect((await measure('nothing')).status).toBe(2);
    expect((await measure('visits', '--by', 'patient')).status).toBe(2);
  });
});
