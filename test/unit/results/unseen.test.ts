/** What the first page says of results that nobody has looked at: the same as their list, of whom it may be said, and from indexes alone. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ResultInput } from '../../../shared/bridge/index.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const POTASSIUM = { text: 'Potassium', code: { system: 'http://loinc.org', code: '2823-3' } };
const SWAB = { text: 'Throat swab' };
const DAY = 24 * 60 * 60 * 1000;

async function clinic() {
  const clock = { time: Date.UTC(2026, 5, 1, 17) };
  const vault = await testClinic(undefined, { clock: { now: () => clock.time } });
  const named = async (family: string) => {
    const resource = { resourceType: 'Patient', name: [{ family }], gender: 'female', birthDate: '1990-05-01' };
    return String((await vault.ask('record.create', { resource })).resource.id);
  };
  return { vault, clock, wang: await named('Wang'), li: await named('Li') };
}

const swab = (patient: string, abnormal: boolean, more: Partial<ResultInput> = {}): ResultInput => ({
  patient,
  report: SWAB,
  laboratory: '',
  day: '2026-06-01',
  partial: false,
  conclusion: '',
  values: [{ test: SWAB, value: { words: 'Streptococci', abnormal } }],
  ...more,
});
const entered = async (vault: TestVault, input: ResultInput) => {
  const { changes } = await vault.ask('result.enter', input);
  return (type: string) => String(changes.find((one) => one.type === type)?.id);
};
const acknowledged = async (vault: TestVault) => {
  const { unseen } = await vault.ask('result.lists', {});
  return vault.ask('result.acknowledge', { results: unseen.map(({ id, digest }) => ({ id, digest })) });
};
const shown = async (vault: TestVault) => {
  const { count, more, abnormal } = await vault.ask('result.unseen', {});
  expect(count).toBe((await vault.ask('result.lists', {})).unseen.length);
  return { count, more, abnormal: abnormal.map(({ patient, texts }) => [patient.name, ...texts]) };
};

describe('results that nobody has looked at', () => {
  it('are counted, and named by patient where values stand out', async () => {
    const { vault, wang, li } = await clinic();
    expect(await shown(vault)).toEqual({ count: 0, more: false, abnormal: [] });
    await entered(vault, swab(wang, false));
    expect(await shown(vault)).toEqual({ count: 1, more: false, abnormal: [] });
    await entered(vault, swab(li, true));
    await entered(vault, swab(li, true));
    await entered(vault, swab(li, true, { report: POTASSIUM }));
    expect(await shown(vault)).toEqual({ count: 4, more: false, abnormal: [['Li', 'Potassium', 'Throat swab']] });
  });

  it('are no more once somebody has, and are again where that is taken back or a value was put right', async () => {
    const { vault, clock, wang } = await clinic();
    const of = await entered(vault, swab(wang, true));
    const done = await acknowledged(vault);
    expect(await shown(vault)).toMatchObject({ count: 0 });
    await vault.ask('record.undo', done);
    expect(await shown(vault)).toMatchObject({ count: 1, abnormal: [['Wang', 'Throat swab']] });
    await acknowledged(vault);
    const value = { type: 'Observation', id: of('Observation') };
    const { resource, seen } = await vault.ask('record.get', value);
    await vault.ask('record.amend', { resource: { ...resource, valueString: 'none' }, seen, reason: 'misread' });
    expect(await shown(vault)).toMatchObject({ count: 1 });
    await acknowledged(vault);
    expect(await shown(vault)).toMatchObject({ count: 0 });
    await vault.ask('record.error', { ...value, reason: 'other patient' });
    expect(await shown(vault)).toMatchObject({ count: 1, abnormal: [] });
    await vault.ask('result.retract', { id: of('DiagnosticReport'), reason: 'other patient' });
    expect(await shown(vault)).toMatchObject({ count: 0 });
    await entered(vault, swab(wang, false));
    clock.time += 300 * DAY;
    expect(await shown(vault)).toMatchObject({ count: 1 });
    await vault.ask('record.delete', { type: 'Patient', id: wang });
    expect(await shown(vault)).toMatchObject({ count: 0 });
  });

  it('are told to nobody who may not acknowledge them', async () => {
    const { vault, wang } = await clinic();
    await entered(vault, swab(wang, true));
    await addUser(vault, 'Nurse Li', 'nurse');
    await firstLogin(vault, 'Nurse Li');
    expect((await vault.ask('result.lists', {})).unseen).toHaveLength(1);
    await vault.refuse('result.unseen', {}, 'not-allowed');
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    expect(await shown(vault)).toMatchObject({ count: 1 });
  });
});
