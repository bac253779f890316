import { afterEach, expect, it } from 'vitest';
import { cleanUp, PASSPHRASE, testClinic } from '../../support/vaults.ts';
import { addPatients } from '../storage/clinic.ts';

afterEach(cleanUp);

it('the trail is for those who may read it; whoever may not is refused, and that stands in it', async () => {
  const a = await testClinic();
  const [id = ''] = await addPatients(a, 0, 1);
  const nurse = await a.ask('user.add', { name: 'Nurse', role: 'nurse', passphrase: PASSPHRASE });
  await a.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Nurse' });
  await a.ask('user.passphrase', { old: PASSPHRASE, new: 'other quiet words by heart' });
  await a.refuse('audit.list', {}, 'not-allowed');
  await a.refuse('record.redact', { type: 'Patient', id, reason: 'not hers to do' }, 'not-allowed');
  await a.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
  const { rows } = await a.ask('audit.list', {});
  const refused = rows.filter(({ event }) => event === 'refused');
  expect(refused.map(({ user, what, outcome }) => [user?.id, what, outcome])).toEqual([
    [nurse.id, 'record.redact', 'refused'],
    [nurse.id, 'audit.list', 'refused'],
  ]);
  // each said with their own signature
  expect(refused.every(({ signedBy }) => signedBy === undefined)).toBe(true);
  expect(rows.find(({ event }) => event === 'user.changed')).toMatchObject({
    user: { name: 'Dr Test' },
    about: { id: nurse.id, name: 'Nurse' },
    what: 'added-nurse',
  });
  expect(rows.filter(({ event }) => event === 'switch').map(({ user, about }) => [user?.name, about?.name])).toEqual([
    ['Dr Test', 'Nurse'],
    ['Nurse', 'Dr Test'],
  ]);
}, 30_000);
