/** Rows of the auditor's list with the names of people, workstations and patients as they are now. */
import { decodeEntry } from '../../../shared/audit/entry.ts';
import type { AuditOutcome } from '../../../shared/audit/events.ts';
import { type AuditRow, CHANGE_EVENTS } from '../../../shared/bridge/audit.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Members } from '../access/membership.ts';
import { titleOf } from '../records/title.ts';
import type { Reader } from '../storage/database.ts';
import type { ChangeRow, EntryRow, ListRow } from './list.ts';

type Named = AuditRow['device'];

/** Where names come from. `patients`: whether the reader's role shows who they are. */
export interface Names {
  user(id: string): Named;
  device(hex: string): Named;
  patient(id: string): Named;
  about(id: string): Named;
}

/** Names as of now; each patient is looked up once. A name that is not known is the id. */
export function namesOf(
  reader: Reader,
  { users, devices }: Pick<Members, 'users' | 'devices'>,
  patients: boolean,
): Names {
  const known = new Map<string, string>();
  const patientName = (id: string): string => {
    const row = reader.get<{ json: string }>("SELECT json FROM record WHERE type = 'Patient' AND id = ?", id);
    const title = row && titleOf(parseJson(row.json) as JsonObject);
    return title === undefined || title === 'Patient' ? id : title;
  };
  const user = (id: string): Named => ({ id, name: users.get(id)?.name ?? id });
  const device = (id: string): Named => ({ id, name: devices.get(id)?.name ?? id.slice(0, 8) });
  return {
    user,
    device,
    patient: (id) => {
      const name = known.get(id) ?? (patients ? patientName(id) : id);
      known.set(id, name);
      return { id, name };
    },
    about: (id) => (devices.has(id) ? device(id) : user(id)),
  };
}

/** One row as it is shown. */
export function viewRow(row: ListRow, names: Names): AuditRow {
  return row.kind === 'entry' ? viewEntry(row, names) : viewChange(row, names);
}

function viewEntry({ at, device, seq, author, entry: bytes }: EntryRow, names: Names): AuditRow {
  const entry = decodeEntry(bytes);
  const common = { key: `${device}/${seq}`, at: iso(at), device: names.device(device), times: entry?.n ?? 1 };
  const signedBy = author === '' || author === entry?.u ? {} : { signedBy: names.user(author) };
  if (!entry) return { ...common, ...signedBy, event: 'unknown', outcome: 'done', kinds: [] };
  return {
    ...common,
    ...signedBy,
    event: entry.e,
    outcome: outcomeOf(entry.o),
    kinds: entry.k ?? [],
    ...(entry.l === undefined ? {} : { last: iso(entry.l) }),
    ...(entry.u === undefined ? {} : { user: names.user(entry.u) }),
    ...(entry.t === undefined ? {} : { type: entry.t }),
    ...(entry.i === undefined ? {} : { id: entry.i }),
    ...(entry.p === undefined ? {} : { patient: names.patient(entry.p) }),
    ...(entry.r === undefined ? {} : { reason: entry.r }),
    ...(entry.w === undefined ? {} : { what: entry.w }),
    ...(entry.b === undefined ? {} : { about: names.about(entry.b) }),
    ...(entry.c === undefined ? {} : { records: entry.c }),
    ...(entry.x === undefined ? {} : { error: entry.x }),
  };
}

function viewChange(row: ChangeRow, names: Names): AuditRow {
  const event = CHANGE_EVENTS.find((one) => one === `change.${row.what}`) ?? 'unknown';
  const patient = row.patient ?? (row.type === 'Patient' ? row.id : null);
  return {
    key: `${row.hash}.${row.op}.${row.type}/${row.id}`,
    at: iso(row.at),
    event,
    outcome: 'done',
    device: names.device(row.device),
    type: row.type,
    id: row.id,
    times: 1,
    kinds: [],
    ...(row.user === null ? {} : { user: names.user(row.user) }),
    ...(patient === null ? {} : { patient: names.patient(patient) }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

function outcomeOf(outcome: AuditOutcome): AuditRow['outcome'] {
  return outcome === 0 ? 'done' : outcome === 8 ? 'refused' : 'failed';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
