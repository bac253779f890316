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

/** All of a topic that are in use. */
export function librariesOf(reader: Reader, topic: LibraryTopic): StandingLibrary[] {
  const rows = reader.all<{ id: string }>(
    "SELECT id FROM record INDEXED BY record_day WHERE type = 'Library' AND deleted = 0 AND status = 'active'",
  );
  return rows.flatMap(({ id }) => {
    const row = findRow(reader, 'Library', id);
    const state = row && stateOf(reader, row);
    if (!state) return [];
    const library = parseJson(shownResource(state)) as JsonObject;
    const isOfTopic = codingsOf(library.topic).some(({ system, code }) => system === TOPIC && code === topic);
    return isOfTopic ? [{ id, library, seen: currentWrites(state) }] : [];
  });
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

/** The text that one holds. */
export function libraryText({ content }: JsonObject): string {
  return Buffer.from(textIn(objectsIn(content)[0]?.data), 'base64').toString('utf8');
}

/** One taken out of use, or back into it; for `turnedOps`. */
export function inUse(use: boolean): Parameters<typeof turnedOps>[3] {
  return (before) => ({ ...before, status: use ? 'active' : 'retired' });
}
