/** Which columns a statement reads, as the program that SQLite makes of it says (https://sqlite.org/opcode.html). It is not run. */
import type Database from 'better-sqlite3';

interface Step {
  readonly opcode: string;
  readonly p1: number;
  readonly p2: number;
  readonly p3: number;
}

/** Number of the database that has the tables, among those of a connection. */
const MAIN = 0;

/** Columns by table, in the order of the table. A table whose rows alone matter has none. `guarded`: around what SQLite may refuse. */
export function neededColumns(
  db: Database.Database,
  statement: string,
  guarded: <T>(work: () => T) => T,
): Map<string, string[]> {
  const steps = guarded(() => db.prepare(`EXPLAIN ${statement}`).all() as Step[]);
  const tables = new Map(
    (db.prepare("SELECT name, rootpage AS page FROM sqlite_schema WHERE type = 'table'").all() as Table[]).map(
      ({ name, page }) => [page, name],
    ),
  );
  // a cursor is opened before, or in a part that stands behind what reads from it
  const opened = new Map<number, string[]>();
  for (const { opcode, p1, p2, p3 } of steps) {
    const table = opcode === 'OpenRead' && p3 === MAIN ? tables.get(p2) : undefined;
    if (table !== undefined) opened.set(p1, [...(opened.get(p1) ?? []), table]);
  }
  const read = new Map<string, Set<number>>([...opened.values()].flat().map((table) => [table, new Set()]));
  for (const { opcode, p1, p2 } of steps)
    if (opcode === 'Column') for (const table of opened.get(p1) ?? []) read.get(table)?.add(p2);
  return new Map([...read].map(([table, columns]) => [table, namesOf(db, table).filter((_, at) => columns.has(at))]));
}

interface Table {
  readonly name: string;
  readonly page: number;
}

function namesOf(db: Database.Database, table: string): string[] {
  return (db.prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid').all(table) as { name: string }[]).map(
    ({ name }) => name,
  );
}
