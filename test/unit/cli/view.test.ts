import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';

let home: string;
let file: string;
const view = (...args: string[]) => run(['--home', home, 'view', ...args]);

beforeAll(async () => {
  const folder = temporaryFolder();
  home = join(folder, 'home');
  await makeClinic(home);
  const records = [
    { resourceType: 'Patient', id: '1', name: [{ family: '=王' }], active: true },
    { resourceType: 'Patient', id: '2', name: [{ family: 'Li, "B"' }, { family: 'Lee' }] },
  ];
  const source = join(folder, 'records.ndjson');
  writeFileSync(source, records.map((one) => JSON.stringify(one)).join('\n'));
  expect((await run(['--home', home, 'import', source])).status).toBe(0);
  file = join(folder, 'view.json');
  const column = [
    { name: 'family', path: 'name.family', collection: true },
    { name: 'first', path: 'name.first().family' },
    { name: 'active', path: 'active', type: 'boolean' },
  ];
  writeFileSync(file, JSON.stringify({ resourceType: 'ViewDefinition', resource: 'Patient', select: [{ column }] }));
}, 60_000);
afterAll(cleanUp);

const ROWS = [
  { family: ['=王'], first: '=王', active: true },
  { family: ['Li, "B"', 'Lee'], first: 'Li, "B"', active: null },
];

describe('view on the command line', () => {
  it('prints rows as JSON, line by line, or as a table', async () => {
    expect((await view(file)).json()).toEqual(ROWS);
    const lines = (await view(file, '--format', 'ndjson')).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(ROWS);
    expect((await view(file, '--format', 'csv')).out).toBe(
      `family,first,active\r\n"[""=王""]",'=王,true\r\n"[""Li, \\""B\\"""",""Lee""]","Li, ""B""",\r\n`,
    );
  });

  it('finds views by their names', async () => {
    const listed = (await view('--list')).json() as { name: string; kept: boolean }[];
    expect(listed).toContainEqual({ name: 'blood_pressures', resource: 'Observation', kept: false });
    expect((await view('--kept', 'patients')).json()).toMatchObject([{ family: '=王' }, { family: 'Li, "B"' }]);
    expect((await view('--kept', 'visits')).json()).toEqual([]);
    expect((await view('--kept', 'nothing')).error()).toBe('not-found');
  });

  it('says where a definition is wrong', async () => {
    const bad = `${file}.bad`;
    writeFileSync(
      bad,
      JSON.stringify({ resource: 'Patient', select: [{ column: [{ name: 'a', path: 'name.family' }] }] }),
    );
    const { status, out, err } = await view(bad);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('select[0].column[0].path');
    expect(err).not.toContain('Lee');
    expect((await view()).status).toBe(2);
    expect((await view(file, '--kept', 'patients')).status).toBe(2);
  });
});
