/** What an import could not bring in is kept, mended, tried again and set aside, in a real clinic. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RepairGroup, RepairState } from '../../../../shared/bridge/repair.ts';
import { rowText } from '../../../../shared/csv/row-text.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const person = (id: string, more: object = {}) => ({ resourceType: 'Patient', id, name: [{ family: 'Li' }], ...more });
const lines = (...resources: unknown[]) =>
  resources.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

async function imported(text: string, options: { holdInvalid?: boolean; name?: string } = {}) {
  const vault = await testClinic();
  return { vault, report: await importText(vault, text, options) };
}

function importText(vault: TestVault, text: string, { name = 'sent.ndjson', holdInvalid = true } = {}) {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:lab', holdInvalid });
}

const groupsOf = async (vault: TestVault, state: RepairState = 'open') =>
  (await vault.ask('repair.groups', { state })).groups;
const reasonOf = ({ state, run, code, element }: RepairGroup) => ({ state, run, code, element });
const itemsOf = async (vault: TestVault, state: RepairState = 'open') => {
  const [group] = await groupsOf(vault, state);
  return group ? (await vault.ask('repair.list', { reason: reasonOf(group) })).items : [];
};

describe('the repair list', () => {
  it('keeps what did not come in, with its text, and lets the rest come in', async () => {
    const { vault, report } = await imported(lines(person('1'), person('2', { gender: 'M.' }), '{"resourceType":'));
    expect(report).toMatchObject({ created: 1, rejected: 2 });
    const groups = await groupsOf(vault);
    expect(groups).toHaveLength(2);
    expect(groups.find(({ element }) => element === 'Patient.gender')).toMatchObject({ count: 1, file: 'sent.ndjson' });
    expect((await vault.ask('repair.groups', {})).counts).toEqual({ open: 2, faults: 0, aside: 0, fixed: 0 });
  });

  it('brings a text in that was mended, into the chart that its import meant', async () => {
    const { vault, report } = await imported(lines(person('2', { gender: 'M.' })));
    const [item] = await itemsOf(vault);
    const shown = await vault.ask('repair.show', { id: Number(item?.id) });
    expect(shown).toMatchObject({ line: 1, edited: false });
    expect(shown.findings[0]?.expression).toBe('Patient.gender');
    const still = await vault.ask('repair.retry', { id: shown.id, raw: String(shown.raw).replace('M.', 'N.') });
    expect(still).toMatchObject({ fixed: false, item: { state: 'open', edited: true } });
    const mended = String(shown.raw).replace('M.', 'male');
    expect(await vault.ask('repair.check', { id: shown.id, raw: mended })).toEqual([]);
    const { fixed, item: after } = await vault.ask('repair.retry', { id: shown.id, raw: mended });
    expect(fixed).toBe(true);
    expect(after).toMatchObject({ state: 'fixed', record: { type: 'Patient' } });
    // the same patient, had the sender mended it: nothing is there twice
    expect(await importText(vault, lines(person('2', { gender: 'male' })))).toMatchObject({ unchanged: 1, created: 0 });
    expect((await vault.ask('import.list', {})).map(({ run }) => run)).toContain(report.run);
  });

  it('mends an entry of a Bundle within its import', async () => {
    const entry = [
      { fullUrl: 'urn:uuid:1', resource: person('a', { id: undefined, birthDate: '2024-13-01' }) },
      { fullUrl: 'urn:uuid:2', resource: person('b', { id: undefined }) },
    ];
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
    const { vault } = await imported(bundle, { name: 'bundle.json' });
    const [item] = await itemsOf(vault);
    const { raw } = await vault.ask('repair.show', { id: Number(item?.id) });
    const { fixed } = await vault.ask('repair.retry', {
      id: Number(item?.id),
      raw: String(raw).replace('2024-13-01', '2024-12-01'),
    });
    expect(fixed).toBe(true);
  });

  it('mends a row under its header, by the mapping of its import', async () => {
    const vault = await testClinic();
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(
      file,
      'number;name;born\r\n1;Li;1980-02-03\r\n2;Wang;yesterday\r\n3;"Ma; junior";lately\r\n4;Fu;lately\r\n5;Ge;soon\r\n',
    );
    const fields = [
      { path: 'name.family', column: 'name' },
      { path: 'birthDate', column: 'born' },
    ];
    const mapping = {
      mapping: 'csv',
      version: 1,
      file: { delimiter: ';' },
      key: ['number'],
      resources: { person: { type: 'Patient', fields } },
    };
    const settings = { mapping };
    const report = await vault.ask('import.files', {
      job: 'j',
      paths: [file],
      format: 'csv',
      system: 'urn:lab',
      settings,
    });
    expect(report).toMatchObject({ created: 1, rejected: 4 });
    const [group] = await groupsOf(vault);
    if (!group) throw new Error('nothing waits');
    // all for one reason: what is wrong stands in one column
    expect(group).toMatchObject({ count: 4, code: 'csv-date', element: 'born' });
    const [item] = await itemsOf(vault);
    const { raw, row } = await vault.ask('repair.show', { id: Number(item?.id) });
    expect(raw).toBe('number;name;born\r\n2;Wang;yesterday');
    expect(row).toEqual({
      head: 'number;name;born',
      delimiter: ';',
      columns: ['number', 'name', 'born'],
      cells: ['2', 'Wang', 'yesterday'],
    });
    const { fixed } = await vault.ask('repair.retry', {
      id: Number(item?.id),
      raw: rowText(row?.head ?? '', ['2', 'Wang', '1990-04-05'], row?.delimiter ?? ''),
    });
    expect(fixed).toBe(true);
    const reason = reasonOf(group);
    expect(await vault.ask('repair.values', { reason })).toEqual({
      looked: 3,
      more: false,
      values: [
        { value: 'lately', count: 2 },
        { value: 'soon', count: 1 },
      ],
    });
    const replace = { from: 'lately', to: '2001-02-03' };
    expect(await vault.ask('repair.retryAll', { job: 'r', reason, replace })).toMatchObject({ tried: 2, fixed: 2 });
    const { rows } = await vault.ask('patient.list', {});
    expect(rows.map(({ birthDate }) => birthDate).sort()).toEqual([
      '1980-02-03',
      '1990-04-05',
      '2001-02-03',
      '2001-02-03',
    ]);
  });

  it('leaves a row with more cells than its header has names as a text, of which nothing is lost', async () => {
    const vault = await testClinic();
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(file, 'number,name,born\n1,Li,1980-02-03\n2,Ma, junior,lately\n3,Fu,lately,,\n');
    const fields = [
      { path: 'name.family', column: 'name' },
      { path: 'birthDate', column: 'born' },
    ];
    const settings = {
      mapping: { mapping: 'csv', version: 1, key: ['number'], resources: { person: { type: 'Patient', fields } } },
    };
    await vault.ask('import.files', { job: 'j', paths: [file], format: 'csv', system: 'urn:lab', settings });
    const listed = await Promise.all(
      (await groupsOf(vault)).map((group) => vault.ask('repair.list', { reason: reasonOf(group) })),
    );
    const ids = listed.flatMap(({ items }) => items.map(({ id }) => id)).sort((a, b) => a - b);
    const shown = await Promise.all(ids.map((id) => vault.ask('repair.show', { id })));
    // empty cells are nothing that could be lost
    expect(shown.map(({ raw, row }) => [raw, row?.cells])).toEqual([
      ['number,name,born\r\n2,Ma, junior,lately', undefined],
      ['number,name,born\r\n3,Fu,lately,,', ['3', 'Fu', 'lately']],
    ]);
  });

  it('tries all again that wait for one reason, with one value in the place of another', async () => {
    const bad = Array.from({ length: 450 }, (_one, i) => person(`p${i}`, { gender: i % 3 === 0 ? 'W' : 'M.' }));
    const { vault } = await imported(lines(...bad));
    const [group] = await groupsOf(vault);
    if (!group) throw new Error('no group');
    const reason = reasonOf(group);
    const first = await vault.ask('repair.list', { reason, limit: 200 });
    expect(first).toMatchObject({ more: true });
    expect(await vault.ask('repair.retryAll', { job: 'r', reason, replace: { from: 'M.', to: 'male' } })).toEqual({
      tried: 300,
      fixed: 300,
      cancelled: false,
    });
    expect(await vault.ask('repair.retryAll', { job: 'r', reason })).toMatchObject({ tried: 150, fixed: 0 });
    expect((await vault.ask('repair.groups', {})).counts).toMatchObject({ open: 150, fixed: 300 });
  });

  it('sets aside with a reason, and lets it wait again', async () => {
    const { vault } = await imported(lines(person('1', { gender: 'x' }), person('2', { gender: 'y' })));
    const [group] = await groupsOf(vault);
    const [one] = await itemsOf(vault);
    if (!group || !one) throw new Error('nothing waits');
    await vault.ask('repair.setAside', { chosen: { ids: [one.id] }, why: 'a test person' });
    expect((await itemsOf(vault, 'aside'))[0]).toMatchObject({ id: one.id, reason: 'a test person' });
    const { count, at } = await vault.ask('repair.setAside', { chosen: { reason: reasonOf(group) }, why: 'old' });
    expect(count).toBe(1);
    expect(at).toBeGreaterThan(0);
    await vault.ask('repair.takeBack', { chosen: { reason: { ...reasonOf(group), state: 'aside' } } });
    expect((await vault.ask('repair.groups', {})).counts).toMatchObject({ open: 2, aside: 0 });
  });

  it('has a text once, however often it is brought', async () => {
    const { vault } = await imported(lines(person('1', { gender: 'x' })));
    await importText(vault, lines(person('1', { gender: 'x' })));
    expect((await vault.ask('repair.groups', {})).counts).toMatchObject({ open: 1 });
  });

  it('forgets a person who was redacted, also in texts that could never be read, and nobody else', async () => {
    const family = { name: [{ family: 'Quill', given: ['Nora'] }], birthDate: '1980-02-03' };
    const { vault } = await imported(
      lines(
        person('nora-1', { ...family, identifier: [{ system: 'urn:x', value: 'K-778201' }] }),
        '{"resourceType":"Patient","name":[{"family":"Quill","given":["Nora"]}],"birthDate":"1980-02-03"',
        '{"resourceType":"Observation","subject":{"reference":"Patient/nora-1"},',
        '{"resourceType":"Patient","name":[{"family":"Quill","given":["Ada"]}],"birthDate":"1980-02-03"',
      ),
    );
    const { rows } = await vault.ask('patient.list', {});
    await vault.ask('record.redact', { type: 'Patient', id: rows[0]?.id ?? '', reason: 'asked for', chart: true });
    const [left, ...others] = await itemsOf(vault);
    expect(others).toEqual([]);
    expect((await vault.ask('repair.show', { id: Number(left?.id) })).raw).toContain('Ada');
  });

  it('names what came in with faults, by its record', async () => {
    const { vault } = await imported(lines(person('1', { gender: 'x' })), { holdInvalid: false });
    const [item] = await itemsOf(vault, 'faults');
    expect(item).toMatchObject({ element: 'Patient.gender', record: { type: 'Patient' } });
    expect(await vault.ask('record.get', { type: 'Patient', id: String(item?.record?.id) })).toBeTruthy();
  });

  it('goes to its sender as a table or lines', async () => {
    const { vault } = await imported(lines(person('1', { gender: '=cmd()' }), '"no object"'));
    const folder = join(temporaryFolder(), 'out');
    mkdirSync(folder);
    const csv = await vault.ask('repair.export', { format: 'csv', out: join(folder, 'list.csv') });
    expect(csv.count).toBe(2);
    expect(readFileSync(csv.file, 'utf8')).toContain('Patient.gender');
    const { file } = await vault.ask('repair.export', { format: 'ndjson', out: join(folder, 'list.ndjson') });
    const [first] = readFileSync(file, 'utf8').split('\n');
    expect(JSON.parse(JSON.parse(String(first)).text)).toMatchObject({ gender: '=cmd()' });
    await vault.refuse('repair.export', { format: 'csv', out: csv.file }, 'already-exists');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('leaves nothing of it outside of the encrypted database', async () => {
    const { vault } = await imported(lines(person('1', { gender: 'x', name: [{ family: 'Zyxwvuts' }] })));
    const [item] = await itemsOf(vault);
    await vault.ask('repair.retry', {
      id: Number(item?.id),
      raw: JSON.stringify(person('1', { name: [{ family: 'Zyxwvuts' }] })),
    });
    const files = readdirSync(vault.home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name)).includes('Zyxwvuts'), name).toBe(false);
  });
});
