/**
 * What a clinic keeps for itself as FHIR R4 Libraries (http://hl7.org/fhir/R4/library.html): a container for knowledge that is about nobody,
 * told apart by its topic. Synced, with a history; one that is not used any more is retired, and stays.
 */

import type { LeftOut } from '../../../shared/bridge/kept.ts';
import { currentWrites, shownResource } from '../../../shared/merge/reducer.ts';
import { codingsOf } from '../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { refuseUnwanted } from '../storage/bounds.ts';
import type { Reader } from '../storage/database.ts';
import type { turnedOps } from './changes.ts';
import { findRow, stateOf } from './row.ts';

export type LibraryTopic = 'note-template' | 'table-mapping' | 'cohort' | 'view' | 'notebook';

const TOPIC = 'urn:xinglin:library-topic';
const TYPE = { system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'asset-collection' };

export interface StandingLibrary {
  readonly id: string;
  readonly library: JsonObject;
  /** The writes that make it what it is. */
  readonly seen: string[];
}

/** More of a topic are not listed, and no more than this is read: any of them may have come from another workstation, or out of a file. */
export const MOST_LISTED = 500;
const MOST_BYTES = 4_000_000;
/** Of what is left out for one reason, so many are named, by so many characters. */
const MOST_NAMED = 5;
const LONGEST_NAME = 100;

/** Those of a topic that are in use: the first `MOST_LISTED` by their size, as far as all Libraries that are no larger are 4 MB together. */
export function librariesOf(reader: Reader, topic: LibraryTopic): StandingLibrary[] {
  const found: StandingLibrary[] = [];
  walk(reader, topic, (library) => found.push(library));
  return found;
}

/** One of a list, with what `read` gives of its content. */
export interface ListedLibrary<T> extends Omit<StandingLibrary, 'library'> {
  readonly title: string;
  readonly content: T;
}

/** A list, and what of its topic is not in it. */
export interface LibraryList<T> {
  readonly kept: T[];
  readonly leftOut: LeftOut[];
}

/** The same for a list of people, by their titles: those of which `read` understands the content. It can take a while. */
export function listedLibraries<T>(
  reader: Reader,
  topic: LibraryTopic,
  read: (library: JsonObject) => T | undefined,
): LibraryList<ListedLibrary<T>> {
  const kept: ListedLibrary<T>[] = [];
  const leftOut = new Map<LeftOut['why'], LeftOut>();
  const leave = (why: LeftOut['why'], id: string, title: string): void => {
    const { count, some } = leftOut.get(why) ?? { count: 0, some: [] };
    const name = title.slice(0, LONGEST_NAME);
    leftOut.set(why, { why, count: count + 1, some: count < MOST_NAMED ? [...some, { id, name }] : some });
  };
  walk(
    reader,
    topic,
    ({ id, library, seen }) => {
      const title = textIn(library.title);
      const content = read(library);
      if (content) kept.push({ id, title, content, seen });
      else leave('unreadable', id, title);
    },
    (why, id) => {
      const title = titleOf(reader, topic, id);
      if (title !== undefined) leave(why, id, title);
    },
  );
  return { kept: kept.sort((a, b) => (a.title < b.title ? -1 : 1)), leftOut: [...leftOut.values()] };
}

/** The same of definitions, which are texts of at most `longest` characters and have names. */
export function listedDefinitions<T>(
  reader: Reader,
  topic: LibraryTopic,
  longest: number,
  read: (text: string) => T | undefined,
): LibraryList<{ id: string; name: string; definition: T; seen: string[] }> {
  const { kept, leftOut } = listedLibraries(reader, topic, (library) => read(libraryText(library, longest)));
  return {
    kept: kept.map(({ id, title, content, seen }) => ({ id, name: title, definition: content, seen })),
    leftOut,
  };
}

/** The titles of those that `librariesOf` gives, without reading what is in them. */
export function libraryTitles(reader: Reader, topic: LibraryTopic): { id: string; title: string }[] {
  const found: { id: string; title: string }[] = [];
  for (const { id, isBeyond } of heads(reader)) {
    if (isBeyond || found.length === MOST_LISTED) break;
    const title = titleOf(reader, topic, id);
    if (title !== undefined) found.push({ id, title });
  }
  return found;
}

/** One of a topic that is in use, whatever its size. */
export function libraryOf(reader: Reader, topic: LibraryTopic, id: string): StandingLibrary | undefined {
  const row = findRow(reader, 'Library', id);
  // what does not say the word is of another topic, and need not be parsed
  if (!row || row.deleted === 1 || !row.json.includes(`"${topic}"`)) return undefined;
  const state = stateOf(reader, row);
  const library = parseJson(shownResource(state)) as JsonObject;
  return library.status === 'active' && isOfTopic(library.topic, topic)
    ? { id, library, seen: currentWrites(state) }
    : undefined;
}

/** What is in use, of whatever topic: what people write is small, so the smallest come first and no other takes their place. `isBeyond`: that is more than is read. */
function heads(reader: Reader): { id: string; isBeyond: boolean }[] {
  const sizes = reader.all<{ id: string; bytes: number }>(
    `SELECT id, octet_length(json) AS bytes FROM record INDEXED BY record_day
     WHERE type = 'Library' AND deleted = 0 AND status = 'active' ORDER BY bytes, id`,
  );
  let read = 0;
  return sizes.map(({ id, bytes }) => {
    read += bytes;
    return { id, isBeyond: read > MOST_BYTES };
  });
}

/** Those of a topic, and the ids of what may be, behind them. */
function walk(
  reader: Reader,
  topic: LibraryTopic,
  onListed: (library: StandingLibrary) => void,
  onBehind?: (why: 'many' | 'large', id: string) => void,
): void {
  let listed = 0;
  for (const { id, isBeyond } of heads(reader)) {
    refuseUnwanted();
    if (isBeyond || listed === MOST_LISTED) {
      if (!onBehind) break;
      onBehind(isBeyond ? 'large' : 'many', id);
      continue;
    }
    const library = libraryOf(reader, topic, id);
    if (!library) continue;
    listed += 1;
    onListed(library);
  }
}

/** Undefined for one of another topic. */
function titleOf(reader: Reader, topic: LibraryTopic, id: string): string | undefined {
  const row = reader.get<{ title: unknown; topic: string | null }>(
    `SELECT json ->> '$.title' AS title, json -> '$.topic' AS topic FROM record
     WHERE type = 'Library' AND id = ? AND instr(json, ?) > 0`,
    id,
    `"${topic}"`,
  );
  if (!row || !isOfTopic(JSON.parse(row.topic ?? 'null'), topic)) return undefined;
  return typeof row.title === 'string' ? row.title : '';
}

function isOfTopic(topics: unknown, topic: LibraryTopic): boolean {
  return codingsOf(topics as JsonObject['topic']).some(({ system, code }) => system === TOPIC && code === topic);
}

/** A new one. */
export function newLibrary(topic: LibraryTopic, title: string, content: JsonObject[]): JsonObject {
  return {
    resourceType: 'Library',
    status: 'active',
    title,
    type: { coding: [TYPE] },
    topic: [{ coding: [{ system: TOPIC, code: topic }] }],
    content,
  };
}

/** A text as the content of one. */
export function libraryContent(contentType: string, text: string): JsonObject[] {
  return [{ contentType, data: Buffer.from(text, 'utf8').toString('base64') }];
}

/** The text that one holds; '' where it has more than `longest` characters. */
export function libraryText({ content }: JsonObject, longest: number): string {
  const data = textIn(objectsIn(content)[0]?.data);
  // a character is three bytes at the most in UTF-8, and those are four in base64
  if (data.length > 4 * longest) return '';
  const text = Buffer.from(data, 'base64').toString('utf8');
  return text.length > longest ? '' : text;
}

/** One taken out of use, or back into it; for `turnedOps`. */
export function inUse(use: boolean): Parameters<typeof turnedOps>[3] {
  return (before) => ({ ...before, status: use ? 'active' : 'retired' });
}
