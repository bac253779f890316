/** Patients who were merged into others, and the records that follow them. */
import { moveCoded } from './coded.ts';
import type { Reader, Writer } from './database.ts';
import { moveFacts } from './facts.ts';
import { moveObserved } from './observed.ts';

/** No patient whom a list shows: deleted ones are left out otherwise. */
export const NOT_MERGED = 'rid NOT IN (SELECT rid FROM merged)';

/** The patient in whose chart this one's records stand: themselves, unless they were merged. */
export function survivorOf(reader: Reader, id: string): string {
  return reader.get<{ survivor: string }>('SELECT survivor FROM merged WHERE id = ?', id)?.survivor ?? id;
}

/** Everybody who was merged into a patient, by id. */
export function mergedInto(reader: Reader, survivor: string): { rid: number; id: string; json: string }[] {
  return reader.all(
    'SELECT m.rid, m.id, r.json FROM merged m JOIN record r ON r.rid = m.rid WHERE m.survivor = ? ORDER BY m.id',
    survivor,
  );
}

/** References to patients, `Patient/id` among others, with those to everybody who is one person with one of them. */
export function withOnePerson(reader: Reader, keys: ReadonlySet<string>): ReadonlySet<string> {
  const persons = new Map<string, string[]>();
  for (const { id, survivor } of reader.all<{ id: string; survivor: string }>('SELECT id, survivor FROM merged'))
    persons.set(survivor, [...(persons.get(survivor) ?? [`Patient/${survivor}`]), `Patient/${id}`]);
  const joined = [...persons.values()].filter((person) => person.some((key) => keys.has(key)));
  return joined.length === 0 ? keys : new Set([...keys, ...joined.flat()]);
}

/** How many patients stand in no list because they were merged. */
export function countMerged(reader: Reader): number {
  return reader.get<{ n: number }>('SELECT count(*) AS n FROM merged')?.n ?? 0;
}

/** Whom a patient's links name, in order. */
export function linkedTo(reader: Reader, id: string): string[] {
  return reader
    .all<{ other: string }>('SELECT other FROM patient_link WHERE id = ? ORDER BY other', id)
    .map(({ other }) => other);
}

/** Keeps whom a patient's links name. */
export function keepLinks(writer: Writer, id: string, others: readonly string[]): void {
  writer.run('DELETE FROM patient_link WHERE id = ?', id);
  for (const other of others)
    writer.run('INSERT INTO patient_link (id, other) VALUES (?, ?) ON CONFLICT DO NOTHING', id, other);
}

/** The patient and everybody whose links lead to them, however long the way. */
export function leadingTo(reader: Reader, id: string): string[] {
  return reader
    .all<{ id: string }>(
      `WITH RECURSIVE leading (id) AS (
         SELECT ? UNION SELECT l.id FROM leading JOIN patient_link l ON l.other = leading.id)
       SELECT id FROM leading ORDER BY id`,
      id,
    )
    .map((row) => row.id);
}

/**
 * The patient at the end of the links. Of several links the one with the smallest id is followed, in a circle the smallest id is the
 * end: so it follows from the records alone. Nobody who was deleted, or is not here, is an end.
 */
export function endOf(reader: Reader, id: string): string {
  const way = [id];
  for (;;) {
    const [next] = reader.all<{ other: string }>(
      `SELECT l.other FROM patient_link l JOIN record r ON r.type = 'Patient' AND r.id = l.other AND r.deleted = 0
       WHERE l.id = ? ORDER BY l.other LIMIT 1`,
      way.at(-1) ?? id,
    );
    if (!next) return way.at(-1) ?? id;
    const circle = way.indexOf(next.other);
    if (circle >= 0) return way.slice(circle).sort()[0] ?? id;
    way.push(next.other);
  }
}

/** Moves a patient, and all records that name them, into the chart of `to` (their own: `to` is `id`). */
export function moveChart(writer: Writer, id: string, to: string): void {
  if (survivorOf(writer, id) === id) {
    writer.run(
      'INSERT INTO moved (rid, own) SELECT rid, patient FROM record WHERE patient = ? ON CONFLICT DO NOTHING',
      id,
    );
  }
  writer.run('DELETE FROM merged WHERE id = ?', id);
  if (to !== id) {
    writer.run(
      "INSERT INTO merged (rid, id, survivor) SELECT rid, id, ? FROM record WHERE type = 'Patient' AND id = ?",
      to,
      id,
    );
  }
  writer.run('UPDATE record SET patient = ? WHERE rid IN (SELECT rid FROM moved WHERE own = ?)', to, id);
  moveFacts(writer, id, to);
  moveObserved(writer, id, to);
  moveCoded(writer, id, to);
  writer.run('UPDATE breach SET patient = ? WHERE rid IN (SELECT rid FROM moved WHERE own = ?)', to, id);
  if (to === id) writer.run('DELETE FROM moved WHERE own = ?', id);
}

/** Notes whom a record names itself where that is not in whose chart it stands. */
export function noteOwn(writer: Writer, rid: number, own: string | null, patient: string | null): void {
  if (own !== null && own !== patient)
    writer.run(
      'INSERT INTO moved (rid, own) VALUES (?, ?) ON CONFLICT (rid) DO UPDATE SET own = excluded.own',
      rid,
      own,
    );
  else writer.run('DELETE FROM moved WHERE rid = ?', rid);
}
