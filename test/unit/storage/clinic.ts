/** Clinics to back up, damage and restore: small, real, with history and search to compare. */
import { expect } from 'vitest';
import type { TestVault } from '../../support/vaults.ts';

/** An invented patient; `extra` bytes make the record span pages. */
export function patientResource(n: number, extra = 0) {
  return {
    resourceType: 'Patient',
    name: [{ family: 'Bao', given: [`Number${n}`] }],
    birthDate: `19${String(50 + (n % 50)).padStart(2, '0')}-03-04`,
    telecom: [{ system: 'phone', value: `138${String(n).padStart(8, '0')}` }],
    ...(extra > 0 ? { address: [{ text: 'x'.repeat(extra) }] } : {}),
  };
}

/** Creates patients; each second one is changed once. Returns their ids. */
export async function addPatients(vault: TestVault, from: number, to: number, extra = 0): Promise<string[]> {
  const ids: string[] = [];
  for (let n = from; n < to; n++) {
    const { resource } = await vault.ask('record.create', { resource: patientResource(n, extra) });
    const id = String(resource.id);
    ids.push(id);
    if (n % 2 === 1)
      await vault.ask('record.patch', { type: 'Patient', id, patch: { gender: n % 4 === 1 ? 'male' : 'female' } });
  }
  return ids;
}

/** Everything a clinic shows of these patients: canonical JSON, history, and whether search finds them. */
export async function everythingOf(vault: TestVault, ids: readonly string[]): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const id of ids) {
    const key = { type: 'Patient', id };
    const { json } = await vault.ask('record.json', key);
    const { telecom } = JSON.parse(json) as { telecom: { value: string }[] };
    const found = await vault.ask('patient.search', { text: telecom[0]?.value ?? '' });
    all.push([json, await vault.ask('record.history', key), found.hits.map((hit) => hit.id)]);
  }
  return all;
}

/** Expects that nothing is wrong. */
export async function expectWhole(vault: TestVault): Promise<void> {
  expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
}
