import { afterEach, describe, expect, it } from 'vitest';
import { importedId } from '../../../electron/vault/exchange/fhir/ids.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { about, folderOf, patient } from './support.ts';

afterEach(cleanUp);

const FILES = {
  'p.ndjson': [patient('1', { gender: 'female' }), patient('2')],
  'o.ndjson': `${JSON.stringify(about('o', 'Patient/1', { status: 'final', code: { text: 'x' } }))}\nnot json\n`,
};

describe('an import', () => {
  it('is a run with its report', async () => {
    const clinic = await testClinic();
    const folder = folderOf(FILES);
    const report = await clinic.ask('import.files', { job: 'a', paths: [folder], system: 'urn:lab' });
    expect(report).toMatchObject({
      created: 3,
      rejected: 1,
      types: { Patient: { created: 2, updated: 0, unchanged: 0 }, Observation: { created: 1 } },
    });
    const again = await clinic.ask('import.files', { job: 'b', paths: [folder], system: 'urn:lab' });
    const runs = await clinic.ask('import.list', {});
    expect(runs.map(({ run }) => run)).toEqual([again.run, report.run]);
    expect(runs[1]).toMatchObject({
      state: 'done',
      system: 'urn:lab',
      created: 3,
      rejected: 1,
      by: expect.any(String),
    });
    expect(runs[0]).toMatchObject({ created: 0, unchanged: 3 });
    expect(await clinic.ask('import.report', { run: report.run ?? '' })).toEqual(report);

    // the history of what it wrote names it
    const changed = folderOf({
      'q.ndjson': [patient('9')],
      'p.ndjson': [patient('8'), patient('2', { gender: 'male' })],
    });
    await clinic.ask('import.files', { job: 'c', paths: [changed], system: 'urn:lab' });
    const from = async (type: string, original: string) => {
      const versions = await clinic.ask('record.history', { type, id: importedId('urn:lab', type, original) });
      return versions.map((version) => [version.from?.system, version.from?.original, version.from?.run?.file]);
    };
    expect(await from('Patient', '2')).toEqual([
      ['urn:lab', '2', 'p.ndjson'],
      ['urn:lab', '2', 'p.ndjson'],
    ]);
    expect(await from('Observation', 'o')).toEqual([['urn:lab', 'o', 'o.ndjson']]);
    expect(await from('Patient', '9')).toEqual([['urn:lab', '9', 'q.ndjson']]);
    await clinic.ask('import.undo', { job: 'u', run: report.run ?? '' });
    const [made, undone] = await clinic.ask('record.history', {
      type: 'Observation',
      id: importedId('urn:lab', 'Observation', 'o'),
    });
    expect(made?.from?.run).toMatchObject({ run: report.run, undo: false, begun: runs[1]?.begun });
    expect(undone?.from?.run).toMatchObject({ run: report.run, undo: true });
  });

  it('of a run that ended does not go on', async () => {
    const clinic = await testClinic();
    const { run = '' } = await clinic.ask('import.files', { job: 'a', paths: [folderOf(FILES)] });
    expect(await clinic.vault.ask('import.resume', { job: 'b', run })).toMatchObject({
      ok: false,
      error: { code: 'import-not-resumable' },
    });
  });
});
