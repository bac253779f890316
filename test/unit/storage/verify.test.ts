import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { keyOfHome } from '../../support/database.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { addPatients } from './clinic.ts';

// derivations of keys, on machines that may be busy
vi.setConfig({ testTimeout: 120_000 });

afterEach(cleanUp);

describe('verify', () => {
  it('compares each record with what was signed, written once or many times', async () => {
    const a = await testClinic();
    const ids = await addPatients(a, 0, 6);
    expect(await a.ask('vault.verify', {})).toMatchObject({ ok: true, records: 6 });
    const store = openStore({ file: join(a.home, 'xinglin.db'), key: await keyOfHome(a.home) });
    // the first was never changed, the second once: whoever has the key writes into the row past every envelope
    store.transaction((writer) => {
      for (const id of ids.slice(0, 2))
        writer.run("UPDATE record SET json = replace(json, 'Bao', 'Bap') WHERE type = 'Patient' AND id = ?", id);
    });
    store.close();
    const { ok, problems } = await a.ask('vault.verify', {});
    expect(ok).toBe(false);
    expect(problems.sort()).toEqual(
      ids
        .slice(0, 2)
        .map((id) => `record Patient/${id}: differs from its history`)
        .sort(),
    );
  });
});
