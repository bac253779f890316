import { afterEach, expect, it } from 'vitest';
import type { Letterhead } from '../../../shared/bridge/letterhead.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

/** One pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const FILLED: Letterhead = {
  nameZh: '杏林诊所',
  nameEn: 'Apricot Grove Clinic',
  address: '河滨路 12 号\n12 Riverside Road',
  phone: '010 5555 0101',
  licence: 'PDY-0001',
  footer: '周一至周六 8:00-17:30',
  logo: PNG,
};

it('begins with the name of the clinic in its own language', async () => {
  const { ask } = await testClinic();
  const { letterhead, record } = await ask('letterhead.get', {});
  expect(letterhead).toMatchObject({ nameEn: 'Test Clinic', nameZh: '', logo: '' });
  expect(record).toBeUndefined();
});

it('keeps every line, changes one of them, and takes both steps back', async () => {
  const { ask } = await testClinic();
  const made = await ask('letterhead.save', { letterhead: FILLED });
  const first = await ask('letterhead.get', {});
  expect(first.letterhead).toEqual(FILLED);
  const { id, seen } = first.record ?? { id: '', seen: [] };
  const edited = { ...FILLED, nameZh: '', phone: '', logo: '' };
  const changed = await ask('letterhead.save', { letterhead: edited, id, seen });
  expect((await ask('letterhead.get', {})).letterhead).toEqual(edited);
  await ask('record.undo', changed);
  expect((await ask('letterhead.get', {})).letterhead).toEqual(FILLED);
  expect(made.changes).toHaveLength(1);
});

it('is one record, though two forms were opened before the first was saved', async () => {
  const { ask } = await testClinic();
  await ask('letterhead.save', { letterhead: FILLED });
  await ask('letterhead.save', { letterhead: { ...FILLED, phone: '1' } });
  const { json } = await ask('fhir.search', { job: 'j', query: 'Organization' });
  expect(JSON.parse(json)).toMatchObject({ total: 1 });
  expect((await ask('letterhead.get', {})).letterhead.phone).toBe('1');
});

it('leaves alone what a letterhead does not speak of, and other organisations', async () => {
  const { ask } = await testClinic();
  await ask('record.create', { resource: { resourceType: 'Organization', name: 'Laboratory' } });
  await ask('letterhead.save', { letterhead: FILLED });
  const { record } = await ask('letterhead.get', {});
  const id = record?.id ?? '';
  const telecom = [{ system: 'email', value: 'post@clinic.example' }];
  const { resource } = await ask('record.get', { type: 'Organization', id });
  const added = [...(resource.telecom as object[]), ...telecom];
  await ask('record.patch', { type: 'Organization', id, patch: { telecom: added } });
  const again = await ask('letterhead.get', {});
  await ask('letterhead.save', {
    letterhead: { ...again.letterhead, phone: '2' },
    id,
    seen: again.record?.seen ?? [],
  });
  const after = (await ask('record.get', { type: 'Organization', id })).resource;
  expect(after.telecom).toEqual([...telecom, { system: 'phone', value: '2', use: 'work' }]);
});

it.each([
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
  ['a photograph that was not made anew', Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64')],
])('refuses %s for a logo', async (_what, logo) => {
  const { refuse, ask } = await testClinic();
  await refuse('letterhead.save', { letterhead: { ...FILLED, logo } }, 'bad-logo');
  expect((await ask('letterhead.get', {})).record).toBeUndefined();
});

it('is read by the front desk, and written by who writes about the clinic', async () => {
  const { ask, refuse } = await testClinic();
  const first = 'nine calm badgers whistle';
  await ask('letterhead.save', { letterhead: FILLED });
  await ask('user.add', { name: 'Desk', role: 'front-desk', passphrase: first });
  await ask('session.lock', {});
  await ask('session.unlock', { passphrase: first, user: 'Desk' });
  await ask('user.passphrase', { old: first, new: 'eleven tall lanterns drift' });
  expect((await ask('letterhead.get', {})).letterhead.phone).toBe(FILLED.phone);
  await refuse('letterhead.save', { letterhead: FILLED }, 'not-allowed');
});
