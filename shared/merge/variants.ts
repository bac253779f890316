/** What a record may turn out to be once its conflicts are decided. */
import { canonicalJson, type JsonObject } from '../records/json.ts';
import { isHidden } from './hidden.ts';
import { conflictsOf, type Entry, isDeleted, type RecordState, shownEntry, type WriteId } from './reducer.ts';
import { joinResource } from './split.ts';

/** One register in conflict: an entry for each of its different values, the shown one first. */
interface Choice {
  readonly register: string;
  readonly entries: readonly Entry[];
}

/**
 * The resources that safety checks must look at, the shown one first: each value of each register in conflict is in at
 * least one. Up to `limit` combinations; more only where a single register has more than `limit` values, then one for each. A record
 * that a deletion leaves in conflict with an edit is there as long as nobody has decided; one that is deleted has none.
 */
export function variantsOf(state: RecordState, limit: number): JsonObject[] {
  if (isDeleted(state)) return [];
  const choices = choicesOf(state);
  const most = Math.max(1, ...choices.map(({ entries }) => entries.length));
  const found = new Map<string, JsonObject>();
  const add = (pick: (choice: Choice, index: number) => number): void => {
    const resource = combine(
      state,
      new Map(choices.map((choice, i) => [choice.register, picked(choice, pick(choice, i))])),
    );
    found.set(canonicalJson(resource), resource);
  };
  // every value once: all first values, all second ones, and so on
  for (let n = 0; n < most; n++) add(({ entries }) => n % entries.length);
  const all = choices.reduce((product, { entries }) => product * entries.length, 1);
  for (let n = 0; n < all && found.size < limit; n++) {
    let rest = n;
    const digits = choices.map(({ entries }) => {
      const digit = rest % entries.length;
      rest = Math.floor(rest / entries.length);
      return digit;
    });
    add((_, index) => digits[index] ?? 0);
  }
  return [...found.values()];
}

function choicesOf(state: RecordState): Choice[] {
  return conflictsOf(state)
    .filter((register) => !isHidden(register))
    .map((register) => {
      const { current } = state.registers[register] ?? { current: [] };
      const shown = shownEntry(register, { current, replaced: [] });
      const values = new Map<string | null, Entry>();
      for (const entry of shown ? [shown, ...current] : current) {
        if (!values.has(entry.value)) values.set(entry.value, entry);
      }
      return { register, entries: [...values.values()] };
    });
}

function picked(choice: Choice, index: number): WriteId | undefined {
  return choice.entries[index]?.write;
}

/** The resource in which each register in conflict has the value of the write picked for it. */
function combine(state: RecordState, picks: ReadonlyMap<string, WriteId | undefined>): JsonObject {
  const values = Object.entries(state.registers).flatMap(([register, kept]) => {
    if (isHidden(register)) return [];
    const pick = picks.get(register);
    const entry = pick === undefined ? shownEntry(register, kept) : kept.current.find(({ write }) => write === pick);
    if (entry === undefined || entry.value === null) return [];
    const { value, pos } = entry;
    return [[register, pos === undefined ? { value } : { value, pos }] as const];
  });
  return joinResource(state.type, state.id, values);
}
