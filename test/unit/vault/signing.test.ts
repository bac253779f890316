import { afterEach, describe, expect, it } from 'vitest';
import { signatureOver } from '../../../electron/vault/records/signature.ts';
import { signKeyPair } from '../../../shared/crypto/sodium.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const NOTE = {
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'preliminary',
  content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: 'Y291Z2g=' } }],
};

async function made(vault: TestVault, resource: object) {
  const view = await vault.ask('record.create', { resource: resource as { resourceType: string } });
  return { type: view.resource.resourceType, id: String(view.resource.id) };
}

describe('a signed record', () => {
  it('takes additions only', async () => {
    const vault = await testClinic();
    const key = await made(vault, NOTE);
    const signed = await vault.ask('record.sign', key);
    expect(signed).toMatchObject({ lock: 'signed', signatures: [{ by: 'Dr Test', valid: true }], addenda: [] });
    const { resource, seen } = signed;
    const edited = { ...resource, description: 'more' };
    await vault.refuse('record.save', { resource: edited, seen }, 'signed');
    await vault.refuse('record.amend', { resource: edited, seen, reason: 'more' }, 'signed');
    await vault.refuse('record.patch', { ...key, patch: { description: 'more' } }, 'signed');
    await vault.refuse('record.delete', key, 'signed');
    await vault.refuse('record.restore', { ...key, version: 1 }, 'signed');
    await vault.refuse('record.sign', key, 'signed');
    const added = await vault.ask('record.addendum', { ...key, text: 'and fever' });
    expect(added).toMatchObject({ lock: 'signed', signatures: [{ valid: true }], addenda: [{ text: 'and fever' }] });
    // saving what is shown changes nothing, and is no error
    expect(await vault.ask('record.save', { resource, seen })).toMatchObject({ version: 1 });
    expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
  });

  it('can be marked as entered in error: its signature shows that it is over something else, and nothing waits for that', async () => {
    const vault = await testClinic();
    const key = await made(vault, NOTE);
    await vault.ask('record.sign', key);
    const wrong = await vault.ask('record.error', { ...key, reason: 'another patient' });
    expect(wrong).toMatchObject({
      lock: 'final',
      conflicts: 0,
      signatures: [{ valid: false }],
      resource: { status: 'entered-in-error', docStatus: 'entered-in-error' },
    });
    expect(await vault.ask('conflict.list', {})).toEqual([]);
    expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
  });

  it('keeps its signatures: none is changed, deleted or signed itself', async () => {
    const vault = await testClinic();
    const key = await made(vault, NOTE);
    await vault.ask('record.sign', key);
    const id = await provenanceOf(vault, key.id);
    const signature = { type: 'Provenance', id };
    expect((await vault.ask('record.get', signature)).lock).toBe('final');
    await vault.refuse('record.patch', { ...signature, patch: { recorded: '2020-01-01T00:00:00Z' } }, 'append-only');
    await vault.refuse('record.delete', signature, 'append-only');
    await vault.refuse('record.error', { ...signature, reason: 'no' }, 'append-only');
    await vault.refuse('record.sign', signature, 'invalid-input');
    await vault.refuse('record.addendum', { ...signature, text: 'no' }, 'invalid-input');
  });

  it('is not taken for signed by a forged, altered or foreign signature', async () => {
    const vault = await testClinic();
    const key = await made(vault, NOTE);
    const { resource } = await vault.ask('record.get', key);
    const shown = { ...key, json: canonicalJson(resource as never), seen: [] };
    const stranger = { id: 'somebody', name: 'Dr Test', sign: signKeyPair(new Uint8Array(32).fill(7)) };
    const forged = signatureOver(shown, stranger, '2026-03-01T09:00:00+08:00');
    await made(vault, forged);
    const view = await vault.ask('record.get', key);
    expect(view).toMatchObject({ lock: 'open', signatures: [{ by: 'Dr Test', valid: false }] });
    await vault.ask('record.patch', { ...key, patch: { description: 'still open' } });
    expect((await vault.ask('vault.verify', {})).problems).toEqual([expect.stringMatching(/^signature Provenance\//)]);
  });

  it('that was changed elsewhere at the same time waits in the inbox: what was signed comes back, or the change is accepted', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await made(a, NOTE);
    await clinic.sync();
    await a.ask('record.sign', key);
    await b.ask('record.patch', { ...key, patch: { description: 'meanwhile' } });
    await clinic.sync();
    const inbox = await a.ask('conflict.list', {});
    expect(await b.ask('conflict.list', {})).toEqual(inbox);
    expect(inbox).toMatchObject([
      {
        kind: 'rule',
        rule: 'signed-changed',
        record: key,
        values: [{ write: 'signed', by: { user: 'Dr Test' } }, { write: 'current' }],
      },
    ]);
    const id = inbox[0]?.id ?? '';
    for (const vault of clinic.vaults)
      expect(await vault.ask('record.get', key)).toMatchObject({
        lock: 'signed',
        conflicts: 1,
        signatures: [{ valid: false }],
      });

    await a.ask('conflict.resolve', { id, decision: { keep: 'signed' } });
    await clinic.sync();
    for (const vault of clinic.vaults) {
      expect(await vault.ask('conflict.list', {})).toEqual([]);
      const view = await vault.ask('record.get', key);
      expect(view).toMatchObject({ lock: 'signed', conflicts: 0, signatures: [{ valid: true }] });
      expect(view.resource).not.toHaveProperty('description');
    }
    const [settled] = await b.ask('conflict.settled', {});
    expect(settled).toMatchObject({ id, record: key });
    await b.ask('conflict.undo', { id, write: settled?.write ?? '' });
    await clinic.sync();
    expect((await a.ask('conflict.list', {})).map((conflict) => conflict.id)).toEqual([id]);

    await b.ask('conflict.resolve', { id, decision: { accept: true } });
    await clinic.sync();
    for (const vault of clinic.vaults) {
      expect(await vault.ask('conflict.list', {})).toEqual([]);
      expect(await vault.ask('record.get', key)).toMatchObject({
        lock: 'open',
        resource: { description: 'meanwhile' },
      });
    }
    await b.ask('record.sign', key);
    expect((await b.ask('record.get', key)).signatures.map(({ valid }) => valid)).toEqual([false, true]);
  }, 60_000);

  it('is not signed while something of it is in conflict', async () => {
    const clinic = await clinicOfVaults(2);
    const [a, b] = clinic.vaults as [TestVault, TestVault];
    const key = await made(a, NOTE);
    await clinic.sync();
    for (const vault of [a, b]) await vault.ask('record.patch', { ...key, patch: { description: vault.home } });
    await clinic.sync();
    await a.refuse('record.sign', key, 'invalid-input');
  }, 60_000);
});

async function provenanceOf(vault: TestVault, record: string): Promise<string> {
  const job = 'find';
  const folder = `${vault.home}-out`;
  await vault.ask('export.files', { job, format: 'ndjson', out: folder, types: ['Provenance'], ids: 'own' });
  const { readFileSync } = await import('node:fs');
  const lines = readFileSync(`${folder}/Provenance.ndjson`, 'utf8').trim().split('\n');
  const found = lines.map((line) => JSON.parse(line)).find((one) => one.target?.[0]?.reference?.endsWith(record));
  return String(found?.id);
}
