import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, expect, it, vi } from 'vitest';
import { cleanUp, run, temporaryFolder } from './command.ts';

// many processes, on machines that may be busy
vi.setConfig({ testTimeout: 120_000 });

afterEach(cleanUp);

const TABLE = '病历号,姓名,性别,出生日期\r\nA1,张三,男,1980/2/3\r\nA2,李四,雌,1990-1-1\r\n';

it('a table is guessed, imported by its mapping, and given out as one that comes back', async () => {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const table = join(folder, 'table.csv');
  const mapping = join(folder, 'mapping.json');
  writeFileSync(table, iconv.encode(TABLE, 'gb18030'));
  expect((await run(['--home', home, 'init', '--clinic', 'Test'])).status).toBe(0);

  const guessed = await run(['--home', home, 'csv', 'guess', table]);
  expect(JSON.parse(guessed.out)).toMatchObject({
    mapping: 'csv',
    file: { encoding: 'gb18030', delimiter: ',', header: 1 },
    key: ['病历号'],
    columns: { 姓名: 'patient.name' },
  });
  writeFileSync(mapping, guessed.out);
  const imported = await run(['--home', home, 'import', table, '--mapping', mapping]);
  expect(JSON.parse(imported.out)).toMatchObject({ created: 1, rejected: 1, errors: [{ line: 3, code: 'csv-value' }] });

  const out = join(folder, 'out');
  expect((await run(['--home', home, 'export', '--format', 'csv', '--out', out, '--type', 'Patient'])).status).toBe(0);
  expect(readFileSync(join(out, 'Patient.csv'), 'utf8')).toContain('张三');
  const again = await run([
    '--home',
    home,
    'import',
    join(out, 'Patient.csv'),
    '--mapping',
    join(out, 'Patient.mapping.json'),
  ]);
  expect(JSON.parse(again.out)).toMatchObject({ created: 0, updated: 0, unchanged: 1, rejected: 0 });

  writeFileSync(mapping, '{"mapping":"csv","version":2}');
  const refused = await run(['--home', home, 'import', table, '--mapping', mapping]);
  expect([refused.status, JSON.parse(refused.err.trim().split('\n').at(-1) ?? '').error.code]).toEqual([
    1,
    'csv-mapping',
  ]);
});
