/** What a clinic has used lately, by code. */
import type { CodeKind } from '../../../shared/bridge/codes.ts';
import type { Reader } from '../storage/database.ts';

/** So many of the newest records are looked at, whatever the clinic's size: a month or two of forty visits a day. */
const NEWEST = 1000;
/** What was found holds for so long at least, in milliseconds. */
const HOLDS_MS = 60_000;

const TYPES: Readonly<Record<CodeKind, string>> = {
  diagnosis: 'Condition',
  drug: 'MedicationRequest',
  test: 'ServiceRequest',
};

interface Known {
  readonly at: number;
  readonly last: number;
  readonly weights: ReadonlyMap<string, number>;
}
const known = new WeakMap<Reader, Map<CodeKind, Known>>();

/** Weight of each `system|code`: the more uses and the later, the more. `now` in milliseconds. */
export function usageOf(reader: Reader, kind: CodeKind, now: number): ReadonlyMap<string, number> {
  const kinds = known.get(reader) ?? new Map<CodeKind, Known>();
  known.set(reader, kinds);
  const before = kinds.get(kind);
  if (before && now - before.at >= 0 && now - before.at < HOLDS_MS) return before.weights;
  const last = reader.get<{ last: number | null }>('SELECT max(rid) AS last FROM record')?.last ?? 0;
  const weights = before?.last === last ? before.weights : weigh(reader, TYPES[kind]);
  kinds.set(kind, { at: now, last, weights });
  return weights;
}

function weigh(reader: Reader, type: string): ReadonlyMap<string, number> {
  const rows = reader.all<{ code: string | null; deleted: number; status: string | null }>(
    'SELECT code, deleted, status FROM record INDEXED BY record_day WHERE type = ? ORDER BY day DESC LIMIT ?',
    type,
    NEWEST,
  );
  const weights = new Map<string, number>();
  rows.forEach(({ code, deleted, status }, place) => {
    if (code === null || deleted === 1 || status === 'entered-in-error' || status === 'refuted' || status === 'revoked')
      return;
    weights.set(code, (weights.get(code) ?? 0) + 1 - place / NEWEST);
  });
  return weights;
}
