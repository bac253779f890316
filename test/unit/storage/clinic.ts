/** Clinics to back up, damage and restore: small, real, with history and search to compare. */
import { expect } from 'vitest';
import type { Reader } from '../../../electron/vault/storage/database.ts';
import type { TestVault } from '../../support/vaults.ts';

/** An invented patient; `extra` bytes make the record span pages. */
function patientResource(n: number, extra = 0) {
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
    all.push([json, await vault.ask('record.history', key), found.hits.some((hit) => hit.id === id)]);
  }
  return all;
}

/** Expects that nothing is wrong. */
export async function expectWhole(vault: TestVault): Promise<void> {
  expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
}

/** Everything that a database holds and another one made of the same envelopes has to hold, whatever its row numbers. */
export function contentsOf(reader: Reader): unknown {
  return {
    envelopes: reader.all(
      'SELECT hex(device) AS device, seq, hex(hash) AS hash, hex(bytes) AS bytes, part, parts, state, hlc, user, operations FROM envelope ORDER BY device, seq',
    ),
    records: reader.all(
      `SELECT r.type, r.id, r.json, r.deleted, r.version, r.conflicts, r.registers, r.patient, r.at, r.day, r.code, r.status,
         hex(e.hash) AS hash, r.op FROM record r JOIN envelope e ON e.eid = r.eid ORDER BY r.type, r.id`,
    ),
    // a body stands there as a resource or as its registers, by what came first: verify replays them
    changes: reader.all(
      `SELECT r.type, r.id, hex(e.hash) AS hash, c.op, c.kind FROM change c
         JOIN record r ON r.rid = c.rid JOIN envelope e ON e.eid = c.eid ORDER BY r.type, r.id, e.hash, c.op`,
    ),
    sources: reader.all('SELECT type, id, system, original, hex(digest) AS digest, at FROM source ORDER BY type, id'),
    identifiers: reader.all(
      'SELECT i.type, i.value, i.system, r.id FROM identifier i JOIN record r ON r.rid = i.rid ORDER BY 1, 2, 3, 4',
    ),
    tokens: reader.all(
      'SELECT t.token, t.kind, r.id FROM search_token t JOIN record r ON r.rid = t.rid ORDER BY 1, 2, 3',
    ),
    members: reader.all('SELECT idx, hex(hash) AS hash, hex(record) AS record FROM membership ORDER BY idx'),
    keys: reader.all('SELECT epoch, hex(key) AS key FROM epoch_key ORDER BY epoch'),
    remotes: reader.all('SELECT url FROM remote ORDER BY url'),
  };
}
