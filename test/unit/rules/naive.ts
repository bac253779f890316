/** What breaks a rule across records, found by comparing every record with every other: slow, plain, and written apart from the rules. */
import { listConflicts } from '../../../electron/vault/records/conflicts.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';

interface Row {
  readonly type: string;
  readonly id: string;
  readonly deleted: number;
  readonly patient: string | null;
  readonly json: string;
}

/** `rule: Type/id Type/id`, sorted. */
export function naiveBreaches({ store }: Workspace): string[] {
  const rows = store.all<Row>('SELECT type, id, deleted, patient, json FROM record');
  return [...identities(rows), ...bookings(rows), ...orphans(rows)].sort();
}

/** The same of what the inbox shows. */
export function shownBreaches(workspace: Workspace): string[] {
  const lines = listConflicts(workspace)
    .filter(({ kind, rule }) => kind === 'rule' && rule !== 'signed-changed')
    .map(({ rule, record, others }) => line(String(rule), rule === 'deleted-patient' ? others : [record, ...others]));
  return [...new Set(lines)].sort();
}

function line(rule: string, records: readonly { type: string; id: string }[]): string {
  return `${rule}: ${records
    .map(({ type, id }) => `${type}/${id}`)
    .sort()
    .join(' ')}`;
}

function identities(rows: readonly Row[]): string[] {
  const numbers = rows
    .filter(({ type, deleted }) => type === 'Patient' && !deleted)
    .flatMap((row) => {
      const patient = JSON.parse(row.json);
      const known = patient.active === false ? [] : (patient.identifier ?? []);
      return known
        .filter(
          (one: { system: string; use?: string }) => one.system === 'urn:oid:2.16.156.10011.1.3' && one.use !== 'old',
        )
        .map((one: { value: string }) => ({ row, number: one.value.toUpperCase() }));
    });
  const found = new Set<string>();
  for (const { number } of numbers) {
    const holders = [...new Set(numbers.filter((one) => one.number === number).map(({ row }) => row))];
    if (holders.length > 1) found.add(line('identity-number', holders));
  }
  for (const { row } of numbers) {
    const own = new Set(numbers.filter((one) => one.row === row).map(({ number }) => number));
    if (own.size > 1) found.add(line('identity-number', [row]));
  }
  return [...found];
}

function bookings(rows: readonly Row[]): string[] {
  const booked = rows
    .filter(({ type, deleted }) => type === 'Appointment' && !deleted)
    .map((row) => ({ row, said: JSON.parse(row.json) }))
    .filter(({ said }) => said.status === 'booked' || said.status === 'arrived');
  const actors = (said: { participant: { actor: { reference: string } }[] }) =>
    said.participant.map(({ actor }) => actor.reference).filter((reference) => !reference.startsWith('Patient/'));
  return booked.flatMap((a, i) =>
    booked
      .slice(i + 1)
      .filter((b) => actors(a.said).some((actor) => actors(b.said).includes(actor)))
      .filter(
        (b) => Date.parse(a.said.start) < Date.parse(b.said.end) && Date.parse(b.said.start) < Date.parse(a.said.end),
      )
      .map((b) => line('double-booking', [a.row, b.row])),
  );
}

function orphans(rows: readonly Row[]): string[] {
  return rows
    .filter(({ type, deleted }) => type === 'Patient' && deleted)
    .map(({ id }) =>
      rows.filter(
        (row) =>
          row.type !== 'Patient' &&
          !row.deleted &&
          row.patient === id &&
          JSON.parse(row.json).status !== 'entered-in-error',
      ),
    )
    .filter((left) => left.length > 0)
    .map((left) => line('deleted-patient', left));
}
