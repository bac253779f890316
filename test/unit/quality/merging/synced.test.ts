import { afterEach, describe, expect, it } from 'vitest';
import { closeClouds, joinClinic, startCloud } from '../../../support/clouds.ts';
import { cleanUp, type TestVault, testClinic } from '../../../support/vaults.ts';
import { settle } from '../../redaction/support.ts';
import { expectWhole } from '../../storage/clinic.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

/** Two workstations that sync through an endpoint, and three patients whom both have. */
async function two() {
  const { url } = await startCloud();
  const one = await testClinic();
  await one.ask('remote.add', { url });
  const other = await joinClinic(one, url);
  const ids: string[] = [];
  for (const family of ['Li', 'Lee', 'Ly']) {
    const { resource } = await one.ask('record.create', {
      resource: { resourceType: 'Patient', active: true, name: [{ family }], birthDate: `198${ids.length}-01-01` },
    });
    ids.push(String(resource.id));
  }
  await settle(one, other);
  const [a, b, c] = ids as [string, string, string];
  return { one, other, a, b, c };
}

const json = async (vault: TestVault, id: string) => (await vault.ask('record.get', { type: 'Patient', id })).resource;
const listed = async (vault: TestVault) => (await vault.ask('patient.list', {})).rows.map(({ id }) => id).sort();
const problems = async (vault: TestVault, id: string) =>
  (await vault.ask('patient.chart', { id })).problems.map(({ text }) => text).sort();
const waiting = async (vault: TestVault) =>
  (await vault.ask('conflict.list', {})).map(({ rule, kind, record }) => `${rule ?? kind} ${record.id}`).sort();

describe('merging on one workstation while another works on', () => {
  it('brings what is written of the one who went into the chart of both, and asks about what was edited', async () => {
    const { one, other, a, b } = await two();
    await one.ask('patient.merge', { survivor: a, merged: b });
    await other.ask('visit.record', { patient: b, complaint: 'cough', diagnoses: [{ text: 'asthma', lasting: true }] });
    await other.ask('task.add', { patient: b, text: 'call back' });
    await other.ask('record.patch', { type: 'Patient', id: b, patch: { gender: 'male' } });
    await settle(one, other);
    for (const vault of [one, other]) {
      expect(await listed(vault)).not.toContain(b);
      expect(await problems(vault, a)).toEqual(['asthma']);
      expect((await vault.ask('patient.chart', { id: b })).timeline).toHaveLength(1);
      expect((await vault.ask('patient.due', { id: a })).tasks).toHaveLength(1);
      expect(await waiting(vault)).toEqual([`merged-changed ${b}`]);
      expect(await json(vault, b)).toMatchObject({ gender: 'male', active: false });
      await expectWhole(vault);
    }
    await other.ask('patient.unmerge', { id: b });
    await settle(one, other);
    for (const vault of [one, other]) {
      expect(await problems(vault, b)).toEqual(['asthma']);
      expect(await problems(vault, a)).toEqual([]);
      expect(await json(vault, b)).toMatchObject({ gender: 'male', active: true, name: [{ family: 'Lee' }] });
      expect(await waiting(vault)).toEqual([]);
    }
  });

  it('in opposite directions makes one person, and somebody is asked which', async () => {
    const { one, other, a, b, c } = await two();
    const [kept, went] = [await json(one, a), await json(one, b)];
    await one.ask('patient.merge', { survivor: a, merged: b });
    await other.ask('patient.merge', { survivor: b, merged: a });
    await settle(one, other);
    const end = [a, b].sort()[0] ?? '';
    for (const vault of [one, other]) {
      expect(await listed(vault)).toEqual([end, c].sort());
      expect(await waiting(vault)).toContain(`merged-apart ${end}`);
    }
    // one of the two was not meant: the page of whoever is listed offers to part either
    const offered = (await one.ask('patient.merges', { id: end })).map(({ hit }) => hit.id);
    expect(offered).toEqual([end, end === a ? b : a]);
    await one.ask('patient.unmerge', { id: end });
    await settle(one, other);
    const left = end === a ? b : a;
    for (const vault of [one, other]) {
      expect(await listed(vault)).toEqual([end, c].sort());
      expect((await vault.ask('patient.chart', { id: left })).hit.id).toBe(end);
      expect(await waiting(vault)).toEqual([]);
    }
    await other.ask('patient.unmerge', { id: left });
    await settle(one, other);
    for (const vault of [one, other]) {
      expect(await json(vault, a)).toEqual(kept);
      expect(await json(vault, b)).toEqual(went);
      await expectWhole(vault);
    }
  });

  it('with another while those two are parted elsewhere: both hold, on both', async () => {
    const { one, other, a, b, c } = await two();
    await one.ask('patient.merge', { survivor: a, merged: b });
    await settle(one, other);
    await other.ask('patient.unmerge', { id: b });
    await other.ask('allergy.save', { patient: b, substance: 'Latex' });
    await one.ask('patient.merge', { survivor: c, merged: a });
    await one.ask('allergy.save', { patient: b, substance: 'Penicillin' });
    await settle(one, other);
    for (const vault of [one, other]) {
      expect(await listed(vault)).toEqual([b, c].sort());
      const allergies = async (id: string) =>
        (await vault.ask('patient.chart', { id })).allergies.map(({ text }) => text).sort();
      expect(await allergies(b)).toEqual(['Latex', 'Penicillin']);
      expect(await allergies(c)).toEqual([]);
      await expectWhole(vault);
    }
    expect(await json(one, c)).toEqual(await json(other, c));
    await one.ask('patient.unmerge', { id: a });
    await settle(one, other);
    for (const vault of [one, other]) {
      expect(await listed(vault)).toEqual([a, b, c].sort());
      for (const [id, family] of [
        [a, 'Li'],
        [b, 'Lee'],
        [c, 'Ly'],
      ] as const)
        expect(await json(vault, id)).toMatchObject({ active: true, name: [{ family }] });
      expect((await json(vault, c)).name).toHaveLength(1);
      expect(await waiting(vault)).toEqual([]);
    }
  });
});
