/** Measures as a window asks for them: of a whole vault, with what is written meanwhile. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../../shared/access/roles.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../../support/people.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const MINUTE = 60_000;

async function register(vault: TestVault, name: string, more = {}): Promise<string> {
  const resource = { resourceType: 'Patient', name: [{ text: name }], ...more };
  return String((await vault.ask('record.create', { resource })).resource.id);
}

/** A clinic on 1 June 2026, eight in the morning in Shanghai, whose clock is moved by hand. */
async function clinicWithClock() {
  let now = Date.UTC(2026, 5, 1, 0);
  const vault = await testClinic(undefined, { clock: { now: () => now } });
  return { vault, later: (minutes: number) => (now += minutes * MINUTE) };
}

const DAY = { from: '2026-06-01', to: '2026-06-01', grain: 'day' } as const;

describe('measures of a vault', () => {
  it('tell how long the queue lets people wait', async () => {
    const { vault, later } = await clinicWithClock();
    const [wang, li, zhao] = [
      await register(vault, 'Wang'),
      await register(vault, 'Li'),
      await register(vault, 'Zhao'),
    ];
    const first = await vault.ask('appointment.arrive', { patient: wang });
    later(5);
    await vault.ask('appointment.arrive', { patient: li });
    const third = await vault.ask('appointment.arrive', { patient: zhao });
    later(12);
    await vault.ask('appointment.move', { id: first.id, to: 'checked-in' });
    await vault.ask('appointment.move', { id: third.id, to: 'checked-in' });
    await vault.ask('appointment.move', { id: third.id, to: 'arrived' }); // called too early
    later(20);
    await vault.ask('appointment.move', { id: third.id, to: 'checked-in' });
    const { encounter } = await vault.ask('visit.record', { patient: wang, complaint: 'cough' });
    await vault.ask('visit.record', { patient: zhao, complaint: 'cough' });
    await vault.ask('visit.record', { patient: li, complaint: 'cough' }); // nobody said when they were seen
    const answer = await vault.ask('measures.ask', { name: 'waiting', ...DAY });
    // 17 and 32 minutes
    expect(answer.total).toEqual([2, 24.5, 32]);
    expect(answer.leftOut).toEqual([{ reason: 'untimed', n: 1 }]);
    const { resource } = await vault.ask('record.get', { type: 'Encounter', id: encounter });
    expect(resource.statusHistory).toEqual([
      { status: 'arrived', period: { start: '2026-06-01T08:00:00+08:00', end: '2026-06-01T08:17:00+08:00' } },
      { status: 'in-progress', period: { start: '2026-06-01T08:17:00+08:00', end: '2026-06-01T08:37:00+08:00' } },
    ]);
    expect(await vault.ask('record.check', { resource })).toEqual({ errors: [], doubts: [] });
  });

  it('count people who were merged once, as long as they are one', async () => {
    const { vault } = await clinicWithClock();
    const [a, b] = [await register(vault, 'Zhang A'), await register(vault, 'Zhang B')];
    for (const patient of [a, b, b]) await vault.ask('visit.record', { patient, complaint: 'cough' });
    const ask = async () => {
      const fresh = await vault.ask('measures.ask', { name: 'new-returning', ...DAY });
      const ages = await vault.ask('measures.ask', { name: 'age-sex' });
      return [...fresh.total.slice(0, 3), ages.leftOut[0]?.n];
    };
    expect(await ask()).toEqual([3, 2, 1, 2]);
    await vault.ask('patient.merge', { survivor: a, merged: b });
    expect(await ask()).toEqual([3, 1, 2, 1]);
    const { records } = await vault.ask('measures.records', { name: 'visits', column: 'visits', ...DAY });
    expect(new Set(records.map(({ patient, hit }) => `${patient} ${hit?.name}`))).toEqual(new Set([`${a} Zhang A`]));
    await vault.ask('patient.unmerge', { id: b });
    expect(await ask()).toEqual([3, 2, 1, 2]);
  });

  it('follow what is corrected, entered in error, deleted and restored', async () => {
    const { vault } = await clinicWithClock();
    const a = await register(vault, 'Wang', { birthDate: '1960-01-01' });
    const resource = {
      resourceType: 'Condition',
      subject: { reference: `Patient/${a}` },
      code: { text: '高血压' },
      recordedDate: '2026-01-01',
    };
    const { resource: made, seen } = await vault.ask('record.create', { resource });
    const id = String(made.id);
    const registered = async () => (await vault.ask('measures.ask', { name: 'hypertension' })).total[1];
    expect(await registered()).toBe(1);
    const saved = await vault.ask('record.save', {
      resource: { ...made, code: { text: '咳嗽' } },
      seen,
    });
    expect(await registered()).toBe(0);
    await vault.ask('record.save', { resource: { ...made, code: { text: '高血压' } }, seen: saved.seen });
    expect(await registered()).toBe(1);
    await vault.ask('record.delete', { type: 'Condition', id });
    expect(await registered()).toBe(0);
  });

  it('tell prescriptions again when the record of their medicine comes, is corrected, deleted and brought back', async () => {
    const { vault } = await clinicWithClock();
    // Medications come with imports, before or after what refers to them
    const bring = async (...resources: JsonObject[]) => {
      const file = join(temporaryFolder(), 'more.ndjson');
      const meta = { source: 'urn:test:sender' };
      writeFileSync(file, resources.map((one) => JSON.stringify({ ...one, meta })).join('\n'));
      expect((await vault.ask('import.files', { job: 'j', paths: [file] })).rejected).toBe(0);
    };
    const request = {
      resourceType: 'MedicationRequest',
      id: 'r',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p' },
      authoredOn: '2026-06-01',
      medicationReference: { reference: 'Medication/m' },
    };
    await bring({ resourceType: 'Patient', id: 'p' }, request, {
      ...request,
      id: 's',
      groupIdentifier: { value: '2' },
    });
    const asked = async () => {
      const { total, leftOut } = await vault.ask('measures.ask', { name: 'antibiotics', ...DAY });
      return [...total.slice(0, 2), leftOut.find(({ reason }) => reason === 'unnamed')?.n ?? 0];
    };
    expect(await asked()).toEqual([2, 0, 2]);
    await bring({ resourceType: 'Medication', id: 'm', code: { text: 'Amoxicillin 500 mg' } });
    expect(await asked()).toEqual([2, 2, 0]);
    const { json } = await vault.ask('fhir.search', { job: 'j', query: 'Medication' });
    const { entry } = JSON.parse(json) as { entry: { resource: { id: string } }[] };
    const [type, id] = ['Medication', String(entry[0]?.resource.id)];
    const { resource, seen } = await vault.ask('record.get', { type, id });
    const saved = await vault.ask('record.save', { resource: { ...resource, code: { text: 'Paracetamol' } }, seen });
    expect(await asked()).toEqual([2, 0, 0]);
    await vault.ask('record.save', { resource: { ...resource, code: { text: 'Cefixime' } }, seen: saved.seen });
    expect(await asked()).toEqual([2, 2, 0]);
    await vault.ask('record.delete', { type, id });
    expect(await asked()).toEqual([2, 0, 2]);
    await vault.ask('record.restore', { type, id, version: 3 });
    expect(await asked()).toEqual([2, 2, 0]);
    await vault.ask('record.redact', { type, id, reason: 'asked for', chart: false });
    expect(await asked()).toEqual([2, 0, 2]);
  });

  it('call no diagnosis by the words of another patient', async () => {
    const { vault } = await clinicWithClock();
    for (const text of ['broken leg', 'influenza', 'Influenza ']) {
      const patient = await register(vault, 'Wang');
      await vault.ask('visit.record', { patient, complaint: 'ill', diagnoses: [{ text }] });
    }
    const { rows, names } = await vault.ask('measures.ask', { name: 'diagnoses', ...DAY, grain: undefined });
    expect(rows.map(({ keys: [key], values }) => [names.diagnosis?.[key ?? ''], ...values])).toEqual([
      [expect.stringMatching(/^influenza$/i), 2],
      ['broken leg', 1],
    ]);
  });

  it('do not tell when somebody was last here to whom visits are closed', async () => {
    const { vault } = await clinicWithClock();
    const patient = await register(vault, 'Wang');
    const resource = { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' } };
    const day = '2026-03-03';
    await vault.ask('record.create', {
      resource: { ...resource, subject: { reference: `Patient/${patient}` }, period: { start: day } },
    });
    const ranges = async () => {
      const { range, measures } = await vault.ask('measures.list', {});
      const missed = await vault.ask('measures.ask', { name: 'no-shows' });
      const since = await vault.ask('measures.ask', { name: 'no-shows', from: '2026-03-01' });
      return [measures.some(({ name }) => name === 'visits'), range.to, missed.range.to, since.range.to];
    };
    expect(await ranges()).toEqual([true, '2026-03-08', '2026-03-08', '2026-03-08']);
    const table = structuredClone(DEFAULT_ROLES);
    table.roles['front-desk'].may.push('analysis');
    await vault.ask('roles.save', { table });
    await addUser(vault, 'Flora', 'front-desk');
    await firstLogin(vault, 'Flora');
    expect(await ranges()).toEqual([false, '2026-06-07', '2026-06-07', '2026-06-07']);
  });

  it('are given up by their job', async () => {
    const { vault } = await clinicWithClock();
    const answer = vault.vault.ask('measures.ask', { name: 'visits', job: 'm' });
    const records = vault.vault.ask('measures.records', { name: 'visits', column: 'visits', job: 'n' });
    for (const job of ['m', 'n']) await vault.ask('job.cancel', { job });
    for (const given of [answer, records])
      expect(await given).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await vault.ask('measures.ask', { name: 'visits', job: 'm' })).total).toEqual([0]);
  });

  it('are written as tables, and the trail says so', async () => {
    const { vault } = await clinicWithClock();
    const a = await register(vault, 'Wang, the =first', { gender: 'female', birthDate: '1960-01-01' });
    await vault.ask('visit.record', { patient: a, complaint: 'cough' });
    const write = async (more: object) => {
      const input = {
        job: 'j',
        out: temporaryFolder(),
        locale: 'en' as const,
        name: 'visits' as const,
        ...DAY,
        ...more,
      };
      const { file, rows } = await vault.ask('measures.export', input);
      return { name: file.split('/').at(-1), rows, lines: readFileSync(file, 'utf8').slice(1).trim().split('\r\n') };
    };
    expect(await write({ compare: 'previous' })).toEqual({
      name: 'Visits.csv',
      rows: 2,
      lines: ['Time,Visits,Visits (before 2026-05-25)', '2026-06-01,1,0', 'Total,1,0'],
    });
    expect(await write({ by: 'practitioner', locale: 'zh-CN' })).toMatchObject({
      name: '就诊量.csv',
      lines: ['医务人员,时间,就诊次数', 'Dr Test,2026-06-01,1', '合计,,1'],
    });
    const records = await write({ records: { column: 'visits' } });
    expect(records).toMatchObject({ name: 'Visits - Visits.csv', rows: 1 });
    expect(records.lines[1]).toBe('2026-06-01,"Wang, the =first",,female,1960-01-01,66,,cough,,');
    await vault.refuse(
      'measures.export',
      { ...DAY, job: 'j', out: temporaryFolder(), locale: 'en', name: 'visits', records: { column: 'x' } },
      'invalid-input',
    );
    const { rows } = await vault.ask('audit.list', {});
    const exported = rows.flatMap(({ event, what, records }) =>
      event === 'export' && !what?.startsWith('begun-') ? [[what, records]] : [],
    );
    expect(exported).toEqual([
      ['measure-visits-records', 0],
      ['measure-visits-records', 1],
      ['measure-visits', 2],
      ['measure-visits', 2],
    ]);
  });
});
