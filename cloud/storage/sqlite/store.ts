/** The store in one SQLite file: every method is one transaction of prepared statements. */
import type { Database } from 'better-sqlite3';
import type { CloudStore, OpenStore, StoreOptions } from '../contract.ts';
import { prepareClinics } from './clinics.ts';
import { copyInto } from './copy.ts';
import { checkDatabase, guarded, openDatabase } from './database.ts';
import { prepareLog } from './log.ts';
import { prepareMailboxes } from './mailboxes.ts';
import { prepareUploads } from './uploads.ts';
import { prepareUsage } from './usage.ts';

/** Opens or creates the store in `options.directory`; see `OpenStore`. */
export const openSqliteStore: OpenStore = async (options) => {
  const database = openDatabase(options);
  const identity = guarded(() => readIdentity(database, options));
  const clinics = prepareClinics(database);
  const log = prepareLog(database);
  const mailboxes = prepareMailboxes(database);
  const uploads = prepareUploads(database);
  const usage = prepareUsage(database);
  const store: CloudStore = {
    ...identity,
    createClinic: async (...args) => guarded(() => clinics.create(...args)),
    clinicIds: async (...args) => clinics.ids(...args),
    setQuota: async (...args) => guarded(() => usage.setQuota(...args)),
    setSuspended: async (...args) => guarded(() => usage.setSuspended(...args)),
    addTraffic: async (moved) => guarded(() => usage.addTraffic(moved)),
    traffic: async (...args) => usage.traffic(...args),
    clinic: async (clinicId) => clinics.state(clinicId),
    membership: async (...args) => clinics.membership(...args),
    appendMembership: async (...args) => guarded(() => clinics.appendMembership(...args)),
    replaceMembership: async (...args) => guarded(() => clinics.replace(...args)),
    append: async (...args) => guarded(() => log.append(...args)),
    redact: async (...args) => guarded(() => log.redact(...args)),
    page: async (...args) => log.page(...args),
    entries: async (...args) => log.entries(...args),
    deviceHeads: async (clinicId) => log.deviceHeads(clinicId),
    deviceHead: async (...args) => log.deviceHead(...args),
    putRequest: async (...args) => guarded(() => mailboxes.putRequest(...args)),
    mailbox: async (...args) => mailboxes.read(...args),
    putAnswer: async (...args) => guarded(() => mailboxes.putAnswer(...args)),
    uploaded: async (...args) => uploads.received(...args),
    putPiece: async (...args) => guarded(() => uploads.put(...args)),
    upload: async (...args) => uploads.read(...args),
    dropUpload: async (...args) => guarded(() => uploads.drop(...args)),
    dropExpired: async (now) => guarded(() => mailboxes.dropExpired(now) + uploads.dropExpired(now)),
    check: async () => checkDatabase(database),
    size: async () => sizeOf(database),
    backup: async (file) => guarded(() => copyInto(database, file)),
    close: async () => {
      database.close();
    },
  };
  return store;
};

function sizeOf(database: Database): number {
  const number = (pragma: string) => Number(database.pragma(pragma, { simple: true }));
  return number('page_count') * number('page_size');
}

function readIdentity(database: Database, options: StoreOptions): { incarnation: Uint8Array; secret: Uint8Array } {
  const read = database.prepare<[string], Buffer>('SELECT value FROM endpoint WHERE name = ?').pluck();
  const identity = () => ({ incarnation: bytes(read.get('incarnation')), secret: bytes(read.get('secret')) });
  if (options.copy !== undefined) return identity();
  const insert = database.prepare('INSERT INTO endpoint (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const replace = database.prepare('INSERT OR REPLACE INTO endpoint (name, value) VALUES (?, ?)');
  return database
    .transaction(() => {
      insert.run('incarnation', options.random(16));
      insert.run('secret', options.random(32));
      if (options.restored) replace.run('incarnation', options.random(16));
      return identity();
    })
    .immediate();
}

function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('the store has lost its identity');
  return new Uint8Array(value);
}
