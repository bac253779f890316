import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { searchTexts } from '../../../electron/vault/records/full-text.ts';
import { searchPatients } from '../../../electron/vault/records/patient-search.ts';
import { recordsLeft, reindexSome, startReindexing } from '../../../electron/vault/records/reindex.ts';
import { openStore, type Store } from '../../../electron/vault/storage/database.ts';
import { first } from '../../../electron/vault/storage/migrations/001-first.ts';
import { analysis } from '../../../electron/vault/storage/migrations/002-analysis.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { insertAll, ZONE } from './rows.ts';

const dayOf = dayIn(ZONE);
const PATIENT: JsonObject = {
  resourceType: 'Patient',
  id: 'p',
  name: [{ family: '張', given: ['無忌'] }],
  identifier: [{ value: 'MRN-1' }],
};
const CONDITIONS = Array.from(
  { length: 50 },
  (_, index): JsonObject => ({
    resourceType: 'Condition',
    id: `c${index}`,
    subject: { reference: 'Patient/p' },
    code: { text: `Gout number${index}` },
    recordedDate: '2024-01-01',
  }),
);

let folder: string;
let file: string;
let store: Store | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-reindex-'));
  file = join(folder, 'clinic.db');
});
afterEach(() => {
  store?.close();
  store = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A database as version 0.1 left it: its two migrations, and rows with the words that it made of names. */
function databaseOfVersion2(): void {
  const db = new Database(file);
  for (const sql of [first, analysis]) db.exec(sql);
  db.pragma('user_version = 2');
  const insert = db.prepare(
    'INSERT INTO record (type, id, json, version, eid, op, patient, deleted) VALUES (?, ?, ?, 1, 1, 0, ?, ?)',
  );
  const gone: JsonObject = { resourceType: 'Condition', id: 'gone', code: { text: 'Gout deleted' } };
  for (const resource of [PATIENT, ...CONDITIONS, gone])
    insert.run(resource.resourceType, resource.id, canonicalJson(resource), 'p', resource === gone ? 1 : 0);
  const token = db.prepare('INSERT INTO search_token (token, rid, kind) VALUES (?, 1, ?)');
  for (const [word, kind] of [
    ['張無忌', 1],
    ['無忌', 6],
    ['zhangwuji', 1],
    ['mrn1', 3],
    ['a word that nothing makes today', 1],
  ] as const)
    token.run(word, kind);
  db.close();
}

function open(): Store {
  store?.close();
  store = openStore({ file, key: null });
  return store;
}

const patients = (text: string): string[] => searchPatients(open(), text, 10).hits.map((hit) => hit.id);
const gouts = () => searchTexts(open(), { text: 'gout', limit: 100, offset: 0, locale: 'en' });

describe('reindexing', () => {
  it('finds everything of a database that an older program wrote, wherever it was interrupted', () => {
    databaseOfVersion2();
    expect(patients('zhangwuji')).toEqual(['p']);
    expect(patients('无忌')).toEqual([]);
    expect(gouts()).toMatchObject({ hits: [], left: 52 });
    // the database is closed and opened again after every batch
    let left = reindexSome(open(), dayOf, 7);
    expect(left).toBe(45);
    expect(gouts()).toMatchObject({ left: 45, hits: { length: 6 } });
    while (left > 0) left = reindexSome(open(), dayOf, 7);
    expect(gouts()).toMatchObject({ left: 0, hits: { length: CONDITIONS.length } });
    for (const text of ['无忌', '张无忌', '張無忌', 'zhagnwuji', 'zwj', 'mrn1']) expect(patients(text)).toEqual(['p']);
    expect(patients('a word that')).toEqual([]);
    expect(open().get('SELECT day, status FROM record WHERE id = ?', 'c1')).toEqual({
      day: '2024-01-01',
      status: null,
    });
    expect(reindexSome(open(), dayOf)).toBe(0);
  });

  it('loses nothing of what is written meanwhile, and keeps what was never touched as it is', () => {
    databaseOfVersion2();
    const before = open().all('SELECT rid, type, id, json, deleted, version, eid, op FROM record');
    reindexSome(open(), dayOf, 10);
    insertAll(open(), [{ resourceType: 'Condition', id: 'new', code: { text: 'Gout again' } }]);
    expect(recordsLeft(open())).toBe(42);
    while (reindexSome(open(), dayOf, 10) > 0);
    expect(gouts().hits).toHaveLength(CONDITIONS.length + 1);
    expect(
      open().all('SELECT rid, type, id, json, deleted, version, eid, op FROM record WHERE id <> ?', 'new'),
    ).toEqual(before);
  });

  it('has nothing to do in a new clinic', () => {
    expect(recordsLeft(open())).toBe(0);
    const done = vi.fn();
    startReindexing({ store: open(), dayOf }, done);
    insertAll(open(), CONDITIONS);
    expect(recordsLeft(open())).toBe(0);
    expect(done).not.toHaveBeenCalled();
  });

  it('runs in the background batch by batch, until it is done or stopped', async () => {
    databaseOfVersion2();
    insertAll(
      open(),
      Array.from({ length: 200 }, (_, index) => ({ resourceType: 'Basic', id: `b${index}` })),
    );
    const workspace = { store: open(), dayOf };
    const stop = startReindexing(workspace, () => {});
    expect(recordsLeft(workspace.store)).toBe(252);
    await vi.waitFor(() => expect(recordsLeft(workspace.store)).toBeLessThan(252), { interval: 1 });
    stop();
    const left = recordsLeft(workspace.store);
    expect(left).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(recordsLeft(workspace.store)).toBe(left);
    await new Promise<void>((resolve) => startReindexing(workspace, resolve));
    expect(recordsLeft(workspace.store)).toBe(0);
  });
});
