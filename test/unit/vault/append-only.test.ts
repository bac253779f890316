import { afterEach, describe, expect, it } from 'vitest';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const OBSERVATION = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2339-0' }] },
  effectiveDateTime: '2026-03-01T09:00:00+08:00',
  valueQuantity: { value: 5.1, unit: 'mmol/L' },
};
const value = (amount: number) => ({ valueQuantity: { value: amount, unit: 'mmol/L' } });

async function made(vault: TestVault, resource: object) {
  const view = await vault.ask('record.create', { resource: resource as { resourceType: string } });
  return { type: view.resource.resourceType, id: String(view.resource.id) };
}

describe('a final record', () => {
  it('is amended by being saved, says so, and keeps its reason in the history', async () => {
    const vault = await testClinic();
    const key = await made(vault, OBSERVATION);
    expect((await vault.ask('record.get', key)).lock).toBe('final');
    const saved = await vault.ask('record.patch', { ...key, patch: value(5.3) });
    expect(saved.resource).toMatchObject({ status: 'amended', ...value(5.3) });
    const resource = { ...saved.resource, ...value(5.4) };
    const amended = await vault.ask('record.amend', { resource, seen: saved.seen, reason: 'read from the wrong line' });
    expect(amended).toMatchObject({ lock: 'final', conflicts: 0, resource: { status: 'amended', ...value(5.4) } });
    const corrected = await vault.ask('record.patch', { ...key, patch: { status: 'corrected', ...value(5.5) } });
    expect(corrected.resource.status).toBe('corrected');
    // it cannot be made a draft again
    const draft = await vault.ask('record.patch', { ...key, patch: { status: 'preliminary' } });
    expect(draft).toMatchObject({ lock: 'final', resource: { status: 'amended' } });
    const history = await vault.ask('record.history', key);
    expect(history.map(({ what, reason }) => [what, reason])).toEqual([
      ['create', undefined],
      ['amend', undefined],
      ['amend', 'read from the wrong line'],
      ['amend', undefined],
      ['amend', undefined],
    ]);
    expect(history[1]?.changes.map(({ register }) => register).sort()).toEqual(['status', 'value']);
    await vault.refuse('record.amend', { resource, seen: saved.seen, reason: ' ' }, 'invalid-input');
    const same = await vault.ask('record.get', { type: 'Observation', id: String(resource.id) });
    await vault.refuse(
      'record.amend',
      { resource: same.resource, seen: same.seen, reason: 'no change' },
      'invalid-input',
    );
  });

  it('is not deleted, but marked as entered in error, and can be brought back from that', async () => {
    const vault = await testClinic();
    const key = await made(vault, OBSERVATION);
    await vault.refuse('record.delete', key, 'append-only');
    const wrong = await vault.ask('record.error', { ...key, reason: 'another patient' });
    expect(wrong).toMatchObject({ lock: 'final', deleted: false, resource: { status: 'entered-in-error' } });
    await vault.refuse('record.delete', key, 'append-only');
    expect((await vault.ask('record.history', key)).at(-1)).toMatchObject({ what: 'error', reason: 'another patient' });
    const edited = await vault.ask('record.patch', { ...key, patch: { note: [{ text: 'see above' }] } });
    expect(edited.resource.status).toBe('entered-in-error');
    const back = await vault.ask('record.restore', { ...key, version: 1 });
    expect(back.resource).toMatchObject({ ...OBSERVATION, id: key.id });
  });

  it.each([
    [
      {
        resourceType: 'Condition',
        subject: { reference: 'Patient/p' },
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
      },
      { verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
    ],
    [
      {
        resourceType: 'AllergyIntolerance',
        patient: { reference: 'Patient/p' },
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
        },
      },
      { verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
    ],
    [
      {
        resourceType: 'DocumentReference',
        status: 'current',
        docStatus: 'final',
        content: [{ attachment: { title: 'x' } }],
      },
      { status: 'entered-in-error', docStatus: 'entered-in-error' },
    ],
    [
      {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { text: 'x' },
        patient: { reference: 'Patient/p' },
        occurrenceDateTime: '2026-01-01',
      },
      { status: 'entered-in-error' },
    ],
    [
      {
        resourceType: 'Goal',
        lifecycleStatus: 'active',
        description: { text: 'x' },
        subject: { reference: 'Patient/p' },
      },
      { lifecycleStatus: 'entered-in-error' },
    ],
  ])('of any kind says in its own way that it was entered in error: %j', async (resource, said) => {
    const vault = await testClinic();
    const key = await made(vault, resource);
    const view = await vault.ask('record.error', { ...key, reason: 'typed twice' });
    expect(view.resource).toMatchObject(said);
    expect(view.resource).not.toHaveProperty('clinicalStatus');
  });

  it('of a type that cannot say so is refused', async () => {
    const vault = await testClinic();
    const key = await made(vault, { resourceType: 'Patient', name: [{ family: 'Zhang' }] });
    await vault.refuse('record.error', { ...key, reason: 'typed twice' }, 'not-valid');
    await vault.refuse('record.error', { ...key, id: 'nobody', reason: 'typed twice' }, 'not-found');
  });

  it('takes further texts', async () => {
    const vault = await testClinic();
    const patient = await made(vault, { resourceType: 'Patient', name: [{ family: 'Zhang' }] });
    const subject = { reference: `Patient/${patient.id}` };
    const key = await made(vault, { ...OBSERVATION, subject });
    const view = await vault.ask('record.addendum', { ...key, text: '空腹 10 小时' });
    expect(view.addenda).toMatchObject([{ text: '空腹 10 小时', by: 'Dr Test' }]);
    const document = await vault.ask('record.get', { type: 'DocumentReference', id: view.addenda[0]?.id ?? '' });
    expect(document).toMatchObject({
      lock: 'final',
      resource: { docStatus: 'final', subject, context: { related: [{ reference: `Observation/${key.id}` }] } },
    });
    await vault.refuse('record.addendum', { ...patient, text: 'open records are edited' }, 'invalid-input');
  });
});

describe('two amendments at the same time', () => {
  it('wait in the inbox with what each left and why; keeping one is an amendment that names both', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await made(a, OBSERVATION);
    await clinic.sync();
    for (const [vault, amount, reason] of [
      [a, 5.3, 'first'],
      [b, 5.4, 'second'],
    ] as const) {
      const { resource, seen } = await vault.ask('record.get', key);
      await vault.ask('record.amend', { resource: { ...resource, ...value(amount) }, seen, reason });
    }
    await a.ask('record.patch', { ...key, patch: { issued: '2026-03-01T09:10:00Z' } });
    await clinic.sync();
    const inbox = await a.ask('conflict.list', {});
    expect(await b.ask('conflict.list', {})).toEqual(inbox);
    const conflict = inbox.find(({ kind }) => kind === 'amendment');
    expect(inbox.map(({ kind, register }) => [kind, register])).toEqual([
      ['amendment', '$amended'],
      ['register', 'value'],
    ]);
    const left = conflict?.values.map(({ value: text, reason, by }) => [
      JSON.parse(text ?? '').valueQuantity.value,
      reason,
      by.device,
    ]);
    expect(left).toEqual(
      expect.arrayContaining([
        [5.3, undefined, 'Desk'],
        [5.4, 'second', 'Room 1'],
      ]),
    );
    const keep = conflict?.values.find(({ by }) => by.device === 'Room 1')?.write ?? '';
    await b.ask('conflict.resolve', { id: conflict?.id ?? '', decision: { keep } });
    await clinic.sync();
    for (const vault of clinic.vaults) {
      expect(await vault.ask('conflict.list', {})).toEqual([]);
      const view = await vault.ask('record.get', key);
      expect(view).toMatchObject({ lock: 'final', conflicts: 0, resource: { status: 'amended', ...value(5.4) } });
      expect(view.resource).not.toHaveProperty('issued');
    }
    const [settled] = await a.ask('conflict.settled', {});
    await a.ask('conflict.undo', { id: conflict?.id ?? '', write: settled?.write ?? '' });
    await clinic.sync();
    const again = (await b.ask('conflict.list', {})).find(({ kind }) => kind === 'amendment');
    expect(again?.values.map(({ value: text, by }) => [text, by])).toEqual(
      expect.arrayContaining(conflict?.values.map(({ value: text, by }) => [text, by]) ?? []),
    );
    for (const vault of clinic.vaults) expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
  }, 60_000);

  it('of different elements are put together where a person wants both', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await made(a, OBSERVATION);
    await clinic.sync();
    await a.ask('record.patch', { ...key, patch: value(6) });
    await b.ask('record.patch', { ...key, patch: { issued: '2026-03-01T09:10:00Z' } });
    await clinic.sync();
    expect(await a.ask('conflict.list', {})).toHaveLength(1);
    // a further amendment goes on from one of them, and the other still waits
    await b.ask('record.patch', { ...key, patch: { note: [{ text: 'fasting' }] } });
    const [conflict, ...others] = await b.ask('conflict.list', {});
    expect(others).toEqual([]);
    expect(conflict?.values).toHaveLength(2);
    expect(JSON.parse(conflict?.combined ?? '')).toMatchObject({
      ...value(6),
      issued: '2026-03-01T09:10:00Z',
      note: [{ text: 'fasting' }],
    });
    await b.ask('conflict.resolve', { id: conflict?.id ?? '', decision: { value: conflict?.combined ?? null } });
    await clinic.sync();
    for (const vault of clinic.vaults) expect(await vault.ask('conflict.list', {})).toEqual([]);
    await b.refuse('conflict.resolve', { id: conflict?.id ?? '', decision: { value: '{}' } }, 'not-found');
  }, 60_000);
});
