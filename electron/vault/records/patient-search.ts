/** Patient search while typing. */
import type { PatientHit } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import {
  countPatients,
  countTokens,
  lastRegistered,
  lastVisitRid,
  type Match,
  matching,
  patientRow,
  seenMatching,
  type Word,
} from '../storage/search.ts';
import { patientHit } from './patient-hit.ts';
import { readQuery } from './patient-query.ts';
import { corrections } from './patient-typos.ts';

/**
 * Up to so many matching tokens, everybody who matches is found and ranked. Beyond, the rarest word of the text is too common
 * to rank everybody in a keystroke's time (10 ms at 100,000 patients): then whole matches and those seen last are ranked, and
 * the list is filled up with whoever else matches. One more letter usually brings the count below.
 */
const FEW = 600;
/** How many patients with a whole match of a common word are ranked, and how many others to fill up a list. */
const SOME = 300;

/** With fewer matches than this, those of whom a word was mistyped are looked for too. */
const SHORT = 10;
/** Added to the rank for each edit: behind all that matches as it was typed. */
const MISTYPED = 100;

/** Before every visit. */
const NEVER = -8.64e15;
/** Chinese names by pinyin. */
const NAMES = new Intl.Collator('zh-CN');

export interface PatientSearch {
  readonly hits: PatientHit[];
  /** Whether there are more matches than `hits`. */
  readonly more: boolean;
  /** Patients in the clinic. */
  readonly total: number;
}

/**
 * Patients who match all words of a text: names in any script and order, pinyin and its initials, numbers, phones and their
 * ends, birth dates. Best first: whole matches, beginnings, mistyped ones where the others are few, then by last visit, then
 * by name. An empty text gives those who were registered or seen last.
 */
export function searchPatients(reader: Reader, text: string, limit: number): PatientSearch {
  let found: Match[] = [];
  const ways = readQuery(text);
  for (const words of ways) {
    found = find(reader, words, limit + 1);
    if (found.length > 0) break;
  }
  const empty = text.trim() === '';
  if (empty) found = recent(reader, limit + 1);
  else if (found.length < SHORT) found = [...found, ...mistyped(reader, ways[0] ?? [], found, limit + 1)];
  return {
    hits: shown(reader, found.slice(0, limit), empty),
    more: found.length > limit,
    total: countPatients(reader),
  };
}

/** The matches, ranked, at most `enough`. */
function find(reader: Reader, words: readonly Word[], enough: number): Match[] {
  const lead = rarest(reader, words);
  if (!lead) return [];
  if (lead.count <= FEW) return ranked(matching(reader, lead.word, lead.others, FEW)).slice(0, enough);
  const found = [...matching(reader, lead.word, lead.others, SOME, true), ...seenMatching(reader, words, enough)];
  // common words, but few or none of those seen lately: the others, as far as the time goes
  if (found.length < enough) found.push(...matching(reader, lead.word, lead.others, SOME));
  return ranked(found).slice(0, enough);
}

/** The word with the fewest matches, and the others; undefined where one has none. */
function rarest(reader: Reader, words: readonly Word[]): { word: Word; count: number; others: Word[] } | undefined {
  const [lead, ...rest] = words
    .map((word) => ({ word, count: countTokens(reader, word, FEW + 1) }))
    .sort((a, b) => a.count - b.count);
  return lead && lead.count > 0 ? { ...lead, others: rest.map((one) => one.word) } : undefined;
}

/** Who matches with one word mistyped, and none of `found`: by one edit, or where that finds nobody by two. */
function mistyped(reader: Reader, words: readonly Word[], found: readonly Match[], enough: number): Match[] {
  const known = new Set(found.map(({ rid }) => rid));
  for (const edits of [1, 2]) {
    const matches: Match[] = [];
    words.forEach((word, place) => {
      const corrected = corrections(reader, word, edits);
      // with matches at hand the letter typed last is no mistake but the next one of a longer word
      const meant = found.length === 0 ? corrected : corrected.filter((one) => !word[0].startsWith(one));
      if (meant.length === 0) return;
      const lead = rarest(reader, words.with(place, evened(meant)));
      if (lead) matches.push(...matching(reader, lead.word, lead.others, SOME).filter(({ rid }) => !known.has(rid)));
    });
    if (matches.length > 0)
      return ranked(matches)
        .slice(0, enough)
        .map((match) => ({ ...match, rank: match.rank + MISTYPED * edits }));
  }
  return [];
}

/** As many as the next power of two, the last one again and again: few lengths make few statements to prepare. */
function evened(beginnings: readonly string[]): Word {
  const length = 2 ** Math.ceil(Math.log2(beginnings.length));
  return Array.from({ length }, (_, at) => beginnings[Math.min(at, beginnings.length - 1)] as string) as [
    string,
    ...string[],
  ];
}

/** Each patient once, the best match first. */
function ranked(matches: readonly Match[]): Match[] {
  const best = new Map<number, Match>();
  for (const match of matches) {
    const known = best.get(match.rid);
    if (!known || match.rank < known.rank) best.set(match.rid, match);
  }
  return [...best.values()].sort((a, b) => byMatch(a, b) || b.rid - a.rid);
}

function byMatch(a: Match, b: Match): number {
  return a.rank - b.rank || (b.seen ?? NEVER) - (a.seen ?? NEVER);
}

/** Those registered since the last visit and not seen yet, those seen last, then all others, the last registered first. */
function recent(reader: Reader, enough: number): Match[] {
  const seen = seenMatching(reader, [], enough);
  const registered = lastRegistered(reader, enough);
  const since = lastVisitRid(reader);
  const fresh = registered.filter((one) => one.seen === null && one.rid > since).slice(0, 10);
  const list = new Map([...fresh, ...seen, ...registered].map((one) => [one.rid, one]));
  return [...list.values()].slice(0, enough);
}

/** The rows of a list; where neither match nor last visit tells two apart, by name. */
function shown(reader: Reader, matches: readonly Match[], unmatched: boolean): PatientHit[] {
  const hits: { hit: PatientHit; match: Match }[] = [];
  for (const match of matches) {
    const row = patientRow(reader, match.rid);
    if (row) hits.push({ hit: patientHit(JSON.parse(row.json) as JsonObject, row.conflicts, row.lastVisit), match });
  }
  if (!unmatched) hits.sort((a, b) => byMatch(a.match, b.match) || NAMES.compare(a.hit.name, b.hit.name));
  return hits.map(({ hit }) => hit);
}
