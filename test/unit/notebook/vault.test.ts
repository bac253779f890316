/** The notebook of a real vault: rights, the audit trail, files, what is kept. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput } from '../../../shared/bridge/index.ts';
import { addUser, firstLogin, login } from '../../support/people.ts';
import { cleanUp, eventually, PASSPHRASE, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

const PATIENTS = {
  resourceType: 'ViewDefinition',
  name: 'patients',
  resource: 'Patient',
  status: 'active',
  select: [
    {
      column: [
        { name: 'id', path: 'getResourceKey()' },
        { name: 'gender', path: 'gender', type: 'code' },
        { name: 'born', path: 'birthDate', type: 'date' },
        { name: 'active', path: 'active', type: 'boolean' },
      ],
    },
  ],
};
const CONDITIONS = {
  resourceType: 'ViewDefinition',
  name: 'conditions',
  resource: 'Condition',
  status: 'active',
  select: [
    {
      column: [
        { name: 'patient', path: 'subject.getReferenceKey(Patient)' },
        { name: 'code', path: 'code.coding.first().code', type: 'code' },
      ],
    },
  ],
};
const FOREVER = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';

let vault: TestVault;
beforeAll(async () => {
  vault = await testClinic();
  for (const [at, gender] of ['female', 'male', 'female'].entries()) {
    const patient = { resourceType: 'Patient', name: [{ family: `Li${at}` }], gender, birthDate: `19${50 + at}-03-04` };
    const { id = '' } = (await vault.ask('record.create', { resource: patient })).resource;
    const condition = {
      resourceType: 'Condition',
      subject: { reference: `Patient/${id}` },
      code: { coding: [{ code: 'I10' }] },
    };
    if (at > 0) await vault.ask('record.create', { resource: condition });
  }
});
afterAll(cleanUp);

function run(sql: string, more: Partial<CallInput<'notebook.run'>> = {}) {
  return vault.vault.ask('notebook.run', { job: crypto.randomUUID(), views: [PATIENTS, CONDITIONS], sql, ...more });
}

describe('a query', () => {
  it('joins the tables of the chosen views', async () => {
    const answer = await run(
      'SELECT gender, count(DISTINCT c.patient) AS ill, count(*) AS people FROM patients p LEFT JOIN conditions c ON c.patient = p.id GROUP BY 1 ORDER BY 1',
    );
    expect(answer).toMatchObject({
      ok: true,
      value: {
        result: {
          rows: [
            ['female', 1, 2],
            ['male', 1, 1],
          ],
          more: false,
        },
        tables: [
          { name: 'patients', rows: 3 },
          { name: 'conditions', rows: 2 },
        ],
        types: ['Condition', 'Patient'],
        outdated: false,
      },
    });
  });

  it('says when records have changed since the tables were loaded, and loads them anew', async () => {
    await run('SELECT 1');
    await vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family: 'New' }] } });
    const old = await eventually(
      () => run('SELECT count(*) FROM patients'),
      (answer) => answer.ok && answer.value.outdated,
    );
    expect(old).toMatchObject({ value: { result: { rows: [[3]] } } });
    expect(await run('SELECT count(*) FROM patients', { anew: true })).toMatchObject({
      value: { result: { rows: [[4]] }, outdated: false },
    });
  });

  it('that burns is ended by the limit, or by a click, and a search answers meanwhile', async () => {
    const burning = run(FOREVER, { job: 'burning', limits: { seconds: 60 } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { hits } = await vault.ask('patient.search', { text: 'Li1', limit: 5 });
    expect(hits[0]).toMatchObject({ name: 'Li1' });
    const listed = await vault.ask('patient.list', { filter: {}, offset: 0, limit: 10 });
    expect(listed.rows.length).toBe(4);
    await vault.ask('job.cancel', { job: 'burning' });
    expect(await burning).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await run(FOREVER, { limits: { seconds: 1 } })).toMatchObject({ error: { code: 'query-time-limit' } });
    expect(await run('SELECT count(*) FROM patients')).toMatchObject({ ok: true });
  });

  it('names what is wrong with views', async () => {
    expect(await run('SELECT 1', { views: [PATIENTS, { ...CONDITIONS, name: 'Patients' }] })).toMatchObject({
      error: { code: 'views-of-one-name' },
    });
    expect(await run('SELECT 1', { views: [CONDITIONS, { ...PATIENTS, resource: 'Nothing' }] })).toMatchObject({
      error: { code: 'view-invalid', params: { view: 'patients', place: 'resource', fault: 'resource' } },
    });
    const column = [
      ...PATIENTS.select.flatMap((one) => one.column),
      { name: 'n', path: "'-9223372036854775808'.toInteger().abs()" },
    ];
    const views = [{ ...PATIENTS, select: [{ column }] }];
    expect(await run('SELECT n FROM patients', { views })).toMatchObject({
      error: {
        code: 'view-invalid',
        params: { view: 'patients', place: 'select[0].column[4].path', fault: 'overflow' },
      },
    });
    expect(await run('SELECT count(*) FROM patients', { views })).toMatchObject({ ok: true });
    expect(await run('SELECT 1', { limits: { seconds: 601 } })).toMatchObject({ error: { code: 'invalid-input' } });
  });
});

describe('what is loaded', () => {
  it("is of the moment that the clinic's clock says, and of its day", async () => {
    let now = Date.parse('2026-03-02T15:59:00Z');
    const timed = await testClinic(undefined, { clock: { now: () => now } });
    await timed.ask('record.create', { resource: { resourceType: 'Patient' } });
    const today = () =>
      timed.ask('notebook.run', {
        job: crypto.randomUUID(),
        views: [PATIENTS],
        sql: 'SELECT clinic_day(), count(*) FROM patients',
      });
    const loaded = new Date(now).toISOString();
    expect(await today()).toMatchObject({ loaded, outdated: false, result: { rows: [['2026-03-02', 1]] } });
    now += 30_000;
    // the same tables, which stay of their moment
    expect(await today()).toMatchObject({ loaded, result: { rows: [['2026-03-02', 1]] } });
    now += 60_000;
    expect(await today()).toMatchObject({
      loaded: new Date(now).toISOString(),
      result: { rows: [['2026-03-03', 1]] },
    });
    await timed.vault.close();
  });
});

describe('a file of a result', () => {
  it('is written whole, and never over another', async () => {
    const out = temporaryFolder();
    const input: CallInput<'notebook.export'> = {
      job: 'file',
      views: [PATIENTS],
      sql: 'SELECT gender FROM patients ORDER BY 1',
      format: 'ndjson',
      out,
      name: '../a:b',
    };
    const { file, rows } = await vault.ask('notebook.export', input);
    expect([file, rows]).toEqual([join(out, ' a b.ndjson').replace(' a b', 'a b'), 4]);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toContain('{"gender":"female"}');
    await vault.refuse('notebook.export', input, 'already-exists');
    await vault.refuse('notebook.export', { ...input, name: 'c', sql: 'SELECT absent' }, 'query-no-column');
    expect(existsSync(join(out, 'c.ndjson'))).toBe(false);
  });

  it('stands in the audit trail with its rows, as does what was looked at', async () => {
    const { rows: entries } = await vault.ask('audit.list', { filter: {} });
    expect(entries).toContainEqual(expect.objectContaining({ event: 'export', what: 'notebook-ndjson', records: 4 }));
    expect(entries).toContainEqual(
      expect.objectContaining({ event: 'analysis.read', what: 'notebook', kinds: ['Condition', 'Patient'] }),
    );
  });
});

describe('rights', () => {
  it('are those on every chosen view, and none lets a query look at other records', async () => {
    await addUser(vault, 'Nurse', 'nurse');
    await addUser(vault, 'Desk', 'front-desk');
    const { roles } = await openState();
    const desk = roles.roles['front-desk'];
    await vault.ask('roles.save', {
      table: { ...roles, roles: { ...roles.roles, 'front-desk': { ...desk, may: [...desk.may, 'analysis'] } } },
    });
    await firstLogin(vault, 'Nurse');
    expect(await run('SELECT 1')).toMatchObject({ error: { code: 'not-allowed' } });
    await firstLogin(vault, 'Desk');
    expect(await run('SELECT count(*) FROM patients', { views: [PATIENTS] })).toMatchObject({ ok: true });
    expect(await run('SELECT count(*) FROM patients')).toMatchObject({ error: { code: 'not-allowed' } });
    expect(await run('SELECT count(*) FROM conditions', { views: [PATIENTS] })).toMatchObject({
      error: { code: 'query-no-table' },
    });
    await vault.refuse(
      'notebook.export',
      { job: 'x', views: [PATIENTS], sql: 'SELECT 1', format: 'csv', out: '/tmp', name: 'x' },
      'not-allowed',
    );
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
  });
});

describe.runIf(process.platform === 'linux')('a session', () => {
  it('takes its tables with it: after a lock no process holds a row', async () => {
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    await run('SELECT 1');
    expect(children()).toHaveLength(1);
    await vault.ask('session.lock', {});
    await eventually(children, (pids) => pids.length === 0);
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
  });
});

describe.runIf(process.platform === 'linux')('an erasure', () => {
  it('ends the process, which may hold what was erased', async () => {
    const gone = { resourceType: 'Patient', name: [{ family: 'Gone' }] };
    const { id = '' } = (await vault.ask('record.create', { resource: gone })).resource;
    const counting = `SELECT count(*) FROM patients WHERE id = '${id}'`;
    expect(await run(counting)).toMatchObject({ value: { result: { rows: [[1]] } } });
    expect(children()).toHaveLength(1);
    await vault.ask('record.redact', { type: 'Patient', id, reason: 'asked for', chart: true });
    await eventually(children, (pids) => pids.length === 0);
    expect(await run(counting)).toMatchObject({ value: { result: { rows: [[0]] } } });
  });
});

describe('notebooks', () => {
  it('are kept, edited, taken out of use and back, with a history', async () => {
    const content = {
      v: 1 as const,
      views: ['patients'],
      cells: [
        { kind: 'words' as const, id: 'a', text: 'What is it about?' },
        { kind: 'query' as const, id: 'b', sql: 'SELECT 1', chart: { kind: 'bar' as const, x: 'a', y: 'b' } },
      ],
    };
    const { changes } = await vault.ask('notebook.save', { title: 'First', content });
    const [made] = (await vault.ask('notebook.list', {})).kept;
    expect(made).toMatchObject({ title: 'First', content });
    const { id = '', seen = [] } = made ?? {};
    expect(changes.map((change) => change.id)).toEqual([id]);
    await vault.ask('notebook.save', { id, seen, title: 'Second', content: { ...content, cells: [] } });
    expect((await vault.ask('notebook.list', {})).kept).toMatchObject([{ title: 'Second', content: { cells: [] } }]);
    expect(await vault.ask('record.history', { type: 'Library', id })).toHaveLength(2);
    await vault.ask('notebook.use', { ids: [id], use: false });
    expect((await vault.ask('notebook.list', {})).kept).toEqual([]);
    await vault.ask('notebook.use', { ids: [id], use: true });
    expect((await vault.ask('notebook.list', {})).kept).toMatchObject([{ title: 'Second' }]);
  });
});

async function openState() {
  const state = await vault.ask('session.state', {});
  if (state.kind !== 'open') throw new Error(state.kind);
  return state;
}

describe('an analyst', () => {
  it('queries rows without names, and takes none out', async () => {
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    await addUser(vault, 'Ana', 'analyst');
    await vault.ask('analysis.refresh', {});
    await firstLogin(vault, 'Ana');
    await vault.ask('session.lock', {});
    await login(vault, 'Ana');
    const named = {
      ...PATIENTS,
      select: [
        {
          column: [
            { name: 'family', path: 'name.first().family' },
            { name: 'born', path: 'birthDate' },
          ],
        },
      ],
    };
    const answer = await run('SELECT DISTINCT family, born FROM patients ORDER BY born', { views: [named] });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        result: {
          rows: [
            [null, null],
            [null, '1950'],
            [null, '1951'],
            [null, '1952'],
          ],
        },
      },
    });
    await vault.refuse(
      'notebook.export',
      { job: 'x', views: [PATIENTS], sql: 'SELECT 1', format: 'csv', out: temporaryFolder(), name: 'x' },
      'not-allowed',
    );
    await vault.refuse('notebook.list', {}, 'not-allowed');
    const content = { v: 1 as const, views: [], cells: [] };
    await vault.refuse('notebook.save', { title: 'Mine', content }, 'not-allowed');
  });
});

/** Processes of notebooks that this one has started and that have not ended. */
function children(): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const [, state, parent] =
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .split(') ')[1]
          ?.match(/^(\w) (\d+)/) ?? [];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return state !== 'Z' && Number(parent) === process.pid && command.includes('notebook-process');
    } catch {
      return false; // it has ended meanwhile
    }
  });
}
