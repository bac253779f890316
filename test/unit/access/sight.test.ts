import { afterEach, describe, expect, it } from 'vitest';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const SECRET = 'schizophrenia';
const HOUR = 60 * 60_000;
const ACTIVE = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
};

/** A clinic with one patient who has a diagnosis, an allergy, a result and a note; the front desk is logged in. */
async function seenFrom(role: 'front-desk' | 'auditor' | 'nurse') {
  let now = Date.UTC(2026, 5, 1, 8);
  const vault = await testClinic(undefined, { clock: { now: () => now } });
  const create = async (resource: { resourceType: string; [key: string]: unknown }) =>
    String((await vault.ask('record.create', { resource })).resource.id);
  const patient = await create({ resourceType: 'Patient', name: [{ text: 'Wang Fang' }], birthDate: '1980-05-01' });
  const subject = { reference: `Patient/${patient}` };
  const condition = await create({ resourceType: 'Condition', subject, code: { text: SECRET } });
  await create({
    resourceType: 'AllergyIntolerance',
    patient: subject,
    code: { text: SECRET },
    clinicalStatus: ACTIVE,
  });
  await create({ resourceType: 'Observation', subject, status: 'final', code: { text: SECRET }, valueString: SECRET });
  await vault.ask('record.sign', { type: 'Patient', id: patient });
  await vault.ask('record.addendum', { type: 'Patient', id: patient, text: SECRET });
  await vault.ask('record.patch', { type: 'Condition', id: condition, patch: { note: [{ text: SECRET }] } });
  await addUser(vault, 'Other', role);
  await firstLogin(vault, 'Other');
  return { vault, patient, condition, pass: (ms: number) => (now += ms) };
}

async function everything(vault: TestVault, patient: string): Promise<string> {
  const answers = [
    await vault.ask('patient.chart', { id: patient }),
    await vault.ask('record.get', { type: 'Patient', id: patient }),
    await vault.ask('record.history', { type: 'Patient', id: patient }),
    await vault.ask('text.search', { text: SECRET }),
    await vault.ask('text.search', { text: SECRET, types: ['Condition'] }),
    await vault.ask('text.search', { text: SECRET, patient }),
    await vault.ask('fhir.search', { job: 'j', query: 'Patient?_revinclude=*' }),
    await vault.ask('fhir.search', { job: 'j', query: '?_count=50' }),
    await vault.ask('conflict.list', {}),
    await vault.ask('conflict.settled', {}),
    await vault.ask('patient.search', { text: 'Wang' }),
  ];
  return JSON.stringify(answers);
}

describe('a role without clinical records', () => {
  it.each(['front-desk', 'auditor'] as const)(
    'as %s finds the patient, and nothing of the chart by any call',
    async (role) => {
      const { vault, patient, condition } = await seenFrom(role);
      expect(await everything(vault, patient)).not.toContain(SECRET);
      const chart = await vault.ask('patient.chart', { id: patient });
      expect(chart).toMatchObject({ hit: { name: 'Wang Fang' }, allergiesAsked: 'closed', problems: [] });
      expect(chart.closed).toEqual(expect.arrayContaining(['clinical', 'medication', 'results', 'documents']));
      const key = { type: 'Condition', id: condition };
      await vault.refuse('record.get', key, 'not-allowed');
      await vault.refuse('record.json', key, 'not-allowed');
      await vault.refuse('record.history', key, 'not-allowed');
      await vault.refuse('record.version', { ...key, version: 1 }, 'not-allowed');
      for (const query of [
        'Condition?code=x',
        'Patient?_has:Condition:patient:code=x',
        'Appointment?patient:Patient._has:Condition:patient:code=x',
        '?_type=Patient,Condition',
      ])
        await vault.refuse('fhir.search', { job: 'j', query }, 'not-allowed');
      await vault.refuse('export.files', { job: 'j', format: 'ndjson', out: '/nowhere' }, 'not-allowed');
    },
  );

  it('sees the chart as a nurse does', async () => {
    const { vault, patient } = await seenFrom('nurse');
    expect(await everything(vault, patient)).toContain(SECRET);
  });
});

describe('a chart that is opened with a reason', () => {
  it('shows itself for an hour, to this session, for reading', async () => {
    const { vault, patient, condition, pass } = await seenFrom('front-desk');
    const key = { type: 'Condition', id: condition };
    const breakGlass = (reason: string) => vault.vault.ask('access.breakGlass', { patient, reason });
    for (const reason of ['', 'urgent', '   x  '])
      expect(await breakGlass(reason)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await breakGlass('unconscious, brought in by ambulance')).toMatchObject({ ok: true });
    expect(await vault.ask('session.state', {})).toMatchObject({ opened: [{ patient }] });
    expect(await vault.ask('patient.chart', { id: patient })).toMatchObject({
      closed: [],
      problems: [{ text: SECRET }],
      allergiesAsked: 'listed',
    });
    expect((await vault.ask('record.get', key)).resource).toMatchObject({ code: { text: SECRET } });
    expect((await vault.ask('text.search', { text: SECRET, patient })).hits).not.toEqual([]);
    expect((await vault.ask('text.search', { text: SECRET })).hits).toEqual([]);
    await vault.refuse('record.patch', { ...key, patch: { code: { text: 'cold' } } }, 'not-allowed');
    pass(HOUR);
    await vault.refuse('record.get', key, 'not-allowed');
    expect(await everything(vault, patient)).not.toContain(SECRET);
  });

  it('is closed again by a lock, and never open to a role that may not', async () => {
    const { vault, patient } = await seenFrom('front-desk');
    await vault.ask('access.breakGlass', { patient, reason: '患者昏迷，急诊' });
    await vault.ask('session.lock', {});
    await vault.ask('session.unlock', { user: 'Other', passphrase: 'Other keeps eleven copper kettles' });
    expect(await everything(vault, patient)).not.toContain(SECRET);
    const auditor = await seenFrom('auditor');
    await auditor.vault.refuse(
      'access.breakGlass',
      { patient: auditor.patient, reason: 'I would like to see' },
      'not-allowed',
    );
  });
});

describe('the audit trail', () => {
  it('has the reason before the chart is shown, for the auditor to read', async () => {
    const { vault, patient } = await seenFrom('front-desk');
    const reason = 'unconscious, brought in by ambulance';
    await vault.ask('access.breakGlass', { patient, reason });
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    const { rows } = await vault.ask('audit.list', { filter: { events: ['break-glass'] } });
    expect(rows).toMatchObject([{ reason, user: { name: 'Other' }, patient: { id: patient }, outcome: 'done' }]);
  });
});
