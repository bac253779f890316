/** Numbered, forward only. A database that is newer than this program is refused. */
import type Database from 'better-sqlite3';
import { raise } from '../../../../shared/base/result.ts';
import { first } from './001-first.ts';
import { analysis } from './002-analysis.ts';
import { reasons } from './003-reasons.ts';
import { search } from './004-search.ts';
import { redaction } from './005-redaction.ts';
import { rules } from './006-rules.ts';
import { searchKeys } from './007-search-keys.ts';
import { access } from './008-access.ts';
import { audit } from './009-audit.ts';
import { exchange } from './010-exchange.ts';
import { contents } from './011-contents.ts';
import { aliases } from './012-aliases.ts';
import { worklists } from './013-worklists.ts';
import { results } from './014-results.ts';
import { lastVisits } from './015-last-visits.ts';
import { unseenResults } from './016-unseen-results.ts';
import { seenValues } from './017-seen-values.ts';
import { imports } from './018-imports.ts';
import { duplicates } from './019-duplicates.ts';
import { repair } from './020-repair.ts';
import { origins } from './021-origins.ts';
import { facts } from './022-facts.ts';
import { cohorts } from './023-cohorts.ts';
import { observed } from './024-observed.ts';
import { people } from './025-people.ts';
import { standing } from './026-standing.ts';
import { coded } from './027-coded.ts';

const MIGRATIONS: readonly string[] = [
  first,
  analysis,
  reasons,
  search,
  redaction,
  rules,
  searchKeys,
  access,
  audit,
  exchange,
  contents,
  aliases,
  worklists,
  results,
  lastVisits,
  unseenResults,
  seenValues,
  imports,
  duplicates,
  repair,
  origins,
  facts,
  cohorts,
  observed,
  people,
  standing,
  coded,
];

/** Version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a database to the version after all `migrations`, each step in a transaction of its own: one that is interrupted left
 * nothing, and is done again. In a new database all are one, which waits for the disk once. Raises database-newer.
 */
export function migrate(db: Database.Database, migrations: readonly string[] = MIGRATIONS): void {
  const found = knownVersion(db, migrations.length);
  const step = db.transaction((sql: string, version: number) => {
    db.exec(sql);
    db.pragma(`user_version=${version}`);
  });
  const steps = (): void => migrations.slice(found).forEach((sql, i) => void step.immediate(sql, found + i + 1));
  if (found === 0) db.transaction(steps).immediate();
  else steps();
}

/** The version of a database that this program can read, `newest` at most. Raises database-newer. */
export function knownVersion(db: Database.Database, newest = SCHEMA_VERSION): number {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > newest) {
    raise(
      'database-newer',
      'This clinic was opened by a newer Xinglin. Install that version here; nothing was changed.',
    );
  }
  return found;
}
