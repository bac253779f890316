/** What is looked up beside the records' rows, and follows from the shown resource alone. A new index is an entry here. */
import type { JsonObject } from '../../../shared/records/json.ts';
import { codedIn } from '../analysis/cohorts/coded.ts';
import { observedIn } from '../analysis/cohorts/observed.ts';
import { patientKeys } from '../quality/duplicates/patient.ts';
import { addCoded, removeCoded } from '../storage/coded.ts';
import type { Writer } from '../storage/database.ts';
import { addDuplicateKeys, removeDuplicateKeys } from '../storage/duplicates.ts';
import { addText, removeText } from '../storage/full-text.ts';
import { addObserved, removeObserved } from '../storage/observed.ts';
import { TokenKind } from '../storage/search.ts';
import { addSearchWord, removeSearchWords } from '../storage/search-words.ts';
import { indexFacts, unindexFacts } from './fact-index.ts';
import { textsOf } from './full-text-parts.ts';
import { indexedWords } from './full-text-words.ts';
import { isMerged, mergedProjections } from './one-person.ts';
import { isNameWord } from './patient-typos.ts';
import type { Projection } from './projection.ts';
import { judgeAdded, judgeRemoved } from './rules/check.ts';

/**
 * Raise this by one whenever an index, or what a row carries beside its JSON (projection.ts), changes: every record of a
 * database that was written with a lower number is then projected and indexed again in the background (reindex.ts).
 */
export const PROJECTION_VERSION = 6;

/** A record that is shown, as indexes see it. */
export interface Indexed {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

export interface RecordIndex {
  /** Adds a record that is not in the index. */
  add(writer: Writer, record: Indexed): void;
  /** Takes a record out, whether it is in the index or not. */
  remove(writer: Writer, rid: number): void;
}

/** Identifiers of any resource, for conditional references and look-ups; those of a patient who was merged are the survivor's. */
const identifiers: RecordIndex = {
  add: (writer, { rid, type, id, projection }) => {
    if (type === 'Patient' && isMerged(writer, id)) return;
    const others = type === 'Patient' ? mergedProjections(writer, id) : [];
    for (const { system, value } of [projection, ...others].flatMap((one) => one.identifiers)) {
      writer.run(
        'INSERT INTO identifier (type, value, system, rid) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        type,
        value,
        system,
        rid,
      );
    }
  },
  remove: (writer, rid) => {
    writer.run('DELETE FROM identifier WHERE rid = ?', rid);
  },
};

/** Words by which patients are found; those of a patient who was merged find the survivor. */
const patientWords: RecordIndex = {
  add: (writer, { rid, type, id, projection }) => {
    if (type !== 'Patient' || isMerged(writer, id)) return;
    const others = mergedProjections(writer, id).flatMap(({ tokens }) => tokens);
    const tokens = [...projection.tokens, ...others.filter(({ kind }) => kind !== TokenKind.order)];
    for (const { token, kind } of tokens) {
      writer.run(
        'INSERT INTO search_token (token, rid, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        token,
        rid,
        kind,
      );
      if (isNameWord(token, kind)) addSearchWord(writer, token);
    }
  },
  remove: (writer, rid) => {
    removeSearchWords(writer, rid);
    writer.run('DELETE FROM search_token WHERE rid = ?', rid);
  },
};

/** Keys by which somebody who is registered twice is found. */
const duplicateKeys: RecordIndex = {
  add: (writer, { rid, type, id, resource }) => {
    if (type === 'Patient' && !isMerged(writer, id)) addDuplicateKeys(writer, rid, patientKeys(resource));
  },
  remove: removeDuplicateKeys,
};

/** Texts that people wrote. */
const fullText: RecordIndex = {
  add: (writer, { rid, resource }) => {
    const texts = textsOf(resource);
    if (texts.length > 0) addText(writer, rid, indexedWords(texts));
  },
  remove: removeText,
};

/** What measures count. */
const facts: RecordIndex = { add: indexFacts, remove: unindexFacts };

/** Numbers of observations, of which cohorts ask for the last. */
const observed: RecordIndex = {
  add: (writer, { rid, resource, projection }) =>
    addObserved(writer, { rid, ...projection }, observedIn(resource, projection)),
  remove: removeObserved,
};

/** Concepts by which cohorts find people. */
const coded: RecordIndex = {
  add: (writer, { rid, resource, projection }) =>
    addCoded(writer, { rid, ...projection }, codedIn(resource, projection)),
  remove: removeCoded,
};

/** Rules across records; last, for they look into what the others keep. */
const rules: RecordIndex = { add: judgeAdded, remove: judgeRemoved };

const INDEXES: readonly RecordIndex[] = [
  identifiers,
  patientWords,
  duplicateKeys,
  fullText,
  facts,
  observed,
  coded,
  rules,
];

/** Puts a record that has just come into being into every index. */
export function indexRecord(writer: Writer, record: Indexed): void {
  for (const index of INDEXES) index.add(writer, record);
}

/** Takes a record out of every index. */
export function unindexRecord(writer: Writer, rid: number): void {
  for (const index of INDEXES) index.remove(writer, rid);
}
