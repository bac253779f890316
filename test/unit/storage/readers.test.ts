import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { keyOfHome } from '../../support/database.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { addPatients } from './clinic.ts';

// many derivations of keys, on machines that may be busy
vi.setConfig({ testTimeout: 300_000 });

afterEach(cleanUp);

describe('a read-only connection', () => {
  it('cannot write, whatever is asked of it', async () => {
    const a = await testClinic();
    await addPatients(a, 0, 2);
    const reader = openStore({ file: join(a.home, 'xinglin.db'), key: await keyOfHome(a.home), readonly: true });
    const before = reader.all('SELECT * FROM meta');
    const writes = [
      "INSERT INTO meta (key, value) VALUES ('x', x'00') RETURNING key",
      "UPDATE record SET json = '{}' RETURNING rid",
      'DELETE FROM envelope RETURNING eid',
    ];
    for (const sql of writes) {
      const refused = expect.objectContaining({ failure: expect.objectContaining({ code: 'home-unusable' }) });
      expect(() => reader.all(sql), sql).toThrow(refused);
      expect(() => [...reader.each(sql)], sql).toThrow(refused);
      expect(() => reader.transaction((writer) => writer.get(sql)), sql).toThrow();
    }
    expect(() => reader.transaction((writer) => writer.run('DROP TABLE change'))).toThrow();
    expect(() => reader.transaction((writer) => writer.run('PRAGMA user_version = 7'))).toThrow();
    expect(reader.all('SELECT * FROM meta')).toEqual(before);
    expect(reader.get('SELECT count(*) AS n FROM record')).toEqual({ n: 2 });
    reader.close();
  });

  it('that reads for long holds up no save, and sees one state all the time', async () => {
    const a = await testClinic();
    await addPatients(a, 0, 20);
    const reader = openStore({ file: join(a.home, 'xinglin.db'), key: await keyOfHome(a.home), readonly: true });
    const count = 'SELECT count(*) AS n FROM record';
    const seen: string[] = [];
    const rows = reader.each<{ id: string }>('SELECT id FROM record ORDER BY rid');
    for (const { id } of rows) {
      seen.push(id);
      // another save for each row that is read: none waits for the reader to end
      const began = performance.now();
      await addPatients(a, 100 + seen.length, 101 + seen.length);
      expect(performance.now() - began).toBeLessThan(4000); // the time that a locked database would be waited for is 5 s
    }
    expect(seen).toHaveLength(20);
    expect(reader.get(count)).toEqual({ n: 40 });
    reader.close();
  });
});
