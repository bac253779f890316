import { afterEach, describe, expect, it } from 'vitest';
import { addUser, firstLogin } from '../../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';
import { folderOf, patient } from '../../exchange/support.ts';

afterEach(cleanUp);

const HIDDEN = 'something that the front desk must not read';

async function patientNamed(vault: TestVault, family: string, more: object = {}): Promise<string> {
  const { resource } = await vault.ask('record.create', {
    resource: { resourceType: 'Patient', active: true, name: [{ family }], ...more },
  });
  return String(resource.id);
}

async function conditionOf(vault: TestVault, patient: string, text: string): Promise<string> {
  const { resource } = await vault.ask('record.create', {
    resource: { resourceType: 'Condition', subject: { reference: `Patient/${patient}` }, code: { text } },
  });
  return String(resource.id);
}

/** What a FHIR search finds, by id. */
async function found(vault: TestVault, query: string): Promise<string[]> {
  const bundle = JSON.parse((await vault.ask('fhir.search', { job: 'j', query })).json) as {
    entry?: { resource: { id: string } }[];
  };
  return (bundle.entry ?? []).map(({ resource }) => resource.id).sort();
}

describe('two patients who were merged', () => {
  it('are asked about as one by a window that does not know of it', async () => {
    const vault = await testClinic();
    const [a, b] = [await patientNamed(vault, 'Li'), await patientNamed(vault, 'Lee')];
    await vault.ask('allergy.save', { patient: a, substance: 'Penicillin' });
    await vault.ask('task.add', { patient: a, text: 'call back', due: '2030-01-01' });
    await vault.ask('patient.merge', { survivor: a, merged: b });
    expect(await vault.ask('patient.due', { id: b })).toEqual(await vault.ask('patient.due', { id: a }));
    expect((await vault.ask('patient.due', { id: b })).tasks).toHaveLength(1);
    // "none known" would stand beside an allergy
    await vault.refuse('allergy.answer', { patient: b, answer: 'none-known' }, 'allergies-listed');
    await vault.ask('allergy.save', { patient: b, substance: 'Latex' });
    const { allergies } = await vault.ask('patient.chart', { id: a });
    expect(allergies.map(({ text }) => text).sort()).toEqual(['Latex', 'Penicillin']);
    // what was begun for one is told on the chart of both, and kept under the one it was begun for
    await vault.ask('draft.keep', { place: 'visit', patient: b, json: '{}' });
    expect(await vault.ask('draft.list', {})).toMatchObject([{ patient: b, chart: a }]);
    // parted, each has what was written under their name
    const conditions = await conditionOf(vault, await patientNamed(vault, 'Wang'), 'cough');
    const move = [{ type: 'Condition', id: conditions }];
    await vault.refuse('patient.unmerge', { id: b, move }, 'invalid-input');
    await vault.ask('patient.unmerge', { id: b });
    const allergiesOf = async (id: string) =>
      (await vault.ask('patient.chart', { id })).allergies.map(({ text }) => text);
    expect(await allergiesOf(a)).toEqual(['Penicillin']);
    expect(await allergiesOf(b)).toEqual(['Latex']);
  });

  it('are both found by a FHIR search for either', async () => {
    const vault = await testClinic();
    const [a, b] = [await patientNamed(vault, 'Li'), await patientNamed(vault, 'Lee')];
    const other = await patientNamed(vault, 'Wang');
    const [mine, theirs] = [await conditionOf(vault, a, 'cough'), await conditionOf(vault, b, 'fever')];
    await conditionOf(vault, other, 'pain');
    expect(await found(vault, `Condition?subject=Patient/${a}`)).toEqual([mine]);
    await vault.ask('patient.merge', { survivor: a, merged: b });
    const both = [mine, theirs].sort();
    for (const query of [
      `Condition?subject=Patient/${a}`,
      `Condition?subject=${b}`,
      `Condition?patient.family=Li&patient._id=${a}`,
    ])
      expect(await found(vault, query), query).toEqual(both);
    expect(await found(vault, `Patient?_id=${a}&_revinclude=Condition:subject`)).toEqual([a, ...both].sort());
    expect(await found(vault, `Patient?_has:Condition:patient:_id=${theirs}`)).toEqual([a, b].sort());
    // a number that only the record of who was merged has
    await vault.ask('record.patch', {
      type: 'Patient',
      id: b,
      patch: { identifier: [{ system: 'urn:x', value: '77' }] },
    });
    expect(await found(vault, 'Patient?identifier=urn:x|77')).toEqual([b]);
    await vault.ask('patient.unmerge', { id: b });
    expect(await found(vault, `Condition?subject=Patient/${a}`)).toEqual([mine]);
  });

  it('are found by a FHIR search when they are two again, whatever else names the other', async () => {
    const vault = await testClinic();
    const [a, b] = [await patientNamed(vault, 'Li'), await patientNamed(vault, 'Lee')];
    await vault.ask('patient.merge', { survivor: a, merged: b });
    const { resource } = await vault.ask('record.create', {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'Weight' },
        valueString: '70',
        subject: { reference: `Patient/${b}` },
        performer: [{ reference: `Patient/${a}` }],
      },
    });
    const id = String(resource.id);
    // undoing an import brings the keys up to here; in a clinic at work they come by themselves
    const paths = [folderOf({ 'x.ndjson': [patient('1')] })];
    const { run = '' } = await vault.ask('import.files', { job: 'in', paths, system: 'urn:lab' });
    await vault.ask('import.undo', { job: 'u', run });
    for (const query of ['performer', 'subject'])
      expect(await found(vault, `Observation?${query}=Patient/${a}`), query).toEqual([id]);
    await vault.ask('patient.unmerge', { id: b });
    expect(await found(vault, `Observation?performer=Patient/${a}`)).toEqual([id]);
    expect(await found(vault, `Observation?subject=Patient/${b}`)).toEqual([id]);
    expect(await found(vault, `Observation?subject=Patient/${a}`)).toEqual([]);
  });

  it('show of what was written since only what the asker may see', async () => {
    const vault = await testClinic();
    const [a, b] = [await patientNamed(vault, 'Li'), await patientNamed(vault, 'Lee')];
    await vault.ask('patient.merge', { survivor: a, merged: b });
    await conditionOf(vault, a, HIDDEN);
    expect(JSON.stringify(await vault.ask('patient.merges', { id: a }))).toContain(HIDDEN);
    await addUser(vault, 'Desk', 'front-desk');
    await firstLogin(vault, 'Desk');
    const [merge] = await vault.ask('patient.merges', { id: a });
    expect(merge?.hit.id).toBe(b);
    expect(merge?.since).toEqual([]);
  });

  it('are opened with a reason as one, and a merge opens nobody else', async () => {
    const vault = await testClinic();
    const [a, b, c, d] = [
      await patientNamed(vault, 'Li'),
      await patientNamed(vault, 'Lee'),
      await patientNamed(vault, 'Wang'),
      await patientNamed(vault, 'Zhao'),
    ];
    await conditionOf(vault, d, 'asthma');
    await conditionOf(vault, b, 'fever');
    await conditionOf(vault, c, HIDDEN);
    await vault.ask('patient.merge', { survivor: a, merged: b });
    await addUser(vault, 'Desk', 'front-desk');
    await firstLogin(vault, 'Desk');
    const problems = async (id: string) =>
      (await vault.ask('patient.chart', { id })).problems.map(({ text }) => text).sort();
    expect(await problems(a)).toEqual([]);
    await vault.ask('access.breakGlass', { patient: b, reason: 'unconscious, brought in' });
    expect(await problems(a)).toEqual(['fever']);
    expect(await problems(b)).toEqual(['fever']);
    await vault.ask('patient.merge', { survivor: a, merged: c });
    expect(await problems(a)).toEqual([]);
    await vault.ask('access.breakGlass', { patient: a, reason: 'unconscious, brought in' });
    expect(await problems(a)).toEqual(['fever', HIDDEN].sort());
    // a merge that came about otherwise, by sync or in a form, gives no reason for another's chart either
    const opened = async () => {
      const state = await vault.ask('session.state', {});
      return state.kind === 'open' ? state.opened.map(({ patient }) => patient) : [];
    };
    expect(await opened()).toEqual([a]);
    const link = [{ other: { reference: `Patient/${a}` }, type: 'replaced-by' }];
    await vault.ask('record.patch', { type: 'Patient', id: d, patch: { link } });
    expect((await vault.ask('patient.chart', { id: d })).hit.id).toBe(a);
    expect(await problems(a)).toEqual([]);
    expect(await opened()).toEqual([]);
    await vault.ask('patient.unmerge', { id: d });
    expect(await problems(a)).toEqual(['fever', HIDDEN].sort());
    expect(await problems(d)).toEqual([]);
  });

  it('have one audit trail, also of what was done with the other before', async () => {
    const vault = await testClinic();
    const [a, b] = [await patientNamed(vault, 'Li'), await patientNamed(vault, 'Lee')];
    await vault.ask('patient.chart', { id: b });
    await vault.ask('patient.merge', { survivor: a, merged: b });
    const { rows } = await vault.ask('audit.list', { filter: { patient: a }, limit: 100 });
    expect(rows.filter(({ event }) => event === 'chart.read')).toHaveLength(1);
  });

  it('are erased each with their own records, and one with those of both', async () => {
    const vault = await testClinic();
    const [a, b] = [await patientNamed(vault, 'Li'), await patientNamed(vault, 'Lee')];
    const [mine, theirs] = [await conditionOf(vault, a, 'cough'), await conditionOf(vault, b, 'fever')];
    await vault.ask('patient.merge', { survivor: a, merged: b });
    await vault.ask('record.redact', { type: 'Patient', id: b, reason: 'asked for', chart: true });
    expect(await found(vault, 'Condition')).toEqual([mine]);
    expect(await found(vault, `Condition?_id=${theirs}`)).toEqual([]);
    expect((await vault.ask('patient.chart', { id: a })).problems.map(({ text }) => text)).toEqual(['cough']);
    expect(await vault.ask('patient.list', {})).toMatchObject({ total: 1 });
  });
});
