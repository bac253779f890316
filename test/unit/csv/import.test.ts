import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, it } from 'vitest';
import { guessMapping } from '../../../shared/csv/guess.ts';
import { Mapping, tableSettings } from '../../../shared/csv/mapping.ts';
import { recordTypes } from '../../../shared/records/registry.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const HEAD = '病历号,姓名,性别,出生日期,电话,就诊日期,诊断,血压,血糖(mg/dL)';
const ROWS = [
  'A001,张三,男,1980/2/3,13800138000,2024-3-5,高血压,150/95,126',
  'A002,李四,女,1975年1月9日,13900139000,2024-3-5,"糖尿病、高血压",140/90,90.0',
  'A003,王五,雄,1990-1-1,13700137000,2024-3-6,,120/80,',
  'A004,赵六,女,1990-13-1,13700137000,2024-3-6,,120/80,',
  'A005,孙七,男,1966-6-6,1.39E+10,2024-3-6,,120/80,',
  ',周八,男,1966-6-6,,2024-3-6,,120/80,',
];
const guessed = (): Mapping => ({ ...guessMapping(HEAD.split(','), () => []), system: 'urn:example:his' });

function file(lines: readonly string[], folder = temporaryFolder()): string {
  const path = join(folder, 'table.csv');
  writeFileSync(path, iconv.encode(lines.join('\r\n'), 'gb18030'));
  return path;
}

const take = (clinic: TestVault, path: string, mapping = guessed()) =>
  clinic.ask('import.files', { job: 'in', paths: [path], format: 'csv', settings: tableSettings(mapping) });
describe('a table', () => {
  it('comes in by its mapping, and what cannot waits with its reason', async () => {
    const clinic = await testClinic();
    const report = await take(clinic, file([HEAD, ...ROWS]));
    expect(report).toMatchObject({ rejected: 4, byType: { Patient: 2, Condition: 3, Observation: 4 } });
    expect(report.errors.map(({ file: name, line, code }) => [name, line, code])).toEqual([
      ['table.csv', 4, 'csv-value'],
      ['table.csv', 5, 'csv-date'],
      ['table.csv', 6, 'csv-shortened'],
      ['table.csv', 7, 'csv-key-missing'],
    ]);
    const { rows } = await clinic.ask('patient.list', {});
    expect(rows.map(({ name }) => name).sort()).toEqual(['张三', '李四']);
  });

  it('changes nothing when it comes again, only what was corrected when it was, and keeps what was edited here', async () => {
    const clinic = await testClinic();
    await take(clinic, file([HEAD, ...ROWS.slice(0, 2)]));
    expect(await take(clinic, file([HEAD, ...ROWS.slice(0, 2)]))).toMatchObject({
      created: 0,
      updated: 0,
      rejected: 0,
    });

    const { rows } = await clinic.ask('patient.list', {});
    const { id = '' } = rows.find(({ name }) => name === '张三') ?? {};
    const view = await clinic.ask('record.get', { type: 'Patient', id });
    await clinic.ask('record.save', { seen: view.seen, resource: { ...view.resource, birthDate: '1980-02-04' } });
    const corrected = file(
      [HEAD, ...ROWS.slice(0, 2)].map((line) => line.replace('150/95', '155/95').replace('13800138000', '13800138001')),
    );
    expect(await take(clinic, corrected)).toMatchObject({ created: 0, updated: 2, rejected: 0 });
    const after = await clinic.ask('record.get', { type: 'Patient', id });
    expect(after.resource).toMatchObject({ birthDate: '1980-02-04', telecom: [{ value: '13800138001' }] });
  });

  it('is a run like any import, cleaned by the rules that were chosen: tried without a trace, mended, undone as a whole', async () => {
    const clinic = await testClinic();
    // one person in two rows is told once
    const again = ROWS[0]?.replace('2024-3-5', '2024-3-9') ?? '';
    const path = file([HEAD, ...ROWS.slice(0, 3), again]);
    const clean = { rules: ['phones', 'names', 'units'] as const, country: 'CN' };
    const input = {
      job: 'in',
      paths: [path],
      format: 'csv' as const,
      settings: tableSettings(guessed()),
      clean: { ...clean, rules: [...clean.rules] },
    };
    const tried = await clinic.ask('import.files', { ...input, dryRun: true });
    expect(tried.cleaned?.find(({ reason }) => reason === 'phone-e164')).toMatchObject({
      count: 2,
      samples: [{ type: 'Patient', id: 'A001', path: 'Patient.telecom[0].extension' }, { id: 'A002' }],
    });
    expect((await clinic.ask('patient.list', {})).total).toBe(0);
    const report = await clinic.ask('import.files', input);
    expect(report).toMatchObject({ rejected: 1, cleaned: tried.cleaned });
    expect(await clinic.ask('import.files', input)).toMatchObject({ created: 0, updated: 0 });
    const { groups } = await clinic.ask('repair.groups', {});
    const [group] = groups;
    if (!group) throw new Error('Nothing waits.');
    const { code, element, run, state } = group;
    const { items } = await clinic.ask('repair.list', { reason: { code, element, run, state } });
    const { raw = '' } = await clinic.ask('repair.show', { id: items[0]?.id ?? 0 });
    expect(await clinic.ask('repair.retry', { id: items[0]?.id ?? 0, raw: raw.replace('雄', '男') })).toMatchObject({
      fixed: true,
    });
    const { rows } = await clinic.ask('patient.list', {});
    for (const { id } of rows) {
      const { resource } = await clinic.ask('record.get', { type: 'Patient', id });
      const [number] = resource.telecom as { value: string; extension: { valueString: string }[] }[];
      expect(number?.extension).toMatchObject([{ valueString: `+86${number?.value}` }]);
    }
    expect(await clinic.ask('import.undo', { job: 'u', run: report.run ?? '' })).toMatchObject({
      deleted: report.created,
      left: 0,
    });
    // the row that was mended belongs to the import that brought it last
    expect((await clinic.ask('patient.list', {})).total).toBe(1);
  });

  it('does not take away what another table of the sender said', async () => {
    const clinic = await testClinic();
    await take(clinic, file([HEAD, ...ROWS.slice(0, 1)]));
    const head = '病历号,姓名,检验日期,项目,结果,单位,参考值';
    const mapping = { ...guessMapping(head.split(','), () => []), system: 'urn:example:his' };
    const report = await take(
      clinic,
      file([head, 'A001,张三,2024-3-7,血钾,4.10,mmol/L,3.5-5.3', 'A001,张三,2024-3-7,尿蛋白,阴性,,阴性']),
      mapping,
    );
    expect(report).toMatchObject({ created: 2, updated: 0, rejected: 0 });
    const { rows } = await clinic.ask('patient.list', {});
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ name: '张三', birthDate: '1980-02-03' });
  });

  it('may be compressed, and says of a file that holds none', async () => {
    const clinic = await testClinic();
    const folder = temporaryFolder();
    const path = join(folder, 'a.csv.gz');
    writeFileSync(path, gzipSync([HEAD, ROWS[0]].join('\n')));
    expect(await take(clinic, path)).toMatchObject({ rejected: 0, byType: { Patient: 1 } });
    writeFileSync(join(folder, 'empty.csv'), '\n\n');
    expect((await take(clinic, join(folder, 'empty.csv'))).errors[0]?.code).toBe('csv-empty');
    writeFileSync(join(folder, 'other.csv'), 'x,y\n1,2\n');
    expect((await take(clinic, join(folder, 'other.csv'))).errors[0]?.code).toBe('csv-mapping');
    writeFileSync(join(folder, 'cut.csv.gz'), gzipSync([HEAD, ...ROWS].join('\n')).subarray(0, 60));
    expect((await take(clinic, join(folder, 'cut.csv.gz'))).errors[0]?.code).toBe('truncated');
  });
});

describe('before it comes in', () => {
  it('is shown with its encoding, its columns, and a mapping to start from', async () => {
    const clinic = await testClinic();
    const look = await clinic.ask('table.look', { path: file([HEAD, ...ROWS]) });
    expect(look.format).toEqual({ encoding: 'gb18030', delimiter: ',', header: 1 });
    expect(look.columns[1]).toEqual({ name: '姓名', samples: ['张三', '李四', '王五', '赵六', '孙七'] });
    expect(look.guessed).toMatchObject({
      key: ['病历号'],
      columns: { 姓名: 'patient.name', '血糖(mg/dL)': { as: 'glucose', unit: 'mg/dL' } },
    });
    const wrong = await clinic.ask('table.look', { path: file([HEAD, ...ROWS]), file: { encoding: 'utf-8' } });
    expect(wrong.rows[0]?.trouble).toBe('csv-unreadable');
    await clinic.refuse('table.look', { path: join(temporaryFolder(), 'none.csv') }, 'file-not-found');
  });

  it('shows what would become of its rows, and writes nothing', async () => {
    const clinic = await testClinic();
    const preview = await clinic.ask('table.preview', { path: file([HEAD, ...ROWS]), mapping: guessed() });
    expect(preview).toMatchObject({ faults: [], judged: 6, waiting: 4 });
    expect(preview.rows[0]?.resources[0]).toMatchObject({ type: 'Patient', resource: { name: [{ text: '张三' }] } });
    expect(preview.problems.map(({ line, code }) => [line, code])).toEqual([
      [4, 'csv-value'],
      [5, 'csv-date'],
      [6, 'csv-shortened'],
      [7, 'csv-key-missing'],
    ]);
    const faulty = await clinic.ask('table.preview', {
      path: file([HEAD, ...ROWS]),
      mapping: { mapping: 'csv', version: 1, columns: { x: 'row' } },
    });
    expect(faulty.faults.length).toBeGreaterThan(0);
    expect((await clinic.ask('patient.list', {})).total).toBe(0);
  });

  it('keeps a mapping under its name, and one of each name', async () => {
    const clinic = await testClinic();
    await clinic.ask('mapping.save', { mapping: { ...guessed(), name: '门诊日志' } });
    await clinic.ask('mapping.save', { mapping: { ...guessed(), name: '门诊日志', key: ['姓名'] } });
    const [kept, ...others] = await clinic.ask('mapping.list', {});
    expect(others).toEqual([]);
    expect(kept?.mapping).toMatchObject({ name: '门诊日志', key: ['姓名'] });
    expect(await clinic.ask('template.list', {})).toEqual([]);
    await clinic.ask('mapping.use', { id: kept?.id ?? '', use: false });
    expect(await clinic.ask('mapping.list', {})).toEqual([]);
  });
});

describe('flat tables', () => {
  const exported = async (clinic: TestVault, types?: string[]) => {
    const out = temporaryFolder();
    await clinic.ask('export.files', { job: 'out', format: 'csv', out, ...(types && { types }) });
    const mapping = (type: string) =>
      Mapping.parse(JSON.parse(readFileSync(join(out, `${type}.mapping.json`), 'utf8')));
    return { out, mapping, text: (type: string) => readFileSync(join(out, `${type}.csv`), 'utf8') };
  };
  const odd = {
    resourceType: 'Patient',
    name: [
      { text: '=HYPERLINK("http://x")', family: "'Abdul", given: ['+1', ' two  spaces '] },
      { text: '第二，"引号"\n换行' },
    ],
    gender: 'female',
    birthDate: '1980-02',
    telecom: [{ system: 'phone', value: '+8613800138000' }],
    identifier: [{ system: 'urn:x', value: '00012300' }, { value: '1.38E+10' }],
    deceasedBoolean: false,
    address: [{ line: ['@home', '-5'], extension: [{ url: 'urn:e', valueString: 'kept' }] }],
  };

  it('go out with the mark that Excel wants, defused, a row for each record', async () => {
    const clinic = await testClinic();
    await clinic.ask('record.create', { resource: odd });
    const { out, text } = await exported(clinic, ['Patient']);
    expect(readdirSync(out).sort()).toEqual(['Patient.csv', 'Patient.mapping.json']);
    const table = text('Patient');
    expect(table.startsWith('\uFEFFid,identifier[0].system,identifier[0].value')).toBe(true);
    expect(table).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(table).toContain(",'+8613800138000,");
    expect(table).toContain("''Abdul");
  });

  it('change nothing when they come back, whatever stands in the records', async () => {
    const clinic = await testClinic();
    await clinic.ask('record.create', { resource: { ...odd, identifier: odd.identifier.slice(0, 1) } });
    for (const type of ['MedicationRequest', 'Appointment'] as const)
      await clinic.ask('record.create', { resource: recordTypes[type].sample as never });
    await take(clinic, file([HEAD, ...ROWS.slice(0, 2)]));
    const { out, mapping } = await exported(clinic);
    const types = readdirSync(out)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => name.slice(0, -4));
    expect(types).toEqual(['Appointment', 'Condition', 'MedicationRequest', 'Observation', 'Patient']);
    for (const type of types) {
      const report = await take(clinic, join(out, `${type}.csv`), mapping(type));
      expect({ type, ...report }).toMatchObject({ type, created: 0, updated: 0, rejected: 0, errors: [] });
    }
  });

  it('change what was changed in them, and nothing that they do not hold', async () => {
    const clinic = await testClinic();
    const made = await clinic.ask('record.create', { resource: { ...odd, identifier: odd.identifier.slice(0, 1) } });
    const id = String(made.resource.id);
    const { out, mapping, text } = await exported(clinic, ['Patient']);
    writeFileSync(join(out, 'Patient.csv'), text('Patient').replace('1980-02', '1980-02-07').replace('female', ''));
    expect(await take(clinic, join(out, 'Patient.csv'), mapping('Patient'))).toMatchObject({ updated: 1, rejected: 0 });
    const { resource, conflicts } = await clinic.ask('record.get', { type: 'Patient', id });
    const { gender: _gone, ...rest } = odd;
    expect(resource).toEqual({ ...rest, identifier: odd.identifier.slice(0, 1), birthDate: '1980-02-07', id });
    expect(conflicts).toBe(0);
    const strange = text('Patient').replace(id, '0190a000-0000-7000-8000-000000000000');
    writeFileSync(join(out, 'Patient.csv'), strange);
    expect((await take(clinic, join(out, 'Patient.csv'), mapping('Patient'))).errors[0]?.code).toBe(
      'csv-unknown-record',
    );
  });
});
