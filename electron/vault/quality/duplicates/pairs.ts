/** The pairs that a search found, with what was decided of them since. */
import { z } from 'zod';
import { raise } from '../../../../shared/base/result.ts';
import { type DuplicatePair, type PairState, Reason } from '../../../../shared/bridge/duplicates.ts';
import type { PatientHit } from '../../../../shared/bridge/records.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { standingRow } from '../../records/changes.ts';
import { patientHit } from '../../records/patient-hit.ts';
import type { Reader, Store } from '../../storage/database.ts';
import { allPairs, hasPair, keepPair, type PairRow, putOff } from '../../storage/duplicates.ts';
import { survivorOf } from '../../storage/merged.ts';
import { patientRow } from '../../storage/search.ts';
import { areDifferent } from './decisions.ts';
import { comparedPatients } from './likely.ts';

const Reasons = z.array(Reason);

export interface PairList {
  readonly pairs: DuplicatePair[];
  readonly counts: Record<PairState, number>;
}

/** Pairs in one of the states, the likeliest first, and how many there are of each. Pairs of whom one was deleted are left out. */
export function listPairs(reader: Reader, states: readonly PairState[], offset: number, limit: number): PairList {
  const counts: Record<PairState, number> = { open: 0, later: 0, different: 0, merged: 0 };
  const wanted: { row: PairRow; state: PairState }[] = [];
  for (const row of allPairs(reader)) {
    const state = stateOf(reader, row);
    if (state === undefined) continue;
    counts[state] += 1;
    if (states.includes(state)) wanted.push({ row, state });
  }
  const pairs = wanted.slice(offset, offset + limit).flatMap(({ row, state }): DuplicatePair[] => {
    const [a, b] = [hitOf(reader, row.a), hitOf(reader, row.b)];
    if (!a || !b) return [];
    return [{ a, b, score: row.score, reasons: Reasons.parse(JSON.parse(row.reasons)), state }];
  });
  return { pairs, counts };
}

/** Puts a pair off, or takes it up again (`at` null). One that no search found is kept with what speaks for it. Raises not-found, invalid-input. */
export function putOffPair(store: Store, [a, b]: readonly [string, string], at: number | null): void {
  if (a === b) raise('invalid-input', 'These two are the same record. Nothing was changed.');
  const [one, other] = [a, b].map((id) => parseJson(standingRow(store, 'Patient', id).json) as JsonObject);
  store.transaction((writer) => {
    if (at !== null && one && other && !hasPair(writer, a, b)) {
      const { score, reasons } = comparedPatients(writer, one, other);
      keepPair(writer, { a, b, score, reasons: JSON.stringify(reasons) }, 0);
    }
    putOff(writer, a, b, at);
  });
}

function stateOf(reader: Reader, { a, b, later }: PairRow): PairState | undefined {
  if (!isHere(reader, a) || !isHere(reader, b)) return undefined;
  if (survivorOf(reader, a) === survivorOf(reader, b)) return 'merged';
  if (areDifferent(reader, a, b)) return 'different';
  return later === null ? 'open' : 'later';
}

function isHere(reader: Reader, id: string): boolean {
  return reader.get("SELECT 1 FROM record WHERE type = 'Patient' AND id = ? AND deleted = 0", id) !== undefined;
}

/** A row of a list of one patient, merged or not. */
export function hitOf(reader: Reader, id: string): PatientHit | undefined {
  const rid = reader.get<{ rid: number }>("SELECT rid FROM record WHERE type = 'Patient' AND id = ?", id)?.rid;
  const row = rid === undefined ? undefined : patientRow(reader, rid);
  return row && patientHit(JSON.parse(row.json) as JsonObject, row.conflicts, row.lastVisit);
}
