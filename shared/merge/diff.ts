/** From an edited form to the writes that say what the person changed, and nothing else. */
import {
  canonicalJson,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  plainJson,
  toNumber,
} from '../records/json.ts';
import { isHidden } from './hidden.ts';
import { type Entry, type RecordState, type RegisterWrite, shownEntry, shownResource } from './reducer.ts';
import { isSet, registerOf, setOf } from './registers.ts';
import { elementId, splitResource } from './split.ts';
import { predOf } from './state.ts';

/**
 * The writes that turn what `base` shows into `edited`. Each replaces the values of its register that `base` had; where
 * those were in conflict the write resolves it. A narrative that was not edited with the rest is dropped: one that
 * says otherwise than the data is dangerous (`keep`: an import's narrative is its sender's concern). Numbers that the form could not show exactly keep their text.
 */
export function editWrites(
  base: RecordState,
  edited: JsonObject,
  narrative: 'drop' | 'keep' = 'drop',
): RegisterWrite[] {
  const shown = parseJson(shownResource(base)) as JsonObject;
  const resource = withoutEmptied(base.type, shown, restoreNumbers(shown, edited) as JsonObject);
  const before = splitResource(shown);
  const after = splitResource(resource);
  const writes: RegisterWrite[] = [];
  for (const register of new Set([...before.keys(), ...after.keys()])) {
    if (setOf(register) !== undefined) continue;
    const value = after.get(register)?.value ?? null;
    if (value !== (before.get(register)?.value ?? null)) writes.push({ register, value, pred: predOf(base, register) });
  }
  for (const set of setsIn(base.type, shown, resource)) writes.push(...setWrites(base, set, listOf(resource[set])));
  writes.push(...outdatedWrites(base, after, new Set(writes.map(({ register }) => register))));
  const text = before.get('text')?.value;
  if (narrative === 'drop' && writes.length > 0 && text !== undefined && after.get('text')?.value === text) {
    writes.push({ register: 'text', value: null, pred: predOf(base, 'text') });
  }
  return writes;
}

/**
 * Writes that leave the other registers named as they are, so that a record whose registers are only true together is never put together
 * of two edits: where anything of it was changed, all of it is written, and all of it conflicts with an edit made apart.
 */
export function wholeWrites(
  base: RecordState,
  writes: readonly RegisterWrite[],
  registers: readonly string[],
): RegisterWrite[] {
  if (writes.length === 0) return [];
  const rest = registers.flatMap((register): RegisterWrite[] => {
    const kept = base.registers[register];
    const shown = kept && shownEntry(register, kept);
    if (!shown || writes.some((one) => one.register === register)) return [];
    return [{ register, value: shown.value, pred: predOf(base, register) }];
  });
  return [...writes, ...rest];
}

/**
 * A record that 0.1.0 edited may have registers that today's tables cut otherwise: elements of what is no set any more, groups of
 * other elements. Where something of one is changed, all of it goes to the registers of today; else the old value would be shown on.
 */
function outdatedWrites(
  base: RecordState,
  after: ReadonlyMap<string, { readonly value: string }>,
  changed: ReadonlySet<string>,
): RegisterWrite[] {
  const writes = new Map<string, RegisterWrite>();
  for (const [name, state] of Object.entries(base.registers)) {
    const value = isHidden(name) ? undefined : shownEntry(name, state)?.value;
    if (value === undefined || value === null) continue;
    const owners = new Set(elementsIn(name, value).map((element) => ownerOf(base.type, name, element)));
    if (![...owners].some((owner) => owner !== name && changed.has(owner))) continue;
    writes.set(name, { register: name, value: null, pred: predOf(base, name) });
    for (const owner of owners) {
      const now = after.get(owner)?.value ?? null;
      if (!changed.has(owner)) writes.set(owner, { register: owner, value: now, pred: predOf(base, owner) });
    }
  }
  return [...writes.values()].filter(({ register }) => !changed.has(register));
}

function elementsIn(register: string, value: string): string[] {
  const set = setOf(register);
  if (set !== undefined) return [set];
  const group = parseJson(value);
  return isObject(group) ? Object.keys(group) : [];
}

/** The register that an element belongs to by today's tables: its own where it is an element of a set. */
function ownerOf(type: string, register: string, element: string): string {
  return setOf(register) !== undefined && isSet(type, element) ? register : registerOf(type, element);
}

/** A set that was emptied is left out, as FHIR wants it; an empty list that somebody once sent stays until it is filled. */
function withoutEmptied(type: string, shown: JsonObject, resource: JsonObject): JsonObject {
  const kept = Object.entries(resource).filter(
    ([element, value]) => !isEmptySet(type, element, value) || isEmptySet(type, element, shown[element]),
  );
  return Object.fromEntries(kept);
}

function isEmptySet(type: string, element: string, value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0 && isSet(type, element);
}

function setsIn(type: string, ...resources: JsonObject[]): Set<string> {
  return new Set(
    resources.flatMap((resource) =>
      Object.keys(resource).filter((key) => isSet(type, key) && Array.isArray(resource[key])),
    ),
  );
}

/** Where an element stands: of two that were added apart in one place the name decides, as in what is shown. */
interface Place {
  readonly pos: number;
  readonly register: string;
}

interface Element extends Place {
  readonly value: string;
}

function isBehind(element: Place, other: Place): boolean {
  return element.pos > other.pos || (element.pos === other.pos && element.register > other.register);
}

function setWrites(base: RecordState, set: string, edited: readonly Json[]): RegisterWrite[] {
  const before = elementsOf(base, set);
  const texts = edited.map((item) => canonicalJson(item));
  const matches = matchElements(before, texts);
  const writes: RegisterWrite[] = [];
  const kept = new Set(matches.flatMap((match) => (match ? [match.register] : [])));
  for (const gone of before.filter((element) => !kept.has(element.register))) {
    writes.push({ register: gone.register, value: null, pred: predOf(base, gone.register) });
  }
  // a new element never takes the register of one that goes in the same moment: of two writes only the first would stand
  const used = new Set(before.map((element) => element.register));
  let last: Place = { pos: 0, register: '' };
  texts.forEach((value, index) => {
    const match = matches[index];
    const pos = match && isBehind(match, last) ? match.pos : placeAfter(last.pos, matches.slice(index + 1));
    const register = match?.register ?? `${set}/${elementId(value, (id) => used.has(`${set}/${id}`))}`;
    used.add(register);
    last = { pos, register };
    if (match && match.value === value && match.pos === pos) return;
    writes.push({ register, value, pos, pred: predOf(base, register) });
  });
  return writes;
}

function elementsOf(base: RecordState, set: string): Element[] {
  return Object.entries(base.registers)
    .flatMap(([register, state]) => {
      const entry: Entry | undefined = setOf(register) === set ? shownEntry(register, state) : undefined;
      return entry?.value ? [{ register, value: entry.value, pos: entry.pos ?? 0 }] : [];
    })
    .sort((a, b) => (isBehind(a, b) ? 1 : -1));
}

/** Which element of before each edited one is: the same content; else of the same kind; else at the same place. */
function matchElements(before: readonly Element[], texts: readonly string[]): (Element | undefined)[] {
  const free = new Set(before);
  const kinds = new Map(before.map((element) => [element, kindOf(element.value)]));
  const matches: (Element | undefined)[] = texts.map(() => undefined);
  const take = (index: number, element: Element | undefined): void => {
    if (!element) return;
    matches[index] = element;
    free.delete(element);
  };
  texts.forEach((text, i) => {
    const same = [...free].find((element) => element.value === text);
    take(i, same);
  });
  texts.forEach((text, i) => {
    if (matches[i]) return;
    const kind = kindOf(text);
    take(
      i,
      [...free].find((element) => kinds.get(element) === kind),
    );
  });
  // a list of the same length in which one element differs: that one was corrected
  if (texts.length === before.length) {
    texts.forEach((_, i) => {
      const element = before[i];
      if (!matches[i] && element && free.has(element)) take(i, element);
    });
  }
  return matches;
}

/** What tells elements of one set apart for a person: an identifier's system, a phone's kind and use. */
function kindOf(text: string): string {
  const element = parseJson(text);
  if (!isObject(element)) return text;
  const { system, use, type, url } = element;
  return canonicalJson([system ?? null, use ?? null, type ?? null, url ?? null]);
}

/** A place behind `last` and before the next element that stays where it was. */
function placeAfter(last: number, rest: readonly (Element | undefined)[]): number {
  const next = rest.find((element) => element && element.pos > last)?.pos;
  const between = next === undefined ? last : (last + next) / 2;
  // halves come to an end: then what follows is placed anew, too
  return between > last && between !== next ? between : Math.floor(last) + 1;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Text that is equal for values that are equal but for how their numbers are written. */
function plainText(value: Json): string {
  return canonicalJson(plainJson(value) as Json);
}

/** Gives numbers that are equal to what stood at the same place their text back. */
function restoreNumbers(before: Json | undefined, after: Json): Json {
  if (typeof after === 'number') return before !== undefined && toNumber(before) === after ? before : after;
  if (Array.isArray(after)) {
    const list = listOf(before);
    const texts = list.map(plainText);
    return after.map((item, i) => {
      const text = plainText(item);
      const same = texts[i] === text ? i : texts.indexOf(text); // elsewhere in the list where one before it is gone
      return same < 0 ? restoreNumbers(list[i], item) : (list[same] as Json);
    });
  }
  if (!isObject(after)) return after;
  const object = isObject(before) ? before : {};
  return Object.fromEntries(Object.entries(after).map(([key, value]) => [key, restoreNumbers(object[key], value)]));
}
