/**
 * What a clinic keeps for itself as FHIR R4 Libraries (http://hl7.org/fhir/R4/library.html): a container for knowledge that is about nobody,
 * told apart by its topic. Synced, with a history; one that is not used any more is retired, and stays.
 */
import { currentWrites, shownResource } from '../../../shared/merge/reducer.ts';
import { codingsOf } from '../../../shared/records/concept.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
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
const MOST_BYTES = 8_000_000;

/** Those of a topic that are in use: the first `MOST_LISTED` by their size, as far as all Libraries that are no larger are 8 MB together. */
export function librariesOf(reader: Reader, topic: LibraryTopic): StandingLibrary[] {
  // what people write is small: the smallest are read first, so that no other takes its place
  const sizes = reader.all<{ id: string; bytes: number }>(
    `SELECT id, octet_length(json) AS bytes FROM record INDEXED BY record_day
     WHERE type = 'Library' AND deleted = 0 AND status = 'active' ORDER BY bytes, id`,
  );
  const found: StandingLibrary[] = [];
  let read = 0;
  for (const { id, bytes } of sizes) {
    read += bytes;
    if (read > MOST_BYTES || found.length === MOST_LISTED) break;
    const row = findRow(reader, 'Library', id);
    // what does not say the word is of another topic, and need not be parsed
    if (!row?.json.includes(`"${topic}"`)) continue;
    const state = stateOf(reader, row);
    const library = parseJson(shownResource(state)) as JsonObject;
    const isOfTopic = codingsOf(library.topic).some(({ system, code }) => system === TOPIC && code === topic);
    if (isOfTopic) found.push({ id, library, seen: currentWrites(state) });
  }
  return found;
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
