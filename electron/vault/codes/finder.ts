/**
 * Finds diagnoses, drugs and tests while typing. Every entry stands in memory with what it is found by, and all of them are looked
 * through for each keystroke: half a millisecond for the lists that ship, twelve for a national one of 33,000.
 */
import { setImmediate } from 'node:timers/promises';
import type { CodeHit, CodeKind } from '../../../shared/bridge/codes.ts';
import type { Reader } from '../storage/database.ts';
import { linesOf } from './code-system.ts';
import { type Entry, entryOf, type Listed } from './entries.ts';
import { type Asked, askedOf, gradeOf, narrows, WITHIN } from './match.ts';
import { ownLists, stateOfLists } from './own-lists.ts';
import { shippedList } from './shipped.ts';
import { usageOf } from './usage.ts';

/** After so many lines others have their turn: the readings of 1,000 terms take 10 ms. */
const SLICE = 1000;

type Entries = Readonly<Record<CodeKind, readonly Entry[]>>;
interface Known {
  readonly state: string;
  readonly entries: Promise<Entries>;
}
const known = new WeakMap<Reader, Known>();

interface Found {
  readonly entry: Entry;
  readonly grade: number;
  /** Of its use in the clinic; 0: none. */
  readonly weight: number;
}

export interface CodesFound {
  readonly hits: CodeHit[];
  /** Whether there are more matches than `hits`. */
  readonly more: boolean;
}

/** The entries that match all words of a text, the best first; for an empty text what is used most. `now` in milliseconds. */
export async function findCodes(
  reader: Reader,
  { kind, text, limit }: { kind: CodeKind; text: string; limit: number },
  now: number,
): Promise<CodesFound> {
  const all = (await entriesOf(reader))[kind];
  const usage = usageOf(reader, kind, now);
  const asked = askedOf(text);
  const empty = asked.words.length === 0;
  const matched: Entry[] = [];
  const best: Found[] = [];
  for (const entry of candidates(all, asked)) {
    const grade = empty ? 0 : gradeOf(entry, asked);
    if (grade === undefined) continue;
    const weight = usage.get(entry.key) ?? 0;
    if (empty && weight === 0) continue;
    matched.push(entry);
    // what the clinic uses is meant as likely as what begins with the text
    keep(best, { entry, grade: weight > 0 && grade === WITHIN ? WITHIN - 1 : grade, weight }, limit);
  }
  lately.set(all, { asked, matched });
  const hits = best.map(({ entry: { listed }, weight }): CodeHit => {
    const { also: _, ...hit } = listed;
    return { ...hit, used: weight > 0 };
  });
  return { hits, more: matched.length > limit };
}

/** What matched the last text: of a longer one only these are looked through. */
const lately = new WeakMap<readonly Entry[], { asked: Asked; matched: readonly Entry[] }>();

function candidates(all: readonly Entry[], asked: Asked): readonly Entry[] {
  const last = lately.get(all);
  return last && narrows(asked, last.asked) ? last.matched : all;
}

/** The entries of these codes (`system|code`) in the lists, as far as they stand there. */
export async function entriesOfKeys(reader: Reader, kind: CodeKind, keys: ReadonlySet<string>): Promise<Entry[]> {
  const all = (await entriesOf(reader))[kind];
  return all.filter(({ key }) => keys.has(key));
}

/** Puts what was found into its place among the best. */
function keep(best: Found[], found: Found, limit: number): void {
  const worst = best.at(-1);
  if (worst && best.length >= limit && compare(found, worst) >= 0) return;
  let place = best.length;
  while (place > 0 && compare(found, best[place - 1] as Found) < 0) place -= 1;
  best.splice(place, 0, found);
  if (best.length > limit) best.pop();
}

function compare(a: Found, b: Found): number {
  return (
    a.grade - b.grade ||
    b.weight - a.weight ||
    lengthOf(a.entry) - lengthOf(b.entry) ||
    (a.entry.listed.code < b.entry.listed.code ? -1 : 1)
  );
}

function lengthOf({ listed: { zh, en } }: Entry): number {
  return zh?.length ?? en?.length ?? 0;
}

/** Made on the first question, and again when the clinic's lists have changed. */
function entriesOf(reader: Reader): Promise<Entries> {
  const state = stateOfLists(reader);
  const before = known.get(reader);
  if (before?.state === state) return before.entries;
  const entries = makeEntries(reader);
  known.set(reader, { state, entries });
  entries.catch(() => known.delete(reader));
  return entries;
}

async function makeEntries(reader: Reader): Promise<Entries> {
  const own = ownLists(reader).map(({ kind, resource }) => ({ kind, lines: linesOf(resource) }));
  const make = async (kind: CodeKind): Promise<Entry[]> => {
    const lines = merged([shippedList(kind), ...own.filter((list) => list.kind === kind).map((list) => list.lines)]);
    const entries: Entry[] = [];
    for (let at = 0; at < lines.length; at += SLICE) {
      if (at > 0) await setImmediate();
      entries.push(...lines.slice(at, at + SLICE).map(entryOf));
    }
    return entries;
  };
  return { diagnosis: await make('diagnosis'), drug: await make('drug'), test: await make('test') };
}

/** Each code once: a later list's words stand, what it does not say stays, and it is found by the words of both. */
function merged(lists: readonly (readonly Listed[])[]): Listed[] {
  const lines = new Map<string, Listed>();
  for (const line of lists.flat()) {
    const key = `${line.system}|${line.code}`;
    const before = lines.get(key);
    if (before === undefined) lines.set(key, line);
    else {
      const names = [before.zh, before.en].filter((name) => name !== undefined && name !== line.zh && name !== line.en);
      lines.set(key, {
        ...before,
        ...line,
        forms: line.forms.length > 0 ? line.forms : before.forms,
        also: [...new Set([...before.also, ...line.also, ...(names as string[])])],
      });
    }
  }
  return [...lines.values()];
}
