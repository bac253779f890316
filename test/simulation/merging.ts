/** Patients who are made one, and two again: each of these is a deed on more than one record. */
import { mergePatients } from '../../electron/vault/records/merge-patients.ts';
import { unmergePatient } from '../../electron/vault/records/unmerge-patients.ts';
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import type { Reader } from '../../electron/vault/storage/database.ts';
import { logEnd } from '../../electron/vault/storage/log.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { CHOSEN } from '../../shared/records/patient/merge.ts';
import { authorOf } from './deeds.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import { currentMarks } from './ledger.ts';
import type { Station } from './workstation.ts';

/** So many patients are looked at: few, so that the same ones are merged here and there. */
const AMONG = 6;

/** Merges two patients who are there, whoever they are. */
export function merge(desk: Desk, station: Station, dice: Dice): void {
  const ids = some(station.workspace.store, 'rid NOT IN (SELECT rid FROM merged)');
  if (ids.length < 2) return;
  const survivor = dice.pick(ids);
  const merged = dice.pick(ids.filter((id) => id !== survivor));
  const take = CHOSEN.filter(() => dice.chance(0.3));
  step(desk, station, `merges ${merged} into ${survivor}`, (workspace) =>
    mergePatients(workspace, { survivor, merged, take }),
  );
}

/** Parts one who was merged, now and then with a record of the chart; where nobody is, two are merged first. */
export function part(desk: Desk, station: Station, dice: Dice): void {
  const { store } = station.workspace;
  const ids = some(store, 'rid IN (SELECT rid FROM merged)');
  if (ids.length === 0) {
    merge(desk, station, dice);
    return;
  }
  const id = dice.pick(ids);
  const theirs = store.all<{ type: string; id: string }>(
    `SELECT r.type, r.id FROM record r JOIN merged m ON m.survivor = r.patient
     WHERE m.id = ? AND r.type <> 'Patient' AND r.deleted = 0 ORDER BY r.type, r.id`,
    id,
  );
  const move = dice.chance(0.4) ? theirs.slice(0, 1) : [];
  step(desk, station, `parts ${id}`, (workspace) => unmergePatient(workspace, id, move));
}

function some(reader: Reader, which: string): string[] {
  return reader
    .all<{ id: string }>(
      `SELECT id FROM record WHERE type = 'Patient' AND deleted = 0 AND ${which} ORDER BY id LIMIT ${AMONG}`,
    )
    .map(({ id }) => id);
}

/** Does it, and has the ledger keep what it wrote on each record, and what it took away there. */
function step({ ledger, trace }: Desk, station: Station, what: string, work: (workspace: Workspace) => void): void {
  const before = marksOfAll(station.workspace.store);
  let envelope = '';
  const outcome = station.act((workspace) => {
    const ended = logEnd(workspace.store, workspace.identity.deviceId).seq;
    work(workspace);
    const end = logEnd(workspace.store, workspace.identity.deviceId);
    envelope = end.seq > ended ? toHex(end.hash) : '';
    return 'done';
  });
  trace.note(station.name, what, outcome ?? 'fell over');
  if (outcome !== 'done' || envelope === '') return;
  const { store } = station.workspace;
  const { user, hlc } = authorOf(store, envelope);
  const touched = store.all<{ type: string; id: string }>(
    `SELECT DISTINCT r.type, r.id FROM change c JOIN record r ON r.rid = c.rid JOIN envelope e ON e.eid = c.eid
     WHERE hex(e.hash) = ? ORDER BY r.type, r.id`,
    envelope.toUpperCase(),
  );
  for (const { type, id } of touched) {
    const [had, has] = [before.get(`${type}/${id}`) ?? new Set<number>(), currentMarks(store, type, id)];
    ledger.acknowledge({
      station: station.name,
      type,
      id,
      wrote: [...has].filter((one) => !had.has(one)),
      replaced: [...had].filter((one) => !has.has(one)),
      envelope,
      user,
      hlc,
    });
  }
}

function marksOfAll(reader: Reader): Map<string, Set<number>> {
  const all = reader.all<{ type: string; id: string }>('SELECT type, id FROM record WHERE redacted = 0');
  return new Map(all.map(({ type, id }) => [`${type}/${id}`, currentMarks(reader, type, id)]));
}
