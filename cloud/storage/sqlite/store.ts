/** The store in one SQLite file: every method is one transaction of prepared statements. */
import type { Database } from 'better-sqlite3';
import type { CloudStore, OpenStore, StoreOptions } from '../contract.ts';
import { prepareClinics } from './clinics.ts';
import { guarded, openDatabase } from './database.ts';
import { prepareLog } from './log.ts';
import { prepareMailboxes } from './mailboxes.ts';

/** Opens or creates the store in `options.directory`; see `OpenStore`. */
export const openSqliteStore: OpenStore = async (options) => {
  const database = openDatabase(options);
  const identity = guarded(() => readIdentity(database, options));
  const clinics = prepareClinics(database);
  const log = prepareLog(database);
  const mailboxes = prepareMailboxes(database);
  const store: CloudStore = {
    ...identity,
    createClinic: async (...args) => guarded(() => clinics.create(...args)),
    clinic: async (clinicId) => clinics.state(clinicId),
    membership: async (...args) => clinics.membership(...args),
    appendMembership: async (...args) => guarded(() => clinics.appendMembership(...args)),
    append: async (...args) => guarded(() => log.append(...args)),
    redact: async (...args) => guarded(() => log.redact(...args)),
    page: async (...args) => log.page(...args),
    deviceHead: async (...args) => log.deviceHead(...args),
    putRequest: async (...args) => guarded(() => mailboxes.putRequest(...args)),
    mailbox: async (...args) => mailboxes.read(...args),
    putAnswer: async (...args) => guarded(() => mailboxes.putAnswer(...args)),
    dropExpired: async (now) => guarded(() => mailboxes.dropExpired(now)),
    close: async () => {
      database.close();
    },
  };
  return store;
};

function readIdentity(database: Database, options: StoreOptions): { incarnation: Uint8Array; secret: Uint8Array } {
  const insert = database.prepare('INSERT INTO endpoint (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const replace = database.prepare('INSERT OR REPLACE INTO endpoint (name, value) VALUES (?, ?)');
  const read = database.prepare<[string], Buffer>('SELECT value FROM endpoint WHERE name = ?').pluck();
  return database
    .transaction(() => {
      insert.run('incarnation', options.random(16));
      insert.run('secret', options.random(32));
      if (options.restored) replace.run('incarnation', options.random(16));
      return { incarnation: bytes(read.get('incarnation')), secret: bytes(read.get('secret')) };
    })
    .immediate();
}

function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('the store has lost its identity');
  return new Uint8Array(value);
}
