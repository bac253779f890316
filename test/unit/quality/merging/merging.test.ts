import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const RESIDENT = 'urn:oid:2.16.156.10011.1.3';

async function twoOfOne(vault: TestVault) {
  const first = await vault.ask('record.create', {
    resource: {
      resourceType: 'Patient',
      active: true,
      name: [{ text: '张建国', family: '张', given: ['建国'] }],
      gender: 'male',
      birthDate: '1962-03-04',
      telecom: [{ system: 'phone', value: '13800138000' }],
      identifier: [{ system: RESIDENT, value: '11010119620304001X' }],
    },
  });
  const second = await vault.ask('record.create', {
    resource: {
      resourceType: 'Patient',
      active: true,
      name: [{ text: '张健国', family: '张', given: ['健国'] }],
      gender: 'male',
      birthDate: '1962-04-03',
      telecom: [{ system: 'phone', value: '13900139000' }],
      identifier: [{ system: 'urn:clinic:mrn', value: 'A-77' }],
    },
  });
  const [a, b] = [String(first.resource.id), String(second.resource.id)];
  const { encounter } = await vault.ask('visit.record', {
    patient: b,
    complaint: 'cough',
    note: 'a note of the second',
  });
  return { a, b, encounter, before: { a: first.resource, b: second.resource } };
}

async function names(vault: TestVault, text: string): Promise<string[]> {
  return (await vault.ask('patient.search', { text, limit: 10 })).hits.map(({ id }) => id);
}

describe('merging', () => {
  it('makes one person of two in charts, lists and searches, and un-merging brings back exactly what was', async () => {
    const vault = await testClinic();
    const { a, b, encounter, before } = await twoOfOne(vault);
    await vault.ask('patient.merge', { survivor: a, merged: b, take: ['birthDate'] });

    const chart = await vault.ask('patient.chart', { id: a });
    expect(chart.timeline.map((item) => item.encounter.id)).toEqual([encounter]);
    expect(chart.hit.birthDate).toBe('1962-04-03');
    // whoever asks for the one who was merged is given the one who stayed
    expect((await vault.ask('patient.chart', { id: b })).hit.id).toBe(a);
    const { resource } = await vault.ask('record.get', { type: 'Patient', id: a });
    expect(resource).toMatchObject({
      name: [{ text: '张建国' }, { text: '张健国', use: 'old' }],
      telecom: [{ value: '13800138000' }, { value: '13900139000' }],
      identifier: [{ value: '11010119620304001X' }, { value: 'A-77' }],
      link: [{ type: 'replaces', other: { reference: `Patient/${b}` } }],
    });
    for (const text of ['张健国', '13900139000', 'A-77', 'zhangjianguo'])
      expect(await names(vault, text), text).toEqual([a]);
    expect(await vault.ask('patient.list', {})).toMatchObject({ count: 1, total: 1, rows: [{ id: a }] });
    expect((await vault.ask('patient.merges', { id: a })).map(({ hit }) => hit.id)).toEqual([b]);
    await vault.refuse('patient.merge', { survivor: a, merged: b }, 'already-merged');

    // an export of one is one of both, whichever of the two is named
    for (const patient of [a, b]) {
      const out = join(temporaryFolder(), 'out');
      const { resources } = await vault.ask('export.files', { job: patient, format: 'ndjson', out, patient });
      expect(resources).toBe(4);
    }
    // and who analyses counts one person
    const { total } = await vault.ask('measures.ask', { name: 'age-sex' });
    expect(total.reduce((sum: number, n) => sum + Number(n), 0)).toBe(1);

    // what is written of the survivor meanwhile stays with them
    await vault.ask('visit.record', { patient: a, complaint: 'after' });
    await vault.ask('patient.unmerge', { id: b });
    expect((await vault.ask('record.get', { type: 'Patient', id: a })).resource).toEqual(before.a);
    expect((await vault.ask('record.get', { type: 'Patient', id: b })).resource).toEqual(before.b);
    expect((await vault.ask('patient.chart', { id: b })).timeline.map((item) => item.encounter.id)).toEqual([
      encounter,
    ]);
    expect((await vault.ask('patient.chart', { id: a })).timeline).toHaveLength(1);
    expect(await names(vault, '13900139000')).toEqual([b]);
    expect(await vault.ask('patient.list', {})).toMatchObject({ count: 2, total: 2 });
    await vault.refuse('patient.unmerge', { id: b }, 'not-merged');
  });

  it('keeps what was corrected since, and moves what a person says', async () => {
    const vault = await testClinic();
    const { a, b } = await twoOfOne(vault);
    await vault.ask('patient.merge', { survivor: a, merged: b });
    const { encounter } = await vault.ask('visit.record', { patient: a, complaint: 'of the second after all' });
    await vault.ask('record.patch', { type: 'Patient', id: a, patch: { birthDate: '1962-03-05' } });
    const [merge] = await vault.ask('patient.merges', { id: a });
    expect(merge?.since.map(({ type, id }) => `${type}/${id}`)).toContain(`Encounter/${encounter}`);
    await vault.ask('patient.unmerge', { id: b, move: [{ type: 'Encounter', id: encounter }] });
    expect((await vault.ask('record.get', { type: 'Patient', id: a })).resource.birthDate).toBe('1962-03-05');
    const moved = (await vault.ask('patient.chart', { id: b })).timeline.map((item) => item.encounter.id);
    expect(moved).toContain(encounter);
  });

  it('is asked of who may write patients only, and stands in the audit trail', async () => {
    const vault = await testClinic();
    const { a, b } = await twoOfOne(vault);
    await vault.refuse('patient.merge', { survivor: a, merged: a }, 'invalid-input');
    await vault.refuse('patient.merge', { survivor: a, merged: 'nobody' }, 'not-found');
    await vault.ask('patient.merge', { survivor: a, merged: b });
    const { what } = (await vault.ask('record.history', { type: 'Patient', id: b })).at(-1) ?? { what: '' };
    expect(what).toBe('update');
  });
});

describe('finding who is registered twice', () => {
  it('shows them with reasons while somebody is registered, and in a search through the clinic', async () => {
    const vault = await testClinic();
    const { a, b } = await twoOfOne(vault);
    for (let n = 0; n < 30; n += 1)
      await vault.ask('record.create', {
        resource: {
          resourceType: 'Patient',
          name: [{ family: '王李赵孙周'.charAt(n % 5), given: ['芳伟敏静磊军'.charAt(n % 6)] }],
          birthDate: `19${40 + n}-0${1 + (n % 9)}-1${n % 9}`,
          gender: n % 2 ? 'male' : 'female',
        },
      });
    const likely = await vault.ask('duplicate.likely', {
      resource: {
        resourceType: 'Patient',
        name: [{ text: '張建國' }],
        birthDate: '1962-03-04',
        telecom: [{ system: 'phone', value: '138-0013-8000' }],
      },
    });
    expect(likely[0]?.hit.id).toBe(a);
    expect(likely[0]?.reasons).toEqual(
      expect.arrayContaining([
        { field: 'birth', level: 'exact' },
        { field: 'phone', level: 'exact' },
        { field: 'given', level: 'exact' },
      ]),
    );
    expect((await vault.ask('duplicate.list', {})).run.state).toBe('never');
    const run = await vault.ask('duplicate.run', { job: 'j' });
    expect(run).toMatchObject({ state: 'done' });
    const { pairs } = await vault.ask('duplicate.list', { states: ['open'] });
    expect(pairs[0] && [pairs[0].a.id, pairs[0].b.id].sort()).toEqual([a, b].sort());

    await vault.ask('duplicate.later', { a, b, later: true });
    expect((await vault.ask('duplicate.list', {})).counts).toMatchObject({ later: 1 });
    await vault.ask('duplicate.different', { a: b, b: a, different: true });
    await vault.ask('duplicate.run', { job: 'j', anew: true });
    const after = await vault.ask('duplicate.list', { states: ['open', 'later'] });
    expect(after.pairs.some((pair) => [pair.a.id, pair.b.id].includes(a))).toBe(false);
    expect(after.counts.different).toBe(1);
    await vault.ask('duplicate.different', { a, b, different: false });
    await vault.ask('duplicate.later', { a, b, later: false });
    expect((await vault.ask('duplicate.list', {})).counts.different).toBe(0);
    // two whom no search brought together are put off as well, and stay so
    const [other] = (await vault.ask('patient.search', { text: '王芳', limit: 1 })).hits;
    await vault.ask('duplicate.later', { a: String(other?.id), b: a, later: true });
    await vault.ask('duplicate.run', { job: 'j', anew: true });
    expect((await vault.ask('duplicate.list', { states: ['later'] })).pairs).toMatchObject([{ state: 'later' }]);
    // nobody is a pair with themselves
    for (const later of [true, false]) await vault.refuse('duplicate.later', { a, b: a, later }, 'invalid-input');
    expect((await vault.ask('duplicate.list', {})).counts).toMatchObject({ later: 1 });
    await vault.ask('patient.merge', { survivor: a, merged: b });
    expect((await vault.ask('duplicate.list', { states: ['merged'] })).pairs).toHaveLength(1);
  });
});
