/** Rows on their way out: what stands in the trail of them, and when they are held back. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { partialOf, rememberFolder } from '../../../electron/vault/exchange/partial.ts';
import { homeFiles } from '../../../electron/vault/world.ts';
import { DEFAULT_ROLES, type RoleTable } from '../../../shared/access/roles.ts';
import { figureOfSign } from '../../../shared/bridge/figures-given.ts';
import type { CallInput, EventPayload } from '../../../shared/bridge/index.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';
import { settle } from '../redaction/support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const EVERYBODY = { v: 1, where: { kind: 'all', of: [] } } as const;
const PATIENTS = {
  name: 'patients',
  resource: 'Patient',
  select: [{ column: [{ name: 'family', path: 'name.first().family' }] }],
};
/** Takes seconds. */
const SLOW =
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000000) SELECT family, (SELECT count(*) FROM n) FROM patients';

/** In several pieces, each of which is waited for. */
const LONG =
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i, family FROM n, patients';

function cohortInto(out: string): CallInput<'cohort.export'> {
  return { job: 'list', definition: EVERYBODY, out, locale: 'en' };
}

function notebookInto(out: string, sql = 'SELECT family FROM patients'): CallInput<'notebook.export'> {
  return { job: 'file', views: [PATIENTS], sql, limits: { seconds: 300 }, format: 'csv', out, name: 'r' };
}

/** A clinic with so many patients, and what is done at the first rows that are written. */
async function clinicWith(patients: number): Promise<TestVault & { atRows(work: () => void): void }> {
  let atRows: (() => void) | undefined;
  const vault = await testClinic(undefined, {
    onEvent: (name, payload) => {
      if (name !== 'progress') return;
      const { phase, done } = payload as EventPayload<'progress'>;
      if (phase !== 'writing' || done === 0) return;
      const work = atRows;
      atRows = undefined;
      work?.();
    },
  });
  const file = join(temporaryFolder(), 'patients.ndjson');
  const lines = Array.from({ length: patients }, (_, n) =>
    JSON.stringify({ resourceType: 'Patient', id: `p${n}`, name: [{ family: `Fam${n}` }], gender: 'female' }),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  await vault.ask('import.files', { job: 'import', paths: [file] });
  return {
    ...vault,
    atRows: (work) => {
      atRows = work;
    },
  };
}

/** What the trail says of exports, the oldest first. */
async function exportsIn({ ask }: TestVault) {
  const { rows } = await ask('audit.list', { filter: { events: ['export'] } });
  return rows.toReversed();
}

/** A doctor, Li, logged in at another workstation of a clinic with three patients. */
async function doctorElsewhere() {
  const { url } = await startCloud();
  const a = await clinicWith(3);
  await a.ask('remote.add', { url });
  const li = await addUser(a, 'Li', 'doctor');
  const b = await joinClinic(a, url, 'B');
  await settle(a, b);
  await firstLogin(b, 'Li');
  await settle(a, b);
  return { a, b, li };
}

describe('an export in the trail', () => {
  it('stands there when it begins, and when it ended with its rows and what they are of', async () => {
    const vault = await clinicWith(3);
    const out = temporaryFolder();
    await vault.ask('cohort.export', cohortInto(out));
    await vault.ask('notebook.export', notebookInto(out));
    const noted = (await exportsIn(vault)).map(({ what, outcome, records, kinds }) => [what, outcome, records, kinds]);
    expect(noted).toEqual([
      ['begun-cohort', 'done', undefined, []],
      ['cohort', 'done', 3, []],
      ['begun-notebook-csv', 'done', undefined, ['Patient']],
      ['notebook-csv', 'done', 3, ['Patient']],
    ]);
  });

  it('stands there where it was stopped, with the rows that were written', async () => {
    const vault = await clinicWith(1);
    const out = temporaryFolder();
    vault.atRows(() => void vault.ask('job.cancel', { job: 'file' }));
    await vault.refuse('notebook.export', notebookInto(out, LONG), 'cancelled');
    expect(readdirSync(out)).toEqual([]);
    const [begun, ended] = await exportsIn(vault);
    expect(begun).toMatchObject({ what: 'begun-notebook-csv', outcome: 'done' });
    expect(ended).toMatchObject({ what: 'notebook-csv', outcome: 'failed', error: 'cancelled' });
    expect(ended?.records).toBeGreaterThan(0);
    expect(ended?.records).toBeLessThan(200_000);
  });

  it('stands there where the file could not be given its name', async () => {
    const vault = await clinicWith(3);
    const out = temporaryFolder();
    vault.atRows(() => writeFileSync(join(out, 'r.csv'), ''));
    await vault.refuse('notebook.export', notebookInto(out), 'already-exists');
    expect((await exportsIn(vault)).at(-1)).toMatchObject({
      what: 'notebook-csv',
      outcome: 'failed',
      error: 'already-exists',
      records: 3,
    });
  });

  it('stands there as soon as it is asked for, before a row can have come', async () => {
    const vault = await clinicWith(3);
    const out = temporaryFolder();
    const exporting = vault.ask('cohort.export', cohortInto(out));
    const there = exportsIn(vault);
    await exporting;
    expect((await there).map(({ what }) => what)).toEqual(['begun-cohort']);
  });

  it('by the window stands there before it leaves, with what it is of, and afterwards whether it left', async () => {
    const vault = await clinicWith(1);
    const list = { action: 'export', what: 'cohort-list', records: 12 } as const;
    const today = { from: '2026-03-02', to: '2026-03-02' };
    const picture = { action: 'export', what: 'picture', figures: [{ name: 'age-sex', range: today }] } as const;
    await vault.ask('audit.note', { ...list, stage: 'begun' });
    await vault.ask('audit.note', { ...list, stage: 'stopped' });
    await vault.ask('audit.note', { ...picture, stage: 'begun' });
    await vault.ask('audit.note', { ...picture, stage: 'done' });
    const noted = (await exportsIn(vault)).map(({ what, outcome, records, error }) => [what, outcome, records, error]);
    expect(noted).toEqual([
      ['begun-cohort-list', 'done', 12, undefined],
      ['cohort-list', 'failed', 12, 'cancelled'],
      ['begun-picture-age-sex', 'done', undefined, undefined],
      ['picture-age-sex', 'done', undefined, undefined],
    ]);
  });

  it('of a whole dashboard has each figure, of when it is, and with what it is compared', async () => {
    const vault = await clinicWith(1);
    const range = { from: '2026-03-02', to: '2026-03-31' };
    const before = { from: '2026-02-02', to: '2026-03-01' };
    const figures = [
      { name: 'visits', range, before },
      { name: 'age-sex', range: { from: range.to, to: range.to } },
    ] as const;
    for (const stage of ['begun', 'done'] as const)
      await vault.ask('audit.note', { action: 'print', what: 'figures', figures, stage });
    const { rows } = await vault.ask('audit.list', { filter: { events: ['print'] } });
    const kinds = ['visits:2026-03-02..2026-03-31:2026-02-02..2026-03-01', 'age-sex:2026-03-31..2026-03-31'];
    expect(rows.map((row) => [row.what, row.kinds])).toEqual([
      ['figures', kinds],
      ['begun-figures', kinds],
    ]);
    expect(kinds.map(figureOfSign)).toEqual(figures);
  });

  it('by the window is refused to whoever may not do that, and how it ended is noted all the same', async () => {
    const vault = await clinicWith(1);
    await addUser(vault, 'Ned', 'nurse');
    await firstLogin(vault, 'Ned');
    const range = { from: '2026-03-02', to: '2026-03-31' };
    for (const given of [
      { action: 'export', what: 'cohort-list' },
      { action: 'print', what: 'cohort-list' },
      { action: 'print', what: 'figures', figures: [{ name: 'visits', range }] },
      { action: 'pdf', what: 'kit' },
    ] as const) {
      await vault.refuse('audit.note', { ...given, stage: 'begun' }, 'not-allowed');
      await vault.ask('audit.note', { ...given, stage: 'stopped' });
    }
    await vault.ask('audit.note', { action: 'print', what: 'label', stage: 'begun' });
  });
});

describe('an export', () => {
  it.each(['list', 'files', 'cohort', 'notebook', 'figures'])(
    'leaves no %s when the screen is locked meanwhile',
    async (kind) => {
      const vault = await clinicWith(3);
      const out = temporaryFolder();
      const exporting =
        kind === 'list'
          ? vault.vault.ask('export.list', { job: 'x', list: 'patients', out, locale: 'en' })
          : kind === 'files'
            ? vault.vault.ask('export.files', { job: 'x', format: 'ndjson', out })
            : kind === 'cohort'
              ? vault.vault.ask('cohort.export', cohortInto(out))
              : kind === 'notebook'
                ? vault.vault.ask('notebook.export', notebookInto(out))
                : vault.vault.ask('measures.export', { job: 'x', name: 'age-sex', out, locale: 'en' });
      await vault.ask('session.lock', {});
      expect(await exporting).toMatchObject({ error: { code: 'export-overtaken' } });
      expect(readdirSync(out)).toEqual([]);
      await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
      expect((await exportsIn(vault)).at(-1)).toMatchObject({
        outcome: 'failed',
        error: 'export-overtaken',
        user: { name: 'Dr Test' },
      });
    },
  );

  it('leaves no file of whom was erased meanwhile', async () => {
    const vault = await clinicWith(3);
    const { rows } = await vault.ask('cohort.people', { definition: EVERYBODY });
    const out = temporaryFolder();
    const exporting = vault.vault.ask('notebook.export', notebookInto(out, SLOW));
    const id = rows[0]?.hit.id ?? '';
    await vault.ask('record.redact', { type: 'Patient', id, reason: 'asked for', chart: true });
    expect(await exporting).toMatchObject({ error: { code: 'export-overtaken' } });
    expect(readdirSync(out)).toEqual([]);
  });

  it('leaves no file once another workstation took the right away, and goes on where it took nothing', async () => {
    const { a, b, li } = await doctorElsewhere();
    const told = async (change: () => Promise<unknown>) => {
      await change();
      await a.ask('sync.run', { untilIdle: true });
      await b.ask('sync.run', { untilIdle: true });
    };
    const out = temporaryFolder();
    const kept = b.vault.ask('notebook.export', notebookInto(out, SLOW));
    await told(() => addUser(a, 'Ben', 'nurse'));
    expect(await kept).toMatchObject({ ok: true });
    const held = b.vault.ask('notebook.export', { ...notebookInto(out, SLOW), name: 'second' });
    await told(() => a.ask('user.role', { id: li, role: 'front-desk' }));
    expect(await held).toMatchObject({ error: { code: 'export-overtaken' } });
    expect(readdirSync(out)).toEqual(['r.csv']);
  }, 120_000);

  it('goes on where its user may more, or less of what it does not need, and ends where they may less of what it needs', async () => {
    const { a, b, li } = await doctorElsewhere();
    const out = temporaryFolder();
    /** An export of patients that is under way while that reaches the workstation. */
    const during = async (name: string, change: () => Promise<unknown>) => {
      const exporting = b.vault.ask('notebook.export', { ...notebookInto(out, SLOW), name });
      await change();
      await a.ask('sync.run', { untilIdle: true });
      await b.ask('sync.run', { untilIdle: true });
      const ended = await exporting;
      return ended.ok ? 'done' : ended.error.code;
    };
    const doctor = (change: (doctor: RoleTable['roles']['doctor']) => Partial<RoleTable['roles']['doctor']>) => {
      const { roles } = DEFAULT_ROLES;
      return () =>
        a.ask('roles.save', {
          table: { v: 1, roles: { ...roles, doctor: { ...roles.doctor, ...change(roles.doctor) } } },
        });
    };
    const closed = { access: 'none', remove: false, sign: false, amend: false } as const;
    expect(
      await during(
        'more',
        doctor(({ may }) => ({ may: [...may, 'backup'] })),
      ),
    ).toBe('done');
    expect(
      await during(
        'less',
        doctor(({ groups }) => ({ groups: { ...groups, billing: closed } })),
      ),
    ).toBe('done');
    expect(await during('owner', () => a.ask('user.role', { id: li, role: 'owner' }))).toBe('done');
    expect(await during('back', () => a.ask('user.role', { id: li, role: 'doctor' }))).toBe('done');
    const narrowed = doctor(({ groups }) => ({ groups: { ...groups, registration: closed } }));
    expect(await during('closed', narrowed)).toBe('export-overtaken');
    await doctor(() => ({}))();
    await settle(a, b);
    expect(
      await during(
        'kept in',
        doctor(({ may }) => ({ may: may.filter((one) => one !== 'export') })),
      ),
    ).toBe('export-overtaken');
    expect(readdirSync(out).sort()).toEqual(['back.csv', 'less.csv', 'more.csv', 'owner.csv']);
  }, 180_000);

  it('leaves no file when the program ends', async () => {
    const vault = await clinicWith(1);
    const out = temporaryFolder();
    let closed: Promise<void> | undefined;
    vault.atRows(() => {
      closed = vault.vault.close();
    });
    const exporting = vault.vault.ask('notebook.export', notebookInto(out, LONG));
    expect((await exporting).ok).toBe(false);
    await closed;
    expect(readdirSync(out)).toEqual([]);
    const again = await testVault(vault.home);
    await again.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    expect((await exportsIn(again)).map(({ what, outcome }) => [what, outcome])).toEqual([
      ['begun-notebook-csv', 'done'],
      ['notebook-csv', 'failed'],
    ]);
  });

  it('of a program that was killed is cleared away by the next, and nothing of anybody else', async () => {
    const [home, out] = [temporaryFolder(), temporaryFolder()];
    const unplugged = join(out, 'stick');
    const file = homeFiles(home).partials;
    for (const folder of [out, unplugged]) rememberFolder(file, folder);
    for (const name of [partialOf('cohort.csv'), '.other.csv.1.partial', 'r.csv']) writeFileSync(join(out, name), 'x');
    const vault = await testVault(home);
    expect(readdirSync(out).sort()).toEqual(['.other.csv.1.partial', 'r.csv']);
    await vault.vault.close();
    mkdirSync(unplugged);
    writeFileSync(join(unplugged, partialOf('patients.csv')), 'x');
    const again = await testVault(home);
    expect([readdirSync(unplugged), existsSync(file)]).toEqual([[], false]);
    await again.vault.close();
  });

  it('is of one state of the records, whatever is written meanwhile', async () => {
    const vault = await clinicWith(3000);
    const { rows: first } = await vault.ask('cohort.people', { definition: EVERYBODY, limit: 1 });
    const out = temporaryFolder();
    // who comes now goes to the end of the list
    vault.atRows(
      () =>
        void vault.ask('record.create', {
          resource: {
            resourceType: 'Encounter',
            status: 'finished',
            class: { code: 'AMB' },
            subject: { reference: `Patient/${first[0]?.hit.id}` },
            period: { start: '2026-01-02T10:00:00+08:00' },
          },
        }),
    );
    const { file, rows } = await vault.ask('cohort.export', cohortInto(out));
    const names = [...readFileSync(file, 'utf8').matchAll(/\bFam\d+\b/g)].map(([name]) => name);
    expect([rows, names.length, new Set(names).size]).toEqual([3000, 3000, 3000]);
  });
});
