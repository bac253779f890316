/** Proposals that keep what both sides of a conflict changed. A person decides; where the sides contradict each other there is none. */
import { AMENDED } from '../../../shared/merge/hidden.ts';
import { conflictsOf, type Entry, type RecordState, shownEntry, shownResource } from '../../../shared/merge/reducer.ts';
import { joinResource, splitResource } from '../../../shared/merge/split.ts';
import { isLawfulWrite } from '../../../shared/merge/valid.ts';
import { canonicalJson, type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { errorsIn } from '../quality/validation/index.ts';
import type { RecordRow } from './row.ts';
import { stateAfter } from './state-after.ts';
import { combineValues } from './three-way.ts';

/** A register's value from a base and several values of it, canonical JSON; null where it cannot be put together, or would not be lawful. */
export function combinedRegister(
  state: RecordState,
  register: string,
  base: string | null,
  values: readonly (string | null)[],
): string | null {
  const different = [...new Set(values)];
  if (different.includes(null)) return null;
  const parsed = different.map((text) => parseJson(text as string));
  const combined = combineValues(base === null ? undefined : parseJson(base), parsed, register);
  if (combined === undefined) return null;
  const text = canonicalJson(combined);
  const isNew = !values.includes(text);
  return isNew && isLawfulWrite(state.type, register, text) && isNoWorse(state, register, text) ? text : null;
}

/** Whether the record with this value in a register is as valid as it is now. */
function isNoWorse(state: RecordState, register: string, value: string): boolean {
  const kept = state.registers[register];
  const pos = kept && shownEntry(register, kept)?.pos;
  const after = stateAfter(state, [{ register, value, pos, pred: kept?.current.map(({ write }) => write) ?? [] }]);
  const [worse, before] = [after, state].map((one) => errorsIn(parseJson(shownResource(one)) as JsonObject).length);
  return (worse ?? 0) <= (before ?? 0);
}

/** The resource that keeps what several amendments changed; `commonOf` gives the base of a register. Null where two contradict. */
export function combinedAmendment(
  row: RecordRow,
  state: RecordState,
  commonOf: (register: string, entries: readonly Entry[]) => string | null,
): string | null {
  const shown = parseJson(shownResource(state)) as JsonObject;
  const registers = splitResource(shown);
  for (const register of conflictsOf(state)) {
    if (register === AMENDED) continue;
    const kept = state.registers[register];
    const entry = kept && shownEntry(register, kept);
    if (!kept || !entry) return null;
    const values = kept.current.map(({ value }) => value);
    const value = combinedRegister(state, register, commonOf(register, kept.current), values);
    if (value === null) return null;
    // an element of a set stands under its content's id in a resource that was cut anew: put it where the shown one is
    const place = [...registers].find(([, { value: text }]) => text === entry.value)?.[0] ?? register;
    registers.set(place, { value, ...(entry.pos === undefined ? {} : { pos: entry.pos }) });
  }
  const combined: Json = joinResource(row.type, row.id, registers);
  return canonicalJson(combined);
}
