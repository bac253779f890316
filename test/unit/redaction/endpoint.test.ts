import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../shared/bridge/history.ts';
import { parseEnvelope } from '../../../shared/envelope/layout.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { openDatabase } from '../../support/database.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';
import { fileHolds, journalSize, keptAt, settle, shared, tablesWith, transactionsWith } from './support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const CANARY = 'Zebrafinch';
const RARE = 'quokkaphobia';
const source = (id: string) => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system: 'urn:clinic', value: id === '500' ? `${CANARY}-77` : `N${id}` }],
  name: [{ family: id === '500' ? CANARY : `Family${id}`, given: ['A'] }],
});
const note = {
  resourceType: 'Observation',
  id: 'note',
  status: 'final',
  code: { text: 'note' },
  subject: { reference: 'Patient/500' },
  note: [{ text: `afraid of them: ${RARE}` }],
};

/** A file of 1,000 patients, one of them the one who goes, and an observation of that one. */
function importFile(): string {
  const file = join(temporaryFolder(), 'p.ndjson');
  const lines = Array.from({ length: 999 }, (_, i) => source(String(i + 1)));
  writeFileSync(file, [...lines, note].map((one) => JSON.stringify(one)).join('\n'));
  return file;
}

const importInto = (vault: TestVault, file: string) =>
  vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:sender' });

/** Which run of which workstation it was, that workstation alone knows. */
const contentsOf = (versions: readonly HistoryEntry[]) => versions.map(({ from: _, ...version }) => version);

describe('a record of a bulk import that is redacted', () => {
  it('goes everywhere, and everything else stays as it was, also for a workstation that never saw it', async () => {
    const cloud = await startCloud();
    const a = await testClinic();
    await a.ask('remote.add', { url: cloud.url });
    const file = importFile();
    expect(await importInto(a, file)).toMatchObject({ created: 1000, rejected: 0 });
    await settle(a);
    const b = await joinClinic(a, cloud.url, 'B');
    await settle(b, a);
    const [hit] = (await b.ask('patient.search', { text: CANARY })).hits;
    const id = hit?.id ?? '';
    const key = { type: 'Patient', id };
    await b.ask('record.patch', { ...key, patch: { gender: 'female' } });
    const [other] = (await b.ask('patient.search', { text: 'Family7' })).hits;
    const kept = { type: 'Patient', id: other?.id ?? '' };
    await b.ask('record.patch', { ...kept, patch: { gender: 'male' } });
    await settle(b, a);
    const before = await a.ask('record.history', kept);
    expect(keptAt(cloud.data)).not.toContain('stub');
    expect((await b.ask('text.search', { text: RARE })).hits).toHaveLength(1); // its words are in the index of texts

    const redacted = await a.ask('record.redact', { ...key, reason: 'asked for', chart: true });
    expect(redacted.records).toBe(2);
    await a.refuse('record.get', key, 'redacted');
    await a.refuse('record.redact', { ...key, reason: 'again' }, 'redacted');
    await settle(a, b);
    await b.refuse('record.get', key, 'redacted');
    await b.refuse('record.json', key, 'redacted');
    expect(journalSize(a.home)).toBeLessThan(128 * 1024);
    expect((await b.ask('patient.search', { text: CANARY })).hits).toEqual([]);
    expect(keptAt(cloud.data).filter((one) => one === 'stub')).toHaveLength(redacted.envelopes);
    const c = await joinClinic(a, cloud.url, 'C');
    await settle(c, a, b);

    for (const vault of [a, b, c]) {
      expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [], records: 1000 });
      expect(contentsOf(await vault.ask('record.history', kept))).toEqual(contentsOf(before));
      const history = await vault.ask('record.history', key);
      expect(history.map(({ what, changes, by }) => [what, changes, by.device])).toEqual([
        ['redact', [], 'Desk'],
        ['redact', [], 'B'],
        ['redact', [], 'Desk'],
      ]);
      expect(history.at(-1)?.reason).toBe('asked for');
      expect((await vault.ask('sync.status', {})).alarms).toEqual([]);
      expect((await vault.ask('sync.status', {})).quarantined).toBe(0);
    }

    const again = await importInto(c, file);
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 998, rejected: 2 });
    expect(again.errors.map(({ code, line }) => [code, line])).toEqual([
      ['redacted', 500],
      ['redacted', 1000],
    ]);
    await c.refuse('record.get', key, 'redacted');
    expect((await c.ask('sync.run', {})).pushed).toBe(0);

    const states: object[] = [];
    for (const vault of [a, b, c]) {
      await vault.vault.close();
      const store = await openDatabase(vault.home);
      for (const text of [CANARY, RARE])
        expect([...tablesWith(store, text), ...transactionsWith(store, text)]).toEqual([]);
      states.push(shared(store));
      store.close();
    }
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
  }, 120_000);

  it('leaves no byte of the old ciphertext at the endpoint, and is told to one that is added later', async () => {
    const [one, two] = [await startCloud(), await startCloud()];
    const a = await testClinic();
    await a.ask('remote.add', { url: one.url });
    const { resource } = await a.ask('record.create', { resource: { ...source('500'), id: undefined } });
    await settle(a);
    const b = await joinClinic(a, one.url, 'B');
    await settle(b, a);
    await b.ask('remote.add', { url: two.url });
    await settle(b); // the second endpoint gets the contents from the one workstation
    const store = await openDatabase(await closed(b));
    const written = store.get<{ bytes: Uint8Array }>(
      "SELECT e.bytes FROM envelope e JOIN change c USING (eid) WHERE c.kind = 'create'",
    );
    store.close();
    const ciphertext = parseEnvelope(new Uint8Array(written?.bytes ?? []))?.ciphertext ?? new Uint8Array(1);
    expect([fileHolds(one.data, ciphertext), fileHolds(two.data, ciphertext)]).toEqual([true, true]);

    await a.ask('record.redact', { type: 'Patient', id: String(resource.id), reason: 'asked for' });
    await settle(a);
    expect([fileHolds(one.data, ciphertext), fileHolds(two.data, ciphertext)]).toEqual([false, true]);
    await a.ask('remote.add', { url: two.url });
    await settle(a);
    expect(fileHolds(two.data, ciphertext)).toBe(false);
    const c = await joinClinic(a, two.url, 'C');
    await settle(c);
    expect((await c.ask('sync.status', {})).alarms).toEqual([]);
    await c.refuse('record.get', { type: 'Patient', id: String(resource.id) }, 'redacted');
    expect(await c.ask('vault.verify', {})).toMatchObject({ ok: true });
  }, 60_000);
});

async function closed(vault: TestVault): Promise<string> {
  await vault.vault.close();
  return vault.home;
}
