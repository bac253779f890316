/**
 * A home with the clinic of a smaller one so many times over, each time of other people: what is read of a clinic of that size, without the hours of an
 * import. Everything that lists, searches, charts, measures, cohorts and views read is there. Words of records (full text), texts by which FHIR search
 * narrows, what was imported from where, and envelopes are those of the smaller clinic.
 */
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toHex } from '../../shared/base/bytes.ts';
import { databaseKey } from './workspace.ts';

const DATABASE = 'xinglin.db';
const UUID = /[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g;
/** Those of the house, who are not more in a larger clinic. */
const HOUSE = "type IN ('Organization', 'Practitioner', 'PractitionerRole')";
/** All of it is held until it is written: indexes in an order of their own are slow otherwise. */
const CACHE_KIB = 6_000_000;

/** Makes `to`, which is not there yet; how many records it has. */
export async function multiplyHome(from: string, to: string, times: number): Promise<number> {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes(DATABASE) });
  copyFileSync(join(from, DATABASE), join(to, DATABASE));
  const key = `raw:${toHex(await databaseKey(from))}`;
  const db = new Database(join(to, DATABASE));
  try {
    db.pragma("cipher='aegis'");
    db.pragma(`key='${key}'`);
    db.pragma('temp_store=MEMORY');
    // nothing is lost where this is cut off: it is made again
    db.pragma('journal_mode=OFF');
    db.pragma('synchronous=OFF');
    db.pragma(`cache_size=-${CACHE_KIB}`);
    db.prepare('ATTACH ? AS one KEY ?').run(join(from, DATABASE), key);
    const house = new Set(
      (db.prepare(`SELECT id FROM one.record WHERE ${HOUSE}`).pluck().all() as string[]).map((id) => id.slice(0, 8)),
    );
    const last = (sql: string): number => db.prepare(sql).pluck().get() as number;
    const rids = last('SELECT max(rid) FROM one.record');
    const pids = last('SELECT max(pid) FROM one.fact_person');
    let copy = 0;
    // another person's, the same for the same; the first eight digits of an id tell those of the house
    db.function('another', { deterministic: true }, (text: unknown) =>
      typeof text === 'string' ? text.replace(UUID, (start) => (house.has(start) ? start : moved(start, copy))) : text,
    );
    for (copy = 1; copy < times; copy++) db.transaction(() => addCopy(db, copy * rids, copy * pids))();
    for (const table of ['fact_count', 'observed_kind', 'concept'])
      db.prepare(`UPDATE ${table} SET n = n * ?`).run(times);
    db.prepare('UPDATE search_keyed SET rid = (SELECT max(rid) FROM record)').run();
    db.exec('DETACH one');
    // as the product leaves it
    db.pragma('journal_mode=WAL');
    return last('SELECT count(*) FROM record');
  } finally {
    db.close();
  }
}

function moved(start: string, copy: number): string {
  return ((Number.parseInt(start, 16) ^ (copy * 0x9e3779b1)) >>> 0).toString(16).padStart(8, '0');
}

/** What follows from records, or is one: table by table, and whether those of the house have a part in it. */
const TABLES: Readonly<Record<string, boolean>> = {
  record: true,
  change: true,
  identifier: true,
  search_token: true,
  duplicate_key: false,
  fact_person: false,
  fact: false,
  observed: false,
  coded: false,
};

function addCopy(db: Database.Database, rid: number, pid: number): void {
  for (const [table, ofHouse] of Object.entries(TABLES)) {
    // generated columns are hidden
    const columns = db
      .prepare(`SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0`)
      .pluck()
      .all(table) as string[];
    const values = columns.map((name) => copied(table, name, rid, pid));
    const some = ofHouse ? `WHERE rid NOT IN (SELECT rid FROM one.record WHERE ${HOUSE})` : '';
    db.exec(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM one.${table} ${some}`);
  }
}

/** A column of a copy, by its name. */
function copied(table: string, column: string, rid: number, pid: number): string {
  if (column === 'rid') return `rid + ${rid}`;
  if (column === 'pid') return `iif(pid = 0, 0, pid + ${pid})`; // 0 is nobody
  if (column === 'patient' || column === 'json') return `another(${column})`;
  return column === 'id' && (table === 'record' || table === 'fact_person') ? 'another(id)' : column;
}
