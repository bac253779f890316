/** Numbered migrations, only forward: the database's `user_version` is how many of them it has seen. */
import type { Database } from 'better-sqlite3';
import { raise } from '../../../../shared/base/result.ts';
import { FIRST } from './001-first.ts';
import { USAGE } from './002-usage.ts';

const MIGRATIONS: readonly string[] = [FIRST, USAGE];

/** Marks the file as an endpoint's store ("XLcl"). */
const APPLICATION_ID = 0x584c636c;

/** Brings a database to this version; raises `database-newer` for one from the future, `database-damaged` for another's. */
export function migrate(database: Database): void {
  database
    .transaction(() => {
      const version = Number(database.pragma('user_version', { simple: true }));
      const application = Number(database.pragma('application_id', { simple: true }));
      if (version > MIGRATIONS.length) {
        raise('database-newer', 'The data were written by a newer version of the endpoint. Install that version.');
      }
      if (application !== (version === 0 ? 0 : APPLICATION_ID)) {
        raise('database-damaged', 'cloud.sqlite is not the database of an endpoint. Name another folder with --data.');
      }
      for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .immediate();
}
