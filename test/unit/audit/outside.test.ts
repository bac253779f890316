import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { noteOutside, outsideNotes } from '../../../electron/vault/audit/outside.ts';
import { addUser, firstLogin, login } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';

afterEach(cleanUp);

const PATIENTS = { resource: 'Patient', select: [{ column: [{ name: 'id', path: 'getResourceKey()' }] }] };

describe('what an analyst does while the database of the clinic is closed', () => {
  it('is taken over by the next log-in: what it read, took away, or was refused', async () => {
    const vault = await testClinic();
    for (let n = 0; n < 3; n++)
      await vault.ask('record.create', { resource: { resourceType: 'Patient', gender: 'female' } });
    const ann = await addUser(vault, 'Ann', 'analyst');
    await vault.ask('analysis.refresh', {});
    await firstLogin(vault, 'Ann');
    await vault.vault.close();
    const again = await testVault(vault.home);
    await login(again, 'Ann');
    const { rows: exported } = await again.ask('view.page', { definition: PATIENTS });
    expect(exported).toHaveLength(3);
    for (let n = 0; n < 3; n++) await again.ask('measures.ask', { name: 'age-sex' });
    await again.ask('view.preview', { job: 'shown', definition: PATIENTS });
    await again.ask('audit.note', { action: 'print', what: 'figures', stage: 'done' });
    await again.refuse('record.get', { type: 'Patient', id: 'x' }, 'not-allowed');
    await again.vault.close();
    const third = await testVault(vault.home);
    await third.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    const { rows } = await third.ask('audit.list', { filter: {} });
    const noted = rows.flatMap((row) =>
      row.about?.id === ann && row.event !== 'user.changed'
        ? [[row.event, row.user, row.what, row.type, row.records, row.outcome]]
        : [],
    );
    expect(noted.toReversed()).toEqual([
      ['login', undefined, 'closed', undefined, undefined, 'done'],
      ['export', undefined, 'closed-begun-view', 'Patient', undefined, 'done'],
      ['export', undefined, 'closed-view', 'Patient', 3, 'done'],
      ['analysis.read', undefined, 'closed-age-sex', undefined, undefined, 'done'],
      ['analysis.read', undefined, 'closed-view', 'Patient', undefined, 'done'],
      ['print', undefined, 'closed-figures', undefined, undefined, 'done'],
      ['refused', undefined, 'closed-record.get', 'Patient', undefined, 'refused'],
    ]);
  });

  it('is an export that failed until its last page was read', () => {
    const file = join(temporaryFolder(), 'outside');
    const page = { event: 'export', user: 'ann', what: 'view', type: 'Patient' } as const;
    noteOutside(file, { ...page, at: 5, records: 2, outcome: 4 });
    expect(outsideNotes(file)).toMatchObject([{ outcome: 4, records: 2 }]);
    noteOutside(file, { ...page, at: 6, records: 1 });
    expect(outsideNotes(file)).toMatchObject([{ outcome: 0, records: 3 }]);
  });

  it('is one entry that says where an export begins, whatever pages follow', () => {
    const file = join(temporaryFolder(), 'outside');
    const begun = { event: 'export', user: 'ann', what: 'begun-view' } as const;
    for (const at of [1, 3]) noteOutside(file, { ...begun, at }, at > 1);
    noteOutside(file, { ...begun, at: 5 });
    expect(outsideNotes(file).map(({ at }) => at)).toEqual([1, 5]);
  });

  it('is one entry for all pages of an export, and never so much that the file grows without end', () => {
    const file = join(temporaryFolder(), 'outside');
    const pages = (user: string, type: string, count: number) => {
      for (let n = 0; n < count; n++)
        noteOutside(file, { at: n, event: 'export', user, what: 'view', type, records: 2 });
    };
    pages('ann', 'Patient', 10);
    pages('ben', 'Patient', 1);
    expect(outsideNotes(file).map(({ about, type, records }) => [about, type, records])).toEqual([
      ['ann', 'Patient', 20],
      ['ben', 'Patient', 2],
    ]);
    for (let n = 0; n < 150; n++) pages('ann', `T${n}`, 1);
    for (let n = 0; n < 200; n++) noteOutside(file, { at: n, event: 'refused', user: 'ann', what: `call${n}` });
    pages('eve', 'Patient', 1);
    for (let n = 0; n < 50; n++) noteOutside(file, { at: n, event: 'login.failed' });
    const notes = outsideNotes(file);
    expect(notes.length).toBeLessThan(410);
    const taken = (user: string): number =>
      notes.reduce((sum, { about, records = 0 }) => (about === user ? sum + records : sum), 0);
    expect([taken('ann'), taken('ben'), taken('eve')]).toEqual([320, 2, 2]);
    expect(notes.some(({ event, about }) => event === 'refused' && about === 'ann')).toBe(true);
  });
});
