import { afterAll, expect, it } from 'vitest';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { folderOf } from '../exchange/support.ts';

afterAll(cleanUp);

it('refuses what is not valid by hand, takes it from a sender, and lets the rest of it be corrected', async () => {
  const clinic = await testClinic();
  await clinic.refuse('record.create', { resource: { resourceType: 'Patient', gender: 'm' } }, 'not-valid');
  await clinic.refuse('record.create', { resource: { resourceType: 'Patent' } }, 'not-valid');

  const sent = { resourceType: 'Patient', id: 'p', gender: 'm', name: [{ text: 'Wang Fang' }] };
  const report = await clinic.ask('import.files', { job: 'in', paths: [folderOf({ 'Patient.ndjson': [sent] })] });
  expect(report).toMatchObject({ created: 1, rejected: 0 });
  const { hits } = await clinic.ask('patient.search', { text: 'wang' });
  const key = { type: 'Patient', id: hits[0]?.id ?? '' };

  const patched = await clinic.ask('record.patch', { ...key, patch: { birthDate: '1980-02-03' } });
  expect(patched.resource).toMatchObject({ gender: 'm', birthDate: '1980-02-03' });
  await clinic.refuse('record.patch', { ...key, patch: { birthDate: '1980-02-30' } }, 'not-valid');
  const wrong = { ...patched.resource, name: [{ text: 'Wang Fang', use: 'best' }] };
  await clinic.refuse('record.save', { resource: wrong, seen: patched.seen }, 'not-valid');
  const right = { ...patched.resource, gender: 'female' };
  const saved = await clinic.ask('record.save', { resource: right, seen: patched.seen });
  expect(await clinic.ask('record.check', { resource: saved.resource })).toEqual({ errors: [], doubts: [] });
  expect((await clinic.ask('record.get', key)).resource).toEqual(right);
});
