/** In whose chart each record belongs, followed by hand: written apart from what it tests. */
import type { Reader } from '../../electron/vault/storage/database.ts';

interface Row {
  readonly type: string;
  readonly id: string;
  readonly deleted: number;
  readonly patient: string | null;
  readonly json: string;
}

interface Naming {
  readonly link?: readonly { readonly type: string; readonly other: { readonly reference: string } }[];
  readonly subject?: { readonly reference: string };
}

/** Records that stand in another chart than they belong to, and patients whom lists show, or do not, against what their links say. */
export function misplaced(reader: Reader): string[] {
  const rows = reader.all<Row>('SELECT type, id, deleted, patient, json FROM record');
  const patients = new Map(
    rows
      .filter(({ type, deleted }) => type === 'Patient' && !deleted)
      .map(({ id, json }) => [id, JSON.parse(json) as Naming]),
  );
  const problems: string[] = [];
  const listed = new Set(
    reader
      .all<{ id: string }>(
        "SELECT id FROM record WHERE type = 'Patient' AND deleted = 0 AND rid NOT IN (SELECT rid FROM merged)",
      )
      .map(({ id }) => id),
  );
  for (const id of patients.keys())
    if (listed.has(id) !== (endByHand(patients, id) === id))
      problems.push(`Patient/${id} is ${listed.has(id) ? '' : 'not '}listed`);
  for (const { type, id, deleted, patient, json } of rows) {
    if (deleted) continue;
    const own = type === 'Patient' ? id : (JSON.parse(json) as Naming).subject?.reference.slice('Patient/'.length);
    if (own === undefined) continue;
    // of who was deleted, or is not here, the inbox tells
    const belongs = patients.has(own) ? endByHand(patients, own) : own;
    if (patient !== belongs) problems.push(`${type}/${id} stands in the chart of ${patient}, not of ${belongs}`);
  }
  return problems;
}

function endByHand(patients: ReadonlyMap<string, Naming>, from: string): string {
  const seen: string[] = [];
  for (let id = from; ; ) {
    if (seen.includes(id)) return seen.slice(seen.indexOf(id)).sort()[0] ?? from;
    seen.push(id);
    const next = (patients.get(id)?.link ?? [])
      .filter((link) => link.type === 'replaced-by')
      .map((link) => link.other.reference.slice('Patient/'.length))
      .filter((other) => other !== id && patients.has(other))
      .sort()[0];
    if (next === undefined) return id;
    id = next;
  }
}
