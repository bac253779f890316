/** A dose rule that two workstations edit apart: a limit never stands under the source of another. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DoseRule } from '../../../shared/bridge/dose-rules.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const RULE: DoseRule = { medicine: { text: 'Paracetamol' }, daily: '3000', unit: 'mg', source: 'An invented label' };
const list = (vault: TestVault) => vault.ask('doseRule.list', {});

describe('a dose rule that is edited apart', () => {
  it('conflicts as a whole on both workstations, and holds with each of its edits until one is chosen', async () => {
    const desk = await testClinic();
    const { url } = await startCloud();
    await desk.ask('remote.add', { url });
    await desk.ask('doseRule.add', { rule: RULE });
    await desk.ask('sync.run', { untilIdle: true });
    const laptop = await joinClinic(desk, url);
    await laptop.ask('sync.run', { untilIdle: true });
    const edit = async (vault: TestVault, part: Partial<DoseRule>) => {
      const [before] = await list(vault);
      await vault.ask('doseRule.edit', { id: before?.id ?? '', seen: before?.seen ?? [], rule: { ...RULE, ...part } });
    };
    await edit(desk, { daily: '2000' });
    await edit(laptop, { source: 'An invented formulary, 2026' });
    for (const vault of [desk, laptop, desk]) await vault.ask('sync.run', { untilIdle: true });
    const [atDesk, atLaptop] = [await list(desk), await list(laptop)];
    expect(atDesk).toEqual(atLaptop);
    expect(atDesk).toHaveLength(1);
    expect(atDesk[0]?.conflicts).toBe(2);
    expect([
      { ...RULE, daily: '2000' },
      { ...RULE, source: 'An invented formulary, 2026' },
    ]).toContainEqual(atDesk[0]?.rule);
  });

  it('holds with a conflict where it was ended apart', async () => {
    const vault = await testClinic();
    await vault.ask('doseRule.add', { rule: RULE });
    const [before] = await list(vault);
    const { id = '', seen = [] } = before ?? {};
    // as of two workstations: each with what it had seen
    await vault.ask('doseRule.edit', { id, seen, rule: { ...RULE, daily: '2000' } });
    const ended = { type: 'MedicationKnowledge', id };
    const { resource } = await vault.ask('record.get', ended);
    await vault.ask('record.save', { resource: { ...resource, status: 'inactive' }, seen });
    const [listed] = await list(vault);
    expect(listed).toMatchObject({ rule: { daily: '2000' } });
    expect(listed?.conflicts).toBeGreaterThan(0);
  });
});

it('a dose rule that was ended meanwhile is not edited, and that is said', async () => {
  const vault = await testClinic();
  await vault.ask('doseRule.add', { rule: RULE });
  const [before] = await list(vault);
  const { id = '', seen = [] } = before ?? {};
  await vault.ask('doseRule.end', { id });
  await vault.refuse('doseRule.edit', { id, seen, rule: { ...RULE, daily: '2000' } }, 'rule-ended');
  expect(await list(vault)).toEqual([]);
});

it('nothing is written of a dose rule in which nothing was changed; an edit is taken back whole', async () => {
  const vault = await testClinic();
  await vault.ask('doseRule.add', { rule: RULE });
  const [before] = await list(vault);
  const { id = '', seen = [] } = before ?? {};
  expect(await vault.ask('doseRule.edit', { id, seen, rule: RULE })).toEqual({ changes: [] });
  const edited = await vault.ask('doseRule.edit', { id, seen, rule: { ...RULE, daily: '2000' } });
  const history = await vault.ask('record.history', { type: 'MedicationKnowledge', id });
  expect(history.at(-1)?.changes.map(({ register }) => register)).toEqual(['administrationGuidelines']);
  await vault.ask('record.undo', edited);
  expect((await list(vault))[0]).toMatchObject({ rule: RULE, conflicts: 0 });
});
