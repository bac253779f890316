import { afterEach, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../../shared/bridge/audit.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const SECRET = 'schizophrenia';
const UCUM = 'http://unitsofmeasure.org';
const TABLET = { value: 1, unit: 'tablet', system: UCUM, code: '{tablet}' };
const TWICE = {
  timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
  doseAndRate: [{ doseQuantity: TABLET }],
};

type Create = (resource: { resourceType: string; [key: string]: unknown }) => Promise<string>;

async function clinic(): Promise<{ vault: TestVault; create: Create; patient: string; visit: string }> {
  const vault = await testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 1, 8) } });
  const create: Create = async (resource) => String((await vault.ask('record.create', { resource })).resource.id);
  const patient = await create({
    resourceType: 'Patient',
    name: [{ text: 'Wang Fang' }],
    birthDate: '1980-05-01',
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'zh-CN' }] } }],
  });
  const visit = await create({
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient}` },
    participant: [{ individual: { display: 'Dr Test' } }],
    period: { start: '2026-06-01T09:00:00+08:00' },
    reasonCode: [{ text: 'Cough' }],
  });
  return { vault, create, patient, visit };
}

const request = (patient: string, text: string, more: Record<string, unknown> = {}) => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject: { reference: `Patient/${patient}` },
  ...more,
});

describe('a prescription', () => {
  it('has what was ordered and runs: no plan, no ban, nothing that was stopped; of a visit, what was ordered there', async () => {
    const { vault, create, patient, visit } = await clinic();
    const encounter = { reference: `Encounter/${visit}` };
    await create(request(patient, 'Here', { encounter }));
    await create(request(patient, 'Taken to its end', { encounter, status: 'completed' }));
    await create(request(patient, 'Elsewhere'));
    await create(request(patient, 'Stopped', { encounter, status: 'stopped' }));
    await create(request(patient, 'Draft', { encounter, status: 'draft' }));
    await create(request(patient, 'Planned', { encounter, intent: 'plan' }));
    await create(request(patient, 'Forbidden', { encounter, doNotPerform: true }));
    const names = async (of: { encounter?: string }) => {
      const content = await vault.ask('print.content', { document: 'prescription', patient, locale: 'en', ...of });
      return content.drugs.map(({ name }) => name).sort();
    };
    expect(await names({})).toEqual(['Elsewhere', 'Here']);
    expect(await names({ encounter: visit })).toEqual(['Here', 'Taken to its end']);
  });

  it('says doses in the language of the print where the program worded them, otherwise as they were written', async () => {
    const { vault, create, patient } = await clinic();
    await create(
      request(patient, 'Coded', {
        dosageInstruction: [TWICE],
        dispenseRequest: { quantity: { ...TABLET, value: 28 }, numberOfRepeatsAllowed: 2 },
        requester: { display: 'Dr Test' },
        authoredOn: '2026-06-01',
        note: [{ text: 'With water' }],
      }),
    );
    await create(request(patient, 'Ours', { dosageInstruction: [{ ...TWICE, text: '1 tablet, twice a day' }] }));
    await create(
      request(patient, 'Theirs', { dosageInstruction: [{ ...TWICE, text: '1 tablet twice, less each week' }] }),
    );
    await create(request(patient, 'Nothing said'));
    const drugs = async (locale: 'en' | 'zh-CN') => {
      const content = await vault.ask('print.content', { document: 'prescription', patient, locale });
      return Object.fromEntries(content.drugs.map((drug) => [drug.name, drug]));
    };
    const en = await drugs('en');
    expect(en.Coded).toMatchObject({
      dosage: '1 tablet, twice a day',
      amount: '28 tablets',
      repeats: 2,
      by: 'Dr Test',
      at: '2026-06-01',
      note: 'With water',
    });
    const summary = await vault.ask('print.content', { document: 'summary', patient, locale: 'zh-CN' });
    expect(summary.medications.find(({ text }) => text === 'Coded')?.detail).toBe('每次 1 片，每日 2 次');
    const zh = await drugs('zh-CN');
    expect(zh.Coded).toMatchObject({ dosage: '每次 1 片，每日 2 次', amount: '28 片' });
    expect(zh.Ours?.dosage).toBe('每次 1 片，每日 2 次');
    expect(zh.Theirs?.dosage).toBe('1 tablet twice, less each week');
    expect(en['Nothing said']).toMatchObject({ dosage: '' });
    expect(en['Nothing said']).not.toHaveProperty('amount');
  });
});

describe('a visit', () => {
  it('has who saw the patient, whole notes, what comes next, and signatures that hold', async () => {
    const { vault, create, patient, visit } = await clinic();
    const subject = { reference: `Patient/${patient}` };
    const encounter = { reference: `Encounter/${visit}` };
    const note = 'A long note. '.repeat(200).trim();
    await create({
      resourceType: 'DocumentReference',
      status: 'current',
      subject,
      date: '2026-06-01T09:05:00+08:00',
      content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(note).toString('base64') } }],
      context: { encounter: [encounter] },
    });
    const task = { resourceType: 'Task', intent: 'order', for: subject, encounter };
    const restriction = { period: { end: '2026-07-01' } };
    await create({ ...task, status: 'requested', description: 'Measure again', restriction });
    await create({ ...task, status: 'completed', description: 'Done already' });
    const ask = () => vault.ask('print.content', { document: 'visit', patient, encounter: visit, locale: 'en' });
    const content = await ask();
    expect(content.visit).toMatchObject({ by: 'Dr Test', encounter: { text: 'Cough' }, signed: [] });
    expect(content.visit?.items.map(({ detail }) => detail)).toEqual([note]);
    expect(content.visit?.tasks).toMatchObject([{ text: 'Measure again', due: '2026-07-01' }]);
    await vault.ask('record.sign', { type: 'Encounter', id: visit });
    expect((await ask()).visit?.signed).toMatchObject([{ by: 'Dr Test' }]);
  });

  it('is named, and in the chart of this patient', async () => {
    const { vault, create, patient, visit } = await clinic();
    const other = await create({ resourceType: 'Patient', name: [{ text: 'Other' }] });
    await vault.refuse('print.content', { document: 'visit', patient, locale: 'en' }, 'invalid-input');
    await vault.refuse(
      'print.content',
      { document: 'visit', patient: other, encounter: visit, locale: 'en' },
      'not-found',
    );
  });
});

describe('what a print shows', () => {
  it('tells apart what was not asked, none, and unknown; the last value of each measurement alone', async () => {
    const { vault, create, patient } = await clinic();
    const summary = () => vault.ask('print.content', { document: 'summary', patient, locale: 'en' });
    expect(await summary()).toMatchObject({ allergiesAsked: 'not-asked', language: 'zh-CN', by: 'Dr Test' });
    expect((await summary()).at).toBe('2026-06-01T16:00:00+08:00');
    for (const answer of ['none-known', 'unknown'] as const) {
      await vault.ask('allergy.answer', { patient, answer });
      expect((await summary()).allergiesAsked).toBe(answer);
    }
    for (const [day, value] of [
      ['2026-05-01', 61],
      ['2026-05-02', 64],
    ] as const)
      await create({
        resourceType: 'Observation',
        status: 'final',
        subject: { reference: `Patient/${patient}` },
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        effectiveDateTime: day,
        valueQuantity: { value, unit: 'kg', system: UCUM, code: 'kg' },
      });
    const { observations } = await summary();
    expect(observations.map(({ points }) => points.map(({ text }) => text))).toEqual([['64']]);
  });

  /** A patient with a secret in every part of the chart; somebody of this role is logged in. */
  async function secretFrom(role: 'nurse' | 'front-desk' | 'auditor') {
    const { vault, create, patient, visit } = await clinic();
    const subject = { reference: `Patient/${patient}` };
    const encounter = { reference: `Encounter/${visit}` };
    await create({ resourceType: 'Condition', subject, code: { text: SECRET }, encounter });
    await vault.ask('allergy.save', { patient, substance: SECRET });
    await create(request(patient, SECRET));
    await addUser(vault, 'Other', role);
    await firstLogin(vault, 'Other');
    return { vault, patient, visit };
  }

  it('is what a nurse reads; a label has nothing of the chart', async () => {
    const { vault, patient } = await secretFrom('nurse');
    const summary = await vault.ask('print.content', { document: 'summary', patient, locale: 'en' });
    expect(summary.problems.map(({ text }) => text)).toEqual([SECRET]);
    const label = await vault.ask('print.content', { document: 'label', patient, locale: 'en' });
    expect(JSON.stringify(label)).not.toContain(SECRET);
  });

  it('is a label at the front desk, and a chart only while it is open with a reason', async () => {
    const { vault, patient, visit } = await secretFrom('front-desk');
    for (const document of ['summary', 'prescription', 'visit'] as const)
      await vault.refuse('print.content', { document, patient, encounter: visit, locale: 'en' }, 'not-allowed');
    expect((await vault.ask('print.content', { document: 'label', patient, locale: 'en' })).hit.name).toBe('Wang Fang');
    await vault.ask('access.breakGlass', { patient, reason: 'Collapsed in the waiting room' });
    const opened = await vault.ask('print.content', { document: 'summary', patient, locale: 'en' });
    expect(opened.problems.map(({ text }) => text)).toEqual([SECRET]);
  });

  it('is nothing for whoever may not print', async () => {
    const { vault, patient } = await secretFrom('auditor');
    await vault.refuse('print.content', { document: 'label', patient, locale: 'en' }, 'not-allowed');
  });

  it('stands in the audit trail: that it was seen, and that it was printed', async () => {
    const { vault, patient } = await clinic();
    await vault.ask('print.content', { document: 'summary', patient, locale: 'en' });
    await vault.ask('audit.note', { action: 'pdf', what: 'summary', patient, stage: 'done' });
    const { rows } = await vault.ask('audit.list', { filter: { patient, events: ['pdf', 'chart.read'] } });
    expect(rows.map(({ event, what }: AuditRow) => [event, what])).toEqual(
      expect.arrayContaining([
        ['pdf', 'summary'],
        ['chart.read', undefined],
      ]),
    );
  });
});
