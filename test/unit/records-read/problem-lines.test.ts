/** A line of the problems in a chart, what visits say again behind it, and what registers and cohorts hold of it. */
import { afterEach, expect, it } from 'vitest';
import { cleanUp, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const I10 = { text: '高血压', code: 'I10', display: 'Essential (primary) hypertension' };
const HL7 = 'http://terminology.hl7.org/CodeSystem/';
const LISTED = { ...I10, lasting: true };

async function clinic() {
  let now = Date.UTC(2026, 5, 1, 0);
  const vault = await testClinic(undefined, { clock: { now: () => now } });
  const register = async (name: string) =>
    String(
      (await vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ text: name }] } })).resource.id,
    );
  const patient = await register('Wang');
  const recorded: string[] = [];
  return {
    vault,
    patient,
    register,
    /** A visit on each of the next days, with these diagnoses. */
    visits: async (...days: readonly (typeof I10)[]) => {
      for (const diagnosis of days) {
        now += 86_400_000;
        const { encounter } = await vault.ask('visit.record', { patient, diagnoses: [diagnosis] });
        const { resource } = await vault.ask('record.get', { type: 'Encounter', id: encounter });
        const [said] = resource.diagnosis as { condition: { reference: string } }[];
        recorded.push(String(said?.condition.reference).slice('Condition/'.length));
      }
    },
    /** The diagnosis of the first visit, the second, and so on. */
    visit: (place: number) => String(recorded[place]),
    /** Lines of the chart with their status; how many the register and a cohort hold. */
    held: async (id = patient) => {
      const { problems } = await vault.ask('patient.chart', { id });
      const { total } = await vault.ask('measures.ask', { name: 'hypertension' });
      const where = { kind: 'diagnosis' as const, of: [{ code: 'I10' }] };
      const { n } = await vault.ask('cohort.count', { definition: { v: 1, where } });
      return [problems.map(({ status }) => status), total[1], n];
    },
    line: async (place = 0) => ({
      type: 'Condition' as const,
      id: String((await vault.ask('patient.chart', { id: patient })).problems[place]?.id),
    }),
  };
}

it.each([
  ['the list came last', [I10, I10, LISTED], ['active', 'resolved']],
  ['a visit came last', [LISTED, I10, I10], ['active', 'resolved']],
  ['all are visits’', [I10, I10, I10], ['active']],
])('a problem is over with all that stands behind its line, where %s', async (_, days, again) => {
  const { vault, visits, held, line } = await clinic();
  await visits(...days);
  expect(await held()).toEqual([['active'], 1, 1]);
  const over = await vault.ask('fact.turn', { ...(await line()), to: 'over' });
  expect(over.changes).toHaveLength(3);
  expect(await held()).toEqual([['resolved'], 0, 0]);
  await vault.ask('record.undo', over);
  expect(await held()).toEqual([['active'], 1, 1]);
  await vault.ask('fact.turn', { ...(await line()), to: 'over' });
  await vault.ask('fact.turn', { ...(await line()), to: 'active' });
  expect(await held()).toEqual([['active'], 1, 1]);
  // what a later visit finds again is there again, beside what the list says is over
  await vault.ask('fact.turn', { ...(await line()), to: 'over' });
  expect(await held()).toEqual([['resolved'], 0, 0]);
  await visits(I10);
  expect(await held()).toEqual([again, 1, 1]);
});

it.each([
  ['the list came last', [I10, I10, LISTED], 0],
  ['a visit came last', [LISTED, I10, I10], 1],
  ['all are visits’', [I10, I10, I10], 0],
  ['all are visits’, by the one between', [I10, I10, I10], 1],
])('a problem is taken up again through an older visit, where %s', async (_, days, older) => {
  const { vault, visits, held, line, visit } = await clinic();
  await visits(...days);
  await vault.ask('fact.turn', { ...(await line()), to: 'over' });
  const taken = await vault.ask('fact.turn', { type: 'Condition', id: visit(older), to: 'active' });
  expect(taken.changes).toHaveLength(2);
  expect(await held()).toEqual([['active'], 1, 1]);
  await vault.ask('record.undo', taken);
  expect(await held()).toEqual([['resolved'], 0, 0]);
  await vault.ask('fact.turn', { type: 'Condition', id: visit(older), to: 'active' });
  await vault.ask('fact.turn', { ...(await line()), to: 'over' });
  expect(await held()).toEqual([['resolved'], 0, 0]);
});

it('a later visit that says it is over, or was never so, is seen beside an older one that still stands', async () => {
  const { vault, visits, held, visit } = await clinic();
  await visits(I10, I10);
  const { resource, seen } = await vault.ask('record.get', { type: 'Condition', id: visit(1) });
  const clinicalStatus = { coding: [{ system: `${HL7}condition-clinical`, code: 'resolved' }] };
  const saved = await vault.ask('record.save', { resource: { ...resource, clinicalStatus }, seen });
  expect(await held()).toEqual([['active', 'resolved'], 1, 1]);
  const verificationStatus = { coding: [{ system: `${HL7}condition-ver-status`, code: 'refuted' }] };
  await vault.ask('record.save', { resource: { ...resource, clinicalStatus, verificationStatus }, seen: saved.seen });
  expect(await held()).toEqual([['active', 'refuted'], 1, 1]);
});

it('a problem of the list that was an error takes along what visits say again, and is undone with it', async () => {
  const { vault, visits, held, line } = await clinic();
  await visits(LISTED, I10);
  const marked = await vault.ask('fact.error', { ...(await line()), reason: 'wrong patient' });
  expect(marked.changes).toHaveLength(2);
  expect(await held()).toEqual([[], 0, 0]);
  await vault.ask('record.undo', marked);
  expect(await held()).toEqual([['active'], 1, 1]);
});

it('a problem of the list that was an error says nothing of what visits said before it', async () => {
  const { vault, visits, held, line } = await clinic();
  await visits(I10, I10, LISTED);
  const { changes } = await vault.ask('fact.error', { ...(await line()), reason: 'a slip' });
  expect(changes).toHaveLength(1);
  expect(await held()).toEqual([['active'], 1, 1]);
});

it('one visit’s diagnosis that was an error says nothing of another visit', async () => {
  const { vault, visits, held, line } = await clinic();
  await visits(I10, I10);
  const { changes } = await vault.ask('fact.error', { ...(await line()), reason: 'wrong patient' });
  expect(changes).toHaveLength(1);
  expect(await held()).toEqual([['active'], 1, 1]);
});

it('what another line still says stays until that is over, too', async () => {
  const { vault, patient, visits, held, line } = await clinic();
  await visits(I10, LISTED);
  await vault.ask('problem.save', { patient, text: 'High blood pressure', code: 'I10' });
  expect(await held()).toEqual([['active', 'active'], 1, 1]);
  expect((await vault.ask('fact.turn', { ...(await line()), to: 'over' })).changes).toHaveLength(1);
  expect(await held()).toEqual([['active', 'resolved'], 1, 1]);
  expect((await vault.ask('fact.turn', { ...(await line()), to: 'over' })).changes).toHaveLength(2);
  expect((await held()).slice(1)).toEqual([0, 0]);
});

it('who were merged have one line, and what is done with it is done for both records', async () => {
  const { vault, patient, register, visits, held, line } = await clinic();
  await visits(LISTED);
  const other = await register('Wang Er');
  await vault.ask('visit.record', { patient: other, diagnoses: [I10] });
  expect((await held()).slice(1)).toEqual([2, 2]);
  await vault.ask('patient.merge', { survivor: patient, merged: other });
  expect(await held()).toEqual([['active'], 1, 1]);
  const over = await vault.ask('fact.turn', { ...(await line()), to: 'over' });
  expect(over.changes).toHaveLength(2);
  expect((await held()).slice(1)).toEqual([0, 0]);
  await vault.ask('record.undo', over);
  expect((await held()).slice(1)).toEqual([1, 1]);
});

it('a problem that was deleted leaves what visits said', async () => {
  const { vault, visits, held, line } = await clinic();
  await visits(I10, LISTED);
  await vault.ask('record.delete', await line());
  expect(await held()).toEqual([['active'], 1, 1]);
});

it('a signed diagnosis stays as it is, and is seen', async () => {
  const { vault, visits, held, line } = await clinic();
  await visits(I10);
  const signed = await line();
  await vault.ask('record.sign', signed);
  await visits(LISTED);
  expect((await vault.ask('fact.turn', { ...(await line()), to: 'over' })).changes).toHaveLength(1);
  expect(await held()).toEqual([['active', 'resolved'], 1, 1]);
});
