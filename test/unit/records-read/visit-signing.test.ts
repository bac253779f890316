import { afterEach, describe, expect, it } from 'vitest';
import type { VisitSheet } from '../../../shared/bridge/signing.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

async function visited(): Promise<{ vault: TestVault; patient: string; encounter: string }> {
  const vault = await testClinic();
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }], birthDate: '1980-02-03' };
  const patient = String((await vault.ask('record.create', { resource })).resource.id);
  const { encounter } = await vault.ask('visit.record', {
    patient,
    complaint: 'Tired',
    vitals: { systolic: 128, diastolic: 82 },
    findings: 'Pale',
    diagnoses: [{ text: 'Anaemia', code: 'D64.9', lasting: true }],
    orders: [{ text: 'Blood count' }],
    note: `Long. ${'Word. '.repeat(300)}`,
  });
  return { vault, patient, encounter };
}

const shownOf = ({ lines }: VisitSheet) => lines.map(({ type, id, seen }) => ({ type, id, seen }));

describe('the sheet of a visit', () => {
  it('holds all of its records, in full', async () => {
    const { vault, encounter, patient } = await visited();
    const sheet = await vault.ask('visit.sheet', { encounter });
    expect(sheet).toMatchObject({ encounter, patient, by: 'Dr Test', signed: false });
    expect(sheet.lines.map(({ type, title, text, goesOn }) => [type, title, text.slice(0, 14), goesOn])).toEqual([
      ['Encounter', 'Tired', 'Anaemia', false],
      ['Observation', 'Blood pressure', '128/82 mmHg', false],
      ['DocumentReference', 'Findings', 'Pale', false],
      ['DocumentReference', 'Progress note', 'Long. Word. Wo', false],
      ['Condition', 'Anaemia', '', true],
      ['ServiceRequest', 'Blood count', '', true],
    ]);
    expect(sheet.lines[3]?.text.length).toBeGreaterThan(1500);
  });

  it('is signed as it was shown: what stays is locked, what goes on is signed in words', async () => {
    const { vault, encounter, patient } = await visited();
    const sheet = await vault.ask('visit.sheet', { encounter });
    expect(await vault.ask('visit.sign', { encounter, shown: shownOf(sheet) })).toEqual({ signed: 5 });
    const after = await vault.ask('visit.sheet', { encounter });
    expect(after.signed).toBe(true);
    expect(after.lines.map(({ type, signatures }) => [type, signatures.map(({ by, valid }) => [by, valid])])).toEqual([
      ['Encounter', [['Dr Test', true]]],
      ['Observation', [['Dr Test', true]]],
      ['DocumentReference', [['Dr Test', true]]],
      ['DocumentReference', [['Dr Test', true]]],
      ['DocumentReference', [['Dr Test', true]]],
      ['Condition', []],
      ['ServiceRequest', []],
    ]);
    expect(after.lines[4]).toMatchObject({ title: 'What was signed', text: 'Anaemia\nBlood count' });
    const [note, problem] = [after.lines[3], after.lines[5]];
    await vault.refuse(
      'record.patch',
      { type: 'DocumentReference', id: String(note?.id), patch: { description: 'x' } },
      'signed',
    );
    await vault.ask('record.addendum', { type: 'DocumentReference', id: String(note?.id), text: 'Also dizzy' });
    await vault.ask('fact.turn', { type: 'Condition', id: String(problem?.id), to: 'over' });
    const { timeline } = await vault.ask('patient.chart', { id: patient });
    expect(timeline[0]).toMatchObject({ signed: true, encounter: { id: encounter } });
    // an addendum and what became of a problem leave every signature as it is
    const later = await vault.ask('visit.sheet', { encounter });
    expect(later.lines.flatMap(({ signatures }) => signatures.map(({ valid }) => valid))).toEqual(Array(5).fill(true));
    expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
    await vault.refuse('visit.sign', { encounter, shown: shownOf(later) }, 'signed');
  });

  it('is not signed where anything is not as it was shown any more', async () => {
    const { vault, encounter } = await visited();
    const sheet = await vault.ask('visit.sheet', { encounter });
    const problem = sheet.lines.find(({ type }) => type === 'Condition');
    await vault.ask('fact.turn', { type: 'Condition', id: String(problem?.id), to: 'over' });
    await vault.refuse('visit.sign', { encounter, shown: shownOf(sheet) }, 'visit-changed');
    await vault.refuse('visit.sign', { encounter, shown: shownOf(sheet).slice(1) }, 'visit-changed');
    expect(
      (await vault.ask('visit.sheet', { encounter })).lines.every(({ signatures }) => signatures.length === 0),
    ).toBe(true);
  });

  it('is read by nurses and signed by doctors', async () => {
    const { vault, encounter } = await visited();
    await addUser(vault, 'Wu', 'nurse');
    await addUser(vault, 'Li', 'doctor');
    await addUser(vault, 'Bo', 'front-desk');
    await firstLogin(vault, 'Wu');
    const sheet = await vault.ask('visit.sheet', { encounter });
    await vault.refuse('visit.sign', { encounter, shown: shownOf(sheet) }, 'not-allowed');
    await firstLogin(vault, 'Bo');
    await vault.refuse('visit.sheet', { encounter }, 'not-allowed');
    await firstLogin(vault, 'Li');
    await vault.refuse('visit.sheet', { encounter: 'none' }, 'not-found');
    expect(await vault.ask('visit.sign', { encounter, shown: shownOf(sheet) })).toEqual({ signed: 5 });
  });
});
